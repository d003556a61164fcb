"""Appearance and cause: what a dashboard says of members' accounts, and what the community did for the same accounts.

The two come from one pair of runs with the same seed, with the community and without it. They differ because the keen join
first and renew anyway (M34), and because who stays longer has more time to become a contributor.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from agents.codes import CUSTOMER, NEVER
from agents.simulate import Run
from agents.world import World


class Dashboard(NamedTuple):
    """Renewals of accounts with a contributor beside those of the others, as a dashboard would show them."""

    members: float  # share renewed of accounts with a contributor, nan where none came up
    others: float  # share renewed of the others
    ratio: float  # the one over the other
    gap: float  # the one minus the other
    low: float  # 95 % interval of the gap: a gap of a few points needs many accounts
    high: float


class Cause(NamedTuple):
    """Customers of the start, over the whole horizon, with and without the community."""

    accounts: int  # with a contributor in the run with the community
    gap: float  # share kept, those with a contributor minus the others: appearance
    effect: float  # share kept of those with a contributor, with the community minus without it: cause
    selection: float  # share of the gap that is not cause, nan without a gap


def dashboard(total: Mapping[str, float]) -> Dashboard:
    """Appearance in one world, from totals of `due`, `renewed` and the same of accounts with a contributor, `due_members` and
    `renewed_members`, over some weeks."""
    due, renewed = total["due_members"], total["renewed_members"]
    other_due, other_renewed = total["due"] - due, total["renewed"] - renewed
    members, others = _share(renewed, due), _share(other_renewed, other_due)
    middle, half = _interval(renewed, due, other_renewed, other_due)
    return Dashboard(members, others, _share(members, others), members - others, middle - half, middle + half)


def cause(start: World, on: Run, off: Run) -> Cause:
    """Appearance and cause for the same accounts.

    Args:
        start: the founded world of both runs.
        on: the run with the community.
        off: the run of the same seed without it.

    Raises:
        ValueError: the runs have different seeds, so their accounts are others.
    """
    if on.seed != off.seed:
        raise ValueError(f"seeds {on.seed} and {off.seed}: only runs of one seed have the same accounts; pair them by seed")
    customers = start.accounts.stage == CUSTOMER
    contributes = with_contributor(on.world)[customers]
    with_it, without = _kept(start, on.world)[customers], _kept(start, off.world)[customers]
    gap = _mean(with_it[contributes]) - _mean(with_it[~contributes])
    effect = _mean(with_it[contributes]) - _mean(without[contributes])
    return Cause(int(contributes.sum()), gap, effect, 1.0 - _share(effect, gap))


def _kept(start: World, end: World) -> np.ndarray:
    """Which accounts have been in the same stage since the founding: customers who were never lost."""
    return (end.accounts.stage == start.accounts.stage) & (end.accounts.since == start.accounts.since)


def with_contributor(world: World) -> np.ndarray:
    """Which accounts have somebody who ever contributed to the community."""
    of = world.people.account[(world.members.first_post != NEVER) & (world.people.account >= 0)]
    return np.bincount(of, minlength=world.accounts.stage.size) > 0


def _share(part: float, whole: float) -> float:
    return part / whole if whole else math.nan


def _mean(column: np.ndarray) -> float:
    return float(column.mean()) if column.size else math.nan


def _interval(renewed: float, due: float, other_renewed: float, other_due: float) -> tuple[float, float]:
    """Middle and half width of the 95 % interval of a difference of two shares (Agresti and Caffo 2000)."""
    p, q = (renewed + 1.0) / (due + 2.0), (other_renewed + 1.0) / (other_due + 2.0)
    return p - q, 1.959963984540054 * math.sqrt(p * (1.0 - p) / (due + 2.0) + q * (1.0 - q) / (other_due + 2.0))
