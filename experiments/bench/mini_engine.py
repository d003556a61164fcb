"""`community-mini` on our engine: one scan a week over everyone, then short loops over lists of rows.

What makes it fast, in this order: the scan works on blocks that stay in the first-level cache; one Philox call serves
four members; one uniform decides visit, problem and churn, which exclude each other; decisions are selects, not
branches; love is kept in units of `scale`, the decay so far, so that nobody is touched for a multiplication; its sum
over the live is carried along with every change, in the order of the changes.
"""

import math
from typing import NamedTuple

import numpy as np

from experiments.bench.mini import ACTIVE, CHURNED, COLUMNS, DORMANT, PROSPECT, TICKS, Mini, check, parameters
from experiments.bench.mini_founding import found
from sim.draws import BLOCK, below, philox, poisson, uniform
from sim.kernel import allocating, inlined, kernel

# Streams; founding has 900. They are typed, or the compiler makes a version of a draw for each literal number
WEEK, PROBLEM, TURN, HELP, PICK, RECRUIT = np.arange(901, 907, dtype=np.uint64)
N_ACTIVE, VISITS, QUESTIONS, REUSES, ANSWERED, N_CHURNED, LOVE, LIVE, EXPIRED, OPEN = range(len(COLUMNS))  # of a tally
LEAVES = 2  # code of a member who churns; 1: has a problem
QUARTER = BLOCK // 4
_PART = 20.0  # a large Poisson mean is drawn in parts no larger than this
_SMALLEST = 1e-30  # decay over a whole run down to which love in units of it is a float32
_LOW, _32, _ZERO = np.uint64(0xFFFFFFFF), np.uint64(32), np.uint64(0)
_UNIT = np.float32(2.0**-32)


class Scratch(NamedTuple):
    """Room for the work on one block, each of shape (BLOCK,): `u` and `code` by place, the others by listed row."""

    u: np.ndarray  # float32, uniforms
    code: np.ndarray  # uint8, what a member does
    rows: np.ndarray  # uint32, the members who do something
    even: np.ndarray  # uint32, a topic drawn evenly
    toss: np.ndarray  # float32, whether to keep it
    luck: np.ndarray  # float32, of the search
    about: np.ndarray  # uint32, topic of the problem
    hit: np.ndarray  # uint8, whether an answer is found


# Draws in a scan


@inlined
def _unit32(word):
    """A 32-bit word (as uint64) as a float32 in [0, 1], in steps of 2**-24 near one: fine enough for chances."""
    return np.float32(np.uint32(word)) * _UNIT


@kernel
def fill_block(u, seed, stream, week, block):
    """Fill u, float32 of shape (BLOCK,), for the rows of a block: four rows share a counter, each has its own word."""
    s = np.uint64(seed)
    k0, k1, c2, c3 = s & _LOW, s >> _32, np.uint64(week), np.uint64(stream)
    first = np.uint64(block * QUARTER)
    for j in range(QUARTER):
        w0, w1, w2, w3 = philox(first + np.uint64(j), _ZERO, c2, c3, k0, k1)
        u[j] = _unit32(w0)
        u[j + QUARTER] = _unit32(w1)
        u[j + 2 * QUARTER] = _unit32(w2)
        u[j + 3 * QUARTER] = _unit32(w3)


@kernel
def draw_problems(even, toss, luck, rows, topics, seed, week):
    """For each listed row: one of `topics` evenly, the toss whether to keep it, and the luck of the search."""
    s = np.uint64(seed)
    k0, k1, c2, c3, of = s & _LOW, s >> _32, np.uint64(week), PROBLEM, np.uint64(topics)
    for j in range(rows.size):
        w0, w1, w2, _ = philox(np.uint64(rows[j]), _ZERO, c2, c3, k0, k1)
        even[j] = (w0 * of) >> _32
        toss[j] = _unit32(w1)
        luck[j] = _unit32(w2)


@kernel
def arrivals(mean, seed, week):
    """A Poisson number of any mean: the sum of parts, each at its own address."""
    parts = math.ceil(mean / _PART)
    total = 0
    for part in range(parts):
        total += poisson(uniform(seed, RECRUIT, week, part), mean / parts)
    return total


# Scans of a block


@kernel
def decide(code, u, love, last_visit, state, week, scale, pars):
    """Who visits, has a problem (code 1) or churns (LEAVES) in a block; counts of visitors and of active members."""
    base, slope, problem = np.float32(pars.visit), np.float32(pars.visit_love * scale), np.float32(pars.problem)
    low, churn, one = np.float32(pars.low / scale), np.float32(pars.churn), np.float32(1.0)
    now, stale = np.int16(week), np.int16(week - pars.dormant)
    visits = active = np.int32(0)
    for i in range(u.size):
        before, seen = state[i], last_visit[i]
        live = (before == ACTIVE) | (before == DORMANT)
        chance = base + slope * love[i]
        visits_now = live & (u[i] < chance)
        asks = live & (u[i] < problem * chance)
        leaves = live & (love[i] < low) & (u[i] >= one - churn * (one - chance))
        after = np.uint8(DORMANT) if seen <= stale else before
        after = np.uint8(ACTIVE) if visits_now else after
        after = after if live else before
        state[i] = after
        last_visit[i] = now if visits_now else seen
        code[i] = np.uint8(asks) | np.uint8(leaves) << np.uint8(1)
        visits = np.int32(visits + visits_now)
        active = np.int32(active + (after == ACTIVE))
    return visits, active


