"""Dated copies of the data are carried from release to release, so previews and official releases never share a place."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from tests.release.conftest import DAY, write_site
from transparency.release import release
from transparency.release.manifest import Purpose, of_folder
from transparency.release.targets import store


def made(folder: Path, edition: int, purpose: Purpose) -> release.ReleaseCandidate:
    write_site(folder, edition)
    manifest = of_folder(folder, purpose, "https://example.edu/", DAY, f"{edition:040x}", {}, ())
    return release.candidate(folder, manifest, {})


@pytest.mark.parametrize("before", get_args(Purpose))
@pytest.mark.parametrize("after", get_args(Purpose))
def test_a_release_follows_one_with_or_without_demonstrations(tmp_path: Path, before: Purpose, after: Purpose) -> None:
    place = store(f"folder:{tmp_path}/srv")
    assert isinstance(release.publish(place, made(tmp_path / "first", 1, before)), release.PublishedRelease)
    served = place.current()
    done = release.publish(place, made(tmp_path / "second", 2, after))
    if (before == "preview") == (after == "preview"):
        assert isinstance(done, release.PublishedRelease)
    else:
        assert isinstance(done, tuple)
        assert [(problem.rule, problem.place) for problem in done] == [("V12", "purpose")]
        assert place.current() == served
