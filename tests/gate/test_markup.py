"""Every view of a page says where in the source it stands, character for character, however the source is broken."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from transparency.gate.extractors.markup import markup_views

BITS = (
    *(
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<style media='print'>",
        "</style >",
        "<![CDATA[",
        "]]>",
        "<!doctype html>",
    ),
    *(
        "<p title='b \"c\" d'>",
        '<a href="#serikov">',
        "<td>",
        "</TD>",
        "<br>",
        "<b disabled>",
        "<",
        ">",
        "'",
        '"',
        "\n",
    ),
    *("Сериков Асқар ", "&amp;", "text", "<script src='/abcd.js'>"),
)
PAGES = st.lists(st.sampled_from(BITS), max_size=25).map("".join)


@settings(max_examples=500, deadline=None)
@given(PAGES)
def test_each_character_of_a_view_stands_where_its_origin_says(source: str) -> None:
    for view in markup_views(source, "", True):
        for offset, character in enumerate(view.text):
            if not character.isspace():
                assert source[view.origin(offset)] == character, view.place


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_nothing_that_is_no_tag_is_left_out(source: str) -> None:
    shown = "".join(view.text for view in markup_views(source, "", True))
    assert shown.count("Сериков") == source.count("Сериков")


@settings(max_examples=200, deadline=None)
@given(PAGES, PAGES)
def test_a_page_is_read_alike_after_any_other(first: str, second: str) -> None:
    alone = list(markup_views(first, "", True))
    list(markup_views(second, "", True))
    again = list(markup_views(first, "", True))
    assert [(view.place, view.text, [*view.origins]) for view in alone] == [
        (view.place, view.text, [*view.origins]) for view in again
    ]
