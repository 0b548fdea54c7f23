"""The list of open questions that the quality department can send, one part an addressee."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import DATE
from transparency.model.text import LANGUAGES
from transparency.registry.check import check
from transparency.registry.entry import plain
from transparency.registry.load import load
from transparency.site.build.content import content
from transparency.site.render.pages import CLARIFY_ANCHOR, Renderer
from transparency.site.views.questions import addressees

REVERSED = "  - {kk: Кері мәтін, ru: Обратный текст, en: Reversed text, clarify: [Q2]}\n"
QUESTION = """  - id: Q2
    to: quality-office
    processes: [p01]
    field: outputs
    question: {kk: Дұрыс па?, ru: Верно ли?, en: Is it right?}
    published: left-out
    proposal: {kk: Тура мәтін, ru: Прямой текст, en: Straight text}
    severity: high
"""


def _with_reversed_text(small: Path) -> None:
    card = small / "data/processes/p01.yml"
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace("  - reports\n  - {kk: Шешім", f"{REVERSED}  - {{kk: Шешім"), encoding="utf-8")
    with (small / "data/questions.yml").open("a", encoding="utf-8") as file:
        file.write(QUESTION)


def test_each_addressee_gets_their_questions_and_the_text_that_is_left_out(small: Path) -> None:
    _with_reversed_text(small)
    draft, problems = load(small)
    assert draft is not None, problems
    registry, problems = check(draft, DATE)
    assert registry is not None, problems
    told = addressees(registry, plain(draft.processes))
    assert [(one.id, [asked.question.id for asked in one.asked]) for one in told] == [
        ("rector", ["Q1"]),
        ("quality-office", ["Q2"]),
    ]
    letter = Renderer(registry.common(), {}).text("questions.txt.j2", told, "en")
    assert letter == (
        "Rector\n======\n\nQ1 (minor)\n  Quality\n\n  What is meant?\n  For now it is shown as in the source.\n\n\n"
        "Quality Office\n==============\n\nQ2 (important)\n  Quality\n\n  Is it right?\n"
        "  Unpublished text: Reversed text\n  It is not shown until there is an answer.\n"
        "  Our suggestion: Straight text.\n\n\n"
    )


def test_the_left_out_text_is_on_no_page_and_in_no_file(small: Path) -> None:
    _with_reversed_text(small)
    found, problems = content(small, DATE)
    assert found is not None, problems
    assert not [key for key, text in found.html.items() if "Reversed" in text or "Кері мәтін" in text]
    assert not [name for name, data in found.files.items() if b"Reversed" in data]


def test_questions_are_on_no_page_and_in_no_file(small: Path) -> None:
    """They go to their owners as letters; readers see the mark, and once a page what it means."""
    found, problems = content(small, DATE)
    assert found is not None, problems
    assert "processes/questions" not in {page.id for page in found.pages}
    asked = [one.question.get(lang) for one in found.registry.questions.values() for lang in LANGUAGES]
    told = [*found.html.values(), *(data.decode("utf-8", "ignore") for data in found.files.values())]
    assert asked
    assert not [text for text in asked if any(text in page for page in told)]


def test_the_mark_is_explained_once_on_a_page_that_has_it(small: Path) -> None:
    risk = small / "data/processes/p01.yml"
    risk.write_text(risk.read_text(encoding="utf-8").replace("EU-p01\n", "EU-p01\nclarify: [Q1]\n"), encoding="utf-8")
    found, problems = content(small, DATE)
    assert found is not None, problems
    note = f'id="{CLARIFY_ANCHOR}"'
    marked = {place: text.count(f'href="#{CLARIFY_ANCHOR}"') for place, text in found.html.items()}
    assert marked["processes/p01", "kk"] > 0
    assert {place: text.count(note) for place, text in found.html.items()} == {
        place: min(count, 1) for place, count in marked.items()
    }
