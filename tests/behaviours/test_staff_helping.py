"""Staff helping: paid answers, after a while, within the hours that the budget pays."""

import math

import numpy as np
import pytest

from agents.behaviours import staff_helping
from agents.behaviours.staff_helping import StaffHelpingPars, answers_paid, at_work, output, step_in, whose
from agents.entities import OVERFLOW, WISH_ROWS
from agents.streams import STAFF_WISH
from sim.clock import Now
from sim.draws import uniform, uniforms
from tests.worlds import NOW, changed, chi_square, many, pose, put, snapshot, tiny, wishes_of

PARS = StaffHelpingPars(minutes=15.0, coverage=1.0)
WEEK = np.full(6, NOW.week)


def village(asked=WEEK, staff=1, hours=40.0, sla=1e-6, **questions):
    world = tiny(staff=staff, questions=max(len(asked), 1), wishes=2 * len(asked) + 1)
    put(world.staff, hours=hours, sla=sla, last=1000, answering=0.5)
    pose(world, asked, **questions)
    return world


def live(world, pars=PARS, now=NOW):
    world.tally.rows[WISH_ROWS] = 0
    staff_helping.everyone(world.staff, world.questions, world.wishes, world.calendar, world.tally, pars, now)
    return wishes_of(world)


def taken_up(world, pars=PARS, now=NOW):
    return [q for q, *_ in live(world, pars, now)]


@pytest.mark.parametrize(
    ("hours", "scale", "answers"),
    [(10.0, 1.0, 20), (10.0, 0.5, 10), (1.0, 1.0, 2), (0.49, 1.0, 0), (0.0, 1.0, 0), (10.0, 0.0, 0), (1.3, 1.0, 2)],
)
def test_answers_that_the_hours_pay_for(hours, scale, answers):
    assert answers_paid(hours, scale, 0.5, PARS) == answers  # half of the hours, four answers in each


@pytest.mark.parametrize(
    ("u", "sla", "scale", "appeal", "hours"),
    [
        (1.0, 24.0, 1.0, 1.0, 0.0),
        (math.exp(-1), 24.0, 1.0, 1.0, 24.0),
        (math.exp(-2), 24.0, 0.5, 1.0, 96.0),
        (math.exp(-1), 24.0, 1.0, 3.0, 8.0),
        (math.exp(-1), 24.0, 0.5, 0.25, 192.0),
    ],
)
def test_step_in(u, sla, scale, appeal, hours):
    assert step_in(u, sla, scale, appeal) == pytest.approx(hours, rel=1e-12)


def test_hours_count_from_the_first_to_the_last_week_of_work():
    world = tiny(staff=1)
    put(world.staff, hours=20.0, first=2, last=4)
    assert [at_work(0, world.staff, week) for week in range(7)] == [0, 0, 20, 20, 20, 0, 0]


@pytest.mark.parametrize(
    ("weeks", "ramp", "share"), [(0, 0.0, 1.0), (0, 4.0, 0.25), (1, 4.0, 0.5), (3, 4.0, 1.0), (9, 4.0, 1.0), (0, 0.5, 1.0)]
)
def test_somebody_new_gets_less_done(weeks, ramp, share):
    assert output(weeks, ramp) == share


def test_answers_by_week_of_the_ramp():
    world = village([0] * 40, hours=20.0)
    put(world.staff, first=0, ramp=4.0)
    paid = [len(live(world, now=Now(7, week))) for week in range(5)]
    assert paid == [10, 20, 30, 40, 40]


def test_questions_fall_to_staff_by_their_hours():
    world = tiny(staff=3)
    put(world.staff, hours=[10.0, 0.0, 30.0], last=9)
    assert [whose(u, world.staff, 0) for u in (0.0, 0.2499, 0.25, 0.9999)] == [0, 0, 2, 2]
    put(world.staff, last=[-1, 9, 9])  # the first has left
    assert whose(0.1, world.staff, 0) == 2
    put(world.staff, last=-1)
    assert whose(0.1, world.staff, 0) == -1


def test_all_open_questions_are_taken_up_at_once_where_time_allows():
    world = village()
    rows = live(world)
    assert [q for q, *_ in rows] == [0, 1, 2, 3, 4, 5] and {helper for _, helper, _ in rows} == {-2}


def test_hours_are_a_limit_and_the_oldest_come_first():
    world = village(asked=[0, 1, 1, 2, 3, 3], hours=1.6)  # 48 minutes: three answers
    assert taken_up(world) == [0, 1, 2]
    put(world.questions, answers=[0, 1, 0, 0, 0, 0])  # one has been answered
    assert taken_up(world) == [0, 2, 3]
    put(world.calendar, free=0.7)  # the rest of the time goes to running the place
    assert taken_up(world) == [0, 2]


