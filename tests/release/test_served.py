"""A release from a fresh runner: what the served site keeps is fetched from it, compared, and carried on."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import copy_of_small
from tests.open_data.conftest import registry_of
from tests.release.conftest import DAY, MakeSite
from transparency.cli import publish as command
from transparency.cli.release_commands import _earlier
from transparency.model.problem import CouldNotRun
from transparency.opendata import open_data, published_versions
from transparency.release import release
from transparency.release.checkout import Checkout
from transparency.release.manifest import MANIFEST, SIGNATURE, Manifest, as_bytes, of_folder
from transparency.release.release import PublishedRelease
from transparency.release.served_site import ensure_nothing_is_served, fetched
from transparency.release.signature import KEY_FILE
from transparency.release.targets.folder import FolderStore
from transparency.site.build.files import write

NOBODY = Path("no-list-of-signers")
COMMIT = "c" * 40


@dataclass
class Host:
    """A web server of this test; ``folder`` is what it serves, like the last folder handed to Pages."""

    folder: Path
    address: str = ""
    asked: list[str] = field(default_factory=list)
    answer: int = 0
    """A status that it gives whatever is asked for, 0 for none."""


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, host: Host) -> None:
        self.host = host
        super().__init__(*arguments, directory=str(host.folder))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.host.asked.append(self.path)
        if self.host.answer:
            self.send_response(self.host.answer)
            self.send_header("Location", "https://elsewhere.example/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    found = Host(tmp_path / "nothing")
    handler = functools.partial(_Handler, host=found)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found.address = f"http://127.0.0.1:{server.server_address[1]}"
        yield found
        server.shutdown()


def _release(folder: Path, edition: int, served: Path | None) -> release.ReleaseCandidate:
    """A release with the real open data of the small university, one name of which changes with the edition."""
    root = copy_of_small(folder / "sources")
    process = root / "data/processes/p01.yml"
    process.write_text(process.read_text(encoding="utf-8").replace("Purpose.", f"Purpose {edition}."), encoding="utf-8")
    site = folder / "site"
    found, problems = open_data(registry_of(root), served)
    assert found is not None, problems
    if served is not None:
        published_versions.carry(served, site)
    write(found.files, site)
    (site / "index.html").write_text(f"<p>{edition}</p>")
    manifest = of_folder(site, "preview", "https://example.edu/", DAY, f"{edition:040x}", {}, ())
    return release.candidate(site, manifest, {})


def _versions(site: Path) -> list[str]:
    return sorted(folder.name for folder in (site / "open-data/v").iterdir() if folder.is_dir())


@pytest.mark.integration
def test_three_fresh_runners_keep_three_versions(host: Host, tmp_path: Path) -> None:
    """Each runner starts with an empty target; its finished folder is what is served from then on, as Pages does it."""
    first = FolderStore(tmp_path / "runner-1")
    assert isinstance(release.publish(first, _release(tmp_path / "one", 1, None)), PublishedRelease)
    host.folder = tmp_path / "runner-1/current"
    for edition in (2, 3):
        target = FolderStore(tmp_path / f"runner-{edition}")
        with fetched(host.address, COMMIT, NOBODY) as earlier:
            new = _release(tmp_path / f"edition-{edition}", edition, earlier.open_data)
            assert isinstance(release.publish(target, new, fetched=earlier), PublishedRelease)
        host.folder = tmp_path / f"runner-{edition}/current"
    versions = _versions(host.folder)
    assert len(versions) == 3
    reports = [json.loads((host.folder / f"open-data/v/{name}/changes.json").read_bytes()) for name in versions]
    assert [report["previous"] for report in reports] == [None, *versions[:-1]]
    for edition, name in zip((1, 2, 3), versions, strict=True):
        assert f"Purpose {edition}." in (host.folder / f"open-data/v/{name}/files/processes.csv").read_text(
            encoding="utf-8"
        )
    without = FolderStore(tmp_path / "without")
    assert isinstance(release.publish(without, _release(tmp_path / "four", 4, None)), PublishedRelease)
    assert len(_versions(tmp_path / "without/current")) == 1, "nothing but the fetched files holds the history"


@pytest.fixture
def kept(host: Host, tmp_path: Path) -> Path:
    """A site that is served, with figures and one dated version."""
    target = FolderStore(tmp_path / "srv")
    assert isinstance(release.publish(target, _release(tmp_path / "one", 1, None)), PublishedRelease)
    host.folder = (tmp_path / "srv/current").resolve()
    return host.folder


def _fetch(host: Host, signers: Path = NOBODY) -> Manifest:
    with fetched(host.address, COMMIT, signers) as found:
        return found.manifest


@pytest.mark.integration
def test_only_what_is_needed_is_fetched_past_every_cache(host: Host, kept: Path) -> None:
    assert _fetch(host).files
    assert {path.split("/")[1].split("?")[0] for path in host.asked} == {MANIFEST, "open-data"}
    assert all(path.endswith(f"?for={COMMIT}") for path in host.asked)
    assert len(host.asked) < len(list(kept.rglob("*")))


def _change(kept: Path) -> None:
    file = kept / "open-data/files/processes.csv"
    file.write_bytes(file.read_bytes()[:-1] + b"!")


def _lengthen(kept: Path) -> None:
    with (kept / "open-data/files/processes.csv").open("ab") as file:
        file.write(b"1,2\r\n")


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a figure changed": (_change, r"open-data/files/processes\.csv is not the file that was released"),
    "a row more": (_lengthen, r"open-data/files/processes\.csv is not the file that was released"),
    "a version gone": (lambda kept: shutil.rmtree(kept / "open-data/v"), r"open-data/v/.* is missing"),
    "the manifest gone": (lambda kept: (kept / MANIFEST).unlink(), r"has no release\.json at .* add --first"),
    "the manifest damaged": (lambda kept: (kept / MANIFEST).write_text("{}"), r"its release\.json is not a manifest"),
}


@pytest.mark.integration
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_served_site_that_is_not_whole_stops_the_release(host: Host, kept: Path, damage: str) -> None:
    change, said = DAMAGES[damage]
    change(kept)
    with pytest.raises(CouldNotRun, match=said):
        _fetch(host)


@pytest.mark.integration
@pytest.mark.parametrize(("status", "said"), [(500, "answer 500"), (503, "answer 503"), (302, "answer 302")])
def test_a_served_site_that_does_not_answer_stops_the_release(host: Host, kept: Path, status: int, said: str) -> None:
    assert kept.is_dir()
    host.answer = status
    with pytest.raises(CouldNotRun, match=said):
        _fetch(host)


def test_a_server_that_is_away_stops_the_release() -> None:
    with pytest.raises(CouldNotRun, match="could not be fetched"), fetched("http://127.0.0.1:9", COMMIT, NOBODY):
        pass


@pytest.mark.integration
@pytest.mark.parametrize("path", ["open-data/files/../../../secret.csv", "open-data/v/../../x"])
def test_a_manifest_that_leads_out_of_the_folder_is_refused(host: Host, kept: Path, path: str) -> None:
    manifest = _fetch(host)
    wrong = manifest.files[0].model_copy(update={"path": path})
    (kept / MANIFEST).write_bytes(as_bytes(manifest.model_copy(update={"files": (*manifest.files, wrong)})))
    with pytest.raises(CouldNotRun, match="a path that leads out of it"):
        _fetch(host)


def test_where_signers_are_listed_the_signature_is_checked(
    host: Host, make_site: MakeSite, keys: tuple[Path, Path], tmp_path: Path
) -> None:
    signed = make_site(1, {KEY_FILE: str(keys[0])}, files=2)
    host.folder = signed.folder
    assert _fetch(host, keys[1]) == signed.manifest
    other = tmp_path / "other"
    other.write_text(keys[1].read_text().replace("release ", "somebody ", 1))
    with pytest.raises(CouldNotRun, match="its signature was not made by a listed signer"):
        _fetch(host, other)
    (signed.folder / SIGNATURE).unlink()
    with pytest.raises(CouldNotRun, match="its release is unsigned"):
        _fetch(host, keys[1])


@pytest.mark.parametrize(
    "address", ["http://kazutb.edu.kz", "ftp://kazutb.edu.kz", "kazutb.edu.kz", "https://", "file:///etc"]
)
def test_only_a_protected_address_is_asked(address: str) -> None:
    with pytest.raises(CouldNotRun, match="is not understood"), fetched(address, COMMIT, NOBODY):
        pass


@pytest.mark.integration
def test_the_rules_of_a_successor_hold_for_what_was_fetched(host: Host, kept: Path, tmp_path: Path) -> None:
    """Published addresses stay and days do not go back, although the target of a fresh runner is empty."""
    assert kept.is_dir()
    new = _release(tmp_path / "two", 2, None)
    with fetched(host.address, COMMIT, NOBODY) as earlier:
        shutil.rmtree(new.folder / "open-data/files")
        fewer = of_folder(new.folder, "preview", "https://example.edu/", DAY.replace(year=2025), "2" * 40, {}, ())
        refused = release.publish(
            FolderStore(tmp_path / "fresh"), release.candidate(new.folder, fewer, {}), fetched=earlier
        )
    assert not isinstance(refused, PublishedRelease)
    assert {problem.rule for problem in refused} == {"V10", "V11"}


@pytest.mark.integration
def test_a_first_release_says_so(host: Host, kept: Path) -> None:
    with pytest.raises(CouldNotRun, match="It is not the first release"):
        ensure_nothing_is_served(host.address, COMMIT)
    (kept / MANIFEST).unlink()
    ensure_nothing_is_served(host.address, COMMIT)
    ensure_nothing_is_served("http://127.0.0.1:9", COMMIT)


@pytest.mark.parametrize(
    ("options", "has_release", "said"),
    [
        ([], False, "The target holds no release"),
        (["--first"], True, "It is not the first release: the target holds one"),
        (["--served-from", "http://127.0.0.1:9"], False, "could not be fetched"),
        ([], True, None),
        (["--first"], False, None),
        (["--first", "--served-from", "http://127.0.0.1:9"], False, None),
        (["--served-from", "http://127.0.0.1:9"], True, None),
    ],
)
def test_before_anything_is_built_it_is_clear_what_came_before(
    options: list[str], has_release: bool, said: str | None, make_site: MakeSite, tmp_path: Path
) -> None:
    target = FolderStore(tmp_path / "srv")
    if has_release:
        release.publish(target, make_site(1, files=2))
    parsed = command.parser().parse_args(["release", "--to", f"folder:{tmp_path}/srv", *options])
    expected = pytest.raises(CouldNotRun, match=said) if said else contextlib.nullcontext()
    sources = Checkout(tmp_path, COMMIT, DAY)
    with expected, _earlier(target, sources, parsed) as (data, earlier):
        assert (data is not None) == has_release
        assert earlier is None
