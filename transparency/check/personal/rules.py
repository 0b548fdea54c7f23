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
from transparency.rules.rule import Rule

LAW = "Law of the Republic of Kazakhstan No. 94-V of 21 May 2013 on personal data and their protection"


@dataclass(frozen=True, slots=True)
class PersonalRule(Rule):
    """A rule whose hits can be lawful in a place, on a ground."""

    kind: str = ""
    """The word by which the register of lawful exceptions names values of this rule; empty where none can be lawful."""

    def explained(self) -> str:
        """With the law, and what the register calls such a value."""
        lawful = (
            f'The register of lawful exceptions calls it "{self.kind}".' if self.kind else "No exception is possible."
        )
        return f"{Rule.explained(self)}{lawful}\nGround: {LAW}.\n"


RULES: Mapping[str, PersonalRule] = {
    rule.code: rule
    for rule in (
        PersonalRule(
            "P01",
            "individual identification number (IIN)",
            "Names one person for life; both control passes are computed.",
            "Remove it.",
            "iin",
        ),
        PersonalRule(
            "P02",
            "personal telephone",
            "A mobile number reaches a person, not an office.",
            "Give the office's fixed line, or register the number with its legal ground.",
            "phone",
        ),
        PersonalRule(
            "P03",
            "mailbox that is not a declared official one",
            "A mailbox names or reaches a person.",
            "Give a role mailbox that is in the register.",
            "email",
        ),
        PersonalRule("P04", "payment card number", "Issuer's prefix and the Luhn control hold.", "Remove it."),
        PersonalRule(
            "P05",
            "bank account (IBAN)",
            "The control of ISO 13616 holds.",
            "Remove it; an account of the institution goes to the register.",
            "iban",
        ),
        PersonalRule(
            "P06",
            "number of an identity paper, student, employee or vehicle",
            "Beside these words the number stands for one person.",
            "Remove it.",
            "paper",
        ),
        PersonalRule(
            "P07",
            "date of birth",
            "With little else it names a person.",
            "Remove it; give age groups in an aggregate.",
            "birth",
        ),
        PersonalRule(
            "P08",
            "home address",
            "Where a person lives.",
            "Remove it; an office's address has no flat and no word of residence.",
            "address",
        ),
        PersonalRule(
            "P09",
            "name of a person",
            "Posts and units are published, names only on a legal ground.",
            "Write the post instead, or register the name with its legal ground, place and term.",
            "name",
        ),
        PersonalRule(
            "P10",
            "column or key that announces a person",
            "Such a column is personal whatever its values are.",
            "Remove the column or key.",
        ),
        PersonalRule(
            "P11",
            "filled sheet for signing",
            "Approval, acquaintance and change sheets carry names and signatures.",
            "Remove the sheet before publication.",
        ),
        PersonalRule(
            "P12", "respondent's own words", "Own words give their author away.", "Publish counts of topics instead."
        ),
        PersonalRule(
            "P13",
            "place where a person or a camera was",
            "Coordinates of a picture or a person.",
            "Strip them; pictures are re-encoded on publication.",
            "position",
        ),
        PersonalRule(
            "P14",
            "author field that names a person",
            "Programs write the name of the user into the file.",
            "Overwrite the field with the institution's name (scripts: publish/clean).",
            "author",
        ),
        PersonalRule(
            "P15",
            "table with one row a person",
            "Rows of single persons are raw data even without names.",
            "Publish the aggregate made by scripts/aggregate.py.",
        ),
        PersonalRule(
            "P16",
            "undeclared table, column or file in a published folder",
            "What is published as a table is declared first.",
            "Declare it in the data package, or remove it.",
        ),
        PersonalRule(
            "P17",
            "file that cannot be read",
            "What cannot be read cannot be checked.",
            "Save it in an open format without a password, or remove it.",
            "unreadable",
        ),
        PersonalRule(
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
