"""Validating: the facts of a preset's runs held against their bands; of a fitted one, of its history lived again."""

import json
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from experiments.identity import hash_of, run_id
from experiments.runner import threads
from experiments.store import Store
from experiments.tables import write_whole
from scenarios.config import Config
from scenarios.facts import FACTS, asked_of, own_figures, verdict
from scenarios.facts.history import figures, replay_from

REPLAY, AHEAD = "its history", "years ahead"
FOLDER = "replays"  # of the store
NAMED = 5  # missed facts that the sentence names


def rows_ahead(result) -> list[dict]:
    """A row for each fact from the stored runs of a preset."""
    config = result.config
    own = own_figures(config.community)
    how = AHEAD if config.community.founders else ""
    return [
        verdict(fact, config.community.name, config, result.series(f"fact/{key}")[1][:, 0], own.get(key), how)
        for key, fact in asked_of(config).items()
    ]


def rows_replayed(config: Config, seeds, store: Store, on_run=lambda: None) -> list[dict]:
    """A row for each fact from replays of the history that a fitted preset carries.

    Args:
        config: of the preset.
        seeds: one for each replay.
        store: where the figures are kept: nobody waits for them twice.
        on_run: called after each replay.

    Raises:
        OSError: the store cannot be written.
    """
    own = own_figures(config.community)
    found = replayed(config, list(seeds), store, on_run)
    return [
        verdict(fact, config.community.name, config, found[key], own.get(key), REPLAY) for key, fact in asked_of(config).items()
    ]


def replayed(config: Config, seeds: list[int], store: Store, on_run=lambda: None) -> dict[str, np.ndarray]:
    """The figures of all facts in the replays, by key, shape (seeds,); from the store if they are there."""
    file = kept_at(config, seeds, store)
    found = _read(file)
    if found is None:
        replay, own = replay_from(config), own_figures(config.community)
        # Without a figure of its own a fact is held against the general band, which leaves staff out.
        marked = {key: key not in own or "staff_answers" in own for key in FACTS}

        def one(seed: int) -> dict[str, float]:
            figure = figures(FACTS.values(), config, replay, seed, marked)
            on_run()
            return figure

        with ThreadPoolExecutor(threads(config, len(seeds))) as pool:
            runs = list(pool.map(one, seeds))
        found = {key: [run[key] for run in runs] for key in FACTS}
        plain = {key: [x if np.isfinite(x) else None for x in values] for key, values in found.items()}
        write_whole(file, (json.dumps(plain, indent=1) + "\n").encode())
    return {key: np.array(values, float) for key, values in found.items()}


def docked() -> list[dict]:
    """The rows of the docks, with the arithmetic of the Orbit Model also as one fact (S37)."""
    from experiments.docks import docks
    from experiments.docks.rows import row

    rows = docks()
    orbit = [each for each in rows if each["fact"].startswith("dock 4 ")]
    right = sum(each["ok"] for each in orbit)
    return [*rows, row("S37 figures of the Orbit Model", "published", "exactly, all", len(orbit), right, right == len(orbit))]


def hard_missed(rows: list[dict]) -> list[dict]:
    """The rows of facts that are missed and must not be; a soft fact that is missed is only told."""
    return [row for row in rows if not row["ok"] and not row["fact"].endswith("(soft)")]


def sentence(rows: list[dict]) -> str:
    """How many facts are reproduced, and which are missed."""
    missed = [row for row in rows if not row["ok"]]
    hard = hard_missed(rows)
    told = f"{len(rows) - len(missed)} of {len(rows)} facts reproduced"
    if not missed:
        return f"{told}."
    names = [f"{row['fact']} in {row['preset']}" for row in [*hard, *(row for row in missed if row not in hard)]]
    more = f" and {len(names) - NAMED} more in the table" if len(names) > NAMED else ""
    return f"{told}; missed: {', '.join(names[:NAMED])}{more}."


def replays_missing(config: Config, seeds: list[int], store: Store) -> int:
    """How many replays have yet to be run."""
    return len(seeds) if _read(kept_at(config, seeds, store)) is None else 0


def kept_at(config: Config, seeds: list[int], store: Store):
    """The file in which the figures of these replays are kept."""
    return store.root / FOLDER / f"{run_id(config)}-{hash_of(seeds)}.json"


def _read(file) -> dict | None:
    """Figures kept earlier; None if there are none or the file is not what it should be."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return found if found.keys() == FACTS.keys() else None
    except (OSError, ValueError, AttributeError):
        return None
