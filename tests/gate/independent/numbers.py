"""Numbers and addresses of people who do not exist, with valid check digits. Shares no code with the gate."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

MOBILE = ("700", "701", "702", "705", "707", "708", "747", "771", "775", "776", "777", "778")
ISSUERS = ("440043", "400303", "516949", "526994", "535558", "446375", "220070")
MAIL_HOSTS = ("gmail.com", "mail.ru", "inbox.ru", "bk.ru", "yandex.kz", "outlook.com")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def digits(random: Random, count: int) -> str:
    """So many random digits, the first not zero."""
    return str(random.randint(10 ** (count - 1), 10**count - 1))


def iin(random: Random) -> str:
    """Birth date, sex and century, a high serial number, check digit (two passes of weights)."""
    while True:
        year, sex = random.randint(1965, 2008), random.randint(0, 1)
        body = f"{year % 100:02d}{random.randint(1, 12):02d}{random.randint(1, 28):02d}"
        body += f"{(3 if year < 2000 else 5) + sex}{random.randint(9000, 9999)}"
        control = _weighted(body, range(1, 12))
        if control == 10:
            control = _weighted(body, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))
        if control != 10:
            return f"{body}{control}"


def _weighted(body: str, weights: range | tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11


def iin_spelled(random: Random) -> str:
    """An IIN as people type it: together or in groups."""
    value = iin(random)
    return random.choice((value, value, value, f"{value[:6]} {value[6:]}", f"{value[:6]}-{value[6:]}"))


def phone(random: Random) -> str:
    """A mobile number in one of the usual spellings."""
    code, tail = random.choice(MOBILE), f"55{random.randint(0, 99999):05d}"
    a, b, c = tail[:3], tail[3:5], tail[5:]
    return random.choice(
        (
            f"+7 {code} {a} {b} {c}",
            f"+7 ({code}) {a}-{b}-{c}",
            f"8 {code} {a} {b} {c}",
            f"8({code}){a}{b}{c}",
            f"+7{code}{a}{b}{c}",
            f"8-{code}-{a}-{b}-{c}",
            f"+7-{code}-{a}-{b}-{c}",
            f"8{code}{a}{b}{c}",
        )
    )


def card(random: Random) -> str:
    """A card number that passes Luhn, together or in groups of four."""
    body = random.choice(ISSUERS) + digits(random, 9)
    value = body + str(_luhn(body))
    groups = [value[at : at + 4] for at in range(0, 16, 4)]
    return random.choice((value, " ".join(groups), " ".join(groups), "-".join(groups)))


def _luhn(body: str) -> int:
    doubled = [int(digit) * (2 - at % 2) for at, digit in enumerate(reversed(body))]
    return -sum(value // 10 + value % 10 for value in doubled) % 10


def iban(random: Random) -> str:
    """A Kazakh IBAN with valid check digits, together or in groups of four."""
    body = digits(random, 3) + "".join(random.choice("0123456789ABCDEKT") for _ in range(3)) + digits(random, 10)
    number = int("".join(str(int(character, 36)) for character in body + "KZ00"))
    value = f"KZ{98 - number % 97:02d}{body}"
    grouped = " ".join(value[at : at + 4] for at in range(0, 20, 4))
    return random.choice((value, value, grouped))


def student(random: Random) -> str:
    """A student number in one of the forms that universities of the country use."""
    year = random.randint(19, 25)
    return random.choice(
        (
            f"{year}B0{random.randint(10000, 99999)}",
            f"{year}{random.choice('BMD')}{digits(random, 6)}",
            f"{year}-{''.join(random.choice(LETTERS) for _ in range(3))}-0{digits(random, 4)}",
            f"{year}MD{digits(random, 5)}",
        )
    )


def diploma(random: Random) -> str:
    """Series and number of a diploma."""
    return random.choice(
        (f"ЖБ-Б № 0{digits(random, 6)}", f"ЖООК-М № 0{digits(random, 6)}", f"BD № 000{digits(random, 8)}")
    )


def passport(random: Random) -> str:
    """A national passport."""
    return random.choice((f"N{digits(random, 8)}", f"N {digits(random, 8)}", f"N № {digits(random, 8)}"))


def identity_card(random: Random) -> str:
    """A national identity card: nine digits."""
    return f"0{digits(random, 8)}"


def military(random: Random) -> str:
    """A military document."""
    return f"{random.choice(('АС', 'НА', 'АВ', 'МА'))} № {digits(random, 7)}"


def birth_certificate(random: Random) -> str:
    """Series and number of a birth certificate."""
    return f"{random.choice(('I', 'II', 'III'))}-{random.choice(('АЛ', 'МЮ', 'АА', 'БК'))} № {digits(random, 6)}"


NUMBERS: dict[str, Callable[[Random], str]] = {
    "iin": iin_spelled,
    "iin12": iin,
    "phone": phone,
    "card": card,
    "iban": iban,
    "student": student,
    "diploma": diploma,
    "passport": passport,
    "idcard": identity_card,
    "military": military,
    "birthcert": birth_certificate,
}
