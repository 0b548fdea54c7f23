"""Eleven ways to work out what is hidden, each with a publication that leaks and one that does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

import pytest

from tests.disclosure_control.publication import (
    Count,
    cells,
    found,
    hidden,
    key,
    margins,
    mixed,
    published,
    release,
    row,
    rules,
    shown,
    table,
    total,
    withheld,
)
from transparency.audit.disclosure import audit
from transparency.survey.cells import Cell, CellKey, Partition
from transparency.survey.suppression import Pooling, PublishedCell, protect

SCALES = "CODE,SURVEY,MINIMUM,MAXIMUM,POSITIVE,MIDDLE,NEGATIVE\nfive_1_5,S1,1,5,4 5,3,1 2\n"
ELEMENTS = (
    "CODE,SURVEY,TYPE,BLOCK,SCALE\nALL,S1,survey,,\nB1,S1,block,,\n"
    "Q1,S1,item,B1,five_1_5\nQ2,S1,item,B1,five_1_5\nQ3,S1,item,B1,five_1_5\n"
)


def faculties(**sizes: int) -> dict[CellKey, Count]:
    """A university and its faculties."""
    parts = {key(name): mixed(size) for name, size in sizes.items()}
    return parts | {key("UNIV"): total(parts.values())}


def flat(*units: str) -> dict[str, str]:
    """Faculties directly below the university."""
    return dict.fromkeys(units, "UNIV")


FACULTIES = faculties(A=40, B=30, C=6, D=24)
PARTS = [Partition(key("UNIV"), tuple(key(name) for name in "ABCD"))]


class TestTotalMinusParts:
    """1: faculty total minus published programmes, those not listed included."""

    def test_one_hidden_faculty_is_the_rest(self) -> None:
        assert ("S07", "S1 2025 C ALL") in found(release(table(FACULTIES, {key("C")}), units=flat(*"ABCD")))

    def test_a_faculty_that_is_not_listed_is_the_rest_too(self) -> None:
        lines = [line for k in FACULTIES if k != key("C") for line in shown(k, FACULTIES[k])]
        assert ("S10", "S1 2025 UNIV ALL") in found(release(lines, units=flat(*"ABD")))

    def test_a_second_hidden_faculty_makes_it_safe(self) -> None:
        protection = protect(cells(FACULTIES), PARTS)
        assert protection.decisions[key("C")] == "A"
        assert protection.decisions[key("D")] == "D"
        assert found(release(published(FACULTIES, protection), units=flat(*"ABCD"))) == set()

    def test_departments_below_a_hidden_faculty_are_seen(self) -> None:
        """The faculty is hidden but all its departments are shown, or the other way round."""
        deep = FACULTIES | {key("D1"): Count(2, 2, 6), key("D2"): FACULTIES[key("D")]}
        deep[key("D2")] = Count(2, 2, 10)
        units = flat(*"ABCD") | {"D1": "D", "D2": "D"}
        assert ("S07", "S1 2025 D ALL") in found(release(table(deep, {key("C"), key("D")}), units=units))
        sums = [*PARTS, Partition(key("D"), (key("D1"), key("D2")))]
        assert found(release(published(deep, protect(cells(deep), sums)), units=units)) == set()


class TestWeightedMeans:
    """2: the total's share x n minus the parts' shares x n is the hidden part's answers."""

    COUNTS: ClassVar[Mapping[CellKey, Count]] = {
        key("A"): Count(10, 5, 40),
        key("B"): Count(9, 3, 30),
        key("C"): Count(0, 0, 7),
        key("D"): Count(0, 0, 8),
        key("UNIV"): Count(19, 8, 85),
    }

    def test_two_hidden_faculties_that_all_agree_are_given_away_by_the_sum(self) -> None:
        problems = found(release(table(self.COUNTS, {key("C"), key("D")}), units=flat(*"ABCD")))
        assert {("S09", "S1 2025 C ALL"), ("S09", "S1 2025 D ALL")} <= problems

    def test_suppression_opens_the_answers_as_well(self) -> None:
        protection = protect(cells(self.COUNTS), PARTS)
        assert protection.withheld
        assert found(release(published(self.COUNTS, protection), units=flat(*"ABCD"))) == set()

    def test_means_alone_say_it_as_well(self) -> None:
        """The hidden 15 people sum up to 15 points: each of them chose the lowest."""
        means = {"UNIV": (70, "2.571"), "A": (55, "3.000")}
        lines = [
            row(key(u, element="Q1"), "MEAN", OBS_VALUE=mean, N_VALID=n, N_RESP=n, SCALE="five_1_5")
            for u, (n, mean) in means.items()
        ]
        lines += [*hidden(key("C", element="Q1")), *hidden(key("D", element="Q1"))]
        problems = found(release(lines, units=flat(*"ACD"), scales=SCALES, elements=ELEMENTS))
        assert {("S09", "S1 2025 C Q1"), ("S09", "S1 2025 D Q1")} <= problems
        softer = [line.replace("2.571", "2.671") for line in lines]
        assert rules(release(softer, units=flat(*"ACD"), scales=SCALES, elements=ELEMENTS)) == set()


