"""Programs of others are known by the digests of what their locked packages hold or make."""

from __future__ import annotations

import hashlib

from transparency.gate.known_software import known_software
from transparency.site.build import survey_files


def test_the_chart_library_of_the_locked_package_is_known() -> None:
    assert hashlib.sha256(survey_files._library()).hexdigest() in known_software()


def test_one_changed_byte_makes_it_ours() -> None:
    assert hashlib.sha256(survey_files._library() + b" ").hexdigest() not in known_software()
