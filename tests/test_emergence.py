"""Figures of emergence on series written by hand. False alarms of the hidden months are held to their rate."""

import numpy as np
import pytest

from scenarios.facts.emergence import (
    Peaks,
    elasticities,
    hysteresis,
    in_order,
    left_after_withdrawal,
    naive_less_causal,
    naive_over_true_deflection,
    peak_month,
    peaks,
    s_shaped,
)


def test_peaks_of_mean_differences():
    assert peak_month([0, 3, 1]) == 2
    assert peak_month([[0, 9, 1, 0], [0, -9, 1, 0]]) == 3  # of the mean, not of one run
    assert peak_month([1, 1]) == 1
    assert peak_month([0, 9.4, 9.6, 9.7, 10, 5]) == 3  # a plateau: where it begins
    assert np.isnan(peak_month([0, 0]) + peak_month([-1, -2]))
    assert peaks([5, 0], [0, 5], [0, 5], [-1, -1])[:3] == (1, 2, 2)


@pytest.mark.parametrize(
    ("found", "ordered"),
    [((1, 2, 3, 4), True), ((1, 1, 4, 4), True), ((1, 2, 3, 3), False), ((2, 1, 4, 9), False), ((1, 2, 3, np.nan), False)],
)
def test_order_of_lags(found, ordered):
    assert in_order(Peaks(*found)) is ordered


def test_elasticity_of_a_power_law_is_its_exponent():
    budgets = np.geomspace(0.04, 7, 9)
    assert elasticities(budgets, 7 * budgets**0.6) == pytest.approx([0.6] * 4)
    assert not s_shaped(elasticities(budgets, budgets / (budgets + 1)))  # only ever less: refused
    assert s_shaped((0.2, 0.5, 0.6, 0.1)) and not s_shaped((0.2, 0.5, 0.1, 0.3))
    late = 1.0 + np.exp(-1 / budgets)  # nothing below a threshold, then saturated
    assert s_shaped(elasticities(budgets, late))


@pytest.mark.parametrize(
    ("budgets", "responses", "said"),
    [
        ([1], [1], "two or more rising budgets, all above zero"),
        ([1, 3, 2], [1, 2, 3], "two or more rising"),
        ([0, 1, 2], [1, 1, 1], "above zero"),
        ([0.1, 1, 8], [1, 2, 3], "budgets from 0.05 to 6, not 0.1 to 8"),
        ([0.05, 1, 5], [1, 2, 3], "budgets from 0.05 to 6, not 0.05 to 5"),
    ],
)
def test_clear_errors_of_elasticities(budgets, responses, said):
    with pytest.raises(ValueError, match=said):
        elasticities(budgets, responses)


def test_where_nobody_answers_there_is_no_elasticity():
    budgets = np.geomspace(0.04, 7, 9)
    assert np.isnan(elasticities(budgets, np.zeros(9))).all() and np.isnan(elasticities(budgets, np.full(9, np.nan))).all()


def test_elasticities_are_arcs_over_a_halving_and_a_doubling():
    budgets = [0.05, 0.2, 0.25, 0.5, 1.0, 1.5, 2.0, 6.0]
    found = elasticities(budgets, [10, 10, 10, 20, 40, 40, 40, 80])
    assert found == pytest.approx([0.0, 1.0, 0.5, 0.5])  # from 10 to 10, 10 to 40, 20 to 40, 40 to 80


def test_what_is_left_after_withdrawal():
    activity = [9.0] * 3 + [10.0] * 3 + [0.0] * 9 + [2.0] * 3 + [99.0]
    assert left_after_withdrawal(activity, 6) == pytest.approx(0.2)
    assert np.isnan(left_after_withdrawal([0.0] * 20, 6))
    for stopped in (2, 8):
        with pytest.raises(ValueError, match=f"withdrawal after month {stopped} of 19: give 3 months before, 12 after"):
            left_after_withdrawal(activity, stopped)


def test_naive_and_true():
    assert naive_over_true_deflection([30, 30], [80, 90], [100, 100]) == 2.0
    assert np.isnan(naive_over_true_deflection([30], [100], [100]))
    assert naive_less_causal(0.9, 0.7, [0.85, 0.95], [0.80, 0.90]) == pytest.approx(0.15)


def test_hysteresis():
    efforts = [0, 1, 2, 4]
    assert hysteresis(efforts, [0, 0, 0.2, 0.9], [0, 0.6, 1, 1]) == 4
    assert hysteresis(efforts, [0, 0, 1, 1], [0, 0, 1, 1]) == 1
    assert hysteresis(efforts, [0, 0, 1, 1], [1, 1, 1, 1]) == np.inf
    assert hysteresis(efforts, [1, 1, 1, 1], [1, 1, 1, 1]) == 1
    assert np.isnan(hysteresis(efforts, [0, 0, 0, 0], [1, 1, 1, 1]))
    with pytest.raises(ValueError, match="give efforts that rise"):
        hysteresis([1, 1], [0, 1], [0, 1])
