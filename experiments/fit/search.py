"""The search: replays of a community with other parameters until its statistics are those of the export.

CMA-ES (Hansen and Ostermeier 2001) through Optuna, from the shipped preset that comes nearest; every trial is replayed on
the same few seeds. Sets of parameters about as good as the best one are kept, as in approximate Bayesian computation: what
they disagree on, the export does not tell.
"""

import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from agents.founding import Founding
from agents.links import Links
from agents.pars import Pars
from agents.simulate import TooBusyError, simulate
from experiments.fit.space import Searched, applied, space_of
from experiments.fit.starts import starts
from experiments.fit.targets import Target, simulated_statistics
from scenarios.events import COMMENT, EventTable
from scenarios.replay import MEAN_HOURS, Replay, replay_of, table_of

STEP = 0.08  # first step of the search, as a share of each range
BUSIEST = 4  # times as many events as the export: a run is given up there
ACCEPTED = 20  # sets of parameters, at most, that are kept as about as good as the best one
ABOUT_AS_GOOD = 0.5  # squared units a statistic by which such a set may be worse, on average; assumed


class Fitted(NamedTuple):
    """What a fit found."""

    values: dict[str, float]  # searched parameters
    pars: Pars  # all parameters
    replay: Replay  # the community at its first event, with fitted staff
    target: Target
    distance: float
    accepted: tuple[dict[str, float], ...]  # about as good as `values`, best first: what the export leaves open


def fit(table: EventTable, trials: int, seeds: int, threads: int, on_trial=lambda distance: None) -> Fitted:
    """Fit a community to its export.

    Args:
        table: the export.
        trials: sets of parameters to try.
        seeds: replays of each set, on the same draws.
        threads: replays side by side.
        on_trial: called after each trial with its distance.
    """
    target, replay = Target(table), replay_of(table)
    most = BUSIEST * len(table.t) + 20_000
    base = base_pars(table)
    space = space_of(replay.founding)

    def distance(values) -> float:
        try:
            runs = list(pool.map(lambda seed: statistics_of(replay, values, base, seed, most), range(1, seeds + 1)))
        except TooBusyError:
            return target.worst()
        return target.distance(averaged(runs, target.names()))

    with ThreadPoolExecutor(threads) as pool:
        tried = minimized(distance, space, starts(space), trials, on_trial)
    best = tried[0][0]
    good = [values for score, values in tried[:ACCEPTED] if score <= best + ABOUT_AS_GOOD * len(target.names())]
    founding, pars = applied(good[0], replay.founding, base)
    return Fitted(good[0], pars, replay._replace(founding=founding), target, best, tuple(good))


def accepted_world(fitted: Fitted, number: int) -> tuple[Founding, Pars]:
    """Founding and parameters of one of the accepted sets; numbers beyond them begin again."""
    values = fitted.accepted[number % len(fitted.accepted)]
    hours = values.get("staff.hours", 0.0) / fitted.values.get("staff.hours", 1.0) * MEAN_HOURS
    return applied(values | ({"staff.hours": hours} if hours else {}), fitted.replay.founding, fitted.pars)


def base_pars(table: EventTable) -> Pars:
    """The defaults, with talk in comments where the export has comments (a question-and-answer site)."""
    pars = Pars()
    comments = float((table.kind == COMMENT).any())
    return pars._replace(replying=pars.replying._replace(comments=comments))


def statistics_of(replay: Replay, values: dict, base: Pars, seed: int, most: int | None) -> dict[str, float]:
    """The statistics of one replay."""
    founding, pars = applied(values, replay.founding, base)
    run = simulate(founding, replay.path, pars, Links(), seed, most)
    return simulated_statistics(table_of(run, replay.start, replay.end))


def averaged(runs: list[dict[str, float]], names: list[str]) -> dict[str, float]:
    """Means over replays; nan only where no replay can tell."""
    columns = {name: np.array([run[name] for run in runs]) for name in names}
    return {name: float(np.nanmean(c)) if np.isfinite(c).any() else np.nan for name, c in columns.items()}


def minimized(distance, space: tuple[Searched, ...], begin: list[dict], trials: int, on_trial) -> list[tuple[float, dict]]:
    """All that was tried: distance and values, the least distance first. The search goes on from the best beginning."""
    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    tried = []

    def score_of(values: dict[str, float]) -> float:
        score = distance(values)
        tried.append((score, values))
        on_trial(min(tried, key=lambda each: each[0])[0])
        return score

    def objective(trial) -> float:
        return score_of({each.key: trial.suggest_float(each.key, each.low, each.high, log=each.log) for each in space})

    scores = [score_of(values) for values in begin[:trials]]
    start = begin[scores.index(min(scores))]
    if trials == len(scores):
        return sorted(tried, key=lambda each: each[0])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Optuna deprecates its own way of giving a start
        sampler = optuna.samplers.CmaEsSampler(x0=start, sigma0=STEP, seed=1)
        optuna.create_study(sampler=sampler).optimize(objective, n_trials=trials - len(scores))
    return sorted(tried, key=lambda each: each[0])
