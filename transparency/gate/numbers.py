"""Detects numbers that identify one person: IIN, phone, payment card, bank account.

IIN: twelve digits, six of the birth date, one of century and sex, four of order, one of control (Rules for forming the
identification number, Law of the Republic of Kazakhstan No. 223-III of 12 January 2007). A BIN differs from it in the
fifth digit (4, 5 or 6), where an IIN has the first digit of the day (0 to 3).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers
from stdnum.iban import is_valid as is_iban

from transparency.gate.finding import Hit, TextBlock
from transparency.gate.home_lines import is_private_line
from transparency.gate.word_cues import ACCOUNT, DIGIT

_RUN = re.compile(r"(?:(?<=[iI][iI][nN])|(?<![A-Za-z0-9]))(?<!\d\.)[+(]?\d(?:[ \-./()_]{0,3}\d){8,}(?![A-Za-z0-9])")
_LONG_NUMBER = re.compile(r"\d(?<!\d\d)(?<!\d[ \-./()_]\d)(?:[ \-./()_]{0,3}+\d){8}")
"""Enough digits for any of them, from the first. What stands before a digit is asked after it, as a search finds digits."""
_NOBODY = "0000000"
"""What stands for the seven digits of a subscriber in forms and examples; no operator gives it out."""
_LEAST = 9
"""Digits of the shortest number that is looked for; a date has eight."""
_BROKEN = re.compile(r"(\d(?<![\d.,]\d)(?: ?\d){1,10})[ -]*\n[ \t>|*-]*(\d(?: ?\d){0,9})(?!\d|[.,]\d)")
"""A number over two lines. What must not stand before it is asked after its first digit, which a search finds quickly."""
_TORN = re.compile(r"\n(?<=[\d -]\n)[ \t>|*-]*\d")
"""The end of a line in such a number, which a search finds quickly, with the first digit of the rest."""
_REST = re.compile(r"[ \t>|*-]*\d(?: ?\d){0,9}(?!\d)")
"""What may be the rest of a number that begins in the block before."""
_BEGINNING = 24
"""Characters before the end of a line in which such a number begins, and after it in which it ends."""
_GROUP = re.compile(r"\d+")
_DECIMAL = re.compile(r"\d+\.\d{4,}")
_IIN_LABEL = re.compile(r"\b(?:иин|жсн|iin|ииһ|zhsn|jsn|individual identification)\b")
_PHONE_LABEL = re.compile(
    r"тел|моб|phone|ұялы|whats|ватсап|вотсап|телеграм|telegram|viber|байланыс нөмірі|call|cell|конта|хабарлас"
)
_THOUSANDS = re.compile(r"\d\d(?: \d{3}){3}")
"""A large number as it is printed; nobody groups a telephone so."""
KZ_MOBILE = r"7(?:0[0-8]|47|5[01]|6[0-4]|7[15678])\d{7}"
_KZ_MOBILE = re.compile(KZ_MOBILE)
_MOBILE = frozenset({phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE})
_IBAN = re.compile(r"(?<![A-Za-z0-9])KZ[ -]?\d\d(?:[ -]?[A-Z0-9]){16}(?![A-Za-z0-9])", re.IGNORECASE)
_FOREIGN_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d\d(?: ?[A-Z0-9]){11,30}(?![A-Za-z0-9])")
_ACCOUNT_START = re.compile(r"[A-Za-z]{2}[ -]?\d\d")
"""Without this there is no account in a text; addresses of sites are full of the letters alone."""
_NO_ACCOUNT = re.compile(r"KZ\d\d[X0]+")
"""The pattern of an account, as forms show it."""
_ACCOUNT_LABEL = re.compile(r"иик|жск|iban|счет|счёт|шот|account")
_CARD = re.compile(
    r"4\d{15}|(?:5[1-5]|2(?:2[2-9]|[3-6]\d|7[01]|720))\d{14}|3[47]\d{13}|(?:62|220[0-4]|9860|8600|35)\d{12,14}"
    r"|5018\d{12}|6\d{15}"
)
_CARD_LABEL = re.compile(r"карт|card|visa|mastercard")
FIRST_WEIGHTS = tuple(range(1, 12))
SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


@dataclass(frozen=True, slots=True)
class NumberCandidate:
    """Digits that may be one number: how they were grouped and what stood between the groups."""

    digits: str
    start: int
    end: int
    separators: frozenset[str]
    groups: int
    whole: bool


def may_hold_long_number(block: TextBlock) -> bool:
    """The digits of an IIN, a telephone number or a payment card, however they are grouped."""
    return bool(block.own_cues & DIGIT) and _is_long_number_in(block.text)


@functools.lru_cache(maxsize=4)
def _is_long_number_in(text: str) -> bool:
    return bool(_LONG_NUMBER.search(text))


@functools.lru_cache(maxsize=4)
def candidates(text: str) -> tuple[NumberCandidate, ...]:
    """Every run of digits as a whole, and, inside it, neighbouring groups that could be a number on their own."""
    return tuple(_candidates(text)) if _is_long_number_in(text) else ()


def _candidates(text: str) -> Iterator[NumberCandidate]:
    for run in _RUN.finditer(text):
        if _DECIMAL.fullmatch(run[0]):
            continue
        groups = [(m.start() + run.start(), m.end() + run.start()) for m in _GROUP.finditer(run[0])]
        for i in range(len(groups)):
            size = 0
            for j in range(i, min(len(groups), i + 20)):
                size += groups[j][1] - groups[j][0]
                if size > 20:
                    break
                if size >= _LEAST:
                    yield _candidate(text, run, groups, i, j)


def _candidate(text: str, run: re.Match[str], groups: list[tuple[int, int]], i: int, j: int) -> NumberCandidate:
    start, end = groups[i][0], groups[j][1]
    between = frozenset(text[groups[k][1] : groups[k + 1][0]].strip() or " " for k in range(i, j))
    digits = "".join(text[a:b] for a, b in groups[i : j + 1])
    if start and text[start - 1] in "+(" and i == 0:
        start -= 1
    return NumberCandidate(digits, start, end, between, j - i + 1, (i, j) == (0, len(groups) - 1))


def _born(digits: str) -> bool:
    """The first seven digits are a date of birth with century and sex."""
    return "01" <= digits[2:4] <= "12" and "01" <= digits[4:6] <= "31" and digits[6] in "123456"


def control_digit(digits: str) -> int | None:
    """The twelfth digit by the first eleven; a remainder of ten asks for the second weights, ten again for no number."""
    for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS):
        rest = sum(int(d) * w for d, w in zip(digits, weights, strict=False)) % 11
        if rest < 10:
            return rest
    return None


def is_iin(digits: str) -> bool:
    """Twelve digits that are a birth date and pass the control; a BIN fails at the day."""
    return len(digits) == 12 and _born(digits) and control_digit(digits) == int(digits[11])


def iin(block: TextBlock) -> Iterator[Hit]:
    """IIN, whole, in groups, without its leading zeros, or labelled as one though the control digit is wrong."""
    for found in candidates(block.text):
        if _is_written_iin(found) or _is_labelled_iin(found, block):
            yield Hit("P01", found.start, found.end, found.digits)


def may_hold_broken_iin(block: TextBlock) -> bool:
    """Digits at the end of a line and at the beginning of the next, which may be a block of its own."""
    if not block.own_cues & DIGIT:
        return False
    return bool(_REST.match(block.text) or (_TORN.search(block.text) and _BROKEN.search(block.text)))


def broken_iin(block: TextBlock) -> Iterator[Hit]:
    """An IIN of which a part stands on the next line."""
    lead = f"{block.before[-_BEGINNING:]}\n" if block.before and _REST.match(block.text) else ""
    text = lead + block.text
    for torn in _TORN.finditer(text):
        begin = max(text.rfind("\n", 0, torn.start()) + 1, torn.start() - _BEGINNING)
        match = _BROKEN.search(text, begin, torn.end() + _BEGINNING)
        if match and is_iin(digits := (match[1] + match[2]).replace(" ", "")):
            yield Hit("P01", max(0, match.start() - len(lead)), match.end() - len(lead), digits)


def _is_written_iin(found: NumberCandidate) -> bool:
    if found.groups == 1:
        lost_zeros = (
            len(found.digits) in (10, 11) and is_iin(found.digits.zfill(12)) and found.digits.zfill(12)[6] in "56"
        )
        return is_iin(found.digits) or lost_zeros
    one_mark = len(found.separators) == 1 and not found.separators & {"/", "(", ")"}
    return one_mark and (found.whole or found.groups <= 4) and is_iin(found.digits)


def _is_labelled_iin(found: NumberCandidate, block: TextBlock) -> bool:
    plausible = len(found.digits) == 12 and _born(found.digits) and found.groups <= 12
    return plausible and bool(_IIN_LABEL.search(block.lead(found.start, 40)))


def phone(block: TextBlock) -> Iterator[Hit]:
    """Mobile numbers of any country by libphonenumber; fixed lines are an office's unless said to be a home's."""
    for found in candidates(block.text):
        number = None if found.digits.endswith(_NOBODY) else _dialled(found, block)
        if number and phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) in _MOBILE:
            value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            yield Hit("P02", found.start, found.end, value)
        elif number and is_private_line(found.start, found.end, block):
            yield Hit("P02", found.start, found.end, found.digits)


def _dialled(found: NumberCandidate, block: TextBlock) -> phonenumbers.PhoneNumber | None:
    digits, plus = found.digits, block.text[max(0, found.start - 1) : found.start + 1].count("+") > 0
    plus = plus or bool(re.search(r"\+\s*\(?$", block.text[max(0, found.start - 3) : found.start]))
    labelled = _PHONE_LABEL.search(block.around(found.start, found.end, 40)) or is_private_line(
        found.start, found.end, block
    )
    if not (plus or labelled) and _THOUSANDS.fullmatch(block.text[found.start : found.end]):
        return None
    national = digits[1:]
    if len(digits) == 11 and digits[0] in "78" and (_KZ_MOBILE.fullmatch(national) or labelled or plus):
        return _parsed(f"+7{national}")
    if len(digits) == 11 and digits[0] == "8" and digits[1] == "9" and found.groups >= 4:
        return _parsed(f"+7{national}")
    if len(digits) == 10 and _KZ_MOBILE.fullmatch(digits) and (labelled or _grouped_as_phone(found, block)):
        return _parsed(f"+7{digits}")
    if len(digits) == 10 and digits[0] == "7" and is_private_line(found.start, found.end, block):
        return _parsed(f"+7{digits}")
    if digits.startswith("00") and 12 <= len(digits) <= 16 and (labelled or _KZ_MOBILE.fullmatch(digits[3:])):
        return _parsed(f"+{digits[2:]}")
    return _parsed(f"+{digits}") if plus and 10 <= len(digits) <= 15 else None


def _grouped_as_phone(found: NumberCandidate, block: TextBlock) -> bool:
    """Three, three, two and two digits: grouped as a phone number is spoken."""
    return (
        bool(re.fullmatch(r"\(?\d{3}\)?[ -]*\d{3}[ -]?\d{2}[ -]?\d{2}", block.text[found.start : found.end]))
        and found.groups > 2
    )


def _parsed(number: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return None


def card(block: TextBlock) -> Iterator[Hit]:
    """Payment cards by issuer's prefix and the Luhn control (ISO/IEC 7812)."""
    for found in candidates(block.text):
        if found.separators <= {" ", "-", "."} and _CARD.fullmatch(found.digits) and luhn(found.digits):
            usual = found.groups == 1 or found.groups in (3, 4) or found.whole
            if usual or _CARD_LABEL.search(block.around(found.start, found.end)):
                yield Hit("P04", found.start, found.end, found.digits)


def luhn(digits: str) -> bool:
    """The control of ISO/IEC 7812: every second digit from the right doubled, digits summed, a multiple of ten."""
    doubled = (int(d) * 2 for d in digits[-2::-2])
    return (sum(int(d) for d in digits[-1::-2]) + sum(d - 9 if d > 9 else d for d in doubled)) % 10 == 0


def may_hold_iban(block: TextBlock) -> bool:
    """Two letters of a country and two digits."""
    return bool(block.own_cues & ACCOUNT and _ACCOUNT_START.search(block.text))


def iban(block: TextBlock) -> Iterator[Hit]:
    """Accounts by ISO 13616; a licence number that starts with KZ fails the control and is not called an account."""
    for match in _IBAN.finditer(block.text):
        value = re.sub(r"[ -]", "", match[0]).upper()
        if is_iban(value) or (
            not _NO_ACCOUNT.fullmatch(value) and _ACCOUNT_LABEL.search(block.lead(match.start(), 40))
        ):
            yield Hit("P05", match.start(), match.end(), value)
    for match in _FOREIGN_IBAN.finditer(block.text):
        value = match[0].replace(" ", "")
        if not value.startswith("KZ") and is_iban(value):
            yield Hit("P05", match.start(), match.end(), value)
