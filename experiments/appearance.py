"""Appearance beside cause: what a dashboard of the community shows, and what the community does, from the same runs.

A dashboard sees one world: accounts with a contributor renew more often, and every question solved looks like a ticket saved.
What the community does is the difference to the same runs without it. The keen join, and the keen renew (M34), so the first
figure is no evidence for the second; both are told side by side wherever a comparison holds both worlds.
"""

import numpy as np

from experiments.bands import band
from experiments.words import number
from scenarios.causal import dashboard

YEAR = 12  # months: contracts come up too rarely for fewer


def beside(results) -> list[str]:
    """Lines for the first scenario with a community against the first without one; none where either is missing."""
    worlds = {is_open: _first(results, is_open) for is_open in (True, False)}
    if None in worlds.values():
        return []
    on, off = worlds[True], worlds[False]
    seen = f"points between accounts with a contributor and the others{_by_chance(on)}"
    pairs = (
        ("renewal", seen, 100.0 * last(on, "renewal_gap"), "points over all accounts", 100.0 * (renewed(on) - renewed(off))),
        ("tickets saved", "a month", mean(on, "deflected_naive"), "a month", mean(off, "tickets") - mean(on, "tickets")),
    )
    return [told(on.name, off.name, *pair) for pair in pairs if all(np.isfinite(pair[i]).any() for i in (2, 4))]


def told(on: str, off: str, what: str, of_seen: str, seen, of_caused: str, caused) -> str:
    """One line with both figures (seeds,), their 80% bands, and what they are figures of."""
    dashboard_shows = f"{what}: a dashboard of {on} shows {_span(seen)} {of_seen}"
    return f"{dashboard_shows}; against {off} the community makes {_span(caused)} {of_caused}"


def _by_chance(result) -> str:
    """How far the gap of a single company may be from the true one, by the number of its contracts alone (S39)."""
    names = ("due", "renewed", "due_members", "renewed_members")
    years = zip(*(_year(result, name) for name in names), strict=True)
    seen = [dashboard(dict(zip(names, year, strict=True))) for year in years]
    halves = [(each.high - each.low) / 2 for each in seen if np.isfinite(each.gap)]
    return f", in one company give or take {number(100.0 * float(np.median(halves)))} (95%) by chance" if halves else ""


def last(result, name: str) -> np.ndarray:
    """A metric in the last month, seed by seed."""
    return result.series(name)[1][:, -1]


def mean(result, name: str) -> np.ndarray:
    """A metric's mean over the last twelve months, seed by seed."""
    return result.series(name)[1][:, -YEAR:].mean(axis=1)


def renewed(result) -> np.ndarray:
    """Share of the contracts of the last twelve months that were renewed, seed by seed."""
    due, kept = _year(result, "due"), _year(result, "renewed")
    return np.divide(kept, due, out=np.full(len(due), np.nan), where=due > 0)


def _year(result, name: str) -> np.ndarray:
    """A weekly count summed over the last twelve months, seed by seed."""
    return result.weekly[name].reshape(len(result.seeds), -1)[:, -52:].sum(axis=1)


def _first(results, is_open: bool):
    return next((each for each in results if each.config.scenario.open == is_open), None)


def _span(figures) -> str:
    found = band(figures)
    return f"{number(found['median'])} (80%: {number(found['low80'])} to {number(found['high80'])})"
