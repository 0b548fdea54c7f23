"""Record type for clauses of standards, named in our own words: the texts of standards are not quoted."""

from __future__ import annotations

from transparency.model.process import ClauseNumber
from transparency.model.text import LocalText, Translated


class Clause(Translated):
    """One clause of ISO 9001:2015."""

    number: ClauseNumber
    title: LocalText
