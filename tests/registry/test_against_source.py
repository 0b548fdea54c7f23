"""The registry against the printed process map: nothing lost, nothing silently changed.

The reference ``processes.yml`` lies outside the repository; where it is absent, only the counts are checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from transparency.model.correction import Correction, OwnerQuestion
from transparency.model.process import Process
from transparency.model.text import LANGUAGES, Item, Statement, TermUse
from transparency.registry.entry import plain
from transparency.registry.load import Draft, load
from transparency.site.views.process import shared

ROOT = Path(__file__).resolve().parents[2]
FACTS = next((folder for parent in ROOT.parents if (folder := parent / "shared" / "facts").is_dir()), None)
NUMBERS = range(1, 23)
LISTS = {
    "inputs": "inputs",
    "outputs": "outputs",
    "suppliers": "suppliers",
    "consumers": "consumers",
    "resources": "resources",
    "evaluation_indicators": "evaluation",
    "documented_information": "documents",
}
"""Keys of the reference and of the registry."""

needs_source = pytest.mark.skipif(FACTS is None, reason="the reference facts are not beside this checkout")


@cache
def reference(name: str = "processes.yml") -> dict[str, Any]:
    assert FACTS is not None
    return yaml.safe_load((FACTS / name).read_text(encoding="utf-8"))


@cache
def draft() -> Draft:
    found, problems = load(ROOT)
    assert not problems
    assert found is not None
    return found


@cache
def cards() -> dict[int, Process]:
    return {card.number: card for card in plain(draft().processes)}


@cache
def terms() -> dict[str, str]:
    return {term.id: term.text.kk for term in plain(draft().terms)}


def corrections() -> tuple[Correction, ...]:
    return plain(draft().corrections)


def questions() -> tuple[OwnerQuestion, ...]:
    return plain(draft().questions)


def bare(text: str) -> str:
    """What counts when two texts are compared: no case, no kind of quotation mark, no final punctuation."""
    text = re.sub(r"[«»“”\"]", '"', " ".join(text.split())).rstrip(" ;.,")
    return re.sub(r"\s+(?=[:,;])|\.(?=\)$)", "", text).casefold()


def kazakh(item: Item) -> str:
    if isinstance(item, Statement):
        return item.kk
    return terms()[item.term if isinstance(item, TermUse) else item]


def texts(card: Process, field: str) -> list[str]:
    if field == "indicators":
        return [indicator.name.kk for indicator in card.indicators]
    if field == "groups":
        return [indicator.group.kk for indicator in card.indicators if indicator.group]
    if field == "risks":
        return [risk.text.kk for risk in card.risks]
    if field == "steps":
        return [kazakh(step.text) for step in card.steps]
    return [kazakh(item) for item in getattr(card, field)]


def mended(printed: str, card: Process) -> Iterator[str]:
    """Every form that a correction for this card puts in place of a printed item."""
    for correction in corrections():
        if correction.processes and card.id not in correction.processes:
            continue
        if bare(printed) in map(bare, correction.printed):
            yield from map(bare, correction.chosen)


def lost(printed: Sequence[str], card: Process, field: str) -> list[str]:
    """Printed items that stand in the field neither as they are nor as a correction has them."""
    present = set(map(bare, texts(card, field)))
    return [item for item in printed if not present & {bare(item), *mended(item, card)}]


def atomic(printed: dict[str, Any]) -> list[str]:
    """The indicators of a reference card, one by one."""
    groups = {group["label"]: group["items"] for group in printed["kpi_groups"]}
    return [one for bullet in printed["kpis"] for one in groups.get(bullet.split(":")[0].strip(), [bullet])]


def printed_card(number: int) -> dict[str, Any]:
    return reference()["processes"][number - 1]


def test_there_are_22_processes_with_101_indicators_and_89_risks() -> None:
    assert sorted(cards()) == list(NUMBERS)
    assert sum(len(card.indicators) for card in cards().values()) == 101
    assert sum(len(card.risks) for card in cards().values()) == 89


def test_only_the_time_to_answer_the_public_has_a_target() -> None:
    targets = {i.id: i.target for card in cards().values() for i in card.indicators if i.target}
    assert {key: (t.value, t.direction) for key, t in targets.items()} == {"p08-k4": (2, "at-most")}


def test_no_indicator_has_a_formula_or_period_that_the_map_does_not_give() -> None:
    assert [i.id for card in cards().values() for i in card.indicators if i.formula or i.period] == []


def test_categories_count_8_9_5() -> None:
    architecture = draft().architecture.record
    assert [(c.id, c.count) for c in architecture.categories] == [("management", 8), ("core", 9), ("support", 5)]
    for category in architecture.categories:
        assert sum(card.category == category.id for card in cards().values()) == category.count


PURPOSES = {
    1: ("тұрақты дам", "стратегиялық көрсеткіш"),
    2: ("сапа менеджменті жүйесі", "жұмыс істе", "үздіксіз жетіл"),
    3: ("тәуекел", "мүмкіндік", "талда", "басқар"),
    4: ("нормативтік құжат", "басқар"),
    5: ("сапа менеджменті жүйесі", "тиімді", "жетілдір", "басқару шешім"),
    6: ("цифрлық инфрақұрылым", "цифрлық қызмет", "дамыту"),
    7: ("халықаралық ынтымақтастық", "дамыт", "халықаралық білім беру кеңістігіне"),
    8: ("мақсатты аудитория", "уақтылы", "сенімді", "өзекті", "беделін нығайт", "мүдделі тараптарды тарту"),
    9: ("сапасы жоғары", "студент", "контингент"),
    10: ("еңбек нарығының талап", "жаса", "жаңарт"),
    11: ("оқу нәтижелеріне", "ұйымдастыр", "жүргіз"),
    12: ("еңбек нарығы", "сапасы жоғары", "өзекті", "біліктілігін арттыру", "дамытуға қосымша табыс"),
    13: ("ғылыми әлеует", "дамыт", "ғылыми мектеп", "ұйымдастыр"),
    14: ("әлеуметтік-мәдени орта", "икемді дағды", "азаматтық", "кәсіби әде"),
    15: ("денсаулығын сақта", "әлеуметтік қорға", "өмір сапасын", "қызметкер", "студент", "қолайлы әлеуметтік орта"),
    16: ("оқу нәтижелерін бағала", "түлек", "біліктілік беру"),
    18: ("білікті", "қамту"),
    19: ("қаржы ресурс", "тиімді жоспарла", "тиімді пайдалану"),
    20: ("инфрақұрылым", "материалдық-техникалық база", "жұмыс істе"),
    21: ("тауар", "жұмыс", "қызмет"),
    22: ("құжат", "айналым", "сақтау жүйесін", "ұйымдастыр"),
}
"""Every element of a printed purpose, as a part of the portal's Kazakh wording; card 17 repeats that of 16 and has none."""
ADDED = ("үнемді", "уақтылы", "қауіпсіз", "үздіксіз", "сенімді", "іркіліссіз", "тарту", "сақтап қалу")
"""What an earlier wording of some purposes said and the map does not, unless it is among the elements of the card."""


