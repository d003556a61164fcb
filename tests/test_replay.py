"""Replays: likely staff, the interest of outsiders, and a run seen as a forum export."""

import numpy as np
import pytest

from agents import counts
from agents.founding import Founders, Founding, StaffMember, Stock, steady
from agents.links import Links
from agents.pars import Pars
from agents.simulate import simulate
from scenarios.events import ANSWER, QUESTION, event_table
from scenarios.replay import MEAN_HOURS, WEEK, demand_of, likely_staff, replay_of, staff_of, table_of

START = 1_577_836_800


def forum(askers=40, per_week=2, extra=()):
    """A forum in which user 1000 answers all, and user 1001 every tenth question; `extra` are further rows."""
    rows = []
    for thread in range(askers):
        t = START + thread * WEEK // per_week
        rows += [(t, thread, thread, QUESTION), (t + 3600, 1000, thread, ANSWER)]
        if thread % 10 == 0:
            rows.append((t + 7200, 1001, thread, ANSWER))
    rows += extra
    return event_table(*map(np.array, zip(*rows, strict=True)))


def test_who_answers_much_and_hardly_asks_is_likely_staff():
    found = likely_staff(forum())
    assert [(each.user, each.answers, each.first_week, each.last_week) for each in found] == [
        (1000, 40, 0, 19),
        (1001, 4, 0, 15),
    ]


def test_a_member_who_asks_too_is_not():
    asked = [(START + i, 1000, 500 + i, QUESTION) for i in range(2)]  # 2 questions for 40 answers: 5 in 100
    assert [each.user for each in likely_staff(forum(extra=asked))] == [1001]


def test_known_staff_are_taken_as_they_are():
    table = forum()._replace(staff=np.array([1001]))
    assert [each.user for each in likely_staff(table)] == [1001]


def test_hours_of_likely_staff_follow_their_answers_a_week():
    busy, other = staff_of(likely_staff(forum()))
    assert busy.hours / other.hours == pytest.approx((40 / 20) / (4 / 16))
    assert (busy.hours + other.hours) / 2 == pytest.approx(MEAN_HOURS)
    assert (busy.first, busy.last, other.last) == (0, 19, 15)


def test_demand_has_mean_one_and_follows_first_contributions():
    quiet_then_busy = forum(askers=8, extra=[(START + 15 * WEEK + i, 100 + i, 100 + i, QUESTION) for i in range(40)])
    demand = demand_of(quiet_then_busy, 20)
    assert demand.mean() == pytest.approx(1.0) and demand.shape == (20,)
    assert demand[-1] == pytest.approx(2 * demand[0])  # blocks 10 0 0 40 0, smoothed: 20 … 40 thirds


def test_a_replay_starts_empty_and_lasts_as_long_as_the_export():
    replay = replay_of(forum(askers=400, per_week=10))
    assert replay.founding.founders == () and replay.founding.stock == ()
    assert replay.path.weeks == 40 and replay.founding.market == 5 * 402


def test_a_run_as_an_export_has_staff_apart_and_no_founded_questions():
    founding = Founding(
        market=400,
        topics=5,
        staff=(StaffMember(hours=40.0, sla=2.0),),
        founders=(Founders(members=50, answers=20.0, questions=5.0),),
        questions_a_week=3.0,
        stock=(Stock((0.0, 0.1), 5, 30),),
    )
    pars = Pars()._replace(asking=Pars().asking._replace(outside=0.2))
    run = simulate(founding, steady(20), pars, Links(), seed=3)
    end = START + 10 * WEEK
    table = table_of(run, START, end)
    assert table.staff.tolist() == [400]
    assert (table.user == 400).any() and table.user.max() <= 400 and table.user.min() >= 0
    assert table.t.min() >= START and table.t.max() <= end
    asked = set(table.thread[table.kind == QUESTION].tolist())
    assert set(table.thread.tolist()) <= asked and min(asked) >= 35
    questions = int(run.weekly[:10, counts.QUESTIONS].sum())
    assert len(asked) == questions
