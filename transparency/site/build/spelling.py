"""Finds words of the built pages that neither hunspell nor a reviewed list knows.

Debian's Kazakh dictionary has stems but few endings, so a Kazakh word is also known where what remains of it without suffixes
is known and the suffixes agree with it in vowel harmony. Words in Latin letters on Kazakh and Russian pages are English.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import lxml.html

from transparency.model.product_files import PRODUCT, WORDS
from transparency.model.text import Lang

DICTIONARIES: Mapping[Lang, str] = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_GB"}
"""Dictionaries of hunspell; pages of other languages are not checked."""

_LANGUAGE = re.compile(r'<html[^>]* lang="?([a-z]{2})')
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_NO_WORDS = re.compile(r"\S*[/@_\\=]\S*|\S+\.[a-z]{2,5}\b|\w*\d\w*(?:-\w+)?")
"""Addresses, file names, names of columns and codes."""
_VERBATIM = frozenset("code pre kbd samp script style".split())
_KAZAKH_SUFFIXES = frozenset(
    (
        "лар лер дар дер тар тер ым ім м ың ің ң ымыз іміз мыз міз ыңыз іңіз ңыз ңіз ы і сы сі ның нің дың дің тың тің "
        "ға ге қа ке на не а е ды ді ты ті ны ні н да де та те нда нде дан ден тан тен нан нен мен бен пен ғы гі қы кі "
        "дағы дегі тағы тегі ндағы ндегі дікі тікі нікі лық лік дық дік тық тік лы лі ды ді ты ті сыз сіз дай дей тай тей "
        "шы ші ғыш гіш қыш кіш рақ рек ырақ ірек ша ше "
        "у ма ме ба бе па пе ған ген қан кен ғанша генше қанша кенше атын етін йтын йтін тын тін ады еді йды йді "
        "са се к қ саңыз сеңіз ңыз ңіз ып іп п й ыл іл л ын ін н ыс іс с ыт іт т дыр дір тыр тір ғыз гіз қыз кіз "
        "ай ей ар ер р лан лен дан ден тан тен ла ле да де та те қой сын сін мас мес бас бес пас пес аған еген"
    ).split()
)
_EITHER = frozenset("мен бен пен дікі тікі нікі".split())
"""Suffixes that do not follow vowel harmony."""
_BACK, _FRONT = frozenset("аоұыя"), frozenset("әеөүі")
_VOWELS = _BACK | _FRONT | frozenset("иуюёэ")
_HARD = {"г": "к", "ғ": "қ", "б": "п"}
_LEAST = 2
"""Letters of the shortest stem."""


def installed() -> bool:
    """Whether hunspell and its dictionaries can be asked."""
    command = shutil.which("hunspell")
    if command is None:
        return False
    listed = subprocess.run([command, "-D"], capture_output=True, text=True, input="", check=False).stderr  # noqa: S603
    return all(name in listed for name in DICTIONARIES.values())


def reviewed(lang: Lang, root: Path | None = None) -> frozenset[str]:
    """Words that an editor has reviewed: those of the product and, below ``root``, of the institution; English ones too."""
    folders = [PRODUCT / WORDS / "dictionary", *([] if root is None else [root / "data/dictionary"])]
    files = [folder / f"{one}.txt" for folder in folders for one in dict.fromkeys((lang, "en"))]
    lines = (line for file in files if file.exists() for line in file.read_text(encoding="utf-8").split("\n"))
    return frozenset(line.strip().lower() for line in lines if line.strip() and not line.startswith("#"))


def unknown_words(site: Path, root: Path | None = None) -> Iterator[tuple[str, str]]:
    """Each unknown word of a built site with the first page that has it, language by language."""
    found: dict[Lang, dict[str, str]] = {lang: {} for lang in DICTIONARIES}
    for file in sorted(site.rglob("*.html")):
        page, address = file.read_text(encoding="utf-8"), file.relative_to(site).as_posix()
        spoken = _LANGUAGE.search(page)
        if spoken and spoken[1] in found and 'http-equiv="refresh"' not in page[:2000]:
            for word in words(page, spoken[1]):
                found[spoken[1]].setdefault(word, address)
    for lang, pages in found.items():
        yield from ((word, pages[word]) for word in unknown(pages, lang, reviewed(lang, root)))


def words(page: str, lang: Lang) -> Iterator[str]:
    """The words of a page in its language, without codes, addresses and passages in other languages."""
    for text in _texts(lxml.html.document_fromstring(page).body, lang, lang):
        yield from _WORD.findall(_NO_WORDS.sub(" ", text.replace("\u00ad", "")))


def _texts(element: lxml.html.HtmlElement, lang: Lang, spoken: str) -> Iterator[str]:
    spoken = element.get("lang", spoken)
    if element.tag in _VERBATIM or "code" in element.get("class", "").split():
        return
    if element.text and spoken == lang:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child, lang, spoken)
        if child.tail and spoken == lang:
            yield child.tail


def unknown(found: Iterable[str], lang: Lang, known: frozenset[str]) -> tuple[str, ...]:
    """Words found in no dictionary, sorted; ``known`` are the reviewed ones, in small letters."""
    asked = {word: word.replace("’", "'") for word in found if len(word) > 1}
    latin = {word for word in asked if lang != "en" and re.fullmatch(r"[A-Za-z'’-]+", word)}
    bad = _refused((asked[word] for word in latin), "en") | _refused((asked[w] for w in asked.keys() - latin), lang)
    left = {word for word in asked if asked[word] in bad and word.lower() not in known}
    return tuple(sorted(left - _inflected(left - latin, lang, known)))


def _inflected(left: set[str], lang: Lang, known: frozenset[str]) -> set[str]:
    """Those that are a known word with endings."""
    if lang != "kk":
        return {word for word in left if any(_same(word.lower(), one) for one in known)} if lang == "ru" else set()
    stems = {word: _stems(word.lower()) for word in left}
    bad = _refused({stem for found in stems.values() for stem in found}, lang)
    return {word for word, found in stems.items() if any(one in known or one not in bad for one in found)}


def _same(word: str, one: str) -> bool:
    """Whether two Russian words differ in their endings only."""
    stem = re.sub(r"(?:[аеёиоуыэюяйь]{1,2}|[иы]х|[оеы]м|[ая]ми|ого|ому|ему|его)$", "", one)
    return len(stem) > _LEAST and word.startswith(stem) and re.fullmatch(r"[а-яё]{0,3}", word[len(stem) :]) is not None


def _stems(word: str) -> frozenset[str]:
    """What may remain of a Kazakh word when suffixes are taken off."""
    found, new = {word}, {word}
    while new:
        rests = {one[: -len(suffix)] for one in new for suffix in _KAZAKH_SUFFIXES if _fits(one, suffix)}
        rests |= {one[:-1] + _HARD[one[-1]] for one in rests if one[-1] in _HARD}
        new = rests - found
        found |= new
    return frozenset(found - {word})


def _fits(word: str, suffix: str) -> bool:
    stem = word.removesuffix(suffix)
    if stem == word or len(stem) < _LEAST:
        return False
    if suffix in _EITHER:
        return True
    last = next((letter for letter in reversed(stem) if letter in _VOWELS), "")
    return not (last in _FRONT and _BACK & set(suffix)) and not (last in _BACK and _FRONT & set(suffix))


def _refused(found: Iterable[str], lang: Lang) -> frozenset[str]:
    """Words that hunspell does not know."""
    command = ["hunspell", "-l", "-i", "utf-8", "-d", DICTIONARIES[lang]]
    asked = "\n".join(sorted(set(found)))
    answer = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)  # noqa: S603
    return frozenset(answer.stdout.split("\n"))
