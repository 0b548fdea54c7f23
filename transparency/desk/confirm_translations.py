"""Records that a person has confirmed the translations of a record against its current text in the default language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun
from transparency.registry.entry import SourceRecord
from transparency.registry.load import Draft, load
from transparency.registry.stale_translations import digest, digest_of_page, stale, stale_pages

KEY = "translated_from"
_AFTER = ("updated", "code")
"""Keys behind which the digests stand: the first that the record has."""


def confirm(root: Path, files: frozenset[str]) -> tuple[str, ...]:
    """Writes the digests into the given files (all, if none is given); answers with the places that changed."""
    draft, _ = load(root)
    if draft is None:
        raise CouldNotRun(Message("data/ cannot be read. Run scripts/validate.py to see why."))
    changed = []
    for entry, value in sorted(_unconfirmed(draft), key=lambda one: (one[0].document.file, -_line(one[0]))):
        if not files or entry.document.file in files:
            _write(root, entry, value)
            changed.append(f"{entry.document.file}:{entry.document.line(entry.path)}")
    return tuple(sorted(changed))


def _unconfirmed(draft: Draft) -> Iterator[tuple[SourceRecord[Any], str]]:
    """Records and pages with a stale translation, and what confirms it."""
    disclosing, default = draft.disclosing, draft.languages.default
    records: tuple[SourceRecord[Any], ...] = (*disclosing.disclosures, *disclosing.mechanisms)
    for entry in (*records, *disclosing.quality.values(), *draft.processes):
        if stale(entry.record, entry.record.translated_from, draft.languages):
            digests = (f"{lang}: {digest(entry.record, default)!r}" for lang in draft.languages.translations)
            yield entry, f"{{{', '.join(digests)}}}"
    originals = {page.id: page for page in draft.prose if page.lang == default}
    for page_id, pages in stale_pages(draft.prose, draft.languages).items():
        for page in pages:
            yield page.entry, repr(digest_of_page(originals[page_id]))


def _line(entry: SourceRecord[Any]) -> int:
    """Line behind which the digests stand."""
    return next(
        entry.document.lines[(*entry.path, key)] for key in _AFTER if (*entry.path, key) in entry.document.lines
    )


def _write(root: Path, entry: SourceRecord[Any], value: str) -> None:
    """Later records of a file are written first, so that the lines of the others stay true."""
    path = root / entry.document.file
    lines = path.read_text(encoding="utf-8").split("\n")
    at = _line(entry)
    indent = lines[at - 1][: len(lines[at - 1]) - len(lines[at - 1].lstrip())]
    old = entry.document.lines.get((*entry.path, KEY))
    if old is not None:
        lines[old - 1] = f"{indent}{KEY}: {value}"
    else:
        lines.insert(at, f"{indent}{KEY}: {value}")
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text("\n".join(lines), encoding="utf-8")
    fresh.replace(path)
