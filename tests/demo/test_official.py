"""No byte of ``demo/`` reaches an official site: the folder is not opened, and the site is the same without it."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DATE, FULL, ROOT, copy_of_small, warmed
from tests.site.equality import small_university
from transparency.model.problem import as_text
from transparency.registry.load import load
from transparency.registry.tree import files_below
from transparency.site.build.build import build
from transparency.site.build.content import SiteContent, content

pytestmark = pytest.mark.usefixtures("warm")

MARKS = ("quokka", "квокка", "квокк")
"""Words that stand in every invented record of the small university and nowhere else."""
FILES = sorted(file.relative_to(FULL).as_posix() for file in (FULL / "demo").rglob("*.*"))
_closed: list[str] = []
"""Folders that must not be opened."""


class Opened(BaseException):
    """The folder was opened; nothing in the product catches this."""


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _closed and event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], str | os.PathLike):
        path = os.path.realpath(os.fspath(arguments[0]))
        if any(path == folder or path.startswith(f"{folder}/") for folder in _closed):
            raise Opened(path)


sys.addaudithook(_watch)


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """Opening anything in the folder fails, in this process and in those forked from it; root obeys no rights."""
    _closed.append(os.path.realpath(folder))
    try:
        yield
    finally:
        _closed.pop()


def made(root: Path, *, demo: bool = False) -> SiteContent:
    found, problems = content(root, DATE, demo=demo)
    assert found is not None, as_text(problems)
    return found


def outputs(found: SiteContent) -> dict[Any, Any]:
    """Everything that a site is written from."""
    return {**found.html, **found.files, "pages": [(page.id, page.title, page.updated) for page in found.pages]}


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Any, Any]:
    root = warmed(copy_of_small(tmp_path_factory.mktemp("without") / "small"))
    shutil.rmtree(root / "demo")
    return outputs(made(root))


def test_the_watch_sees_an_opening(small: Path) -> None:
    with closed(small / "demo"), pytest.raises(Opened):
        load(small, demo=True)


@pytest.mark.parametrize("only", [None, *FILES], ids=lambda only: only or "everything")
def test_with_demo_present_the_content_is_that_without_it(
    small: Path, only: str | None, without: Mapping[Any, Any]
) -> None:
    for file in FILES:
        if only not in (None, file):
            (small / file).unlink()
    with closed(small / "demo"):
        assert outputs(made(small)) == without


def test_what_stands_in_demo_need_not_even_be_readable(small: Path, without: Mapping[Any, Any]) -> None:
    chance = random.Random(3)  # noqa: S311  (the same rubbish in every run)
    for file in FILES:
        (small / file).write_bytes(chance.randbytes(300))
    (small / "demo/loop").symlink_to(small / "demo")
    (small / "demo/.hidden").mkdir()
    assert outputs(made(small)) == without


def test_the_preview_shows_what_the_official_site_does_not(small: Path, without: Mapping[Any, Any]) -> None:
    shown = "".join(str(value) for value in made(small, demo=True).html.values()).lower()
    assert all(mark in shown for mark in MARKS)
    assert not any(mark in str(value).lower() for value in without.values() for mark in MARKS)


@pytest.mark.slow
def test_the_whole_build_writes_the_same_bytes(tmp_path: Path) -> None:
    """Pages, files, archive, search index, feeds, site map: everything that is served."""
    trees = []
    for name in ("with", "without"):
        root = small_university(tmp_path / name, 0).root
        if name == "without":
            shutil.rmtree(root / "demo")
        with closed(root / "demo"):
            built, problems = build(root, tmp_path / f"{name}-site", {"SITE_DATE": DATE.isoformat()})
        assert built is not None, as_text(problems)
        trees.append({file.relative_to(built.site): file.read_bytes() for file in files_below((built.site,))})
    assert len(trees[0]) > 150
    assert trees[0] == trees[1]


@pytest.mark.integration
def test_the_real_site_is_made_without_opening_demo(tmp_path: Path) -> None:
    with closed(ROOT / "demo"):
        present = outputs(made(ROOT))
    root = tmp_path / "university"
    root.mkdir()
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, root / name)
    assert outputs(made(root)) == present
