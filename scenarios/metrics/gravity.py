"""Gravity: three figures that are never mixed (model.md, "Gravity: three figures")."""

import numpy as np

from agents import orbit
from scenarios.metrics.metric import Metric, ratio

LATER = 3  # months: 13 weeks, 91 days


def gravity(months) -> np.ndarray:
    """Change of weighted commitment since the end of the last month, per member; nan in the first month."""
    commitment, members = months.end("commitment"), months.end("members")
    found = np.full(months.count, np.nan)
    for i in range(1, months.count):
        found[i] = orbit.gravity(commitment[i], commitment[i - 1], int(members[i]))
    return found


def pull(months) -> np.ndarray:
    """Joins of the month without an invitation per 100 members active in its mean week; nan in the first month."""
    found = 100.0 * ratio(months.total("joined") - months.total("invited"), months.mean("active"))
    found[:1] = np.nan
    return found


def hold(months) -> np.ndarray:
    """Of those who contributed three months ago, the share who contribute in this month."""
    has = months.contributed.astype(float)
    found = np.full(months.count, np.nan)
    found[LATER:] = ratio((has[:, LATER:] * has[:, :-LATER]).sum(axis=0), has[:, :-LATER].sum(axis=0))
    return found


def pull_hold(months) -> np.ndarray:
    """Pull times hold: what attracts and keeps."""
    return pull(months) * hold(months)


def self_sustaining(months) -> np.ndarray:
    """Contributions caused from inside, of all contributions."""
    return ratio(months.total("caused"), months.total("contributions"))


METRICS = (
    Metric(
        "gravity",
        "per member",
        1,
        "change since the end of the last month of the weighted commitment (weight 1, 4, 7 or 10 of the orbit level, "
        "squared, summed over members; staff left out), divided by members; unknown in the first month (Orbit 2022)",
        "about zero in any steady state, a thriving one too; the weights are a choice",
        gravity,
    ),
    Metric(
        "pull",
        "joins per 100 active",
        1,
        "people who joined in the month without an invitation, per 100 members active in its mean week; unknown in "
        "the first month, when the four weeks that make a member active are not over",
        "high in a community that just opened or is dying: few are active then; sign-ups that never post count, and so do those "
        "whom paid pages or advertising led there",
        pull,
    ),
    Metric(
        "hold",
        "share",
        1,
        "of the members who contributed in a month, the share who contribute again in the month three months later: months "
        "that begin 13 weeks apart, so 9 to 17 weeks lie between, not just 90 days; it stands at the later month, so the first "
        "three are unknown; staff left out",
        "a wave of one-time askers lowers it three months later; readers who stay are not seen",
        hold,
    ),
    Metric(
        "pull_hold",
        "joins per 100 active",
        1,
        "pull times hold of the same month, the headline of attracting and keeping: joins without an invitation per 100 active "
        "members, as many as stay if they stay as contributors of three months ago did; unknown in the first three months",
        "two halves that can make up for each other: read pull and hold beside it",
        pull_hold,
    ),
    Metric(
        "self_sustaining",
        "per contribution",
        1,
        "members' contributions that the community itself called forth (answers, talk, questions of people who had "
        "contributed before), per contribution of members; only first contributions count as coming from outside",
        "never above 1, since every contribution is counted once: it tells how little depends on first-time contributors, not "
        "whether each contribution calls forth another one; high while staff keep it up: the strict test stops the staff",
        self_sustaining,
    ),
)