@kernel
def decide_help(code, u, last_visit, quiet, week):
    """Code 1 for the visitors of a block who would answer at least once."""
    now = np.int16(week)
    for i in range(u.size):
        code[i] = (last_visit[i] == now) & (u[i] >= quiet[i])


@kernel
def compact(rows, code, first):
    """List the rows with a code, `first` + place in the block; returns how many. Writes without a branch."""
    count = 0
    for i in range(code.size):
        rows[count] = first + i
        count += code[i] != 0
    return count


@kernel
def choose(about, hit, even, toss, luck, count, topics):
    """What each problem is about (alias table) and whether its search hits. Even odds: arithmetic, no branch."""
    _, found, keep, alias = topics
    for j in range(count):
        drawn = np.int64(even[j])
        other = np.int64(alias[drawn])
        topic = np.uint32(other + (drawn - other) * (toss[j] < keep[drawn]))
        about[j] = topic
        hit[j] = luck[j] < found[topic]


# Phases. A large NamedTuple is costly to hand on: phases hand it to work on a whole block, never to a single row


@inlined
def _within(love, top):
    """Love, in units, held within 0 … top."""
    return np.float32(min(max(love, 0.0), top))


@kernel
def visit(members, questions, topics, tally, scratch, seed, week, scale, pars):
    """Phase A: everyone visits or stays away; visitors with a problem find an answer or post a question."""
    love, last_visit, state, _, _, _ = members
    u, code, rows, even, toss, luck, about, hit = scratch
    n, number = love.size, topics.stock.size
    for k in range(number):
        topics.found[k] = 1.0 - math.exp(-pars.beta * topics.stock[k])
    for first in range(0, n, BLOCK):
        last = min(first + BLOCK, n)
        size = last - first
        fill_block(u, seed, WEEK, week, first // BLOCK)
        visits, active = decide(
            code[:size], u[:size], love[first:last], last_visit[first:last], state[first:last], week, scale, pars
        )
        tally[VISITS] += visits
        tally[N_ACTIVE] += active
        count = compact(rows, code[:size], first)
        draw_problems(even, toss, luck, rows[:count], number, seed, week)
        choose(about, hit, even, toss, luck, count, topics)
        meet(members, questions, tally, scratch, count, first, week, scale, pars)


@kernel
def meet(members, questions, tally, scratch, listed, first, week, scale, pars):
    """The listed rows of a block churn, find an answer, or post a question."""
    love, _, state, _, _, _ = members
    asker, topic, posted = questions
    _, code, rows, _, _, _, about, hit = scratch
    gain, top = pars.reuse_love / scale, 1.0 / scale
    change, reuses, churned, dropped, count = 0.0, 0, 0, 0, int(tally[OPEN])
    for j in range(listed):
        row = np.int64(rows[j])
        old = np.float64(love[row])
        if code[row - first] == LEAVES:
            dropped += state[row] == ACTIVE
            state[row] = CHURNED
            change -= old
            churned += 1
        elif hit[j]:
            love[row] = _within(old + gain, top)
            change += np.float64(love[row]) - old
            reuses += 1
        else:
            asker[count], topic[count], posted[count] = row, about[j], week
            count += 1
    tally[LOVE] += change
    tally[REUSES] += reuses
    tally[N_CHURNED] += churned
    tally[LIVE] -= churned
    tally[N_ACTIVE] -= dropped
    tally[QUESTIONS] += count - tally[OPEN]
    tally[OPEN] = count


@kernel
def answer(members, questions, topics, tally, scratch, seed, week, scale, pars):
    """Phase B: this week's visitors answer, from a random row on and round, until no question is open."""
    last_visit, quiet = members.last_visit, members.quiet
    u, code, rows = scratch.u, scratch.code, scratch.rows
    n = last_visit.size
    blocks = (n + BLOCK - 1) // BLOCK
    start = below(uniform(seed, TURN, week, np.int64(0)), n)
    for step in range(blocks + 1):
        if tally[OPEN] == 0:
            break
        block = (start // BLOCK + step) % blocks
        first = block * BLOCK
        a = start if step == 0 else first
        b = start if step == blocks else min(first + BLOCK, n)
        fill_block(u, seed, HELP, week, block)
        decide_help(code[: b - a], u[a - first : b - first], last_visit[a:b], quiet[a:b], week)
        count = compact(rows, code[: b - a], a)
        resolve(members, questions, topics, tally, rows[:count], u, first, seed, week, scale, pars)


@kernel
def resolve(members, questions, topics, tally, rows, u, first, seed, week, scale, pars):
    """Each listed helper answers so many open questions, each drawn evenly and taken off the list."""
    love, _, state, propensity, _, _ = members
    asker, topic, posted = questions
    stock = topics.stock
    asked, answered, top = pars.asker_love / scale, pars.answer_love / scale, 1.0 / scale
    change, count = 0.0, int(tally[OPEN])
    before = count
    for j in range(rows.size):
        row = np.int64(rows[j])
        tries = poisson(np.float64(u[row - first]), np.float64(propensity[row]))
        for k in range(min(tries, count)):
            pick = below(uniform(seed, PICK, week, row + (k << 32)), count)
            count -= 1
            who = asker[pick]
            stock[topic[pick]] += 1.0
            old = np.float64(love[who])
            love[who] = _within(old + asked, top)
            change += np.float64(love[who]) - old if state[who] != CHURNED else 0.0
            old = np.float64(love[row])
            love[row] = _within(old + answered, top)
            change += np.float64(love[row]) - old
            asker[pick], topic[pick], posted[pick] = asker[count], topic[count], posted[count]
        if count == 0:
            break
    tally[LOVE] += change
    tally[ANSWERED] += before - count
    tally[OPEN] = count


@kernel
def expire(members, questions, tally, week, scale, pars):
    """Phase C: questions that are too old leave the list, and disappoint their askers."""
    love, state = members.love, members.state
    asker, topic, posted = questions
    loss, top = pars.asker_love / scale, 1.0 / scale
    kept = 0
    for q in range(int(tally[OPEN])):
        who = asker[q]
        if week - posted[q] < pars.expiry:
            asker[kept], topic[kept], posted[kept] = who, topic[q], posted[q]
            kept += 1
        else:
            old = np.float64(love[who])
            love[who] = _within(old - loss, top)
            tally[LOVE] += np.float64(love[who]) - old if state[who] != CHURNED else 0.0
    tally[EXPIRED] = tally[OPEN] - kept
    tally[OPEN] = kept


@kernel
def recruit(members, tally, cursor, seed, week, scale, pars):
    """Phase E: the next prospects by row become active; returns the row from which to look for the next ones."""
    love, last_visit, state, _, _, _ = members
    wanted = arrivals(pars.recruit * tally[LOVE] * scale, seed, week)  # mean love x number of live members
    while wanted > 0 and cursor < love.size:
        if state[cursor] == PROSPECT:
            state[cursor], last_visit[cursor] = ACTIVE, week
            love[cursor] = np.float64(love[cursor]) / scale
            tally[LOVE] += love[cursor]
            tally[LIVE] += 1
            tally[N_ACTIVE] += 1
            wanted -= 1
        cursor += 1
    return cursor


@allocating
def live_through(rows, members, questions, topics, scratch, pars, seed):
    """Fill `rows`, float64 of shape (ticks, columns), week by week. The tally is such a row; its LOVE is a sum."""
    tally = np.zeros(rows.shape[1])
    for i in range(members.love.size):
        if members.state[i] == ACTIVE:
            tally[LIVE] += 1
            tally[LOVE] += members.love[i]
    scale, cursor = 1.0, np.int64(0)
    for t in range(rows.shape[0]):
        week = t + 1
        for counted in (N_ACTIVE, VISITS, QUESTIONS, REUSES, ANSWERED, EXPIRED):
            tally[counted] = 0.0
        visit(members, questions, topics, tally, scratch, seed, week, scale, pars)
        answer(members, questions, topics, tally, scratch, seed, week, scale, pars)
        expire(members, questions, tally, week, scale, pars)
        scale *= pars.decay
        for k in range(topics.stock.size):
            topics.stock[k] *= pars.age
        cursor = recruit(members, tally, cursor, seed, week, scale, pars)
        for k in range(tally.size):
            rows[t, k] = tally[k]
        rows[t, LOVE] = tally[LOVE] * scale / tally[LIVE] if tally[LIVE] > 0 else 0.0


def new_scratch() -> Scratch:
    """Empty room for the work on one block."""
    kinds = (np.float32, np.uint8, np.uint32, np.uint32, np.float32, np.float32, np.uint32, np.uint8)
    return Scratch(*(np.empty(BLOCK, kind) for kind in kinds))


def run(n: int, ticks: int = TICKS, seed: int = 1, setting: str | Mini = "mini") -> np.ndarray:
    """Simulate n members for `ticks` weeks; rows of COLUMNS, float64 of shape (ticks, columns).

    Raises:
        ValueError: unknown setting, a size out of range, or love decays below what float32 holds within the run.
    """
    check(n, ticks)
    pars = parameters(setting)
    if pars.decay**ticks < _SMALLEST:
        raise ValueError(f"decay {pars.decay} over {ticks} weeks: love falls below {_SMALLEST}; run fewer weeks")
    rows = np.empty((ticks, len(COLUMNS)))
    live_through(rows, *found(n, pars, seed), new_scratch(), pars, seed)
    return rows
