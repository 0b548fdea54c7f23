"""Cleans submissions (METHOD 2): consent, tests, duplicates, empty ones, reversed items, flags; counts what is dropped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from transparency.model.questionnaire import Item, Questionnaire, Wave
from transparency.survey.answers import Missing
from transparency.survey.decoding import NO_HASH, Answers, Codes, Flags, Hashes
from transparency.survey.submissions import Submissions
from transparency.survey.timestamps import NO_TIME, Seconds

_ENOUGH_FOR_STRAIGHT_LINE = 8
Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class SubmissionCounts:
    """What happened to the submissions of one period; n_raw = n_noconsent + n_test + n_dup + n_empty + n_usable."""

    n_raw: int
    n_noconsent: int
    n_test: int
    n_dup: int
    n_empty: int
    n_usable: int
    n_complete: int
    n_straight: int
    n_outside: int
    """Time stamp outside the field period."""
    n_filter: int
    """Answered a question that was not for them."""
    n_out: int
    """Cells that are neither answers nor a known reason."""
    n_words: int
    """Those of them that are words, most often labels which the questionnaire does not know."""


@dataclass(frozen=True, slots=True)
class Clean:
    """Usable submissions of one period, reversed items turned."""

    period: str
    items: tuple[Item, ...]
    answers: Mapping[str, Answers]
    groups: Mapping[str, Codes]
    themes: Mapping[str, Flags]
    cluster: npt.NDArray[np.intp] | None
    """Who answered, 0 … people - 1, where one person may have several submissions."""
    people: int
    """Different respondents."""
    flagged: Flags
    quality: SubmissionCounts

    def __len__(self) -> int:
        return len(self.flagged)


def clean(raw: Submissions, questionnaire: Questionnaire, wave: Wave, rows: Rows) -> Clean:
    """The submissions in ``rows``, all of one period, through every step in order."""
    items = questionnaire.asked(wave.period)
    answers = dict(zip(raw.items, raw.answers, strict=True))
    agreed = _without(rows, raw.consent, keep=True)
    real = _without(agreed, raw.test, keep=False)
    complete = _complete(answers, items, real)
    single = _single(raw, real, complete)
    usable_mask = _any_valid(answers, items, real[single])
    kept = real[single][usable_mask]
    own = {item.code: answers[item.code][kept] for item in items}
    flags = _Flags.of(raw, questionnaire, wave, items, kept)
    quality = SubmissionCounts(
        n_raw=len(rows),
        n_noconsent=len(rows) - len(agreed),
        n_test=len(agreed) - len(real),
        n_dup=len(real) - int(single.sum()),
        n_empty=int(single.sum()) - len(kept),
        n_usable=len(kept),
        n_complete=int(complete[single][usable_mask].sum()),
        n_straight=int(flags.straight.sum()),
        n_outside=int(flags.outside.sum()),
        n_filter=int(flags.contradiction.sum()),
        n_out=sum(int((given <= Missing.OUT).sum() - (given == Missing.NOT_ASKED).sum()) for given in own.values()),
        n_words=sum(int((given == Missing.WORDS).sum()) for given in own.values()),
    )
    cluster, people = _people(raw, kept)
    return Clean(
        period=wave.period,
        items=items,
        answers={item.code: _turned(own[item.code], item, questionnaire) for item in items},
        groups={code: codes[kept] for code, codes in raw.groups.items()},
        themes={code: flags_[kept] for code, flags_ in raw.themes.items()},
        cluster=cluster,
        people=people,
        flagged=flags.straight | flags.outside | flags.contradiction,
        quality=quality,
    )


def _without(rows: Rows, flags: Flags | None, *, keep: bool) -> Rows:
    return rows if flags is None else rows[flags[rows] == keep]


def _complete(answers: Mapping[str, Answers], items: Sequence[Item], rows: Rows) -> Flags:
    """VALID, NA or DK on at least 80 % of the questions asked."""
    done = np.zeros(len(rows), dtype=np.int32)
    for item in items:
        done += answers[item.code][rows] >= Missing.DK
    return 5 * done >= 4 * len(items)


def _any_valid(answers: Mapping[str, Answers], items: Sequence[Item], rows: Rows) -> Flags:
    found = np.zeros(len(rows), dtype=np.bool_)
    for item in items:
        found |= answers[item.code][rows] >= 0
    return found


def _single(raw: Submissions, rows: Rows, complete: Flags) -> Flags:
    """False for submissions that another one replaces; first by response id, then by token (and what was evaluated)."""
    time = raw.time[rows] if raw.time is not None else np.full(len(rows), NO_TIME)
    kept = np.ones(len(rows), dtype=np.bool_)
    for keys in _duplicate_keys(raw):
        left = np.flatnonzero(kept)
        replaced = _replaced(keys[rows][left], complete[left], time[left])
        kept[left[replaced]] = False
    return kept


def repeated(raw: Submissions, items: Sequence[Item], rows: Rows, role: str) -> Rows:
    """Of the submissions in ``rows`` those that another one with the same key of this role replaces."""
    real = _without(_without(rows, raw.consent, keep=True), raw.test, keep=False)
    keys = _token_keys(raw) if role == "token" else getattr(raw, role)
    if keys is None or (role == "line" and not raw.with_seconds) or role == "cluster":
        return np.empty(0, dtype=np.intp)
    answers = dict(zip(raw.items, raw.answers, strict=True))
    time = raw.time[real] if raw.time is not None else np.full(len(real), NO_TIME)
    return real[_replaced(keys[real], _complete(answers, items, real), time)]


def _token_keys(raw: Submissions) -> Hashes | None:
    """Who answered, and about what."""
    if raw.token is None or raw.subject is None:
        return raw.token
    return np.where(raw.token == NO_HASH, NO_HASH, raw.token * np.uint64(1_000_003) + raw.subject)


def _duplicate_keys(raw: Submissions) -> tuple[Hashes, ...]:
    keys = tuple(key for key in (raw.response_id, _token_keys(raw)) if key is not None)
    if keys or not raw.with_seconds or raw.line is None:
        return keys
    return (raw.line,)


def _replaced(keys: Hashes, complete: Flags, time: Seconds) -> Rows:
    """Of submissions with one key all but the last complete one, else the last; at equal times the later line counts."""
    distinct, counts = np.unique(keys, return_counts=True)
    twice = distinct[(counts > 1) & (distinct != NO_HASH)]
    if not len(twice):
        return np.empty(0, dtype=np.intp)
    rows = np.flatnonzero(np.isin(keys, twice))
    order = rows[np.lexsort((rows, time[rows], complete[rows], keys[rows]))]
    last = np.append(keys[order][1:] != keys[order][:-1], True)
    replaced: Rows = order[~last]
    return replaced


def _turned(answers: Answers, item: Item, questionnaire: Questionnaire) -> Answers:
    """x' = min + max - x, on positions from the bottom of the scale."""
    if not item.reversed:
        return answers
    scale = questionnaire.scale_of(item)
    top = answers.dtype.type(scale.maximum - scale.minimum)
    return np.where(answers >= 0, top - answers, answers)


