"""The personal-data rules: one entry a rule, with what it means, why, and what to do. Codes never change their meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from transparency.check.personal.columns import columns
from transparency.check.personal.comments import comments
from transparency.check.personal.contact import address, email, position
from transparency.check.personal.finding import BlockDetector, TableDetector
from transparency.check.personal.numbers import card, iban, iin, phone
from transparency.check.personal.papers import birth, papers
from transparency.check.personal.people import people

LAW = "Law of the Republic of Kazakhstan No. 94-V of 21 May 2013 on personal data and their protection"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as `validate.py --explain` shows it."""

    code: str
    title: str
    why: str
    advice: str
    kind: str = ""
    """The word by which the register of lawful exceptions names values of this rule; empty where none can be lawful."""


RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule(
            "P01",
            "individual identification number (IIN)",
            "Names one person for life; both control passes are computed.",
            "Remove it.",
            "iin",
        ),
        Rule(
            "P02",
            "personal telephone",
            "A mobile number reaches a person, not an office.",
            "Give the office's fixed line, or register the number with its legal ground.",
            "phone",
        ),
        Rule(
            "P03",
            "mailbox that is not a declared official one",
            "A mailbox names or reaches a person.",
            "Give a role mailbox that is in the register.",
            "email",
        ),
        Rule("P04", "payment card number", "Issuer's prefix and the Luhn control hold.", "Remove it."),
        Rule(
            "P05",
            "bank account (IBAN)",
            "The control of ISO 13616 holds.",
            "Remove it; an account of the institution goes to the register.",
            "iban",
        ),
        Rule(
            "P06",
            "number of an identity paper, student, employee or vehicle",
            "Beside these words the number stands for one person.",
            "Remove it.",
            "paper",
        ),
        Rule(
            "P07",
            "date of birth",
            "With little else it names a person.",
            "Remove it; give age groups in an aggregate.",
            "birth",
        ),
        Rule(
            "P08",
            "home address",
            "Where a person lives.",
            "Remove it; an office's address has no flat and no word of residence.",
            "address",
        ),
        Rule(
            "P09",
            "name of a person",
            "Posts and units are published, names only on a legal ground.",
            "Write the post instead, or register the name with its legal ground, place and term.",
            "name",
        ),
        Rule(
            "P10",
            "column or key that announces a person",
            "Such a column is personal whatever its values are.",
            "Remove the column or key.",
        ),
        Rule(
            "P11",
            "filled sheet for signing",
            "Approval, acquaintance and change sheets carry names and signatures.",
            "Remove the sheet before publication.",
        ),
        Rule("P12", "respondent's own words", "Own words give their author away.", "Publish counts of topics instead."),
        Rule(
            "P13",
            "place where a person or a camera was",
            "Coordinates of a picture or a person.",
            "Strip them; pictures are re-encoded on publication.",
            "position",
        ),
        Rule(
            "P14",
            "author field that names a person",
            "Programs write the name of the user into the file.",
            "Overwrite the field with the institution's name (scripts: publish/clean).",
            "author",
        ),
        Rule(
            "P15",
            "table with one row a person",
            "Rows of single persons are raw data even without names.",
            "Publish the aggregate made by scripts/aggregate.py.",
        ),
        Rule(
            "P16",
            "undeclared table, column or file in a published folder",
            "What is published as a table is declared first.",
            "Declare it in the data package, or remove it.",
        ),
        Rule(
            "P17",
            "file that cannot be read",
            "What cannot be read cannot be checked.",
            "Save it in an open format without a password, or remove it.",
            "unreadable",
        ),
        Rule(
            "P18",
            "exception that does not hold",
            "An exception is lawful in its place and until its date only.",
            "Remove the value, or renew the entry in data/exceptions.yml.",
            "",
        ),
    )
}
"""Every rule of the gate."""

DETECTORS: tuple[BlockDetector, ...] = (people, email, comments)
"""Applied to every block of every text."""
DIGIT_DETECTORS: tuple[BlockDetector, ...] = (iin, phone, card, iban, address, papers, birth, position)
"""Applied where a block has a digit."""
TABLE_DETECTORS: tuple[TableDetector, ...] = (columns,)


def explained(rule: Rule) -> str:
    """The text of `validate.py --explain`."""
    lawful = f'The register of lawful exceptions calls it "{rule.kind}".' if rule.kind else "No exception is possible."
    return f"{rule.code}: {rule.title}.\n\nWhy: {rule.why}\nWhat to do: {rule.advice}\n{lawful}\nGround: {LAW}.\n"
