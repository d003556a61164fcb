"""Curves of a community for the fit check: the same functions for the export and for its replays."""

from typing import NamedTuple

import numpy as np

from experiments.bands import PERCENTILES
from experiments.tables import Table
from scenarios.statistics import (
    Digest,
    first_answers,
    helper_concentration,
    monthly_series,
    posts_per_member,
    retention_table,
)
from scenarios.statistics.answering import HOURS
from scenarios.statistics.concentration import PERCENTS

WINDOWS = 24  # of 30 days after the first post
POSTS = (1, 2, 3, 6, 11, 21)  # lower ends of the bins of posts a member that are shown


class Curve(NamedTuple):
    """One panel: what it shows, the text under it, and whether its x axis is logarithmic."""

    name: str
    x_label: str
    log_x: bool
    points: object  # Digest -> (x, y)


def retention(digest: Digest):
    """Share of members with a post in each of the 24 windows of 30 days after the first."""
    table = retention_table(digest)
    kept = (table["k"] >= 1) & (table["k"] <= WINDOWS)
    return table["k"][kept], table["frac_active"][kept]


def answered(digest: Digest):
    """Share of questions answered within so many hours."""
    table = first_answers(digest)
    return np.array(HOURS), np.array([table[f"frac_by_{hours}h"][0] for hours in HOURS])


def concentration(digest: Digest):
    """Share of the answers that the top 1, 5, 10 and 20 % of helpers give."""
    table = helper_concentration(digest)
    return np.array(PERCENTS), np.array([table[f"share_top{top}pct"][0] for top in PERCENTS])


def posts(digest: Digest):
    """Share of members by number of posts."""
    table = posts_per_member(digest)
    members = dict(zip(table["low"], table["members_by_events"], strict=True))
    return np.array(POSTS), np.array([members.get(low, 0) for low in POSTS]) / max(sum(members.values()), 1)


def monthly(column: str):
    """A monthly count, by month since the first event; the last month, often cut short, is left out."""

    def points(digest: Digest):
        values = monthly_series(digest)[column][:-1]
        return np.arange(1, len(values) + 1), values.astype(float)

    return points


CURVES = (
    Curve("members active again", "months since the first post", False, retention),
    Curve("questions answered", "hours since asked", True, answered),
    Curve("answers by the top helpers", "top % of helpers", True, concentration),
    Curve("members by number of posts", "posts, from", True, posts),
    Curve("questions a month", "month", False, monthly("questions")),
    Curve("active members a month", "month", False, monthly("active_members")),
)


def fan_table(observed: Digest, simulated: list[Digest]) -> Table:
    """The table of the fit check (chart C23): observed points and simulated bands of every curve."""
    parts = [_panel(curve, observed, simulated) for curve in CURVES]
    return {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}


def _panel(curve: Curve, observed: Digest, simulated: list[Digest]) -> Table:
    x, seen = curve.points(observed)
    runs = np.full((len(simulated), len(x)), np.nan)
    for row, digest in zip(runs, simulated, strict=True):
        at, values = curve.points(digest)
        row[np.isin(x, at)] = values[np.isin(at, x)]
    known = np.isfinite(runs).any(axis=0) & np.isfinite(seen)
    table = {"statistic": np.full(known.sum(), curve.name), "x": x[known].astype(float), "observed": seen[known]}
    table |= {name: np.nanpercentile(runs[:, known], level, axis=0) for name, level in PERCENTILES.items()}
    table["x_label"] = np.full(known.sum(), curve.x_label)
    table["log_x"] = np.full(known.sum(), curve.log_x)
    table["runs"] = np.full(known.sum(), len(simulated))
    return table
