"""Packs an evidence pack for an accreditation agency: one ZIP in three languages that opens without a network.

index.html, index-ru.html, index-en.html   contents by clause, the evidence of each clause, then the pages by section
report-kk.pdf, report-ru.pdf, report-en.pdf  the compliance report, to read and print
self-evaluation-kk.xlsx, ….docx              the same evidence as a table, with a column that the university fills in
site/                                        pages, documents and datasets of the release
source.json, source.json.sig                 manifest of the release the pack was made from, with its signature
release.json, release.json.sig               manifest of the pack itself: every file with its hash
"""

from __future__ import annotations

import datetime as dt
import html
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2

from transparency.model.locales import own_name
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun, Problem
from transparency.model.text import Lang, Languages
from transparency.model.words import Words
from transparency.model.zip_archive import READABLE, write_zip
from transparency.release import clause_data, clause_evidence, offline, report, self_evaluation
from transparency.release.clause_evidence import DOCUMENTS, ClauseEvidence
from transparency.release.manifest import MANIFEST, SIGNATURE, Manifest, entries, paths, read
from transparency.release.release import candidate
from transparency.release.release_records import SITE, ReleaseRecords
from transparency.site.render import formats
from transparency.site.render.pages import TEMPLATES

_SECTIONS = (
    "disclosures",
    "programmes",
    "processes",
    "figures",
    "surveys",
    "reports",
    "compliance",
    "open-data",
    "about",
)
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PackLink:
    """A file of the pack, as the index shows it."""

    href: str
    title: str
    bytes: int


@dataclass(frozen=True, slots=True)
class PackSection:
    """Pages of one section in one language."""

    title: str
    pages: tuple[PackLink, ...]


def evidence(
    release: Path,
    framework: str,
    languages: Languages,
    words: Mapping[Lang, Words],
    environ: Mapping[str, str],
    file: Path,
    *,
    pdf: bool,
    demonstration: bool = False,
) -> int:
    """Writes the pack of a release for a framework; returns the number of its files.

    A preview holds invented records: it is packed only with ``demonstration``.
    """
    source = read((release / MANIFEST).read_bytes())
    if isinstance(source, Problem):
        raise CouldNotRun(Message("The release cannot be read: {problem}", problem=source))
    if source.purpose == "preview" and not demonstration:
        raise CouldNotRun(
            Message(
                "This release is a preview with the invented records of demo/, which a pack leaves out. Make a release "
                "without them (publish.py release --trial, or an official one), or take them along with --with-demonstration."
            )
        )
    if framework not in offline.frameworks(release):
        known = ", ".join(offline.frameworks(release)) or Message("none")
        raise CouldNotRun(
            Message(
                "There is no framework {framework} in this release. Known frameworks: {known}.",
                framework=framework,
                known=known,
            )
        )
    with tempfile.TemporaryDirectory(prefix="evidence-") as scratch:
        folder = Path(scratch) / "pack"
        offline.take(release, source.site, framework, languages, folder / SITE)
        _sources(release, folder)
        for lang in languages:
            if pdf:
                _report(folder, framework, languages, lang, source.date)
            records = ReleaseRecords(folder, languages, words[lang])
            found = tuple(clause_evidence.clauses(records, framework))
            _self_evaluation(folder, framework, found, words[lang], languages, source.date)
            _index(folder, framework, languages, words[lang], source, pdf, records, found)
        candidate(folder, source.model_copy(update={"files": entries(folder)}), environ)
        _zip(folder, file)
        return len(paths(folder))


def _sources(release: Path, folder: Path) -> None:
    for name in (MANIFEST, SIGNATURE):
        if (release / name).is_file():
            shutil.copyfile(release / name, folder / name.replace("release", "source"))


def _report(folder: Path, framework: str, languages: Languages, lang: Lang, date: dt.date) -> None:
    page = folder / SITE / f"{languages.folder(lang)}compliance/{framework}/index.html"
    report.print_page(page, folder / f"report-{lang}.pdf", _title(page), lang, date)


def _title(page: Path) -> str:
    found = _TITLE.search(page.read_text(encoding="utf-8"))
    plain = re.sub(r"<[^>]+>", "", found[1]) if found else page.parent.name
    return " ".join(html.unescape(plain).split())


def _self_evaluation(
    folder: Path,
    framework: str,
    found: tuple[ClauseEvidence, ...],
    words: Words,
    languages: Languages,
    day: dt.date,
) -> None:
    name = _title(folder / SITE / f"{languages.folder(words.lang)}compliance/{framework}/index.html")
    title = f"{words.text('evidence.self_evaluation')}: {name}"
    rows, file = self_evaluation.table(found, words), folder / f"self-evaluation-{words.lang}"
    file.with_suffix(".xlsx").write_bytes(
        self_evaluation.as_xlsx(rows, title, words.text("evidence.self_evaluation"), day)
    )
    file.with_suffix(".docx").write_bytes(
        self_evaluation.as_docx(rows, title, words.text("frame.locale").replace("_", "-"), day)
    )


def _index(
    folder: Path,
    framework: str,
    languages: Languages,
    words: Words,
    source: Manifest,
    pdf: bool,
    records: ReleaseRecords,
    found: tuple[ClauseEvidence, ...],
) -> None:
    lang = words.lang
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )
    text = environment.get_template("evidence.html.j2").render(
        words=words,
        lang=lang,
        indexes={one: index_name(languages, one) for one in languages},
        names={one: own_name(one) for one in languages},
        size=lambda count: formats.size(count, words),
        date=formats.date(source.date, lang),
        source=source,
        institution=records.institution,
        start=_link(folder, f"{SITE}/{languages.folder(lang)}compliance/{framework}/index.html"),
        report=f"report-{lang}.pdf" if pdf else None,
        clauses=found,
        withheld=tuple(clause_data.withheld(records)),
        sections=tuple(_sections(folder, languages.folder(lang))),
        datasets=tuple(_link(folder, path) for path in _data(folder, "open-data/files/*.csv")),
        documents=tuple(_link(folder, path) for path in paths(folder) if _is_document(path)),
        signed=(folder / "source.json.sig").is_file(),
    )
    (folder / index_name(languages, lang)).write_text(text, encoding="utf-8")


def index_name(languages: Languages, lang: Lang) -> str:
    """The page on which a reader of ``lang`` begins."""
    return "index.html" if lang == languages.default else f"index-{lang}.html"


def _data(folder: Path, pattern: str) -> Iterator[str]:
    for path in sorted((folder / SITE).glob(pattern)):
        yield path.relative_to(folder).as_posix()


def _is_document(path: str) -> bool:
    return path.startswith(f"{SITE}/") and Path(path).suffix in DOCUMENTS and "/open-data/" not in path


def _sections(folder: Path, place: str) -> Iterator[PackSection]:
    for name in _SECTIONS:
        start = folder / SITE / place / name
        found = sorted(start.rglob("index.html"), key=lambda page: (len(page.parts), page))
        if found:
            links = tuple(_link(folder, page.relative_to(folder).as_posix()) for page in found)
            yield PackSection(links[0].title, links)


def _link(folder: Path, path: str) -> PackLink:
    file = folder / path
    return PackLink(path, _title(file) if file.suffix == ".html" else file.name, file.stat().st_size)


def _zip(folder: Path, file: Path) -> None:
    """Same content, same bytes; under another name until it is whole."""
    fresh = file.with_name(f".{file.name}.new")
    write_zip(fresh, ((path, (folder / path).read_bytes()) for path in paths(folder)), READABLE)
    fresh.rename(file)
