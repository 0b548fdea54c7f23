"""What makes HTML of a generated page gives what the Markdown library would give, on every page."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
import yaml

from tests.conftest import DATE
from transparency.site.build.content import content
from transparency.site.render.html import RunningMarkdown, written

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
    found, problems = content(root, DATE, demo=True)
    assert found is not None, problems
    for key, text in found.markdown.items():
        assert _even(written(text).html) == _even(markdown.markdown(text, extensions=extensions)), key


@pytest.mark.parametrize(
    "text", ["A paragraph.\n", "- a list\n", "# Title\n\nText after it.\n", "# Title\nText at it.\n"]
)
def test_running_markdown_of_a_template_is_an_error(text: str) -> None:
    with pytest.raises(RunningMarkdown):
        written(text)
