"""Needs: who has which problem, on which topic."""

import math

import numpy as np
import pytest
from scipy.stats import binom

from agents.behaviours import needs
from agents.behaviours.needs import NeedsPars, need_chance, need_kind, zipf_topic
from agents.codes import ACTIVE, GUT_CHECK, HARD, LAPSED, LURKING, MIDDLE, NONE, SIMPLE
from agents.entities import Topics
from agents.founding import alias_table, zipf_weights
from agents.streams import NEED
from sim.clock import Now
from sim.draws import uniform, uniforms
from tests.worlds import FALSE_ALARM, NOW, chi_square, many, put, tiny

PARS = NeedsPars(rate=0.2, spread=0.0, keen=0.0, background=0.25, simple=0.25, hard=0.125, gut_check=0.25, zipf=1.0)


def live(world, pars=PARS, now=NOW):
    needs.everyone(world.people, world.members, world.topics, world.calendar, pars, now)


@pytest.mark.parametrize(
    ("rate", "engaged", "demand", "chance"),
    [
        (0.2, True, 1.0, 0.2),
        (0.2, True, 3.0, 0.2),  # demand is that of people outside
        (0.2, False, 1.0, 0.05),  # a quarter
        (0.2, False, 2.0, 0.1),
        (0.2, False, 0.0, 0.0),
        (5.0, True, 1.0, 0.95),
        (50.0, False, 1.0, 0.95),
        (0.0, True, 1.0, 0.0),
    ],
)
def test_chance(rate, engaged, demand, chance):
    assert need_chance(rate, engaged, demand, PARS) == pytest.approx(chance, abs=1e-15)


@pytest.mark.parametrize(
    ("u", "kind"),  # shares 2/8 simple, 1/8 hard, 2/8 gut checks, the rest, 3/8, in the middle
    [
        (0.0, SIMPLE),
        (0.2499, SIMPLE),
        (0.25, HARD),
        (0.3749, HARD),
        (0.375, GUT_CHECK),
        (0.6249, GUT_CHECK),
        (0.625, MIDDLE),
        (1.0, MIDDLE),
    ],
)
def test_kind(u, kind):
    assert need_kind(u, PARS) == kind


def test_topic_by_the_alias_table():
    # two cells; the second keeps half of its draws and gives the other half to topic 0: shares 3/4 and 1/4
    topics = Topics(np.array([0, 0], np.int16), np.array([1.0, 0.5]), np.zeros(2, np.int32), np.zeros(2, np.int32))
    assert [zipf_topic(u, v, topics) for u, v in [(0.1, 0.99), (0.49, 0.6), (0.5, 0.49), (0.99, 0.5), (0.7, 0.9)]] == [
        0,
        0,
        1,
        0,
        0,
    ]


def test_a_need_comes_where_the_draw_is_below_the_chance():
    u, kind, *place = uniforms(NOW.seed, NEED, NOW.week, 1)
    for below in (True, False):
        world = tiny()
        put(world.members, membership=LURKING)
        put(world.topics, keep=1.0, alias=[0, 1])
        rate = np.float32(u)
        rate = np.nextafter(rate, np.float32(1)) if below else np.nextafter(rate, np.float32(0))
        put(world.people, need_rate=[0.0, rate, 0.0], channel=9, need=1, topic=7)
        live(world)
        assert world.people.need.tolist() == [0, need_kind(kind, PARS) if below else 0, 0]
        assert world.people.topic.tolist() == [7, int(2 * place[0]) if below else 7, 7]
        assert world.people.channel.tolist() == [0, 0, 0]


def test_the_engaged_are_those_who_lurk_or_are_active():
    # with a share of 0 for all others, nobody else ever has a problem
    world = tiny(people=4)
    put(world.members, membership=[NONE, LURKING, ACTIVE, LAPSED])
    put(world.people, need_rate=0.95)
    put(world.topics, keep=1.0)
    had = np.zeros(4, int)
    for week in range(8):
        live(world, PARS._replace(background=0.0), Now(NOW.seed, week))
        had += world.people.need > 0
    assert had[0] == had[3] == 0 and had[1] > 0 and had[2] > 0


def test_demand_outside_reaches_only_those_outside():
    def people_with_needs(demand):
        world = tiny(people=400)
        put(world.members, membership=[ACTIVE] * 200)
        put(world.people, need_rate=0.4)
        put(world.topics, keep=1.0)
        put(world.calendar, demand=demand)
        live(world)
        return world.people.need > 0

    usual, more = people_with_needs(1.0), people_with_needs(2.0)
    assert np.array_equal(usual[:200], more[:200])
    assert (more >= usual).all() and more[200:].sum() > usual[200:].sum()


def test_every_block_of_the_scan_has_its_own_draws():
    world = tiny(people=2051)  # a block is 2,048 people
    put(world.members, membership=ACTIVE)
    put(world.people, need_rate=0.3)
    put(world.topics, keep=1.0)
    live(world)
    for i in (0, 1, 2047, 2048, 2050):
        assert (world.people.need[i] > 0) == (uniform(NOW.seed, NEED, NOW.week, i) < np.float32(0.3))


def test_nobody():
    live(tiny(people=0))


def test_counts_kinds_and_topics_are_those_of_the_shares():
    n = many(40_000, 1500)
    world = tiny(people=n, topics=5)
    put(world.members, membership=ACTIVE)
    put(world.people, need_rate=0.5)
    keep, alias = alias_table(zipf_weights(5, 1.0))
    put(world.topics, keep=keep, alias=alias)
    live(world)
    has = world.people.need > 0
    assert binom.ppf(FALSE_ALARM / 2, n, 0.5) <= has.sum() <= binom.isf(FALSE_ALARM / 2, n, 0.5)
    kinds = np.bincount(world.people.need[has], minlength=5)[[SIMPLE, HARD, GUT_CHECK, MIDDLE]]
    assert chi_square(kinds, has.sum() * np.array([0.25, 0.125, 0.25, 0.375]))
    topics = np.bincount(world.people.topic[has], minlength=5)
    zipf = np.array([60, 30, 20, 15, 12]) / 137  # 1, 1/2, … 1/5 over their sum 137/60
    assert chi_square(topics, has.sum() * zipf)
    assert not chi_square(topics, has.sum() * np.full(5, 0.2))  # topics alike are refused
    assert math.isclose(zipf.sum(), 1.0)
