"""What the two essays claim, in whole runs: each test names the lines that it shows (docs/coverage.md).

Two worlds are the same people with the same draws, so differences are paired, seed by seed. Where all `SEEDS` runs must have one
sign, the effect was measured at four standard deviations of a run or more: a right model fails on fresh seeds with a chance
below 3e-4, and a model without the effect passes with one of 2 ** -SEEDS.
"""

import functools

import numpy as np
import pytest

from agents import counts
from agents.codes import ACTIVE, COMMUNITY, LURKING, NONE, REUSED, TICKET
from agents.entities import OVERFLOW, QUESTION_ROWS
from agents.founding import Founding, StaffMember, found, steady
from agents.links import Links
from agents.schedule import week_of
from agents.simulate import first_guess, simulate
from sim.clock import Now
from tests.small_worlds import changed, founding, lively

SEEDS = 8
WEEKS = 52


def town(people=400):
    """A community of people who all use the product: nobody buys or leaves, so that numbers can be held side by side."""
    return founding(people)._replace(segments=())


TOWN = town()


@functools.cache
def weekly(place=TOWN, links=Links(), closed=False, **pars):  # noqa: B008
    """Weekly counts of some runs, shape (SEEDS, WEEKS, counts); parameters are named group__field."""
    path = steady(WEEKS)
    path.calendar.open[:] = not closed
    return np.stack([simulate(place, path, changed(lively(), **pars), links, seed).weekly for seed in range(SEEDS)])


def sums(runs, count):
    """A count summed over the weeks, seed by seed."""
    return runs[:, :, count].sum(axis=1)


def ends(place=TOWN, weeks=WEEKS):
    """The worlds at the end of some runs."""
    return [simulate(place, steady(weeks), lively(), Links(), seed).world for seed in range(SEEDS)]


@pytest.mark.shows(3)
def test_a_growing_community_has_gravity_and_a_dying_one_loses_it():
    def gained(runs, weeks):
        rise = runs[:, weeks - 1, counts.COMMITMENT] - runs[:, 0, counts.COMMITMENT]
        return rise / runs[:, weeks - 1, counts.MEMBERS]

    opened = weekly(Founding(market=400, topics=7, staff=(StaffMember(hours=6.0, skill=0.8, sla=8.0),)))
    nobody_asks = {"asking__member": 0.0, "asking__outside": 0.0, "asking__landed": 0.0}
    dying = weekly(TOWN._replace(staff=()), leaving__drift=1.0, visiting__habit=-6.0, **nobody_asks)
    assert (gained(opened, 26) > 1.0).all()
    assert (gained(dying, WEEKS) < -1.0).all()


@pytest.mark.shows(4, 111)
def test_what_pulls_members_in_keeps_them():
    """Replies, attention and company: without these links more leave and fewer are active."""
    pulled, loose = weekly(), weekly(links=Links(first_reply=0.0, attention=0.0, bonds=0.0))
    assert (sums(pulled, counts.LEFT) < sums(loose, counts.LEFT)).all()
    assert (sums(pulled, counts.ACTIVE) > sums(loose, counts.ACTIVE)).all()


@pytest.mark.shows(110)
def test_a_community_is_slow_to_start_and_then_feeds_itself():
    runs = weekly(Founding(market=400, topics=7, staff=(StaffMember(hours=6.0, skill=0.8, sla=8.0),)))
    inside = runs[:, :, counts.CAUSED], runs[:, :, counts.CONTRIBUTIONS]
    first, later = (inside[0][:, span].sum(1) / inside[1][:, span].sum(1) for span in (slice(0, 4), slice(26, WEEKS)))
    assert (later > first).all()


@pytest.mark.shows(30)
def test_talk_between_members_warms_them_and_ties_them():
    talking, silent = weekly(answering__turn=0.6), weekly(answering__turn=0.0)
    assert (sums(talking, counts.LOVE) > sums(silent, counts.LOVE)).all()
    assert (sums(talking, counts.MASS) > sums(silent, counts.MASS)).all()