class TestPercentages:
    """3: a count from a percentage and n, n from percentages alone."""

    def test_a_share_left_in_a_hidden_cell(self) -> None:
        lines = [*table(FACULTIES, {key("C"), key("D")}), row(key("C"), "MEAN_INDEX", OBS_VALUE="33.33")]
        assert ("S03", "S1 2025 C ALL") in found(release(lines, units=flat(*"ABCD")))

    def test_a_share_without_its_n_narrows_the_n(self) -> None:
        share = row(key("C"), "SAT_SHARE", OBS_VALUE="0.3333")
        lines = [line for line in table(FACULTIES, {key("C"), key("D")}) if not line.startswith("S1,2025,A,STUDENT,C")]
        assert ("S03", "S1 2025 C ALL") in found(release([*lines, share], units=flat(*"ABCD")))

    def test_no_share_no_count(self) -> None:
        assert rules(release(table(FACULTIES, {key("C"), key("D")}), units=flat(*"ABCD"))) == set()

    def test_a_share_that_no_count_gives(self) -> None:
        line = row(key("UNIV"), OBS_VALUE="0.6250", N_VALID=20, N_RESP=20)
        assert rules(release([line])) == {"S06"}


class TestResponseRate:
    """4: response rate x number eligible is n, and the reverse."""

    COUNTS: ClassVar[Mapping[CellKey, Count]] = {
        k: Count(c.negative, c.middle, c.positive, 2 * c.size) for k, c in FACULTIES.items()
    }

    def test_a_rate_left_in_a_hidden_cell(self) -> None:
        lines = [
            *table(self.COUNTS, {key("C"), key("D")}),
            row(key("C"), "RESP_RATE", OBS_VALUE="0.5000", N_ELIGIBLE=self.COUNTS[key("C")].eligible),
        ]
        problems = found(release(lines, units=flat(*"ABCD")))
        assert {("S03", "S1 2025 C ALL"), ("S07", "S1 2025 D ALL")} <= problems

    def test_the_number_eligible_alone_bounds_a_small_group(self) -> None:
        lines = [*table(self.COUNTS, {key("C"), key("D")}), row(key("C"), "RESP_RATE", N_ELIGIBLE=8, OBS_STATUS="Q")]
        assert ("S08", "S1 2025 C ALL") in found(release(lines, units=flat(*"ABCD")))

    def test_rates_of_shown_cells_are_safe(self) -> None:
        protection = protect(cells(self.COUNTS), PARTS)
        assert found(release(published(self.COUNTS, protection), units=flat(*"ABCD"))) == set()


