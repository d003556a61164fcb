"""Needs: who has which problem, on which topic."""

import math

import numpy as np
import pytest
from scipy.stats import binom

from agents.behaviours import needs
from agents.behaviours.needs import (
    NeedsPars,
    comes_up,
    need_chance,
    need_kind,
    project_weeks,
    start_chance,
    trouble_kind,
    zipf_topic,
)  # fmt: skip
from agents.codes import ACTIVE, GUT_CHECK, HARD, MIDDLE, SIMPLE
from agents.entities import Topics
from agents.founding import alias_table, zipf_weights
from agents.streams import NEED, OUTAGE, PROJECT
from sim.clock import Now
from sim.columns import allocate
from sim.draws import uniform, uniforms
from tests.worlds import FALSE_ALARM, NOW, chi_square, many, near, put, tiny

PARS = NeedsPars(
    start=5.2, project=4.0, lasting=0.5, rate=0.2, spread=0.0, keen=0.0, simple=0.25, hard=0.125, gut_check=0.25, zipf=1.0
)
AT_WORK = 500  # last week of a project that outlasts the test


def live(world, pars=PARS, now=NOW):
    needs.everyone(world.people, world.topics, world.calendar, pars, now)


@pytest.mark.parametrize(("rate", "chance"), [(0.0, 0.0), (0.2, 0.2), (0.95, 0.95), (5.0, 0.95)])
def test_chance_of_a_problem(rate, chance):
    assert need_chance(rate) == pytest.approx(chance, abs=1e-15)


@pytest.mark.parametrize(("demand", "chance"), [(1.0, 0.1), (2.0, 0.2), (0.0, 0.0), (20.0, 1.0)])
def test_chance_to_begin_a_project(demand, chance):  # 5.2 a year are 0.1 a week
    assert start_chance(demand, PARS) == pytest.approx(chance, abs=1e-15)


@pytest.mark.parametrize(
    ("u", "keen", "weeks"),  # mean 4 e^(keen / 2), exponential, rounded up
    [
        (0.999, 0.0, 1),  # 4 x 0.001
        (math.exp(-0.24), 0.0, 1),
        (math.exp(-0.26), 0.0, 2),
        (math.exp(-1.0) * 0.999, 0.0, 5),
        (math.exp(-0.99), 2.0, 11),  # 4 e 0.99 = 10.76
        (math.exp(-0.99), -2.0, 2),  # 4 / e 0.99 = 1.46
        (1e-300, 2.0, 500),
    ],
)
def test_length_of_a_project(u, keen, weeks):
    assert project_weeks(u, keen, PARS) == weeks


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
    topics = allocate(Topics, 2)._replace(keep=np.array([1.0, 0.5]))
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
        put(world.topics, keep=1.0, alias=[0, 1])
        rate = np.float32(u)
        rate = np.nextafter(rate, np.float32(1)) if below else np.nextafter(rate, np.float32(0))
        put(world.people, need_rate=[0.0, rate, 0.0], channel=9, need=1, topic=7, project=AT_WORK)
        live(world)
        assert world.people.need.tolist() == [0, need_kind(kind, PARS) if below else 0, 0]
        assert world.people.topic.tolist() == [7, int(2 * place[0]) if below else 7, 7]
        assert world.people.channel.tolist() == [0, 0, 0]


def test_problems_come_only_during_a_project():
    world = tiny(people=3)
    put(world.people, need_rate=0.95, project=[2, 3, 4])
    put(world.topics, keep=1.0)
    had = np.zeros(3, int)
    for week in range(8):
        live(world, PARS._replace(start=0.0), Now(NOW.seed, week))
        had[:] += world.people.need > 0
        assert not (world.people.need[world.people.project < week] > 0).any()
    assert (had > 0).all() and world.people.project.tolist() == [2, 3, 4]


def test_who_begins_a_project_meets_its_problems_from_next_week_on():
    world = tiny(people=3)
    put(world.people, need_rate=0.95, project=-1)
    put(world.topics, keep=1.0)
    live(world, PARS._replace(start=52.0))  # everybody begins
    lengths = [project_weeks(uniform(NOW.seed, PROJECT, NOW.week, i), 0.0, PARS) for i in range(3)]
    assert world.people.project.tolist() == [NOW.week + length for length in lengths]
    assert (world.people.need == 0).all()


def test_projects_and_problems_do_not_ask_who_is_a_member():
    one, other = tiny(people=50), tiny(people=50)
    put(other.members, membership=ACTIVE)
    for world in (one, other):
        put(world.people, need_rate=0.5, project=[-1, AT_WORK] * 25)
        put(world.topics, keep=1.0)
        live(world)
    assert np.array_equal(one.people.need, other.people.need) and np.array_equal(one.people.project, other.people.project)


