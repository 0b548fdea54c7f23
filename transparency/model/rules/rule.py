"""Record type for a rule, as ``--explain`` prints it."""

from __future__ import annotations

from dataclasses import dataclass

from transparency.model.languages import Lang
from transparency.model.messages import Message, said


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of problem. Its code never changes its meaning; a rule that goes takes its code with it.

    The texts are keys of the catalogue `model/messages/rules.yml`.
    """

    code: str
    title: str
    """What was found, as a noun; it stands in summaries and reports."""
    why: str
    """What it would do to a reader, a respondent or an editor."""
    advice: str

    def explained(self, lang: Lang) -> str:
        """The text of `--explain`."""
        parts = {
            name: Message(text) for name, text in (("title", self.title), ("why", self.why), ("advice", self.advice))
        }
        return said(Message("explain.rule", code=self.code, **parts), lang)
