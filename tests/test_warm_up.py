"""Warming up in two processes: everything is claimed once, and a helper that fails costs only time."""

import numba
import pytest

from agents.schedule import week_of
from experiments import warm_up
from experiments.runner import cores
from sim.phases import phases_in


def test_each_part_is_claimed_once(tmp_path):
    assert warm_up._claimed(tmp_path / "visiting")
    assert not warm_up._claimed(tmp_path / "visiting")
    assert not warm_up._claimed(tmp_path / "gone" / "visiting")


@pytest.mark.skipif(numba.config.DISABLE_JIT, reason="nothing to compile")
@pytest.mark.parametrize("reverse", [False, True])
def test_all_that_is_not_claimed_is_compiled(tmp_path, reverse):
    names = {phase.name for phase in phases_in(week_of)}
    for name in names - {"viewing"}:
        (tmp_path / name).touch()
    warm_up.compile_phases(tmp_path, reverse)
    assert {file.name for file in tmp_path.iterdir()} == names | {warm_up.FOUNDING}


@pytest.mark.parametrize("helper", ["none", "dead"])
def test_it_works_without_help(monkeypatch, helper):
    def refuse(*given, **options):
        raise OSError

    monkeypatch.setattr(warm_up, "cores", lambda: 2)
    monkeypatch.setattr(warm_up, "CACHE", "somewhere")
    monkeypatch.setattr(warm_up, "compile_phases", lambda claims, reverse: None)
    if helper == "none":
        monkeypatch.setattr(warm_up.subprocess, "Popen", refuse)
    else:
        monkeypatch.setattr(warm_up.sys, "executable", "false")
    warm_up.warm_up()


def test_the_cores_are_counted():
    assert cores() >= 1
