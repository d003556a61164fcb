"""The lowest draws are those that a stable sort puts first."""

import numpy as np
import pytest

from sim.lowest import take_lowest


@pytest.mark.parametrize(("size", "wanted"), [(0, 0), (1, 1), (5, 0), (5, 5), (300, 20)])
@pytest.mark.parametrize("values", [3, 10**6])
def test_they_are_taken_in_the_order_of_a_stable_sort(size, wanted, values):
    draws = np.random.default_rng(size).integers(0, values, size) / values  # few values: many alike
    taken = np.full(wanted, -1, np.int64)
    take_lowest(draws, taken)
    assert taken.tolist() == np.argsort(draws, kind="stable")[:wanted].tolist()
