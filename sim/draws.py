"""Draws with addresses: Philox 4x32-10, a counter-based generator.

Salmon, Moraes, Dror, Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", SC11. A draw is a pure function of
its address (seed, stream, week, key): nothing is ever drawn "in order", so two scenarios share every draw that is not
affected. All arithmetic is on 32-bit words held in uint64, which LLVM vectorises in a scan and which never overflows.
"""

import math

import numpy as np

from sim.kernel import inlined, signed

_LOW = np.uint64(0xFFFFFFFF)
_1, _32 = np.uint64(1), np.uint64(32)
_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_63 = np.int64(0x7FFFFFFFFFFFFFFF)
_SCALE = 2.0**-32
BLOCK = 2048  # people per block of a scan: the uniforms of a block stay in the first-level cache


@inlined
def _round(c0, c1, c2, c3, k0, k1):
    p0 = _M0 * c0
    p1 = _M1 * c2
    return (p1 >> _32) ^ c1 ^ k0, p1 & _LOW, (p0 >> _32) ^ c3 ^ k1, p0 & _LOW


@inlined
def _next(k0, k1):
    return (k0 + _W0) & _LOW, (k1 + _W1) & _LOW


@inlined
def philox(c0, c1, c2, c3, k0, k1):
    """Four 32-bit words (as uint64) for a counter of four and a key of two 32-bit words (as uint64).

    The ten rounds are written out: LLVM vectorises a scan only over a body without an inner loop.
    """
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next(k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next(k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next(k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next(k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next(k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next(k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next(k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next(k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    k0, k1 = _next(k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    return c0, c1, c2, c3


@inlined
def bits(x):
    """A whole number, negative ones too, as 63 bits in uint64."""
    return np.uint64(np.int64(x) & _63)


@signed("UniTuple(uint64, 4)(int64, int64, int64, int64)")
def words(seed, stream, week, key):
    """Four 32-bit words (as uint64) at an address. Seed and key are 63-bit, stream and week 32-bit whole numbers."""
    s, k = bits(seed), bits(key)
    return philox(k & _LOW, k >> _32, bits(week) & _LOW, bits(stream), s & _LOW, s >> _32)


@inlined
def unit(word):
    """A 32-bit word (as uint64) as a number in (0, 1), never 0 and never 1."""
    return (np.float64(np.uint32(word)) + 0.5) * _SCALE


@signed("float64(int64, int64, int64, int64)")
def uniform(seed, stream, week, key):
    """One uniform in (0, 1) at an address."""
    return unit(words(seed, stream, week, key)[0])


@signed("UniTuple(float64, 4)(int64, int64, int64, int64)")
def uniforms(seed, stream, week, key):
    """Four independent uniforms in (0, 1) at an address; the first is the one that `uniform` gives."""
    w0, w1, w2, w3 = words(seed, stream, week, key)
    return unit(w0), unit(w1), unit(w2), unit(w3)


@signed("void(float64[::1], int64, int64, int64, int64)")
def fill_uniform(out, seed, stream, week, first):
    """Fill `out` (float64) with the uniforms of the keys first, first + 1, …: one vectorised scan."""
    s = bits(seed)
    k0, k1, t, stream = s & _LOW, s >> _32, bits(week) & _LOW, bits(stream)
    base = bits(first)
    for i in range(out.size):
        key = base + np.uint64(i)
        word = philox(key & _LOW, key >> _32, t, stream, k0, k1)[0]
        out[i] = unit(word)


@signed("int64(int64, int64, int64, int64)")
def derived_key(owner, week, ordinal, stream):
    """A 63-bit key for what comes into being on the way: hashed from owner, week and the low 32 bits of an ordinal."""
    o = bits(owner)
    w0, w1, _, _ = philox(o & _LOW, o >> _32, bits(week) & _LOW, bits(ordinal) & _LOW, bits(stream), _W0)
    return np.int64((w1 << _32 | w0) >> _1)


@signed("int64(float64, int64)")
def below(u, n):
    """A whole number in 0 … n-1 from a uniform."""
    return min(int(u * n), n - 1)


@signed("float64(float64)")
def exponential(u):
    """A standard exponential from a uniform."""
    return -math.log(u)


@signed("float64(float64, float64)")
def normal(u, v):
    """A standard normal from two uniforms (Box and Muller 1958)."""
    return math.sqrt(-2.0 * math.log(u)) * math.cos(2.0 * math.pi * v)


@signed("int64(float64, float64)")
def poisson(u, mean):
    """A Poisson number from one uniform by inversion; for means up to about 30, capped at 200."""
    p = math.exp(-mean)
    total, k = p, 0
    while u > total and k < 200:
        k += 1
        p *= mean / k
        total += p
    return k
