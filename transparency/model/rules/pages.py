"""Rules about texts, prose and finished pages (H): unsafe HTML, invisible characters, links."""

from __future__ import annotations

from transparency.model.rules.rule import Rule

TEXTS = (
    Rule(
        "H01",
        "invisible character",
        "It hides words from the search and from the personal-data check, or shows a text in another order than it reads.",
        "Delete it, and retype the words beside it.",
    ),
    Rule(
        "H02",
        "HTML that is not allowed in prose",
        "It could run code, load from another host or break the page.",
        "Write it in Markdown, or leave it out.",
    ),
    Rule(
        "H03",
        "address to which no reader may be sent",
        "It runs as code, is not encrypted, or only looks like the institution's.",
        "Write the https address of the real host; a domain that is the institution's own goes into data/site.yml.",
    ),
    Rule(
        "H04",
        "page whose main heading is not its title, or that has two",
        "The layout prints the title; a screen reader and the search take the page's name from it.",
        "Start the page with one line «# Title».",
    ),
    Rule(
        "H05",
        "anchor that is a duplicate or belongs to the layout",
        "A link would lead to the wrong place.",
        "Give each heading its own.",
    ),
    Rule("H06", "tags that do not fit into one another", "The rest of the page would break.", "Close each tag."),
    Rule(
        "H07",
        "prose with too much markup",
        "The Markdown library would need minutes or hours for it.",
        "Divide it: shorter paragraphs, fewer signs, flatter lists.",
    ),
    Rule(
        "H08",
        "evidence that points to an anchor that is not there",
        "An expert would land at the top of a page and search for the answer.",
        "Correct the anchor, or leave it out.",
    ),
)
"""Found in the sources."""

PAGES = (
    Rule(
        "H10",
        "code or style inside a page",
        "The policy of the site allows scripts and styles in files only; inside a page it could come from anybody's text.",
        "Remove it; styles and scripts belong into files of the layout.",
    ),
    Rule(
        "H11",
        "page that loads from, or sends to, another host",
        "The other host would learn who reads the page, and could change what it shows.",
        "Use a file of this site.",
    ),
    Rule(
        "H12",
        "element or attribute that no page of ours has",
        "Only what page_check.py lists has been reviewed.",
        "Remove it; a new template adds what it needs to the lists.",
    ),
    Rule(
        "H13",
        "link of a kind that is not allowed",
        "A javascript: or data: link runs as a page of this site.",
        "Link to https, mailto, tel, or a page of this site.",
    ),
    Rule(
        "H14",
        "page without the policy of the site",
        "Where no headers can be set, nothing else protects its readers.",
        "Let the layout write it, first in the head.",
    ),
    Rule(
        "H15",
        "duplicate id on a page",
        "A link to it leads to the wrong place, and a screen reader takes the wrong label.",
        "Give each its own.",
    ),
)
"""Found in the built site, at build and at release."""
