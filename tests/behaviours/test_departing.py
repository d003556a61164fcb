"""Departing: top helpers leave for good, a platform move loses members; what was written down stays."""

import numpy as np
import pytest

from agents import counts
from agents.behaviours import departing
from agents.behaviours.departing import best_standing
from agents.behaviours.feeling import FeelingPars
from agents.codes import ACTIVE, GUT_CHECK, HARD, LAPSED, LURKING, NONE
from agents.entities import RECALL
from agents.founding import Founders, Founding, Stock, steady
from agents.simulate import simulate
from agents.streams import MOVE
from sim.draws import uniform
from tests.worlds import LINKS, LIVELY, NOW, changed, on_calendar, put, snapshot, tiny

PARS = FeelingPars()._replace(repute=13.0)


def village(people=5, **calendar):
    world = tiny(people)
    put(world.calendar, **calendar)
    put(world.members, membership=ACTIVE)
    put(world.feelings, felt=NOW.week)
    put(world.people, willing=0.5)
    return world


def live(world):
    departing.everyone(world.people, world.members, world.feelings, world.calendar, world.weekly, PARS, NOW)
    return world.members.membership.tolist()


def test_nobody_departs_of_oneself():
    world = village()
    put(world.feelings, standing=9.0)
    before = snapshot(world)
    live(world)
    assert changed(before, snapshot(world)) == set()


def test_the_top_helpers_leave_for_good():
    world = village(leavers=2)
    put(world.feelings, standing=[1.0, 5.0, 9.0, 7.0, 0.0])
    put(world.members, membership=[ACTIVE, ACTIVE, LURKING, ACTIVE, ACTIVE])
    assert live(world) == [ACTIVE, LAPSED, LURKING, LAPSED, ACTIVE]  # whoever only looks on is no helper any more
    assert world.people.willing.tolist() == [0.5, 0.0, 0.5, 0.0, 0.5]
    assert world.weekly[NOW.week, counts.DEPARTED] == 2


def test_standing_counts_as_it_is_now_and_ties_go_by_row():
    world = village(4)
    put(world.feelings, standing=[8.0, 5.0, 5.0, 0.0], felt=[NOW.week - 13, NOW.week, NOW.week, NOW.week])  # 8 is 4 by now
    rows = [best_standing(world.members, world.feelings, k, 13.0, NOW.week).tolist() for k in (0, 1, 2, 3, 9)]
    assert rows == [[], [1], [1, 2], [1, 2, 0], [1, 2, 0]]  # nobody without standing is a top helper


def test_a_move_loses_a_share_of_the_members():
    world = village(2000, moved=0.3)
    put(world.members, membership=[ACTIVE, LURKING, LAPSED, NONE] * 500)
    put(world.ties, strength=1.0)
    before = snapshot(world)
    lost = [uniform(NOW.seed, MOVE, NOW.week, i) < 0.3 and i % 4 < 2 for i in range(2000)]
    was = world.members.membership.tolist()
    assert live(world) == [LAPSED if gone else state for gone, state in zip(lost, was, strict=True)]
    assert world.weekly[NOW.week, counts.DEPARTED] == sum(lost) and 200 < sum(lost) < 400
    assert changed(before, snapshot(world)) == {"members.membership", "weekly"}  # ties, love and standing remain


# What leaves with people, and what does not

FEW_KNOW = LIVELY._replace(
    helping=LIVELY.helping._replace(willing=0.001, spread=0.0, reach=30.0),
    needs=LIVELY.needs._replace(hard=0.6, simple=0.05, gut_check=0.15),
    self_service=LIVELY.self_service._replace(findability=0.5),
)
EXPERTS = Founding(
    market=400,
    topics=5,
    founders=(Founders(12, (0.0, 1.0), 120.0, 0.0), Founders(100, (0.0, 4.0), 0.0, 12.0)),
    questions_a_week=8.0,
    stock=(Stock((0.0, 2.0), 60, 10),),
)
SHOCK = 8


def later(leavers, seed):
    """A run whose experts leave, or not: hours that hard questions posted afterwards waited, the share left open, and reuse."""
    path = on_calendar(steady(40), leavers=np.where(np.arange(40) == SHOCK, leavers, 0))
    run = simulate(EXPERTS, path, FEW_KNOW, LINKS, seed)
    q = run.world.questions
    asked = (q.asked >= SHOCK) & (q.asked < 34) & (q.asker >= 0) & ((q.kind == HARD) | (q.kind == GUT_CHECK))
    reused = run.weekly[SHOCK:, counts.COUNTS.index("reused")].sum()
    waited = np.where(q.waited < 0, RECALL * 168.0, q.waited)[asked]  # in vain for as long as anybody looks at it
    return waited.mean(), (q.answers[asked] == 0).mean(), reused, run.weekly


@pytest.mark.shows(100, 101)
def test_what_only_they_knew_goes_with_them_and_what_they_wrote_down_stays():
    """A sign test over ten pairs of runs on the same draws: by chance all would agree once in a thousand (2^-10)."""
    pairs = [(later(12, seed), later(0, seed)) for seed in range(10)]
    assert all(gone[0] > 1.2 * there[0] for gone, there in pairs)  # hard questions wait longer
    assert all(gone[1] > there[1] + 0.05 for gone, there in pairs)  # and more of them stay open
    assert all(gone[2] > 0.6 * there[2] > 10 for gone, there in pairs)  # answers of earlier days are still reused
    assert all(np.array_equal(gone[3][:SHOCK], there[3][:SHOCK]) for gone, there in pairs)