class TestPeriodsAndRevisions:
    """5: rolling years, and an old revision against the new one."""

    @staticmethod
    def rolling(**sizes: int) -> dict[CellKey, Count]:
        return {key("A", period=name.strip("_").replace("_", "-")): mixed(size) for name, size in sizes.items()}

    def test_a_longer_window_minus_a_shorter_one(self) -> None:
        counts = self.rolling(_2024_2025=60, _2024_2026=65)
        assert ("S07", "S1 2026-01..2026-12 A ALL") in found(release(table(counts)))

    def test_windows_in_two_releases(self) -> None:
        first, second = self.rolling(_2024_2025=60), self.rolling(_2024_2026=65)
        assert "S07" in rules(release(table(first), "r1"), release(table(second), "r2"))

    def test_a_year_large_enough_is_safe_between_windows(self) -> None:
        assert rules(release(table(self.rolling(_2024_2025=60, _2024_2026=75)))) == set()

    def test_suppression_withdraws_the_window(self) -> None:
        keys = [key("A", period=p) for p in ("2024-2025", "2024-2026", "2026")]
        counts = {keys[0]: mixed(60), keys[2]: mixed(5)}
        counts[keys[1]] = counts[keys[0]] + counts[keys[2]]
        sums = [Partition(keys[1], (keys[0], keys[2]))]
        known = [PublishedCell(keys[0], 60, 60, counts[keys[0]].positive)]
        protection = protect(cells(counts), sums, history=known)
        assert protection.decisions == {keys[0]: "F", keys[1]: "D", keys[2]: "A"}

    def test_a_group_hidden_in_one_period_is_shown_in_another(self) -> None:
        later = {
            key("C", period="2026"): mixed(40),
            key("D", period="2026"): mixed(40),
            key("A", period="2026"): mixed(9),
        }
        later |= {key("B", period="2026"): mixed(12)}
        later[key("UNIV", period="2026")] = total(later.values())
        parts = Partition(key("UNIV", period="2026"), tuple(key(name, period="2026") for name in "ABCD"))
        windows = Partition(key("UNIV", period="2025-2026"), (key("UNIV"), key("UNIV", period="2026")))
        counts = FACULTIES | later
        counts[windows.total] = counts[key("UNIV")] + counts[key("UNIV", period="2026")]
        decisions = protect(cells(counts), [*PARTS, parts, windows]).decisions
        assert {(k.period, k.ref_unit) for k, d in decisions.items() if d != "F"} == {
            ("2025", "C"), ("2025", "D"), ("2026", "A"), ("2026", "B"),
        }  # fmt: skip

    def test_a_revision_by_three_people(self) -> None:
        old, new = {key("UNIV"): Count(10, 10, 60)}, {key("UNIV"): Count(10, 10, 63)}
        assert rules(release(table(old)), release(table(new), "r2")) == {"S11"}
        assert protect(cells(new), [], history=[PublishedCell(key("UNIV"), 80, 80, 60)]).held == (key("UNIV"),)

    def test_a_revision_by_many_people(self) -> None:
        old, new = {key("UNIV"): Count(10, 10, 60)}, {key("UNIV"): Count(14, 14, 70)}
        assert rules(release(table(old)), release(table(new), "r2")) == set()
        assert protect(cells(new), [], history=[PublishedCell(key("UNIV"), 80, 80, 60)]).held == ()

    def test_a_cell_shown_once_cannot_hide_others_later(self) -> None:
        """Two releases hide different companions of the small faculty: together they show it."""
        first, second = table(FACULTIES, {key("C"), key("D")}), table(FACULTIES, {key("C"), key("B")})
        units = flat(*"ABCD")
        assert rules(release(first, units=units)) == set()
        assert ("S07", "S1 2025 C ALL") in found(release(first, units=units), release(second, "r2", units=units))

    def test_suppression_keeps_its_pattern(self) -> None:
        """B was hidden with C before; D would be the cheaper companion but is known."""
        known = [
            PublishedCell(k, None, None, None)
            if k in {key("C"), key("B")}
            else PublishedCell(k, c.size, c.size, c.positive)
            for k, c in FACULTIES.items()
        ]
        decisions = protect(cells(FACULTIES), PARTS, history=known).decisions
        assert {k.ref_unit for k, decision in decisions.items() if decision != "F"} == {"B", "C"}

    def test_what_was_hidden_stays_hidden_where_another_companion_was_shown(self) -> None:
        """D would be cheaper to hide, but older figures of it are known: with B shown too, C would follow about."""
        known = [PublishedCell(key("B"), None, None, None), PublishedCell(key("D"), 200, 200, 100)]
        decisions = protect(cells(FACULTIES), PARTS, history=known).decisions
        assert {k.ref_unit for k, decision in decisions.items() if decision != "F"} == {"B", "C"}

    def test_what_protects_nobody_any_more_is_shown_again(self) -> None:
        known = [PublishedCell(k, None, None, None) for k in FACULTIES]
        grown = FACULTIES | {key("C"): Count(4, 4, 12)}
        grown[key("UNIV")] = total(grown[key(name)] for name in "ABCD")
        assert set(protect(cells(grown), PARTS, history=known).decisions.values()) == {"F"}

    def test_nothing_can_protect_what_is_known(self) -> None:
        known = [PublishedCell(k, c.size, c.size, c.positive) for k, c in FACULTIES.items() if k != key("C")]
        assert protect(cells(FACULTIES), PARTS, history=known).unsafe == (key("C"),)


