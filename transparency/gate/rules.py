"""The table of personal-data rules: meaning, reason and advice of each. Codes never change their meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from transparency.gate.answers_about_others import answers_about_others, may_hold_answer
from transparency.gate.births import birth, may_hold_birth
from transparency.gate.columns import columns
from transparency.gate.comments import comments, may_hold_comment
from transparency.gate.contact import (
    address,
    email,
    may_hold_address,
    may_hold_email,
    may_hold_position,
    position,
)
from transparency.gate.file_names import may_hold_file_name, names_of_files
from transparency.gate.finding import BlockDetector, TableDetector
from transparency.gate.handles import (
    dormitory_rooms,
    handles,
    may_hold_dormitory_room,
    may_hold_handle,
    may_hold_member_number,
    may_hold_user_folder,
    member_numbers,
    user_folders,
)
from transparency.gate.headed_cells import headed_cells
from transparency.gate.identity_documents import may_hold_paper, papers
from transparency.gate.listed_persons import listed_persons, may_hold_person
from transparency.gate.numbers import (
    broken_iin,
    card,
    iban,
    iin,
    may_hold_broken_iin,
    may_hold_iban,
    may_hold_long_number,
    phone,
)
from transparency.gate.people import may_hold_name, people
from transparency.gate.spoken_numbers import may_hold_spoken_number, spoken_numbers
from transparency.model.languages import Lang
from transparency.model.messages import Message, said
from transparency.model.rules.rule import Rule

LAW = "Law of the Republic of Kazakhstan No. 94-V of 21 May 2013 on personal data and their protection"


@dataclass(frozen=True, slots=True)
class PersonalRule(Rule):
    """A rule whose hits can be lawful in a place, on a ground."""

    kind: str = ""
    """The word by which the register of lawful exceptions names values of this rule; empty where none can be lawful."""

    def explained(self, lang: Lang) -> str:
        """With the law, and what the register calls such a value."""
        name = Message('The register of lawful exceptions calls it "{kind}".', kind=self.kind)
        lawful = name if self.kind else Message("No exception is possible.")
        ground = Message("Ground: {law}.", law=Message(LAW))
        return f"{Rule.explained(self, lang)}{said(lawful, lang)}\n{said(ground, lang)}\n"


RULES: Mapping[str, PersonalRule] = {
    rule.code: rule
    for rule in (
        PersonalRule(
            "P01",
            "individual identification number (IIN)",
            "It identifies one person for life; the checksum is verified.",
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
        PersonalRule(
            "P04", "payment card number", "The issuer's prefix and the Luhn check digit are valid.", "Remove it."
        ),
        PersonalRule(
            "P05",
            "bank account (IBAN)",
            "The check digits of ISO 13616 are valid.",
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
            "Combined with other data it identifies a person.",
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
            "column or key that indicates personal data",
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
            "P12",
            "respondent's own words",
            "Verbatim comments may identify the respondent.",
            "Publish counts of topics instead.",
        ),
        PersonalRule(
            "P13",
            "place where a person or a camera was",
            "Coordinates of a picture or a person.",
            "Run scripts/clean.py on the file: the sources are public too, and only the site encodes its pictures again.",
            "position",
        ),
        PersonalRule(
            "P14",
            "author field that names a person",
            "Programs write the name of the user into the file.",
            "Run scripts/clean.py on the file, or empty the field in the program that wrote it.",
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
        PersonalRule(
            "P19",
            "account of a person in a messenger or network",
            "An account names or reaches a person.",
            "Remove it; an account of the institution goes to the register.",
            "handle",
        ),
    )
}
"""Every rule of the gate."""

BLOCK_DETECTORS: tuple[BlockDetector, ...] = (
    BlockDetector(people, may_hold_name),
    BlockDetector(names_of_files, may_hold_file_name, in_file_names=False),
    BlockDetector(email, may_hold_email),
    BlockDetector(comments, may_hold_comment, in_file_names=False),
    BlockDetector(answers_about_others, may_hold_answer, in_file_names=False, looks_above=True),
    BlockDetector(listed_persons, may_hold_person, in_file_names=False),
    BlockDetector(iin, may_hold_long_number),
    BlockDetector(broken_iin, may_hold_broken_iin),
    BlockDetector(handles, may_hold_handle),
    BlockDetector(member_numbers, may_hold_member_number),
    BlockDetector(user_folders, may_hold_user_folder),
    BlockDetector(dormitory_rooms, may_hold_dormitory_room, in_file_names=False),
    BlockDetector(phone, may_hold_long_number),
    BlockDetector(spoken_numbers, may_hold_spoken_number),
    BlockDetector(card, may_hold_long_number),
    BlockDetector(iban, may_hold_iban),
    BlockDetector(address, may_hold_address, in_file_names=False),
    BlockDetector(papers, may_hold_paper, in_file_names=False),
    BlockDetector(birth, may_hold_birth, in_file_names=False),
    BlockDetector(position, may_hold_position, in_file_names=False),
)
"""Applied to every block of every text. A new detector is a module of its own and one entry here."""
TABLE_DETECTORS: tuple[TableDetector, ...] = (columns, headed_cells)
