"""Persons in names of files, and words of the three languages that look like them."""

from __future__ import annotations

import pytest

from transparency.gate import File, Register, scan


def _is_found(name: str) -> bool:
    return any(problem.rule == "P09" for problem in scan([File(name, b"Text.\n")], Register()))


@pytest.mark.parametrize(
    "name",
    [
        "scan_suleimenov.pdf.txt",
        "report-zhumagulova.txt",
        "IS-22-1_kaliyeva.txt",
        "tabel ibragimova.txt",
        "dlya_petrenko.txt",
        "cv-aigerim.txt",
        "photo_zhansaya.txt",
        "abishevaainur.txt",
    ],
)
def test_a_clear_surname_or_the_owner_of_a_paper_is_found(name: str) -> None:
    assert _is_found(name)


@pytest.mark.parametrize(
    "name",
    [
        "spiski_studentov.txt",
        "chebyshev-polynomials.txt",
        "lesson_gauss_markov.txt",
        "sait-baptau.txt",
        "plan-gorodov.txt",
        "certificate-template.txt",
        "prikaz_o_stipendii.txt",
        "motivation-letter-form.txt",
        "zhana-oqu-zhyly.txt",
    ],
)
def test_words_of_the_language_and_eponyms_are_lawful(name: str) -> None:
    assert not _is_found(name)
