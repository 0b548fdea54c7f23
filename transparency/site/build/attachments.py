"""Publishes attached files without their metadata, and computes the checksums of the published bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar, cast

from transparency.model.disclosure_facts import Attachment
from transparency.model.text import Lang, Record
from transparency.registry.attachment_files import PUBLISHED
from transparency.registry.check import CheckedRegistry

T = TypeVar("T")


def as_published(registry: CheckedRegistry) -> CheckedRegistry:
    """The registry with its files as they go out, and with their checksums in the records that name them.

    A record in ``data/`` states the checksum of the file beside it, so that neither is exchanged unnoticed; a reader of the
    site has the published file in hand.
    """
    if not registry.attachments and not registry.pictures:
        return registry
    from transparency.site.build.remove_metadata import cleaned  # noqa: PLC0415  (large readers; most runs have no attachment)

    author = registry.settings.institution.name.get(registry.languages.default)
    files = {name: cleaned(name, data, author) for name, data in registry.attachments.items()}
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    return replace(
        registry,
        attachments=files,
        pictures={path: cleaned(path, data, author) for path, data in registry.pictures.items()},
        disclosures={name: _restated(record, sums) for name, record in registry.disclosures.items()},
        entries=_restated(registry.entries, sums),
        documents=_restated(registry.documents, sums),
    )


def files(registry: CheckedRegistry) -> Mapping[str, bytes]:
    """Path below the root of the site -> bytes, of attachments and of the pictures of hand-written pages."""
    return {**{f"{PUBLISHED}/{name}": data for name, data in registry.attachments.items()}, **registry.pictures}


def link_targets(registry: CheckedRegistry, lang: Lang) -> Iterator[tuple[str, str, bytes]]:
    """What a hand-written page in the language can link to beside pages: path below ``docs/``, path on the site, bytes."""
    for name, data in registry.attachments.items():
        yield f"{lang}/{PUBLISHED}/{name}", f"{PUBLISHED}/{name}", data
    others = tuple(f"{other}/" for other in registry.languages.translations)
    for path, data in registry.pictures.items():
        if lang == registry.languages.default and not path.startswith(others):
            yield f"{lang}/{path}", path, data
        elif path.startswith(f"{lang}/"):
            yield path, path, data


def _restated(value: T, sums: Mapping[str, str]) -> T:
    """The record, and every record in it, with the checksum of the published file."""
    if isinstance(value, Attachment):
        return cast(T, value.model_copy(update={"sha256": sums[value.file]}))
    if isinstance(value, Record):
        changed = {name: new for name, child in value if (new := _restated(child, sums)) is not child}
        return cast(T, value.model_copy(update=changed)) if changed else value
    if isinstance(value, tuple):
        inner = tuple(_restated(child, sums) for child in value)
        return cast(T, inner) if any(new is not old for new, old in zip(inner, value, strict=True)) else value
    return value
