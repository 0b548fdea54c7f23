"""Names of MkDocs and static-i18n beyond their documentation (decision 0203): an upgrade that drops one fails here."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

FOREIGN = ("mkdocs", "mkdocs_static_i18n", "material", "markdown")
NAME = re.compile(r"^\| `((?:mkdocs|mkdocs_static_i18n)\.[\w.]+)`", re.MULTILINE)
LISTED = NAME.findall((ROOT / "decisions/0203-private-names-of-mkdocs.md").read_text(encoding="utf-8"))
ADAPTER = ROOT / "transparency/site/mkdocs"


def exists(name: str) -> bool:
    """Whether an installed package has the name, or the class sets the attribute in its methods."""
    owner_name, _, last = name.rpartition(".")
    owner = pkgutil.resolve_name(owner_name)
    if hasattr(owner, last):
        return True
    modules = {base.__module__ for base in inspect.getmro(owner)} if inspect.isclass(owner) else set()
    sources = [inspect.getsource(sys.modules[one]) for one in modules if one.split(".")[0] in FOREIGN]
    return any(re.search(rf"\bself\.{last}\b.* = ", source) for source in sources)


def underscored(text: str) -> Iterator[str]:
    """Names with an underscore that a module imports from another site generator's package."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in FOREIGN:
            yield from (alias.name for alias in node.names if alias.name.startswith("_"))


@pytest.mark.parametrize("name", LISTED)
def test_a_listed_name_exists_and_is_used(name: str) -> None:
    assert exists(name)
    used = re.compile(rf"\b{name.rpartition('.')[2]}\b")
    assert any(used.search(file.read_text(encoding="utf-8")) for file in ADAPTER.glob("*.py"))


@pytest.mark.integration
def test_no_underscored_name_is_imported() -> None:
    found = {
        f"{file.relative_to(ROOT)}: {name}"
        for folder in ("transparency", "hooks", "scripts")
        for file in (ROOT / folder).rglob("*.py")
        for name in underscored(file.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_a_name_that_is_gone_is_noticed() -> None:
    assert len(LISTED) >= 8
    assert not exists("mkdocs.theme.Theme.get_environment")
    assert not exists("mkdocs_static_i18n.plugin.I18n.is_building")
    assert [*underscored("from mkdocs.structure.toc import _TocToken, get_toc")] == ["_TocToken"]
