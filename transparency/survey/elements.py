"""Lists the elements that a period has figures for: questions, blocks and all questions together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transparency.model.answer_scale import AnswerScale
from transparency.model.questionnaire import Item, Questionnaire
from transparency.model.survey import ALL


@dataclass(frozen=True, slots=True)
class TalliedElement:
    """A question, a block or ALL in one period."""

    code: str
    kind: str
    items: tuple[Item, ...]
    scale: AnswerScale | None
    """None where questions of several scales are pooled."""
    has_middle: bool
    """Whether every scale in it has a middle; where none exists its share is not applicable, not 0."""

    @property
    def reversed(self) -> bool:
        """A single question with its scale turned."""
        return self.kind == "item" and self.items[0].reversed


def elements(questionnaire: Questionnaire, items: Sequence[Item]) -> tuple[TalliedElement, ...]:
    """Questions, then blocks that were asked, then ALL."""
    scale_of = questionnaire.scale_of
    found = [_element(item.code, "item", (item,), [scale_of(item)]) for item in items]
    for block in questionnaire.blocks:
        own = tuple(item for item in items if item.block == block.code)
        if own:
            found.append(_element(block.code, "block", own, [scale_of(item) for item in own]))
    return (*found, _element(ALL, "survey", tuple(items), [scale_of(item) for item in items]))


def _element(code: str, kind: str, items: tuple[Item, ...], scales: Sequence[AnswerScale]) -> TalliedElement:
    one = len({(scale.minimum, scale.maximum) for scale in scales}) == 1
    return TalliedElement(code, kind, items, scales[0] if one else None, any(scale.middle for scale in scales))
