"""Mailboxes at a domain of the institution, or at another provider with a legal ground."""

from __future__ import annotations

from pathlib import Path

from transparency.registry.check_disclosures import foreign_mailboxes
from transparency.registry.load import load

OWN, OTHER = "office@university.example", "office@mail.example"


def _refused(root: Path) -> list[str]:
    draft, problems = load(root)
    assert draft is not None, problems
    return [problem.rule for problem in foreign_mailboxes(draft)]


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_mailbox_at_another_provider_needs_a_ground(small: Path) -> None:
    _replace(small / "data/disclosures/contacts.yml", OWN, OTHER)
    assert _refused(small) == ["D03"]
    _replace(small / "data/exceptions.yml", OWN, OTHER)
    assert _refused(small) == []


def test_a_pattern_is_no_ground_for_another_provider(small: Path) -> None:
    _replace(small / "data/disclosures/contacts.yml", OWN, OTHER)
    _replace(small / "data/exceptions.yml", f"value: {OWN}", "pattern: '.*@mail[.]example'")
    assert _refused(small) == ["D03"]


def test_another_domain_of_the_institution_will_do(small: Path) -> None:
    _replace(small / "data/disclosures/contacts.yml", OWN, OTHER)
    _replace(
        small / "data/site.yml",
        "  domain: university.example",
        "  domain: university.example\n  other_domains: [mail.example]",
    )
    assert _refused(small) == []
