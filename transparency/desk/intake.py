"""Turns a unit's filled submission form and photos into a draft record; everything is checked before anything is written."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import yaml

from transparency.desk.submission_form import read_form
from transparency.model.disclosure import AdditionalDisclosure
from transparency.model.disclosure_facts import Attachment
from transparency.model.messages import Lines, Message
from transparency.model.problem import CouldNotRun, Problem, in_order
from transparency.model.product_files import SUBMISSION_FORM
from transparency.model.submission import Photo, Submission, SubmissionForm
from transparency.model.text import DocumentLanguage
from transparency.model.write_files import write_together
from transparency.registry.attached_file import PHOTO_ENDINGS, findings
from transparency.registry.declarations import Declarations
from transparency.registry.load import Draft as Register
from transparency.registry.load import load_or_stop
from transparency.site.build.remove_metadata import picture

ITEM_KIND = "other"
"""Kind of the disclosure under which submitted entries stand."""
_CAMERA_RULES = frozenset(("F04",))
"""Camera data in a photo is no fault of the unit: it is removed here."""


@dataclass(frozen=True, slots=True)
class IntakeDraft:
    """What would be written: the record, and the photos without camera data."""

    entry: AdditionalDisclosure
    photos: dict[str, bytes]


def blank_form(root: Path) -> bytes:
    """The form as DOCX: key, label in each language, place for the answer."""
    form = _form(load_or_stop(root))
    document = docx.Document()
    document.core_properties.author = ""
    document.add_heading(" / ".join(form.title.texts.values()), level=1)
    table = document.add_table(rows=0, cols=3)
    table.style = "Table Grid"
    for field in form.fields:
        row = table.add_row().cells
        row[0].text = field.key
        row[1].text = "\n".join(field.label.texts.values())
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def draft(root: Path, form: Path, folder: Path) -> tuple[IntakeDraft | None, tuple[Problem, ...]]:
    """Reads the form and its photos in ``folder``; with any fault there is no draft, only all the reasons."""
    register = load_or_stop(root)
    submission, problems = read_form(form, _form(register), register.languages)
    if submission is None:
        return None, in_order(problems)
    item, unknown = _item(register, form, submission)
    photos, faults = _photos(submission, folder)
    problems = in_order((*unknown, *faults))
    if problems:
        return None, problems
    name = _id(submission)
    lang: DocumentLanguage = register.languages.default  # type: ignore[assignment]
    files = {f"{name}-{i}.{_ending(photo.file)}": data for i, (photo, data) in enumerate(photos, start=1)}
    attachments = tuple(
        _attachment(file, data, photo, lang) for (file, data), (photo, _) in zip(files.items(), photos, strict=True)
    )
    entry = AdditionalDisclosure(
        id=name,
        item=item,
        title=submission.topic,
        basis=submission.basis,
        text=submission.content,
        photos=attachments,
        unit=submission.unit,
        submitted_on=submission.date,
    )
    return IntakeDraft(entry, files), ()


def write(root: Path, made: IntakeDraft) -> tuple[Path, ...]:
    """Writes the record and its photos; a record of that name is never overwritten."""
    record = root / "data" / "entries" / f"{made.entry.id}.yml"
    if record.exists():
        raise CouldNotRun(
            Message("data/entries/{id}.yml exists already. Remove it first if it is to be replaced.", id=made.entry.id)
        )
    photos = {root / "data" / "attachments" / name: data for name, data in made.photos.items()}
    files: dict[Path, str | bytes] = {record: as_yaml(made.entry), **photos}
    write_together(files)
    return tuple(files)


def as_yaml(entry: AdditionalDisclosure) -> str:
    """The record as a person would write it."""
    value = entry.model_dump(mode="python", exclude_none=True, exclude_defaults=True)
    return yaml.safe_dump(_plain(value), allow_unicode=True, sort_keys=False, width=120)


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _form(register: Register) -> SubmissionForm:
    problems: list[Problem] = []
    folder, _, name = SUBMISSION_FORM.rpartition("/")
    for entry in Declarations(register.languages, register.words).of(SubmissionForm, folder, name, problems):
        return entry.record
    raise CouldNotRun(Lines(tuple(problems)))


def _item(register: Register, form: Path, submission: Submission) -> tuple[str, tuple[Problem, ...]]:
    """Id of the disclosure that takes entries; an unknown unit is a problem."""
    items = [e.record.id for e in register.disclosing.disclosures if e.record.content.kind == ITEM_KIND]
    if not items:
        raise CouldNotRun(
            Message(
                'No disclosure of the kind "{kind}" takes entries. Add one to data/disclosures.',
                kind=ITEM_KIND,
            )
        )
    if submission.unit in {entry.record.id for entry in register.units}:
        return items[0], ()
    advice = Message("Use an identifier of data/organisation.yml.")
    return items[0], (Problem(form.name, 0, "N06", "unit", Message("no unit has this identifier."), advice),)


def _photos(submission: Submission, folder: Path) -> tuple[list[tuple[Photo, bytes]], list[Problem]]:
    photos, problems = [], []
    for photo in submission.photos:
        path = folder / photo.file
        faults = list(_faults(photo, path))
        problems += faults
        if not faults:
            photos.append((photo, picture(path.read_bytes())))
    return photos, problems


def _faults(photo: Photo, path: Path) -> Iterator[Problem]:
    if not photo.consent:
        advice = Message("Ask the people shown for their consent, or send another photo.")
        yield Problem(photo.file, 0, "N05", "", Message("has no consent of the people shown."), advice)
    if _ending(photo.file) not in PHOTO_ENDINGS:
        yield Problem(
            photo.file,
            0,
            "N03",
            "",
            Message("is not a .jpg, .jpeg or .png file."),
            Message("Save the photo in one of these."),
        )
    elif path.is_symlink() or not path.is_file():
        yield Problem(
            photo.file,
            0,
            "N03",
            "",
            Message("was not handed in."),
            Message("Put it beside the form, with the name in the form."),
        )
    else:
        for rule, what, advice in findings(photo.file.lower(), path.read_bytes()):
            if rule not in _CAMERA_RULES:
                yield Problem(photo.file, 0, rule, "", what, advice)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _attachment(file: str, data: bytes, photo: Photo, lang: DocumentLanguage) -> Attachment:
    return Attachment(
        file=file, title=photo.alt, language=lang, sha256=hashlib.sha256(data).hexdigest(), summary=photo.alt
    )


def _id(submission: Submission) -> str:
    """``entry-2026-11-21-open-day``: the day, and the first words of the English topic."""
    words = re.findall(r"[a-z0-9]+", submission.topic.any.lower())
    return "-".join(["entry", submission.date.isoformat(), *words])[:56].rstrip("-")
