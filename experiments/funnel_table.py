"""The table behind the funnel: where accounts stand at the end of a run, and how many took each step during it."""

from typing import NamedTuple

import numpy as np

from experiments.bands import band
from experiments.tables import Table


class Stage(NamedTuple):
    """A stage of the way to a contract and beyond: a weekly count, and the one that its share is of."""

    name: str
    count: str
    moved: bool  # counted over the whole run; else where accounts stand in the last week
    of: str = ""  # a weekly count


STAGES = (
    Stage("aware", "aware", False),
    Stage("evaluating", "evaluating", False),
    Stage("on trial", "trials", False),
    Stage("customers", "customers", False),
    Stage("became aware", "noticed", True),
    Stage("introduced", "qualified", True),
    Stage("began a trial", "signups", True),
    Stage("bought", "won", True, "signups"),
    Stage("renewed", "renewed", True, "due"),
)


def funnel(results) -> Table:
    """A row for each scenario and stage, with bands over the runs, and the paired change against the first scenario.

    `rate` is the median share of those who could take the step; `change, change_low80, change_high80` are nan for the
    first scenario. Without columns where there are no accounts at all.
    """
    first = results[0]
    base = {stage: figures(first, stage) for stage in STAGES}
    rows: dict[str, list] = {}
    for result in results:
        for stage in STAGES:
            found = figures(result, stage)
            change = band(np.full_like(found, np.nan) if result is first else found - base[stage])
            row = {
                "scenario": result.name, "stage": stage.name, "moved": stage.moved, "unit": "accounts",
                "month": len(result.series("customers")[0]), **band(found), "rate": _rate(result, stage, found), "of": stage.of,
                **{f"change{end}": change[name] for end, name in (("", "median"), ("_low80", "low80"), ("_high80", "high80"))},
                "runs": len(result.seeds), "reference": first.name,
            }  # fmt: skip
            for name, value in row.items():
                rows.setdefault(name, []).append(value)
    table = {name: np.array(column) for name, column in rows.items()}
    return table if table["high95"].any() else {}


def figures(result, stage: Stage) -> np.ndarray:
    """Accounts at a stage in the last week, or that moved there over the run, seed by seed."""
    by_week = _weekly(result, stage.count)
    return by_week.sum(axis=1) if stage.moved else by_week[:, -1]


def _rate(result, stage, found) -> float:
    if not stage.of:
        return float("nan")
    could = _weekly(result, stage.of).sum(axis=1)
    shares = found[could > 0] / could[could > 0]
    return float(np.median(shares)) if len(shares) else float("nan")


def _weekly(result, name) -> np.ndarray:
    return result.weekly[name].reshape(len(result.seeds), -1)
