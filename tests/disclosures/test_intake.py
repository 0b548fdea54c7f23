"""A filled form becomes a draft record; what breaks the rules is refused, and names stay on paper."""

from __future__ import annotations

import hashlib
import io
import shutil
from dataclasses import replace
from pathlib import Path

import docx
import pytest
import yaml
from PIL import Image

from tests.conftest import DATE, FULL
from tests.disclosures.test_attachments import photo
from transparency.desk import intake
from transparency.gate import File, Register, scan
from transparency.model.problem import as_text
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.load import load
from transparency.registry.release_refusals import refusals
from transparency.site.build.attachments import as_published, files
from transparency.site.build.content import content

FILLED = {
    "date": "2026-11-20",
    "unit": "quality-office",
    "topic_kk": "Ашық есік күні",
    "topic_ru": "День открытых дверей",
    "topic_en": "Open day",
    "content_kk": "Қараша айында өтеді.",
    "content_ru": "Пройдёт в ноябре.",
    "content_en": "Takes place in November.",
    "basis_kk": "Ректордың шешімі",
    "basis_ru": "Решение ректора",
    "basis_en": "Decision of the Rector",
    "photo1_file": "Hall 1.JPG",
    "photo1_alt_kk": "Бос зал",
    "photo1_alt_ru": "Пустой зал",
    "photo1_alt_en": "An empty hall",
    "photo1_consent": "иә",
    "head_of_unit": "Үлгібаев Ү.",
    "responsible": "Примерова П.",
    "accepted_by": "Exampleton E.",
}
"""The three names are invented."""
NAMES = ("Үлгібаев", "Примерова", "Exampleton")


@pytest.fixture
def university(small: Path, root: Path) -> Path:
    """The small university with an item that takes entries."""
    other = (small / "data/disclosures/study-forms.yml").read_text(encoding="utf-8")
    head = other.partition("content:")[0].replace("study-forms", "other").replace('"1.2"', '"4.1"')
    (small / "data/disclosures/other.yml").write_text(f"{head}content:\n  kind: other\n", encoding="utf-8")
    return small


def form(university: Path, folder: Path, **changes: str) -> Path:
    """The blank form, filled; an empty value leaves a field open."""
    document = docx.Document(io.BytesIO(intake.blank_form(FULL)))
    values = {**FILLED, **changes}
    for row in document.tables[0].rows:
        row.cells[-1].text = values.get(row.cells[0].text, "")
    path = folder / "form.docx"
    document.save(str(path))
    (folder / "Hall 1.JPG").write_bytes(photo(1200, 800))
    return path


def test_a_filled_form_becomes_a_draft(university: Path, tmp_path: Path) -> None:
    made, problems = intake.draft(university, form(university, tmp_path), tmp_path)
    assert made is not None, as_text(problems)
    written = [path.relative_to(university).as_posix() for path in intake.write(university, made)]
    assert written == [
        "data/entries/entry-2026-11-20-open-day.yml",
        "data/attachments/entry-2026-11-20-open-day-1.jpg",
    ]
    found, problems = content(university, DATE)
    assert found is not None, as_text(problems)
    page = found.html["disclosures/other", "en"]
    assert "Takes place in November." in page
    assert "Under review" in page
    assert 'alt="An empty hall"' in page
    assert "disclosures/files/entry-2026-11-20-open-day-1.jpg" in found.files


def test_names_get_nowhere(university: Path, tmp_path: Path) -> None:
    made, _ = intake.draft(university, form(university, tmp_path), tmp_path)
    assert made is not None
    intake.write(university, made)
    found, _ = content(university, DATE)
    assert found is not None
    record = (university / "data/entries/entry-2026-11-20-open-day.yml").read_text(encoding="utf-8")
    published = [record, *found.html.values(), *(data.decode("utf-8", "replace") for data in found.files.values())]
    assert not [name for name in NAMES for text in published if name in text]


def test_a_draft_forbids_a_release_until_it_is_approved(university: Path, tmp_path: Path) -> None:
    made, _ = intake.draft(university, form(university, tmp_path), tmp_path)
    assert made is not None
    record, _ = intake.write(university, made)
    assert "D24" in _rules(university)
    told = yaml.safe_load(record.read_text(encoding="utf-8"))
    record.write_text(yaml.safe_dump({**told, "published_on": DATE}, allow_unicode=True), encoding="utf-8")
    assert "D24" not in _rules(university)


