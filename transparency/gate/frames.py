"""Frames: wordings in which a person's name is part of the name of a street, an institution or a prize, or cites an author.

A frame compares whole words with their case endings: «академиясының» is an academy, «академиялық» is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_CLOSING = r"[»\"”“’'*_)\]]{0,3}[\s-]{0,3}"
_OPENING = r"[«\"“„*_(\s]*$"
_KAZAKH = r"(?:н?[ыі]ң|[дт][ыі]ң|[нд][ыі]|н?[аеә]|[қкғг][аеә]|н?[дт][аеә]н?(?:[гғ][ыі])?|н[аеә]н|[мбп]ен)?"
_RUSSIAN = r"(?:а|у|ом|ем|е|и|ы|ь|ю|я|ей|ью|ой|ою|й|ов|ам|ами|ах|ий|ям|ями|ях)?"
_END = r"(?![\w-])"
_POST = (
    r"(?:(?:академика?|профессора?|ақын|батыр|академигі?|академик|профессор|акад\.|проф\.|academician|professor)\s+)?"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Words before or after a name. One side is enough."""

    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    open: bool = False
    """Whether the frame alone makes a name lawful, so that an entry needs no list of names."""
    either: bool = False
    """Whether one side of an open frame is enough."""
    weight: int = 0
    """Least weight of the words that a name shares with the register: two for a word, one for an initial."""

    def holds(self, before: str, after: str) -> bool:
        """Whether a name that stands between the two texts stands in the frame."""
        if self.open and not self.either and self.before and self.after:
            return bool(self.before.search(before) and self.after.match(after))
        if self.before is None and self.after is None:
            return True
        return bool((self.before and self.before.search(before)) or (self.after and self.after.match(after)))


def _before(words: str, endings: str = _RUSSIAN) -> str:
    return rf"(?<![\w-])(?:{words}){endings}"


def _after(words: str, endings: str = _KAZAKH) -> str:
    return rf"(?:{words}){endings}{_END}"


def _frame(before: str, after: str) -> Frame:
    flags = re.IGNORECASE
    return Frame(
        re.compile(rf"(?:{before})\s*{_POST}{_OPENING}", flags), re.compile(rf"{_CLOSING},?\s*(?:{after})", flags)
    )


_ORDINARY_LIFE = r"(?<!от )(?<!по )(?<!до )(?<!без )(?<!своего )(?<!полного )(?<!с )"
_INSTITUTIONS_KK = (
    "университеті|колледжі|институты|академиясы|мектебі|мектеп-лицейі|гимназиясы|лицейі|орталығы|қоры|филармониясы"
)
_INSTITUTIONS_BARE = (
    "университет|колледж|институт|мектеп|university|institute|academy|school|college|library|theatre|museum|cent(?:re|er)"
    "|foundation"
)
_ACRONYM = r"(?-i:[А-ЯҚҒҰӨ][А-Яа-яҚқҰұҒғ]{0,6}[УИАҚ]|[A-Z][A-Za-z]{0,6}[UAI])(?:-[а-яәғқңөұүһі]{1,6})?(?!\w)"
_ADJECTIVES = (
    r"(?:(?:(?-i:[A-ZА-ЯӘҒҚҢӨҰҮҺІ«\"])[\w»\"-]*|кәсіби|мемлекеттік|ұлттық|техникалық|педагогикалық|медициналық|жалпы|орта|of)"
    r"\s+){0,6}"
)

_ITEM = (
    r"(?:^|[\n\"]|\\n)\s*(?:\[?\d{1,3}[\].)]{1,2}\s*|[-*•–>]\s*)?"
    r"(?:(?i:[^\n:;|]{0,30}(?:әдебиет|оқулық|дереккөз|литератур|учебник|источник|reading|reference|textbook|source)[^\n:;|]{0,30}:)\s*)?"
)
"""The beginning of an item of a list of references, or a label of literature."""
_RESPONSIBLE = (
    r"[^\n]{10,200}?(?:(?<![/:])//?(?!/)\s*(?:(?:под |жалпы )?(?:общ\. )?[Рр]ед(?:\.|акцией|\. басқ\.)?\s*)?"
    r"|(?:[Рр]ед|[Cc]ост|[Сс]ост|[Құу]раст|[Пп]ер|[Аа]уд|[Ee]ds?)\.\s*(?:[сб]\s\w+\.?\s*)?|[Ee]dited by\s|[Tt]ranslated by\s)"
)
"""A title before the statement of responsibility: «/ под ред.», "edited by"."""
_AUTHORS = (
    r"(?:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w.'’-]*+[.,;]{0,2}+\s*+|[иi&]\s|и др\.,?\s?|және (?:т\.б\.)?|және\s|and |et al\.,?\s"
    r"|(?:van|von|de|der|da|di|la|le)\s){0,24}"
)
_REFERENCE = re.compile(
    r"(?=[^\n]*(?<!\d)(?:19|20)\d\d(?!\d))(?:"
    r"[^\n]*(?://\s?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]|ISBN|ISSN|\bdoi\b|https?://"
    r"|[-–—.,] ?\d{2,4} ?(?:с|б|бет|стр|p|pp)\b|\bpp?\. ?\d"
    r"|(?<!\w)(?:М|СПб|[А-ЯҚӨҰA-Z][\w-]{2,14}(?: [A-Z][\w-]{2,14})?)\.?\s?:\s[^,:\n]{2,60},\s*(?:19|20)\d\d"
    r"|\.\s?[-–—]\s?(?-i:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])[^,:\n]{2,40},\s*(?:19|20)\d\d(?!\d)"
    r"|(?:оқулық|учебник|учебное пособие|оқу құралы|монография|textbook|баспасы|изд-во|издательство|University Press"
    r"|Publish)\w*)"
    r"|[^\n]{0,120}?\((?:19|20)\d\d[a-z]?\)[.,]?\s['‘“\"«*]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\n]{14,}?[.,]\s"
    r"|[^\n]{12,}?[.,]\s(?-i:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])[\w.& -]{2,40},\s(?:19|20)\d\d\.?\s*(?:\n|$|\"))",
    re.IGNORECASE,
)
"""What is behind the authors of a reference: a year with a publisher, a journal, pages or an address."""

