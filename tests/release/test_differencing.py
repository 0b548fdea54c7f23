"""A release is read together with the kept ones before readers get it: each may be safe alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.disclosure_control.publication import Count, key, mixed, release, table, total
from tests.release.conftest import DAY, write_site
from tests.release.test_targets import local_shell, target
from transparency.release.differencing import BELOW
from transparency.release.manifest import of_folder
from transparency.release.release import PublishedRelease, ReleaseCandidate, candidate, publish
from transparency.release.targets.folder import FolderStore
from transparency.release.targets.store import Name, Store
from transparency.site.build.checks import checked
from transparency.survey.cells import CellKey

__all__ = ["local_shell", "target"]

PARTS = {"A": mixed(40), "B": mixed(30), "C": mixed(6), "D": mixed(24)}
UNITS = dict.fromkeys(PARTS, "UNIV")

Edition = Callable[..., ReleaseCandidate]


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """A site that publishes these counts and hides those cells."""

    def make(number: int, *hide: CellKey, period: str = "2025", **changed: Count) -> ReleaseCandidate:
        folder = tmp_path / f"edition-{number}"
        write_site(folder, number, 2)
        parts = {key(unit, period=period): count for unit, count in (PARTS | changed).items()}
        counts = parts | {key("UNIV", period=period): total(parts.values())}
        for name, text in release(table(counts, hide), units=UNITS).files.items():
            (folder / BELOW / name).write_text(text, encoding="utf-8")
        manifest = of_folder(folder, "preview", "https://example.edu/", DAY, f"{number:040x}", {}, ())
        return candidate(folder, manifest, {})

    return make


@pytest.mark.integration
def test_two_releases_that_tell_a_hidden_figure_together(target: Store, edition: Edition) -> None:
    assert isinstance(publish(target, edition(1, key("C"), key("D"))), PublishedRelease)
    served = target.current()
    refused = publish(target, edition(2, key("C"), key("B")))
    assert isinstance(refused, tuple)
    assert {(p.rule, p.place) for p in refused} >= {("S07", "S1 2025 C ALL")}
    assert any(p.file.startswith(f"releases/{served}/") for p in refused), "the kept release is named"
    assert all("the kept ones together" in p.advice for p in refused)
    assert target.current() == served
    assert target.releases() == (served,)


def test_a_revision_that_differs_by_two_people(target: Store, edition: Edition) -> None:
    publish(target, edition(1, key("C"), key("D")))
    refused = publish(target, edition(2, key("C"), key("D"), A=mixed(42)))
    assert isinstance(refused, tuple)
    assert "S11" in {p.rule for p in refused}


def test_a_release_that_adds_nothing_goes_out(target: Store, edition: Edition) -> None:
    for number in (1, 2):
        assert isinstance(publish(target, edition(number, key("C"), key("D"))), PublishedRelease)


def test_a_large_revision_goes_out(target: Store, edition: Edition) -> None:
    publish(target, edition(1, key("C"), key("D")))
    done = publish(target, edition(2, key("C"), key("D"), A=mixed(90), B=mixed(80), C=mixed(7), D=mixed(60)))
    assert isinstance(done, PublishedRelease), done


def test_an_old_leak_is_not_held_against_every_release_after_it(tmp_path: Path, edition: Edition) -> None:
    """What the kept releases tell without the new one is known already; refusing would help nobody."""
    place = FolderStore(tmp_path / "srv")
    publish(place, edition(1, key("C"), key("D")))
    leaking = edition(2, key("C"), key("B"))
    place.add(leaking.folder, Name(2, 1, DAY, "00000002", leaking.digest))
    later = {"C": mixed(20)}
    assert isinstance(publish(place, edition(3, period="2026", **later)), PublishedRelease)
    assert isinstance(publish(place, edition(4, key("C"), key("A"))), tuple), "this one tells more than the others"


def test_a_site_is_not_finished_while_its_own_versions_tell_a_hidden_figure(tmp_path: Path, edition: Edition) -> None:
    """The page of versions says that the kept versions passed the audit together; the build asks before there is a site."""
    site = tmp_path / "site"
    for number, hidden in ((1, "D"), (2, "D"), (3, "B")):
        shutil.copytree(edition(number, key("C"), key(hidden)).folder / BELOW, site / f"open-data/v/{number}/files")
        problems = checked(tmp_path, (site,), {"SITE_DATE": DAY.isoformat()}, fresh=True)
        assert ({p.rule for p in problems} >= {"S07"}) == (number == 3)
