"""Series of stored runs as arrays of seeds and months, and what is compared between variants."""

import numpy as np

from scenarios.months import last_month
from sim.clock import month_of


def weekly(result, name: str) -> np.ndarray:
    """A weekly count, shape (seeds, weeks)."""
    return np.asarray(result.weekly[name], float).reshape(len(result.seeds), -1)


def monthly(result, name: str) -> np.ndarray:
    """A weekly count summed by month, shape (seeds, months)."""
    table = weekly(result, name)
    weeks = table.shape[1]
    starts = np.searchsorted([month_of(week) for week in range(weeks)], np.arange(last_month(weeks)))
    return np.add.reduceat(table, starts, axis=1)


def metric(result, name: str) -> np.ndarray:
    """A metric by month, shape (seeds, months)."""
    return result.series(name)[1]


def mean_over(table, first: int, last: int) -> np.ndarray:
    """Mean over months, the first and the last (from 1) among them, what is unknown left out; shape (seeds,)."""
    part = table[:, first - 1 : last]
    known = np.isfinite(part)
    number = known.sum(axis=1)
    return np.divide(np.where(known, part, 0.0).sum(axis=1), number, out=np.full(len(part), np.nan), where=number > 0)


def over(top, bottom) -> np.ndarray:
    """Quotients by seed; nan where there is nothing to divide by."""
    top, bottom = np.broadcast_arrays(np.asarray(top, float), np.asarray(bottom, float))
    return np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom > 0)


def smoothed(table, months: int = 3) -> np.ndarray:
    """Running means over so many months, of the same length; what is unknown counts as nothing."""
    kernel = np.ones(months)
    known = np.isfinite(table)
    top = np.array([np.convolve(row, kernel, "same") for row in np.where(known, table, 0.0)])
    number = np.array([np.convolve(row, kernel, "same") for row in known.astype(float)])
    return np.divide(top, number, out=np.zeros_like(top), where=number > 0)
