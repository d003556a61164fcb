"""Pictures of an answer: from stored results to PNG, SVG and the numbers behind them, one file name for each chart."""

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from experiments import picture_tables as tables
from experiments.charts import alt, gravity, titles
from experiments.charts.picture import picture
from experiments.charts.save import save
from experiments.identity import hash_of
from experiments.store import MANIFEST
from experiments.tables import Table, count
from scenarios.config import canonical

MOST = gravity.MOST  # scenarios that a picture holds
BY_SCENARIO = {"orbit_levels": tables.orbit_levels, "answer_reuse": tables.answer_reuse, "cohorts": tables.cohorts}


def draw(verb: str, results, folder) -> list[Path]:
    """Draw the pictures of a verb into a folder and return the files: PNG, SVG and data of each.

    "run" draws one scenario. "compare" draws the first scenario and up to three others in common pictures, their paired
    differences, and of each what one picture can only show of one. A picture for which nothing is known is left out.

    Args:
        verb: "run" or "compare".
        results: `Result`s, the reference first.
        folder: made if it is not there.

    Raises:
        ValueError: another verb, or no result.
    """
    if verb not in ("run", "compare") or not results:
        raise ValueError(f"pictures of {verb!r} with {len(results)} results: draw run or compare, with one or more")
    results, folder, files = list(results)[:MOST], Path(folder), []
    source = source_line(results)
    files += _gravity(results, folder, source)
    if len(results) > 1:
        files += _drawn("difference", tables.difference(results), folder, source)
    for result in results:
        own = source_line([result])
        for name, table in BY_SCENARIO.items():
            if any(column.any() for column in _figures(table(result))):  # else nothing happens in it
                files += _drawn(name, table(result), folder, own, f".{result.name}" if len(results) > 1 else "")
    return files + _drawn("lorenz", tables.lorenz(results), folder, source)


def source_line(results) -> str:
    """Where pictures of these results come from: date, community, runs and configurations, in the order of the results."""
    runs = ", ".join(result.id for result in results)
    configs = ", ".join(hash_of(canonical(result.config))[:8] for result in results)
    plural = "s" if len(results) > 1 else ""
    return f"{_date(results[0])} · {results[0].config.community.name} · run{plural} {runs} · config{plural} {configs}"


def _gravity(results, folder, source) -> list[Path]:
    """The three figures; where scenarios are compared, the title tells the paired difference, which is surer."""
    table = tables.gravity(results)
    if len(results) == 1 or not count(table):
        return _drawn("gravity", table, folder, source)
    paired = tables.difference(results, tables.GRAVITY)
    title = titles.title("gravity", table, paired=paired)
    text = alt.compose([f"{title}.", *alt.gravity(table)])
    return save(picture("gravity", table, title), folder / "gravity", table, source, text)


def _drawn(name: str, table: Table, folder: Path, source: str, suffix: str = "") -> list[Path]:
    """Draw one picture, unless nothing is known."""
    if not any(np.isfinite(column).any() for column in _figures(table)):
        return []
    return save(picture(name, table), folder / f"{name}{suffix}", table, source, alt.alt(name, table))


def _figures(table: Table) -> list[np.ndarray]:
    return [table[name] for name in ("median", "active_share", "share_answers", "reused") if name in table]


def _date(result) -> str:
    """The day on which a run was made, from its manifest; today if it has none."""
    try:
        created = json.loads((Path(result.folder) / MANIFEST).read_text(encoding="utf-8"))["created"]
    except (OSError, ValueError, KeyError):
        created = datetime.now(UTC).isoformat()
    return created[:10]
