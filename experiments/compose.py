"""Composing: from names and overrides to checked configurations. Hydra composes; `scenarios.build` is strict."""

import threading
from collections.abc import Callable, Sequence
from typing import NamedTuple

from experiments import config_files, hydra_errors, hydra_ready
from experiments.overrides import Overrides
from experiments.whence import files_of, in_files, placed, ways
from scenarios.build import build
from scenarios.config import IDENTITY, Config, Difference, difference
from scenarios.problems import ConfigError, Problem

_ONE_AT_A_TIME = threading.Lock()  # Hydra keeps its state in one place for all threads


class Composed(NamedTuple):
    """A configuration, and its difference from the scenario that it is a variant of."""

    config: Config
    changes: tuple[Difference, ...]


def compose(overrides: Sequence[str] = (), scenario: str | None = None, config_dir=None, typed=None) -> Config:
    """The configuration of one scenario. See `compose_all`."""
    return compose_all(overrides, [scenario], config_dir, typed)[0].config


def compose_all(overrides: Sequence[str], scenarios: Sequence[str | None], config_dir=None, typed=None) -> list[Composed]:
    """The configurations of several scenarios with the same overrides, each with the difference from its parent.

    Args:
        overrides: Hydra overrides, such as "community=small_forum" or "pars.needs.rate=0.2".
        scenarios: names of scenarios; None takes the one in the overrides, or the default.
        config_dir: a folder with further groups of configuration files, searched first.
        typed: for overrides that come from options, what the user typed instead: {"run.seeds=5": "--seeds 5"}.

    Raises:
        ConfigError: for whatever is wrong, with the place where it was set.
    """
    given = Overrides(list(overrides), typed or {}, config_dir)
    trees: dict[tuple, dict] = {}
    with _ONE_AT_A_TIME, hydra_errors.translated(given), hydra_ready.ready(config_dir):
        named = [given.scenario() if name is None else name for name in scenarios]
        return [_composed(name, given, trees) for name in named]


def traced(overrides: Sequence[str] = (), scenario: str | None = None, config_dir=None) -> tuple[Config, Callable[[str], str]]:
    """The configuration of one scenario, and a function that says of a key where it was set: on the command line, or in
    a file, at a line; empty where the default stands.

    Raises:
        ConfigError: as `compose_all`.
    """
    given = Overrides(list(overrides), {}, config_dir)
    with _ONE_AT_A_TIME, hydra_errors.translated(given), hydra_ready.ready(config_dir):
        chain = parents(given.scenario() if scenario is None else scenario, given)
        config = _built(chain, given.all, given, {})
        files = files_of(_call(chain, given.all), config_dir)
    own = [each for each in files if each[0] == config_files.find(f"scenario/{chain[-1]}", config_dir)]

    def place(key: str) -> str:
        way = ways(key)
        override = given.setter(way) or given.within(way)
        return override.place if override else in_files(own if key in IDENTITY else files, way)

    return config, place


def _composed(scenario: str, given: Overrides, built: dict) -> Composed:
    chain = parents(scenario, given)
    config = _built(chain, given.all, given, built)
    if len(chain) == 1:
        return Composed(config, ())
    parent = _built(chain[:-1], given.without("scenario."), given, built)
    return Composed(config, tuple(difference(parent, config)))


def parents(scenario: str, given: Overrides) -> tuple[str, ...]:
    """A scenario with those it is a difference from, the most distant first.

    Raises:
        ConfigError: for a scenario or parent that does not exist, or parents in a circle.
    """
    chain = [given.choice("scenario", scenario)]
    while parent := _own(chain[0], given).get("parent"):
        file = config_files.find(f"scenario/{chain[0]}", given.config_dir)
        keys = ["scenario", "parent"] if config_files.is_global(file) else ["parent"]
        place = f"{config_files.displayed(file)}, line {config_files.line_of(file, keys)}"
        given.choice("scenario", parent, "scenario.parent", place)
        if parent in chain:
            circle = " -> ".join([parent, *chain[: chain.index(parent) + 1]])
            raise ConfigError([Problem("scenario.parent", f"parents in a circle: {circle}", "break it", place)])
        chain.insert(0, parent)
    return tuple(chain)


def _own(scenario: str, given: Overrides) -> dict:
    """What the file of a scenario says of the scenario itself."""
    file = config_files.find(f"scenario/{scenario}", given.config_dir)
    held = config_files.load(file)
    own = held.get("scenario") if config_files.is_global(file) else held
    return own if isinstance(own, dict) else {}


def _built(chain: tuple[str, ...], overrides: list[str], given: Overrides, built: dict) -> Config:
    """The configuration of a chain of scenarios, built once."""
    key = (chain, tuple(overrides))
    if key not in built:
        call = _call(chain, overrides)
        tree = _tree(call)
        _name(tree, chain, given)
        try:
            built[key] = build(tree)
        except ConfigError as error:
            raise ConfigError([placed(problem, call, given) for problem in error.problems]) from None
    return built[key]


def _call(chain: tuple[str, ...], overrides: list[str]) -> list[str]:
    """What Hydra is told for a chain of scenarios."""
    return [f"scenario=[{','.join(chain)}]" if len(chain) > 1 else f"scenario={chain[0]}", *overrides]


def _name(tree: dict, chain, given: Overrides) -> None:
    """A scenario has its own name and title and never inherits those of its parent."""
    if not isinstance(tree.get("scenario"), dict):
        return
    own = _own(chain[-1], given)
    names = {"name": chain[-1], "title": chain[-1], "parent": chain[-2] if len(chain) > 1 else ""}
    for key, default in names.items():
        if not given.sets(f"scenario.{key}"):
            tree["scenario"][key] = own.get(key, default)


def _tree(overrides: list[str]) -> dict:
    from hydra import compose as hydra_compose
    from omegaconf import OmegaConf

    return OmegaConf.to_container(hydra_compose("config", overrides), resolve=True, throw_on_missing=True)
