"""Answering: a question takes its wishes in the order of their hours."""

import math

import numpy as np
import pytest

from agents.behaviours import answering, sorting
from agents.behaviours.answering import AnsweringPars, room_for, solve_chance, talk, thank_chance
from agents.codes import GUT_CHECK, HARD, MIDDLE, SIMPLE
from agents.streams import CROWD, SOLVE, WISH_KEY
from sim.draws import derived_key, uniform, uniforms
from tests.worlds import NOW, changed, chi_square, many, near, pose, put, snapshot, tiny, want

PARS = AnsweringPars(crowd=0.5, solves=0.6, thanks=0.3, turn=0.4, keen=0.5, prized=1.0)
SURE = AnsweringPars(crowd=1.0, solves=1.0, thanks=1.0, turn=0.0, keen=0.0)


def village(wishes, asked=(3,), people=6, skill=1.0, **questions):
    """Wishes are (question, helper, hour); nobody is known as asker unless given."""
    world = tiny(people, staff=2, questions=max(len(asked), 4), wishes=len(wishes) + 2)
    put(world.people, skill=skill)
    put(world.staff, skill=skill)
    pose(world, list(asked), **{"asker": -1, "kind": MIDDLE, "hour": 10.0, **questions})
    want(world, *zip(*wishes, strict=True)) if wishes else want(world, [], [], [])
    sorting.everyone(world.questions, world.wishes, world.tally)
    return world


def live(world, pars=SURE, now=NOW):
    answering.everyone(world.questions, world.wishes, world.people, world.staff, world.tally, pars, now)
    return world.wishes.taken[: world.tally.rows[1]].tolist()


@pytest.mark.parametrize(("answers", "chance"), [(0, 1.0), (1, 0.5), (2, 0.25), (5, 0.03125)])
def test_room(answers, chance):
    assert room_for(answers, PARS) == chance


def test_no_crowd_at_all_and_no_limit():
    assert [room_for(n, PARS._replace(crowd=0.0)) for n in (0, 1, 2)] == [1.0, 0.0, 0.0]
    assert room_for(9, PARS._replace(crowd=1.0)) == 1.0


@pytest.mark.parametrize(
    ("skill", "hard", "chance"),
    [(0.9, 0.5, 0.6), (0.5, 0.5, 0.6), (0.4, 0.5, 0.48), (0.25, 0.5, 0.3), (0.0, 0.5, 0.06), (0.1, 0.8, 0.06), (0.0, 0.2, 0.36)],
)
def test_solving(skill, hard, chance):
    # 0.6, less twice what is missing, a tenth of it at least
    assert solve_chance(skill, hard, PARS) == pytest.approx(chance, rel=1e-12)


@pytest.mark.parametrize(
    ("u", "keen", "turns"),
    [
        (0.39, 0.0, 1),  # one turn or more below 0.4, two below 0.16, three below 0.064
        (0.4, 0.0, 0),
        (0.159, 0.0, 2),
        (0.065, 0.0, 2),
        (0.063, 0.0, 3),
        (0.59, 1.0, 1),  # 0.4 x 1.5
        (0.61, 1.0, 0),
        (0.001, -2.0, 0),  # 0.4 x 0: never
        (0.9, 9.0, 2),  # 0.95 at most: 0.95, 0.9025, 0.857
        (1e-9, 9.0, 20),  # no talk is endless
    ],
)
def test_talk(u, keen, turns):
    assert talk(u, keen, PARS) == turns


def test_first_answers_are_timed_from_the_question():
    world = village([(0, 1, 34.5), (0, 2, 40.0), (1, 3, 5.25)], asked=(1, 3), hour=[100.0, 5.0])
    assert live(world) == [1, 1, 1]
    assert world.questions.waited[:2].tolist() == [2 * 168 + 34.5 - 100.0, 0.25]
    assert world.questions.answers[:2].tolist() == [2, 1]


def test_a_question_from_before_the_start():
    world = village([(0, 1, 4.0)], asked=(-1,), hour=0.0)
    live(world, now=NOW._replace(week=0))
    assert world.questions.waited[0] == 172.0 and world.questions.solver[0] == 1
    assert world.wishes.turns[0] == 0  # nobody knows whose it was: no talk


