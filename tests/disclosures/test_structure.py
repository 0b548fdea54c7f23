"""The page on structure names every post and every unit that answers for something (regulation 9.7.1.2)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import DATE
from transparency.model.problem import as_text
from transparency.model.text import LANGUAGES, Lang
from transparency.site.build.content import content
from transparency.site.views.actor import actors

STRUCTURE = """\
id: structure
clause: "1.9"
group: information
block: invariant
title: {kk: Құрылымы, ru: Структура, en: Structure}
summary: {kk: Мәтін., ru: Текст., en: Text.}
ground: {kk: Негіз., ru: Основание., en: Ground.}
unit: quality-office
approval:
  submitted_by: quality-office
  agreed_by: head-of-quality
  checked_by: head-of-quality
  published_by: rector
source: {kk: Дереккөз., ru: Источник., en: Source.}
review_by: 2027-09-01
updated: 2026-09-10
content:
  kind: governance
  units: [quality-office]
"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_post_and_unit_stands_in_the_tree(small: Path, lang: Lang) -> None:
    (small / "data/disclosures/structure.yml").write_text(STRUCTURE, encoding="utf-8")
    found, problems = content(small, DATE)
    assert found is not None, as_text(problems)
    page = found.html["disclosures/structure", lang]
    posts = set(re.findall(r'id="post-([\w-]+)"', page))
    assert posts == set(found.registry.roles)
    for one in actors(found.registry):
        assert one.record.title.get(lang) in page
    head = page.index('id="post-head-of-quality"')
    assert found.registry.units["quality-office"].title.get(lang) in page[head : page.index("</ul>", head)]
    assert page.index(found.registry.words[lang].text("disclosures.post.head")) < page.index('id="post-rector"') < head