@pytest.mark.parametrize("number", PURPOSES)
def test_a_purpose_keeps_every_element_of_the_map_and_adds_none(number: int) -> None:
    told = cards()[number].purpose.kk.casefold()
    assert [part for part in PURPOSES[number] if part not in told] == []
    kept = " ".join(PURPOSES[number])
    assert [word for word in ADDED if word in told and word not in kept] == []


def test_no_two_processes_have_the_same_purpose() -> None:
    for lang in LANGUAGES:
        assert len({card.purpose.get(lang) for card in cards().values()}) == len(cards())


def test_only_two_relations_between_processes_are_stated() -> None:
    links = {
        (item.process, card.id)
        for card in cards().values()
        for field in (*LISTS.values(),)
        for item in getattr(card, field)
        if not isinstance(item, str) and item.process
    }
    assert links == {("p01", "p03"), ("p02", "p03")}


def test_every_mark_of_a_card_is_an_open_question_about_that_card() -> None:
    asked = {question.id: question.processes for question in questions()}
    for card in cards().values():
        for mark in set(marks(card.model_dump())):
            assert mark in asked, f"{card.id}: {mark} is not in questions.yml"
            assert not asked[mark] or card.id in asked[mark], f"{mark} does not name {card.id}"


def test_what_was_corrected_no_longer_stands_as_printed() -> None:
    fields = {*LISTS.values(), "indicators", "risks", "steps"}
    left = [
        (correction.id, card.id, printed)
        for correction in corrections()
        for printed in correction.printed
        if correction.field in fields and bare(printed) not in map(bare, correction.chosen)
        for card in cards().values()
        if not correction.processes or card.id in correction.processes
        if bare(printed) in {bare(text) for field in fields for text in texts(card, field)}
    ]
    assert left == []


