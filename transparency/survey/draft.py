"""Writes a questionnaire from what was recognised in an export; what is undecided is marked, and the loader refuses it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from transparency.model.languages import Lang
from transparency.model.messages import Message, translate
from transparency.model.questionnaire import TO_BE_WRITTEN
from transparency.model.text import LANGUAGES
from transparency.survey.found_scales import FoundScale
from transparency.survey.recognise import FoundColumn, FoundExport, questions

Texts = Mapping[str, str]
"""Language -> text; a language that is missing is still to be written."""


@dataclass(frozen=True, slots=True)
class GroupCategory:
    """A value of a group column and what it stands for."""

    code: str
    value: str
    label: Texts


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """A column by which figures are published."""

    column: FoundColumn
    role: str
    title: Texts
    categories: tuple[GroupCategory, ...]


@dataclass(frozen=True, slots=True)
class SurveyDraft:
    """What a person has decided so far; everything left out is marked in the file."""

    found: FoundExport
    lang: Lang = "en"
    """Of the comment at the top."""
    languages: tuple[Lang, ...] = LANGUAGES
    """Of the site: every text is written in them."""
    survey: str = "S1"
    about: Mapping[str, object] = field(default_factory=dict)
    """Title, population, frequency and mode."""
    texts: Mapping[int, Texts] = field(default_factory=dict)
    """Texts of the questions by position of the column."""
    order: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    """Labels of a scale as found -> the same from the lowest to the highest."""
    labels: Mapping[str, Texts] = field(default_factory=dict)
    """Texts of labels that no known scale has."""
    meanings: Mapping[str, int | str] = field(default_factory=dict)
    """Labels unknown to a known scale -> their point, ``na`` or ``dk``."""
    reversed: Mapping[int, Texts] = field(default_factory=dict)
    """Negatively worded questions by position, and how they read when turned (may be empty)."""
    groups: tuple[FoundGroup, ...] = ()
    wave: Mapping[str, object] = field(default_factory=lambda: {"period": "2000"})

    def yaml(self) -> str:
        """The questionnaire file."""
        head = "".join(
            f"# {translate(sentence, self.lang)}\n"
            for sentence in (Message("Export of {tool}", tool=self.found.tool or "?"), *self.found.assumed)
        )
        return head + yaml.safe_dump(self._content(), allow_unicode=True, sort_keys=False, width=10_000)

    def _content(self) -> dict[str, object]:
        found = list(questions(self.found))
        scales = {_code(scale): self._scale(scale) for _, scale in found}
        content: dict[str, object] = {"id": self.survey, "status": "final", **self._about()}
        content |= {"scales": list(scales.values()), "blocks": [{"code": "B1", "title": self._texts(self._title())}]}
        content["items"] = [self._item(n, column, scale) for n, (column, scale) in enumerate(found, start=1)]
        content["groups"] = [self._group(group) for group in self.groups]
        return content | {"waves": [dict(self.wave)], "layout": self._layout()}

    def _title(self) -> Texts:
        title = self.about.get("title")
        return title if isinstance(title, dict) else {}

    def _about(self) -> dict[str, object]:
        kind = {name: self.about.get(name, usual) for name, usual in (("population", "STUDENT"), ("frequency", "A"))}
        mode = self.about.get("mode")
        return {
            "title": self._texts(self._title()),
            **kind,
            "mode": self._texts(mode if isinstance(mode, dict) else {}),
        }

    def _scale(self, scale: FoundScale) -> dict[str, object]:
        content: dict[str, object] = {"code": _code(scale), "minimum": scale.minimum, "maximum": scale.maximum}
        ordered = self.order.get(scale.unordered, ())
        if scale.unordered and not ordered:
            return content | {"order_unknown": list(scale.unordered)}
        if ordered and all(_is_code(label) for label in ordered):
            return content | {"recode": {label: value for value, label in enumerate(ordered, start=1)}}
        missing = {f"{kind}_labels": [w for w, m in self.meanings.items() if m == kind] for kind in ("na", "dk")}
        return content | {"labels": list(self._labels(scale, ordered))} | {k: v for k, v in missing.items() if v}

    def _labels(self, scale: FoundScale, ordered: tuple[str, ...]) -> Iterator[dict[str, object]]:
        """Every point of a known scale, or the labels found."""
        found: dict[int, list[str]] = {}
        for value, label in (*scale.labels, *enumerate(ordered, start=1)):
            found.setdefault(value, []).append(label)
        for label, meaning in self.meanings.items():
            if isinstance(meaning, int):
                found.setdefault(meaning, []).append(label)
        known = scale.known
        for value in range(1, len(known.points) + 1) if known else sorted(found):
            also = found.get(value, [])
            shown = also[0] if also else known.text(value)["en"] if known else ""
            texts = self._texts(known.text(value) if known else self.labels.get(shown, {}), shown)
            rest = [label for label in also if label not in texts.values()]
            yield {"value": value, **texts, **({"also": rest} if rest else {})}

    def _item(self, number: int, column: FoundColumn, scale: FoundScale) -> dict[str, object]:
        item: dict[str, object] = {"code": f"Q{number}", "block": "B1", "scale": _code(scale)}
        item["text"] = self._texts(self.texts.get(column.position, {}), column.text)
        if column.position in self.reversed:
            turned = self.reversed[column.position]
            item |= {"reversed": True} | ({"positive_text": self._texts(turned)} if turned else {})
        return item

    def _group(self, group: FoundGroup) -> dict[str, object]:
        values = [
            {"code": category.code, "label": self._texts(category.label), "also": [category.value]}
            for category in group.categories
        ]
        return {"code": _group_code(group), "role": group.role, "title": self._texts(group.title), "values": values}

    def _texts(self, texts: Texts, shown: str = "") -> dict[str, str]:
        """Each language: what was written, else the mark, with the text of the export to translate beside it."""
        mark = f"{TO_BE_WRITTEN}: {shown}" if shown else TO_BE_WRITTEN
        return {lang: texts.get(lang) or mark for lang in self.languages}

    def _layout(self) -> dict[str, object]:
        marks = {role: self.found.of(role) for role in ("response_id", "token", "timestamp", "consent", "test")}
        layout: dict[str, object] = {role: columns[-1].header for role, columns in marks.items() if columns}
        layout["items"] = {f"Q{n}": column.header for n, (column, _) in enumerate(questions(self.found), start=1)}
        return layout | {"groups": {_group_code(group): group.column.header for group in self.groups}}


def _code(scale: FoundScale) -> str:
    """Scales with other words are other scales."""
    if scale.known:
        return scale.known.code
    words = sum(map(ord, "".join((*(label for _, label in scale.labels), *scale.unordered)))) % 1000
    return f"points_{scale.minimum}_{scale.maximum}" + (f"_w{words}" if words else "")


def _is_code(label: str) -> bool:
    """LimeSurvey writes A1, A2 … where short answers are exported."""
    return label.isascii() and label.isalnum() and label[-1:].isdigit() and len(label) <= 5


def _group_code(group: FoundGroup) -> str:
    return "UNIT" if group.role == "unit" else f"G{group.column.position}"
