"""Accounts at the start: segments, seats, value, stage, renewals; and the rules that the business shares."""

import math

import numpy as np
import pytest

from agents import simulate
from agents.accounts import Segment, engage, keenness, looking, mood, shifted, sizes
from agents.codes import AWARE, CUSTOMER, EVALUATING, TRIAL, UNAWARE
from agents.counts import COUNTS
from agents.founding import Founders, Founding, found, quiet
from agents.pars import Pars
from agents.simulate import first_guess
from tests.small_worlds import eventful, founding, lively
from tests.worlds import JUDGING, LINKS, TRUSTING, near, put, tiny

SMALL = Segment("small", 0.25, 1.0, 500.0, 0.5, customers=0.4, aware=0.3, term=13)
LARGE = Segment("large", 0.75, 6.0, 40_000.0, 1.2, customers=0.4, aware=0.3, term=52, plan=False)
MARKET = 12_000
BUSINESS = "aware evaluating trials customers noticed signups won due renewed churned expanded revenue references sold".split()


def start(segments=(SMALL, LARGE), market=MARKET, founders=(), seed=3, pars=Pars()):  # noqa: B008
    place = Founding(market=market, topics=3, segments=segments, founders=founders)
    path = quiet(2)
    return found(place, path, pars, LINKS, seed, first_guess(place, path))


def owned(people=4, first=(0, 1), count=(1, 3), seats=(0, 1, 2, 3)):
    """A tiny world with two accounts: of one person and of three."""
    world = tiny(people, accounts=len(first), segments=1)
    put(world.accounts, first=list(first), people=list(count))
    put(world.seats, person=list(seats))
    return world


@pytest.mark.parametrize(
    ("market", "segments", "expected"),
    [
        (1000, (Segment(),), [1000]),
        (1000, (Segment(share=1.0, people=2.0), Segment(share=3.0, people=10.0)), [125, 75]),
        (10, (Segment(people=500.0),), [1]),
        (10, (), []),
    ],
)
def test_how_many_accounts(market, segments, expected):
    assert sizes(market, segments) == expected


@pytest.mark.parametrize(
    ("chance", "z", "result"),
    [(0.5, 0.0, 0.5), (0.5, math.log(3), 0.75), (0.1, 0.0, 0.1), (0.1, math.log(9), 0.5), (0.0, 5.0, 0.0), (1.0, -5.0, 1.0)],
)
def test_a_chance_is_moved_in_its_odds(chance, z, result):
    assert shifted(chance, z) == pytest.approx(result, rel=1e-12)


def test_means_are_over_the_people_of_the_account():
    world = owned(seats=(2, 3, 0, 1))
    put(world.people, keen=[1.0, 2.0, 5.0, -0.5])
    put(world.attitudes, satisfaction=[0.9, 0.6, 0.6, 0.6], affinity=[0.0, 0.6, 0.2, 0.0])
    assert [keenness(a, world.people, world.accounts, world.seats) for a in (0, 1)] == pytest.approx([5.0, 2.5 / 3])
    moods = [mood(a, world.accounts, world.seats, world.attitudes, 0.05, JUDGING, TRUSTING, LINKS, 0) for a in (0, 1)]
    assert moods == pytest.approx([0.15, 0.25], abs=1e-6)


def test_an_empty_account_is_as_usual():
    world = owned(count=(0, 3))
    assert keenness(0, world.people, world.accounts, world.seats) == 0.0
    assert mood(0, world.accounts, world.seats, world.attitudes, 0.0, JUDGING, TRUSTING, LINKS, 0) == 0.0


def test_who_stops_using_the_product_ends_the_project_with_it():
    world = owned()
    put(world.people, project=[5, 5, 5, 5])
    engage(1, world.people, world.accounts, world.seats, 0)
    assert world.people.engaged.tolist() == [1, 0, 0, 0] and world.people.project.tolist() == [5, -1, -1, -1]
    engage(1, world.people, world.accounts, world.seats, 1)
    assert world.people.engaged.tolist() == [1] * 4 and world.people.project.tolist() == [5, -1, -1, -1]


def test_everybody_has_one_seat_at_its_account():
    w = start()
    assert sorted(w.seats.person) == list(range(MARKET))
    for a in range(w.accounts.stage.size):
        seats = w.seats.person[w.accounts.first[a] : w.accounts.first[a] + w.accounts.people[a]]
        assert (w.people.account[seats] == a).all() and (np.diff(seats) > 0).all()
    assert w.accounts.people.sum() == MARKET


