"""Queueing: tickets wait for an agent."""

import pytest

from agents import counts
from agents.behaviours import queueing
from agents.behaviours.queueing import QueueingPars, capacity, minutes, usual_load, waiting
from agents.codes import COMMUNITY, GAVE_UP, GUT_CHECK, HARD, MIDDLE, SIMPLE, TICKET
from agents.entities import BACKLOG, BACKLOG_WITHOUT, LOAD, WAIT, WAIT_WITHOUT
from sim.clock import Now
from tests.worlds import NOW, changed, put, snapshot, tiny

PARS = QueueingPars(busy=0.8, memory=10.0, simple=12.0, middle=30.0, hard=90.0)


def live(world, now=NOW):
    queueing.everyone(world.people, world.company, world.weekly, PARS, now)
    return [world.company.stock[place] for place in (LOAD, BACKLOG, WAIT)]


@pytest.mark.parametrize(
    ("load", "tickets", "week", "expected"),
    [(0.0, 8.0, 0, 8.0), (8.0, 4.0, 1, 6.0), (6.0, 0.0, 2, 4.0), (10.0, 20.0, 500, 11.0), (10.0, 10.0, 500, 10.0)],
)
def test_the_desk_is_staffed_by_the_mean_so_far_then_a_fading_one(load, tickets, week, expected):
    assert usual_load(load, tickets, week, PARS) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(("load", "closes"), [(8.0, 10.0), (0.0, 1.0), (0.4, 1.0)])
def test_hands(load, closes):
    assert capacity(load, PARS) == pytest.approx(closes, rel=1e-12)


@pytest.mark.shows(91)
@pytest.mark.parametrize(("kind", "expected"), [(SIMPLE, 12.0), (MIDDLE, 30.0), (HARD, 90.0), (GUT_CHECK, 30.0)])
def test_minutes_of_an_agent(kind, expected):
    assert minutes(kind, PARS) == expected


@pytest.mark.parametrize(("backlog", "tickets", "hands", "left"), [(5.0, 7.0, 10.0, 2.0), (0.0, 3.0, 10.0, 0.0)])
def test_who_is_not_served_waits(backlog, tickets, hands, left):
    assert waiting(backlog, tickets, hands) == left


def test_a_week_at_the_desk():
    world = tiny(people=12)
    put(world.people, need=[SIMPLE] * 4 + [HARD] * 2 + [MIDDLE] * 4 + [0, 0])
    put(world.people, channel=[TICKET] * 6 + [COMMUNITY, GAVE_UP, TICKET, GAVE_UP, TICKET, TICKET])
    put(world.people, base=[TICKET] * 8 + [GAVE_UP, GAVE_UP, TICKET, TICKET])  # the last two have no problem any more
    put(world.company, stock=[0, 0, 5.0, 0, 0, 8.0, 0.0, 6.0, 0.0])
    before = snapshot(world)
    # 8 tickets without a community are what the desk expects: 10 hands; 5 waited, 7 came, 2 are left
    assert live(world) == pytest.approx([8.0, 2.0, 0.2], rel=1e-12)
    # without a community 6 would have waited, and 8 come
    assert world.company.stock[[BACKLOG_WITHOUT, WAIT_WITHOUT]].tolist() == pytest.approx([4.0, 0.4], rel=1e-12)
    assert changed(before, snapshot(world)) == {"company.stock", "weekly"}
    row = world.weekly[NOW.week]
    assert row[counts.BACKLOG] == pytest.approx(2.0)
    assert row[counts.TICKET_HOURS] == pytest.approx((4 * 12 + 2 * 90 + 30) / 60)
    assert row.sum() == pytest.approx(2.0 + 4.3)


@pytest.mark.shows(64, 99)
def test_what_the_community_takes_off_the_desk_shortens_the_wait():
    def wait(spared):
        world = tiny(people=100)
        put(world.people, need=MIDDLE, base=TICKET, channel=[COMMUNITY] * spared + [TICKET] * (100 - spared))
        put(world.company, stock=[0, 0, 0, 0, 0, 40.0, 0.0])  # an outage: twice as many as the desk has hands for
        return live(world, Now(1, 5))[2]

    assert wait(0) > wait(20) > wait(80) == 0.0


def test_nobody():
    assert live(tiny(people=0)) == [0.0, 0.0, 0.0]
