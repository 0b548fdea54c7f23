"""Six exports of one survey through one questionnaire: only the layout differs, every figure is the same."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.survey.cases import HERE, layout, outcome, questionnaire, unit
from tests.survey.exports import CANARIES, DIALECTS, Dialect, make
from transparency.model.questionnaire import ExportLayout
from transparency.model.text import USUAL
from transparency.survey.delimited import MalformedLineError
from transparency.survey.export import Export, open_export
from transparency.survey.report import report
from transparency.survey.run import SurveyRun
from transparency.survey.submission_lines import Wanted, _blank_lines
from transparency.survey.tables import ExistingFiles, files

UNITS = (unit("DEMO_A"), unit("DEMO_B"))
ASKED = questionnaire("exports")


def _outcome(dialect: Dialect, folder: Path) -> SurveyRun:
    look = layout(HERE / "layouts" / f"{dialect.layout}.yml")
    return outcome(ASKED, {"2025-S2": make(folder, dialect, ASKED)}, layout=look, units=UNITS)


def _written(found: SurveyRun) -> str:
    written = files(found, ExistingFiles((), (), (), (), (), (), USUAL))
    return "".join(f"{name}\n{text}" for name, text in sorted(written.items()))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> SurveyRun:
    return _outcome(DIALECTS[0], tmp_path_factory.mktemp("first"))


@pytest.mark.parametrize("dialect", DIALECTS[1:], ids=lambda dialect: dialect.layout)
def test_same_figures_from_every_export(dialect: Dialect, first: SurveyRun, tmp_path: Path) -> None:
    found = _outcome(dialect, tmp_path)
    assert found.periods[0].quality == first.periods[0].quality
    assert found.observations == first.observations


def test_cleaning_counts_of_the_invented_submissions(first: SurveyRun) -> None:
    quality = first.periods[0].quality
    assert (quality.n_raw, quality.n_noconsent, quality.n_test, quality.n_dup) == (69, 2, 1, 2)
    assert quality.n_empty == 2  # one blank, one with «not applicable» and «hard to answer» alone
    assert quality.n_raw == sum((quality.n_noconsent, quality.n_test, quality.n_dup, quality.n_empty, quality.n_usable))
    assert quality.n_out > 0


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.layout)
def test_no_string_of_the_raw_input_comes_out(
    dialect: Dialect, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    found = _outcome(dialect, tmp_path)
    text = _written(found) + report(found, {}, "en") + repr(found) + "".join(capfd.readouterr())
    for canary in (*CANARIES.values(), "canary", "Қанарейка"):
        assert canary not in text


def test_the_report_says_what_was_assumed(first: SurveyRun, tmp_path: Path) -> None:
    kazakh = _outcome(DIALECTS[2], tmp_path)
    text = report(kazakh, _files := {"indicators.csv": "A\n1\n"}, "en")
    assert "KZ-1048, not cp1251" in text
    assert "tab between columns" in text
    assert "69 submissions read" in text
    assert "indicators.csv: 1 rows" in text
    assert text == report(kazakh, _files, "en")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "kz1048"])
def test_lines_above_the_header_are_left_out_in_every_encoding(ends: str, encoding: str, tmp_path: Path) -> None:
    lines = ['"Сауалнама\n2025"', "Сұрақ;Мектеп", "Өте жақсы;А", "Жаман;Ә", "01;Б"]
    path = tmp_path / "export.csv"
    path.write_bytes(ends.join([*lines, ""]).encode(encoding))
    found = open_export(path, ExportLayout(), lambda row: row.count("Сұрақ"))
    assert isinstance(found, Export)
    (piece,) = found.read(Wanted(frozenset({0, 1}), frozenset({1}), frozenset()))
    assert piece.astype("str").to_numpy().tolist() == [["Өте жақсы", "А"], ["Жаман", "Ә"], ["01", "Б"]]
    assert found.header == ("Сұрақ", "Мектеп")


@pytest.mark.parametrize("odd", ["", "7;да", '7;"да', "7;да;нет;;", '"7";"д"а";', "7;да;нет;лишнее"])
def test_lines_are_the_same_before_and_after_an_irregular_one(odd: str, tmp_path: Path) -> None:
    """UTF-8 is read by pyarrow until a line is irregular, UTF-16 by pandas alone; the file has several blocks of pyarrow."""
    lines = [f'{i};"Өте ""жақсы"" {"x" * 60}\n{i}";{i % 3}' for i in range(20_000)]
    text = "\n".join(["№;Сұрақ;Мектеп", *lines[:15_000], odd, *lines[15_000:], ""])
    found = []
    for encoding in ("utf-8", "utf-16"):
        path = tmp_path / f"{encoding}.csv"
        path.write_text(text, encoding=encoding)
        export = open_export(path, ExportLayout(), lambda row: row.count("Сұрақ"))
        assert isinstance(export, Export)
        try:
            pieces = [
                piece.astype("str") for piece in export.read(Wanted(frozenset({1, 2}), frozenset({2}), frozenset()))
            ]
        except MalformedLineError as error:
            found.append((error.problem().line, error.problem().what))
        else:
            whole = pd.concat(pieces)
            found.append((whole.index.tolist(), whole.to_numpy().tolist()))
    assert found[0] == found[1]


def test_numbers_that_pandas_makes_of_a_column_are_not_blank() -> None:
    """It does so with categories of some columns of files that it reads in several pieces."""
    mixed = pd.Series([1, "", 0, " "], dtype=object)
    piece = pd.DataFrame({0: mixed, 1: pd.Categorical([5, "", "", ""])})
    assert _blank_lines(piece).tolist() == [False, True, False, True]
