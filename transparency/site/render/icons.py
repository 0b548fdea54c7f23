"""Line icons for templates, inline in the page: Lucide 1.62 (ISC, `site/icons/licence.txt`), 24 px grid, stroke 1.75."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from transparency.site.render.html import Html

FOLDER = Path(__file__).parent.parent / "icons"
_DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


@cache
def icon(name: str) -> Html:
    """The drawing of an icon, beside a word and therefore without a name of its own; size and stroke are in ``site.css``."""
    drawing = _DRAWING.search((FOLDER / f"{name}.svg").read_text(encoding="utf-8"))
    assert drawing is not None, name  # noqa: S101  (our own files)
    return Html(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{drawing[1]}</svg>')
