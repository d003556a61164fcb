"""Business results are second-order effects: effort moves the community first, and the business only through its links.

Two worlds are the same people with the same draws, so differences are paired, seed by seed. Where all `SEEDS` runs must have
one sign, the effect was measured at three standard deviations of a run or more: a right model fails on fresh seeds with a
chance below 0.02, and a model without the effect passes with one of 2 ** -SEEDS.
"""

import functools

import numpy as np
import pytest

from agents import counts
from agents.codes import EDITING, HOSTING, INTRODUCING, LISTENING, WELCOMING
from agents.counts import COUNTS
from agents.entities import Lifts
from agents.founding import Founding, quiet
from agents.links import TO_BUSINESS, Links
from agents.simulate import simulate
from scenarios.config import to_founding, to_path
from scenarios.economics import Economics
from tests.plans import FOUNDERS, PROGRAM, planned
from tests.small_worlds import changed
from tests.test_business import CUT, PARS, PLACE, business

SEEDS = 5
WEEKS = 44
START = 8  # week in which the effort begins
EFFORT = (  # what a community team does, nothing of which asks anybody for anything
    ("hours", 6.0, (WELCOMING, INTRODUCING, HOSTING, EDITING, LISTENING)), ("seeds", 5.0, None), ("digest", 0.5, None),
    ("rules", 1.0, None), ("tidy", 0.5, None), ("superusers", 10.0, None), ("badges", 1.0, None), ("meetup_seats", 10.0, None),
)  # fmt: skip


@functools.cache
def runs(effort=EFFORT, links=Links()):  # noqa: B008
    """Some runs in which that effort begins in week `START`."""
    path = quiet(WEEKS)
    for lift, size, activities in effort:
        column = getattr(path.lifts, lift)[START:]
        column[:, activities or ...] = size
    return [simulate(PLACE, path, PARS, links, seed) for seed in range(SEEDS)]


def weekly(lived, name):
    """A weekly count, shape (SEEDS, WEEKS)."""
    return np.stack([run.weekly[:, COUNTS.index(name)] for run in lived])


def gained(name, links=Links(), effort=EFFORT):  # noqa: B008
    """What the effort adds to a count, shape (SEEDS, WEEKS)."""
    return weekly(runs(effort, links), name) - weekly(runs((), links), name)


def first(difference):
    """The first week with any difference, seed by seed."""
    assert difference.any(axis=1).all()
    return (difference != 0).argmax(axis=1)


@pytest.mark.shows(5, 27)
def test_effort_moves_health_first_and_the_business_after_it():
    """The team's work begins to show in the community at once, in the company's revenue later, and to its advantage."""
    health, revenue = first(gained("visits")), first(gained("revenue"))
    assert (health == START).all() and (revenue >= health).all() and np.median(revenue) > START
    soon = slice(START, START + 8)
    visits, money = (gained(name)[:, soon].sum(1) / weekly(runs(()), name)[:, soon].sum(1) for name in ("visits", "revenue"))
    assert (visits > 3.0 * money).all(), "in its first two months the effort shows in visits"
    for name in ("active", "solved", "affinity", "revenue"):
        assert (gained(name).sum(axis=1) > 0).all(), name


@pytest.mark.shows(5, 27, 28)
def test_with_the_links_cut_a_healthier_community_leaves_the_business_as_it_was():
    """Bit for bit: no effort reaches revenue but through attitude, trust, proof, ties, insight, search, talk or tickets."""
    for without, effort in zip(runs((), CUT), runs(EFFORT, CUT), strict=True):
        assert business(without) == business(effort)
    assert (gained("active", CUT).sum(axis=1) > 0).all() and (gained("solved", CUT).sum(axis=1) > 0).all()


@pytest.mark.shows(28)
def test_a_company_that_lives_once_cannot_see_in_its_revenue_what_the_community_did():
    """Held against the same draws the gain has one sign in all runs; between one company and another chance hides it."""
    with_it, without = (weekly(each, "revenue").sum(axis=1) for each in (runs(), runs(())))
    assert (with_it > without).all()
    assert (with_it - without).mean() < 1.96 * np.sqrt(with_it.var(ddof=1) + without.var(ddof=1))
    health, before = (weekly(each, "active").sum(axis=1) for each in (runs(), runs(())))
    assert (health - before).mean() > 1.96 * np.sqrt(health.var(ddof=1) + before.var(ddof=1)), "its health does show"


@pytest.mark.shows(11)
def test_what_members_write_brings_trials_where_nobody_sells():
    """Articles lead to trials through the link `content`, without a lead, a call or an advertisement."""
    edited, content = (("hours", 6.0, (EDITING,)),), CUT._replace(content=1.0)
    for name in ("noticed", "signups"):
        assert (gained(name, content, edited).sum(axis=1) > 0).all(), name
        assert not gained(name, CUT, edited).any(), name
    lived = runs(edited, content)
    assert not any(weekly(lived, name).any() for name in ("qualified", "sold"))


# Conditions (29): you cannot force a flower


def forced(place, pars):
    """A year in which every lift is as large as can be."""
    path = quiet(WEEKS)
    for name in Lifts._fields:
        getattr(path.lifts, name)[:] = 1.0 if name in ("rules", "tidy", "personal", "badges", "ideation") else 50.0
    return simulate(place, path, pars, Links(), 1).weekly.sum(axis=0)


@pytest.mark.shows(29)
def test_no_program_makes_a_community_where_nobody_wants_one():
    """All that can be bought, and nobody who has a wish: there are no visits, answers, ties or leads, only what staff write."""
    without = dict.fromkeys(("joining__outside", "joining__invited", "joining__landed", "joining__customer"), 0.0)
    nobody = changed(PARS, needs__rate=0.0, **without)
    lived = forced(Founding(market=400, topics=7, segments=PLACE.segments), nobody)
    acts = "active visits questions member_answers welcomed introduced attended articles awarded references qualified sold"
    assert not any(lived[COUNTS.index(name)] for name in acts.split())
    assert lived[counts.SEEDED] > 0, "the programs did run"
    willing = forced(PLACE._replace(market=900), PARS)
    assert all(willing[COUNTS.index(name)] for name in ("visits", "questions", "member_answers", "attended", "articles"))


@pytest.mark.shows(29)
def test_money_changes_nobodys_mind():
    """Prices decide what a budget buys; what is bought works the same at any price."""
    given = {"weeks": 9, "founders": FOUNDERS, "program": PROGRAM}
    usual, dear = planned(**given), planned(**given)._replace(economics=Economics()._replace(member_hour=400.0, ticket=900.0))
    dear = dear._replace(economics=dear.economics._replace(event_seat=999.0, superuser_year=9999.0, staff_hour=400.0))
    both = [simulate(to_founding(each), to_path(each), each.pars, each.links, 3).weekly.tobytes() for each in (usual, dear)]
    assert both[0] == both[1]


def test_the_links_to_the_business_are_those_that_are_cut():
    assert {name for name in Links._fields if getattr(CUT, name) == 0.0} == set(TO_BUSINESS)
