"""Facts about what comes of it over months: lags, thresholds and gaps, as figures of series that runs have given.

A *difference* is what one scenario has more than another with the same draws, shape (runs, months). Months count from 1.
"""

from typing import NamedTuple

import numpy as np

AROUND = 3  # months that are averaged before and after staff stop
AFTER = 12  # months after which a community without staff is looked at
AT = (0.1, 0.5, 1.0, 3.0)  # shares of the default budget at which its response is looked at
PEAK = 0.95  # of the greatest difference: there the peak is reached
LATE = 3  # months that retention peaks after activity, at least


class Peaks(NamedTuple):
    """Month in which each difference is greatest; nan where it never is above zero."""

    activity: float
    landings: float
    support: float
    renewal: float


# S33: lags


def peak_month(difference) -> float:
    """Month in which the mean difference first comes within 5 % of its greatest; nan if it is never above zero.

    What has risen and stays has a plateau, whose highest month is an accident.
    """
    mean = _runs(difference).mean(axis=0)
    return float(np.argmax(mean >= PEAK * mean.max()) + 1) if mean.max() > 0 else np.nan


def peaks(activity, landings, saved, renewal) -> Peaks:
    """S33: peaks after more effort, of four differences; `saved` is the support cost that is saved."""
    return Peaks(*(peak_month(difference) for difference in (activity, landings, saved, renewal)))


def in_order(found: Peaks) -> bool:
    """S33: activity first, search landings next, support cost later, retention last and `LATE` months after activity."""
    return bool(np.all(np.diff(found) >= 0) and found.renewal - found.activity >= LATE)


# S35: budget response


def elasticities(budgets, responses, at=AT) -> np.ndarray:
    """S35: percent of response per percent of budget at shares of the default budget, shape (at,).

    Arcs from half of each share to twice as much: people are hired whole, so that the response is a staircase, and its slope
    at a point says little.

    Args:
        budgets: shares of the default budget, rising, from half of the least of `at` to twice the greatest.
        responses: activity with each of them; between them it is taken as straight in logarithms.

    Returns:
        nan where a response is not above zero: with nobody there, there is no percent of it.

    Raises:
        ValueError: budgets do not rise, do not reach far enough or are not above zero.
    """
    budgets, responses, at = np.asarray(budgets, float), np.asarray(responses, float), np.asarray(at, float)
    if budgets.size < 2 or not (np.all(np.diff(budgets) > 0) and budgets[0] > 0):
        raise ValueError("elasticities: give two or more rising budgets, all above zero")
    if budgets[0] > at.min() / 2 or budgets[-1] < at.max() * 2:
        wanted = f"{at.min() / 2:g} to {at.max() * 2:g}"
        raise ValueError(f"elasticities: give budgets from {wanted}, not {budgets[0]:g} to {budgets[-1]:g}")
    if not np.all(responses > 0):
        return np.full(at.shape, np.nan)
    low, high = (np.interp(np.log(end), np.log(budgets), np.log(responses)) for end in (at / 2, at * 2))
    return (high - low) / np.log(4.0)


def s_shaped(found) -> bool:
    """S35: whether the elasticity rises from 10 % to 50 % of the budget and falls from 100 % to 300 %."""
    low, middle, default, high = found
    return bool(low < middle and high < default)


# S19: withdrawal


def left_after_withdrawal(activity, stopped: int) -> float:
    """S19: activity a year after staff stop, divided by that before: means over three months and all runs.

    Args:
        activity: shape (runs, months).
        stopped: the last month with staff.

    Raises:
        ValueError: the series does not reach three months back and a year ahead.
    """
    activity = _runs(activity)
    if stopped < AROUND or activity.shape[1] < stopped + AFTER:
        raise ValueError(f"withdrawal after month {stopped} of {activity.shape[1]}: give {AROUND} months before, {AFTER} after")
    before = activity[:, stopped - AROUND : stopped].mean()
    after = activity[:, stopped + AFTER - AROUND : stopped + AFTER].mean()
    return float(after / before) if before > 0 else np.nan


# S28, S29: naive and causal


def naive_over_true_deflection(claimed, tickets_with, tickets_without) -> float:
    """S28: tickets that the usual formula claims, divided by those that the community avoided; nan if it avoided none."""
    avoided = float(np.sum(tickets_without) - np.sum(tickets_with))
    return float(np.sum(claimed)) / avoided if avoided > 0 else np.nan


def naive_less_causal(members: float, others: float, with_community, without) -> float:
    """S29: gap between members and others, less the paired effect of the community on the members.

    Args:
        members, others: mean outcome of those who joined and of those who did not, in the same runs.
        with_community, without: mean outcome of those who joined, and of the same people in a world without, one by one.
    """
    return float(members - others - np.mean(np.asarray(with_community, float) - np.asarray(without, float)))


# Hysteresis


def hysteresis(efforts, lights, keeps) -> float:
    """Effort that lights a cold community, divided by the effort that keeps a lit one burning; above 1: it has a memory.

    Args:
        efforts: rising, shape (efforts,).
        lights: share of runs in which a community from nothing is alive in the end, at each effort.
        keeps: the same from a community that is alive.

    Returns:
        inf where it keeps burning with no effort at all, nan where one of them is not reached in half of the runs.

    Raises:
        ValueError: efforts do not rise.
    """
    efforts = np.asarray(efforts, float)
    if np.any(np.diff(efforts) <= 0):
        raise ValueError("hysteresis: give efforts that rise")
    lit, kept = (np.flatnonzero(np.asarray(share) >= 0.5) for share in (lights, keeps))
    if not (lit.size and kept.size):
        return np.nan
    needed, enough = efforts[lit[0]], efforts[kept[0]]
    if enough == 0:
        return np.inf if needed > 0 else 1.0
    return float(needed / enough)


def _runs(series) -> np.ndarray:
    """Shape (runs, months), also for one run."""
    return np.atleast_2d(np.asarray(series, float))