@pytest.mark.integration
class TestQuestionsWithDifferentN:
    """6: questions that share n; filters and non-response shrink it by a person or two."""

    UNITS: ClassVar[Mapping[str, str]] = flat(*"ABCD")

    @staticmethod
    def lines(hide: set[tuple[str, str]], sizes: Mapping[str, Mapping[str, Count]]) -> list[str]:
        found_: list[str] = []
        for unit, questions in sizes.items():
            block = total(questions.values())
            people = max(c.size for c in questions.values())
            for element, count in [*questions.items(), ("B1", block)]:
                place = key(unit, element=element)
                if (unit, element) in hide:
                    found_ += hidden(place)
                else:
                    found_ += [
                        line.replace(f",{count.size},{count.size},", f",{count.size},{min(count.size, people)},")
                        for line in shown(place, count)
                    ]
        return found_

    SIZES: ClassVar[Mapping[str, Mapping[str, Count]]] = {
        "A": {"Q1": mixed(40), "Q2": mixed(40), "Q3": mixed(38)},
        "B": {"Q1": mixed(30), "Q2": mixed(29), "Q3": mixed(30)},
        "C": {"Q1": mixed(12), "Q2": mixed(12), "Q3": Count(3, 1, 4)},
        "D": {"Q1": mixed(24), "Q2": mixed(24), "Q3": mixed(24)},
    }

    @property
    def whole(self) -> dict[str, Mapping[str, Count]]:
        everybody = {q: total(unit[q] for unit in self.SIZES.values()) for q in ("Q1", "Q2", "Q3")}
        return {**self.SIZES, "UNIV": everybody}

    def test_a_block_minus_its_other_questions(self) -> None:
        lines = self.lines({("C", "Q3"), ("D", "Q3")}, self.whole)
        problems = found(release(lines, units=self.UNITS, elements=ELEMENTS))
        assert ("S07", "S1 2025 C Q3") in problems

    def test_the_block_hidden_too_but_not_the_other_questions(self) -> None:
        """Those who answered another question answered the block: too little is left open."""
        lines = self.lines({("C", "Q3"), ("D", "Q3"), ("C", "B1"), ("D", "B1")}, self.whole)
        assert ("S08", "S1 2025 C Q3") in found(release(lines, units=self.UNITS, elements=ELEMENTS))

    def test_everything_of_two_groups_hidden(self) -> None:
        hide = {(unit, element) for unit in "CD" for element in ("Q1", "Q2", "Q3", "B1")}
        assert found(release(self.lines(hide, self.whole), units=self.UNITS, elements=ELEMENTS)) == set()

    def test_what_suppression_lets_through(self) -> None:
        made: list[Cell] = []
        for unit, questions in self.whole.items():
            people = max(c.size for c in questions.values())
            made += cells({key(unit, element=name): count for name, count in questions.items()})
            (block,) = cells({key(unit, element="B1"): total(questions.values())})
            made.append(replace(block, n_resp=people))
        elements = ("Q1", "Q2", "Q3", "B1")
        sums = [Partition(key("UNIV", element=e), tuple(key(u, element=e) for u in "ABCD")) for e in elements]
        pools = [Pooling(key(u, element="B1"), tuple(key(u, element=e) for e in elements[:3])) for u in self.whole]
        decisions = protect(made, sums, pools).decisions
        hide = {(k.ref_unit, k.element) for k, decision in decisions.items() if decision != "F"}
        assert decisions[key("C", element="Q3")] == "A"
        assert found(release(self.lines(hide, self.whole), units=self.UNITS, elements=ELEMENTS)) == set()


