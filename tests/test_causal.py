"""Appearance and cause by hand."""

import math

import numpy as np
import pytest

from agents.codes import AWARE, CUSTOMER, FORMER
from agents.simulate import Run
from scenarios.causal import cause, dashboard
from tests.worlds import copied, put, tiny


def test_dashboard():
    seen = dashboard({"due": 300.0, "renewed": 240.0, "due_members": 98.0, "renewed_members": 89.0})
    assert seen.members == pytest.approx(89 / 98) and seen.others == pytest.approx(151 / 202)
    assert seen.gap == pytest.approx(89 / 98 - 151 / 202) and seen.ratio == pytest.approx(89 / 98 / (151 / 202))
    # Agresti and Caffo: one more success and one more failure on either side: 90 of 100, 152 of 204
    middle, half = 0.9 - 152 / 204, 1.959964 * math.sqrt(0.09 / 100 + 152 / 204 * 52 / 204 / 204)
    assert (seen.low, seen.high) == pytest.approx((middle - half, middle + half), rel=1e-6)


def test_a_gap_of_three_points_needs_many_accounts():
    """S39."""
    few = dashboard({"due": 200.0, "renewed": 177.0, "due_members": 100.0, "renewed_members": 90.0})
    many = dashboard({"due": 20_000.0, "renewed": 17_700.0, "due_members": 10_000.0, "renewed_members": 9_000.0})
    assert few.gap == pytest.approx(0.03) == many.gap
    assert few.low < 0 < few.high and many.low > 0.02


def test_without_renewals_there_is_nothing_to_see():
    seen = dashboard(dict.fromkeys(("due", "renewed", "due_members", "renewed_members"), 0.0))
    assert all(math.isnan(value) for value in (seen.members, seen.others, seen.ratio, seen.gap))


def pair():
    """Six accounts of one person: five customers, three of them with a contributor; the last one has not bought."""
    start = tiny(6, accounts=6, segments=1)
    put(start.accounts, stage=[CUSTOMER] * 5 + [AWARE], since=-9)
    put(start.people, account=np.arange(6))
    on, off = copied(start), copied(start)
    put(on.members, first_post=[-4, 2, 3])
    put(on.accounts, stage=[CUSTOMER, CUSTOMER, CUSTOMER, FORMER, CUSTOMER, CUSTOMER], since=[-9, -9, 30, 5, -9, 8])
    put(off.accounts, stage=[CUSTOMER, FORMER, FORMER, FORMER, CUSTOMER, AWARE], since=[-9, 4, 5, 5, -9, -9])
    return start, Run(1, on.weekly, on.events, on), Run(1, off.weekly, off.events, off)


def test_cause():
    """With the community 2 of 3 are kept (one came back, which is not kept) against 1 of 2; without it 1 of the same 3."""
    found = cause(*pair())
    assert found.accounts == 3
    assert (found.gap, found.effect) == pytest.approx((2 / 3 - 1 / 2, 1 / 3))
    assert found.selection == pytest.approx(1 - (1 / 3) / (1 / 6))


def test_without_contributors_nothing_is_known():
    start, on, off = pair()
    put(on.world.members, first_post=-9999)
    found = cause(start, on, off)
    assert found.accounts == 0 and math.isnan(found.gap) and math.isnan(found.effect) and math.isnan(found.selection)


def test_runs_of_different_seeds_are_refused():
    start, on, off = pair()
    with pytest.raises(ValueError, match="only runs of one seed"):
        cause(start, on, off._replace(seed=2))
