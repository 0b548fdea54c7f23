"""A changed byte anywhere in a release is found without a network."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.release.conftest import DAY, MakeSite
from transparency.model.problem import exit_code
from transparency.release.compress import compress
from transparency.release.manifest import MANIFEST, SIGNATURE, as_bytes, digest, of_folder, paths
from transparency.release.release import ReleaseCandidate, candidate
from transparency.release.signature import KEY, KEY_FILE
from transparency.release.targets.store import Name, ordered, parsed
from transparency.release.verification import verify


def _name(release: ReleaseCandidate) -> Name:
    return Name(1, 0, release.manifest.date, release.manifest.commit[:8], release.digest)


@pytest.fixture
def signed(make_site: MakeSite, keys: tuple[Path, Path]) -> ReleaseCandidate:
    return make_site(1, {KEY_FILE: str(keys[0])}, files=3)


def _rules(release: ReleaseCandidate, signers: Path) -> list[str]:
    return [p.rule for p in verify(release.folder, _name(release), signers)]


def test_a_whole_signed_release_has_no_findings(signed: ReleaseCandidate, keys: tuple[Path, Path]) -> None:
    assert _rules(signed, keys[1]) == []


@pytest.mark.integration
def test_every_single_byte_counts(signed: ReleaseCandidate, keys: tuple[Path, Path]) -> None:
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
    nobody = keys[1].with_name("nobody")
    problems = verify(release.folder, _name(release), nobody)
    assert [(p.rule, p.level) for p in problems] == [("V07", "notice")]
    assert exit_code(verify(release.folder, _name(release), keys[1])), "a site with signers has no unsigned release"
    manifest = release.folder / MANIFEST
    whole = manifest.read_bytes()
    for place in range(len(whole)):
        manifest.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert {"V01", "V05"} & set(_rules(release, keys[1])), place


@pytest.mark.slow
def test_a_changed_byte_in_every_kind_of_file_counts(slim_site: Path, tmp_path: Path, keys: tuple[Path, Path]) -> None:
    """The smallest real file of each kind, all that a release adds, bytes drawn by lot; the copy's name tells nothing."""
    folder = tmp_path / "copy"
    for path in _one_of_each_kind(slim_site):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes((slim_site / path).read_bytes())
    compress(folder)
    manifest = of_folder(folder, "preview", "https://example.edu/", DAY, "0" * 40, {"python": "3.11.0"}, ())
    candidate(folder, manifest, {KEY_FILE: str(keys[0])})
    kinds = {Path(path).suffix for path in paths(folder)}
    assert {".html", ".css", ".js", ".csv", ".json", ".woff2", ".xlsx", ".zip", ".br", ".gz", ".sig"} <= kinds
    drawn = random.Random(8)  # noqa: S311  (reproducible, not secret)
    for path in [*paths(folder), *[MANIFEST, SIGNATURE] * 20] * 3:
        whole = (folder / path).read_bytes()
        place, bit = drawn.randrange(len(whole)), 1 << drawn.randrange(8)
        (folder / path).write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
        assert exit_code(verify(folder, None, keys[1])), f"byte {place} of {path}"
        (folder / path).write_bytes(whole)
    assert verify(folder, None, keys[1]) == ()


def _one_of_each_kind(site: Path) -> Iterator[str]:
    kinds: dict[str, tuple[int, str]] = {}
    for path in paths(site):
        size = (site / path).stat().st_size
        if size > 300:
            kinds[Path(path).suffix] = min(kinds.get(Path(path).suffix, (size, path)), (size, path))
    yield from (path for _, path in kinds.values())


@pytest.mark.integration
def test_an_unsigned_manifest_under_another_name_finds_its_own_bytes(
    make_site: MakeSite, keys: tuple[Path, Path]
) -> None:
    """A copy on a memory stick is called as somebody liked; nothing but the manifest itself can tell."""
    release = make_site(1, files=2)
    manifest = release.folder / MANIFEST
    whole = manifest.read_bytes()
    for place in range(len(whole)):
        for bit in (1, 32):
            manifest.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
            assert [p.rule for p in verify(release.folder, None, keys[1])] == ["V01"], place


@pytest.mark.parametrize("change", ["renamed", "swapped", "a folder is a link", "a file is a folder", "signature gone"])
def test_names_and_kinds_count_too(signed: ReleaseCandidate, keys: tuple[Path, Path], change: str) -> None:
    page, other = signed.folder / "p00/index.html", signed.folder / "p01/index.html"
    expected = ["V02", "V03"]
    if change == "renamed":
        page.rename(page.with_name("Index.html"))
        expected.reverse()
    elif change == "swapped":
        one, two = page.read_bytes(), b"x" + other.read_bytes()[1:]
        page.write_bytes(two)
        other.write_bytes(one[:-1])
        expected = ["V04", "V04"]
    elif change == "a folder is a link":
        page.parent.rename(signed.folder.parent / "outside")
        page.parent.symlink_to(signed.folder.parent / "outside")
        expected.reverse()
    elif change == "a file is a folder":
        page.unlink()
        page.mkdir()
        expected = ["V02"]
    else:
        (signed.folder / SIGNATURE).unlink()
        expected = ["V07"]
    assert _rules(signed, keys[1]) == expected


@pytest.mark.parametrize(
    "change", ["longer", "shorter", "missing", "foreign", "link", "link added", "folder link added", "dead link added"]
)
def test_other_ways_to_differ(signed: ReleaseCandidate, keys: tuple[Path, Path], change: str) -> None:
    file = signed.folder / "index.html"
    added = {"link added": file, "folder link added": file.parent, "dead link added": Path("/nowhere")}
    expected = {"missing": "V02", **dict.fromkeys(("foreign", *added), "V03")}.get(change, "V04")
    if change == "longer":
        file.write_bytes(file.read_bytes() + b"\n")
    elif change == "shorter":
        file.write_bytes(file.read_bytes()[:-1])
    elif change == "missing":
        file.unlink()
    elif change == "foreign":
        (signed.folder / "p00/.htaccess").touch()
    elif change in added:
        (signed.folder / "p00/added.html").symlink_to(added[change])
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
def test_the_lines_of_the_handbook_verify(
    signed: ReleaseCandidate, keys: tuple[Path, Path], root: Path, lang: str
) -> None:
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