class TestComplements:
    """7: satisfied hidden, not satisfied shown."""

    def test_the_other_side_is_shown(self) -> None:
        lines = [
            *table(FACULTIES, {key("C"), key("D")}),
            row(key("C"), "NEG_SHARE", OBS_VALUE="0.1667", N_VALID=60, N_RESP=60),
        ]
        assert ("S03", "S1 2025 C ALL") in found(release(lines, units=flat(*"ABCD")))

    def test_the_other_side_of_a_band_is_shown(self) -> None:
        count = Count(0, 0, 15)
        lines = [
            *withheld(key("UNIV"), count, (0.9, 1.0)),
            row(key("UNIV"), "NEG_SHARE", OBS_VALUE="0.0000", N_VALID=15),
        ]
        assert "S03" in rules(release(lines))

    def test_all_sides_withheld(self) -> None:
        assert rules(release(withheld(key("UNIV"), Count(0, 0, 15), (0.9, 1.0)))) == set()


class TestRowsAndColumns:
    """8: combinations over rows and columns; the miniature has a file of its own."""

    INNER: ClassVar[Mapping[tuple[str, str], Count]] = {(u, y): mixed(n) for (u, y), n in zip(
        [(u, y) for u in "ABC" for y in "ab"], (5, 40, 30, 50, 6, 60), strict=True
    )}  # fmt: skip

    def test_companions_in_rows_only(self) -> None:
        counts, _ = margins(self.INNER)
        hide = {key("A", "a"), key("A", "b"), key("C", "a"), key("C", "b"), key("B", "a")}
        assert "S07" in rules(release(table(counts, hide)))

    def test_an_empty_group_is_no_companion(self) -> None:
        """The corner B b would be the cheapest, but everybody knows that there is nobody."""
        sizes = {("A", "a"): 5, ("A", "b"): 40, ("B", "a"): 30, ("B", "b"): 0, ("C", "a"): 60, ("C", "b"): 60}
        counts, sums = margins({group: mixed(n) for group, n in sizes.items()})
        assert protect(cells(counts), sums).decisions[key("B", "b")] == "F"

    def test_what_suppression_chooses(self) -> None:
        counts, sums = margins(self.INNER)
        assert rules(release(published(counts, protect(cells(counts), sums)))) == set()


class TestEverybodyAlike:
    """9: 0 % or 100 %, a mean of exactly 1.00 or 5.00."""

    @pytest.mark.parametrize(
        ("measure", "value"), [("SAT_SHARE", "1.0000"), ("SAT_SHARE", "0.0000"), ("MEAN", "5.000"), ("DIST", "1.0000")]
    )
    def test_in_a_small_group(self, measure: str, value: str) -> None:
        line = row(key("UNIV", element="Q1"), measure, OBS_VALUE=value, N_VALID=20, N_RESP=20, CATEGORY=5)
        assert "S02" in rules(release([line], scales=SCALES, elements=ELEMENTS))

    def test_in_a_large_group(self) -> None:
        assert rules(release([row(key("UNIV"), OBS_VALUE="1.0000", N_VALID=30, N_RESP=30)])) == set()

    def test_95_percent_of_12_people_is_everybody(self) -> None:
        assert "S09" in rules(release(withheld(key("UNIV"), Count(0, 0, 12), (0.95, 1.0))))

    def test_suppression_shows_a_band_that_leaves_somebody(self) -> None:
        counts = {key("UNIV"): Count(0, 0, 12)}
        protection = protect(cells(counts), [])
        assert protection.withheld[key("UNIV")] is not None
        assert rules(release(published(counts, protection))) == set()

    def test_the_band_also_covers_all_but_one(self) -> None:
        """If only 100 % were replaced, the band would mean 100 %."""
        assert key("UNIV") in protect(cells({key("UNIV"): Count(1, 0, 11)}), []).withheld

    def test_a_band_undone_by_subtraction(self) -> None:
        counts = faculties(A=40, B=30, D=24) | {key("C"): Count(0, 0, 15)}
        counts[key("UNIV")] = total(counts[key(name)] for name in "ABCD")
        band = [
            line for k, c in counts.items() for line in (withheld(k, c, (0.9, 1.0)) if k == key("C") else shown(k, c))
        ]
        assert ("S09", "S1 2025 C ALL") in found(release(band, units=flat(*"ABCD")))
        protection = protect(cells(counts), PARTS)
        assert set(protection.withheld) > {key("C")}
        assert found(release(published(counts, protection), units=flat(*"ABCD"))) == set()


