"""The store: a folder for every run, found by what the run is. Cache, resume and provenance are one thing.

A run's folder holds `weekly.parquet`, `outcomes.parquet` and `manifest.json`; while it is at work, `_parts` with the
seeds that are done. One process at a time works in a folder; a killed one leaves its lock open.
"""

import contextlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from experiments import kept, parts
from experiments.identity import run_id, source_hash, versions
from experiments.lock import wait_for
from experiments.tables import write_whole
from scenarios.config import Config, canonical

MANIFEST = "manifest.json"


class StoreError(OSError):
    """A store that cannot be used: where, why, and what to do."""


class Tables(NamedTuple):
    """The tables of a run (Arrow), and the seeds that both hold."""

    weekly: object
    outcomes: object
    seeds: frozenset


class Store:
    """A folder of runs: `root`, $GRAVITY_STORE, or `runs` in the working folder."""

    def __init__(self, root=None):
        self.root = Path(root or os.environ.get("GRAVITY_STORE") or "runs")

    def run(self, config: Config) -> "RunFolder":
        """The folder of a run. Nothing is written yet."""
        name = run_id(config)
        return RunFolder(self.root / name, name, config.run.weeks)


class RunFolder:
    """The folder of one run."""

    def __init__(self, path: Path, name: str, weeks: int):
        self.path, self.id, self.weeks = path, name, weeks

    def tables(self) -> Tables | None:
        """The finished tables, checked; None if there are none or they are damaged."""
        weekly = kept.read(self.path, kept.WEEKLY, self.id)
        outcomes = kept.read(self.path, kept.OUTCOMES, self.id) if weekly is not None else None
        if outcomes is None:
            return None
        return Tables(weekly, outcomes, frozenset(kept.seeds_of(weekly) & kept.seeds_of(outcomes)))

    def part_seeds(self) -> list[int]:
        """The seeds with a good part."""
        return [seed for seed in parts.seeds_in(self.path) if self._part(seed)]

    def keep(self, part: parts.Part) -> None:
        """Keep the result of one seed at once. Raises StoreError if it cannot be written."""
        with _written(self.path):
            parts.write_part(self.path, self.id, part)

    def finish(self, config: Config, changes=()) -> Tables:
        """Gather parts and earlier tables into the tables and the manifest, then remove the parts."""
        before = self.tables()
        done = before.seeds if before else frozenset()
        fresh = [part for seed in parts.seeds_in(self.path) if seed not in done and (part := self._part(seed))]
        with _written(self.path):
            if fresh:
                weekly, outcomes = kept.weekly_table(fresh), kept.outcomes_table(fresh)
                if before:
                    weekly = kept.merged(before.weekly, done, weekly)
                    outcomes = kept.merged(before.outcomes, done, outcomes)
                kept.write(self.path, kept.WEEKLY, self.id, weekly)
                kept.write(self.path, kept.OUTCOMES, self.id, outcomes)
            tables = self.tables()
            write_whole(self.path / MANIFEST, self._manifest(config, changes, sorted(tables.seeds)))
            parts.clear(self.path)
        return tables

    def is_finished(self, seeds) -> Tables | None:
        """The tables, if they hold all these seeds, and the manifest, which is written last, tells of the same."""
        tables = self.tables()
        if tables is None or not tables.seeds.issuperset(seeds) or self._told() != sorted(tables.seeds):
            return None
        return tables

    @contextlib.contextmanager
    def locked(self, note=lambda text: None):
        """Work alone in this folder. Another process that works there is waited for, after a note.

        Raises StoreError if the folder cannot be written.
        """
        with _written(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            file = open(self.path / ".lock", "ab")
        with file:
            wait_for(file, lambda: note(f"another process is at work on run {self.id}; waiting for it"))
            parts.clear_drafts(self.path)
            yield

    def _part(self, seed: int) -> parts.Part | None:
        return parts.read_part(self.path, self.id, seed, self.weeks)

    def _told(self) -> list[int] | None:
        """The seeds that the manifest tells of."""
        try:
            return json.loads((self.path / MANIFEST).read_text(encoding="utf-8"))["seeds"]
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _manifest(self, config: Config, changes, seeds: list[int]) -> bytes:
        tree = {
            "id": self.id,
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "seeds": seeds,
            "parent": config.scenario.parent,
            "difference": [change._asdict() for change in changes],
            "source": source_hash(),
            "versions": versions(),
            "data_hash": config.community.data_hash,
            "config": canonical(config),
        }
        return (json.dumps(tree, indent=2, ensure_ascii=False) + "\n").encode()


@contextlib.contextmanager
def _written(folder: Path):
    """Say what to do where writing fails."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"cannot write the store {folder.parent}: {error.strerror or error}; "
            "free some room or choose another folder with --store; finished runs are kept"
        ) from error
