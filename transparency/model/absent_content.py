"""Record type for what people look for on the portal and do not find there, with the pages nearest to it."""

from __future__ import annotations

from pydantic import Field

from transparency.model.text import Id, LocalText, Text, Translated


class AbsentContent(Translated):
    """One line of ``data/absent.yml``. The search says that the portal does not hold it and names ``see``."""

    id: Id
    subject: LocalText
    """What is absent, as a heading, e.g. «Class timetable»."""
    also: tuple[Text, ...] = ()
    """Other words that people type for it, in any language."""
    reason: LocalText
    """Why it is not here, in one sentence."""
    see: tuple[Text, ...] = Field(min_length=1)
    """Ids of pages of the site that come nearest."""
