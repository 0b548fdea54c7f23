"""Documents of one half: frames x people by frequency x cases and orders x noise x kinds of file, from a fixed seed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml

from tests.gate.independent.files import CONTAINERS
from tests.gate.independent.numbers import MAIL_HOSTS, NUMBERS
from tests.gate.independent.people import FULL_ORDERS, INITIAL_ORDERS, RUSSIAN_LETTERS, Person, draw, latin

FOLDER = Path(__file__).parent
HALVES = ("development", "frozen")
SEED = 20
NAME_SAMPLES, OTHER_SAMPLES, LAWFUL_SAMPLES = 60, 24, 180
NAME_KINDS = ("full", "initials", "honorific", "role")
EMPTY = "—"
SEX = re.compile(r"(?:\(([mf])\) )?(.*)", re.DOTALL)
SLOT = re.compile(r"\{([a-z0-9]+)(?::([a-z]+))?\}")
PROSE = {"md": 22, "txt": 22, "docx": 14, "html": 8, "json text": 7, "yaml text": 5, "xlsx": 8, "pdf": 9, "svg": 3}
TABLE = {"csv rows": 3, "xlsx": 3, "md table": 3, "docx": 2, "json text": 2}
ANSWERS = {"csv": 1, "xlsx": 1, "json list": 1, "block quotes": 1}
LINES = ("md", "txt", "html", "pdf")
HIDDEN = {
    "development": ("docx comment", "docx hidden text", "xlsx hidden sheet", "xlsx note", "html comment"),
    "frozen": ("docx deletion", "docx hidden text", "docx comment", "xlsx hidden column", "zip member"),
}
METADATA = {
    "development": ("docx author", "png author", "photo artist", "pdf mailto", "svg path", "xlsx creator"),
    "frozen": ("docx modified by", "docx comment author", "photo Windows author", "pdf author", "pdf note",
               "svg creator", "png description"),
}  # fmt: skip
FILE_NAMES = {
    "development": ("{s}_{g}_otchet.docx", "{S} {G}.md", "zayavlenie-{s}-{g}.txt", "{G} {S} CV.pdf"),
    "frozen": ("rezume_{s}_{g}.txt", "{g}-{s}-diplom.pdf", "{S}_{G}_хат.md", "foto {S} {G}.svg", "{s}{i}_final.docx"),
}
NEUTRAL = {
    "kk": "Оқу жоспарының жобасы кафедрада талқыланды.",
    "ru": "Проект учебного плана обсуждён на кафедре.",
    "en": "The draft curriculum was discussed at the department.",
}
MONTHS = {
    "kk": "қаңтарда ақпанда наурызда сәуірде мамырда маусымда шілдеде тамызда қыркүйекте қазанда қарашада желтоқсанда",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}
LONG_DATE = {"kk": "{y} жылғы {d} {m}", "ru": "{d} {m} {y} года", "en": "{d} {m} {y}"}
STREETS = ("Желтоқсан/Желтоксан", "Сарыарқа/Сарыарка", "Иманов/Иманова", "Мойылды/Мойылды", "Тәуелсіздік/Тауелсиздик")
ADDRESS = {
    "kk": "Астана қ., {0} көшесі, {1}-үй, {2}-пәтер",
    "ru": "г. Астана, ул. {0}, д. {1}, кв. {2}",
    "en": "{1} {0} St., apt. {2}, Astana",
}
ROOM = {
    "kk": "№ {0} жатақхананың {1}-бөлмесінде",
    "ru": "общежитие № {0}, комната {1}",
    "en": "dormitory {0}, room {1}",
}
HANDLE = {
    "telegram": "t.me/{}", "instagram": "instagram.com/{}", "vk": "https://vk.com/{}",
    "linkedin": "linkedin.com/in/{}", "at": "@{}",
}  # fmt: skip


def seeded(seed: str) -> Random:
    """A generator of its own for every document: adding a frame leaves the documents of other kinds as they are."""
    return Random(seed)  # noqa: S311


@dataclass(frozen=True)
class Sample:
    """One document: what it says, the value of its hidden place, and the same without what was planted."""

    half: str
    kind: str
    language: str
    frame: int
    noise: str
    container: str
    name: str
    text: str
    hidden: str = ""
    empty: str = ""

    def data(self) -> bytes:
        """The file."""
        return CONTAINERS[self.container].write(self.text, self.hidden)

    def twin(self) -> tuple[str, bytes] | None:
        """Name and content of the same file with nothing planted in it; a table about people has none."""
        if not self.empty:
            return None
        blank = EMPTY if self.hidden else ""
        return f"document.{CONTAINERS[self.container].ending}", CONTAINERS[self.container].write(self.empty, blank)


@dataclass(frozen=True)
class Filler:
    """Fills the slots of one frame for one person with one kind of noise."""

    random: Random
    person: Person
    language: str
    noise: Callable[[str], str]

    def fill(self, text: str) -> str:
        """The frame with every slot filled."""
        return SLOT.sub(lambda slot: self.noise(self.value(slot[1], slot[2] or "nom")), text)

    def value(self, slot: str, option: str) -> str:
        """What one slot stands for."""
        if slot == "full":
            return self.person.written(self.random.choice(FULL_ORDERS[self.language]), option)
        if slot == "ini":
            return self.person.written(self.random.choice(INITIAL_ORDERS), option)
        if slot in NUMBERS:
            return NUMBERS[slot](self.random)
        if slot in ("s", "g", "p"):
            return self.person.written(slot, option)
        return {
            "email": self.mailbox,
            "handle": self.handle,
            "dob": self.birth,
            "address": self.address,
            "room": self.room,
        }[slot](option)

    def latin(self, part: str) -> str:
        """A part of the name in small Latin letters."""
        word = latin(self.person.word(part, "nom")).lower()
        return re.sub(r"[^a-z]", "", word)

    def mailbox(self, _: str) -> str:
        """A private mailbox."""
        local = self.random.choice(("{g}.{s}", "{g}{s}{n}", "{s}.{g}{n}", "{g}_{n}", "{i}.{s}"))
        return self._account(local) + "@" + self.random.choice(MAIL_HOSTS)

    def handle(self, network: str) -> str:
        """An account of a social network."""
        return HANDLE[network].format(
            self._account(self.random.choice(("{g}_{s}", "{g}{n}", "{s}_{g}", "{g}.{s}"))).replace(".", "_")
        )

    def _account(self, form: str) -> str:
        given, surname = self.latin("g"), self.latin("s")
        return form.format(g=given, s=surname, i=given[:1], n=self.random.randint(80, 2007))

    def birth(self, form: str) -> str:
        """A date of birth in figures, in ISO form or in words."""
        day = dt.date(1965, 1, 1) + dt.timedelta(days=self.random.randint(0, 15800))
        if form == "long":
            month = MONTHS[self.language].split()[day.month - 1]
            return LONG_DATE[self.language].format(y=day.year, d=day.day, m=month)
        return day.isoformat() if form == "iso" else day.strftime("%d.%m.%Y")

    def address(self, _: str) -> str:
        """A private address."""
        own, _, other = self.random.choice(STREETS).partition("/")
        street = {"kk": own, "ru": other, "en": latin(other)}[self.language]
        return ADDRESS[self.language].format(street, self.random.randint(2, 90), self.random.randint(1, 120))

    def room(self, _: str) -> str:
        """A room of a dormitory."""
        return ROOM[self.language].format(self.random.randint(1, 5), self.random.randint(101, 520))


def load(half: str, part: str) -> dict[str, dict[str, list[str]]]:
    """A file of frames of this half."""
    return yaml.safe_load((FOLDER / f"{part}_{half}.yml").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def planted(half: str) -> Iterator[Sample]:
    """Every document with something planted."""
    names = yaml.safe_load((FOLDER / f"names_{half}.yml").read_text(encoding="utf-8"))
    for language, kinds in load(half, "frames").items():
        for kind, frames in kinds.items():
            for number in range(NAME_SAMPLES if kind in NAME_KINDS else OTHER_SAMPLES):
                random = seeded(f"{SEED} {half} {language} {kind} {number}")
                at = number % len(frames)
                sex, frame = SEX.fullmatch(frames[at]).groups()  # type: ignore[union-attr]
                yield _document(random, half, kind, language, at, frame, draw(random, names, language, sex))
        for number in range(OTHER_SAMPLES):
            random = seeded(f"{SEED} {half} {language} other {number}")
            yield from _elsewhere(random, half, language, number, draw(random, names, language))
    yield from _tables(half)


def _document(random: Random, half: str, kind: str, language: str, at: int, frame: str, person: Person) -> Sample:
    container = _container(random, frame)
    noise = _noise(random, kind, language, container, frame)
    text = Filler(random, person, language, NOISE[noise]).fill(frame)
    name = f"document.{CONTAINERS[container].ending}"
    return Sample(half, kind, language, at, noise, container, name, text, empty=SLOT.sub(EMPTY, frame))


def _container(random: Random, frame: str) -> str:
    first = frame.splitlines()[0]
    if first.startswith('{"'):
        return "json"
    if re.fullmatch(r"\w+(,\w+)+", first):
        return "csv"
    if re.match(r"[a-z_]+:( |$)", first):
        return "yaml"
    choice = TABLE if " | " in frame else PROSE
    return random.choices(list(choice), list(choice.values()))[0]


NOISE: dict[str, Callable[[str], str]] = {
    "none": lambda value: value,
    "capitals": str.upper,
    "small letters": str.lower,
    "Latin": lambda value: " ".join(latin(word) for word in value.split()),
    "Russian letters": lambda value: value.translate(RUSSIAN_LETTERS),
    "fixed space": lambda value: value.replace(" ", "\u00a0"),
    "two spaces": lambda value: value.replace(" ", "  "),
    "broken line": lambda value: value.replace(" ", "\n", 1),
    "broken number": lambda value: value[:6] + "\n" + value[6:].lstrip(),
}


def _noise(random: Random, kind: str, language: str, container: str, frame: str) -> str:
    shares = {"none": 60}
    lines = container in LINES and " | " not in frame
    if kind in NAME_KINDS:
        shares |= {"Russian letters": 10 * (language == "kk"), "capitals": 6 * (kind != "honorific")}
    if kind in ("full", "initials"):
        shares |= {"fixed space": 8, "two spaces": 4, "broken line": 8 * lines}
    if kind == "full":
        shares |= {"small letters": 8, "Latin": 8 * (language != "en")}
    if kind == "iin":
        shares |= {"broken number": 30 * lines}
    return random.choices(list(shares), list(shares.values()))[0]


def _elsewhere(random: Random, half: str, language: str, number: int, person: Person) -> Iterator[Sample]:
    """A name in a hidden place, in metadata and in the name of a file."""
    text, full = NEUTRAL[language], person.written(random.choice(FULL_ORDERS[language]), "nom")
    filler = Filler(random, person, language, str)
    for kind, places in (("hidden", HIDDEN), ("metadata", METADATA)):
        at = number % len(places[half])
        container = places[half][at]
        value = {"pdf mailto": filler.mailbox("")}.get(
            container, latin_words(full) if container == "svg path" else full
        )
        yield Sample(
            half, kind, language, at, "none", container, f"document.{CONTAINERS[container].ending}", text, value, text
        )
    at = number % len(FILE_NAMES[half])
    parts = {"s": filler.latin("s"), "g": filler.latin("g"), "i": filler.latin("g")[:1]}
    name = FILE_NAMES[half][at].format(**parts, S=person.surname, G=person.given)
    yield Sample(half, "filename", language, at, "none", name.rpartition(".")[2], name, text, "", text)


def latin_words(text: str) -> str:
    """Every word in Latin letters."""
    return " ".join(map(latin, text.split()))


def _tables(half: str) -> Iterator[Sample]:
    """Row-level tables and survey answers."""
    for language, kinds in load(half, "people_tables").items():
        for kind, frames in kinds.items():
            for number in range(OTHER_SAMPLES):
                random = seeded(f"{SEED} {half} {language} {kind} {number}")
                at = number % len(frames)
                choice = TABLE if kind == "rows" else ANSWERS
                container = random.choices(list(choice), list(choice.values()))[0]
                text = people_rows(random, frames[at]) if kind == "rows" else _answers(random, frames[at], container)
                name = f"document.{CONTAINERS[container].ending}"
                yield Sample(half, kind, language, at, "none", container, name, text)


def people_rows(random: Random, columns: str) -> str:
    """A table with one row for each of 10 to 18 people."""
    declared = [column.split("=") for column in columns.split(" | ")]
    lines = [" | ".join(title for title, _ in declared)]
    for _ in range(random.randint(10, 18)):
        lines.append(" | ".join(_cell(random, values) for _, values in declared))
    return "\n".join(lines)


def _cell(random: Random, values: str) -> str:
    first, between, last = values.partition("..")
    if not between:
        return random.choice(values.split(","))
    if "-" in first:
        start, end = dt.date.fromisoformat(first).toordinal(), dt.date.fromisoformat(last).toordinal()
        return dt.date.fromordinal(random.randint(start, end)).isoformat()
    if "." in first:
        return f"{random.uniform(float(first), float(last)):.2f}"
    return str(random.randint(int(first), int(last)))


def _answers(random: Random, frame: str, container: str) -> str:
    head, *answers = frame.splitlines()
    random.shuffle(answers)
    if container == "csv":
        return "\n".join((head, *(f'"{answer}"' for answer in answers)))
    return "\n".join((head, *answers))


def lawful(half: str) -> Iterator[Sample]:
    """Documents that may be published."""
    for language, part in load(half, "lawful").items():
        documents, words = part["documents"], part["words"]
        for number in range(LAWFUL_SAMPLES):
            random = seeded(f"{SEED} {half} {language} lawful {number}")
            at = number % len(documents)
            frame = documents[at]
            text = SLOT.sub(lambda slot, random=random, words=words: random.choice(words[slot[1]]), frame)  # type: ignore[misc]
            container = _container(random, frame)
            yield Sample(
                half, "lawful", language, at, "none", container, f"document.{CONTAINERS[container].ending}", text
            )
        for number in range(OTHER_SAMPLES):
            container = METADATA[half][number % len(METADATA[half])]
            if container not in ("pdf mailto", "svg path"):
                name = f"document.{CONTAINERS[container].ending}"
                unit = words["unit"][number % len(words["unit"])]
                yield Sample(half, "lawful", language, -1, "none", container, name, NEUTRAL[language], unit)


def digest(half: str) -> str:
    """SHA-256 of everything this half consists of, before it is packed into files (office files carry a time)."""
    content = [[*vars(sample).values()] for sample in (*planted(half), *lawful(half))]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
