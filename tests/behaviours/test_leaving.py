"""Leaving: who drifts away, and what holds."""

import math

import numpy as np
import pytest

from agents.behaviours import leaving
from agents.behaviours.exposure import ExposurePars
from agents.behaviours.feeling import FeelingPars
from agents.behaviours.leaving import LeavingPars, drift_chance
from agents.codes import ACTIVE, FIRST_REPLIED, FIRST_WAITING, LAPSED, LURKING, NONE
from agents.counts import LEFT
from agents.streams import LEAVE
from sim.draws import uniform
from tests.worlds import LINKS, NOW, changed, put, snapshot, tiny

PARS = LeavingPars(drift=-1.5, keen=1.2, love=2.0, settled=0.3, bonds=2.0, present=0.5, tired=0.8, norm=0.6)
FEELING = FeelingPars(
    visit=1.0, post=4.0, answer=7.0, reply=2.0, half=30.0, thanks=0.15, use=0.03, starve=0.01, taste=60.0, tire=0.3, rest=0.1
)
SORE = ExposurePars(hits=0.1, reads=40.0, visits=1.0, leaving=0.7, healing=10.0)
SURE = LeavingPars(drift=99.0, keen=0.0, love=0.0, settled=0.0, bonds=0.0, present=0.0, tired=0.0, norm=0.0)


def village(people=3, membership=ACTIVE):
    world = tiny(people)
    put(world.members, membership=membership, joined=-50)
    return world


def live(world, pars=PARS, links=LINKS):
    w = world
    leaving.everyone(w.people, w.members, w.feelings, w.ties, w.weekly, pars, FEELING, SORE, links, NOW)
    return w.members.membership.tolist()


def leaves(person, make, z, links=LINKS):
    """Whether a person leaves whose log-hazard is `z` above the drift: just so, and a hair less likely than that."""
    u = uniform(NOW.seed, LEAVE, NOW.week, person)
    drift = math.log(-math.log(1.0 - u)) - z
    return [live(make(), PARS._replace(drift=drift + d), links)[person] == LAPSED for d in (1e-9, -1e-9)]


PLAIN = {
    "keen": 0.0,
    "warm": 0.0,
    "settled": False,
    "present": False,
    "company": 0.0,
    "fatigue": 0.0,
    "norm": 0.5,
    "sore": 0.0,
    "welcome": 1.0,
    "bonds": 1.0,
}


@pytest.mark.parametrize(
    ("case", "z"),
    [
        ({}, -1.5),
        ({"keen": 1.0}, -2.7),
        ({"keen": -1.0}, -0.3),
        ({"warm": 0.5}, -2.5),
        ({"settled": True}, -1.8),
        ({"settled": True, "welcome": 0.0}, -1.5),
        ({"settled": True, "welcome": 0.5}, -1.65),
        ({"present": True}, -2.0),
        ({"company": 0.5}, -2.5),
        ({"company": 0.5, "bonds": 0.0}, -1.5),
        ({"fatigue": 0.5}, -1.1),
        ({"norm": 1.0}, -2.1),  # from ordinary manners to all norms
        ({"norm": 0.0}, -0.9),
        ({"norm": 0.75}, -1.8),
        ({"sore": 1.0}, -0.8),
        ({"sore": 0.5}, -1.15),
        ({"keen": -9.0}, 3.0),  # a hazard of e^3 a week at most
        ({"keen": 1.0, "warm": 0.5, "settled": True, "present": True, "company": 1.0, "fatigue": 0.25}, -6.3),
    ],
)
def test_chance(case, z):
    assert drift_chance(*(PLAIN | case).values(), PARS, SORE) == pytest.approx(1.0 - math.exp(-math.exp(z)), rel=1e-12)


