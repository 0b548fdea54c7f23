"""Random edits to a university, and four ways to build it after each: they must give the same bytes.

    python -m tests.site.equality 50

*Clean*: MkDocs as it is, nothing kept, one language after the other. *Preview*: what ``mkdocs serve`` rewrites in one long
process. *Side by side*: each language in a process of its own. *Anew* and *cached*: the build that publishes, without and
with what earlier builds made. An edit that the checks refuse must be refused in every way.
"""

from __future__ import annotations

import filecmp
import logging
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.conftest import DATE, ROOT, copy_of_small
from transparency.model.product_files import PRODUCT, WORDS
from transparency.site.build.build import build
from transparency.site.build.content import content
from transparency.site.mkdocs.generate import generate

_ENVIRON = {"SITE_DATE": DATE.isoformat()}
_WORDS = ("жаңа", "сведения", "open")
_TEXT = re.compile(r"(?:\b(?:kk|ru|en): \"?|\n\n)(?P<said>\w[^\n,\"{}:#]*\w)")
"""A text in a data file, or the beginning of a paragraph."""


@dataclass(slots=True)
class University:
    """A copy of the small university that is edited again and again."""

    root: Path
    chance: random.Random

    def edit(self) -> str:
        """Adds a word to a text, or takes back one that an earlier edit added; answers where."""
        files = [file for file in self._files() if _TEXT.search(file.read_text(encoding="utf-8"))]
        file = self.chance.choice(files)
        text = file.read_text(encoding="utf-8")
        place = self.chance.choice(list(_TEXT.finditer(text)))
        word = self.chance.choice(_WORDS)
        start, end = place.span("said")
        said = place["said"]
        fresh = said.replace(f" {word}", "", 1) if f" {word}" in said else f"{said} {word}"
        file.write_text(text[:start] + fresh + text[end:], encoding="utf-8")
        return f"{file.relative_to(self.root)}:{text.count(chr(10), 0, start) + 1}"

    def _files(self) -> list[Path]:
        folders = (
            "data/processes",
            "data/disclosures",
            "data/strings",
            "data/quality",
            "docs/kk",
            "docs/ru",
            "docs/en",
        )
        found = [file for folder in folders for file in sorted((self.root / folder).rglob("*")) if file.is_file()]
        return [*found, self.root / "data/glossary.yml", self.root / "data/terms.yml", self.root / "data/site.yml"]


def small_university(folder: Path, seed: int) -> University:
    """The small university as a project that can be built."""
    root = copy_of_small(folder)
    (root / "data/strings").mkdir()
    for catalogue in (PRODUCT / WORDS).glob("*.yml"):  # its dictionaries of spelling are the product's alone
        shutil.copy(catalogue, root / "data/strings")
    return University(root, random.Random(seed))  # noqa: S311  (the same edits in every run)


def clean(root: Path, target: Path) -> bool:
    """Nothing kept, one language after the other, a process that has built nothing before."""
    shutil.rmtree(target, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict", "--site-dir", str(target)]
    environ = os.environ | _ENVIRON | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    with _put_away(root / ".cache"):
        return subprocess.run(command, cwd=root, env=environ, capture_output=True, check=False).returncode == 0


def preview(root: Path, target: Path) -> bool:
    """What ``mkdocs serve`` does after an edit, in this very process."""
    here, arguments = Path.cwd(), sys.argv
    os.chdir(root)
    os.environ.update(_ENVIRON)
    sys.argv = ["mkdocs", "serve", "--dirty"]
    try:
        mkdocs_build(load_config("mkdocs.yml", site_dir=str(target), strict=False), dirty=True)
    except Abort:
        return False
    finally:
        os.chdir(here)
        sys.argv = arguments
    return True


def side_by_side(root: Path, target: Path) -> bool:
    """Every language in a process of its own, with the content of a preview."""
    shutil.rmtree(target, ignore_errors=True)
    found, _ = content(root, DATE, demo=True)
    if found is None:
        return False
    generate(root, target, DATE.isoformat(), found)
    return True


def whole(root: Path, target: Path, *, keep: bool) -> bool:
    """The build that publishes, with or without what earlier builds made."""
    shutil.rmtree(target, ignore_errors=True)
    with nullcontext() if keep else _put_away(root / ".cache"):
        built, _ = build(root, root / "site", _ENVIRON, demo=True)
    if built is not None:
        (root / "site").rename(target)
    return built is not None


@contextmanager
def _put_away(folder: Path) -> Iterator[None]:
    """As if the folder had never been there."""
    aside = folder.with_name(f"{folder.name}.aside")
    if folder.exists():
        folder.rename(aside)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if aside.exists():
            aside.rename(folder)


def differences(one: Path, other: Path, pattern: str = "*") -> list[str]:
    """Files that only one of the folders has, or that differ."""
    files = [{f.relative_to(folder) for f in folder.rglob(pattern) if f.is_file()} for folder in (one, other)]
    common = sorted(files[0] & files[1])
    _, unlike, unread = filecmp.cmpfiles(one, other, common, shallow=False)
    return [str(name) for name in (*sorted(files[0] ^ files[1]), *unlike, *unread)]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to build, the folder it writes, and what it is held against."""

    name: str
    build: Callable[[Path, Path], bool]
    against: str = ""
    pattern: str = "*.html"


WAYS = (
    Way("clean", clean),
    Way("preview", preview, "clean"),
    Way("side by side", side_by_side, "clean"),
    Way("anew", partial(whole, keep=False)),
    Way("cached", partial(whole, keep=True), "anew", "*"),
)


def compared(university: University, folder: Path) -> list[str]:
    """Builds in every way; answers where a way differs from the one it is held against."""
    done = {way.name: way.build(university.root, folder / way.name) for way in WAYS}
    found = []
    for way in WAYS:
        if way.against and done[way.name] != done[way.against]:
            found.append(f"{way.name}: one way refuses what the other builds")
        elif way.against and done[way.name]:
            unlike = differences(folder / way.name, folder / way.against, way.pattern)
            found += [f"{way.name}: {name}" for name in unlike]
    return found


def main(edits: int, seed: int = 20261121) -> int:
    """Edits, builds and compares; 1 and the files that differ where the ways do not agree."""
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        university = small_university(Path(folder, "small"), seed)
        for number in range(edits):
            what = university.edit() if number else "as it is"
            found = compared(university, Path(folder))
            sys.stdout.write(f"{number + 1:3} {what}: {'; '.join(found) or 'equal'}\n")
            if found:
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
