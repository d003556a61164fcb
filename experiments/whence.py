"""Whence: where a value of a composed configuration was set: on the command line, or in a file, at a line."""

import re
from pathlib import Path

from experiments import config_files
from experiments.overrides import Overrides
from scenarios.problems import Problem


def placed(problem: Problem, call: list[str], given: Overrides) -> Problem:
    """The problem with the place where its key, or the group that lacks it, was set."""
    if problem.place or not problem.key:
        return problem
    keys = ways(problem.key)
    if override := given.setter(keys) or given.within(keys):
        return problem._replace(place=override.place)
    files = files_of(call, given.config_dir)
    for depth in range(len(keys), 0, -1):
        if place := in_files(files, keys[:depth]):
            return problem._replace(place=place)
    return problem


def ways(key: str) -> list[str]:
    """The names and places in lists on the way to a key: "community.staff[0].hours" goes by community, staff, 0."""
    return re.sub(r"\[(\d+)\]", r".\1", key).split(".")


def in_files(files: list[tuple[Path, list[str]]], keys: list[str]) -> str:
    """The file and line that set the value on this way (names and places in lists); empty if none does."""
    for file, package in files:
        if line := _line(file, package, keys):
            return f"{config_files.displayed(file)}, line {line}"
    return ""


def _line(file: Path, package: list[str], keys: list[str]) -> int | None:
    """The line at which a file, all of whose keys are in a package, sets a key."""
    if keys[: len(package)] != package:
        return None
    return config_files.line_of(file, keys[len(package) :])


def files_of(call: list[str], config_dir) -> list[tuple[Path, list[str]]]:
    """The files of a composition with their packages; what is later in the list is overridden by what is before it."""
    from hydra.core.global_hydra import GlobalHydra
    from hydra.types import RunMode

    loader = GlobalHydra.instance().config_loader()
    parts = loader.compute_defaults_list("config", call, RunMode.RUN).defaults
    files = []
    for part in reversed(parts):
        file = config_files.find(part.config_path, config_dir)
        if file:
            files.append((file, [] if config_files.is_global(file) else [k for k in (part.package or "").split(".") if k]))
    return files
