"""Dock 4 and S37: the worked examples of the Orbit Model, exactly.

Source: Orbit Model, github.com/orbit-love/orbit-model, pages `gravity/measure` and `reach/measure`. Their last two
figures are rounded down to one decimal.
"""

import math

import numpy as np

from agents.orbit import connection_strength, gravity, reach, weighted_commitment
from experiments.docks.rows import row

# Members per level, Exploring to Leading, in the first three months of 2022: a community of 30.
MONTHS = ([17, 8, 4, 1], [15, 9, 5, 1], [12, 10, 6, 2])


def _tenths(x: float) -> float:
    """Rounded down to one decimal."""
    return math.floor(10 * x) / 10


def rows() -> list[dict]:
    """The table of dock 4: every figure must be equal, not near."""
    first, second, third = (int(weighted_commitment(np.array(month))) for month in MONTHS)
    figures = [
        ("weighted commitment, January", 441, first),
        ("weighted commitment, February", 504, second),
        ("weighted commitment, March", 666, third),
        ("gravity, January to February", 2.1, gravity(second, first, sum(MONTHS[1]))),
        ("gravity, February to March", 5.4, gravity(third, second, sum(MONTHS[2]))),
        ("reach of 4, 3, 1 and 7", 15, reach(np.array([4.0, 3.0, 1.0, 7.0]))),
        ("strength 7 after 3 idle months", 5.1, _tenths(connection_strength(7.0, 3.0))),
        ("strength 7 after 12 idle months", 1.9, _tenths(connection_strength(7.0, 12.0))),
    ]
    return [row(f"dock 4 {name}", "published", "exactly", told, ours, ours == told) for name, told, ours in figures]
