"""Tells the telephone line of a home or of a relative, by the words beside the number."""

from __future__ import annotations

import re

from transparency.gate.finding import TextBlock

_HOME_LINE = re.compile(
    r"домашн|(?<!\w)(?:дом|кварт)\. ?тел|тел\. ?дом\.|квартирн\w+ тел|(?<!\w)үй(?:інің|дің)? (?:тел|нөмір)"
    r"|home (?:phone|tel|number|line)|\((?:дом|үй|home)\b|emergency contact|next of kin"
    r"|^ ?home:|(?<=\s)home:|\bat home\b|пәтердікі"
)
"""A line of somebody's home."""
_ENGLISH_KIN = (
    r"(?:mother|father|mom|mum|dad|parent|husband|wife|sister|brother|grand(?:mother|father|ma|pa)|aunt|uncle"
    r"|relative|guardian|landlord|landlady|spouse)"
)
_KIN = (
    r"(?<!\w)(?:(?:мат(?:ь|ери)(?! и )|мам[аеуы]|отец|отц[ау]|пап[аеуы]|муж[ау]?|жен[аеуы]|(?:ба|де)душк\w+|бабушк\w+"
    r"|(?<!кая )(?<!кой )(?<!шая )сестр[аеуы]|брат[ау]?|т[её]т[еияю]|дяд[еияю]|опекун[ау]?|сосед\w{0,3}"
    r"|(?<!для )родител(?:ей|и|ям|я|ь)|родственни\w+|хозя(?:ин|йк)\w*|свекров\w*|т[её]щ\w)(?!\w)"
    r"|(?:ана|шеше|әке|ата|әже|апа|аға|әпке|тәте|іні|қарында|сіңлі|жұбай|күйеу|әйел|бауыр|қамқоршы|көрші|туы|пәтер ие)с?с?[ыі]"
    r"(?:ның|нің|н[ае]|мен|м)?(?!\w)"
    rf"|(?<!for ){_ENGLISH_KIN}(?:['’]s|s?['’]|s?(?= ?(?:[:,(–—-]|tel|phone|number|line|on |at )))"
    rf"|(?:(?<=['’]s )|(?<=my )|(?<=his )|(?<=her )|(?<=their )){_ENGLISH_KIN}s?(?!\w))"
)
_LINE_OF_KIN = re.compile(rf"{_KIN}[^.;!?\n]{{0,30}}$")
_KIN_BEHIND = re.compile(rf"[ ,–—-]{{0,3}}\(?{_KIN}(?=\s*(?:[).,;]|$))")
"""Whose line it is, before or right behind the number."""
_KIN_REACH = 50
_HOME_REACH = 80


def is_private_line(start: int, end: int, block: TextBlock) -> bool:
    """Whether the number between these places is said to be a home's or a relative's."""
    return bool(
        _HOME_LINE.search(block.around(start, end, _HOME_REACH))
        or _LINE_OF_KIN.search(block.lead(start, _KIN_REACH))
        or _KIN_BEHIND.match(block.low, end)
    )
