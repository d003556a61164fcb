"""The fit check: replays of a fitted community beside its export, statistic by statistic."""

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from agents.links import Links
from agents.simulate import simulate
from experiments.fit.search import Fitted, accepted_world
from experiments.fit.targets import TARGETS
from scenarios.replay import table_of
from scenarios.statistics import Digest, digest_of, observe


def replays(fitted: Fitted, seeds: range, threads: int, on_run=lambda: None) -> list[Digest]:
    """Fresh replays, on seeds that the fit has not seen, of the accepted sets of parameters in turn."""

    def one(seed: int) -> Digest:
        founding, pars = accepted_world(fitted, seed)
        run = simulate(founding, fitted.replay.path, pars, Links(), seed)
        on_run()
        return digest_of(table_of(run, fitted.replay.start, fitted.replay.end))

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, seeds))


def rows(fitted: Fitted, digests: list[Digest]) -> list[dict]:
    """Rows `statistic, observed, simulated_low80, simulated_high80, covered` of all targets that the export can tell."""
    simulated = [observe(digest, TARGETS) for digest in digests]
    found = []
    for name in fitted.target.names():
        observed = fitted.target.intervals[name].value
        known = [each[name] for each in simulated if math.isfinite(each[name])]
        low, high = np.percentile(known, [10.0, 90.0]) if known else (math.nan, math.nan)
        found.append(
            {
                "statistic": name,
                "observed": observed,
                "simulated_low80": float(low),
                "simulated_high80": float(high),
                "covered": bool(low <= observed <= high),
            }
        )
    return found
