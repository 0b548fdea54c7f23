"""Names that no rule explains, words that look like names, and forms of names that the lists have to know."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from tests.gate.report import register
from transparency.gate import File, scan
from transparency.gate.names import FOLDER, names
from transparency.gate.names.pair_model import weights

NAMES = (
    "Қайсар Бегалыұлыев",
    "Ернар Тоқтасынов",
    "Сабыржан Қуандықбай",
    "Ақниет Шолпанқұлова",
    "Дархан Бекмырза жазды",
    "Айсәуле Тынымбай",
    "Нұртас Көбегенов",
    "Гүлсім Мырзатай",
    "Еркебұлан Шоқпарбек",
    "Темірлан Қоңырбай келді",
    "Жанерке Түйебайқызы",
    "Бекарыс Сұңқарбек",
    "Аружан Өмірзақ айтты",
    "Олжас Қарашаш",
    "Мадина Тоқпанова",
    "Кирилл Озерчук",
    "Тимур Гребенщик сообщил",
    "Алина Шварценко",
    "Марк Тойвонен заявил",
    "Руслана Каламбая",
    "Виктором Прохазкой",
    "Ренат Гафизуллин",
    "Динара Жексембай",
    "Санжар Әбдіғаппар",
    "Мейрамгүл Ақшалов",
    "Кеше Мақсат Айым келді",
    "Бұл жұмысты Бақыт Медина аяқтады",
    "Келісті А. Ли бүгін",
    "Выступал Н. Бекен по вопросу",
    "li elena ilichna",
)
WORDS = (
    *(
        "Каникулы",
        "Формулы",
        "Арнаулы",
        "Таңдаулы",
        "Санаулы",
        "Сақтаулы",
        "Матаулы",
        "Капсулы",
        "Молекулы",
        "Скулы",
        "Акулы",
    ),
    *("Верховной", "Духовной", "Церковной", "Шестидневной", "Кровной", "Условной", "Сайлаулы", "Жинаулы", "Тараулы"),
    *("Жасаулы", "Мускулы", "Саптаулы"),
)


def _rules(text: str) -> set[str]:
    return {problem.rule for problem in scan([File("a.md", f"{text}\n".encode())], register())}


@pytest.mark.parametrize("text", NAMES)
def test_a_name_without_a_telling_ending_is_found(text: str) -> None:
    assert "P09" in _rules(text)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("frame", ["{}", "## {}", "{} туралы Ереже", "Список: {} и Порядок", "Бүгін {} жиын"])
def test_an_adjective_or_a_plural_is_no_patronymic(word: str, frame: str) -> None:
    assert _rules(frame.format(word)) == set()


@pytest.mark.parametrize(
    "text", ["Серікұлы Ерлан", "Нурланулы Ерлан", "Встреча с Сергеевной Мариной", "Досанова Айгерім Болатбекулы"]
)
def test_a_patronymic_is_still_one(text: str) -> None:
    assert "P09" in _rules(text)


@pytest.mark.integration
def test_no_word_of_the_kazakh_dictionary_is_a_person() -> None:
    words = sorted(names().kazakh)
    text = "\n\n".join(f"{word.capitalize()}\n\n## {word.capitalize()} туралы" for word in words)
    assert len(words) > 50_000
    assert len(scan([File("a.md", text.encode())], register())) <= 3


@pytest.mark.integration
def test_no_word_of_the_russian_dictionary_is_a_person() -> None:
    """Every third dictionary form of OpenCorpora (CC BY-SA 3.0, opencorpora.org) that is no name, place or organisation."""
    words = lzma.decompress((Path(__file__).parent / "russian_words.txt.xz").read_bytes()).decode().split()
    text = "\n\n".join(f"{word.capitalize()}\n\n## {word.capitalize()} в университете" for word in words)
    assert len(words) > 30_000
    assert len(scan([File("a.md", text.encode())], register())) <= 3


def test_the_model_is_small_and_holds_no_texts() -> None:
    assert (FOLDER / "model.txt.xz").stat().st_size < 3_000_000
    assert max(len(feature) for feature in weights()) < 40
