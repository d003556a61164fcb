"""Founding `community-mini` on our engine: the columns of members, topics and questions before the first week."""

import math
from typing import NamedTuple

import numpy as np

from experiments.bench.mini import ACTIVE, PROSPECT, Mini, topics, zipf
from sim.draws import philox, unit
from sim.kernel import allocating, inlined, kernel

FOUND = 900  # stream
_LOW, _32 = np.uint64(0xFFFFFFFF), np.uint64(32)


class Members(NamedTuple):
    """Columns of the members, each of shape (members,)."""

    love: np.ndarray  # float32, in units of the decay so far: times `scale` it is in [0, 1]. Prospects: as drawn
    last_visit: np.ndarray  # int16, week
    state: np.ndarray  # uint8, one of PROSPECT, ACTIVE, DORMANT, CHURNED
    propensity: np.ndarray  # float32, expected answers per visit while questions are open
    quiet: np.ndarray  # float32, exp(-propensity): chance of no answer at a visit
    expertise: np.ndarray  # int32, topic; stored only


class Topics(NamedTuple):
    """Columns of the topics, each of shape (topics,), most frequent first."""

    stock: np.ndarray  # float64, fresh answers
    found: np.ndarray  # float32, chance of finding one this week
    keep: np.ndarray  # float32, alias table: chance of keeping the topic drawn evenly …
    alias: np.ndarray  # uint32, … and the topic taken otherwise


class Questions(NamedTuple):
    """Columns of the open questions; the tally says how many rows are in use. Room for everyone to ask every week."""

    asker: np.ndarray  # int32, row of the member
    topic: np.ndarray  # int32
    posted: np.ndarray  # int16, week


@inlined
def _normal(u):
    """Standard normal quantile of u in [2**-33, 1 - 2**-33], to 1e-7 (Wichura 1988, algorithm AS 241, PPND7)."""
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        above = ((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179
        return q * above / (((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1.0)
    r = math.sqrt(-math.log(min(u, 1.0 - u))) - 1.6
    above = ((0.17023821103 * r + 1.3067284816) * r + 2.75681539) * r + 1.4234372777
    return math.copysign(above / ((0.12021132975 * r + 0.7370016425) * r + 1.0), q)


@kernel
def draw_members(members, count, pars, seed):
    """Draw every member from its own address. `count` topics."""
    love, _, state, propensity, quiet, expertise = members
    s = np.uint64(seed)
    k0, k1, no, stream, of = s & _LOW, s >> _32, np.uint64(0), np.uint64(FOUND), np.uint64(count)
    width, log_median = pars.love_to - pars.love_from, math.log(pars.propensity)
    for i in range(love.size):
        w0, w1, w2, w3 = philox(np.uint64(i), no, no, stream, k0, k1)
        state[i] = ACTIVE if unit(w0) < pars.active else PROSPECT
        love[i] = pars.love_from + width * unit(w1)
        expertise[i] = (w2 * of) >> _32
        propensity[i] = math.exp(log_median + pars.spread * _normal(unit(w3)))
        quiet[i] = math.exp(-np.float64(propensity[i]))


@allocating
def fill_alias(keep, alias, share):
    """Fill the alias table (Walker 1977, as Vose 1991) of the chances share / share.size; `share` is used up."""
    count = share.size
    todo = np.empty(count, np.int64)  # topics short of an even share from the front, those above it from the back
    low, high = 0, count
    for k in range(count):
        keep[k], alias[k] = 1.0, k
        if share[k] < 1.0:
            todo[low] = k
            low += 1
        else:
            high -= 1
            todo[high] = k
    while low > 0 and high < count:
        poor, rich = todo[low - 1], todo[high]
        keep[poor], alias[poor] = share[poor], rich
        share[rich] -= 1.0 - share[poor]
        if share[rich] < 1.0:
            todo[low - 1] = rich
            high += 1
        else:
            low -= 1


def found(n: int, pars: Mini, seed: int) -> tuple[Members, Questions, Topics]:
    """Columns of n members, of their questions and topics, before the first week; all drawn from the seed."""
    count = topics(n)
    members = Members(
        love=np.empty(n, np.float32),
        last_visit=np.zeros(n, np.int16),
        state=np.empty(n, np.uint8),
        propensity=np.empty(n, np.float32),
        quiet=np.empty(n, np.float32),
        expertise=np.empty(n, np.int32),
    )
    draw_members(members, count, pars, seed)
    shelf = Topics(np.zeros(count), np.empty(count, np.float32), np.empty(count, np.float32), np.empty(count, np.uint32))
    fill_alias(shelf.keep, shelf.alias, zipf(count) * count)
    room = (max(pars.expiry, 0) + 1) * n
    questions = Questions(np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room, np.int16))
    return members, questions, shelf
