"""Warming up: compile the whole model into the kernel cache, in two processes where there are two cores.

The phases lie in a row; one process takes them from the front, the other founding and then phases from the back, until
they meet. What is taken is claimed by an empty file. Where the other process fails, nothing is lost but time: what is
missing in the cache is compiled by whoever needs it.
"""

import contextlib
import subprocess
import sys
import tempfile
from pathlib import Path

import numba

from agents.founding import Founders, Founding, StaffMember, Stock, found, steady
from agents.links import Links
from agents.pars import Pars
from agents.schedule import week_of
from agents.simulate import first_guess, simulate
from agents.world import empty_world
from experiments.cores import cores
from sim.clock import Now
from sim.kernel import CACHE
from sim.phases import arguments, phases_in

FOUNDING = "founding"
TINY = Founding(market=20, staff=(StaffMember(),), founders=(Founders(members=5),), stock=(Stock((0.0, 1.0), 1),))


def warm_up() -> None:
    """Compile everything that a run needs."""
    if CACHE is not None and cores() > 1:
        with tempfile.TemporaryDirectory() as claims:
            helper = _start_helper(claims)
            compile_phases(Path(claims), reverse=False)
            if helper is not None:
                helper.wait()
    simulate(TINY, steady(2), Pars(), Links(), seed=0)


def compile_phases(claims: Path, reverse: bool) -> None:
    """Compile one phase after the other that nobody has claimed, from the front or, with founding, from the back."""
    path = steady(2)
    room = first_guess(TINY, path)
    world = empty_world(room, Pars(), Links())
    todo = [(phase.name, phase) for phase in phases_in(week_of)] + [(FOUNDING, None)]
    for name, phase in reversed(todo) if reverse else todo:
        if not _claimed(claims / name):
            continue
        if phase is None:
            found(TINY, path, Pars(), Links(), 0, room)
        else:
            given = arguments(phase, w=world, p=world.pars, now=Now())
            phase.module.everyone.get_call_template(tuple(map(numba.typeof, given)), {})


def _claimed(file: Path) -> bool:
    """Claim by a file that nobody else has made; False where somebody was quicker, or has finished and cleaned up."""
    try:
        file.touch(exist_ok=False)
    except OSError:
        return False
    return True


def _start_helper(claims: str) -> subprocess.Popen | None:
    """The other process, or None where none can be started."""
    call = "warm_up.compile_phases(pathlib.Path(sys.argv[1]), reverse=True)"
    code = f"import pathlib, sys; from experiments import warm_up; {call}"
    root = str(Path(__file__).resolve().parent.parent)
    with contextlib.suppress(OSError):
        return subprocess.Popen(
            [sys.executable, "-c", code, claims], cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    return None
