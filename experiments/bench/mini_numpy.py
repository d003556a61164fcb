"""`community-mini` in vectorised NumPy: array operations over everyone, lists of rows where few are meant."""

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
    """The arrays of one community. A member's changes of love within phases A to C are added up, then clipped once."""

    def __init__(self, n: int, seed: int, pars: Mini):
        rng = self.rng = np.random.default_rng(seed)
        self.pars, count = pars, topics(n)
        self.live = rng.random(n) < pars.active
        self.state = np.where(self.live, ACTIVE, PROSPECT).astype(np.uint8)
        self.love = rng.uniform(pars.love_from, pars.love_to, n).astype(np.float32)
        self.expertise = rng.integers(0, count, n, np.int32)
        self.propensity = rng.lognormal(np.log(pars.propensity), pars.spread, n)
        self.last_visit = np.zeros(n, np.int16)
        self.prospects = np.flatnonzero(~self.live)  # members are alike: recruited in this order
        self.bounds = np.cumsum(zipf(count))
        self.stock = np.zeros(count)
        self.asker = self.topic = self.posted = np.zeros(0, np.int64)  # of open questions

    def week(self, t: int) -> tuple:
        """Live through week t; one row of COLUMNS, except that churned counts this week only."""
        pars, love, live = self.pars, self.love, self.live
        visitors, reuses, asked, churned = self.visit(t)
        answered = self.answer(visitors)
        expired = self.expire(t)
        np.clip(love, 0.0, 1.0, out=love)
        love *= 1.0 - np.float32(1.0 - pars.decay) * live
        self.stock *= pars.age
        self.recruit(t)
        number = np.count_nonzero(live)
        mean = (love @ live) / max(number, 1)
        active = np.count_nonzero(self.state == ACTIVE)
        return active, visitors.size, asked, reuses, answered, churned, mean, number, expired, self.asker.size

    def visit(self, t: int) -> tuple:
        """Phase A. Returns the rows of visitors and how many reused, asked and churned."""
        pars, rng, love, live, state = self.pars, self.rng, self.love, self.live, self.state
        luck = rng.random(love.size, np.float32)
        chance = pars.visit + pars.visit_love * love
        comes = live & (luck < chance)
        visitors = np.flatnonzero(comes)
        puzzled = np.flatnonzero(live & (luck < pars.problem * chance))  # the luckier visitors
        self.last_visit[visitors] = t
        state[visitors] = ACTIVE
        state[live & (self.last_visit <= t - pars.dormant)] = DORMANT
        cold = np.flatnonzero(live & ~comes & (love < pars.low))
        churners = cold[rng.random(cold.size) < pars.churn]
        state[churners] = CHURNED
        live[churners] = False

        topic = np.searchsorted(self.bounds, rng.random(puzzled.size))
        hit = rng.random(puzzled.size) < -np.expm1(-pars.beta * self.stock)[topic]
        reusers, askers = puzzled[hit], puzzled[~hit]
        love[reusers] += np.float32(pars.reuse_love)
        self.asker = np.concatenate((self.asker, askers))
        self.topic = np.concatenate((self.topic, topic[~hit]))
        self.posted = np.concatenate((self.posted, np.full(askers.size, t)))
        return visitors, reusers.size, askers.size, churners.size

    def answer(self, visitors: np.ndarray) -> int:
        """Phase B: visitors from a random one on, some at a time, until no question is open. Returns the answers."""
        pars, rng = self.pars, self.rng
        before, done = self.asker.size, 0
        turn = np.roll(visitors, rng.integers(visitors.size)) if visitors.size and before else visitors[:0]
        while done < turn.size and self.asker.size:
            some = turn[done : done + 50 + 10 * self.asker.size]
            done += some.size
            helpers = rng.permutation(np.repeat(some, rng.poisson(self.propensity[some])))[: self.asker.size]
            taken = rng.permutation(self.asker.size)
            solved, left = np.split(taken, [helpers.size])
            np.add.at(self.stock, self.topic[solved], 1.0)
            np.add.at(self.love, self.asker[solved], np.float32(pars.asker_love))
            np.add.at(self.love, helpers, np.float32(pars.answer_love))
            self.asker, self.topic, self.posted = self.asker[left], self.topic[left], self.posted[left]
        return before - self.asker.size

    def expire(self, t: int) -> int:
        """Phase C. Returns how many questions expired."""
        old = t - self.posted >= self.pars.expiry
        np.subtract.at(self.love, self.asker[old], np.float32(self.pars.asker_love))
        self.asker, self.topic, self.posted = self.asker[~old], self.topic[~old], self.posted[~old]
        return np.count_nonzero(old)

    def recruit(self, t: int) -> None:
        """Phase E: the next prospects become active."""
        wanted = self.rng.poisson(self.pars.recruit * (self.love @ self.live))  # mean love x number of live members
        joining, self.prospects = self.prospects[:wanted], self.prospects[wanted:]
        self.state[joining] = ACTIVE
        self.live[joining] = True
        self.last_visit[joining] = t


def run(n: int, ticks: int = TICKS, seed: int = 1, setting: str | Mini = "mini") -> np.ndarray:
    """Simulate n members for `ticks` weeks; rows of COLUMNS, float64 of shape (ticks, columns).

    Raises:
        ValueError: unknown setting, or a size out of range.
    """
    check(n, ticks)
    community = Community(n, seed, parameters(setting))
    rows = np.array([community.week(t) for t in range(1, ticks + 1)], np.float64)
    rows[:, COLUMNS.index("churned")] = np.cumsum(rows[:, COLUMNS.index("churned")])
    return rows
