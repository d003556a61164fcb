"""The compiler changes no bit, and no kernel reaches outside its arrays."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.kernel import CACHE

ROOT = Path(__file__).resolve().parents[1]
CODE = """
import hashlib, numba
import numpy as np
from agents.links import Links
from agents.schedule import week_of
from agents.simulate import simulate
from tests.small_worlds import eventful, founding, lively, used

digest = hashlib.sha256()
for seed in (1, 2**63 - 1):
    run = simulate(founding({market}), eventful({weeks}, closed=(9,)), lively(), Links(), seed)
    for name, column in used(run.world).items():
        digest.update(name.encode() + column.tobytes())
if numba.config.BOUNDSCHECK:
    try:
        numba.njit(lambda a: a[5])(np.zeros(3))
        raise SystemExit("an index out of its array went unnoticed")
    except IndexError:
        pass
print(hasattr(week_of, "py_func"), numba.config.BOUNDSCHECK, run.events.hour.size, digest.hexdigest())
"""


def digest(market=120, weeks=16, **environment):
    """What a new Python that treats warnings as errors makes of two runs: compiled, bounds checked, events, digest."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NUMBA_DISABLE_JIT", "NUMBA_BOUNDSCHECK")}
    code = CODE.format(market=market, weeks=weeks)
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=kept | environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.fixture(scope="module")
def compiled():
    return digest()


def test_the_same_bits_without_the_compiler_and_no_warning(compiled):
    plain = digest(NUMBA_DISABLE_JIT="1")
    assert (compiled[0], plain[0]) == ("True", "False")
    assert int(compiled[2]) > 500
    assert plain[2:] == compiled[2:]


def test_another_world_has_another_digest(compiled):
    assert digest(market=121)[3] != compiled[3]


def test_no_index_leaves_its_array(compiled, tmp_path):
    """Kernels that check every index are kept beside the others, for the sources of today."""
    cache = Path(CACHE) / "boundscheck" if CACHE else tmp_path
    checked = digest(NUMBA_BOUNDSCHECK="1", GRAVITY_CACHE_DIR=str(cache))
    assert checked[1] == "1"
    assert checked[2:] == compiled[2:]
