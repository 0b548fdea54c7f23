"""Nothing is published without words for it: every column, every code, every empty cell, in three languages."""

from __future__ import annotations

import re

from markupsafe import escape

from transparency.model.text import LANGUAGES
from transparency.opendata import OpenData
from transparency.registry.check import CheckedRegistry
from transparency.site.render.pages import Renderer, titles_of
from transparency.site.views.all_pages import pages
from transparency.site.views.datasets import STANDING

_CELL = re.compile("<td[^>]*>")


def test_the_dictionary_covers_every_column_and_code(registry: CheckedRegistry, data: OpenData) -> None:
    """The columns stand in the dictionary, which leads to the page of the dataset with their codes."""
    made = {page.id: page for page in pages(registry, data.catalogue)}
    for lang in LANGUAGES:
        renderer = Renderer(registry.common(), titles_of(registry, tuple(made.values())))
        text = _CELL.sub("<td>", renderer.html(made["open-data/dictionary"], lang))
        for table in data.catalogue.tables:
            own = _CELL.sub("<td>", renderer.html(made[f"open-data/{table.dataset.id}"], lang))
            for column in table.dataset.columns:
                assert f'id="{table.dataset.id}.{column.name}"' in text, f"{table.dataset.id}.{column.name} {lang}"
                assert str(escape(column.title.get(lang))) in text
                assert str(escape(column.description.get(lang))) in text
                to_codes = re.search(rf'<a href="[^"]*/{table.dataset.id}/#{table.dataset.id}\.{column.name}">', text)
                assert bool(to_codes) == bool(column.codes), f"{table.dataset.id}.{column.name} {lang}"
                assert f'id="{table.dataset.id}.{column.name}"' in own
                for code in column.codes:
                    assert f"<code>{escape(code.code)}</code></th><td>{escape(code.title.get(lang))}</td>" in own


def test_every_column_of_every_file_is_declared(data: OpenData) -> None:
    for table in data.catalogue.tables:
        header = data.files[f"open-data/files/{table.dataset.id}.csv"].split(b"\r\n", maxsplit=1)[0].decode()
        assert header.split(",") == [column.name for column in table.dataset.columns]


def test_every_column_that_may_be_empty_says_what_that_means(registry: CheckedRegistry) -> None:
    silent = [
        f"{dataset.id}.{column.name}"
        for dataset in registry.datasets.values()
        for column in dataset.columns
        if not column.required and column.missing is None
    ]
    assert silent == []


def test_no_dataset_takes_the_address_of_a_page(registry: CheckedRegistry) -> None:
    assert not {*STANDING, "files", "v"} & set(registry.datasets)
