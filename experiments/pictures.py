"""Pictures of an answer: from stored results to PNG, SVG and the numbers behind them, one file name for each chart."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from experiments import health_marks
from experiments import picture_tables as tables
from experiments.charts import alt, gravity, titles
from experiments.compare import differences, levels
from experiments.easel import Easel, Job
from experiments.funnel_table import funnel
from experiments.identity import hash_of
from experiments.ledger_table import ledger
from experiments.sheet_table import CHOSEN, sheets
from experiments.store import MANIFEST
from experiments.tables import Table, count
from scenarios.config import canonical
from scenarios.metrics import GROUPS

MOST = gravity.MOST  # scenarios that a picture holds
BY_SCENARIO = {"orbit_levels": tables.orbit_levels, "answer_reuse": tables.answer_reuse, "cohorts": tables.cohorts}


class Drawn(NamedTuple):
    """The pictures of an answer."""

    files: list[Path]  # PNG, SVG and data of each
    left_out: list[str]  # which pictures there are not, and why


def draw(verb: str, results, folder, metrics=(), easel: Easel | None = None) -> Drawn:
    """Draw the pictures of a verb into a folder.

    "run" draws one scenario. "compare" draws the first scenario and up to three others in common pictures, their paired
    differences, and of each what one picture can only show of one. A picture for which nothing is known is left out.

    Args:
        verb: "run" or "compare".
        results: `Result`s, the reference first.
        folder: made if it is not there.
        metrics: names of the figures for a sheet of their own, instead of a sheet for each group.
        easel: who draws.

    Raises:
        ValueError: another verb, or no result.
    """
    jobs, left_out = planned(verb, results, folder, metrics)
    return Drawn((easel or Easel()).draw(jobs), left_out)


def planned(verb: str, results, folder, metrics=()) -> tuple[list[Job], list[str]]:
    """The pictures to be drawn, and which there are not, and why. See `draw`."""
    if verb not in ("run", "compare") or not results:
        raise ValueError(f"pictures of {verb!r} with {len(results)} results: draw run or compare, with one or more")
    left_out = [f"{result.name}: pictures hold {MOST} scenarios" for result in results[MOST:]]
    results, folder, jobs = list(results)[:MOST], Path(folder), []
    source = source_line(results)
    jobs += _gravity(results, folder, source)
    if len(results) > 1:
        jobs += _job("difference", tables.difference(results), folder, source)
        jobs += _sheets(results, folder, source, metrics, left_out)
    for result in results:
        own = source_line([result])
        for name, table_of in BY_SCENARIO.items():
            table, suffix = table_of(result), f".{result.name}" if len(results) > 1 else ""
            if any(np.nan_to_num(column).any() for column in _figures(table)):
                jobs += _job(name, table, folder, own, suffix)
            else:
                left_out.append(f"{name}{suffix}: nothing happens in it")
    jobs += _or_why("lorenz", tables.lorenz(results), folder, source, left_out, "nobody answers often enough")
    jobs += _or_why("funnel", funnel(results), folder, source, left_out, "nobody buys here: there are no accounts")
    if len(results) > 1:
        jobs += _or_why("ledger", ledger(results), folder, source, left_out, _no_ledger(results))
    else:
        left_out.append("ledger: it is a difference; compare with another scenario, such as no_community")
    return jobs, left_out


def source_line(results) -> str:
    """Where pictures of these results come from: date, community, runs and configurations, in the order of the results."""
    runs = ", ".join(result.id for result in results)
    configs = ", ".join(hash_of(canonical(result.config))[:8] for result in results)
    plural = "s" if len(results) > 1 else ""
    return f"{_date(results[0])} · {results[0].config.community.name} · run{plural} {runs} · config{plural} {configs}"


def _gravity(results, folder, source) -> list[Job]:
    """The three figures; where scenarios are compared, the title tells the paired difference, which is surer."""
    table = tables.gravity(results)
    if len(results) == 1 or not count(table):
        return _job("gravity", table, folder, source)
    paired = tables.difference(results, tables.GRAVITY)
    title = titles.title("gravity", table, paired=paired)
    text = alt.compose([f"{title}.", *alt.gravity(table)])
    return [Job("gravity", table, folder / "gravity", source, title, text)]


def _sheets(results, folder, source, metrics, left_out) -> list[Job]:
    """A metrics sheet for each group, or of the metrics that were named; without a closed community beside open ones."""
    first, *others = results
    held = [first, *([each for each in others if each.config.scenario.open] or others)]
    aside = [each.name for each in results if each not in held]
    left_out += [f"{name} in the sheets: it would flatten the others; compare it alone" for name in aside]
    found = sheets(differences(held), levels(held), health_marks.health_of(held), metrics)
    left_out += [
        f"sheet.{group}: no figure in it is known or moves"
        for group in ((CHOSEN,) if metrics else GROUPS) if group not in found
    ]  # fmt: skip
    own = source if held == results else source_line(held)
    return [job for group, table in found.items() for job in _job("sheet", table, folder, own, f".{group}")]


def _no_ledger(results) -> str:
    sold = any(result.series("revenue")[1].any() for result in results)
    return "no dollar is spent or earned differently" if sold else "nothing is sold here, so nothing can pay back"


def _or_why(name, table, folder, source, left_out, why) -> list[Job]:
    """One picture; or why there is none."""
    jobs = _job(name, table, folder, source)
    left_out += [] if jobs else [f"{name}: {why}"]
    return jobs


def _job(name: str, table: Table, folder: Path, source: str, suffix: str = "") -> list[Job]:
    """One picture, unless nothing is known."""
    if not any(np.isfinite(column).any() for column in _figures(table)):
        return []
    return [Job(name, table, folder / f"{name}{suffix}", source)]


def _figures(table: Table) -> list[np.ndarray]:
    return [table[name] for name in ("median", "active_share", "share_answers", "reused") if name in table]


def _date(result) -> str:
    """The day on which a run was made, from its manifest; today if it has none."""
    try:
        created = json.loads((Path(result.folder) / MANIFEST).read_text(encoding="utf-8"))["created"]
    except (OSError, ValueError, KeyError):
        created = datetime.now(UTC).isoformat()
    return created[:10]
