"""Nothing that a record, a setting or an interface text says is printed as markup, unless our own renderer wrote it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import jinja2
import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from tests.conftest import DATE
from transparency.cache import DiskCache
from transparency.model.text import LocalText
from transparency.site.build.compiled_templates import Compiled
from transparency.site.build.content import content
from transparency.site.mkdocs import theme
from transparency.site.render.html import Html
from transparency.site.render.pages import Renderer, titles_of

HOSTILE = "\"'><script>x</script>&lt;"
_UNESCAPED = re.compile(r"\|\s*safe\b|\bautoescape\b|\bMarkup\b")
_WRITERS = frozenset({"transparency/site/render/html.py"})
"""Where text is declared to be HTML without a check by Jinja."""


def test_no_template_switches_escaping_off(root: Path) -> None:
    for folder in ("transparency/site/layout", "transparency/site/templates"):
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in {".html", ".j2"}:
                assert not _UNESCAPED.search(file.read_text(encoding="utf-8")), file.name


@pytest.mark.integration
def test_only_the_renderer_declares_text_to_be_html(root: Path) -> None:
    """`markupsafe.Markup` is called nowhere; `Html` only below ``render/`` and where prose arrives from MkDocs."""
    for file in sorted((*(root / "transparency").rglob("*.py"), *(root / "hooks").glob("*.py"))):
        name = file.relative_to(root).as_posix()
        calls = {
            node.func.id
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert "Markup" not in calls, name
        assert (
            "Html" not in calls
            or name.startswith("transparency/site/render/")
            or name == "transparency/site/mkdocs/events.py"
        ), name


def test_the_layout_escapes_by_default(root: Path, tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text("{{ value }}{{ ready }}")
    config = MkDocsConfig(config_file_path=str(tmp_path / "mkdocs.yml"))
    config.theme = Theme(name="mkdocs", custom_dir=str(tmp_path))
    template = theme._environment(config).get_template("one.html")
    written = template.render(value=HOSTILE, ready=Html("<b>"))
    assert written == "&#34;&#39;&gt;&lt;script&gt;x&lt;/script&gt;&amp;lt;<b>"


@pytest.mark.parametrize(("name", "escaped"), [("a.html.j2", True), ("a.j2", True), ("a.txt.j2", False)])
def test_every_template_but_plain_text_escapes(small: Path, tmp_path: Path, name: str, escaped: bool) -> None:
    (tmp_path / name).write_text("{{ view }}")
    found, problems = content(small, DATE)
    assert found is not None, problems
    renderer = Renderer(found.registry.common(), titles_of(found.registry, found.pages), tmp_path)
    assert ("<script>" in renderer.text(name, HOSTILE, "en")) != escaped


def test_code_compiled_without_escaping_is_not_used_again(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text("{{ value }}")
    written = []
    for escape in (False, True):
        kept = Compiled(DiskCache(tmp_path / "kept"))
        loader = jinja2.FileSystemLoader(tmp_path)
        environment = jinja2.Environment(loader=loader, bytecode_cache=kept, autoescape=escape)  # noqa: S701
        written.append(environment.get_template("one.html").render(value="<b>"))
    assert written == ["<b>", "&lt;b&gt;"]


def test_a_title_stays_on_its_line() -> None:
    assert LocalText(kk="A\n\n# B", ru="A \r\n B", en="A\u00a0B").model_dump() == {
        "kk": "A # B",
        "ru": "A B",
        "en": "A\u00a0B",
    }
