"""The rows of the first table of CONTRIBUTING.md, each with the function that carries it out and what proves that it works."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.additions import content, product
from tests.edits import everyday


@dataclass(frozen=True, slots=True)
class Shown:
    """A text of the built site that was not there before."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What Python prints when it runs a command in the project."""

    command: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Addition:
    """One row of the table, carried out."""

    make: Callable[[Path], None]
    proof: Shown | Answered
    beside: tuple[str, ...] = ()
    """Patterns of files that are additions of their own: the page on which a word stands, the record of an exception."""
    most: int = 3
    """Files that may have to be touched."""


def _everyday(name: str, *beside: str) -> Addition:
    edit = everyday.EDITS[name]
    return Addition(edit.make, Shown(edit.place, edit.shows), beside)


def _printed(program: str, text: str) -> Answered:
    return Answered(("-c", program), text)


WORDS = "transparency/site/words/*.yml"
"""Words in the catalogues are a row of their own."""

_VALIDATE = "scripts/validate.py"
_CONTENT = (
    "import datetime, pathlib; from transparency.site.build.content import content; "
    "print(*content(pathlib.Path(), datetime.date(2026, 11, 21))[1])"
)

ADDITIONS: Mapping[str, Addition] = {
    # content
    "a process, or change one": _everyday("add a process"),
    "a shared phrase, a post, a unit": Addition(
        content.post_and_phrase, Shown("open-data/files/units.csv", "Quokka keeper")
    ),
    "another wording for one institution": Addition(
        content.own_wording, Shown("en/processes/index.html", "Quokka in charge")
    ),
    "a page that a person writes": Addition(content.prose_page, Shown("en/about/quokka/index.html", "The quokka")),
    "a picture on such a page": Addition(
        content.picture, Shown("en/about/index.html", 'alt="Burrow"'), ("docs/*/about/index.md",)
    ),
    "the unit that answers for a dataset": Addition(
        content.dataset_keeper, Shown("en/open-data/risks/index.html", "Risk Office"), ("data/organisation.yml",)
    ),
    "an attachment": Addition(
        content.attachment,
        Shown("en/disclosures/licence/index.html", "licence-annex-2.pdf"),
        ("data/disclosures/licence.yml",),
    ),
    "a disclosure section": Addition(
        content.disclosure_section, Shown("en/disclosures/quokka-rules/index.html", "Quokka rules")
    ),
    "a disclosure of a kind that the product does not know": Addition(
        content.declared_disclosure, Shown("en/disclosures/quokka-safety/index.html", "Burrows inspected")
    ),
    "what people look for and the portal does not hold": Addition(
        content.absent_content, Shown("en/search/index.html", "Burrows")
    ),
    "what people call a page in their own words": Addition(
        content.search_words, Shown("search-index/en/words.json", "\\nzorb")
    ),
    "a relation between pages: of a disclosure to its process, of a survey block to an indicator": Addition(
        content.relation, Shown("en/disclosures/study-forms/index.html", "Related pages")
    ),
    "a law by which something has to be public, or a duty of one": Addition(
        content.legal_duty, Shown("en/compliance/grounds/index.html", "Diaries of quokkas")
    ),
    "an outside register in which readers can verify something": Addition(
        content.register, Shown("en/disclosures/licence/index.html", "Register of burrows")
    ),
    "a question that visitors ask, with the page that answers": Addition(
        content.visitor_question, Shown("en/about/questions/index.html", "Where do quokkas sleep?")
    ),
    "a programme": _everyday("add programmes"),
    "a day by which a unit promised what it owes": Addition(
        content.promise, Shown("open-data/files/owed.csv", "2027-02-03")
    ),
    "a framework or a clause of one": Addition(
        content.framework, Shown("en/compliance/quokka-standard/index.html", "Quokka standard")
    ),
    "an approval of the site or of its list of items": Addition(
        content.approval, Shown("en/compliance/quality/index.html", "House rules")
    ),
    "a survey": _everyday("add a survey wave", "data/surveys/*.csv"),
    "an invented example, for previews only": Addition(
        content.demonstration, Shown("en/disclosures/contacts/index.html", "Quokka night")
    ),
    "a lawful exception to a personal-data rule": _everyday("name the head", "data/disclosures/head.yml"),
    "a domain that is the institution's own beside its main one": Addition(
        content.other_domain,
        Shown("en/surveys/method/index.html", "university.example.org"),
        ("docs/*/surveys/method.md",),
    ),
    "an address that moved": Addition(content.redirect, Shown("en/processes/burrow/index.html", "/en/processes/p01/")),
    # product
    "a word of the interface": Addition(
        product.interface_word,
        Shown("en/about/glossary/index.html", "Welcome to the burrow"),
        ("transparency/site/templates/*",),
    ),
    "a record type, such as a register": Addition(
        product.record_type, Shown("en/processes/roles/index.html", "Depth of the burrow"), ("data/burrows.yml",)
    ),
    "a generated page": Addition(
        product.generated_page, Shown("en/processes/quokkas/index.html", "3 quokkas"), (WORDS,)
    ),
    "a section with an address of its own": Addition(
        product.section, Shown("en/burrows/index.html", "Burrows of quokkas"), most=4
    ),
    "what a page or dataset is worth as an answer": Addition(
        product.worth,
        Shown("en/compliance/regulation/index.html", 'In place</span> · <span class="by">Computed from all records'),
        ("data/compliance/regulation.yml",),
    ),
    "an open dataset": Addition(product.dataset, Shown("open-data/files/burrows.csv", "p01")),
    "an open-data format": Addition(product.data_format, Shown("open-data/files/risks.tsv", "p01-r1\tp01"), (WORDS,)),
    "a chart": Addition(product.chart, Shown("en/surveys/q1/index.html", "#123456")),
    "a field of a record": Addition(
        product.field_of_a_record, Shown("en/processes/p01/index.html", "Quokkas first"), ("data/processes/p01.yml",)
    ),
    "a rule about records": Addition(product.rule, _printed(_CONTENT, "Q77 id: has no burrow")),
    "what the code of a rule means": Addition(
        product.rule_code, Answered((_VALIDATE, "--explain", "Q77"), "process without a burrow")
    ),
    "a detector of personal data": Addition(
        product.detector, Answered((_VALIDATE, product.NOTE), f"{product.NOTE}:1: P77"), (product.NOTE,)
    ),
    "a personal-data rule, where no rule fits what a detector finds": Addition(
        product.personal_rule, Answered((_VALIDATE, "--explain", "P77"), "locker")
    ),
    "a place for releases": Addition(
        product.target,
        _printed("from transparency.release.targets import store; print(store('burrow:deep').root)", "/burrows/deep"),
    ),
    "a gate that a release has to pass": Addition(
        product.release_gate,
        _printed("from transparency.release.checkout import GATES; print(GATES)", "scripts/sniff.py"),
    ),
    "an element or attribute that pages may have": Addition(
        product.page_element,
        Shown("en/burrows/index.html", "<rt>burrow</rt>"),
        ("transparency/site/templates/burrows.html.j2",),
    ),
    "a compressed encoding": Addition(
        product.encoding,
        _printed(
            "import pathlib; from transparency.release.compress import compress; "
            "compress(pathlib.Path('site/en/about')); print(*pathlib.Path('site/en/about').glob('*.zz'))",
            "site/en/about/index.html.zz",
        ),
    ),
    "the licence of a package, font or picture": Addition(
        product.licence,
        _printed(
            "from transparency.release.components import declared; print(declared().packages)",
            "'quokka': 'MIT'",
        ),
    ),
}
"""First cell of the row -> the addition. The order is that in which they are made."""

ELSEWHERE: Mapping[str, str] = {
    "an entry that a unit sent on the submission form": "tests/disclosures/test_intake.py",
    "a bad input and its message": "tests/bad_input/test_bad_input.py",
    "a document on which the personal-data check is measured": "tests/gate/test_independent.py",
    "a sentence that a command says: a problem, an advice, a help text": "tests/house/test_messages.py",
    "a word of the editors' desk": "tests/desk/test_form.py",
    "a language": "tests/site/test_languages.py",
    "a group of indicators": "tests/indicators/test_values.py",
}
"""Rows whose addition another test makes: it fills the form; it is run for each such file; it scores every such document;
it compares the words of the desk; it builds sites in other languages; it compares the catalogues with the program."""
