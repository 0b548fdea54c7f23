"""Rules about pictures of hand-written pages and their links to files: each picture is used, each target exists.

A picture is in ``docs/`` beside the page. One in the folder of the default language is used for the others too, as long as they
have none of their own.
"""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.registry.attachment_files import PUBLISHED
from transparency.registry.check_attachments import inner_findings
from transparency.registry.embargo import public_documents, public_entries, public_files
from transparency.registry.entry import plain
from transparency.registry.load import Draft
from transparency.registry.load_prose import ProsePage

_TOO_SMALL = "F08"
"""Photos of rooms have a least size; a drawing in a text may be small."""


def published(draft: Draft) -> dict[str, str]:
    """Path below the root of the site -> name of the picture in ``docs/`` that a page shows there."""
    found: dict[str, str] = {}
    for page in draft.prose:
        for link in page.links:
            target = file_target(page, link.target)
            if target and (name := _picture(draft, page, target)):
                found[f"{draft.languages.folder(page.lang)}{target}"] = name
    return found


def wrong_pictures(draft: Draft) -> Iterator[Problem]:
    """Pictures that are no pictures, give something away or are shown nowhere, and targets that are not there."""
    for name, data in draft.pictures.items():
        for rule, what, advice in inner_findings(name, data):
            if rule != _TOO_SMALL:
                yield Problem(name, 0, rule, "", what, advice)
    if "prose" in draft.incomplete:
        return
    for name in sorted(set(draft.pictures) - set(published(draft).values())):
        advice = Message("Show it on a page, as ![what it shows](file), or remove it.")
        yield Problem(name, 0, "A08", "", Message("no page shows this picture."), advice)
    if "disclosing" not in draft.incomplete:
        yield from _without_file(draft)


def _without_file(draft: Draft) -> Iterator[Problem]:
    attached = {f"{PUBLISHED}/{name}" for name in draft.disclosing.attachments}
    for page in draft.prose:
        for link in page.links:
            target = file_target(page, link.target)
            if target and target not in attached and not _picture(draft, page, target):
                what = Message('"{target}" leads to no picture and no attachment.', target=link.target)
                advice = Message(
                    "Put the picture beside the page, or link to an attachment as ../{published}/name.pdf.",
                    published=PUBLISHED,
                )
                yield Problem(page.file, link.line, "A10", "", what, advice)


def links_to_embargoed_files(draft: Draft, today: dt.date) -> Iterator[Problem]:
    """Links of hand-written pages to attachments whose records are not public on the day of the build."""
    register = draft.disclosing.documents
    if register is None or not draft.incomplete.isdisjoint({"prose", "disclosing"}):
        return
    files, disclosures = draft.disclosing.attachments, plain(draft.disclosing.disclosures)
    entries, documents = plain(draft.disclosing.entries), register.record
    public = public_files(
        files,
        (draft.settings.record, *disclosures, *public_entries(entries, today), public_documents(documents, today)),
    )
    embargoed = public_files(files, (*entries, documents)).keys() - public.keys()
    targets = {f"{PUBLISHED}/{name}" for name in embargoed}
    for page in draft.prose:
        for link in page.links:
            if file_target(page, link.target) in targets:
                what = Message('"{target}" leads to a file that is not public yet.', target=link.target)
                yield Problem(page.file, link.line, "A12", "", what, _AFTER_EMBARGO)


_AFTER_EMBARGO = Message("Add the link when the embargo has ended: public_from of the record that names the file.")


def _picture(draft: Draft, page: ProsePage, target: str) -> str | None:
    names = (f"docs/{lang}/{target}" for lang in (page.lang, draft.languages.default))
    return next((name for name in names if name in draft.pictures), None)


def file_target(page: ProsePage, link: str) -> str | None:
    """Path below the folder of the language that a link means; None for pages, folders and addresses outside the site."""
    try:
        scheme, host, path, *_ = urlsplit(link)
    except ValueError:  # no address at all
        return None
    path = unquote(path)
    if scheme or host or path.startswith("/") or path.endswith(".md") or not posixpath.splitext(path)[1]:
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.id), path))
