"""The short way from a generated page to HTML gives what the Markdown library gives, on every page."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
import yaml

from tests.conftest import DATE
from transparency.publish.content import content
from transparency.render.html import written

pytestmark = pytest.mark.slow


def _even(html: str) -> str:
    """Without the white space between tags, and with one anchor for titles, which are linked by their address."""
    html = re.sub(r"\s+", " ", html.strip())
    return re.sub(r'<h1 id="[^"]*"', "<h1", re.sub(r"> | <", lambda m: m[0].strip(), html))


def test_both_ways_give_the_same(root: Path) -> None:
    extensions = [
        next(iter(one)) if isinstance(one, dict) else one
        for one in yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    ]
    found, problems = content(root, DATE)
    assert found is not None, problems
    short = {key: written(text) for key, text in found.markdown.items()}
    ready = {key: page for key, page in short.items() if page is not None}
    assert len(ready) > len(short) / 2
    for key, page in ready.items():
        assert _even(page.html) == _even(markdown.markdown(found.markdown[key], extensions=extensions)), key


@pytest.mark.parametrize(
    "text", ["A paragraph.\n", "- a list\n", "# Title\n\nText after it.\n", "# Title\nText at it.\n"]
)
def test_running_markdown_is_left_to_the_library(text: str) -> None:
    assert written(text) is None
