"""People who do not exist: names drawn by frequency from the lists of one half, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from tests.gate.independent.inflection import kazakh, russian

LATIN = dict(zip("абвгдеёзийклмнопрстуфыэіәғқңөұүһ", "abvgdeeziyklmnoprstufyeiagknouuh", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ь": "", "ъ": ""
}  # fmt: skip
RUSSIAN_LETTERS = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
ORIGINS = {"kk": (("kazakh", 88), ("slavic", 12)), "ru": (("kazakh", 60), ("slavic", 40)),
           "en": (("kazakh", 60), ("slavic", 20), ("foreign", 20))}  # fmt: skip
ZIPF_SHIFT = 8
FULL_ORDERS = {
    "kk": ("sgp", "sgp", "sg", "gs", "gsp"),
    "ru": ("sgp", "sgp", "sg", "gs", "gps"),
    "en": ("gs", "gs", "sg"),
}
INITIAL_ORDERS = ("sii", "sii", "iis", "si", "is")


@dataclass(frozen=True)
class Person:
    """Surname, given name and patronymic as the language of a document writes them; a foreigner has no patronymic."""

    language: str
    sex: str
    surname: str
    given: str
    patronymic: str

    def word(self, part: str, case: str) -> str:
        """One part of the name in a grammatical case; ``i`` and ``j`` are the initials."""
        if part in "ij":
            word = self.given if part == "i" else self.patronymic
            return f"{word[0]}." if word else ""
        value = {"s": self.surname, "g": self.given, "p": self.patronymic}[part]
        if self.language == "ru" and value:
            return russian(value, case, f"{'surname' if part == 's' else 'word'} {self.sex}")
        return value

    def written(self, order: str, case: str) -> str:
        """The parts in this order; Kazakh inflects only the last one, and never an initial."""
        parts = order.replace("ii", "ij")
        words = [word for part in parts if (word := self.word(part, case))]
        if self.language == "kk" and words and parts[-1] not in "ij":
            words[-1] = kazakh(words[-1], case)
        return " ".join(words)


def latin(word: str) -> str:
    """Passport-like transliteration."""
    text = "".join(LATIN.get(letter, letter) for letter in word.lower())
    return text.capitalize() if word[:1].isupper() else text


def draw(random: Random, names: Mapping[str, str], language: str, sex: str | None = None) -> Person:
    """A person for a document of this language, of this sex where the document tells it."""
    origins, shares = zip(*ORIGINS[language], strict=True)
    origin = random.choices(origins, shares)[0]
    sex = sex or random.choice("mf")
    given = frequent(random, names, origin + ("_male" if sex == "m" else "_female"))
    spelled = 0 if language == "kk" else 1
    if origin == "foreign":
        return Person(language, sex, frequent(random, names, "foreign_surname")[0], given[0], "")
    father = frequent(random, names, f"{origin}_male")
    person = (
        _surname(random, names, origin, sex, spelled),
        given[spelled],
        _patronymic(random, father[spelled], sex, origin, language),
    )
    return Person(language, sex, *(map(latin, person) if language == "en" else person))


def frequent(random: Random, names: Mapping[str, str], key: str) -> tuple[str, str]:
    """A name of this list in Kazakh and Russian spelling; the first of the list are drawn most often."""
    words = names[key].split()
    word = random.choices(words, [1 / (rank + ZIPF_SHIFT) for rank in range(len(words))])[0]
    own, _, other = word.partition("/")
    return own, other or own.translate(RUSSIAN_LETTERS)


def _surname(random: Random, names: Mapping[str, str], origin: str, sex: str, spelled: int) -> str:
    if origin == "kazakh" and random.random() < 0.3:
        return frequent(random, names, "kazakh_bare")[spelled]
    surname = frequent(random, names, f"{origin}_surname")[spelled]
    if sex == "m":
        return surname
    if surname.endswith("ский"):
        return surname[:-2] + "ая"
    return surname + "а" if surname.endswith(("ов", "ев", "ёв", "ин")) else surname


def _patronymic(random: Random, father: str, sex: str, origin: str, language: str) -> str:
    if origin == "kazakh" and (language != "ru" or random.random() < 0.3):
        ending = ("ұлы", "қызы") if language == "kk" else ("улы", "кызы")
        return father + ending[sex == "f"]
    stem = {"Павел": "Павл", "Пётр": "Петр", "Илья": "Ильи", "Никита": "Никити"}.get(father, father)
    masculine, feminine = ("ович", "овна")
    if stem.endswith("ий") and father != "Дмитрий":
        stem, masculine, feminine = stem[:-2] + "ь", "евич", "евна"
    elif stem[-1] in "йь":
        stem, masculine, feminine = stem[:-1], "евич", "евна"
    elif stem[-1] in "аеиоуыэюяіә":
        stem, masculine, feminine = (
            stem.rstrip("аиыя"),
            *(("ич", "ична") if father in ("Илья", "Никита") else ("евич", "евна")),
        )
    return stem + (masculine if sex == "m" else feminine)