class TestMarks:
    """10: marks that differ, values left in other columns."""

    def test_small_and_secondary_told_apart(self) -> None:
        lines = [line for k, c in FACULTIES.items() if k.ref_unit not in "CD" for line in shown(k, c)]
        lines += [*hidden(key("C"), "A"), *hidden(key("D"), "D")]
        assert ("S04", "S1 2025 C ALL") in found(release(lines, units=flat(*"ABCD")))

    def test_marks_that_differ_within_a_cell(self) -> None:
        lines = [*hidden(key("C"), "D"), row(key("C"), "MEAN", OBS_STATUS="Q", CONF_STATUS="A")]
        assert "S04" in rules(release(lines))

    @pytest.mark.parametrize("column", ["LOWER", "N_EFF", "N_VALID", "N_RESP"])
    def test_a_number_left_in_a_hidden_row(self, column: str) -> None:
        lines = [*table(FACULTIES, {key("C"), key("D")})]
        lines.append(row(key("C"), "MEAN", OBS_STATUS="Q", CONF_STATUS="D", **{column: "12"}))
        assert ("S03", "S1 2025 C ALL") in found(release(lines, units=flat(*"ABCD")))

    def test_a_comparison_with_a_hidden_cell(self) -> None:
        before, now = key("UNIV", period="2024"), key("UNIV", period="2025")
        change = row(now, "DIFF", OBS_VALUE="0.1000", N_VALID=50, N_RESP=50, COMPARE_TO="PREV:2024")
        assert rules(release([*hidden(before), *shown(now, mixed(50)), change])) == {"S12"}
        assert rules(release([*shown(before, mixed(60)), *shown(now, mixed(50)), change])) == set()

    def test_a_weighted_share_over_hidden_units(self) -> None:
        weighted = row(key("UNIV"), "SAT_SHARE_POST", OBS_VALUE="0.6100", N_VALID=100, N_RESP=100)
        lines = [*table(FACULTIES, {key("C"), key("D")}), weighted]
        assert rules(release(lines, units=flat(*"ABCD"))) == {"S12"}


class TestTwoBreakdowns:
    """11: two breakdowns of the same people, each safe alone."""

    YEARS: ClassVar[Mapping[CellKey, Count]] = {key("UNIV", f"Y{i}"): mixed(n) for i, n in enumerate((60, 40))}

    def test_the_total_is_hidden_but_another_breakdown_adds_up_to_it(self) -> None:
        units = {k: c for k, c in FACULTIES.items() if k != key("UNIV")}
        lines = [*table(units, {key("C")}), *hidden(key("UNIV"))]
        assert rules(release(lines, units=flat(*"ABCD"))) == set()
        both = release([*lines, *table(self.YEARS)], units=flat(*"ABCD"))
        assert {("S07", "S1 2025 C ALL"), ("S07", "S1 2025 UNIV ALL")} <= found(both)

    def test_suppression_looks_at_both(self) -> None:
        counts = FACULTIES | dict(zip(self.YEARS, (mixed(60), mixed(40)), strict=True))
        counts[key("UNIV", "Y1")] = Count(
            *(
                getattr(counts[key("UNIV")], side) - getattr(counts[key("UNIV", "Y0")], side)
                for side in ("negative", "middle", "positive")
            )
        )
        sums = [*PARTS, Partition(key("UNIV"), tuple(self.YEARS))]
        protection = protect(cells(counts), sums)
        assert protection.decisions[key("UNIV")] == "F"
        assert rules(release(published(counts, protection), units=flat(*"ABCD"))) == set()


