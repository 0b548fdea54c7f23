"""Stemming tables of each language, shared by the indexer (Python) and the search in the browser (JavaScript).

All letters are folded: Cyrillic without the Kazakh letters (қ -> к, ә -> а, і -> и …), as people type where a keyboard has
none. A suffix is written ``letters:where it may stand``: the second part names a class of the letter before it, so that a part
of a word that only looks like a suffix is kept. After ``>`` comes the replacement.

Kazakh suffixes and the sounds they follow: «Қазақ грамматикасы» (2002), parts on number, possession, case and verb.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from transparency.model.text import Lang

Group: TypeAlias = "tuple[str, ...]"

FOLD: Mapping[Lang, Mapping[str, str]] = {
    "kk": dict(zip("ёәғқңөұүһі", "еагкноуухи", strict=True)),
    "ru": {"ё": "е"},
    "en": {},
}
"""Letters that are taken for one another."""

CLASSES: Mapping[Lang, Mapping[str, str]] = {
    "kk": {
        "vowel": "аеоыэяиую",
        "glide": "аеоыэяиуюрй",
        "nasal": "аеоыэяиуюмн",
        "sonant": "жзлрйуию",
        "voiced": "жзлмнрйуию",
        "open": "аеоыэяиуюжзлмнрй",
        "hard": "птксшфхцчщбвгд",
        "buzz": "жзлмнр",
        "soft": "аеоыэяиуюлрймн",
        "hiss": "жз",
        "mine": "мн",
        "its": "ыи",
        "closed": "бвгджзйклмнпрстуфхцчшщию",
    },
    "ru": {"any": "абвгдежзийклмнопрстуфхцчшщъыьэюя"},
    "en": {"any": "abcdefghijklmnopqrstuvwxyz"},
}
"""Letters before a suffix."""

_PRESENT = (("й", "vowel"), ("а", "closed"), ("е", "closed"))
_PAST_TENSES = (("ды", "open"), ("ди", "open"), ("ты", "hard"), ("ти", "hard"))
_PERSONS = "мын мин сын син сыз сиз ды ди мыз миз сындар синдер сыздар сиздер тын тин"
_PAST = "м н к ныз низ ндар ндер ныздар низдер"

_VERBS: Group = (
    *(
        f"{ending}>у"
        for ending in ("ган:open", "ген:open", "кан:hard", "кен:hard", "п:vowel", "ып:closed", "ип:closed")
    ),
    *(f"{tense}{person}:{after}>у" for person in _PERSONS.split() for tense, after in _PRESENT),
    *(f"{tense}{person}:{after}>у" for person in ("", *_PAST.split()) for tense, after in _PAST_TENSES),
    *(f"{ending}:open>у" for ending in "са се йын йин йык йик сын син ныз низ ндар ндер ныздар низдер".split()),
    *(
        f"{ending}:closed>у"
        for ending in "са се айын ейин айык ейик сын син ыныз иниз ындар индер ыныздар иниздер".split()
    ),
)
"""Kazakh verbs are told by their name in -у: жарияланған, жариялап, жариялады -> жариялау."""

GROUPS: Mapping[Lang, tuple[Group, ...]] = {
    "kk": (
        (  # case, and what stands after it
            *("нын:open", "нин:open", "дын:open", "дин:open", "тын:hard", "тин:hard"),
            *("ны:vowel", "ни:vowel", "ды:voiced", "ди:voiced", "ты:hard", "ти:hard", "н:its"),
            *("га:open", "ге:open", "ка:hard", "ке:hard", "а:mine", "е:mine", "на:its", "не:its"),
            *("да:open", "де:open", "та:hard", "те:hard", "нда:its", "нде:its"),
            *("дан:open", "ден:open", "тан:hard", "тен:hard", "нан:nasal", "нен:nasal"),
            *("мен:soft", "бен:hiss", "пен:hard", "менен:soft", "бенен:hiss", "пенен:hard"),
            *("дагы:open", "деги:open", "тагы:hard", "теги:hard", "ндагы:its", "ндеги:its"),
            *("ники:nasal", "дики:sonant", "тики:hard"),
        ),
        (  # whose
            *("м:vowel", "ым:closed", "им:closed", "н:vowel", "ын:closed", "ин:closed"),
            *("мыз:vowel", "миз:vowel", "ымыз:closed", "имиз:closed"),
            *("ныз:vowel", "низ:vowel", "ыныз:closed", "иниз:closed"),
            *("сы:vowel", "си:vowel", "ы:closed", "и:closed"),
        ),
        ("лар:glide", "лер:glide", "дар:buzz", "дер:buzz", "тар:hard", "тер:hard"),
        _VERBS,
    ),
    "ru": (
        ("ся:any", "сь:any"),
        tuple(
            f"{ending}:any"
            for ending in (
                "ыми ими ого его ому ему ых их ый ий ой ей ая яя ое ее ые ие ую юю ым им ом ем "
                "иями ями ами иях ях ах иям ям ам ией иею ием ия ья ии ию ью ье ьи ев ов "
                "ения ению ением ении ений ение ать ять ить еть уть ает яет ует ит ат ят ют ут ают яют уют "
                "ал ял ил ел ла ло ли на но ны ен а е и й о у ы ь ю я"
            ).split()
        ),
        ("ость:any", "ост:any", "нн:any>н", "ь:any", "и:any", "ок:any>к", "ек:any>к"),
    ),
    "en": (
        ("ies:any>y", "sses:any>ss", "es:any", "s:any", "'s:any"),
        ("ing:any", "ed:any", "ly:any"),
        ("mme:any>m", "mm:any>m", "ation:any", "at:any", "ment:any"),
        ("e:any",),
    ),
}
"""Suffixes from the end of a word inwards; at most one of each group stands in a word."""

SOFTENED: Mapping[str, str] = {"б": "п", "г": "к", "с": "сс"}
"""Kazakh: before a vowel п and к are said softer (кітап, кітабы), and a double с is written once (процесс, процесі)."""

DROPPED = "ыи"
"""Kazakh: the narrow vowel that falls out before a possessive ending (халық, халқы)."""

LEAST_USUAL = 3
LEAST: Mapping[Lang, int] = {"kk": 2, "ru": 3, "en": 3}
"""Letters that must be left."""

LATIN: tuple[tuple[str, str], ...] = tuple(
    pair
    for pairs in (
        "shch щ sch щ zh ж kh х gh г ng н ts ц ch ч sh ш yu ю ya я yo е ye е iu ю ia я",
        "a а b б c ц d д e е f ф g г h х i и j ж k к l л m м n н o о p п q к r р s с t т u у v в w у x х y ы z з",
        "ä а ğ г ñ н ö о ş ш ū у ü у ı ы ç ч ó о ú у ń н á а ý у",
    )
    for pair in zip(pairs.split()[::2], pairs.split()[1::2], strict=True)
)
"""Kazakh or Russian typed in Latin letters; longer first."""

_SMALL: Mapping[Lang, str] = {
    "kk": "ал барма бар бе ба бул ве деген емес жане жок кай кайда кайдан калай кандай канша каншасы карай кашан кашанга "
    "мен ме ма менин мунда не неге неше нешинши ненин немесе оз ол осы па пе пен бен бола "
    "болады болама болу керек коп куп туралы ушин алады аламын алып береди бере бериледи деди дейди айтады дейин "
    "кобинесе онда сонда сиз сизде биз бизде бизге отеди турады жатыр барады келеди",
    "ru": "а без бы быть в вам вас ваш ваша ваши во все где да для до его есть ещё еще и из или их к как какая какие каким "
    "каких какого какое какой какова каков каковы ко когда куда ли мне много многие могу можно мой мы "
    "на над нам нас наш не нужен нужна нужно но о об он она они от по под при про с свой сейчас себя сколько со так "
    "то тут у чего чей чем чему что чтобы эта это этом этот я идёт идет здесь получают дают",
    "en": "a about all am an and any are as at be been by can could did do does for from get gets had has have he her here "
    "how i if in is it its long many may me much my need of on or our per she should so some than that the their them "
    "there these they this to us was we were what when where which why will with would you your",
}
SMALL: Mapping[Lang, tuple[str, ...]] = {lang: tuple(words.split()) for lang, words in _SMALL.items()}
"""Words that only hold a sentence together, folded: beside other words of a question they are not searched for."""

_QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_YTSUKEN = "йцукенгшщзхъфывапролджэячсмитьбю"
KEYS: Mapping[Lang, Mapping[str, str]] = {
    "kk": dict(zip(f"{_QWERTY}2345890-=", f"{_YTSUKEN}әіңғүұқөһ", strict=True)),
    "ru": dict(zip(_QWERTY, _YTSUKEN, strict=True)),
    "en": dict(zip(_YTSUKEN, _QWERTY, strict=True)),
}
"""What was meant where the keyboard was left in the other alphabet: keys of the two layouts in the same places."""

LOOKALIKES: Mapping[str, str] = dict(zip("abcehkmoptxy", "авсенкмортху", strict=True))
"""Latin letters inside a Cyrillic word, by what they look like."""
