"""Counts theme codes that people assigned to open answers; the answers themselves are never read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from transparency.model.questionnaire import Questionnaire
from transparency.model.survey import DECIMALS, ThemeCount
from transparency.survey.cleaning import Clean
from transparency.survey.rounding import half_up


def people_by_theme(clean: Clean) -> dict[str, int]:
    """Different respondents who raised each theme."""
    return {code: _people(clean, flags) for code, flags in clean.themes.items()}


def theme_counts(
    counts: Mapping[str, int], people: int, period: str, questionnaire: Questionnaire, threshold: int
) -> Iterator[ThemeCount]:
    """Themes that at least ``threshold`` different respondents raised, most frequent first."""
    themes = {theme.code: theme for theme in questionnaire.themes}
    for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        theme = themes[code]
        if count >= threshold:
            yield ThemeCount(
                survey=questionnaire.id,
                time_period=period,
                theme=code,
                kind=theme.kind,
                n=count,
                n_resp=people,
                share=half_up(count / people, DECIMALS["SAT_SHARE"]),
                title=theme.label,
                status=questionnaire.status,
            )


def _people(clean: Clean, flags: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> int:
    if clean.cluster is None:
        return int(flags.sum())
    return len(np.unique(clean.cluster[flags]))
