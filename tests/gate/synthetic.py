"""People who do not exist: numbers made by the published rules, names put together from parts."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from transparency.gate.numbers import control_digit


def iin(birth: str, century_and_sex: int, serial: int) -> str:
    """An IIN that passes the control; serials start where no register has reached."""
    for number in itertools.count(serial):
        body = f"{birth}{century_and_sex}{number:04d}"
        control = control_digit(body)
        if control is not None:
            return f"{body}{control}"
    raise AssertionError


def organisation_number(month: str, kind: int, serial: int) -> str:
    """A BIN: year and month of registration, kind of legal person, serial, control."""
    for number in itertools.count(serial):
        body = f"{month}{kind}0{number:05d}"
        control = control_digit(body)
        if control is not None:
            return f"{body}{control}"
    raise AssertionError


def luhn(prefix: str, length: int = 16) -> str:
    """A card number of the issuer's prefix that passes the Luhn control."""
    body = prefix.ljust(length - 1, "7")
    total = sum(int(d) if i % 2 else sum(divmod(2 * int(d), 10)) for i, d in enumerate(reversed(body)))
    return f"{body}{-total % 10}"


def kz_iban(bank: str, account: str) -> str:
    """An account of the form ISO 13616 gives Kazakhstan, with a control that holds."""
    digits = "".join(str(int(c, 36)) for c in f"{bank}{account}KZ00")
    return f"KZ{98 - int(digits) % 97:02d}{bank}{account}"


def spread(text: str, separator: str, *sizes: int) -> str:
    """Digits in groups."""
    return separator.join(_groups(text, sizes))


def _groups(text: str, sizes: tuple[int, ...]) -> Iterator[str]:
    start = 0
    for size in sizes:
        yield text[start : start + size]
        start += size
    if start < len(text):
        yield text[start:]


IIN = iin("900215", 3, 9001)
IIN_FEMALE = iin("031127", 6, 9310)
IIN_LOST_ZERO = iin("030921", 5, 9120).lstrip("0")
BIN = organisation_number("1004", 4, 777)
VISA = luhn("400000")
MASTERCARD = luhn("555500")
IBAN = kz_iban("999", "TEST000000042")
MOBILE = "+7 701 555 01 99"
