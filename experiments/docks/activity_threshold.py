"""Dock 2 and S18: activity that fades unless active peers keep it up has a threshold at the first eigenvalue.

Walk, Helic, Geigl, Strohmaier 2016, "Activity dynamics in collaboration networks", ACM Transactions on the Web 10(2):
dx_i/dt = -(λ/μ) x_i + Σ_j A_ij x_j / √(1 + x_j²). Above λ/μ = κ1, the largest eigenvalue of the ties A, activity dies.
The club is Zachary's (1977), every tie counted once.
"""

import networkx as nx
import numpy as np

from experiments.docks.rows import row, within
from sim.draws import fill_uniform

STEP = 0.01  # Euler, in units of 1/μ
STEPS = 60_000
START = 0.1  # activities start uniform in (0, START)
SEED = 2016
ALIVE = 1e-3  # total activity below which a community counts as dead
_STREAM = 1  # these worlds have no other draws

AROUND = np.delete(np.arange(90, 111), 10) / 100  # 0.90 to 1.10 of κ1 without 1 itself, where dying takes forever


def karate_club() -> np.ndarray:
    """Ties of Zachary's karate club, 0 or 1, shape (34, 34)."""
    return nx.to_numpy_array(nx.karate_club_graph(), weight=None)


def first_eigenvalue(ties) -> float:
    """Largest eigenvalue κ1 of a symmetric matrix of ties."""
    return float(np.linalg.eigvalsh(ties)[-1])


def total_activity(ties, ratios, steps: int = STEPS, seed: int = SEED) -> np.ndarray:
    """Total activity Σ x after `steps` Euler steps for each ratio λ/μ, shape (ratios,); all ratios start alike.

    Args:
        ties: symmetric, shape (members, members).
        ratios: λ/μ >= 0, shape (ratios,).
        steps: Euler steps of `STEP`.
        seed: of the starting activities.

    Raises:
        ValueError: ties are not a symmetric matrix, or a ratio is negative or no number.
    """
    ties, fading = np.asarray(ties, float), np.asarray(ratios, float)[:, None]
    if ties.ndim != 2 or ties.shape[0] != ties.shape[1] or not np.array_equal(ties, ties.T):
        raise ValueError(f"ties of shape {ties.shape}: give a symmetric matrix, members by members")
    if not np.all(fading >= 0):
        raise ValueError(f"ratios {np.ravel(ratios)}: the ratio of fading to influence is 0 or more")
    start = np.empty(len(ties))
    fill_uniform(start, seed, _STREAM, 0, 0)
    x = np.tile(START * start, (len(fading), 1))
    for _ in range(steps):
        x += STEP * ((x / np.sqrt(1 + x * x)) @ ties - fading * x)
    return x.sum(axis=1)


def rows() -> list[dict]:
    """The table of dock 2 on the karate club, and the threshold of S18."""
    ties = karate_club()
    kappa1 = first_eigenvalue(ties)
    published = [
        ("dock 2 Σx at λ/μ = 1", 1.0, 150.93),
        ("dock 2 Σx at λ/μ = 0.5 κ1", 0.5 * kappa1, 34.92),
        ("dock 2 Σx at λ/μ = 0.95 κ1", 0.95 * kappa1, 6.07),
    ]
    ratios = [ratio for _, ratio, _ in published]
    totals = total_activity(ties, [*ratios, 1.05 * kappa1, *(AROUND * kappa1)])
    dead = float(totals[len(ratios)])
    return [
        within("dock 2 κ1", "published", 6.7257, kappa1, 0.0001, digits=4),
        *(within(p[0], "published", p[2], float(x), 0.01 * p[2]) for p, x in zip(published, totals, strict=False)),
        row("dock 2 Σx at λ/μ = 1.05 κ1", "published", "below 1e-6", 0.0, round(dead, 6), dead < 1e-6),
        threshold_row(totals[len(ratios) + 1 :] > ALIVE),
    ]


def threshold_row(alive) -> dict:
    """S18: where life ends, in units of κ1, halfway between the last ratio that lives and the first that dies.

    Args:
        alive: whether activity goes on at each ratio `AROUND` κ1, shape (20,), bool.
    """
    ok = alive[AROUND <= 0.95].all() and not alive[AROUND >= 1.05].any()
    last, first = max(AROUND[alive], default=AROUND[0]), min(AROUND[~alive], default=AROUND[-1])
    band = "lives to 0.95 κ1, dies from 1.05 κ1"
    return row("S18 activity threshold / κ1", "published", band, 1.0, round(float(last + first) / 2, 3), ok)
