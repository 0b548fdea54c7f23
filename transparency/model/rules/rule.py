"""Record type for a rule, as ``--explain`` prints it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of problem. Its code never changes its meaning; a rule that goes takes its code with it."""

    code: str
    title: str
    """What was found, as a noun; it stands in summaries and reports."""
    why: str
    """What it would do to a reader, a respondent or an editor."""
    advice: str

    def explained(self) -> str:
        """The text of `--explain`."""
        return f"{self.code}: {self.title}.\n\nWhy: {self.why}\nWhat to do: {self.advice}\n"
