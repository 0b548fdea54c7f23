"""Record type for what people call a page of the site in their own words; the search finds the page by them."""

from __future__ import annotations

from transparency.model.text import LocalText, Text, Translated


class SearchWords(Translated):
    """One line of ``data/search-words.yml``. The words are indexed with the page and never shown."""

    page: Text
    """Id of a page of the site, e.g. ``figures/fees``. Pages of surveys and reports may still be to come."""
    words: LocalText
    """Words and phrases, separated by commas, e.g. «tuition, price per year»."""
