"""Confidence intervals, significance tests and effective sample sizes, each with its source (METHOD 4, 5, 7).

Wilson: JASA 22 (1927) 209. Newcombe: Stat Med 17 (1998) 873, method 10. Effective size: Korn and Graubard, Surv Methodol 24
(1998) 193. Cochran-Armitage: Armitage, Biometrics 11 (1955) 375. Benjamini and Hochberg: JRSS B 57 (1995) 289.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scipy.special import ndtr, ndtri

LEVEL: Final = 0.95
Z: Final = float(ndtri(0.5 + LEVEL / 2))
FALSE_DISCOVERY_RATE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Interval:
    """Lower and upper bound."""

    lower: float
    upper: float

    def excludes_zero(self) -> bool:
        """Whether chance alone is an unlikely reason for the difference."""
        return self.lower > 0 or self.upper < 0


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over respondents of y (hits, e.g. positive answers) and m (valid answers): all that a clustered share needs."""

    g: int = 0
    """Respondents with m > 0."""
    m: int = 0
    y: int = 0
    yy: int = 0
    ym: int = 0
    mm: int = 0

    @property
    def share(self) -> float:
        """p = sum y / sum m."""
        return self.y / self.m

    @property
    def n_eff(self) -> float:
        """min(M, p(1-p)/var) with var = G/(G-1) * sum (y - p m)^2 / M^2, in whole numbers until the last division."""
        if self.mm == self.m:
            return float(self.m)
        if self.y in {0, self.m} or self.g < 2:
            return float(self.g)
        spread = self.m**2 * self.yy - 2 * self.y * self.m * self.ym + self.y**2 * self.mm
        if spread == 0:
            return float(self.m)
        return min(float(self.m), self.y * (self.m - self.y) * self.m**2 * (self.g - 1) / (self.g * spread))

    def without(self, part: Sums) -> Sums:
        """The rest, where no respondent is in both."""
        return Sums(
            self.g - part.g,
            self.m - part.m,
            self.y - part.y,
            self.yy - part.yy,
            self.ym - part.ym,
            self.mm - part.mm,
        )


@dataclass(frozen=True, slots=True)
class EffectiveShare:
    """A share with its effective size: all that comparisons need, whether computed now or published earlier."""

    p: float
    n_eff: float

    @property
    def interval(self) -> Interval:
        """Wilson."""
        return wilson(self.p, self.n_eff)


def wilson(p: float, n: float) -> Interval:
    """Wilson score interval; exact 0 and 1 stay inside it."""
    if math.isinf(n):
        return Interval(p, p)
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    lower = 0.0 if p == 0 else max(0.0, centre - half)
    upper = 1.0 if p == 1 else min(1.0, centre + half)
    return Interval(lower, upper)


def finite(share: EffectiveShare, responded: int, eligible: int) -> Interval:
    """Wilson with n* = n_eff (N-1)/(N-G); everybody asked and answered leaves no chance."""
    if responded >= eligible:
        return Interval(share.p, share.p)
    return wilson(share.p, share.n_eff * (eligible - 1) / (eligible - responded))


def newcombe(one: EffectiveShare, two: EffectiveShare) -> Interval:
    """Interval of one.p - two.p for independent shares."""
    d, first, second = one.p - two.p, one.interval, two.interval
    return Interval(
        d - math.hypot(one.p - first.lower, second.upper - two.p),
        d + math.hypot(first.upper - one.p, two.p - second.lower),
    )


def pooled_p_value(one: EffectiveShare, two: EffectiveShare) -> float:
    """Two-sided pooled z test with effective sizes."""
    pooled = (one.p * one.n_eff + two.p * two.n_eff) / (one.n_eff + two.n_eff)
    variance = pooled * (1 - pooled) * (1 / one.n_eff + 1 / two.n_eff)
    if variance <= 0:
        return 1.0
    return float(2 * ndtr(-abs(one.p - two.p) / math.sqrt(variance)))


@dataclass(frozen=True, slots=True)
class Trend:
    """Change a year over several periods."""

    slope: float
    interval: Interval
    p_value: float


def cochran_armitage(times: Sequence[float], shares: Sequence[EffectiveShare]) -> Trend | None:
    """Slope of the shares over time, weighted by effective size; None where every share is 0 or every share is 1."""
    total = sum(s.n_eff for s in shares)
    mean_time = sum(s.n_eff * t for s, t in zip(shares, times, strict=True)) / total
    mean = sum(s.n_eff * s.p for s in shares) / total
    spread = sum(s.n_eff * (t - mean_time) ** 2 for s, t in zip(shares, times, strict=True))
    if spread == 0 or not 0 < mean < 1:
        return None
    slope = sum(s.n_eff * (t - mean_time) * (s.p - mean) for s, t in zip(shares, times, strict=True)) / spread
    error = math.sqrt(mean * (1 - mean) / spread)
    return Trend(slope, Interval(slope - Z * error, slope + Z * error), float(2 * ndtr(-abs(slope) / error)))


def discoveries(p_values: Sequence[float]) -> tuple[bool, ...]:
    """Benjamini-Hochberg: which of the comparisons of one table stand up together."""
    count = len(p_values)
    order = sorted(range(count), key=lambda i: p_values[i])
    passed = [rank for rank, i in enumerate(order, start=1) if p_values[i] <= FALSE_DISCOVERY_RATE * rank / count]
    chosen = set(order[: max(passed, default=0)])
    return tuple(i in chosen for i in range(count))
