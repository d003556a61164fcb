"""Noticing, and coming_across before it: how accounts become aware."""

import numpy as np
import pytest

from agents.behaviours import coming_across, noticing
from agents.behaviours.noticing import NoticingPars, notice_chance, outreach
from agents.codes import AWARE, CUSTOMER, DOCS, EVALUATING, FORMER, LANDED, MIDDLE, OPEN, REUSED, STALE_HIT, TRIAL, UNAWARE
from agents.counts import NOTICED
from experiments.docks.closed_forms import geometric, weekly_counts
from sim.clock import Now
from tests.worlds import LINKS, NOW, changed, chi_square, many, put, snapshot, tiny

PARS = NoticingPars(outside=0.104, imitation=0.52, article=0.01, landed=0.25, returning=0.52)
SURE = PARS._replace(outside=52.0, returning=52.0)


def town(accounts=3, **columns):
    world = tiny(accounts, accounts=accounts, segments=1)
    put(world.accounts, **{"people": 1, "since": -7} | columns)
    return world


def live(world, pars=PARS, links=LINKS, now=NOW):
    w = world
    noticing.everyone(w.accounts, w.calendar, w.lifts, w.company, w.tally, w.weekly, pars, links, now)
    return w.accounts.stage.tolist()


@pytest.mark.parametrize(
    ("given", "a_year"),
    [
        ((0.0, 0.0, 0.0, 1.0, 1.0), 0.104),
        ((0.2, 0.0, 0.0, 1.0, 1.0), 0.304),
        ((0.0, 50.0, 0.0, 1.0, 1.0), 0.156),  # fifty articles: half as much again
        ((0.0, 50.0, 0.0, 0.5, 1.0), 0.13),
        ((0.0, 0.0, 0.2, 1.0, 1.0), 0.208),
        ((0.0, 0.0, 0.2, 1.0, 0.5), 0.156),
        ((0.2, 50.0, 0.2, 0.0, 0.0), 0.304),
    ],
)
def test_what_reaches_an_account_in_a_year(given, a_year):
    assert outreach(*given, PARS) == pytest.approx(a_year, rel=1e-12)


@pytest.mark.parametrize(
    ("stage", "exposed", "reached", "landing", "chance"),
    [
        (UNAWARE, False, 0.104, 1.0, 0.002),
        (UNAWARE, True, 0.104, 1.0, 0.252),
        (UNAWARE, True, 0.104, 0.5, 0.127),
        (UNAWARE, True, 0.104, 0.0, 0.002),
        (UNAWARE, True, 99.0, 1.0, 1.0),
        (FORMER, True, 99.0, 1.0, 0.01),
        (AWARE, True, 99.0, 1.0, 0.0),
        (EVALUATING, True, 99.0, 1.0, 0.0),
        (TRIAL, True, 99.0, 1.0, 0.0),
        (CUSTOMER, True, 99.0, 1.0, 0.0),
    ],
)
def test_chance(stage, exposed, reached, landing, chance):
    assert notice_chance(stage, exposed, reached, landing, PARS) == pytest.approx(chance, rel=1e-12)


def test_who_may_notice():
    world = town(7, stage=[UNAWARE, AWARE, EVALUATING, TRIAL, CUSTOMER, FORMER, UNAWARE], people=[1, 1, 1, 1, 1, 1, 0])
    before = snapshot(world)
    assert live(world, SURE) == [AWARE, AWARE, EVALUATING, TRIAL, CUSTOMER, AWARE, UNAWARE]
    assert world.accounts.since.tolist() == [3, -7, -7, -7, -7, 3, -7]
    assert world.weekly[NOW.week, NOTICED] == world.weekly.sum() == 1  # a former customer has known it before
    assert changed(before, snapshot(world)) == {"accounts.stage", "accounts.since", "weekly"}


def test_nobody():
    assert live(town(0)) == []


def test_waiting_to_notice_is_geometric():
    """False alarm: one in a million; a hazard that is a fifth higher is refused."""
    n, weeks = many(20_000, 1000), 30
    world = tiny(1, weeks=weeks, accounts=n, segments=1)
    put(world.accounts, people=1, since=-1)
    for week in range(weeks):
        live(world, PARS._replace(outside=2.6), now=Now(5, week))
    seen = weekly_counts(world.accounts.since, weeks)
    assert chi_square(seen, n * geometric(0.05, weeks)) and world.weekly[:, NOTICED].sum() == n - seen[-1]
    assert not chi_square(seen, n * geometric(0.06, weeks))


def noticed(links=LINKS, mass=0.0, articles=0.0, media=0.0, exposed=0, is_open=1):
    world = town(3000, exposed=exposed)
    world.tally.mass[0], world.company.articles[0] = mass, articles
    put(world.lifts, media=media)
    put(world.calendar, open=is_open)
    return np.array(live(world, PARS._replace(outside=2.0), links)) == AWARE


@pytest.mark.shows(1, 60, 65, 75, 84, 111)
@pytest.mark.parametrize(
    ("more", "link"),
    [
        ({"mass": 0.5}, "word_of_mouth"),
        ({"articles": 60.0}, "content"),
        ({"exposed": 1}, "search_landing"),
        ({"media": 0.5}, None),
    ],
)
def test_what_makes_the_brand_known_and_by_which_link(more, link):
    assert (noticed(**more) >= noticed()).all() and noticed(**more).sum() > noticed().sum()
    if link:
        assert np.array_equal(noticed(LINKS._replace(**{link: 0.0}), **more), noticed())


def test_nobody_speaks_of_a_closed_community():
    assert np.array_equal(noticed(mass=0.5, is_open=0), noticed()) and noticed(mass=0.5).sum() > noticed().sum()


def test_an_account_is_exposed_by_any_of_its_people_whose_search_led_here():
    world = tiny(8, accounts=7, segments=1)
    put(world.accounts, exposed=1)
    put(world.people, account=[0, 1, 2, 3, 4, 5, 0, -1], need=[0, *[MIDDLE] * 3, 0, *[MIDDLE] * 3])
    put(world.people, search=[REUSED, REUSED, LANDED, STALE_HIT, REUSED, OPEN, LANDED, LANDED])
    before = snapshot(world)
    coming_across.everyone(world.people, world.accounts)
    assert world.accounts.exposed.tolist() == [1, 1, 1, 1, 0, 0, 0]
    assert changed(before, snapshot(world)) == {"accounts.exposed"}
    put(world.people, search=DOCS)
    coming_across.everyone(world.people, world.accounts)
    assert not world.accounts.exposed.any()
    coming_across.everyone(tiny(8).people, tiny(0).accounts)  # no accounts, nothing to mark
