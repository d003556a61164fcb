"""Introducing: members answer newcomers who took part; staff bring newcomers and members together."""

import numpy as np
import pytest

from agents import counts
from agents.behaviours import introducing
from agents.behaviours.bonding import BondingPars
from agents.behaviours.introducing import IntroducingPars, introduction_chance
from agents.codes import ACTIVE, INTRODUCING, LAPSED, LURKING, TOOK_PART, WELCOMED, WELCOMING
from tests.worlds import LINKS, NOW, changed, put, snapshot, tiny

PARS = IntroducingPars(minutes=15.0, answered=1.0)
BONDING = BondingPars(closeness=0.5, unknown=1.0)
LAST = NOW.week - 1


def village(hours=100.0, welcoming=1.0, **columns):
    """Person 0 joined last week; 1 to 3 are here and have been for long; 4 is a newcomer too."""
    world = tiny(5)
    world.lifts.hours[:, INTRODUCING], world.lifts.hours[:, WELCOMING] = hours, welcoming
    put(world.members, **{"membership": ACTIVE, "joined": [LAST, -5, -5, -5, LAST], "days": [1, 1, 1, 1, 0]} | columns)
    put(world.people, field=[2, 0, 2, 1, 7])
    put(world.feelings, comments=[1, 0, 0, 0, 1], comments_week=NOW.week)
    world.tally.arrivals[0] = 2
    return world


def live(world, pars=PARS, links=LINKS, bonding=BONDING):
    w = world
    introducing.everyone(
        w.people, w.members, w.feelings, w.ties, w.calendar, w.lifts, w.tally, w.weekly, pars, bonding, links, NOW,
    )  # fmt: skip
    return w.weekly[NOW.week, counts.INTRODUCED]


def met(world):
    """Who names whom, and how strongly."""
    t = world.ties
    return {(i, int(o)): float(s) for i in range(5) for o, s in zip(t.other[i], t.strength[i], strict=True) if s > 0}


@pytest.mark.parametrize(
    ("hours", "arrivals", "gain", "chance"),
    [(1.0, 8.0, 1.0, 0.5), (1.0, 8.0, 0.5, 0.25), (9.0, 8.0, 1.0, 1.0), (9.0, 8.0, 0.0, 0.0), (9.0, 0.0, 1.0, 0.0)],
)
def test_chance(hours, arrivals, gain, chance):
    assert introduction_chance(hours, arrivals, gain, PARS) == pytest.approx(chance, rel=1e-12)


@pytest.mark.parametrize("case", ["hours", "open", "link", "hosts"])
def test_without_hours_or_hosts_nothing_happens(case):
    world = village(hours=0.0, welcoming=0.0) if case == "hours" else village()
    put(world.members, welcomed=TOOK_PART)
    put(world.calendar, open=int(case != "open"))
    if case == "hosts":
        put(world.members, days=0)
    before = snapshot(world)
    live(world, links=LINKS._replace(onboarding=float(case != "link")))
    assert changed(before, snapshot(world)) == set()


@pytest.mark.shows(14, 30)
def test_an_introduction_ties_both_sides_by_field():
    world = village(membership=[LURKING, ACTIVE, ACTIVE, ACTIVE, LAPSED])
    assert live(world) == 1  # whoever has gone is introduced to nobody
    assert met(world) == {(0, 2): 10.0, (2, 0): 10.0}  # of the same field
    assert world.feelings.comments.tolist() == [1, 0, 0, 0, 1]


def test_where_nobody_is_of_the_field_anybody_will_do():
    world = village(membership=[LAPSED, ACTIVE, ACTIVE, ACTIVE, ACTIVE])
    assert live(world) == 1
    (pair,) = {tuple(sorted(pair)) for pair in met(world)}
    assert pair[1] == 4 and pair[0] in (1, 2, 3)


def test_hosts_are_active_here_and_no_newcomers_themselves():
    for columns in ({"days": [1, 0, 0, 0, 1]}, {"membership": [ACTIVE, LURKING, LAPSED, LURKING, ACTIVE]}, {"joined": LAST}):
        assert live(village(**columns)) == 0


def test_a_member_answers_a_newcomer_who_took_part():
    world = village(hours=0.0, welcomed=[TOOK_PART, 0, 0, 0, WELCOMED])
    assert live(world) == 0
    (pair,) = {tuple(sorted(pair)) for pair in met(world)}
    assert pair[0] == 0 and pair[1] in (1, 2, 3) and world.feelings.comments.tolist() == [2, 0, 0, 0, 1]
    silent = village(hours=0.0, welcomed=TOOK_PART)
    live(silent, PARS._replace(answered=0.0))
    assert met(silent) == {}


def test_as_many_as_the_hours_pay_for():
    world = tiny(3000)
    put(world.members, membership=ACTIVE, joined=np.where(np.arange(3000) < 2000, LAST, -9), days=1)
    world.lifts.hours[:, INTRODUCING] = 100.0  # 400 introductions for 2,000 newcomers
    world.tally.arrivals[0] = 2000
    assert abs(live(world) - 400) < 5 * 18  # sd 17.9
    assert (world.ties.strength > 0).any(1)[:2000].sum() == world.weekly[NOW.week, counts.INTRODUCED]


@pytest.mark.shows(30)
def test_who_answers_a_newcomer_is_rather_of_the_same_field_or_well_known():
    """Of the 1,000 hosts half are of the newcomers' field, and every fourth is well known."""
    def answered(**bonding):
        world = tiny(3000)
        put(world.members, membership=ACTIVE, joined=np.where(np.arange(3000) < 2000, LAST, -9), days=1, welcomed=TOOK_PART)
        put(world.people, field=np.where(np.arange(3000) < 2000, 0, np.arange(3000) % 2))
        world.lifts.hours[:, WELCOMING] = 1.0
        world.ties.strength[2000::4, 5], world.ties.other[2000::4, 5], world.ties.met[:, 5] = 500.0, -9, NOW.week
        live(world, bonding=BONDING._replace(**bonding))
        hosts = world.ties.other[:2000, 0]
        return (hosts % 2 == 0).mean(), (hosts % 4 == 0).mean()

    chance, near, known = answered(closeness=0.0, unknown=100.0), answered(closeness=1.0), answered(closeness=0.0, unknown=0.001)
    # even: 1/2, 3/4 or 1/2 and more, as the well known are of the field; well known: 1/4, more, 7/16 of two
    assert abs(chance[0] - 0.5) < 0.12 and abs(near[0] - 0.75) < 0.05
    assert abs(known[1] - 7 / 16) < 0.06 and known[1] > chance[1] + 0.05
