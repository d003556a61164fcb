"""Batches: the few rows of a block to whom something may happen, with their draws, for a short loop that need not wait.

In a scan for everybody (`sim.scan`) each row that is found stops the work on all others: its draw is made by itself, its records
are waited for. Here the rows of a block are listed first, then drawn for several at a time and fetched (`sim.fetch`), and
only then is decided, row by row. The draws are those of `sim.draws`, at the same addresses.
"""

from typing import NamedTuple

import numpy as np

from sim.draws import bits, philox, unit
from sim.fetch import fetch
from sim.kernel import allocating, kernel
from sim.scan import BITS, HALF, LOW, ONE, ZERO, lowest, rows_with

BLOCK = 4096  # rows that are looked at together; a batch has room for all of them


class Batch(NamedTuple):
    """Room for the rows of a block: their numbers, four uniforms each, and a bound and a mark for each row of the block."""

    rows: np.ndarray  # (BLOCK,), int64
    u: np.ndarray  # (BLOCK,), float64, and so are the others
    v: np.ndarray
    w: np.ndarray
    x: np.ndarray
    bound: np.ndarray  # beside the list, by place in the block: of the row `low` + place
    mark: np.ndarray  # the same, uint8: not 0 for rows that are to be listed


@allocating
def new_batch():
    """An empty batch."""
    room = np.empty((5, BLOCK))
    return Batch(np.empty(BLOCK, np.int64), room[0], room[1], room[2], room[3], room[4], np.empty(BLOCK, np.uint8))


@kernel
def list_with(batch, flags, low):
    """List the rows of the block from `low` on whose flag, one byte each, is not 0; how many there are."""
    return _list(batch, flags[low : low + BLOCK], low)


@kernel
def list_marked(batch, low, n):
    """List the rows of the block whose mark is set; how many there are."""
    return _list(batch, batch.mark[: min(BLOCK, n - low)], low)


@kernel
def _list(batch, flags, low):
    found = 0
    for j in rows_with(flags):
        batch.rows[found] = low + j
        found += 1
    return found


@kernel
def list_below(batch, low, n, seed, stream, week):
    """List the rows of the block whose uniform at (seed, stream, week, row) is below their bound; how many there are."""
    found = 0
    for first in range(low, min(low + BLOCK, n), BITS):
        last = min(first + BITS, low + BLOCK, n)
        hits = _bits_below(batch.bound[first - low : last - low], first, seed, stream, week)
        while hits:
            batch.rows[found] = first + lowest(hits)
            found += 1
            hits &= hits - ONE
    return found


@kernel
def _bits_below(bound, first, seed, stream, week):
    """Bit j (of a uint64): whether the row first + j, one of at most 64, draws less than its bound."""
    s, t, stream_bits, found = bits(seed), bits(week) & LOW, bits(stream), ZERO
    k0, k1 = s & LOW, s >> HALF
    for j in range(bound.size):
        is_below = unit(philox(np.uint64(first + j), ZERO, t, stream_bits, k0, k1)[0]) < bound[j]
        found |= np.uint64(is_below) << np.uint64(j)
    return found


@kernel
def draw(batch, count, seed, stream, week):
    """Draw the four uniforms at (seed, stream, week, row) for the first `count` rows of a batch."""
    s, t, stream_bits = bits(seed), bits(week) & LOW, bits(stream)
    k0, k1 = s & LOW, s >> HALF
    rows, u, v, w, x = batch.rows, batch.u, batch.v, batch.w, batch.x
    for j in range(count):
        key = np.uint64(rows[j])
        a, b, c, d = philox(key & LOW, key >> HALF, t, stream_bits, k0, k1)
        u[j] = unit(a)
        v[j] = unit(b)
        w[j] = unit(c)
        x[j] = unit(d)


@kernel
def bring(batch, count, column):
    """Fetch a column, and what is packed beside it, for the first `count` rows of a batch."""
    for j in range(count):
        fetch(column, batch.rows[j])