def test_what_is_published_holds_no_metadata(university: Path, tmp_path: Path) -> None:
    """Whatever came past the checks of the sources: here a photo with its place and photographer."""
    made, _ = intake.draft(university, form(university, tmp_path), tmp_path)
    assert made is not None
    _, file = intake.write(university, made)
    exif = Image.Exif()
    exif[0x013B] = "Exampleton"
    exif.get_ifd(0x8825)[2] = (43.0, 12.0, 30.0)
    sent = photo(1200, 800, exif=exif)
    assert scan([File("hall.jpg", sent)], Register())
    registry = _registry(university)
    handed_in = {**registry.attachments, file.name: sent}
    out = as_published(replace(registry, attachments=handed_in))
    published = files(out)[f"disclosures/files/{file.name}"]
    with Image.open(io.BytesIO(published)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((1200, 800), {})
    assert not scan([File("hall.jpg", published)], Register())
    assert files(as_published(replace(registry, attachments=handed_in))) == files(out)
    told = [one.sha256 for entry in out.entries for one in entry.photos]
    assert told == [hashlib.sha256(published).hexdigest()]


def _rules(university: Path) -> set[str]:
    return {problem.rule for problem in refusals(_registry(university))}


def _registry(university: Path) -> CheckedRegistry:
    draft, problems = load(university)
    assert draft is not None, as_text(problems)
    registry, problems = check(draft, DATE)
    assert registry is not None, as_text(problems)
    return registry


REFUSED = {
    "a language missing": (
        {"content_en": ""},
        "form.docx: N02 content_en: is empty. Fill «Content (in English)»; all languages are required.",
    ),
    "no basis": (
        {"basis_kk": ""},
        "form.docx: N02 basis_kk: is empty. Fill «Ground for publication (in Kazakh)»; all languages are required.",
    ),
    "a name in the text": (
        {"content_ru": "Расскажет Примерова."},
        "form.docx: N04 content_ru: contains a name from the signature fields (not shown). "
        "Write the post instead; names of the form stay on paper.",
    ),
    "no day": (
        {"date": "20 November"},
        "form.docx: N02 date: is not a day of the calendar. Write year-month-day, e.g. 2026-03-01.",
    ),
    "an unknown unit": (
        {"unit": "nowhere"},
        "form.docx: N06 unit: no unit has this identifier. Use an identifier of data/organisation.yml.",
    ),
    "a photo that is not there": (
        {"photo1_file": "hall.png"},
        "hall.png: N03: was not handed in. Put it beside the form, with the name in the form.",
    ),
    "a photo of another type": (
        {"photo1_file": "hall.gif"},
        "hall.gif: N03: is not a .jpg, .jpeg or .png file. Save the photo in one of these.",
    ),
    "people who did not agree": (
        {"photo1_consent": "жоқ"},
        "Hall 1.JPG: N05: has no consent of the people shown. Ask the people shown for their consent, or send another photo.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, university: Path, tmp_path: Path) -> None:
    changes, says = REFUSED[name]
    made, problems = intake.draft(university, form(university, tmp_path, **changes), tmp_path)
    assert made is None
    assert "\n".join(map(str, problems)) == says


@pytest.mark.parametrize(
    ("size", "says"),
    [
        ((1199, 800), "F08: is 1199×800, smaller than 1200×800."),
        ((1200, 799), "F08: is 1200×799, smaller than 1200×800."),
    ],
)
def test_a_photo_that_is_too_small(size: tuple[int, int], says: str, university: Path, tmp_path: Path) -> None:
    path = form(university, tmp_path)
    (tmp_path / "Hall 1.JPG").write_bytes(photo(*size))
    made, problems = intake.draft(university, path, tmp_path)
    assert made is None
    assert str(problems[0]) == f"Hall 1.JPG: {says} Take the original photo, not a reduced copy."


def test_a_png_named_jpg_is_refused(university: Path, tmp_path: Path) -> None:
    path = form(university, tmp_path)
    (tmp_path / "Hall 1.JPG").write_bytes(photo(1200, 800, "PNG"))
    _, problems = intake.draft(university, path, tmp_path)
    assert [problem.rule for problem in problems] == ["F02"]


def test_another_document_is_not_the_form(university: Path, tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    docx.Document().save(str(path))
    assert [problem.rule for problem in intake.draft(university, path, tmp_path)[1]] == ["N01"]
    shutil.copy(__file__, path)
    assert [problem.rule for problem in intake.draft(university, path, tmp_path)[1]] == ["N01"]
