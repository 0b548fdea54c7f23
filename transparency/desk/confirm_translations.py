"""Records that a person has confirmed the translations of a record against its current text in the default language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun
from transparency.model.text import Languages
from transparency.registry.entry import SourceRecord
from transparency.registry.load import Draft, load
from transparency.registry.stale_translations import digest, stale

KEY = "translated_from"
_AFTER = "updated"
"""The key behind which the digests stand."""


def confirm(root: Path, files: frozenset[str]) -> tuple[str, ...]:
    """Writes the digests into the given files (all, if none is given); answers with the places that changed."""
    draft, _ = load(root)
    if draft is None:
        raise CouldNotRun(Message("data/ cannot be read. Run scripts/validate.py to see why."))
    changed = []
    for entry in sorted(_translated(draft), key=lambda e: (e.document.file, -e.document.line((*e.path, _AFTER)))):
        if files and entry.document.file not in files:
            continue
        if stale(entry.record, entry.record.translated_from, draft.languages):
            _write(root, entry, draft.languages)
            changed.append(f"{entry.document.file}:{entry.document.line(entry.path)}")
    return tuple(sorted(changed))


def _translated(draft: Draft) -> Iterator[SourceRecord[Any]]:
    """Records that remember their translations."""
    yield from (*draft.disclosing.disclosures, *draft.disclosing.mechanisms, *draft.disclosing.quality.values())


def _write(root: Path, entry: SourceRecord[Any], languages: Languages) -> None:
    """Later records of a file are written first, so that the lines of the others stay true."""
    path = root / entry.document.file
    lines = path.read_text(encoding="utf-8").split("\n")
    at = entry.document.line((*entry.path, _AFTER))
    indent = lines[at - 1][: len(lines[at - 1]) - len(lines[at - 1].lstrip())]
    digests = ", ".join(f"{lang}: {digest(entry.record, languages.default)!r}" for lang in languages.translations)
    old = entry.document.lines.get((*entry.path, KEY))
    if old is not None:
        lines[old - 1] = f"{indent}{KEY}: {{{digests}}}"
    else:
        lines.insert(at, f"{indent}{KEY}: {{{digests}}}")
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text("\n".join(lines), encoding="utf-8")
    fresh.replace(path)
