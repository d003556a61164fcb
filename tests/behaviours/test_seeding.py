"""Seeding: answers written by staff unasked."""

import numpy as np
import pytest

from agents import counts
from agents.behaviours import ageing, seeding
from agents.behaviours.ageing import AgeingPars
from agents.behaviours.seeding import whole
from agents.codes import MIDDLE
from agents.entities import OVERFLOW, QUESTION_ROWS, RECALL
from agents.founding import alias_table, steady
from agents.simulate import simulate
from sim.clock import Now
from tests.worlds import LINKS, LIVELY, NOW, VILLAGE, changed, chi_square, pose, put, snapshot, tiny


def village(seeds=3.0, topics=4, **room):
    world = tiny(topics=topics, **room)
    world.topics.keep[:], world.topics.alias[:] = alias_table(np.array([0.4, 0.3, 0.2, 0.1]))
    put(world.lifts, seeds=seeds)
    return world


def live(world, now=NOW):
    w = world
    seeding.everyone(w.questions, w.topics, w.calendar, w.lifts, w.tally, w.weekly, now)
    return int(w.tally.rows[QUESTION_ROWS])


@pytest.mark.parametrize(
    ("u", "number", "n"), [(0.5, 0.0, 0), (0.5, 3.0, 3), (0.24, 2.25, 3), (0.26, 2.25, 2), (0.0, 0.1, 1), (0.99, 0.5, 0)]
)
def test_fractions_come_true_on_average(u, number, n):
    assert whole(u, number) == n


def test_nobody_writes_unasked_of_oneself():
    world = village(0.0)
    before = snapshot(world)
    live(world)
    assert changed(before, snapshot(world)) == set()


def test_nobody_writes_for_a_closed_community():
    world = village()
    put(world.calendar, open=0)
    assert live(world) == 0


def test_what_is_written():
    world = village(3.0)
    pose(world, [-1, 2, 3])
    assert live(world) == 6
    q = world.questions
    assert q.asker[3:6].tolist() == [-1] * 3 and q.solver[3:6].tolist() == [-2] * 3 and q.kind[3:6].tolist() == [MIDDLE] * 3
    assert q.asked[3:6].tolist() == [NOW.week] * 3 and q.fresh[3:6].tolist() == q.answers[3:6].tolist() == [1] * 3
    assert np.unique(q.key[:6]).size == 6 and (q.appeal[3:6] > 0).all() and (q.appeal[3:6] < 1e-19).all()
    assert world.topics.fresh.tolist() == np.bincount(q.topic[3:6], minlength=4).tolist()
    assert world.tally.first[NOW.week + RECALL + 1] == 6 and world.tally.first[NOW.week + RECALL] == 2
    assert world.weekly[NOW.week, counts.SEEDED] == 3 and world.weekly.sum() == 3  # no posts


def test_where_there_is_no_room_left_it_says_so():
    world = village(3.0, questions=2)
    assert live(world) == 2 and world.tally.rows[OVERFLOW] == 1 and world.weekly[NOW.week, counts.SEEDED] == 2


def test_topics_by_demand():
    world = village(3000.0, questions=3000)
    live(world)
    share = np.array([0.4, 0.3, 0.2, 0.1])
    assert chi_square(world.topics.fresh, 3000 * share) and not chi_square(world.topics.fresh, np.full(4, 750.0))


def test_half_a_seed_a_week():
    world = village(0.5, weeks=400, questions=400)
    for week in range(400):
        live(world, Now(7, week))
    assert 150 < world.weekly[:, counts.SEEDED].sum() < 250  # 200, sd 10: five of them


def test_seeds_go_out_of_date_like_other_answers():
    world = village(50.0, questions=60)
    live(world)
    put(world.calendar, release=1)
    ageing.everyone(world.questions, world.topics, world.calendar, world.tally, AgeingPars(1.0, 0.0), NOW)
    assert not world.topics.fresh.any() and world.topics.stale.sum() == 50


def run(seeds, seed=1, weeks=30):
    path = steady(weeks, 8)
    path.lifts.seeds[:] = seeds
    return simulate(VILLAGE._replace(stock=()), path, LIVELY, LINKS, seed)


def test_seeds_are_reused_but_are_no_posts_and_draw_no_answers():
    plain, seeded = run(0.0), run(5.0)
    names = ("seeded", "reused", "questions", "solved", "fresh_answers", "stale_answers")
    n = {name: counts.COUNTS.index(name) for name in names}
    assert seeded.weekly[:, n["seeded"]].sum() == 150 and not plain.weekly[:, n["seeded"]].any()
    early = [[run(seeds, seed).weekly[:10, n["reused"]].sum() for seed in range(1, 5)] for seeds in (0.0, 5.0)]
    assert sum(early[1]) > 1.3 * sum(early[0]) > 0  # where there is little to find yet
    q = seeded.world.questions
    mine = q.solver == -2
    written = mine & (q.asker == -1)
    assert written.sum() == 150 and (q.answers[written] == 1).all()
    assert not np.isin(seeded.events.thread, np.flatnonzero(written)).any()
    stock = seeded.weekly[:, n["fresh_answers"]] + seeded.weekly[:, n["stale_answers"]]
    assert np.array_equal(np.diff(stock), (seeded.weekly[:, n["solved"]] + seeded.weekly[:, n["seeded"]])[1:])
    assert (seeded.events.kind == 0).sum() == seeded.weekly[:, n["questions"]].sum()
