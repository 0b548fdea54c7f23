"""The guided run: six steps that turn an export into a questionnaire by asking a person; pure dialogue, nothing is written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from transparency.model.messages import Message, translate
from transparency.model.survey import Frequency, Population, SurveyUnit
from transparency.model.text import LANGUAGES, Lang
from transparency.survey.draft import FoundGroup, GroupCategory, SurveyDraft, Texts
from transparency.survey.found_scales import FoundScale
from transparency.survey.recognise import FoundColumn, FoundExport, questions

Ask = Callable[[str], str]
"""Shows a question and gives the line that a person typed."""
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Questions and answers in one language."""

    ask_line: Ask
    tell_line: Tell
    lang: Lang
    languages: tuple[Lang, ...] = LANGUAGES
    """Of the site: texts are asked for in them."""

    def tell(self, key: str, **values: object) -> None:
        """Shows a sentence."""
        self.tell_line(translate(Message(key, **values), self.lang))

    def ask(self, key: str, **values: object) -> str:
        """The answer to a question; may be empty."""
        return self.ask_line(translate(Message(key, **values), self.lang) + " ").strip()

    def ask_until(self, pattern: str, key: str, **values: object) -> str:
        """The same until the answer has a form."""
        while not re.fullmatch(pattern, answer := self.ask(key, **values)):
            self.tell("ask.again")
        return answer

    def numbers(self, key: str, most: int, **values: object) -> tuple[int, ...]:
        """Numbers of a list, in the order in which they were typed."""
        while True:
            found = tuple(int(word) for word in re.findall(r"\d+", self.ask(key, **values)))
            if all(1 <= number <= most for number in found):
                return found
            self.tell("ask.again")

    def texts(self, shown: str, known: Texts = {}) -> Texts:  # noqa: B006  (never changed)
        """A text in each language; one left empty stays to be written."""
        self.tell_line(f"  {shown}")
        given = {lang: known.get(lang) or self.ask("ask.text", lang=lang) for lang in self.languages}
        return {lang: text for lang, text in given.items() if text}


def interview(found: FoundExport, units: Sequence[SurveyUnit], dialogue: Dialogue) -> SurveyDraft:
    """All six steps."""
    draft = _recognised(found, dialogue)
    draft = _questions(draft, dialogue)
    draft = _order(draft, dialogue)
    draft = _reversed(draft, dialogue)
    draft = _groups(draft, units, dialogue)
    return _wave(draft, dialogue)


def _recognised(found: FoundExport, dialogue: Dialogue) -> SurveyDraft:
    dialogue.tell("step.1")
    if found.tool:
        dialogue.tell("found.tool", tool=found.tool)
    for sentence in found.assumed:
        dialogue.tell_line(f"  {translate(sentence, dialogue.lang)}")
    for role in ("response_id", "token", "timestamp", "consent", "test"):
        for column in found.of(role):
            dialogue.tell("found.role", column=_letter(column), role=Message(f"role.{role}"))
    left = ", ".join(_letter(column) for column in (*found.of("other"), *found.of("ignored")))
    dialogue.tell("found.left", columns=left or "–")
    return SurveyDraft(found, dialogue.lang, dialogue.languages)


def _letter(column: FoundColumn) -> str:
    """A, B … Z, AA: as a spreadsheet names the column."""
    number, letters = column.position, ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _questions(draft: SurveyDraft, dialogue: Dialogue) -> SurveyDraft:
    dialogue.tell("step.2")
    found = list(questions(draft.found))
    for number, (column, scale) in enumerate(found, start=1):
        dialogue.tell("question.line", number=number, column=_letter(column), text=column.text, scale=_short(scale))
    dropped = {found[number - 1][0].position for number in dialogue.numbers("question.drop", len(found))}
    kept = tuple(replace(c, role="other") if c.position in dropped else c for c in draft.found.columns)
    draft = replace(draft, found=replace(draft.found, columns=kept))
    lang = dialogue.ask_until("|".join(dialogue.languages), "question.language", languages=dialogue.languages)
    dialogue.tell("question.translate")
    texts = {column.position: dialogue.texts(column.text, {lang: column.text}) for column, _ in questions(draft.found)}
    return replace(draft, texts=texts)


def _short(scale: FoundScale) -> str:
    return f"{scale.minimum}–{scale.maximum}" + (f" ({scale.known.code})" if scale.known else "")


def _order(draft: SurveyDraft, dialogue: Dialogue) -> SurveyDraft:
    dialogue.tell("step.3")
    scales = {
        (scale.known.code if scale.known else "", scale.labels, scale.unordered): scale
        for _, scale in questions(draft.found)
    }
    for scale in scales.values():
        if scale.unordered:
            draft = _asked_order(draft, scale, dialogue)
        elif scale.known:
            _shown_order(scale, dialogue)
        else:
            dialogue.tell("order.numbers", low=scale.minimum, high=scale.maximum)
    return _unknown(draft, dialogue)


def _name(scale: FoundScale) -> tuple[object, ...]:
    """What tells two scales apart for a person; in some columns not every label of a known scale was used."""
    return (scale.known.code,) if scale.known else (scale.minimum, scale.maximum, scale.labels, scale.unordered)


def _shown_order(scale: FoundScale, dialogue: Dialogue) -> None:
    assert scale.known is not None  # noqa: S101  (asked by the caller)
    labels = " < ".join(scale.known.text(point)[dialogue.lang] for point in range(1, len(scale.known.points) + 1))
    dialogue.tell("order.known", labels=labels)


