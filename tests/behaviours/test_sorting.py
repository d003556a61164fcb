"""Sorting: this week's wishes by question, hour and helper."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.behaviours import sorting
from tests.worlds import changed, put, snapshot, tiny, want, wishes_of

WISH = st.tuples(st.integers(0, 5), st.integers(-3, 6), st.sampled_from([0.0, 0.5, 3.25, 167.9375]))


def sort(wishes):
    world = tiny(wishes=50)
    put(world.wishes, question=77, taken=1, solved=1, thanked=1, turns=9)  # what is left of last week
    put(world.questions, wishes=99, wished=99)
    want(world, *zip(*wishes, strict=True)) if wishes else want(world, [], [], [])
    sorting.everyone(world.questions, world.wishes, world.tally)
    return world


@settings(deadline=None, max_examples=60)
@given(st.lists(WISH, max_size=40))
def test_whoever_wished_first_does_not_matter(wishes):
    world = sort(wishes)
    ordered = sorted(wishes, key=lambda w: (w[0], w[2], w[1]))
    assert wishes_of(world) == ordered
    questions = [q for q, *_ in ordered]
    for q in range(6):
        place = (questions.index(q), questions.count(q)) if q in questions else (99, 99)
        assert (world.questions.wishes[q], world.questions.wished[q]) == place
    n = len(wishes)
    for column in (world.wishes.taken, world.wishes.solved, world.wishes.thanked, world.wishes.turns):
        assert not column[:n].any() and column[n:].all()


def test_the_order_by_hand():
    world = sort([(2, 4, 1.0), (1, 9, 8.0), (2, -2, 1.0), (2, 3, 0.5), (1, 5, 9.0)])
    assert wishes_of(world) == [(1, 9, 8.0), (1, 5, 9.0), (2, 3, 0.5), (2, -2, 1.0), (2, 4, 1.0)]
    assert world.questions.wishes[1:3].tolist() == [0, 2] and world.questions.wished[1:3].tolist() == [2, 3]


def test_no_wishes():
    world = tiny()
    before = snapshot(world)
    sorting.everyone(world.questions, world.wishes, world.tally)
    assert changed(before, snapshot(world)) == set()


def test_many_wishes():
    order = np.random.default_rng(5).permutation(500)
    world = tiny(questions=500, wishes=500)
    want(world, order, order % 7, np.zeros(500))
    sorting.everyone(world.questions, world.wishes, world.tally)
    assert [q for q, *_ in wishes_of(world)] == list(range(500)) and (world.questions.wished == 1).all()