def test_what_is_unclear_waits_longer_for_staff_too():
    clear, unclear = village([3] * 6), village([3] * 6)
    put(unclear.questions, appeal=0.5)
    hours = [[hour for _, _, hour in live(world, now=Now(NOW.seed, 4))] for world in (clear, unclear)]
    assert hours[1] == pytest.approx([2 * hour for hour in hours[0]], rel=1e-6) and len(hours[0]) == 6


@pytest.mark.parametrize(("week", "found"), [(7, True), (8, False)])
def test_questions_are_looked_at_for_eight_weeks(week, found):
    world = tiny(staff=1, weeks=20)
    put(world.staff, hours=40.0, sla=1e-6, last=99)
    pose(world, [0])
    assert taken_up(world, now=Now(NOW.seed, week)) == ([0] if found else [])


def test_a_founded_question_is_taken_up_in_week_0():
    assert taken_up(village(asked=[-9, -8, -7, -1]), now=Now(NOW.seed, 0)) == [2, 3]


@pytest.mark.parametrize("off", ["closed", "unpaid", "busy", "gone", "no hours", "not covered"])
def test_no_work_is_done(off):
    world = village()
    put(world.calendar, open=off != "closed", staff=float(off != "unpaid"), free=float(off != "busy"))
    put(world.staff, last=NOW.week - (off == "gone"), hours=0.0 if off == "no hours" else 40.0)
    assert taken_up(world, PARS._replace(coverage=0.0 if off == "not covered" else 1.0)) == []


def test_nobody_and_nothing():
    assert taken_up(village(staff=0)) == [] and taken_up(village(asked=[])) == []


def test_each_question_falls_to_one_of_the_staff_and_is_covered_or_not_once_for_all():
    world = village(asked=np.full(200, 3), staff=2, hours=[100.0, 300.0], sla=[20.0, 5.0], hour=6.0)
    expected = []
    for s in range(2):
        for q in range(200):
            u, v, _, _ = uniforms(NOW.seed, STAFF_WISH, -1, 100 + q)
            hour = 6.0 - math.log(uniform(NOW.seed, STAFF_WISH, 3, 100 + q)) * (20.0, 5.0)[s]
            if v < 0.6 and (u < 0.25) == (s == 0) and hour < 168.0:
                expected.append((q, -2 - s, float(np.float32(hour))))
    pars = PARS._replace(coverage=0.6)
    assert live(world, pars) == expected
    first, second = set(taken_up(world, pars)), set(taken_up(world, pars, Now(NOW.seed, NOW.week + 1)))
    assert first == second  # an immediate answer apart, the same ones a week later


def test_an_older_question_is_answered_from_the_first_hour_of_the_week_on():
    hours = [hour for *_, hour in live(village(asked=np.full(50, 2), hours=400.0, sla=1.0, hour=160.0))]
    assert len(hours) == 50 and min(hours) < 1.0


def test_what_would_come_after_the_week_costs_no_hours():
    world = village(asked=np.full(60, 3), hours=5.0, sla=400.0)
    rows = live(world)  # ten answers are paid for
    assert len(rows) == 10 and all(0 <= hour < 168.0 for *_, hour in rows)
    due = [-math.log(uniform(NOW.seed, STAFF_WISH, 3, 100 + q)) * 400.0 < 168.0 for q in range(60)]
    assert [q for q, *_ in rows] == np.flatnonzero(due)[:10].tolist()


def test_half_the_budget_halves_the_answers_and_doubles_the_delay():
    full, half = village(asked=np.full(300, 3), hours=20.0, sla=2.0), village(asked=np.full(300, 3), hours=20.0, sla=2.0)
    put(half.calendar, staff=0.5)
    all_of_them, fewer = live(full), live(half)
    assert (len(all_of_them), len(fewer)) == (40, 20)
    for (q, _, hour), (other, _, later) in zip(all_of_them, fewer, strict=False):
        assert q == other and later == pytest.approx(2 * hour, rel=1e-6)


def test_only_wishes_are_written():
    world = village()
    before = snapshot(world)
    live(world)
    assert changed(before, snapshot(world)) <= {"wishes.question", "wishes.helper", "wishes.hour", "tally.rows"}


def test_a_full_list_raises_the_flag():
    world = village()
    world = world._replace(wishes=type(world.wishes)(*(column[:2] for column in world.wishes)))
    assert len(live(world)) == 2 and world.tally.rows[: OVERFLOW + 1].tolist() == [6, 2, 0, 1]


def test_coverage_and_split_are_the_shares_asked_for():
    n = many(20_000, 1500)
    world = village(asked=np.full(n, 3), staff=2, hours=[1e5, 3e5])
    helpers = np.array([helper for _, helper, _ in live(world, PARS._replace(coverage=0.7))])
    counts = [n - len(helpers), (helpers == -2).sum(), (helpers == -3).sum()]
    assert chi_square(counts, n * np.array([0.3, 0.175, 0.525]))
    assert not chi_square(counts, n * np.array([0.3, 0.35, 0.35]))  # shared evenly: refused