class TestNeverPublic:
    """Figures by teacher and by administrative unit."""

    def test_by_teacher(self) -> None:
        line = shown(key("UNIV", "T17", breakdown="TEACHER"), mixed(50))
        assert "S05" in rules(release(line))

    def test_by_administrative_unit(self) -> None:
        listed = "CODE,PARENT,TYPE\nUNIV,,university\nHR,UNIV,administrative\n"
        assert rules(release(shown(key("HR"), mixed(50)), units_=listed)) == {"S05"}

    def test_a_course_taught_for_another_department_is_no_office(self) -> None:
        line = shown(key("UNIV", "1", breakdown="SERVICE"), mixed(50))
        assert "S05" not in rules(release(line))
        assert "S05" in rules(release(shown(key("UNIV", "1", breakdown="SERVICE_UNIT"), mixed(50))))

    def test_a_unit_that_nobody_declared(self) -> None:
        assert rules(release(shown(key("X9"), mixed(50)), units=flat("A"))) == {"S05"}


class TestRepliesWithoutAnAnswer:
    """Not applicable, do not know, blank, out of scale: counted for single questions and everybody (decision 0413)."""

    QUESTION = key("UNIV", element="Q1")

    def lines(self, place: CellKey, **counts: int) -> list[str]:
        size = {"N_VALID": 50, "N_RESP": 50}
        reasons = {"NA": 3, "DK": 0, "BLANK": 7, "OUT": 1} | counts
        return [
            *shown(place, mixed(50)),
            *(row(place, f"{name}_COUNT", OBS_VALUE=count, **size) for name, count in reasons.items()),
            row(place, "NA_SHARE", OBS_VALUE=f"{3 / 60:.4f}", **size),
        ]

    def test_of_one_question_and_everybody(self) -> None:
        assert rules(release(self.lines(self.QUESTION), elements=ELEMENTS)) == set()

    @pytest.mark.parametrize(
        "place", [key("UNIV", "a", "Q1"), key("A", element="Q1"), key("UNIV", element="B1"), key("UNIV")]
    )
    def test_of_a_group_or_several_questions(self, place: CellKey) -> None:
        assert rules(release(self.lines(place), elements=ELEMENTS)) == {"S14"}

    def test_beside_a_hidden_cell(self) -> None:
        lines = [*hidden(self.QUESTION), row(self.QUESTION, "BLANK_COUNT", OBS_VALUE=12)]
        assert rules(release(lines, elements=ELEMENTS)) == {"S03"}

    def test_a_share_that_the_counts_do_not_give(self) -> None:
        assert rules(release(self.lines(self.QUESTION, NA=4), elements=ELEMENTS)) == {"S06"}

    def test_a_revision_that_moves_few_replies(self) -> None:
        before, after = self.lines(self.QUESTION), self.lines(self.QUESTION, OUT=4)
        assert rules(release(before, "r1", elements=ELEMENTS), release(after, "r2", elements=ELEMENTS)) == {"S11"}

    def test_such_a_revision_is_held(self) -> None:
        cell = replace(cells({self.QUESTION: mixed(50)})[0], n_na=3, n_blank=7)
        history = [PublishedCell(self.QUESTION, 50, 50, cell.pos, {"NA_COUNT": 3, "BLANK_COUNT": 4, "OUT_COUNT": 1})]
        assert protect([cell], [], history=history).held == (self.QUESTION,)
        same = [replace(history[0], missing={"NA_COUNT": 3, "BLANK_COUNT": 7, "OUT_COUNT": 1})]
        assert protect([cell], [], history=same).held == ()


def test_a_count_below_ten_anywhere() -> None:
    themes = "SURVEY,TIME_PERIOD,THEME,N\nS1,2025,FOOD,7\nS1,2025,WIFI,17\n"
    assert found(release([], themes=themes)) == {("S01", "S1 2025 FOOD")}


def test_problems_never_carry_the_value() -> None:
    """Names of cells, kinds of attacks; no number that the files do not show."""
    lines = table(FACULTIES, {key("C")})
    for problem in audit([release(lines, units=flat(*"ABCD"))]):
        assert "6" not in problem.what + problem.advice


def test_the_attack_is_named() -> None:
    (problem,) = audit([release(table(FACULTIES, {key("C")}), units=flat(*"ABCD"))])
    assert problem.what == (
        "the hidden number of respondents is known exactly from totals of the units above minus the other units."
    )
