"""All rules by their codes, with meaning and advice in each language.

The texts of a rule are three entries of the catalogue, `model/messages/rules.yml`. The first letter of a code is the family:
source files (A), their form (L, R, T, W, X, Y), records (D, F, N, O), answers (I) and figures (S) of surveys, pages (H),
releases (V). The personal-data rules (P) have a law and lawful exceptions besides: `gate/rules.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from transparency.model.languages import Lang
from transparency.model.messages import Message, catalogue


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of problem. Its code never changes its meaning; a rule that goes takes its code with it."""

    code: str

    @property
    def title(self) -> Message:
        """What was found, as a noun; it stands in summaries and reports."""
        return Message(f"rule.{self.code}.title")

    @property
    def why(self) -> Message:
        """What it would do to a reader, a respondent or an editor."""
        return Message(f"rule.{self.code}.why")

    @property
    def advice(self) -> Message:
        """What to do about it."""
        return Message(f"rule.{self.code}.advice")

    def explained(self, lang: Lang) -> str:
        """The text of `--explain`."""
        return Message("explain.rule", code=self.code, title=self.title, why=self.why, advice=self.advice).text_in(lang)


RULES: Mapping[str, Rule] = {
    code: Rule(code) for code in (key.split(".")[1] for key in catalogue() if key.startswith("rule."))
}
"""Code -> rule."""