def test_waiting_ends_with_the_first_answer():
    world = village([(0, 1, 20.0)], answers=1, waited=6.0)
    live(world)
    assert world.questions.waited[0] == 6.0 and world.questions.answers[0] == 2


def test_the_first_to_solve_it_is_its_solver():
    world = village([(0, 4, 30.0), (0, 2, 20.0), (0, 1, 25.0)])
    live(world)
    assert world.questions.solver[0] == 2 and world.questions.fresh[0] == 1
    assert world.wishes.solved[:3].tolist() == [1, 0, 0] and world.wishes.thanked[:3].tolist() == [1, 1, 1]


def test_staff_count_down_from_minus_two():
    world = village([(0, -3, 20.0), (0, 1, 20.0)])
    put(world.staff, skill=[0.0, 1.0])
    put(world.people, skill=0.0)
    live(world, SURE._replace(solves=0.999999))
    assert world.questions.solver[0] == -3 and world.questions.answers[0] == 2


def test_a_stale_answer_stays_stale_and_its_solver_too():
    world = village([(0, 2, 20.0)], answers=3, solver=5, fresh=2)
    live(world)
    assert world.questions.solver[0] == 5 and world.questions.fresh[0] == 2 and world.wishes.solved[0] == 0


def test_nobody_answers_the_same_question_twice_in_a_week():
    world = village([(0, 2, 20.0), (0, 2, 21.0), (0, 3, 22.0), (1, 2, 23.0)], asked=(3, 3))
    assert live(world) == [1, 0, 1, 1] and world.questions.answers[:2].tolist() == [2, 1]


def test_who_was_turned_away_does_not_count_as_having_answered():
    # one answer is there, and with no crowd at all nobody else is let in, however often
    world = village([(0, 2, 20.0), (0, 2, 21.0)], answers=1, waited=1.0)
    assert live(world, SURE._replace(crowd=0.0)) == [0, 0]


def test_one_answer_each_where_nobody_likes_a_crowd():
    world = village([(0, 1, 20.0), (0, 2, 30.0), (1, 3, 20.0), (1, 4, 9.0)], asked=(3, 3))
    assert live(world, SURE._replace(crowd=0.0)) == [1, 0, 1, 0]
    assert world.questions.solver[:2].tolist() == [1, 4]


@pytest.mark.parametrize("pars", [SURE._replace(solves=0.0), SURE._replace(thanks=0.0)])
def test_an_answer_that_does_not_help_is_neither_solution_nor_thanked_for(pars):
    world = village([(0, 1, 20.0)])
    live(world, pars)
    solves = int(pars.solves > 0)
    assert (world.wishes.solved[0], world.wishes.thanked[0], world.questions.fresh[0]) == (solves, 0, solves)


def test_no_wishes_nothing_changes():
    world = village([])
    before = snapshot(world)
    live(world)
    assert changed(before, snapshot(world)) == set()


def test_every_wish_has_its_draws_at_helper_week_and_question():
    wishes = [(q, (q + k) % 6, 20.0 + k) for q in range(60) for k in range(4)]
    world = village(wishes, asked=[3] * 60, asker=[-1, 5] * 30, kind=[MIDDLE, HARD, SIMPLE, GUT_CHECK] * 15, skill=0.45)
    put(world.people, keen=[0.0] * 5 + [0.5])
    live(world, PARS)
    hard, row = {SIMPLE: 0.2, GUT_CHECK: 0.4, MIDDLE: 0.5, HARD: 0.8}, 0
    for q in range(60):
        answers, solver = 0, -1
        for helper in ((q + k) % 6 for k in range(4)):
            address = derived_key(helper, NOW.week, 100 + q, WISH_KEY)
            taken = uniform(NOW.seed, CROWD, NOW.week, address) < 0.5**answers
            u, v, x, _ = uniforms(NOW.seed, SOLVE, NOW.week, address)
            helps = taken and u < 0.6 * max(0.1, 1 - 2 * max(0.0, hard[world.questions.kind[q]] - float(np.float32(0.45))))
            again = 0.5 if q % 2 else 0.0  # the asker of odd questions: 0.4 x 1.25
            turns = int(math.log(x) / math.log(again)) if taken and again else 0
            thanks = 0.3 * (0.5 + hard[world.questions.kind[q]])
            solved = helps and solver == -1
            wish = tuple(int(getattr(world.wishes, name)[row]) for name in ("taken", "solved", "thanked", "turns"))
            assert wish == (taken, solved, helps and v < thanks, turns)
            answers, solver, row = answers + taken, helper if solved else solver, row + 1
        assert (world.questions.answers[q], world.questions.solver[q], world.questions.fresh[q]) == (answers, solver, solver >= 0)


