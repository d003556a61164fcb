"""Bonding: talk makes direct ties on both sides, reading indirect ones."""

import numpy as np
import pytest

from agents.behaviours import bonding
from agents.behaviours.bonding import BondingPars
from agents.entities import SLOTS
from agents.streams import READ
from sim.draws import uniforms
from tests.worlds import NOW, changed, chi_square, many, pose, put, snapshot, tiny, want

TALK_ONLY, ALL_READ = BondingPars(reads=0.0), BondingPars(reads=1.0, closeness=0.0)


def village(people=6, askers=(0, 1), helpers=(2, -2), taken=1, days=0):
    """One answer to every question."""
    world = tiny(people, questions=max(len(askers), 1), wishes=len(helpers) + 1)
    pose(world, [3] * len(askers), asker=list(askers))
    want(world, np.arange(len(helpers)), list(helpers), np.full(len(helpers), 9.0))
    put(world.wishes, taken=taken)
    put(world.members, days=days)
    return world


def live(world, pars=TALK_ONLY):
    w = world
    bonding.everyone(w.people, w.members, w.questions, w.wishes, w.ties, w.tally, pars, NOW)
    t = world.ties
    rows, slots = np.nonzero(t.strength > 0)
    return {(int(r), int(t.other[r, s])): float(t.strength[r, s]) for r, s in zip(rows, slots, strict=True)}


def test_an_answer_ties_asker_and_helper():
    assert live(village()) == {(0, 2): 10.0, (2, 0): 10.0}  # staff keep no ties


def test_two_answers_to_the_same_person_add_up():
    assert live(village(askers=(0, 0), helpers=(2, 2))) == {(0, 2): 20.0, (2, 0): 20.0}


@pytest.mark.parametrize("case", [{"taken": 0}, {"askers": (-1, -1)}, {"askers": (), "helpers": ()}, {"helpers": (-2, -3)}])
def test_no_talk_no_ties(case):
    assert live(village(**case)) == {}


def test_who_reads_is_tied_to_an_author_of_the_week():
    assert live(village(askers=(-1, -1), helpers=(2, 2), days=[1, 0, 1, 0]), ALL_READ) == {(0, 2): 1.0}  # nobody to oneself


@pytest.mark.parametrize("case", [{"taken": 0}, {"helpers": (-2, -2)}, {"askers": (), "helpers": ()}, {"days": 0}])
def test_nothing_to_read_or_nobody_there(case):
    assert live(village(**{"askers": (-1, -1), "helpers": (3, 3), "days": 1} | case), ALL_READ) == {}


def test_a_reader_meets_whom_the_draw_says():
    helpers = (1, 2, 3, 4)
    world = village(people=200, askers=(-1,) * 4, helpers=helpers, days=1)
    expected = {}
    for i in range(200):
        u, v, _, _ = uniforms(NOW.seed, READ, NOW.week, i)
        if u < 0.5 and helpers[int(4 * v)] != i:
            expected[i, helpers[int(4 * v)]] = 1.0
    assert live(world, BondingPars(reads=0.5)) == expected and len(expected) > 50


def test_reading_strengthens_what_talk_began():
    assert live(village(askers=(0,), helpers=(2,), days=[1]), ALL_READ) == {(0, 2): 11.0, (2, 0): 10.0}


def test_only_ties_are_written():
    world = village(days=1)
    before = snapshot(world)
    live(world, ALL_READ)
    assert changed(before, snapshot(world)) <= {"ties.other", "ties.strength", "ties.met"}


def test_who_answers_everybody_keeps_the_last_six():
    world = village(people=20, askers=range(1, 15), helpers=[0] * 14)
    t = live(world)
    assert len([1 for row, _ in t if row == 0]) == SLOTS and all(t[asker, 0] == 10.0 for asker in range(1, 15))


def test_the_busy_are_met_in_proportion_to_their_answers():
    n = many(20_000, 1000)
    world = village(people=n + 3, askers=[-1] * 8, helpers=[0, 1, 1, 2, 2, 2, 2, 2], days=[0] * 3 + [1] * n)
    met = [other for (_, other) in live(world, ALL_READ)]
    counts = np.bincount(met, minlength=3)
    assert chi_square(counts, n * np.array([1, 2, 5]) / 8)
    assert not chi_square(counts, n * np.full(3, 1 / 3))  # met evenly: refused


def readers_of_two_fields(closeness, people=400, helpers=(1, 2, 3, 4), **columns):
    """Readers of the fields 0 and 1 in turn; of the four authors one is of field 1."""
    world = village(people=people, askers=(-1,) * 4, helpers=helpers, days=1)
    put(world.people, field=[0, 0, 0, 1, 0] + [i % 2 for i in range(5, people)])
    put(world.wishes, **columns)
    return live(world, ALL_READ._replace(closeness=closeness)), world.people.field


def test_of_two_answers_the_one_by_somebody_of_the_readers_field_goes_before():
    helpers, met = (1, 2, 3, 4), {}
    found, field = readers_of_two_fields(0.6)
    for i in range(400):
        _, v, w, x = uniforms(NOW.seed, READ, NOW.week, i)
        first, second = helpers[int(4 * v)], helpers[int(4 * w)]
        swaps = first != i and x < 0.6 and field[first] != field[i] and second != i and field[second] == field[i]
        if first != i:
            met[i, second if swaps else first] = 1.0
    assert found == met


@pytest.mark.shows(30)
def test_closeness_ties_those_of_one_field_and_leaves_the_number_of_ties():
    """Readers of field 1 meet its one author of four with chance 1/4, or 7/16 where the nearer of two is always read."""
    n = many(20_000, 2000)
    (chance, field), (near, _) = readers_of_two_fields(0.0, n), readers_of_two_fields(1.0, n)
    assert len(chance) == len(near)
    counts = [np.bincount([o == 3 for i, o in met if i > 4 and field[i]], minlength=2) for met in (chance, near)]
    assert chi_square(counts[0], counts[0].sum() * np.array([3, 1]) / 4)
    assert chi_square(counts[1], counts[1].sum() * np.array([9, 7]) / 16)
    assert not chi_square(counts[1], counts[1].sum() * np.array([3, 1]) / 4)


def test_nobody_reads_what_was_not_written_for_being_near():
    found, _ = readers_of_two_fields(1.0, taken=[1, 1, 0, 1])
    assert found and not any(other == 3 for _, other in found)
    staff, _ = readers_of_two_fields(1.0, helpers=(1, 2, -2, 4))
    assert {other for _, other in staff} <= {1, 2, 4}
