"""Batches list the rows that a plain loop finds, with the draws of their addresses; fetching changes nothing."""

import numpy as np
import pytest

from agents.rows import list_staying
from sim.batch import BLOCK, bring, draw, list_below, list_marked, list_with, new_batch
from sim.draws import uniform, uniforms
from tests.worlds import COMPILED

SIZES = (0, 1, 63, 64, 65, BLOCK - 1, BLOCK, BLOCK + 1) if COMPILED else (0, 1, 63, 64, 65)
AT = (5, 10, 3)  # seed, stream, week


def found(size, list_block):
    """Rows that all blocks of a column of this size list."""
    batch, rows = new_batch(), []
    for low in range(0, size, BLOCK):
        rows += batch.rows[: list_block(batch, low)].tolist()
    return rows


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("share", [0.0, 0.03, 1.0])
def test_flags_and_marks_are_listed_in_order(size, share):
    flags = np.where(np.random.default_rng(size).random(size) < share, 200, 0).astype(np.uint8)

    def marked(batch, low):
        part = flags[low : low + BLOCK]
        batch.mark[: part.size], batch.mark[part.size :] = part, 1  # beyond the last row nothing is looked at
        return list_marked(batch, low, size)

    assert found(size, lambda batch, low: list_with(batch, flags, low)) == np.flatnonzero(flags).tolist()
    assert found(size, marked) == np.flatnonzero(flags).tolist()


@pytest.mark.parametrize("size", SIZES)
def test_members_who_stay_are_listed(size):
    membership = np.random.default_rng(size).integers(0, 4, size).astype(np.uint8)
    staying = np.flatnonzero((membership == 1) | (membership == 2)).tolist()
    assert found(size, lambda batch, low: list_staying(batch, membership, low)) == staying


@pytest.mark.parametrize("size", SIZES)
def test_rows_that_draw_below_their_own_bound_are_listed(size):
    bounds = np.random.default_rng(size).choice([0.0, 0.02, 0.5, 1.0], size)

    def drawn(batch, low):
        part = bounds[low : low + BLOCK]
        batch.bound[: part.size] = part
        return list_below(batch, low, size, *AT)

    assert found(size, drawn) == [i for i in range(size) if uniform(*AT, i) < bounds[i]]


def test_the_draws_of_a_batch_are_those_of_their_addresses():
    batch = new_batch()
    batch.rows[:4] = 0, 7, 2**31, 2**40 + 3
    batch.u[4] = 17.0
    draw(batch, 4, *AT)
    drawn = list(zip(*(column[:4].tolist() for column in (batch.u, batch.v, batch.w, batch.x)), strict=True))
    assert drawn == [uniforms(*AT, int(i)) for i in batch.rows[:4]]
    assert batch.u[4] == 17.0  # who is not listed draws nothing


def test_fetching_changes_nothing():
    batch, record = new_batch(), np.zeros(50, [("a", "f4"), ("b", "i2", 6)])
    record["a"] = np.arange(50.0)
    batch.rows[:3] = 0, 49, 7
    before = record.copy()
    for column in (record["a"], record["b"], np.arange(50)):
        bring(batch, 3, column)
    assert record.tobytes() == before.tobytes() and batch.rows[:3].tolist() == [0, 49, 7]
