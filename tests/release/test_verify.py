"""A changed byte anywhere in a release is found without a network."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.release.conftest import MakeSite
from transparency.publish.manifest import MANIFEST, SIGNATURE, as_bytes, digest, paths
from transparency.publish.release import Candidate, verify
from transparency.publish.signature import KEY, KEY_FILE
from transparency.publish.targets.store import Name, ordered, parsed


def _name(release: Candidate) -> Name:
    return Name(1, 0, release.manifest.date, release.manifest.commit[:8], release.digest)


@pytest.fixture
def signed(make_site: MakeSite, keys: tuple[Path, Path]) -> Candidate:
    return make_site(1, {KEY_FILE: str(keys[0])}, files=3)


def _rules(release: Candidate, signers: Path) -> list[str]:
    return [p.rule for p in verify(release.folder, _name(release), signers)]


def test_a_whole_signed_release_has_no_findings(signed: Candidate, keys: tuple[Path, Path]) -> None:
    assert _rules(signed, keys[1]) == []


def test_every_single_byte_counts(signed: Candidate, keys: tuple[Path, Path]) -> None:
    """Exhaustive over the manifest's and signature's bytes would take minutes: every 7th there, every file's first and last."""
    for path in paths(signed.folder):
        file = signed.folder / path
        whole = file.read_bytes()
        step = 7 if path in {MANIFEST, SIGNATURE} else max(len(whole) - 1, 1)
        for place in range(0, len(whole), step):
            file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert _rules(signed, keys[1]), f"byte {place} of {path}"
        file.write_bytes(whole)
    assert _rules(signed, keys[1]) == []


def test_an_unsigned_release_says_so_and_finds_every_byte_too(make_site: MakeSite, keys: tuple[Path, Path]) -> None:
    release = make_site(1, files=2)
    assert _rules(release, keys[1]) == ["V07"]
    manifest = release.folder / MANIFEST
    whole = manifest.read_bytes()
    for place in range(len(whole)):
        manifest.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert {"V01", "V05"} & set(_rules(release, keys[1])), place


@pytest.mark.parametrize("change", ["longer", "shorter", "missing", "foreign", "link"])
def test_other_ways_to_differ(signed: Candidate, keys: tuple[Path, Path], change: str) -> None:
    file = signed.folder / "index.html"
    expected = {"missing": "V02", "foreign": "V03"}.get(change, "V04")
    if change == "longer":
        file.write_bytes(file.read_bytes() + b"\n")
    elif change == "shorter":
        file.write_bytes(file.read_bytes()[:-1])
    elif change == "missing":
        file.unlink()
    elif change == "foreign":
        (signed.folder / "p00/.htaccess").touch()
    else:
        copy = signed.folder.parent / "copy"
        file.rename(copy)
        file.symlink_to(copy)
    assert _rules(signed, keys[1]) == [expected]


def test_a_signature_of_a_stranger_is_refused(make_site: MakeSite, keys: tuple[Path, Path], tmp_path: Path) -> None:
    stranger = tmp_path / "stranger"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(stranger)], check=True)
    release = make_site(1, {KEY_FILE: str(stranger)}, files=2)
    assert _rules(release, keys[1]) == ["V06"]


def test_a_signature_for_another_release_is_refused(make_site: MakeSite, keys: tuple[Path, Path]) -> None:
    environ = {KEY: keys[0].read_text()}
    one, two = make_site(1, environ, files=2), make_site(2, environ, files=2)
    (one.folder / SIGNATURE).write_bytes((two.folder / SIGNATURE).read_bytes())
    assert _rules(one, keys[1]) == ["V06"]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_lines_of_the_handbook_verify(signed: Candidate, keys: tuple[Path, Path], root: Path, lang: str) -> None:
    """As a stranger would type them, and once more with a changed byte."""
    text = (root / f"handbook/{lang}.md").read_text(encoding="utf-8")
    lines = (
        next(block for block in text.split("```") if "sha256sum" in block)
        .strip()
        .replace("allowed_signers", str(keys[1]))
    )
    command = ["bash", "-c", f"set -euo pipefail\n{lines}"]
    subprocess.run(command, cwd=signed.folder, check=True, capture_output=True)
    page = signed.folder / "index.html"
    page.write_bytes(page.read_bytes() + b" ")
    assert subprocess.run(command, cwd=signed.folder, check=False, capture_output=True).returncode


def test_a_rewritten_unsigned_manifest_has_another_name(make_site: MakeSite, keys: tuple[Path, Path]) -> None:
    release = make_site(1, files=2)
    forged = as_bytes(release.manifest.model_copy(update={"waivers": ("nothing",)}))
    (release.folder / MANIFEST).write_bytes(forged)
    assert _rules(release, keys[1]) == ["V05", "V07"]


def test_names_are_ordered_by_number_whatever_the_date() -> None:
    text = "000002-after-000001-2020-01-01-0a-00000000000000000000"
    later = text.replace("000002", "000010")
    assert [n.number for n in ordered([later, text, ".incoming", "lost+found"])] == [2, 10]
    assert str(parsed(text)) == text


def test_the_same_bytes_get_the_same_time_and_changed_bytes_another(make_site: MakeSite) -> None:
    one, two = make_site(1, files=2), make_site(2, files=2)
    times = [(r.folder / "index.html").stat().st_mtime_ns for r in (one, two)]
    assert times[0] != times[1]
    again = (two.folder / "index.html").read_bytes()
    assert digest(again) != digest((one.folder / "index.html").read_bytes())


def test_other_bytes_are_no_manifest(tmp_path: Path, keys: tuple[Path, Path]) -> None:
    for data in (b"", b"{", b"\x00\xff" * 99, b"[]", b'{"format": 2}'):
        (tmp_path / MANIFEST).write_bytes(data)
        assert [p.rule for p in verify(tmp_path, None, keys[1])] == ["V01"]