def _asked_order(draft: SurveyDraft, scale: FoundScale, dialogue: Dialogue) -> SurveyDraft:
    if scale.unordered in draft.order:
        return draft
    dialogue.tell("order.unknown")
    for number, label in enumerate(scale.unordered, start=1):
        dialogue.tell_line(f"  {number}. {label}")
    everything = list(range(1, len(scale.unordered) + 1))
    chosen = dialogue.numbers("order.ask", len(everything))
    if sorted(chosen) != everything:
        dialogue.tell("order.later")
        return draft
    ordered = tuple(scale.unordered[number - 1] for number in chosen)
    labels = {label: dialogue.texts(label) for label in ordered if not re.fullmatch(r"\w{1,3}\d{1,2}", label)}
    return replace(draft, order={**draft.order, scale.unordered: ordered}, labels={**draft.labels, **labels})


def _unknown(draft: SurveyDraft, dialogue: Dialogue) -> SurveyDraft:
    """Labels that recur in a question and that its known scale lacks; their text is not shown, their lines are."""
    meanings: dict[str, int | str] = {}
    for column, scale in questions(draft.found):
        for label in scale.unknown:
            if label.text in meanings or scale.known is None:
                continue
            dialogue.tell("unknown.label", column=_letter(column), count=label.count, line=label.line)
            points = "|".join(str(point) for point in range(1, len(scale.known.points) + 1))
            answer = dialogue.ask_until(f"{points}|n|d|", "unknown.ask", most=len(scale.known.points))
            if answer:
                meanings[label.text] = {"n": "na", "d": "dk"}.get(answer) or int(answer)
    return replace(draft, meanings=meanings)


def _reversed(draft: SurveyDraft, dialogue: Dialogue) -> SurveyDraft:
    dialogue.tell("step.4")
    found = list(questions(draft.found))
    for number, (column, _) in enumerate(found, start=1):
        dialogue.tell_line(f"  {number}. {draft.texts[column.position].get(dialogue.lang, column.text)}")
    chosen = dialogue.numbers("reversed.ask", len(found))
    if chosen:
        dialogue.tell("reversed.how")
    turned = {found[number - 1][0].position: dialogue.texts(found[number - 1][0].text) for number in chosen}
    return replace(draft, reversed=turned)


def _groups(draft: SurveyDraft, units: Sequence[SurveyUnit], dialogue: Dialogue) -> SurveyDraft:
    dialogue.tell("step.5")
    groups = (_group(column, units, dialogue) for column in draft.found.of("group"))
    return replace(draft, groups=tuple(group for group in groups if group is not None))


def _group(column: FoundColumn, units: Sequence[SurveyUnit], dialogue: Dialogue) -> FoundGroup | None:
    dialogue.tell("group.column", column=_letter(column), text=column.text, count=len(column.values))
    kind = dialogue.ask_until("[123]", "group.ask")
    if kind == "3":
        return None
    title = dialogue.texts(column.text)
    if kind == "2":
        categories = tuple(GroupCategory(f"C{n}", v, dialogue.texts(v)) for n, v in enumerate(column.values, start=1))
        return FoundGroup(column, "breakdown", title, categories)
    known = {unit.code: unit for unit in units}
    if known:
        dialogue.tell(
            "group.units", units=", ".join(f"{code} ({unit.title.get(dialogue.lang)})" for code, unit in known.items())
        )
    return FoundGroup(column, "unit", title, tuple(_unit(value, known, dialogue) for value in column.values))


def _unit(value: str, known: Mapping[str, SurveyUnit], dialogue: Dialogue) -> GroupCategory:
    code = dialogue.ask_until(r"[A-Z][A-Z0-9_]{0,19}", "group.unit", value=value)
    label = known[code].title.model_dump() if code in known else dialogue.texts(value)
    return GroupCategory(code, value, label)


def _wave(draft: SurveyDraft, dialogue: Dialogue) -> SurveyDraft:
    dialogue.tell("step.6")
    survey = dialogue.ask_until(r"[A-Z][A-Z0-9_]{0,19}", "wave.survey")
    title = dialogue.texts(translate(Message("wave.title"), dialogue.lang))
    population = _choice(get_args(Population), "population", dialogue)
    frequency = _choice(get_args(Frequency), "frequency", dialogue)
    mode = dialogue.texts(translate(Message("wave.mode"), dialogue.lang))
    period = dialogue.ask_until(r"20\d\d(-S[12]|-Q[1-4]|-(0[1-9]|1[0-2]))?", "wave.period")
    starts, ends = (dialogue.ask_until(r"(20\d\d-[01]\d-[0-3]\d)?", f"wave.{key}") for key in ("starts", "ends"))
    eligible = dialogue.ask_until(r"\d*", "wave.eligible")
    wave: dict[str, object] = {"period": period}
    wave |= {key: dt.date.fromisoformat(text) for key, text in (("starts", starts), ("ends", ends)) if text}
    wave |= {"eligible": int(eligible)} if eligible else {}
    about = {"title": title, "population": population, "frequency": frequency, "mode": mode}
    return replace(draft, survey=survey, about=about, wave=wave)


def _choice(codes: Sequence[str], kind: str, dialogue: Dialogue) -> str:
    for number, code in enumerate(codes, start=1):
        dialogue.tell_line(f"  {number}. {translate(Message(f'{kind}.{code}'), dialogue.lang)}")
    return codes[int(dialogue.ask_until(f"[1-{len(codes)}]", f"wave.{kind}")) - 1]
