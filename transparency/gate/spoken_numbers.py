"""Detects mobile numbers that are written in words, or in words and digits, in Kazakh, Russian and English.

A spoken number is a run of number words: each group (hundreds, tens, units) is read as it is dictated, and the digits
together have to be
a mobile number of the numbering plan of Kazakhstan. Sums have a word for thousands between their groups and break the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transparency.gate.finding import Hit, TextBlock
from transparency.gate.numbers import KZ_MOBILE

_VALUES: dict[str, int] = {
    word: value
    for words, values in (
        ("нөл ноль нуль zero oh", (0, 0, 0, 0, 0)),
        ("бір екі үш төрт бес алты жеті сегіз тоғыз", range(1, 10)),
        ("он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан жүз", range(10, 101, 10)),
        ("один два три четыре пять шесть семь восемь девять", range(1, 10)),
        ("одна две нолик нуля ноля", (1, 2, 0, 0, 0)),
        (
            "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
            range(10, 20),
        ),
        ("двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто", range(20, 100, 10)),
        ("сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот", range(100, 1000, 100)),
        ("one two three four five six seven eight nine ten eleven twelve", range(1, 13)),
        ("thirteen fourteen fifteen sixteen seventeen eighteen nineteen", range(13, 20)),
        ("twenty thirty forty fifty sixty seventy eighty ninety hundred", range(20, 101, 10)),
    )
    for word, value in zip(words.split(), values, strict=True)
}
_REPEATED = {"double": 2, "triple": 3}
_TEEN = range(10, 20)
_HUNDRED = 100
_TOKEN = rf"(?:{'|'.join(sorted([*_VALUES, *_REPEATED], key=len, reverse=True))}|\d{{1,5}})(?![\w])"
_RUN = re.compile(rf"(?<!\w){_TOKEN}(?:[\s,.;/()–—_-]{{1,4}}{_TOKEN}){{3,}}")
_SIGNS = ("жеті", "семь", "seven")
"""Every mobile number of Kazakhstan has a seven in its code. «Семья» has it too, so the run is looked for as well."""
_WORD = re.compile(r"[^\W\d_]+|\d+")
_FEWEST_WORDS = 2
_NUMBER = re.compile(rf"[78]?(?:{KZ_MOBILE})")


def may_hold_spoken_number(block: TextBlock) -> bool:
    """The word for seven in one of the languages."""
    return any(sign in block.low for sign in _SIGNS) and bool(_RUN.search(block.low))


def spoken_numbers(block: TextBlock) -> Iterator[Hit]:
    """Runs of number words whose digits are a mobile number."""
    if not any(sign in block.low for sign in _SIGNS):
        return
    for run in _RUN.finditer(block.low):
        tokens = _WORD.findall(run[0])
        digits = "".join(_dictated(tokens))
        if sum(not token.isdigit() for token in tokens) >= _FEWEST_WORDS and _NUMBER.fullmatch(digits):
            yield Hit("P02", run.start(), run.end(), digits)


def _dictated(tokens: list[str]) -> Iterator[str]:
    """The digits of each group: «семьсот семьдесят семь» is 777, «жеті жүз бір» 701, "double two" 22."""
    group, open_to, times = 0, 0, 1
    for said, behind in zip(tokens, [*tokens[1:], ""], strict=True):
        if said in _REPEATED:
            times = _REPEATED[said]
            continue
        value = -1 if said.isdigit() else _VALUES[said]
        hundreds = _VALUES.get(behind) == _HUNDRED and behind != "сто" and 0 < value < _TEEN[0]
        if value == _HUNDRED and said != "сто" and open_to == _HUNDRED:
            continue
        if not 0 < value < open_to and open_to:
            yield str(group)
            group = open_to = 0
        if said.isdigit():
            yield said
        elif value == 0 or times > 1:
            yield str(value) * times
        else:
            value *= _HUNDRED if hundreds else 1
            group += value
            open_to = _HUNDRED if value >= _HUNDRED else 10 if value >= _TEEN.stop or said == "он" else 0
            if not open_to:
                yield str(group)
                group = 0
        times = 1
    if open_to:
        yield str(group)
