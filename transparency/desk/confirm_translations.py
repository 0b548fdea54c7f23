"""Records that a person has confirmed the translations of a record against its current text in the default language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from posixpath import normpath

from transparency.desk.edit_yaml import edited, read_value
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun
from transparency.model.write_files import write_together
from transparency.registry.load import Draft, load_or_stop
from transparency.registry.stale_translations import digest, digest_of_page, stale, stale_pages
from transparency.registry.translated_rows import FILE, stale_row, with_confirmed
from transparency.registry.yaml_document import Path as Place
from transparency.registry.yaml_document import Value

KEY = "translated_from"
_AFTER = ("updated", "code")
"""Keys behind which the digests stand: the first that the record has; else they stand last."""
_FENCE = "---\n"


def confirm(root: Path, files: frozenset[str]) -> tuple[str, ...]:
    """Writes the digests into the given files (all, if none is given); answers with the places that changed."""
    files = frozenset(map(normpath, files))
    if missing := sorted(file for file in files if not (root / file).is_file()):
        raise CouldNotRun(Message("confirm.unknown", file=missing[0]))
    draft = load_or_stop(root, demo=True)
    changed = []
    found = sorted((*_records(draft), *_pages(draft)), key=lambda one: one[0])
    for file, group in groupby(found, key=lambda one: one[0]):
        if not files or file in files:
            confirmed = [(line, path, digests) for _, line, path, digests in group]
            _write(root / file, {path: digests for _, path, digests in confirmed})
            changed += [f"{file}:{line}" for line, _, _ in confirmed]
    return tuple(sorted((*changed, *_rows(draft, files))))


def _rows(draft: Draft, files: frozenset[str]) -> Iterator[str]:
    """Confirms rows of tables; lines of rows that are gone go when everything is confirmed."""
    rows = [row for row in draft.translated_rows if not files or f"{row.table}.csv" in files]
    if not draft.languages.translations:
        return
    for folder, group in groupby(sorted(rows, key=lambda row: row.table), key=lambda row: row.table.partition("/")[0]):
        found = tuple(group)
        path = draft.root / folder / FILE
        text = path.read_text(encoding="utf-8") if files and path.is_file() else ""
        path.write_text(with_confirmed(text, found, draft.languages), encoding="utf-8")
        stale = (row for row in found if stale_row(row, draft.confirmed_rows, draft.languages))
        yield from (f"{row.table}.csv:{row.key}" for row in stale)


_Confirmed = tuple[str, int, Place, Value]
"""File and line of a record or page, its place in the file, and what confirms its translations."""


def _records(draft: Draft) -> Iterator[_Confirmed]:
    for entry in draft.translated:
        if stale(entry.record, draft.languages):
            now = digest(entry.record, draft.languages.default)
            digests: Value = dict.fromkeys(draft.languages.translations, now)
            yield entry.document.file, entry.document.line(entry.path), entry.path, digests


def _pages(draft: Draft) -> Iterator[_Confirmed]:
    originals = {page.id: page for page in draft.prose if page.lang == draft.languages.default}
    for page_id, pages in stale_pages(draft.prose, draft.languages).items():
        for page in pages:
            yield page.file, page.entry.document.line(()), (), digest_of_page(originals[page_id])


def _write(path: Path, confirmed: Mapping[Place, Value]) -> None:
    """One record a place in the file; of a page only what stands above its text is changed."""
    text = path.read_text(encoding="utf-8")
    above, facts, below = text.split(_FENCE, 2) if path.suffix == ".md" else ("", text, "")
    value = read_value(facts)
    for place, digests in confirmed.items():
        value = _with(value, place, digests)
    new = edited(facts, value)
    write_together({path: (_FENCE.join((above, new, below)) if path.suffix == ".md" else new)})


def _with(value: Value, place: Place, digests: Value) -> Value:
    """The value with the digests in the record at a place."""
    if place:
        step, *rest = place
        if isinstance(value, tuple):
            return tuple(_with(one, tuple(rest), digests) if i == step else one for i, one in enumerate(value))
        assert isinstance(value, dict)  # noqa: S101  (the loader has read a record there)
        return {key: _with(one, tuple(rest), digests) if key == step else one for key, one in value.items()}
    assert isinstance(value, dict)  # noqa: S101  (a record)
    if KEY in value:
        return {**value, KEY: digests}
    before = next((key for key in _AFTER if key in value), [*value][-1])
    return {
        new: one
        for key, old in value.items()
        for new, one in ((key, old), *([(KEY, digests)] if key == before else []))
    }
