"""Queueing: tickets wait for an agent, and there are as many agents as were planned for a quarter ago."""

import pytest

from agents import counts
from agents.behaviours import queueing
from agents.behaviours.queueing import QUARTER, QueueingPars, minutes, planned, usual_load, waiting
from agents.codes import COMMUNITY, GAVE_UP, GUT_CHECK, HARD, MIDDLE, SIMPLE, TICKET
from agents.entities import AS_IT_IS, WITHOUT
from sim.clock import Now
from tests.worlds import NOW, changed, put, snapshot, tiny

PARS = QueueingPars(busy=0.8, memory=10.0, simple=12.0, middle=30.0, hard=90.0)


def live(world, now=NOW, desk=AS_IT_IS):
    """Load, hands, coming hands, backlog and wait of one of the desks after a week."""
    queueing.everyone(world.people, world.desks, world.weekly, PARS, now)
    return [column[desk] for column in world.desks]


def stocked(world, **given):
    """Puts figures of the desk into a world, and with `other_` in front of the desk without a community."""
    for name, value in given.items():
        desk = WITHOUT if name.startswith("other_") else AS_IT_IS
        getattr(world.desks, name.removeprefix("other_"))[desk] = value
    return world


@pytest.mark.parametrize(
    ("load", "work", "week", "expected"),
    [(0.0, 8.0, 0, 8.0), (8.0, 4.0, 1, 6.0), (6.0, 0.0, 2, 4.0), (10.0, 20.0, 500, 11.0), (10.0, 10.0, 500, 10.0)],
)
def test_the_desk_reckons_with_the_mean_so_far_then_a_fading_one(load, work, week, expected):
    assert usual_load(load, work, week, PARS) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(("load", "hours"), [(8.0, 10.0), (0.0, 1.0), (0.4, 1.0)])
def test_agents_for_a_load(load, hours):
    assert planned(load, PARS) == pytest.approx(hours, rel=1e-12)


@pytest.mark.shows(91)
@pytest.mark.parametrize(("kind", "expected"), [(SIMPLE, 12.0), (MIDDLE, 30.0), (HARD, 90.0), (GUT_CHECK, 30.0)])
def test_minutes_of_an_agent(kind, expected):
    assert minutes(kind, PARS) == expected


@pytest.mark.parametrize(("backlog", "work", "hands", "left"), [(5.0, 7.0, 10.0, 2.0), (0.0, 3.0, 10.0, 0.0)])
def test_who_is_not_served_waits(backlog, work, hands, left):
    assert waiting(backlog, work, hands) == left


def test_a_week_at_both_desks():
    world = tiny(people=12, weeks=60)
    put(world.people, need=[SIMPLE] * 4 + [HARD] * 2 + [MIDDLE] * 4 + [0, 0])
    put(world.people, channel=[TICKET] * 6 + [COMMUNITY, GAVE_UP, TICKET, GAVE_UP, TICKET, TICKET])
    put(world.people, base=[TICKET] * 8 + [GAVE_UP, GAVE_UP, TICKET, TICKET])  # the last two have no problem any more
    stocked(world, load=4.3, hands=3.0, coming=5.0, backlog=0.7, other_load=4.0, other_hands=5.0, other_backlog=1.2)
    before = snapshot(world)
    # 4 x 12 + 2 x 90 + 30 minutes of work came, 0.7 hours waited, 3 are done
    assert live(world, Now(7, 14)) == pytest.approx([4.3, 3.0, 5.0, 2.0, 2.0 / 3.0], rel=1e-12)
    # without a community half an hour more of work, and more hands
    other = [column[WITHOUT] for column in world.desks]
    assert other == pytest.approx([4.08, 5.0, 0.0, 1.0, 0.2], rel=1e-12)
    assert changed(before, snapshot(world)) == {"desks.load", "desks.backlog", "desks.wait", "weekly"}
    row = world.weekly[14]
    assert row[[counts.BACKLOG, counts.TICKET_HOURS, counts.DESK_HOURS]] == pytest.approx([2.0, 4.3, 3.0])
    assert row.sum() == pytest.approx(9.3)


def test_in_the_first_quarter_the_desk_follows_the_work():
    world = stocked(tiny(people=0, weeks=60), load=8.0, hands=99.0)
    assert live(world, Now(1, 1))[:3] == pytest.approx([4.0, 5.0, 5.0])


@pytest.mark.parametrize(
    ("week", "hours"), [(QUARTER - 1, [5.0] * 2), (QUARTER, [2.0, 5.0]), (QUARTER + 1, [1.0, 2.0])]
)
def test_agents_planned_now_are_there_in_the_next_quarter(week, hours):
    world = stocked(tiny(people=0, weeks=60), load=4.0 / (1.0 - 1.0 / min(week + 1, 10)), hands=1.0, coming=2.0)
    assert live(world, Now(1, week))[1:3] == pytest.approx(hours)


@pytest.mark.shows(64, 98, 99)
def test_what_the_community_takes_off_the_desk_shortens_the_wait_at_once_and_costs_less_later():
    def desk(spared, weeks):
        world = tiny(people=100, weeks=60)
        hours = 100 * PARS.middle / 60.0
        stocked(world, load=hours, hands=hours / PARS.busy, coming=hours / PARS.busy, backlog=40.0)
        put(world.people, need=MIDDLE, base=TICKET, channel=[COMMUNITY] * spared + [TICKET] * (100 - spared))
        lived = [live(world, Now(1, QUARTER + week)) for week in range(weeks)]
        return [desk[4] for desk in lived], [desk[1] for desk in lived]

    waits, hands = desk(40, 2 * QUARTER)
    assert waits[0] < desk(0, 1)[0][0] and waits[5] == 0.0
    assert len(set(hands[:QUARTER])) == 1 and hands[QUARTER] < 0.97 * hands[0]


def test_nobody():
    assert live(tiny(people=0, weeks=60), Now(1, 0)) == [0.0, 1.0, 1.0, 0.0, 0.0]