def marks(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from inner if key in ("clarify", "iso_9001_clarify") else marks(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from marks(inner)


@needs_source
@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(("key", "field"), LISTS.items())
def test_no_list_item_is_lost(number: int, key: str, field: str) -> None:
    card, printed = cards()[number], printed_card(number)[key]
    assert lost(printed, card, field) == []
    assert len(texts(card, field)) == len(printed)


@needs_source
@pytest.mark.parametrize("number", NUMBERS)
def test_no_indicator_is_lost(number: int) -> None:
    card, printed = cards()[number], printed_card(number)
    assert len(card.indicators) == printed["kpi_atomic_count"] == len(atomic(printed))
    assert lost(atomic(printed), card, "indicators") == []
    assert lost([group["label"] for group in printed["kpi_groups"]], card, "groups") == []


@needs_source
@pytest.mark.parametrize("number", NUMBERS)
def test_no_risk_is_lost(number: int) -> None:
    card, printed = cards()[number], printed_card(number)["risks"]
    assert len(card.risks) == len(printed)
    assert lost(printed, card, "risks") == []


@needs_source
@pytest.mark.parametrize("number", NUMBERS)
def test_steps_keep_the_working_order(number: int) -> None:
    card, printed = cards()[number], printed_card(number)
    order = printed.get("steps_suggested_order", printed["steps"])
    assert len(card.steps) == len(order)
    for item, shown in zip(order, texts(card, "steps"), strict=True):
        assert bare(shown) in {bare(item), *mended(item, card)}


@needs_source
@pytest.mark.parametrize("number", NUMBERS)
def test_codes_and_clauses_are_those_of_the_card(number: int) -> None:
    card, printed = cards()[number], printed_card(number)
    forms = {printed["heading_code"], printed["card_code"]}
    assert forms <= {card.code, *card.code_aliases}
    assert " " not in card.code
    assert list(card.iso_9001) == re.split("[/-]", printed["codes"]["iso_clauses"])
    assert card.code.endswith(f"-{printed['codes']['year']}-{printed['codes']['sequence']}")


@needs_source
@pytest.mark.parametrize("number", NUMBERS)
def test_every_printed_title_finds_the_card(number: int) -> None:
    card, printed = cards()[number], printed_card(number)["title_variants"]
    known = {bare(text) for text in (card.title.kk, *(variant.text for variant in card.title_variants))}
    forms = {
        bare(re.sub(r" процесі$", "", printed[where])) for where in ("heading", "code_line", "toc", "architecture")
    }
    assert forms <= known


@needs_source
@pytest.mark.parametrize("number", NUMBERS)
def test_owner_manager_and_participants_are_those_of_the_card(number: int) -> None:
    card, printed = cards()[number], printed_card(number)
    assert printed["owner"] in names(card.owner.who)
    if number in (14, 15):  # copied from card 13, left out: S0-I014, S0-I015
        assert card.manager.who == ()
    else:
        assert printed["manager"] in names(card.manager.who)
    if number not in (4, 5):  # one phrase for three parties: S0-I021
        assert all(bare(one) in map(bare, names(card.participants.who)) for one in printed["participants_list"])
        assert len(card.participants.who) == len(printed["participants_list"])


def names(ids: Sequence[str]) -> list[str]:
    holders = {holder.id: holder for holder in (*plain(draft().units), *plain(draft().roles))}
    return [name for one in ids for name in (holders[one].title.kk, *holders[one].aliases)]


@needs_source
def test_the_architecture_keeps_every_item() -> None:
    architecture = draft().architecture.record
    printed = reference()["architecture"]
    feedback = tuple(one.text for one in architecture.feedback)
    for key, items in (("outputs", architecture.results), ("feedback", feedback)):
        shown = [bare(kazakh(item)) for item in items]
        assert shown[:4] == [bare(text) for text in printed[key]][:4]
        assert len(shown) == len(printed[key])
    assert [kazakh(item) for item in architecture.inputs][3:] == printed["inputs"][3:]


@needs_source
def test_cells_that_cards_share_are_marked_as_common() -> None:
    printed = {key.partition("_")[0]: cards for key, cards in reference()["boilerplate"].items() if key != "note"}
    marked = shared(plain(draft().processes))
    for field, cards in printed.items():
        found = {int(process.removeprefix("p")): fields[field] for process, fields in marked.items() if field in fields}
        assert set(cards) <= set(found), field
        assert set(found.values()) == {len(found)}, field


@needs_source
def test_each_known_fault_of_the_map_is_a_correction_or_a_question() -> None:
    faults = [entry for entry in reference("inconsistencies.yml")["entries"] if entry["source"] == "000"]
    mended_ids = [one.id for one in corrections() if one.id.startswith("S0-")]
    asked_ids = [one.id for one in questions() if one.id.startswith("S0-")]
    assert len(mended_ids) + len(asked_ids) == len(faults) == 189
    assert sorted(mended_ids) == [entry["id"] for entry in faults if entry["action"] == "resolve"]
    assert sorted(asked_ids) == [entry["id"] for entry in faults if entry["action"] != "resolve"]


@needs_source
def test_corrections_and_questions_name_the_cards_and_severity_of_the_fault() -> None:
    faults = {entry["id"]: entry for entry in reference("inconsistencies.yml")["entries"]}
    for one in (*corrections(), *questions()):
        if one.id in faults:
            assert [int(card[1:]) for card in one.processes] == faults[one.id]["processes"], one.id
    listed = [one for one in questions() if not one.id.startswith("E-")]  # E-… are faults found later
    assert all(faults[one.id]["severity"] == one.severity for one in listed)
