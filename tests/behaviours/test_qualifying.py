"""Qualifying: leads out of the community, introduced or sold to."""

import numpy as np
import pytest

from agents.behaviours import qualifying
from agents.behaviours.qualifying import QualifyingPars, arrives, introductions, sold_chance
from agents.codes import ACTIVE, AWARE, CUSTOMER, EVALUATING, FORMER, LAPSED, NONE, PROSPECTING, TRIAL, UNAWARE
from agents.counts import QUALIFIED, SIGNUPS, SOLD
from agents.streams import PROSPECT, QUALIFY
from sim.draws import uniform
from tests.worlds import LINKS, NOW, TRUSTING, changed, near, put, snapshot, tiny

PARS = QualifyingPars(minutes=60.0, trust=0.6, sold=0.1)


def town(accounts=4, hours=0.0, selling=0.0, hand_off=1.0, **columns):
    """Accounts of one person each, all members who trust the company."""
    world = tiny(accounts, accounts=accounts, segments=1)
    put(world.accounts, **{"people": 1, "first": np.arange(accounts), "stage": AWARE, "since": -7} | columns)
    put(world.seats, person=np.arange(accounts))
    put(world.people, engaged=0)
    put(world.members, membership=ACTIVE, days=1)
    put(world.attitudes, trust=0.7)
    put(world.calendar, hand_off=hand_off)
    put(world.lifts, selling=selling)
    world.lifts.hours[:, PROSPECTING] = hours
    return world


def live(world, pars=PARS, links=LINKS):
    w = world
    qualifying.everyone(
        w.people, w.members, w.attitudes, w.accounts, w.seats, w.calendar, w.lifts, w.weekly, pars, TRUSTING, links, NOW
    )
    return w.accounts.stage.tolist()


@pytest.mark.parametrize(("hours", "minutes", "most"), [(0.0, 60.0, 0), (0.9, 60.0, 0), (2.5, 60.0, 2), (2.5, 30.0, 5)])
def test_hours_pay_for_whole_introductions(hours, minutes, most):
    assert introductions(hours, PARS._replace(minutes=minutes)) == most


@pytest.mark.parametrize(
    ("u", "hand_off", "gain", "does"), [(0.4, 0.5, 1.0, True), (0.5, 0.5, 1.0, False), (0.4, 0.5, 0.5, False)]
)
def test_what_survives_the_hand_off(u, hand_off, gain, does):
    assert arrives(u, hand_off, gain) == does


@pytest.mark.parametrize(
    ("given", "chance"), [((2.0, 0.5, 1.0), 0.1), ((2.0, 0.5, 0.5), 0.05), ((99.0, 0.5, 1.0), 0.5), ((0.0, 1.0, 1.0), 0.0)]
)
def test_chance_of_a_lead_that_is_sold_to(given, chance):
    assert sold_chance(*given, PARS) == pytest.approx(chance, rel=1e-12)


@pytest.mark.shows(15, 16)
def test_an_introduction_enters_one_stage_later():
    world = town(6, hours=9.0, stage=[UNAWARE, AWARE, EVALUATING, TRIAL, CUSTOMER, FORMER])
    before = snapshot(world)
    assert live(world) == [UNAWARE, EVALUATING, TRIAL, TRIAL, CUSTOMER, FORMER]
    assert world.accounts.qualified.tolist() == [0, 1, 1, 0, 0, 0] and world.accounts.since.tolist() == [-7, 3, 3, -7, -7, -7]
    assert world.people.engaged.tolist() == [0, 0, 1, 0, 0, 0]
    row = world.weekly[NOW.week]
    assert (row[QUALIFIED], row[SIGNUPS], world.weekly.sum()) == (2, 1, 3)
    written = {"accounts.stage", "accounts.since", "accounts.qualified", "people.engaged", "weekly"}
    assert changed(before, snapshot(world)) == written


@pytest.mark.shows(15, 78)
def test_trust_comes_first():
    world = town(4, hours=9.0)
    put(world.attitudes, trust=[0.59, 0.6, 0.7, 0.7])
    put(world.members, membership=[ACTIVE, ACTIVE, NONE, LAPSED])
    assert live(world) == [AWARE, EVALUATING, AWARE, AWARE]  # who has drifted away is nobody's friend there


def test_one_who_trusts_is_enough():
    world = tiny(3, accounts=1, segments=1)
    put(world.accounts, people=3, stage=AWARE)
    put(world.seats, person=[0, 1, 2])
    put(world.members, membership=ACTIVE)
    put(world.attitudes, trust=[0.0, 0.0, 0.9])
    put(world.calendar, hand_off=1.0)
    world.lifts.hours[:, PROSPECTING] = 1.0
    assert live(world) == [EVALUATING]


def test_as_many_as_the_hours_pay_for_by_the_lowest_draws():
    world = town(40, hours=7.5)
    live(world)
    lowest = np.argsort([uniform(NOW.seed, QUALIFY, NOW.week, a) for a in range(40)])[:7]
    assert np.flatnonzero(world.accounts.qualified).tolist() == sorted(lowest)


def test_nobody_is_introduced_twice():
    assert live(town(2, hours=9.0, qualified=[1, 0], stage=EVALUATING)) == [EVALUATING, TRIAL]


def test_half_is_lost_at_a_bad_hand_off():
    """False alarm: one in a million."""
    world = town(4000, hours=9999.0, hand_off=0.3)
    live(world)
    assert near(world.weekly[NOW.week, QUALIFIED], 1200, (4000 * 0.3 * 0.7) ** 0.5)


def test_sales_messages_reach_visitors_whether_they_trust_or_not():
    world = town(6, selling=9.0, stage=[UNAWARE, AWARE, EVALUATING, AWARE, AWARE, CUSTOMER])
    put(world.attitudes, trust=0.0)
    put(world.members, days=[1, 1, 1, 0, 2, 1])
    draws = [uniform(NOW.seed, PROSPECT, NOW.week, a) for a in range(6)]
    pars = PARS._replace(sold=1.0)
    assert live(world, pars) == [UNAWARE, EVALUATING, EVALUATING, AWARE, EVALUATING, CUSTOMER]
    assert world.weekly[NOW.week, SOLD] == world.weekly.sum() == 2 and not world.accounts.qualified.any()
    world = town(6, selling=1.0)
    assert live(world, PARS._replace(sold=0.5)) == [EVALUATING if u < 0.5 else AWARE for u in draws]


@pytest.mark.parametrize("case", ["no program", "closed", "link", "hand-off", "too few hours"])
def test_without_effect(case):
    on = {"hours": 9.0, "selling": 9.0}
    given = {"no program": {}, "hand-off": on | {"hand_off": 0.0}, "too few hours": {"hours": 0.9}}
    world = town(50, **given.get(case, on))
    put(world.calendar, open=case != "closed")
    before = snapshot(world)
    live(world, links=LINKS._replace(trust=0.0) if case == "link" else LINKS)
    assert changed(before, snapshot(world)) == set()


def test_hours_without_anybody_to_introduce():
    assert live(town(2, hours=9.0, stage=CUSTOMER)) == [CUSTOMER, CUSTOMER]
    assert live(town(0, hours=9.0, selling=9.0)) == []