def _people(raw: Submissions, rows: Rows) -> tuple[npt.NDArray[np.intp] | None, int]:
    """Clusters of the kept submissions: the declared ones, or the tokens where there is something evaluated."""
    keys = raw.cluster if raw.cluster is not None else raw.token if raw.subject is not None else None
    if keys is None:
        return None, len(rows)
    distinct, numbers = np.unique(_alone_if_empty(keys[rows]), return_inverse=True)
    return numbers, len(distinct)


def _alone_if_empty(keys: Hashes) -> Hashes:
    """A submission without a token is a respondent of its own."""
    empty = np.flatnonzero(keys == NO_HASH)
    alone = keys.copy()
    alone[empty] = empty.astype(np.uint64) + np.uint64(1)
    return alone


@dataclass(frozen=True, slots=True)
class _Flags:
    """Doubts that are reported and never a reason to delete."""

    straight: Flags
    outside: Flags
    contradiction: Flags

    @classmethod
    def of(
        cls, raw: Submissions, questionnaire: Questionnaire, wave: Wave, items: Sequence[Item], rows: Rows
    ) -> _Flags:
        answers = dict(zip(raw.items, raw.answers, strict=True))
        return cls(
            _straight(answers, items, rows),
            _outside(raw.time, wave, rows),
            _contradictions(raw, questionnaire, answers, items, rows),
        )


def _straight(answers: Mapping[str, Answers], items: Sequence[Item], rows: Rows) -> Flags:
    """At least eight valid answers on the commonest scale, all alike before reversal."""
    scales = [item.scale for item in items]
    commonest = max(scales, key=scales.count)
    count = np.zeros(len(rows), dtype=np.int32)
    low, high = (np.full(len(rows), end, dtype=np.int16) for end in (32_767, -1))
    for item in (item for item in items if item.scale == commonest):
        given = answers[item.code][rows].astype(np.int16)
        count += given >= 0
        low = np.minimum(low, np.where(given >= 0, given, low))
        high = np.maximum(high, given)
    alike: Flags = (count >= _ENOUGH_FOR_STRAIGHT_LINE) & (low == high)
    return alike


def _outside(time: Seconds | None, wave: Wave, rows: Rows) -> Flags:
    if time is None or wave.starts is None or wave.ends is None:
        return np.zeros(len(rows), dtype=np.bool_)
    first, end = _midnight(wave.starts), _midnight(wave.ends + dt.timedelta(days=1))
    stamps = time[rows]
    outside: Flags = (stamps != NO_TIME) & ((stamps < first) | (stamps >= end))
    return outside


def _midnight(day: dt.date) -> int:
    return (day - dt.date(1970, 1, 1)).days * 86_400


def _contradictions(
    raw: Submissions,
    questionnaire: Questionnaire,
    answers: Mapping[str, Answers],
    items: Sequence[Item],
    rows: Rows,
) -> Flags:
    found = np.zeros(len(rows), dtype=np.bool_)
    for item in items:
        if item.only_if is None:
            continue
        group = next(group for group in questionnaire.groups if group.code == item.only_if.group)
        meant = [i for i, value in enumerate(group.values) if value.code in item.only_if.categories]
        found |= (answers[item.code][rows] >= 0) & ~np.isin(raw.groups[group.code][rows], meant)
    return found
