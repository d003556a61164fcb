"""Scans find the rows that a plain loop finds, whatever the length of a column."""

import numpy as np
import pytest

from agents.codes import ACTIVE, LURKING
from agents.rows import staying
from sim.draws import uniform
from sim.kernel import allocating, kernel
from sim.scan import BITS, how_many, listed, rows_at, rows_below, rows_with

SIZES = (0, 1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 200)
SHARES = (0.0, 0.03, 0.5, 1.0)


def column(size, share, dtype=np.uint8, values=(1, 255)):
    rng = np.random.default_rng([size, int(100 * share)])
    return np.where(rng.random(size) < share, rng.integers(*values, size), 0).astype(dtype)


@allocating
def found_with(flags):
    return [i for i in rows_with(flags)]


@allocating
def found_at(numbers, value):
    return [i for i in rows_at(numbers, value)]


@allocating
def found_below(bound, n):
    return [i for i in rows_below(bound, n, 5, 10, 3)]


@allocating
def found_staying(membership):
    return [i for i in staying(membership)]


@kernel
def summed(flags, numbers):
    total = 0.0
    for i in rows_with(flags):
        total += numbers[i]
    return total


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("share", SHARES)
def test_rows_are_those_of_a_plain_loop(size, share):
    flags = column(size, share)
    assert found_with(flags) == listed(flags).tolist() == [i for i in range(size) if flags[i]]
    assert summed(flags, np.arange(float(size))) == sum(i for i in range(size) if flags[i])
    weeks = column(size, share, np.int16, (-3, 4))
    for week in (-3, 0, 3):
        assert found_at(weeks, week) == [i for i in range(size) if weeks[i] == week]
        assert how_many(weeks, week) == np.count_nonzero(weeks == week)
    codes = column(size, share, np.uint8, (0, 4))
    assert found_staying(codes) == [i for i in range(size) if codes[i] in (ACTIVE, LURKING)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("bound", [0.0, 0.01, 0.3, 0.97, 1.0])
def test_draws_below_a_bound_are_those_of_the_address(size, bound):
    assert found_below(bound, size) == [i for i in range(size) if uniform(5, 10, 3, i) < bound]


def test_the_last_of_a_word_of_draws_counts():
    """All 64 bits are in use, the one that would be a sign among them."""
    assert found_below(1.0, BITS) == list(range(BITS))
