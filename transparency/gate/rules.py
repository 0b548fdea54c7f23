"""The personal-data rules, with the law and what can be lawful, and the tables of detectors."""

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
from transparency.gate.identity_documents import identity_documents, may_hold_identity_document
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
from transparency.model import rules
from transparency.model.languages import Lang
from transparency.model.messages import Message, translate

LAW = "Law of the Republic of Kazakhstan No. 94-V of 21 May 2013 on personal data and their protection"


@dataclass(frozen=True, slots=True)
class PersonalRule(rules.Rule):
    """A rule whose hits can be lawful in a place, on a ground."""

    kind: str
    """That of `KINDS`; empty where no value can be lawful."""

    def explained(self, lang: Lang) -> str:
        """With the law, and what the register calls such a value."""
        name = Message('The register of lawful exceptions calls it "{kind}".', kind=self.kind)
        lawful = name if self.kind else Message("No exception is possible.")
        ground = Message("Ground: {law}.", law=Message(LAW))
        return f"{rules.Rule.explained(self, lang)}{translate(lawful, lang)}\n{translate(ground, lang)}\n"


KINDS: Mapping[str, str] = {
    "P01": "iin",
    "P02": "phone",
    "P03": "email",
    "P05": "iban",
    "P06": "paper",
    "P07": "birth",
    "P08": "address",
    "P09": "name",
    "P13": "position",
    "P14": "author",
    "P17": "unreadable",
    "P19": "handle",
}
"""What the register of lawful exceptions calls the values of a rule; no value of another rule can be lawful."""

RULES: Mapping[str, PersonalRule] = {
    code: PersonalRule(code, KINDS.get(code, "")) for code in rules.RULES if code.startswith("P")
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
    BlockDetector(identity_documents, may_hold_identity_document, in_file_names=False),
    BlockDetector(birth, may_hold_birth, in_file_names=False),
    BlockDetector(position, may_hold_position, in_file_names=False),
)
"""Applied to every block of every text. A new detector is a module of its own and one entry here."""
TABLE_DETECTORS: tuple[TableDetector, ...] = (columns, headed_cells)
