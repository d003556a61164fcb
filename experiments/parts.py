"""Parts: the result of one seed, kept as soon as it is there, so that a killed run goes on where it stopped.

A part is a NumPy archive, whose members carry checksums, with the id of the run and the seed inside.
"""

import io
from pathlib import Path
from typing import NamedTuple

import numpy as np

from agents.counts import COUNTS
from experiments.tables import write_whole

FOLDER = "_parts"  # readers of Parquet folders skip names that begin so
_MEMBERS = ("run", "seed", "weekly", "names", "lengths", "x", "value")


class Part(NamedTuple):
    """What came of one seed: weekly counts (weeks, counts), and series by name as (x, value)."""

    seed: int
    weekly: np.ndarray
    outcomes: dict[str, tuple[np.ndarray, np.ndarray]]


def file_of(folder: Path, seed: int) -> Path:
    """The file of the part of a seed."""
    return folder / FOLDER / f"{seed:08d}.npz"


def write_part(folder: Path, run: str, part: Part) -> None:
    """Keep the result of one seed, whole or not at all."""
    series = list(part.outcomes.values())
    data = io.BytesIO()
    np.savez(
        data,
        run=np.array(run),
        seed=np.int64(part.seed),
        weekly=part.weekly,
        names=np.array(list(part.outcomes), dtype=str),
        lengths=np.array([len(x) for x, _ in series], np.int64),
        x=np.concatenate([np.asarray(x, np.float64) for x, _ in series] or [np.empty(0)]),
        value=np.concatenate([np.asarray(value, np.float64) for _, value in series] or [np.empty(0)]),
    )
    write_whole(file_of(folder, part.seed), data.getvalue())


def read_part(folder: Path, run: str, seed: int, weeks: int) -> Part | None:
    """The result of one seed, or None if there is none, or one that is damaged or of another run."""
    try:
        with np.load(file_of(folder, seed), allow_pickle=False) as archive:
            held = {name: archive[name] for name in _MEMBERS}
        return _part(held) if _belongs(held, run, seed, weeks) else None
    except Exception:  # damaged bytes can make an archive fail in a dozen ways; all mean the same: do it again
        return None


def _belongs(held: dict, run: str, seed: int, weeks: int) -> bool:
    size = int(held["lengths"].sum())
    shapes = held["x"].shape == held["value"].shape == (size,) and held["names"].shape == held["lengths"].shape
    return str(held["run"]) == run and int(held["seed"]) == seed and held["weekly"].shape == (weeks, len(COUNTS)) and shapes


def _part(held: dict) -> Part:
    ends = np.cumsum(held["lengths"])
    names = [str(name) for name in held["names"]]
    places = [slice(int(end - length), int(end)) for end, length in zip(ends, held["lengths"], strict=True)]
    outcomes = {name: (held["x"][at], held["value"][at]) for name, at in zip(names, places, strict=True)}
    return Part(int(held["seed"]), held["weekly"], outcomes)


def seeds_in(folder: Path) -> list[int]:
    """The seeds for which there is a file, good or bad."""
    return sorted(int(file.stem) for file in (folder / FOLDER).glob("*.npz") if file.stem.isdigit())


def clear(folder: Path) -> None:
    """Remove all parts, and drafts that a killed process left behind."""
    for file in (folder / FOLDER).glob("*.npz"):
        file.unlink(missing_ok=True)
    clear_drafts(folder)
    if (folder / FOLDER).is_dir() and not any((folder / FOLDER).iterdir()):
        (folder / FOLDER).rmdir()


def clear_drafts(folder: Path) -> None:
    """Remove drafts that a killed process left behind. Only for the holder of the lock."""
    for draft in [*folder.glob(".*.tmp"), *(folder / FOLDER).glob(".*.tmp")]:
        draft.unlink(missing_ok=True)