def test_lurkers_and_active_members_may_leave_unless_they_came_this_very_week():
    world = village(people=5, membership=[NONE, LURKING, ACTIVE, LAPSED, ACTIVE])
    put(world.members, joined=[-1, -1, -1, -1, NOW.week])
    before = snapshot(world)
    assert live(world, SURE) == [NONE, LAPSED, LAPSED, LAPSED, ACTIVE]
    assert changed(before, snapshot(world)) == {"members.membership", "weekly"}
    assert world.weekly[NOW.week, LEFT] == world.weekly.sum() == 2


def test_nobody_leaves_without_drift_and_nobody_is_nobody():
    assert live(village(), SURE._replace(drift=-99.0)) == [ACTIVE] * 3
    assert live(village(people=0, membership=[]), SURE) == []


def test_every_member_has_a_draw():
    def make():
        return village(people=2051)  # more than one block

    for i in (0, 2047, 2048, 2050):
        assert leaves(i, make, 0.0) == [True, False]


@pytest.mark.parametrize(
    ("columns", "z"),
    [
        ({"people": {"keen": 1.0}}, -1.2),
        ({"feelings": {"love": 30.0, "felt": NOW.week}}, -1.0),
        ({"feelings": {"love": 30.0, "felt": NOW.week - 52}}, -2 * 0.9**12 / (0.9**12 + 1)),
        ({"feelings": {"fatigue": 0.5, "felt": NOW.week - 2}}, 0.8 * 0.405),
        ({"members": {"first_reply": FIRST_REPLIED}}, -0.3),
        ({"members": {"first_reply": FIRST_WAITING}}, 0.0),
        ({"members": {"days": 2}}, -0.5),
        ({"members": {"norm": 0.75}}, -0.3),
        ({"members": {"hurt": NOW.week}}, 0.7),
        ({"members": {"hurt": NOW.week - 4}}, 0.42),  # six of ten weeks to go
        ({"members": {"hurt": NOW.week - 10}}, 0.0),
    ],
)
def test_what_holds_as_of_today(columns, z):
    def make():
        world = village()
        for entity, values in columns.items():
            put(getattr(world, entity), **values)
        return world

    assert leaves(1, make, z) == [True, False]


@pytest.mark.parametrize(("last_visit", "share"), [([3, 3], 1.0), ([3, 2], 0.75), ([2, 3], 0.25), ([2, 2], 0.0)])
def test_company_is_that_of_those_who_came_this_week(last_visit, share):
    def make():
        world = village()
        world.ties.other[0, :2], world.ties.strength[0, :2], world.ties.met[0, :2] = [1, 2], [3.0, 1.0], NOW.week
        put(world.members, last_visit=[0, *last_visit])
        return world

    assert leaves(0, make, -2.0 * share) == [True, False]
    assert leaves(0, make, -share, LINKS._replace(bonds=0.5)) == [True, False]


@pytest.mark.parametrize(
    "hold",
    [{"people": {"keen": 1.0}}, {"feelings": {"love": 60.0, "felt": NOW.week}}, {"members": {"days": 1}},
     {"members": {"first_reply": FIRST_REPLIED}}, {"members": {"norm": 1.0}}],
    ids=["keenness", "love", "presence", "settled", "norms"],
)  # fmt: skip
def test_what_holds_lets_fewer_go(hold):
    world = village(people=400)
    for entity, values in hold.items():
        put(getattr(world, entity), **values)
    held, usual = np.array(live(world)) == LAPSED, np.array(live(village(people=400))) == LAPSED
    assert (held <= usual).all() and held.sum() < usual.sum()


@pytest.mark.parametrize("push", [{"feelings": {"fatigue": 1.0, "felt": NOW.week}}, {"members": {"hurt": NOW.week}}])
def test_the_tired_and_the_hurt_go(push):
    world = village(people=400)
    for entity, values in push.items():
        put(getattr(world, entity), **values)
    tired, usual = np.array(live(world)) == LAPSED, np.array(live(village(people=400))) == LAPSED
    assert (tired >= usual).all() and tired.sum() > usual.sum()
