"""Parses submission timestamps: which of two submissions is later, and which fall outside the field period."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from transparency.model.messages import Message

Seconds = npt.NDArray[np.int64]

NO_TIME: Final = np.iinfo(np.int64).min
_HOURS: Final = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
_DATES: Final = {"ymd": ("%Y-%m-%d",), "dmy": ("%d-%m-%Y", "%d-%m-%y"), "mdy": ("%m-%d-%Y", "%m-%d-%y")}
_TIDY: Final = (
    (r"\s+(?:GMT|UTC)\S*$|Z$|[+-]\d\d:\d\d$", ""),
    (r"[./]", "-"),
    (r"(?<=\d)T(?=\d)|,\s*", " "),
    (r"(?<=:\d\d)-\d+", ""),
)
"""Zone names, separators and fractions of a second that do not change which stamp is later."""
_EXCEL_EPOCH: Final = -2_209_161_600
"""1899-12-30, day 0 of a worksheet."""


@dataclass(slots=True)
class Clock:
    """Collects the stamps of a column piece by piece; 05/01/2025 is read both ways until the whole column is known."""

    declared: str
    with_seconds: bool = False
    _readings: dict[str, list[Seconds]] = field(default_factory=lambda: {"dmy": [], "mdy": []})
    _written: int = 0
    _slashed: bool = False

    def add(self, cells: pd.Series[str]) -> None:
        """Reads one piece of the column."""
        self._slashed = self._slashed or bool(cells.str.contains("/", regex=False).any())
        text = cells.str.strip()
        self.with_seconds = self.with_seconds or bool(text.str.contains(r":\d\d:\d\d|^\d{5}\.\d{5}", regex=True).any())
        self._written += int((text != "").sum())
        shared = _read(text, "ymd")
        rest = shared == NO_TIME
        if rest.any():
            for pattern, plain in _TIDY:
                text = text.mask(rest, text[rest].str.replace(pattern, plain, regex=True))
            shared[rest] = _read(text[rest], "ymd")
        for order, readings in self._readings.items():
            times = shared.copy()
            open_ = times == NO_TIME
            if open_.any():
                times[open_] = _read(text[open_], order)
            readings.append(times)

    def seconds(self) -> tuple[Seconds, str]:
        """All stamps, and the sentence on how they were read."""
        readings = {order: np.concatenate(parts) for order, parts in self._readings.items() if parts}
        known = {order: int((times != NO_TIME).sum()) for order, times in readings.items()}
        order = self._order(known)
        unread = self._written - known[order]
        ambiguous = known["dmy"] == known["mdy"] and not np.array_equal(readings["dmy"], readings["mdy"])
        how = Message(f"dates.{order}") if known["dmy"] != known["mdy"] or ambiguous else Message("dates.plain")
        doubt = Message(" (assumed: the file does not decide it)") if ambiguous and self.declared == "auto" else ""
        lost = Message("; could not be read: {n} of {all}", n=unread, all=self._written) if unread else ""
        return readings[order], Message("{how}{doubt}{lost}", how=how, doubt=doubt, lost=lost)

    def _order(self, known: dict[str, int]) -> str:
        if self.declared != "auto":
            return self.declared
        if known["dmy"] == known["mdy"]:
            return "mdy" if self._slashed else "dmy"
        return max(known, key=lambda order: known[order])


def _read(text: pd.Series[str], order: str) -> Seconds:
    times = np.full(len(text), NO_TIME, dtype=np.int64)
    for date in _DATES[order]:
        for hour in _HOURS:
            open_ = times == NO_TIME
            if not open_.any():
                return times
            times[open_] = _parsed(text[open_], date + hour)
    if order == "ymd":
        open_ = times == NO_TIME
        times[open_] = _serial(text[open_])
    return times


def _parsed(text: pd.Series[str], pattern: str) -> Seconds:
    """Tries a pattern on both ends of the piece before the whole of it."""
    known = text[text != ""]
    ends = pd.concat([known.head(20), known.tail(20)])
    if pd.to_datetime(ends, format=pattern, errors="coerce").isna().all():
        return np.full(len(text), NO_TIME, dtype=np.int64)
    return _whole(pd.to_datetime(text, format=pattern, errors="coerce"))


def _whole(times: pd.Series[pd.Timestamp]) -> Seconds:
    whole = times.astype("datetime64[s]").to_numpy().astype(np.int64)
    return np.where(times.isna().to_numpy(), NO_TIME, whole)


def _serial(text: pd.Series[str]) -> Seconds:
    """Days since 1899-12-30, as a worksheet saves a date without its format."""
    days = pd.to_numeric(text.str.replace("-", ".", regex=False), errors="coerce").to_numpy(dtype=float)
    known = (days > 20_000) & (days < 80_000)
    seconds = np.full(len(text), NO_TIME, dtype=np.int64)
    seconds[known] = np.rint(days[known] * 86_400).astype(np.int64) + _EXCEL_EPOCH
    return seconds
