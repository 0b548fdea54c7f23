"""Lists of words that praise instead of stating facts: public information has to be impartial (regulation 7.1).

The lists hold adjectives of advertisements only. A word that also has a plain meaning (unique number, leading zero) is not
listed, and set phrases of the field (best practice, diploma with honours) are allowed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from transparency.model.text import Lang

_RU_ENDING = r"(?:ий|ый|ой|ая|яя|ое|ее|ие|ые|его|ого|ему|ому|им|ым|ем|ом|ей|их|ых|ими|ыми|ую|юю)(?:ся)?"
_KK_ENDING = (
    r"(?:ы|і|сы|сі)?(?:лар|лер|дар|дер|тар|тер)?"
    r"(?:ы|і|дың|дің|тың|тің|ның|нің|на|не|ға|ге|қа|ке|да|де|та|те|нан|нен|дан|ден)?"
)

_PATTERNS: Mapping[Lang, str] = {
    "en": (
        r"\b(?:best(?![ -](?:practices?|available|effort))|finest|outstanding|excellent|prestigious|renowned|superb|brilliant"
        r"|(?:world|industry|market)-(?:class|leading|renowned)|cutting-edge|state-of-the-art|unrivall?ed|unparalleled|unmatched"
        r"|second to none|number one)\b"
    ),
    "ru": (
        rf"\b(?:(?:наи)?лучш{_RU_ENDING}(?! практик)|превосходн{_RU_ENDING}|престижн{_RU_ENDING}|выдающ{_RU_ENDING}"
        rf"|непревзойд[её]нн{_RU_ENDING}|великолепн{_RU_ENDING}|блестящ{_RU_ENDING}|первоклассн{_RU_ENDING}"
        rf"|прославленн{_RU_ENDING}|не имеющ{_RU_ENDING} аналогов|номер один)\b"
    ),
    "kk": (
        rf"\b(?:үздік(?! (?:диплом|аттестат|тәжірибе)){_KK_ENDING}|ең жақсы|ең таңдаулы|ең озық"
        r"|теңдесі жоқ|теңдессіз|баламасы жоқ"
        r"|беделді|тамаша|керемет|әлемдік деңгейдегі|алдыңғы қатарлы|маңдайалды)\b"
    ),
}
_COMPILED = {lang: re.compile(pattern, re.IGNORECASE) for lang, pattern in _PATTERNS.items()}


def evaluative(text: str, lang: Lang) -> str | None:
    """The first word of praise in a text; None where it has none."""
    found = _COMPILED[lang].search(text) if lang in _COMPILED else None
    return found[0] if found else None
