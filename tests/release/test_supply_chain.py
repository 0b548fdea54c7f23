"""Everything that the site is made of is locked by hash and has a known licence."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from transparency.release import components, sbom

DAY = dt.date(2026, 11, 21)


@pytest.fixture
def copy(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The lists alone, to be changed."""
    for name in (components.DECLARED, components.RECORDED, *components.LOCKS):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, tmp_path / name)
    monkeypatch.setattr(components, "PRODUCT", tmp_path)
    return tmp_path


def test_nothing_is_unknown(root: Path, site: Path) -> None:
    assert list(components.faults(root, site)) == []
    assert len(components.packages(root)) > 60


def test_every_package_is_locked_by_hash(root: Path) -> None:
    assert all(package.hashes for package in components.packages(root))
    for lock in components.LOCKS:
        text = (root / lock).read_text(encoding="utf-8")
        assert "://" not in text, "no address of a registry"


def test_an_unknown_licence_fails(copy: Path) -> None:
    with (copy / "requirements.lock").open("a") as lock:
        lock.write(f"nobody-knows-this==1.0 \\\n    --hash=sha256:{'0' * 64}\n")
    assert [(p.rule, p.place) for p in components.faults(copy, None)] == [("V40", "nobody-knows-this")]


def test_a_licence_that_is_not_accepted_fails(copy: Path) -> None:
    declared = (copy / components.DECLARED).read_text(encoding="utf-8")
    (copy / components.DECLARED).write_text(declared.replace("altair: BSD-3-Clause", "altair: AGPL-3.0-only"))
    assert [(p.rule, p.place) for p in components.faults(copy, None)] == [("V40", "altair")]


def test_a_package_without_a_hash_fails(copy: Path) -> None:
    with (copy / "requirements.lock").open("a") as lock:
        lock.write("mergedeep==9.9\n")
    assert [(p.rule, p.place) for p in components.faults(copy, None)] == [("V41", "mergedeep")]


def test_a_font_of_unknown_origin_fails(copy: Path) -> None:
    site = copy / "site/assets"
    site.mkdir(parents=True)
    for name in ("heading-latin.woff2", "found-somewhere.woff2", "nice.png"):
        (site / name).touch()
    found = [(p.rule, p.file) for p in components.faults(copy, copy / "site")]
    assert found == [("V42", "assets/found-somewhere.woff2"), ("V42", "assets/nice.png")]


@pytest.mark.parametrize(
    ("expression", "usable"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("(MIT OR Apache-2.0) AND BSD-3-Clause", True),
        ("GPL-3.0-only OR (MIT AND Apache-2.0)", True),
        ("MIT OR (GPL-3.0-only AND Apache-2.0)", True),
        ("(MIT OR GPL-3.0-only) AND GPL-2.0-only", False),
        ("Proprietary", False),
        ("BSD License", False),
        ("MIT AND", False),
        ("", False),
    ],
)
def test_choices_and_combinations(expression: str, usable: bool) -> None:
    assert components.may_be_used(expression, components.declared()) is usable


@pytest.mark.integration
def test_the_bill_of_materials_is_valid_and_repeatable(root: Path, tmp_path: Path) -> None:
    first, second = (sbom.as_cyclonedx(root, DAY) for _ in range(2))
    assert first == second
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(first) is None
    assert json.loads(first)["metadata"]["timestamp"] == "2026-11-21T00:00:00+00:00"
    listed = {one["name"] for one in json.loads(first)["components"]}
    assert {"mkdocs", "mkdocs-material", "assets/heading-*.woff2"} <= listed
    assert {path.name for path in sbom.write(root, tmp_path, DAY)} == {sbom.SBOM, sbom.LICENCES}
