"""Appearance beside cause: what a dashboard of the community shows, and what the community does, from the same runs.

A dashboard sees one world: members renew more often than others, and every question solved looks like a ticket saved. What
the community does is the difference to the same runs without it. The keen join, and the keen renew (M34), so the first
figure is no evidence for the second; both are told side by side wherever a comparison holds both worlds.
"""

import numpy as np

from experiments.bands import band
from experiments.words import number

YEAR = 12  # months: contracts come up too rarely for fewer


def beside(results) -> list[str]:
    """Lines for the first scenario with a community against the first without one; none where either is missing."""
    worlds = {is_open: _first(results, is_open) for is_open in (True, False)}
    if None in worlds.values():
        return []
    on, off = worlds[True], worlds[False]
    pairs = (
        ("renewal", "points", 100.0 * last(on, "renewal_gap"), 100.0 * (renewed(on) - renewed(off))),
        ("tickets saved", "a month", mean(on, "deflected_naive"), mean(off, "tickets") - mean(on, "tickets")),
    )
    return [told(on.name, off.name, *pair) for pair in pairs if all(np.isfinite(figures).any() for figures in pair[2:])]


def told(on: str, off: str, what: str, unit: str, seen, caused) -> str:
    """One line with both figures (seeds,) and their 80% bands."""
    return f"{what}: a dashboard of {on} shows {_span(seen)} {unit}; against {off} the community makes {_span(caused)} {unit}"


def last(result, name: str) -> np.ndarray:
    """A metric in the last month, seed by seed."""
    return result.series(name)[1][:, -1]


def mean(result, name: str) -> np.ndarray:
    """A metric's mean over the last twelve months, seed by seed."""
    return result.series(name)[1][:, -YEAR:].mean(axis=1)


def renewed(result) -> np.ndarray:
    """Share of the contracts of the last twelve months that were renewed, seed by seed."""
    weekly, seeds = result.weekly, len(result.seeds)
    due, kept = (weekly[name].reshape(seeds, -1)[:, -52:].sum(axis=1) for name in ("due", "renewed"))
    return np.divide(kept, due, out=np.full(seeds, np.nan), where=due > 0)


def _first(results, is_open: bool):
    return next((each for each in results if each.config.scenario.open == is_open), None)


def _span(figures) -> str:
    found = band(figures)
    return f"{number(found['median'])} (80%: {number(found['low80'])} to {number(found['high80'])})"