_NAMED_RU = (
    r"(?:университет|академи|институт|колледж|школ|лице|гимнази|фонд|центр|театр|музе|библиотек|филармони|консерватори"
    r"|больниц|преми|медал|стипенди)"
)
_NAMED_KK = (
    "(?:университет|академия|институт|колледж|мектеп|мектебі|лицей|гимназия|қор[ыі]?|орталы[қғ]|театр|музей|мұражай"
    "|кітапхана|филармония|консерватория|сыйлы[қғ]|медал|шәкіртақы|стипендия)"
)
_NAMED_EN = (
    "(?:University|Institute|Academy|Foundation|Museum|Theatre|Library|Prize|Medal|Award|Observatory|Hospital"
    r"|Research Centre)(?![\w-]|[ ](?:of|for|in)\b)"
)
_PATRON = Frame(
    re.compile(
        rf"(?<![\w-]){_NAMED_RU}{_RUSSIAN}(?:[ ][«»\w-]+){{0,5}}?[ ](?:имени|им\.)[ ]?{_POST}{_OPENING}", re.IGNORECASE
    ),
    re.compile(
        rf"[ ](?:атындағы|ат\.)[ ](?:[«»\w-]+[ ]){{0,5}}?(?i:{_NAMED_KK})|[ ](?:[A-Z][\w-]+[ ]){{0,2}}?{_NAMED_EN}"
    ),
    open=True,
    either=True,
)
"""The name of an institution or a prize with that of its patron."""

FRAMES: Mapping[str, Frame] = {
    "named": _frame(
        rf"{_ORDINARY_LIFE}(?<![\w-])(?:имени|им\.?)|named (?:after|for|in honou?r of)(?: the)?|in honou?r of(?: the)?"
        r"|(?<!\w)(?:әулие|хазірет|святого)",
        rf"{_after('атындағы', '')}|ат\.\s",
    ),
    "street": _frame(
        _before("ул|улиц|проспект|пр-т|пр|бульвар|переул(?:ок|к)|шоссе|көшесі|даңғылы|street|st") + r"\.?,?",
        rf"\d{{0,3}}\s*(?:{_after('көшесі|көше|к-сі|даңғылы|д-лы|бульвары|тұйығы')}"
        rf"|{_after('street|st|avenue|ave|boulevard|road|lane', '')})",
    ),
    "place": _frame(
        _before(
            "площад|микрорайон|мкр|сел|село|аул|поселок|посёлок|район|аэропорт|мавзоле|памятник|монумент|парк|музе|театр"
            "|библиотек|станци|вокзал|пик|стадион|мечет|дворец|ауылы|сквер|улус|округ"
        )
        + r"\.?,?",
        rf"{_after('алаңы|ауылы|ауданы|округі|шағын ?ауданы|ықшам ?ауданы|стансасы|станциясы|вокзалы|бекеті|аэропорты')}"
        rf"|{_after('(?:халықаралық )?әуежайы|кесенесі|ескерткіші|саябағы|паркі|мұражайы|музейі|театры')}"
        rf"|{_after('кітапханасы|мешіті|стадионы|шыңы|жотасы|сарайы|үйі')}"
        rf"|{_after('(?:international )?airport|square|village|district|station|mausoleum|monument|park|peak|palace', '')}",
    ),
    "institution": _frame(
        _before("университет|академи|институт|колледж|школ|лице|гимнази|фонд|центр"),
        rf"{_ADJECTIVES}(?:{_after(_INSTITUTIONS_KK)}|{_after(_INSTITUTIONS_BARE, '')}|{_ACRONYM})",
    ),
    "prize": _frame(
        _before("преми|медал|стипенди|орден|чтени|кубок|кубк|турнир|наград"),
        rf"{_after('сыйлығы|медалі|шәкіртақысы|стипендиясы|оқулары|ордені|кубогы|турнирі')}"
        rf"|{_after('prize|medal|award|scholarship|fellowship|readings|cup', '')}",
    ),
    "history": Frame(None, None, weight=4),
    "patron": _PATRON,
    "reference": Frame(re.compile(rf"{_ITEM}(?:{_RESPONSIBLE})?{_AUTHORS}$"), _REFERENCE, open=True),
}
"""Every frame, by the word with which the register names it."""
