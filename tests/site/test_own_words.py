"""No run of eight words of the closed source documents stands in the built site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.pages import pages
from transparency.model.text import LANGUAGES
from transparency.registry.load import load

pytestmark = pytest.mark.slow

RUN = 8
WORD = re.compile(r"\w+")


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = [word.casefold() for word in WORD.findall(text)]
    return zip(*(words[i:] for i in range(RUN)), strict=False)


def _names(root: Path) -> list[str]:
    """Names that any document may carry: the institution's own and those of laws and standards."""
    draft, _ = load(root)
    assert draft is not None
    assert draft.disclosing.documents is not None
    titles = [one.title for one in draft.disclosing.documents.record.entries if one.origin == "external"]
    return [name.get(lang) for name in (draft.settings.record.institution.name, *titles) for lang in LANGUAGES]


def test_no_sentence_of_the_sources(site: Path, root: Path, shared: Path) -> None:
    closed = sorted((shared / "seeds").glob("00[1-4]_*.txt"))
    assert len(closed) == 4
    source = {run for file in closed for run in _runs(file.read_text(encoding="utf-8"))}
    source -= {run for name in _names(root) for run in _runs(name)}
    shown = [(page, run) for page in pages(site) for run in _runs(page.text)]
    assert {f"{page.lang}/{page.id}: {' '.join(run)}" for page, run in shown if run in source} == set()