def test_demand_brings_projects_and_leaves_problems_alone():
    def lived(demand):
        world = tiny(people=400)
        put(world.people, need_rate=0.4, project=[AT_WORK] * 200 + [-1] * 200)
        put(world.topics, keep=1.0)
        put(world.calendar, demand=demand)
        live(world)
        return world.people.need > 0, world.people.project >= NOW.week

    (need, work), (need_more, work_more) = lived(1.0), lived(3.0)
    assert np.array_equal(need, need_more) and (work_more >= work).all() and work_more.sum() > work.sum() > 200


def test_lengths_are_exponential():
    n = many(40_000, 1500)
    weeks = np.array([project_weeks(uniform(1, PROJECT, 0, i), 0.0, PARS) for i in range(n)])
    edges = np.arange(1, 11)
    share = np.append(np.exp(-(edges - 1) / 4) - np.exp(-edges / 4), np.exp(-10 / 4))
    counts = np.append([(weeks == k).sum() for k in edges], (weeks > 10).sum())
    assert chi_square(counts, n * share)
    assert not chi_square(counts, n * np.append(np.exp(-(edges - 1) / 5) - np.exp(-edges / 5), np.exp(-2)))  # mean 5: refused


def test_every_block_of_the_scan_has_its_own_draws():
    world = tiny(people=2051)  # a block is 2,048 people
    put(world.people, need_rate=0.3, project=AT_WORK)
    put(world.topics, keep=1.0)
    live(world)
    for i in (0, 1, 2047, 2048, 2050):
        assert (world.people.need[i] > 0) == (uniform(NOW.seed, NEED, NOW.week, i) < np.float32(0.3))


def test_nobody():
    live(tiny(people=0))


def test_counts_kinds_and_topics_are_those_of_the_shares():
    n = many(40_000, 1500)
    world = tiny(people=n, topics=5)
    put(world.people, need_rate=0.5, project=AT_WORK)
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


@pytest.mark.parametrize(
    ("u", "chance", "quality", "comes"),
    [(0.19, 0.2, 0.0, True), (0.09, 0.2, 0.5, True), (0.11, 0.2, 0.5, False), (1e-9, 0.2, 1.0, False)],
)
def test_what_the_product_has_mended_comes_up_no_more(u, chance, quality, comes):
    assert comes_up(u, chance, quality) == comes


@pytest.mark.parametrize(("u", "kind"), [(0.0, SIMPLE), (0.24, SIMPLE), (0.25, MIDDLE), (0.99, MIDDLE)])
def test_troubles_of_an_outage(u, kind):
    assert trouble_kind(u, PARS._replace(trivial=0.25)) == kind


def test_a_better_topic_only_takes_problems_of_its_own_away():
    def lived(quality):
        world = tiny(people=600)
        put(world.people, need_rate=0.6, project=AT_WORK)
        put(world.topics, keep=1.0, alias=[0, 1], quality=[quality, 0.0])
        live(world)
        return world.people.need.copy(), world.people.topic.copy()

    (was, about), (now, _) = lived(0.0), lived(0.4)
    gone = (was > 0) & (now == 0)
    assert np.array_equal(now[~gone], was[~gone]) and (about[gone] == 0).all()
    of_the_topic = ((was > 0) & (about == 0)).sum()
    assert near(gone.sum() / of_the_topic, 0.4, (0.24 / of_the_topic) ** 0.5)


def test_prospects_begin_fewer_projects_and_users_the_same_as_ever():
    def lived(engaged, share=0.25):
        world = tiny(people=1000)
        put(world.people, project=-1, engaged=engaged)
        live(world, PARS._replace(start=20.8, prospect=share))  # 0.4 a week
        return world.people.project >= NOW.week

    users, mixed, alike = lived(1), lived([1] * 500 + [0] * 500), lived(0, 1.0)
    assert np.array_equal(users, alike) and np.array_equal(mixed[:500], users[:500])
    assert (mixed[500:] <= users[500:]).all()
    assert near(mixed[500:].sum() / 500, 0.1, (0.09 / 500) ** 0.5) and not near(mixed[500:].sum() / 500, 0.4, 0.022)
    assert not lived(0, 0.0).any()


def test_an_outage_befalls_users_without_another_problem():
    def lived(outage):
        world = tiny(people=900)
        put(world.people, engaged=[1] * 600 + [0] * 300, need_rate=0.5, project=[AT_WORK] * 300 + [-1] * 600)
        put(world.topics, keep=1.0, alias=[0, 1])
        put(world.calendar, outage=outage)
        live(world, PARS._replace(start=0.0))
        return world.people.need.copy()

    calm, trouble = lived(0.0), lived(0.3)
    had = calm > 0
    assert np.array_equal(trouble[had], calm[had]) and not trouble[600:].any()
    draws = [uniforms(NOW.seed, OUTAGE, NOW.week, i) for i in range(600)]
    expected = [trouble_kind(v, PARS) if u < 0.3 else 0 for u, v, _, _ in draws]
    assert trouble[:600][~had[:600]].tolist() == np.array(expected)[~had[:600]].tolist()
