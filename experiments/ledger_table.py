"""The table behind the ledger: what each part of the community cost against what was captured, added up month by month.

A ledger is a difference, run by run on the same draws: with revenue comes what would have come anyway. It is held against
the scenario without a community where there is one, else against the first.
"""

from typing import NamedTuple

import numpy as np

from experiments.bands import band, chance_better
from experiments.compare import COST
from experiments.tables import Table
from sim.clock import month_of

SOLD, SUPPORT, NET = "revenue after production", "support", "net"
VALUE, PART, SUM = "value", "cost", "net"  # kinds of items
PER_WEEK = 12.0 / 52.0  # months, of 52/12 weeks


class Payback(NamedTuple):
    """How deep the money goes before it comes back, over the runs."""

    hole: float  # median of the deepest points, dollars, 0 if it never goes below zero
    hole_month: float  # median month of the deepest point; nan if there is none
    payback: float  # median month from which on it stays above zero; nan if most runs never come back
    paid_back: float  # share of the runs that end at zero or above


def ledger(results) -> Table:
    """Cumulated dollars by scenario, item and month, against the reference; costs are negative, savings positive.

    Items: revenue after production, support, every part of the community that costs anything, and their sum, the net.
    Columns `hole, hole_month, payback, paid_back` hold the same for every row of a scenario. Without columns if there
    is nothing to hold against, nothing is sold, or no dollar differs.
    """
    if not any(result.series("revenue")[1].any() for result in results):
        return {}
    reference = reference_of(results)
    others = [result for result in results if result is not reference]
    books = {result.name: _book(result) for result in results}
    parts = list(dict.fromkeys(item for book in books.values() for item in book))
    rows: dict[str, list] = {}
    for result in others:
        changes = {item: _of(books, result, item) - _of(books, reference, item) for item in parts}
        told = payback(changes[NET])
        for item, change in changes.items():
            _add(rows, result, reference, item, change, told)
    table = {name: np.array(column) for name, column in rows.items()}
    return table if table and table["median"].any() else {}


def reference_of(results):
    """What a ledger is held against: the scenario without a community if there is one, else the first."""
    return next((result for result in results if not result.config.scenario.open), results[0])


def payback(net) -> Payback:
    """Deepest hole and month of payback of cumulated dollars (runs, months)."""
    net = np.asarray(net, float)
    months = np.arange(1.0, net.shape[1] + 1.0)
    deepest, below = net.min(axis=1), net < 0
    last = np.where(below.any(axis=1), months[net.shape[1] - 1 - below[:, ::-1].argmax(axis=1)], 0.0)
    back = np.where(last == net.shape[1], np.inf, last + 1)
    holes = deepest < 0
    hole_month = float(np.median(months[net.argmin(axis=1)][holes])) if np.median(deepest) < 0 else np.nan
    middle = float(np.median(back))
    hole, came_back = min(float(np.median(deepest)), 0.0), float(np.mean(net[:, -1] >= 0))
    return Payback(hole, hole_month, middle if np.isfinite(middle) else np.nan, came_back)


def _book(result) -> dict[str, np.ndarray]:
    """Cumulated dollars of a scenario by item (runs, months), costs negative; the last item is the sum."""
    prices = result.config.economics
    items = {SOLD: prices.margin * result.series("revenue")[1], SUPPORT: -result.series("support_cost")[1]}
    items |= {name.removeprefix(COST): -result.series(name)[1] for name in sorted(result.names) if name.startswith(COST)}
    weeks = _weeks(result)
    items = {name: np.cumsum(np.nan_to_num(figures) * weeks, axis=1) * PER_WEEK for name, figures in items.items()}
    return items | {NET: sum(items.values())}


def _weeks(result) -> np.ndarray:
    """Weeks in each month that counts."""
    months = len(result.series("revenue")[0])
    return np.bincount([month_of(week) for week in range(result.config.run.weeks)])[:months]


def _of(books, result, item) -> np.ndarray:
    """An item of a scenario; zero where it has none."""
    return books[result.name].get(item, np.zeros_like(books[result.name][NET]))


def _add(rows, result, reference, item, change, told) -> None:
    kind = SUM if item == NET else VALUE if item in (SOLD, SUPPORT) else PART
    months, bands = change.shape[1], band(change)
    columns = {
        "scenario": [result.name] * months, "item": [item] * months, "kind": [kind] * months, "unit": ["$"] * months,
        "month": range(1, months + 1), **bands, "p_better": chance_better(change, 1), "runs": [len(change)] * months,
        "reference": [reference.name] * months, **{name: [value] * months for name, value in told._asdict().items()},
    }  # fmt: skip
    for name, column in columns.items():
        rows.setdefault(name, []).extend(column)
