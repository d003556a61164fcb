"""The clock: turns, warm-ups, garbage, processes with their own kernel cache, and bytes for each person."""

import gc
import time
from typing import NamedTuple

import numpy as np
import pytest

from experiments.bench.measure import bytes_per_person, cold_start, ratio, side_by_side, warm_start

SLOW_WHEN_COLD = """
import os, pathlib, time
made = pathlib.Path(os.environ["GRAVITY_CACHE_DIR"], "kernels")
time.sleep(0 if made.exists() else 1)
made.touch()
"""


def test_functions_take_turns():
    calls = []
    times = side_by_side({"a": lambda: calls.append("a"), "b": lambda: calls.append("b")}, repeats=3)
    assert calls == list("ab" + "ab" * 3)  # first the warm-up
    assert list(times) == ["a", "b"]
    for row in times.values():
        assert len(row["runs"]) == 3
        assert row["min"] == min(row["runs"]) <= row["median"] <= row["max"] == max(row["runs"])


def test_a_smaller_run_can_warm_up():
    calls = []
    side_by_side({"a": lambda: calls.append("whole")}, 2, warm_ups={"a": lambda: calls.append("small")})
    assert calls == ["small", "whole", "whole"]


def test_seconds_are_seconds():
    times = side_by_side({"nap": lambda: time.sleep(0.02), "nothing": lambda: None}, 3)
    assert times["nap"]["min"] >= 0.02
    assert ratio(times, "nap", "nothing") > 1


def test_ratio_is_of_the_same_round():
    times = {"slow": {"runs": [2.0, 40.0, 6.0]}, "fast": {"runs": [1.0, 10.0, 2.0]}}
    assert ratio(times, "slow", "fast") == 3.0


def test_nobody_pays_for_the_garbage_of_others():
    seen = []
    loop = []
    loop.append(loop)
    del loop
    survivor = [[] for _ in range(100)]
    side_by_side({"a": lambda: seen.append((gc.get_freeze_count(), gc.isenabled()))}, 1, warm_ups={"a": int})
    assert seen[0][0] > len(survivor)
    assert seen[0][1] == gc.isenabled()  # its own garbage is still its own business
    assert gc.get_freeze_count() == 0


def test_a_failing_function_leaves_the_collector_as_it_was():
    with pytest.raises(ZeroDivisionError):
        side_by_side({"a": lambda: 1 / 0}, 1, warm_ups={"a": int})
    assert gc.get_freeze_count() == 0


def test_bad_rounds():
    with pytest.raises(ValueError, match="no function"):
        side_by_side({}, 1)
    with pytest.raises(ValueError, match="repeats = 0"):
        side_by_side({"a": int}, 0)
    with pytest.raises(ValueError, match=r"warm-up of \['b'\]"):
        side_by_side({"a": int}, 1, warm_ups={"b": int})


def test_cold_is_cold_and_warm_is_warm():
    cold, warm = cold_start(SLOW_WHEN_COLD), warm_start(SLOW_WHEN_COLD)
    assert cold > 1
    assert 0 < warm < cold


def test_a_start_finds_the_packages():
    assert cold_start("import sim, experiments") > 0


def test_a_start_that_fails():
    with pytest.raises(RuntimeError, match="no such engine"):
        cold_start("raise SystemExit('no such engine')")
    with pytest.raises(ValueError, match="repeats = 0"):
        warm_start("pass", repeats=0)


class Columns(NamedTuple):
    love: object
    state: object


def test_bytes_per_person():
    columns = Columns(np.zeros(8, np.float32), np.zeros(8, np.uint8))
    assert bytes_per_person(columns) == 5
    assert bytes_per_person(columns, people=4) == 10
    with pytest.raises(ValueError, match="0 people"):
        bytes_per_person(columns, people=0)
    with pytest.raises(TypeError, match=r"Columns\.state is no array"):
        bytes_per_person(Columns(np.zeros(8), 3))
