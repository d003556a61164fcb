"""Compiling: the cache follows every source, works where nothing is writable, and rules give the same bits everywhere."""

import inspect
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import numba
import numpy as np
import pytest

from sim import kernel as compiling
from sim.kernel import allocating, inlined, kernel, rule

ROOT = Path(__file__).resolve().parents[1]
INNER = "from sim.kernel import kernel\n\n@kernel\ndef inner(x):\n    return x + {}\n"
OUTER = "from agents.inner import inner\nfrom sim.kernel import kernel\n\n@kernel\ndef outer(x):\n    return 10 * inner(x)\n"


@pytest.fixture
def checkout(tmp_path):
    """A small checkout: our `sim/kernel.py` and two kernels, one calling the other, in files of their own."""
    (tmp_path / "sim").mkdir()
    shutil.copy(ROOT / "sim" / "kernel.py", tmp_path / "sim")
    (tmp_path / "agents").mkdir()
    (tmp_path / "sim" / "__init__.py").touch()
    (tmp_path / "agents" / "__init__.py").touch()
    (tmp_path / "agents" / "inner.py").write_text(INNER.format(1))
    (tmp_path / "agents" / "outer.py").write_text(OUTER)
    return tmp_path


def run(checkout, code, **environment):
    """What a new Python prints in a checkout. An environment value of None takes the variable away."""
    wanted = {"NUMBA_DISABLE_JIT": None, "GRAVITY_CACHE_DIR": None, "XDG_CACHE_HOME": None, "PYTHONPATH": None, **environment}
    kept = {name: value for name, value in os.environ.items() if name not in wanted}
    given = kept | {name: str(value) for name, value in wanted.items() if value is not None}
    done = subprocess.run([sys.executable, "-c", code], cwd=checkout, env=given, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


CALL = "from agents.outer import outer; from sim.kernel import CACHE; print(outer(1), outer.stats.cache_hits.total(), CACHE)"


def test_a_kernel_notices_an_edited_rule_in_another_file(checkout):
    cache = checkout / "cache"
    result, hits, first = run(checkout, CALL, GRAVITY_CACHE_DIR=cache)
    assert (result, hits) == ("20", "0")
    result, hits, again = run(checkout, CALL, GRAVITY_CACHE_DIR=cache)
    assert (result, hits, again) == ("20", "1", first)  # compiled once
    (checkout / "agents" / "inner.py").write_text(INNER.format(2))
    result, hits, edited = run(checkout, CALL, GRAVITY_CACHE_DIR=cache)
    assert (result, hits) == ("30", "0")
    assert edited != first and Path(edited).parent == Path(first).parent == cache


def test_the_hash_covers_every_source_its_name_and_nothing_else(checkout, monkeypatch):
    monkeypatch.setattr(compiling, "__file__", str(checkout / "sim" / "kernel.py"))
    seen = [compiling.source_hash()]
    (checkout / "agents" / "deep").mkdir()
    (checkout / "agents" / "deep" / "new.py").write_text("")
    seen.append(compiling.source_hash())
    (checkout / "agents" / "deep" / "new.py").rename(checkout / "agents" / "deep" / "other.py")
    seen.append(compiling.source_hash())
    (checkout / "sim" / "kernel.py").write_text("# edited")
    seen.append(compiling.source_hash())
    assert len(set(seen)) == 4 and {len(name) for name in seen} == {16}
    (checkout / "scenarios").mkdir()
    (checkout / "scenarios" / "new.py").write_text("")
    (checkout / "agents" / "notes.txt").write_text("")
    assert compiling.source_hash() == seen[-1]
    assert source_names() >= {"sim/kernel.py", "sim/draws.py", "agents/schedule.py", "agents/behaviours/needs.py"}


def source_names():
    return {str(path.relative_to(ROOT)) for package in compiling._PACKAGES for path in (ROOT / package).rglob("*.py")}


def test_the_cache_goes_elsewhere_where_home_cannot_be_written(checkout):
    locked = checkout / "locked"
    locked.mkdir(mode=0o500)
    for home in ("/dev/null", locked):  # whoever is root may write into a locked folder: nobody into a file
        result, _, folder = run(checkout, CALL, HOME=home, TMPDIR=checkout)
        assert result == "20"
        assert Path(folder).is_relative_to(checkout)


def test_without_any_writable_place_kernels_are_compiled_anew(monkeypatch):
    monkeypatch.setattr(compiling, "_cache_homes", lambda: iter([Path("/dev/null/a"), Path("/dev/null/b")]))
    assert compiling._cache_folder() is None
    monkeypatch.setattr(compiling, "CACHE", None)
    assert kernel(_half)(3.0) == 1.5


def _half(x):
    return x / 2.0


def test_caches_of_sources_long_gone_are_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(compiling, "_cache_homes", lambda: iter([tmp_path]))
    for age in range(8):
        (tmp_path / f"old{age}").mkdir()
        os.utime(tmp_path / f"old{age}", (1000 - age, 1000 - age))
    folder = compiling._cache_folder()
    assert folder == str(tmp_path / compiling.source_hash())
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([Path(folder).name, "old0", "old1", "old2"])


class Knobs(NamedTuple):
    low: float = 0.1
    high: float = 0.7


@rule
def bent(x: float, n: int, on: bool, knobs: Knobs) -> float:
    return (x / 3.0 + knobs.low) * n * knobs.high if on else x / 3.0


@pytest.mark.parametrize("on", [True, np.bool_(True), 1, 7])
@pytest.mark.parametrize("n", [3, np.int16(3), np.uint8(3), np.int64(3)])
@pytest.mark.parametrize("stored", [0.1, 1.7e-30, 123456.789])
def test_a_rule_gives_the_same_bits_for_a_column_and_for_a_python_number(stored, n, on):
    in_column = np.float32(stored)
    as_python = float(in_column)
    exact = (as_python / 3.0 + 0.1) * 3 * 0.7
    assert bent(in_column, n, on, Knobs()) == bent(as_python, 3, True, Knobs()) == exact
    assert type(bent(in_column, n, on, Knobs())) is float
    assert bent(in_column, n, False, Knobs()) == as_python / 3.0


def test_a_rule_called_from_a_kernel_gives_the_same_bits():
    column = np.array([0.1, 1.7e-30, 123456.789], "f4")
    counts = np.array([3, 2, 1], "i2")
    assert over_a_column(column, counts, Knobs()).tolist() == [
        bent(float(x), int(n), True, Knobs()) for x, n in zip(column, counts, strict=True)
    ]


@allocating
def over_a_column(column, counts, knobs):
    out = np.empty(column.size)
    for i in range(column.size):
        out[i] = bent(column[i], counts[i], True, knobs)
    return out


def test_a_rule_in_plain_python_converts_its_arguments_alike():
    plain = compiling._converting(inspect.unwrap(getattr(bent, "py_func", bent)), [float, int, bool, Knobs])
    x = np.float32(0.1)
    assert plain(x, np.uint8(3), np.bool_(True), Knobs()) == bent(x, 3, True, Knobs())
    assert type(plain(x, np.uint8(3), 1, Knobs())) is float
    with pytest.raises(ValueError, match="zip"):
        plain(x, 3)


def test_inlined_lines_are_part_of_their_caller():
    assert over_two(np.array([1.0, 2.0])).tolist() == [1.5, 2.5]
    if not numba.config.DISABLE_JIT:
        assert one_and_a_half_more.targetoptions["inline"] == "always"
        assert over_two.targetoptions["nogil"] is True


@inlined
def one_and_a_half_more(x):
    return x + 0.5


@allocating
def over_two(values):
    out = np.empty_like(values)
    for i in range(values.size):
        out[i] = one_and_a_half_more(values[i])
    return out
