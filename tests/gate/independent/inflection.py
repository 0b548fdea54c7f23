"""Grammatical cases of names in Kazakh and Russian, for the documents of the measurement only."""

from __future__ import annotations

BACK, VOWELS = set("аоұыуяюёАОҰЫУЯЮ"), set("аәеёиоөуұүыіэюяАӘЕЁИОӨУҰҮЫІЭЮЯ")
HARMONY = set("аоұыяюёәеөүіэиАОҰЫЯЮӘЕӨҮІЭИ")
VOICED = set("лрйумнңзж")
KAZAKH_ENDINGS = {
    # case: after a vowel, after м н ң, after л р й у з ж, after others
    "gen": ("ның", "ның", "дың", "тың"),
    "dat": ("ға", "ға", "ға", "қа"),
    "acc": ("ны", "ды", "ды", "ты"),
    "loc": ("да", "да", "да", "та"),
    "abl": ("дан", "нан", "дан", "тан"),
    "ins": ("мен", "мен", "мен", "пен"),
}
POSSESSIVE = {"gen": "ның", "dat": "на", "acc": "н", "loc": "нда", "abl": "нан", "ins": "мен"}
FRONT = str.maketrans("аығқ", "еігк")
RUSSIAN_CASES = ("gen", "dat", "acc", "ins", "pre")
RUSSIAN_ENDINGS = {
    # ending of the nominative: (letters cut, endings by case); the first that fits wins
    "surname m": {
        "ский": (2, ("ого", "ому", "ого", "им", "ом")),
        "ов": (0, ("а", "у", "а", "ым", "е")),
        "ев": (0, ("а", "у", "а", "ым", "е")),
        "ёв": (0, ("а", "у", "а", "ым", "е")),
        "ин": (0, ("а", "у", "а", "ым", "е")),
    },
    "surname f": {
        "ская": (2, ("ой", "ой", "ую", "ой", "ой")),
        "ова": (1, ("ой", "ой", "у", "ой", "ой")),
        "ева": (1, ("ой", "ой", "у", "ой", "ой")),
        "ёва": (1, ("ой", "ой", "у", "ой", "ой")),
        "ина": (1, ("ой", "ой", "у", "ой", "ой")),
        "": (0, ("", "", "", "", "")),
    },
    "word m": {
        "ий": (1, ("я", "ю", "я", "ем", "и")),
        "й": (1, ("я", "ю", "я", "ем", "е")),
        "ь": (1, ("я", "ю", "я", "ем", "е")),
        "ич": (0, ("а", "у", "а", "ем", "е")),
    },
    "word f": {
        "ия": (1, ("и", "и", "ю", "ей", "и")),
        "я": (1, ("и", "е", "ю", "ей", "е")),
        "га": (1, ("и", "е", "у", "ой", "е")),
        "ка": (1, ("и", "е", "у", "ой", "е")),
        "ша": (1, ("и", "е", "у", "ей", "е")),
        "жа": (1, ("и", "е", "у", "ей", "е")),
        "а": (1, ("ы", "е", "у", "ой", "е")),
        "": (0, ("", "", "", "", "")),
    },
}
CONSONANT = (0, ("а", "у", "а", "ом", "е"))


def kazakh(word: str, case: str) -> str:
    """The word with its case ending: harmony by the last vowel, assimilation by the last letter."""
    if case == "nom":
        return word
    if word.endswith(("ұлы", "қызы")):
        return word + POSSESSIVE[case]
    last = word[-1].lower()
    column = 0 if last in VOWELS - set("уУ") else 1 if last in "мнң" else 2 if last in VOICED else 3
    ending = KAZAKH_ENDINGS[case][column]
    if case == "ins":
        return word + ("бен" if last in "зж" else ending)
    vowel = next((letter for letter in reversed(word) if letter in HARMONY), "а")
    return word + (ending if vowel in BACK else ending.translate(FRONT))


def russian(word: str, case: str, kind: str) -> str:
    """The word in a Russian case; ``kind`` is surname or word with the sex, such as ``word f``."""
    if case == "nom" or word.endswith(("улы", "кызы", "о", "е", "у", "ы", "и")):
        return word
    sex = kind[-1]
    if kind == "surname m" and word[-1] in "йь":
        kind = "word m"
    table = RUSSIAN_ENDINGS["word f" if kind == "word m" and word[-1] in "ая" else kind]
    cut, endings = next((rule for ending, rule in table.items() if word.endswith(ending)), CONSONANT)
    if sex == "m" and word[-1] in "ая" and kind == "surname m":
        return word
    return word[: len(word) - cut] + endings[RUSSIAN_CASES.index(case)]
