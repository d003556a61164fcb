"""Scans: the few rows of a column where something is up, many passed over at once.

In most weeks most people do nothing. A loop that asks everybody spends its time on guessing wrong; here many rows are looked at
together, and what is left of them is a bit for each (`lowest` walks along those that are set). Each generator has a kernel at
its side that makes these bits: in it the compiler takes several rows at a time, which it cannot in what stops and goes on.
"""

import numpy as np

from sim.draws import bits, philox, unit
from sim.kernel import allocating, inlined, kernel, rows

WORD = 8  # flags of one byte in a machine word
BITS = 64  # rows whose outcome is kept in one word
LOW, HALF = np.uint64(0xFFFFFFFF), np.uint64(32)
REST, FIRST = np.uint64(0x7F7F7F7F7F7F7F7F), np.uint64(0x8080808080808080)  # of the bits of each byte in a word
ZERO, ONE = np.uint64(0), np.uint64(1)
DE_BRUIJN = np.uint64(0x077CB531)  # every five bits in a row of it stand there once: they tell how far it was shifted
PLACES = np.argsort([(0x077CB531 << place & 0xFFFFFFFF) >> 27 for place in range(32)])


@kernel
def how_many(column, value):
    """How many rows of a contiguous column of whole numbers hold this value."""
    wanted, found = column.dtype.type(value), 0
    for i in range(column.size):
        found += column[i] == wanted
    return found


@rows
def rows_with(flags):
    """Rows, ascending, whose flag, one byte each in a contiguous column, is not 0."""
    words = flags[: flags.size // WORD * WORD].view(np.uint64)
    for k in range(words.size):
        there = (((words[k] & REST) + REST) | words[k]) & FIRST  # the first bit of each byte that is not 0
        while there:
            yield WORD * k + lowest(there) // WORD
            there &= there - ONE
    for i in range(WORD * words.size, flags.size):
        if flags[i] != 0:
            yield i


@allocating
def listed(flags):
    """The same rows as an array (int64). Where many flags are set this is quicker: nothing is guessed, so no guess is wrong."""
    out, found = np.empty(flags.size - how_many(flags, 0) + 1, np.int64), 0
    for i in range(flags.size):
        out[found] = i  # a place that the next row takes, unless this one counts
        found += flags[i] != 0
    return out[:found]


@rows
def rows_at(column, value):
    """Rows, ascending, of a contiguous column of whole numbers that hold this value."""
    for low in range(0, column.size, BITS):
        hits = bits_at(column[low : low + BITS], value)
        while hits:
            yield low + lowest(hits)
            hits &= hits - ONE


@kernel
def bits_at(column, value):
    """Bit j (of a uint64): whether row j, one of at most 64, holds this value."""
    wanted, found = column.dtype.type(value), ZERO
    for j in range(column.size):
        found |= np.uint64(column[j] == wanted) << np.uint64(j)
    return found


@rows
def rows_below(bound, n, seed, stream, week):
    """Those of n rows, ascending, whose uniform at the address (seed, stream, week, row) is below a bound.

    The draws of 64 rows are made several at a time; what is left of them is a bit for each row.
    """
    for low in range(0, n, BITS):
        hits = bits_below(bound, low, min(low + BITS, n), seed, stream, week)
        while hits:
            yield low + lowest(hits)
            hits &= hits - ONE


@inlined
def lowest(hits):
    """Place of the lowest bit that is set in a word (uint64, not 0), by a de Bruijn sequence (Leiserson et al. 1998)."""
    half = hits & LOW
    base = 0 if half else 32
    half = half if half else hits >> HALF
    return base + PLACES[(((half & (~half + ONE)) * DE_BRUIJN) & LOW) >> np.uint64(27)]


@kernel
def bits_below(bound, low, high, seed, stream, week):
    """Bit j (of a uint64): whether the row low + j, one of at most 64 to before `high`, draws less than the bound."""
    s, t, stream_bits, found = bits(seed), bits(week) & LOW, bits(stream), ZERO
    k0, k1 = s & LOW, s >> HALF
    for i in range(low, high):
        is_below = unit(philox(np.uint64(i), ZERO, t, stream_bits, k0, k1)[0]) < bound
        found |= np.uint64(is_below) << np.uint64(i - low)
    return found
