"""Running experiments: every variant on the same seeds, into the store; figures that need whole runs are kept beside."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np

from experiments.compose import compose_all
from experiments.emergence.experiment import Experiment, judged
from experiments.identity import hash_of, run_id
from experiments.runner import missing, run, threads
from experiments.store import Store
from experiments.tables import write_whole
from experiments.verbs.options import weeks_of
from scenarios.config import Config, seeds_of, to_founding, to_path

FOLDER = "emergence"  # of the store


class Lived(NamedTuple):
    """One whole run, with the world that it began with."""

    config: Config
    start: object  # agents.world.World
    run: object  # agents.simulate.Run


class Plan(NamedTuple):
    """An experiment with the configurations of its variants."""

    experiment: Experiment
    configs: dict[str, Config]


def planned(experiments, words=(), seeds: int = 6, config_dir=None) -> list[Plan]:
    """The configurations of experiments, all checked before anything runs.

    Args:
        experiments: `Experiment`s.
        words: overrides for all of them; what an experiment sets itself stays.
        seeds: runs of each variant; of an experiment with `times`, so many times as many.
        config_dir: a folder with further groups of configuration files.

    Raises:
        ConfigError: for whatever is wrong.
    """
    found, built = [], {}
    for each in experiments:
        common = (f"community={each.community}", f"run.weeks={weeks_of(each.months)}", f"run.seeds={seeds * each.times}")
        configs = {}
        for label, variant in each.variants.items():
            texts = merged((*common, *variant.words), words)
            key = (variant.scenario, texts)
            if key not in built:
                built[key] = compose_all(texts, [variant.scenario], config_dir)[0].config
            configs[label] = built[key]
        found.append(Plan(each, configs))
    return found


def merged(own, words) -> tuple[str, ...]:
    """The overrides of the user and, over them, those of an experiment: within a group the later one counts."""
    keys = [word.lstrip("+~").split("=")[0] for word in own]
    return (*(word for word in words if word.lstrip("+~").split("=")[0] not in keys), *own)


def work(plans, store: Store) -> int:
    """How many runs are to be done, each counted once though several experiments ask for it, in smaller and larger numbers."""
    lacking = {}
    for config in (config for plan in plans if not plan.experiment.of_runs for config in plan.configs.values()):
        lacking.setdefault(run_id(config), set()).update(missing(store.run(config), seeds_of(config)))
    apart = [plan for plan in plans if plan.experiment.of_runs and _read(_kept_at(plan, store)) is None]
    return sum(len(seeds) for seeds in lacking.values()) + sum(len(_seeds(plan)) * len(plan.configs) for plan in apart)


def row(plan: Plan, store: Store, progress) -> dict:
    """The row of one experiment, from the store or by running what is missing."""
    return judged(plan.experiment, figures(plan, store, progress))


def figures(plan: Plan, store: Store, progress) -> np.ndarray:
    """The figures of one experiment, one for each seed, or one for all of them."""
    if plan.experiment.of_runs:
        return _of_runs(plan, store, progress)
    results = {label: run(config, store=store, progress=progress) for label, config in plan.configs.items()}
    return np.atleast_1d(np.asarray(plan.experiment.figure(results), float))


def _of_runs(plan: Plan, store: Store, progress) -> np.ndarray:
    file = _kept_at(plan, store)
    found = _read(file)
    if found is None:
        seeds = _seeds(plan)

        def one(seed: int) -> float:
            lived = {}
            for label, config in plan.configs.items():
                lived[label] = live(config, seed)
                progress.step(plan.experiment.key)
            return float(plan.experiment.figure(lived))

        with ThreadPoolExecutor(threads(next(iter(plan.configs.values())), len(seeds))) as pool:
            found = list(pool.map(one, seeds))
        write_whole(file, (json.dumps([x if np.isfinite(x) else None for x in found]) + "\n").encode())
    return np.array(found, float)


def live(config: Config, seed: int) -> Lived:
    """One run of a configuration, whole."""
    from agents.founding import found
    from agents.simulate import first_guess, simulate

    founding, path = to_founding(config), to_path(config)
    start = found(founding, path, config.pars, config.links, seed, first_guess(founding, path))
    return Lived(config, start, simulate(founding, path, config.pars, config.links, seed))


def _seeds(plan: Plan) -> list[int]:
    return list(seeds_of(next(iter(plan.configs.values()))))


def _kept_at(plan: Plan, store: Store):
    """Where the figures of whole runs are kept."""
    code = [file.read_text(encoding="utf-8") for file in sorted(Path(__file__).parent.glob("*.py"))]
    runs = [run_id(config) for config in plan.configs.values()]
    return store.root / FOLDER / f"{plan.experiment.key}-{hash_of([code, runs, _seeds(plan)])}.json"


def _read(file) -> list | None:
    """Figures kept earlier; None if there are none or the file is not what it should be."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return [np.nan if x is None else float(x) for x in found] if isinstance(found, list) else None
    except (OSError, ValueError, TypeError):
        return None
