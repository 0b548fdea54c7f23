"""A question that is asked negatively is shown turned, and its page says so where the answers are shown."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

from transparency.registry.check import CheckedRegistry

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_question_as_it_was_asked_stands_with_its_answers(registry: CheckedRegistry, site: Path, lang: str) -> None:
    turned = [(form, item) for form in registry.surveys.questionnaires for item in form.items if item.reversed]
    assert turned
    notes = {note.id: note.text.get(lang) for note in registry.surveys.notes}
    for form, item in turned:
        place = f"surveys/{form.id}/{item.code}".lower()
        page = lxml.html.parse(str(site / ("" if lang == "kk" else lang) / place / "index.html")).getroot()
        [heading] = page.xpath("//h2[@id='distribution']")
        said = heading.getnext()
        assert said.tag == "p", place
        assert item.text.get(lang).replace(" ", "") in said.text_content().replace(" ", "").replace(
            "\N{NO-BREAK SPACE}", ""
        )
        assert item.shown_text.get(lang) != item.text.get(lang), (
            "the title of the page is not the question as it was asked"
        )
        assert notes["REV"] not in page.text_content(), "said once"
