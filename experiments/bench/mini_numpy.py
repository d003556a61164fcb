"""`community-mini` in vectorised NumPy: one array operation at a time over everyone, lists of rows where few are meant."""

import numpy as np

from experiments.bench.mini import (
    ACTIVE,
    CHURNED,
    COLUMNS,
    DORMANT,
    PROSPECT,
    TICKS,
    Mini,
    check,
    parameters,
    topics,
    zipf,
)


class Community:
    """The arrays of one community, and its week."""

    def __init__(self, n: int, seed: int, pars: Mini):
        rng = self.rng = np.random.default_rng(seed)
        self.pars, count = pars, topics(n)
        self.state = np.where(rng.random(n, np.float32) < pars.active, ACTIVE, PROSPECT).astype(np.uint8)
        self.love = rng.uniform(pars.love_from, pars.love_to, n).astype(np.float32)
        self.expertise = rng.integers(0, count, n, np.int32)
        self.propensity = pars.propensity * np.exp(pars.spread * rng.standard_normal(n, np.float32))
        self.last_visit = np.zeros(n, np.int16)
        self.prospects = np.flatnonzero(self.state == PROSPECT)  # members are alike: recruited in this order
        self.recruited = self.churned = 0
        self.bounds = np.cumsum(zipf(count))
        self.stock = np.zeros(count)
        self.asker, self.topic, self.posted = (np.zeros(0, np.int64) for _ in range(3))

    def week(self, t: int) -> dict:
        """Live through week t; what is recorded of it, by column."""
        visitors, asked, reuses = self.visit(t)
        answered = self.answer(visitors)
        expired = self.expire(t)
        live = self.state == ACTIVE
        ...
