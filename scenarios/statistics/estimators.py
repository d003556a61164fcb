"""Estimators: a figure as a function of how often each member is counted, so that one formula gives both the
figure (everybody once) and its sampling interval (members drawn with replacement)."""

from dataclasses import dataclass

import numpy as np

# Every estimator has `of(weights)`: weights float64 [draws, units], whole numbers >= 0 -> float64 [draws],
# the figure of the community in which unit i occurs weights[., i] times; nan where it is not defined.


@dataclass(frozen=True, eq=False)
class Missing:
    """What this table cannot tell: always nan."""

    def of(self, weights):
        """Nan for every draw."""
        return np.full(len(weights), np.nan)


@dataclass(frozen=True, eq=False)
class Total:
    """Sum of `values` [units]."""

    values: np.ndarray

    def of(self, weights):
        """The sum for every draw."""
        return weights @ self.values


@dataclass(frozen=True, eq=False)
class Ratio:
    """Sum of `top` [units] over the sum of `bottom` [units]."""

    top: np.ndarray
    bottom: np.ndarray

    def of(self, weights):
        """The ratio for every draw."""
        return _divide(weights @ self.top, weights @ self.bottom)


@dataclass(frozen=True, eq=False)
class Difference:
    """One estimator minus another, on the same draws."""

    left: object
    right: object

    def of(self, weights):
        """The difference for every draw."""
        return self.left.of(weights) - self.right.of(weights)


@dataclass(frozen=True, eq=False)
class Quantile:
    """Quantile `q` of `values` [n], each counted as often as its owner (unit [n]); linear between neighbors."""

    values: np.ndarray
    owner: np.ndarray
    q: float = 0.5

    def of(self, weights):
        """The quantile for every draw."""
        order = np.argsort(self.values, kind="stable")
        if not len(order):
            return np.full(len(weights), np.nan)
        return _quantiles(self.values[order], weights[:, self.owner[order]], self.q)


@dataclass(frozen=True, eq=False)
class Spread:
    """Standard deviation (n - 1) of `values` [n], each counted as often as its owner (unit [n])."""

    values: np.ndarray
    owner: np.ndarray

    def of(self, weights):
        """The standard deviation for every draw."""
        units, center = weights.shape[1], self.values.mean() if len(self.values) else 0.0
        moved = self.values - center
        sums = [np.bincount(self.owner, moved**power, units) for power in (0, 1, 2)]
        n, one, two = (weights @ each for each in sums)
        return np.sqrt(np.maximum(_divide(two - _divide(one * one, n), n - 1), 0.0))


@dataclass(frozen=True, eq=False)
class TopShare:
    """Share of the sum of `counts` [members] held by the top `percent` of those above zero, rounded up to people."""

    counts: np.ndarray
    percent: int

    def of(self, weights):
        """The share for every draw."""
        rows = np.argsort(-self.counts, kind="stable")[: np.count_nonzero(self.counts)]
        times, held = weights[:, rows], self.counts[rows]
        reached = np.cumsum(times, axis=1)
        people = reached[:, -1] if len(rows) else np.zeros(len(weights))
        top = -(-people * self.percent // 100)
        taken = np.clip(top[:, None] - (reached - times), 0, times)
        return _divide(taken @ held, times @ held)


@dataclass(frozen=True, eq=False)
class Gini:
    """Gini coefficient of `counts` [members] among those above zero, in [0, 1)."""

    counts: np.ndarray

    def of(self, weights):
        """The coefficient for every draw."""
        rows = np.argsort(self.counts, kind="stable")[np.count_nonzero(self.counts == 0) :]
        times, held = weights[:, rows], self.counts[rows].astype(np.float64)
        reached = np.cumsum(times, axis=1)
        people = reached[:, -1] if len(rows) else np.zeros(len(weights))
        ranks = times * (reached - (times - 1) / 2)  # sum of the ranks of all copies
        return _divide(2 * (ranks @ held), people * (times @ held)) - _divide(people + 1, people)


@dataclass(frozen=True, eq=False)
class Slope:
    """Coefficient `which` of a least-squares fit from each unit's own share of X'X [units, k, k] and X'y [units, k].

    A column that is zero throughout takes no part; its own coefficient, and a collinear one, are nan.
    """

    xx: np.ndarray
    xy: np.ndarray
    which: int

    def of(self, weights):
        """The coefficient for every draw."""
        k = self.xy.shape[1]
        xx = (weights @ self.xx.reshape(len(self.xx), k * k)).reshape(-1, k, k)
        size = np.sqrt(np.maximum(np.einsum("dii->di", xx), 0.0))
        dead = size < 1e-6  # rounding left over from removing the member means
        size[dead] = 1.0
        alike = np.where(dead[:, :, None] | dead[:, None, :], np.eye(k), xx / (size[:, :, None] * size[:, None, :]))
        fit = (np.linalg.det(alike) > 1e-9) & ~dead[:, self.which]
        found = np.full(len(weights), np.nan)
        target = np.where(dead, 0.0, (weights @ self.xy) / size)
        found[fit] = np.linalg.solve(alike[fit], target[fit][..., None])[:, self.which, 0] / size[fit, self.which]
        return found


def _divide(top, bottom):
    """Top over bottom, nan where bottom is not above zero."""
    ok = bottom > 0
    return np.where(ok, top / np.where(ok, bottom, 1.0), np.nan)


def _quantiles(ordered, times, q):
    """Quantile of the sample in which value i of `ordered` occurs times[., i] times."""
    found = np.full(len(times), np.nan)
    for draw, reached in enumerate(np.cumsum(times, axis=1)):
        if reached[-1] > 0:
            place = q * (reached[-1] - 1)
            low = np.floor(place)
            below, above = ordered[np.searchsorted(reached, [low, min(low + 1, reached[-1] - 1)], side="right")]
            found[draw] = below + (above - below) * (place - low)
    return found
