"""A result: what is in the store for a configuration and some seeds. Tables are read when first asked for."""

from functools import cached_property
from pathlib import Path

import numpy as np

from experiments import arrow, kept
from experiments.store import MANIFEST, RunFolder, Tables
from experiments.tables import Table
from scenarios.config import Config


class Result:
    """The runs of one configuration on some seeds.

    Attributes:
        config: the configuration.
        seeds: tuple of the seeds, ascending; the order of every table and array.
        id: the id of the run in the store.
        folder: where it is kept.
        changes: the difference from the parent scenario.
    """

    def __init__(self, config: Config, seeds, folder: RunFolder, changes=(), tables: Tables | None = None):
        self.config, self.seeds, self.changes = config, tuple(sorted(seeds)), tuple(changes)
        self.id, self.folder = folder.id, folder.path
        self._run, self._tables = folder, tables

    @property
    def name(self) -> str:
        """The name of the scenario."""
        return self.config.scenario.name

    @property
    def files(self) -> list[Path]:
        """Where the tables are kept."""
        return [self.folder / name for name in (kept.WEEKLY, kept.OUTCOMES, MANIFEST)]

    @cached_property
    def weekly(self) -> Table:
        """Weekly counts: columns seed, week and every count, one row a seed and week."""
        table = self._both.weekly
        keep = self._mine(table)
        return {name: arrow.column(table, name)[keep] for name in table.column_names}

    @cached_property
    def outcomes(self) -> Table:
        """Series in long form: columns seed, name, x, value."""
        table = self._both.outcomes
        keep = self._mine(table)
        names, codes = self._coded
        plain = {name: arrow.column(table, name)[keep] for name in ("seed", "x", "value")}
        return {"seed": plain["seed"], "name": np.array(names)[codes[keep]], "x": plain["x"], "value": plain["value"]}

    @property
    def names(self) -> list[str]:
        """The names of the series."""
        return list(self._coded[0])

    def series(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """One series of all seeds: x (points,) and values (seeds, points).

        Raises:
            KeyError: no series of this name.
            ValueError: the seeds differ in x, as distributions may; take such a series from `outcomes`.
        """
        names, _ = self._coded
        if name not in names:
            raise KeyError(f"no series {name!r} in run {self.id}; there are {', '.join(names)}")
        n, at = len(self.seeds), self._rows[names.index(name)]
        x, value = (arrow.column(self._both.outcomes, column)[at] for column in ("x", "value"))
        if len(x) % n or not _all_as_first(x.reshape(n, -1)):
            raise ValueError(f"series {name!r}: the seeds differ in x; take it from the long table, outcomes")
        return x[: len(x) // n], value.reshape(n, -1)

    @cached_property
    def _both(self) -> Tables:
        return self._tables or self._run.tables()

    @cached_property
    def _coded(self) -> tuple[list[str], np.ndarray]:
        """The names of the series, and for every row of the long table the place of its name."""
        return arrow.names_of(self._both.outcomes, "name"), arrow.column(self._both.outcomes, "name")

    @cached_property
    def _rows(self) -> list[np.ndarray]:
        """The rows of each series in the long table, in the order of the names."""
        names, codes = self._coded
        mine = np.flatnonzero(self._mine(self._both.outcomes))
        order = mine[np.argsort(codes[mine], kind="stable")]
        return np.split(order, np.cumsum(np.bincount(codes[mine], minlength=len(names)))[:-1])

    def _mine(self, table) -> np.ndarray:
        return np.isin(arrow.column(table, "seed"), self.seeds)


def _all_as_first(rows) -> bool:
    """Whether all rows are equal; nan is equal to nan."""
    return bool(np.all((rows == rows[0]) | (np.isnan(rows) & np.isnan(rows[0]))))
