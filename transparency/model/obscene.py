"""Stems of obscene words in three languages: the regulation on the site forbids them in any text (9.5.2).

A text is searched for the words of all languages, because a Russian word in a Kazakh sentence is no better. The lists hold
words that mean nothing else; prefixes are listed so that words like «учёба» or «көтеру» are not found.
"""

from __future__ import annotations

import re

_PREFIX = r"(?:за|на|вы|по|от|до|у|при|об|раз|рас|съ|о|недо|пере)?"
_OBSCENE = re.compile(
    r"\b(?:"
    rf"{_PREFIX}(?:ху[йеёяю]|пизд|[её]ба[лнтр]|[её]бну|[её]буч|бля(?:д|ть\b)|муда[кч]|залуп|дроч)\w*"
    r"|(?:гандон|пидор|пидар|шлюх|говн[оаеюя])\w*"
    r"|(?:қотақ|сігей|сіктір|сікті|жәлеп|қаншық)\w*|көтіңе?"
    r"|(?:mother)?fuck\w*|(?:bull)?shit(?:s|ty)?|cunts?|assholes?|bitch(?:es)?|whores?|niggers?"
    r")\b",
    re.IGNORECASE,
)


def is_obscene(text: str) -> bool:
    """Whether an obscene word of any language stands in a text."""
    return _OBSCENE.search(text) is not None
