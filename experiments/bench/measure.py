"""The clock: functions timed side by side, the cost of starting and of compiling, and memory for each person.

Machines slow down and speed up while they are measured. Rounds A B A B … meet the same weather, so a ratio of two
functions is to be trusted within one table, a figure alone is not.
"""

import gc
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]


def side_by_side(
    functions: Mapping[str, Callable[[], object]],
    repeats: int = 5,
    warm_ups: Mapping[str, Callable[[], object]] | None = None,
) -> dict[str, dict]:
    """Seconds of each function without arguments, timed in turns: A B A B …

    Every function is called once, untimed, before the first round, so that compiling is not counted. The garbage of
    others is collected before each call, and what survives is hidden from the collector during it: a function pays
    for its own garbage, and for nobody else's.

    Args:
        functions: name → function; its result is thrown away.
        repeats: rounds, at least 1.
        warm_ups: name → what to call for warming up instead of the function (a smaller run of a slow one).

    Returns:
        name → `min`, `median`, `max` (seconds) and `runs` (one per round).

    Raises:
        ValueError: no function, no round, or a warm-up of an unknown function.
    """
    warm_ups = warm_ups or {}
    if not functions:
        raise ValueError("side_by_side: no function to time")
    if repeats < 1:
        raise ValueError(f"side_by_side: repeats = {repeats}; give at least 1")
    if unknown := set(warm_ups) - set(functions):
        raise ValueError(f"side_by_side: warm-up of {sorted(unknown)}, timed are {sorted(functions)}")
    for name, function in functions.items():
        warm_ups.get(name, function)()
    runs = {name: [] for name in functions}
    for _ in range(repeats):
        for name, function in functions.items():
            runs[name].append(_timed(function))
    return {
        name: {"min": min(times), "median": statistics.median(times), "max": max(times), "runs": times}
        for name, times in runs.items()
    }


def _timed(function: Callable[[], object]) -> float:
    gc.collect()
    gc.freeze()
    try:
        start = perf_counter()
        function()
        return perf_counter() - start
    finally:
        gc.unfreeze()


def ratio(times: Mapping[str, dict], slow: str, fast: str) -> float:
    """How many times faster `fast` is than `slow`: the median of the ratios of their rounds."""
    return statistics.median(a / b for a, b in zip(times[slow]["runs"], times[fast]["runs"], strict=True))


def cold_start(code: str) -> float:
    """Seconds of a new interpreter that runs `code` with an empty kernel cache: start, imports, compiling, running.

    Raises:
        RuntimeError: the code fails; with what it wrote last.
    """
    with tempfile.TemporaryDirectory() as cache:
        return _process(code, cache)


def warm_start(code: str, repeats: int = 3) -> float:
    """The same with a kernel cache that a first, untimed run has filled: the least of `repeats` runs.

    Raises:
        RuntimeError: the code fails; with what it wrote last.
        ValueError: no run at all.
    """
    if repeats < 1:
        raise ValueError(f"warm_start: repeats = {repeats}; give at least 1")
    with tempfile.TemporaryDirectory() as cache:
        _process(code, cache)
        return min(_process(code, cache) for _ in range(repeats))


def _process(code: str, cache: str) -> float:
    start = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"GRAVITY_CACHE_DIR": cache},
        cwd=ROOT,  # an interpreter given code looks here for packages first
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = perf_counter() - start
    if done.returncode:
        raise RuntimeError(f"the code to be timed failed ({done.returncode}): {code!r}\n{done.stderr[-2000:]}")
    return seconds


def bytes_per_person(columns, people: int | None = None) -> float:
    """Bytes of a NamedTuple of arrays for each person.

    Args:
        columns: the NamedTuple; every field is a NumPy array.
        people: number of people, at least 1; without it, the rows of the first array.

    Raises:
        TypeError: a field is not an array.
        ValueError: nobody to share the bytes.
    """
    for name, column in columns._asdict().items():
        if not hasattr(column, "nbytes"):
            raise TypeError(f"bytes_per_person: {type(columns).__name__}.{name} is no array")
    people = len(columns[0]) if people is None else people
    if people < 1:
        raise ValueError(f"bytes_per_person: {people} people")
    return sum(column.nbytes for column in columns) / people