def test_who_wants_it_does_not_depend_on_the_order_of_the_rows():
    wishes = [(q, h, 20.0 + h) for q in range(20) for h in range(6)]
    one, other = village(wishes, asked=[3] * 20), village(wishes[::-1], asked=[3] * 20)
    live(one, PARS)
    live(other, PARS)
    assert changed(snapshot(one), snapshot(other)) == set()


@pytest.mark.parametrize("there", [1, 2])
def test_more_answers_there_less_room(there):
    wishes = [(q, q % 6, 20.0) for q in range(400)]
    new, answered = village(wishes, asked=[3] * 400, answers=there - 1), village(wishes, asked=[3] * 400, answers=there)
    more, less = np.array(live(new, PARS)), np.array(live(answered, PARS))
    assert (more >= less).all() and more.sum() > less.sum()


def test_talk_is_geometric():
    n = many(20_000, 1000)
    turns = np.array([talk(u, 0.0, PARS) for u in np.random.default_rng(2).random(n)])
    counts = np.bincount(np.minimum(turns, 4), minlength=5)
    shares = np.array([0.6, 0.24, 0.096, 0.0384, 0.0256])
    assert chi_square(counts, n * shares) and not chi_square(counts, n * np.array([0.5, 0.25, 0.125, 0.0625, 0.0625]))


def test_answers_with_everybody_wanting_fill_the_room_there_is():
    # a second answer with chance 1/2, then 1/4: of three wishes 1 + 1/2 + (1/2 x 1/4 + 1/2 x 1/2) = 1.875 are taken
    n = many(20_000, 1500)
    world = village([(q, h, 20.0 + h) for q in range(n) for h in range(3)], asked=[3] * n)
    live(world, PARS)
    mean = world.questions.answers[:n].mean()
    second = 0.5 * (0.75 * 1 + 0.25 * 4) + 0.5 * (0.5 * 0 + 0.5 * 1)  # of (answers - 1) squared
    assert near(mean, 1.875, math.sqrt((second - 0.875**2) / n)) and not near(mean, 2.0, math.sqrt((second - 0.875**2) / n))


@pytest.mark.parametrize(
    ("hard", "prized", "chance"), [(0.5, 1.0, 0.3), (0.8, 1.0, 0.39), (0.2, 1.0, 0.21), (0.8, 0.0, 0.3), (0.8, 2.0, 0.48)]
)
def test_thanks(hard, prized, chance):
    assert thank_chance(hard, PARS._replace(prized=prized)) == pytest.approx(chance, rel=1e-12)
    assert thank_chance(0.8, SURE) == 1.0


def test_the_skilled_are_accepted_at_hard_problems():
    """Challengers: their answers to hard problems solve and are thanked for more than others', and more than easy ones."""
    def accepted(skill, kind):
        world = village([(q, q % 6, 20.0) for q in range(900)], asked=[3] * 900, kind=kind, skill=skill)
        live(world, PARS)
        return world.wishes.solved[:900].mean(), world.wishes.thanked[:900].mean()

    skilled, others, easy = accepted(0.9, HARD), accepted(0.45, HARD), accepted(0.9, SIMPLE)
    assert skilled[0] > 1.5 * others[0] and skilled[1] > 1.5 * others[1]
    assert skilled[0] == easy[0] and skilled[1] > 1.2 * easy[1]
