"""What forbids a release for the official address; the preview builds all the same."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import DATE
from transparency.model.problem import as_text
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.load import load
from transparency.registry.release_refusals import refusals


def registry(root: Path) -> CheckedRegistry:
    draft, problems = load(root)
    assert draft is not None, as_text(problems)
    found, problems = check(draft, DATE)
    assert found is not None, as_text(problems)
    return found


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def says(root: Path) -> str:
    return as_text(refusals(registry(root)))


ACCREDITED = (
    "a1,programme,example-law,Агенттік,Агентство,Agency,Стандарт,Стандарты,Standard,N-1,2021-01-01,{end},actual\n"
)


def test_a_complete_university_may_go_out(small: Path) -> None:
    assert says(small) == ""


def test_demonstration_records_among_the_real_ones(small: Path) -> None:
    replace(small / "data/programmes/programmes.csv", "2026-09-10,actual", "2026-09-10,demonstration")
    replace(small / "data/disclosures/contacts.yml", "updated:", "status: demonstration\nupdated:")
    draft, _ = load(small)
    assert draft is not None
    told = as_text(check(draft, DATE)[1])
    advice = "Move it to demo/, or replace it by the real record."
    assert f'data/programmes/programmes.csv:2: D20 status: "example-design" is a demonstration record. {advice}' in told
    assert f'data/disclosures/contacts.yml:19: D20 status: "contacts" is a demonstration record. {advice}' in told


def test_a_missing_item_and_its_waiver(small: Path) -> None:
    replace(small / "data/disclosures/licence.yml", "  number: EX-1\n", "")
    assert says(small) == (
        "data/disclosures/licence.yml: D21 licence: clause 2.1: not yet published: number. "
        "Quality Office supplies it, or a dated waiver goes into data/waivers.yml.\n"
    )
    _waive(small, granted="2026-11-01", until="2026-11-20")
    assert "D21" in says(small)  # it ended yesterday
    _waive(small, granted="2026-11-22", until="2026-12-31")
    assert "D21" in says(small)  # it begins tomorrow
    _waive(small, granted="2026-11-01", until="2026-11-21")
    assert says(small) == ""


def _waive(small: Path, granted: str, until: str) -> None:
    reason = "{kk: Себебі., ru: Причина., en: Reason.}"
    line = (
        f"  - {{id: w1, item: licence, reason: {reason}, granted_by: rector, granted_on: {granted}, until: {until}}}\n"
    )
    (small / "data/waivers.yml").write_text(f"waivers:\n{line}", encoding="utf-8")


def test_an_unconfirmed_licence(small: Path) -> None:
    replace(small / "data/site.yml", "status: confirmed", "status: proposed")
    assert says(small) == (
        "data/site.yml: D22 data_licence.status: the data licence CC-BY-4.0 is only proposed. "
        'Write "status: confirmed" once the university has decided.\n'
    )


def test_an_expired_item(small: Path) -> None:
    replace(small / "data/disclosures/contacts.yml", "review_by:", "valid_until: 2026-11-20\nreview_by:")
    assert says(small) == (
        "data/disclosures/contacts.yml: D23 contacts: clause 1.1: valid until 2026-11-20, expired. "
        "Quality Office renews it, or a dated waiver goes into data/waivers.yml.\n"
    )
    replace(small / "data/disclosures/contacts.yml", "valid_until: 2026-11-20", "valid_until: 2026-11-21")
    assert says(small) == ""


def test_an_accreditation_that_ended(small: Path) -> None:
    item = (small / "data/disclosures/study-forms.yml").read_text(encoding="utf-8").partition("content:")[0]
    item = item.replace("study-forms", "accreditation-terms").replace('"1.2"', '"1.4"')
    path = small / "data/disclosures/accreditation-terms.yml"
    path.write_text(f"{item}content:\n  kind: accreditation-terms\n", encoding="utf-8")
    table = small / "data/programmes/accreditations.csv"
    head = table.read_text(encoding="utf-8")
    table.write_text(head + ACCREDITED.format(end="2026-11-20"), encoding="utf-8")
    assert "D23 accreditation-terms: clause 1.4: valid until 2026-11-20, expired." in says(small)
    table.write_text(head + ACCREDITED.format(end="2026-11-21"), encoding="utf-8")
    assert says(small) == ""
