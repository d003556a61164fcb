"""Learning: courses raise the skill of those who take them."""

import numpy as np
import pytest

from agents import counts
from agents.behaviours import learning
from agents.behaviours.learning import LearningPars, course_chance, learned
from agents.codes import ACTIVE, HARD, LAPSED, LURKING, NONE
from agents.founding import steady
from agents.simulate import simulate
from agents.streams import COURSE
from sim.clock import Now
from sim.draws import uniform
from tests.worlds import LINKS, LIVELY, NOW, VILLAGE, changed, put, snapshot, tiny

PARS = LearningPars(wants=0.5, learns=0.2)


def village(people=4, seats=100.0, members=None, **columns):
    world = tiny(people)
    put(world.lifts, courses=seats)
    put(world.members, **{"membership": ACTIVE} | columns)
    world.weekly[NOW.week - 1, [counts.MEMBERS, counts.LAPSED]] = (people if members is None else members) + 3, 3
    return world


def live(world, pars=PARS, now=NOW):
    w = world
    learning.everyone(w.people, w.members, w.calendar, w.lifts, w.weekly, pars, now)
    return w.people.skill.tolist()


@pytest.mark.parametrize(
    ("seats", "members", "chance"), [(10.0, 100.0, 0.1), (90.0, 100.0, 0.5), (0.0, 100.0, 0.0), (9.0, 0.0, 0.0)]
)
def test_chance(seats, members, chance):
    assert course_chance(seats, members, PARS) == pytest.approx(chance, rel=1e-12)


@pytest.mark.parametrize(("skill", "then"), [(0.0, 0.2), (0.5, 0.6), (1.0, 1.0)])
def test_a_course_teaches_a_share_of_what_one_lacks(skill, then):
    assert learned(skill, PARS) == pytest.approx(then, rel=1e-12)


def test_many_courses_lead_to_all_there_is_to_know_and_no_further():
    skill = 0.0
    for _ in range(500):
        skill = learned(skill, PARS)
    assert 0.999 < skill <= 1.0


def test_members_learn_by_draw():
    world = village(400, seats=120.0, membership=[ACTIVE, LURKING, LAPSED, NONE] * 100)  # 0.3 of each
    takes = [uniform(NOW.seed, COURSE, NOW.week, i) < 0.3 and i % 4 < 2 for i in range(400)]
    assert live(world) == pytest.approx([0.2 * t for t in takes])
    assert world.weekly[NOW.week, counts.LEARNED] == sum(takes) > 0


@pytest.mark.parametrize("case", ["seats", "open", "first week", "members"])
def test_without_seats_nobody_learns(case):
    world = village(seats=0.0 if case == "seats" else 9.0, members=0 if case == "members" else None)
    put(world.calendar, open=int(case != "open"))
    before = snapshot(world)
    live(world, now=Now(7, 0) if case == "first week" else NOW)
    assert changed(before, snapshot(world)) == set()


def test_more_seats_more_learn():
    few, many = (np.array(live(village(300, seats))) for seats in (30.0, 90.0))
    assert (many >= few).all() and many.sum() > few.sum()


@pytest.mark.shows(45, 54)
def test_courses_solve_hard_problems():
    """Share of hard questions solved over six pairs of runs on the same draws."""

    def solved(courses, seed):
        path = steady(60)
        path.lifts.courses[:] = courses
        needs = LIVELY.needs._replace(hard=0.5, simple=0.1)
        taught = LIVELY._replace(needs=needs, learning=LearningPars(0.5, 0.3))
        q = simulate(VILLAGE._replace(staff=()), path, taught, LINKS, seed).world.questions
        hard = (q.kind == HARD) & (q.asked >= 20) & (q.asker >= 0)
        return (q.solver[hard] != -1).mean()

    pairs = [(solved(20.0, seed), solved(0.0, seed)) for seed in range(6)]
    assert np.mean([a - b for a, b in pairs]) > 0.05 and sum(a > b for a, b in pairs) >= 5
