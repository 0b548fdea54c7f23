"""The list of contents of a generated page."""

from __future__ import annotations

from transparency.site.render.html import ContentsEntry, Html, sections


def test_a_heading_with_an_anchor_alone_is_a_section() -> None:
    body = Html(
        '<h2 id="files">Files &amp; <b>links</b></h2><p></p><h2>No anchor</h2>'
        '<h2 class="letter" id="letter-1">A</h2><h3 id="below">Below</h3><h2 id="more">More</h2>'
    )
    assert [*sections(body)] == [ContentsEntry("files", "Files & links"), ContentsEntry("more", "More")]