def test_segments_have_their_share_of_people_and_accounts():
    """False alarm: one in a million for each of the two figures."""
    w = start()
    kinds = w.accounts.segment[w.people.account]
    assert w.accounts.stage.size == 3000 + 1500 and np.count_nonzero(w.accounts.segment) == 1500
    assert near(np.mean(kinds == 0), 0.25, math.sqrt(0.25 * 0.75 / MARKET))
    large = w.accounts.people[w.accounts.segment == 1]
    assert large.min() >= 1 and near(large.var(), 5.0, 5.0 * math.sqrt(2.2 / 1500))  # one and the rest by chance: Poisson
    assert np.count_nonzero(w.accounts.people == 1) > 2000  # accounts of one person are of one person


def test_values_are_lognormal():
    """False alarm: one in a million for each of the four figures."""
    w = start()
    for kind, segment in enumerate((SMALL, LARGE)):
        logs = np.log(w.accounts.value[w.accounts.segment == kind].astype(float))
        assert near(logs.mean(), math.log(segment.value), segment.spread / math.sqrt(logs.size))
        assert near(logs.std(), segment.spread, segment.spread / math.sqrt(2 * logs.size))


def test_stages_and_renewals():
    """False alarm: one in a million for each of the three figures."""
    w = start(pars=lively(Pars())._replace(buying=Pars().buying._replace(keen=0.0)))
    peopled = w.accounts.people > 0
    stage, renewal, since = w.accounts.stage[peopled], w.accounts.renewal[peopled], w.accounts.since[peopled]
    n, customer = stage.size, stage == CUSTOMER
    assert near(customer.mean(), 0.4, math.sqrt(0.24 / n))
    others = stage[~customer]
    assert near(np.mean(others != UNAWARE), 0.3, math.sqrt(0.21 / others.size))
    assert set(others) == {UNAWARE, AWARE, EVALUATING, TRIAL}
    terms = w.segments.term[w.accounts.segment[peopled]]
    assert (renewal[customer] >= 0).all() and (renewal[customer] < terms[customer]).all()
    assert (since[customer] == renewal[customer] - terms[customer]).all() and (since < 0).all()
    small = renewal[customer & (terms == 13)]
    assert near(small.mean(), 6.0, math.sqrt(14.0 / small.size))
    assert (w.accounts.stage[~peopled] == UNAWARE).all()


@pytest.mark.parametrize(
    ("u", "stage"),  # for each that does not look, half evaluates and a half more is on trial: shares 1/4, 1/4, 1/2
    [(0.0, TRIAL), (0.24, TRIAL), (0.26, EVALUATING), (0.49, EVALUATING), (0.51, AWARE), (0.99, AWARE)],
)
def test_who_looks_at_the_product_at_the_start(u, stage):
    assert looking(u, 0.5, 0.5) == stage


def test_customers_use_the_product_and_have_their_segments_right_to_a_ticket():
    w = start()
    assert np.array_equal(w.people.engaged, np.isin(w.accounts.stage[w.people.account], (CUSTOMER, TRIAL)))
    assert (w.people.project[w.people.engaged == 0] == -1).all() and (w.people.project >= 0).any()
    assert np.array_equal(w.people.plan, w.accounts.segment[w.people.account] == 0)


@pytest.mark.shows(46)
def test_the_keen_are_customers_more_often():
    w = start(founders=(Founders(400, answers=100.0),))
    engaged = w.people.engaged > 0
    assert w.people.keen[engaged].mean() > w.people.keen[~engaged].mean() + 0.1
    assert engaged[:400].mean() > engaged[400:].mean()  # so more of the founders of a community are customers


def test_clout_has_a_median_of_one():
    clout = np.log(start().people.clout.astype(float))
    assert near(clout.mean(), 0.0, 1.0 / math.sqrt(MARKET)) and near(clout.std(), 1.0, 1.0 / math.sqrt(2 * MARKET))


def test_more_accounts_than_people_leaves_some_empty():
    w = start(segments=(Segment(share=0.5), Segment(share=0.5)), market=40)
    assert w.accounts.stage.size == 40 and w.accounts.people.sum() == 40
    assert (w.accounts.stage[w.accounts.people == 0] == UNAWARE).all()


def test_without_segments_there_is_no_business():
    place, path = founding()._replace(segments=()), eventful(6)
    run = simulate.simulate(place, path, lively(), LINKS, 4)
    assert run.world.accounts.stage.size == run.world.seats.person.size == 0
    assert run.world.people.engaged.all() and (run.world.people.account == -1).all() and (run.world.people.clout == 1).all()
    assert not run.weekly[:, [COUNTS.index(name) for name in BUSINESS]].any() and not run.world.company.proof[0]
