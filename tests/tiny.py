"""Configurations and runs small enough for tests: a market of 300 for three months."""

import functools
import tempfile
from pathlib import Path

from experiments.compose import compose, compose_all
from experiments.runner import run
from experiments.store import Store

SMALL = ("community=small_forum", "community.market=300", "community.topics=5", "run.weeks=13")


@functools.cache
def config(*overrides, scenario=None, seeds=4):
    """A tiny configuration."""
    mine = {override.split("=")[0] for override in overrides}
    small = [override for override in SMALL if override.split("=")[0] not in mine]
    return compose([*small, f"run.seeds={seeds}", *overrides], scenario)


@functools.cache
def stored() -> tuple[Path, tuple]:
    """A store with the runs of three scenarios on twelve seeds, and their results; made once a session."""
    root = Path(_FOLDER.name)
    composed = compose_all([*SMALL, "run.seeds=12"], ["baseline", "no_staff", "no_community"])
    return root, tuple(run(each.config, store=Store(root), changes=each.changes) for each in composed)


_FOLDER = tempfile.TemporaryDirectory(prefix="gravity-tests-")
