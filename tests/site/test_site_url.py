"""The address that goes into every page is an origin and a path, nothing else."""

from __future__ import annotations

import pytest

from transparency.model.problem import CouldNotRun
from transparency.registry.site_url import site_url

OFFICIAL = "https://university.example/"


@pytest.mark.parametrize(
    "address",
    [
        OFFICIAL,
        "https://a.github.io/portal/",
        "https://a.b-c.example/x/y",
        "http://127.0.0.1:8000/",
        "http://localhost/",
    ],
)
def test_accepted(address: str) -> None:
    assert site_url({"SITE_URL": address}, OFFICIAL) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://university.example/",
        "//university.example/",
        "javascript:alert(1)",
        "https://user:word@university.example/",
        "https://university.example@evil.example/",
        'https://university.example/"><script>',
        "https://university.example/\n",
        "https://university.example/?a=b",
        "https://university.example/#a",
        "https://university.example:8443/",
        "https://192.0.2.1/",
        "https://\u0443niversity.example/",
    ],
)
def test_refused(address: str) -> None:
    with pytest.raises(CouldNotRun, match="SITE_URL"):
        site_url({"SITE_URL": address}, OFFICIAL)


def test_without_the_variable_the_settings_count() -> None:
    assert site_url({}, OFFICIAL) == OFFICIAL