@pytest.mark.shows(40, 9)
def test_members_solve_each_others_problems_without_any_staff():
    runs = weekly(TOWN._replace(staff=()))
    assert (sums(runs, counts.MEMBER_ANSWERS) > 0).all() and (sums(runs, counts.SOLVED) > 0).all()
    assert not sums(runs, counts.STAFF_ANSWERS).any()


@pytest.mark.shows(9)
def test_those_who_solve_know_more_than_those_who_ask():
    """By 0.105 on average with a standard error of 0.010: a mean of 0.05 is more than five of them away."""
    gaps = []
    for world in ends(TOWN._replace(staff=()), 26):
        q = world.questions
        rows = np.flatnonzero((q.solver >= 0) & (q.asker >= 0) & (np.arange(q.key.size) < world.tally.rows[QUESTION_ROWS]))
        gaps.append(world.people.skill[q.solver[rows]].mean() - world.people.skill[q.asker[rows]].mean())
    assert np.mean(gaps) > 0.05


@pytest.mark.shows(64)
def test_a_community_lowers_the_number_of_tickets():
    assert (sums(weekly(), counts.TICKETS) < sums(weekly(closed=True), counts.TICKETS)).all()


@pytest.mark.shows(70)
def test_the_community_scales_while_paid_hours_do_not():
    """Four times as many people, the same staff: what members solve grows with them, what staff answer hardly at all."""
    small, city = weekly(), weekly(town(1600))
    assert np.array_equal(sums(small, counts.STAFF_HOURS), sums(city, counts.STAFF_HOURS))
    assert (sums(city, counts.STAFF_ANSWERS) < 1.5 * sums(small, counts.STAFF_ANSWERS)).all()
    helped = [sums(runs, counts.REUSED) + sums(runs, counts.SOLVED) for runs in (small, city)]
    assert (helped[1] > 3.0 * helped[0]).all()


@pytest.mark.shows(71)
def test_an_answer_serves_the_next_who_would_have_asked():
    serving, lost = weekly(), weekly(links=Links(answer_reuse=0.0))
    assert (sums(serving, counts.REUSED) > 0).all() and not sums(lost, counts.REUSED).any()
    for instead in (counts.QUESTIONS, counts.TICKETS):
        assert (sums(lost, instead) > sums(serving, instead)).all()


@pytest.mark.shows(86)
def test_who_would_rather_help_oneself_calls_less_often():
    willing, reluctant = weekly(self_service__tries=0.9), weekly(self_service__tries=0.2)
    for count in (counts.TICKETS, counts.QUESTIONS):
        assert (sums(willing, count) < sums(reluctant, count)).all()


@pytest.mark.shows(50, 88)
def test_value_reaches_those_who_are_no_members_and_those_without_support():
    """Customers with a plan, people without one, and readers who never joined: answers serve them all."""
    path, pars = steady(26), changed(lively(), joining__outside=0.1)  # so that some are still strangers
    world = found(TOWN, path, pars, Links(), 1, first_guess(TOWN, path)._replace(questions=16_000, wishes=8_000, events=60_000))
    strangers = without_plan = tickets_without_plan = 0
    for week in range(path.weeks):
        week_of(world, pars, Now(1, week))
        assert not world.tally.rows[OVERFLOW]
        channel, has = world.people.channel, world.people.need > 0
        helped = has & ((channel == REUSED) | (channel == COMMUNITY))
        strangers += (has & (channel == REUSED) & (world.members.membership == NONE)).sum()
        without_plan += (helped & (world.people.plan == 0)).sum()
        tickets_without_plan += (has & (channel == TICKET) & (world.people.plan == 0)).sum()
    assert strangers > 10 and without_plan > 100 and tickets_without_plan == 0


@pytest.mark.shows(38)
def test_who_is_in_the_community_is_keener_than_who_is_not():
    for world in ends(weeks=26):
        inside = np.isin(world.members.membership, (ACTIVE, LURKING))
        assert world.people.keen[inside].mean() > world.people.keen[~inside].mean() + 0.1
