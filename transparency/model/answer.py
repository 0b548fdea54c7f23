"""Record type for a question that visitors ask, and the page that answers it or says who owes the answer."""

from __future__ import annotations

from typing import Literal

from transparency.model.text import Id, LocalText, Text, Translated

Asker = Literal["applicant", "parent", "student", "employer", "journalist", "expert", "inspector"]
"""Who asks; ``inspector`` is somebody of a supervising body."""


class Answer(Translated):
    """One question of ``data/answers.yml``. The search offers its page first, and the page of questions lists it."""

    id: Id
    visitor: Asker
    question: LocalText
    """In the words of the one who asks."""
    also: tuple[Text, ...] = ()
    """Shorter and other ways to ask it, in any language; the search knows them, no page shows them."""
    page: Text
    """Id of a page of the site, e.g. ``figures/fees``."""
    document: Id | None = None
    """Document that holds the answer, one of those that bind the group of indicators of the page."""
    value: Id | None = None
    """Indicator that is the answer, of the group of the page; its own page answers once there is a value."""
    home: bool = False
    """Whether the home page asks it too."""
