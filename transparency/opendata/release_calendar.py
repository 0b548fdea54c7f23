"""Computes which data come when, and which dates were kept: waves of surveys, days promised by units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from transparency.model.demo import DEMONSTRATION
from transparency.model.survey_calendar import CalendarEntry
from transparency.model.text import Lang, LocalText
from transparency.opendata.catalogue import ReleaseDate, ReleaseState
from transparency.registry.check import CheckedRegistry
from transparency.registry.disclosure_status import disclosure_statuses
from transparency.site.render import atom, formats
from transparency.site.render.sentences import written
from transparency.site.views.addresses import page_url, path
from transparency.site.views.datasets import INDEX, VERSIONS
from transparency.site.views.outstanding import outstanding_items
from transparency.site.views.sentence import When
from transparency.site.views.survey_calendar import calendar
from transparency.site.views.survey_subject import Subject, subjects

NAME = "releases"
"""Stem of the files beside the catalogue of each language."""


def release_dates(registry: CheckedRegistry) -> tuple[ReleaseDate, ...]:
    """Every date, the latest first."""
    found = {one.id: one for one in (*_promised(registry), *_surveys(registry))}
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.id), reverse=True))


def _surveys(registry: CheckedRegistry) -> Iterator[ReleaseDate]:
    """The last wave, every missed one and the next one of each survey with set months; a draft is a proposal."""
    for row in calendar(subjects(registry), registry.date):
        entry = row.subject.entry
        coming: ReleaseState = "planned" if entry.confirmed else "proposed"
        waves = [(one, _end(entry, one), _without_data(row.subject, one)) for one in row.missed]
        if row.next_due:
            waves.append((row.next_due, _end(entry, row.next_due), coming))
        if row.last and row.last.ends:
            waves.append((row.last.period, row.last.ends, "kept"))
        for period, day, state in waves:
            titles = {
                lang: f"{entry.title.get(lang)}, {written(When(period), words)}"
                for lang, words in registry.words.items()
            }
            name, page = f"{row.subject.slug}-{period.lower()}", f"surveys/{row.subject.slug}"
            invented = entry.status == DEMONSTRATION or (state == "kept" and row.subject.demonstration)
            yield ReleaseDate(name, day, LocalText(**titles), page, state, invented)


def _without_data(subject: Subject, period: str) -> ReleaseState:
    """A survey that was not held will bring no data; of any other wave they are still expected."""
    return "not-held" if subject.figures.satisfaction(period).state == "not_held" else "missed"


def _end(entry: CalendarEntry, period: str) -> dt.date:
    """The last day of the last month in which the survey is held in the period."""
    year, _, part = period.partition("-")
    last = {"S1": 6, "S2": 12, "": max(entry.months, default=12)}
    month = last.get(part) or int(part.strip("Q")) * (3 if "Q" in part else 1)
    return dt.date(int(year) + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _promised(registry: CheckedRegistry) -> Iterator[ReleaseDate]:
    """The promise in force of each incomplete record, and of each disclosure that has become complete."""
    for item in outstanding_items(registry):
        if item.promised_by:
            state: ReleaseState = "missed" if item.promised_by < registry.date else "planned"
            name = f"{item.page.replace('/', '-').replace('#', '-')}-{item.promised_by}"
            yield ReleaseDate(name, item.promised_by, item.what, item.page.partition("#")[0], state)
    for one in disclosure_statuses(registry):
        if one.item.promised_by and not one.missing:
            day, page = one.item.promised_by[-1].day, f"disclosures/{one.item.id}"
            yield ReleaseDate(f"{page.replace('/', '-')}-{day}", day, one.item.title, page, "kept")


def files(registry: CheckedRegistry, dates: Sequence[ReleaseDate]) -> Iterator[tuple[str, bytes]]:
    """Both files of each language; none without dates."""
    for lang in registry.languages if dates else ():
        stem = f"{path(registry.languages, INDEX, lang)}{NAME}"
        yield f"{stem}.ics", _icalendar(registry, dates, lang)
        yield f"{stem}.atom", atom.document(_feed(registry, dates, lang))


def _told(registry: CheckedRegistry, one: ReleaseDate, lang: Lang) -> str:
    words = registry.words[lang]
    mark = f"{words.text('surveys.demonstration')}: " if one.demonstration else ""
    return f"{mark}{one.title.get(lang)}: {words.text(f'open_data.releases.states.{one.state}')}"


def _feed(registry: CheckedRegistry, dates: Sequence[ReleaseDate], lang: Lang) -> atom.Feed:
    settings, page = registry.settings, page_url(registry, VERSIONS, lang)
    return atom.Feed(
        lang=lang,
        address=f"{page_url(registry, INDEX, lang)}{NAME}.atom",
        page=f"{page}#releases",
        title=f"{settings.portal.get(lang)}: {registry.words[lang].text('open_data.releases.title')}",
        author=settings.institution.name.get(lang),
        updated=registry.date,
        entries=[
            atom.AtomEntry(
                f"{page}#release-{one.id}", _told(registry, one, lang), formats.date(one.day, lang), one.day, one.state
            )
            for one in dates
        ],
    )


def _icalendar(registry: CheckedRegistry, dates: Sequence[ReleaseDate], lang: Lang) -> bytes:
    """RFC 5545: whole days, lines of at most 75 octets, the stamp from the data."""
    stamp = f"{registry.date:%Y%m%d}T000000Z"
    title = f"{registry.settings.portal.get(lang)}: {registry.words[lang].text('open_data.releases.title')}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//transparency//releases//EN",
        f"X-WR-CALNAME:{_escaped(title)}",
    ]
    for one in dates:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{registry.settings.institution.domain}:{one.id}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"SUMMARY:{_escaped(_told(registry, one, lang))}",
            f"STATUS:{'TENTATIVE' if one.state == 'proposed' else 'CONFIRMED'}",
            f"URL:{page_url(registry, one.page, lang)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{folded}\r\n" for line in (*lines, "END:VCALENDAR") for folded in _folded(line)).encode()


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text


def _folded(line: str) -> Iterator[str]:
    """Further lines begin with a space; no letter of several octets is cut."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > 75:
            yield part
            part = " "
        part += letter
    yield part
