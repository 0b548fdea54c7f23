"""Record type for terms that the portal's glossary explains, with their synonyms."""

from __future__ import annotations

from transparency.model.text import Id, Lang, LocalText, Record, Text, Translated


class Abbreviation(Record):
    """The short form of a term in the languages that have one."""

    kk: Text | None = None
    ru: Text | None = None
    en: Text | None = None

    def get(self, lang: Lang) -> str | None:
        """The short form in one language, or None where people use none."""
        text: str | None = getattr(self, lang)
        return text


class Avoided(Record):
    """What not to write for a term, in each language."""

    kk: tuple[Text, ...] = ()
    ru: tuple[Text, ...] = ()
    en: tuple[Text, ...] = ()

    def get(self, lang: Lang) -> tuple[str, ...]:
        """The avoided forms of one language."""
        forms: tuple[str, ...] = getattr(self, lang, ())
        return forms


class GlossaryEntry(Translated):
    """A term in three languages. Without a definition it serves the search and the check of terms, and is not shown."""

    id: Id
    """Its place on the glossary page."""
    term: LocalText
    abbreviation: Abbreviation = Abbreviation()
    definition: LocalText | None = None
    """What it means, in our own words."""
    standard: Text | None = None
    """Clause of an international standard that defines it, e.g. ``ISO 9000:2015, 3.6.2``."""
    also: tuple[Text, ...] = ()
    """Other words that people type, right or wrong; a search for them finds the term."""
    avoid: Avoided = Avoided()
    """Forms that no text may use; rule L09 finds them in every case and number. Never shown."""
