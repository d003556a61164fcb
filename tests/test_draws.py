"""Draws: the published vectors of the generator, scans, and the statistics of what is made of it.

Every statistical test here has a fixed outcome, for draws are functions of their addresses. What is stated is how rarely
a perfect generator would fail it: one in a million (`RARE`) per figure that is looked at.
"""

import math

import numpy as np
import pytest
from scipy import stats

from sim.draws import below, derived_key, exponential, fill_uniform, normal, philox, poisson, uniform, uniforms, words
from sim.kernel import kernel

MANY = 200_000
RARE = 1e-6
SIGMAS = stats.norm.isf(RARE / 2)  # 4.9: a normal figure is beyond this, either way, one time in a million

# Salmon et al. 2011, known answers of philox4x32-10: counter (4 words), key (2 words), result.
VECTORS = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]


@kernel
def block(c0, c1, c2, c3, k0, k1):
    return philox(c0, c1, c2, c3, k0, k1)


def hexed(text):
    return [np.uint64(int(word, 16)) for word in text.split()]


def scan(n, seed=1, stream=900, week=0, first=0):
    out = np.empty(n)
    fill_uniform(out, seed, stream, week, first)
    return out


@pytest.mark.parametrize(("counter", "key", "result"), VECTORS)
def test_the_published_vectors(counter, key, result):
    assert [int(word) for word in block(*hexed(counter), *hexed(key))] == [int(word) for word in hexed(result)]


def test_an_address_is_laid_out_as_the_counter_and_key():
    seed, stream, week, key = 0x299F31D0A4093822, 0x03707344, 0x13198A2E, 0x05A308D3243F6A88
    expected = block(*hexed("243f6a88 05a308d3 13198a2e 03707344"), *hexed("a4093822 299f31d0"))
    assert words(seed, stream, week, key) == expected


@pytest.mark.parametrize("first", [0, 2048, 2**31 - 5, 2**40 + 3])
def test_a_scan_gives_what_one_at_a_time_gives(first):
    one_by_one = [uniform(3, 7, 11, first + i) for i in range(300)]
    assert scan(300, 3, 7, 11, first).tolist() == one_by_one
    assert uniforms(3, 7, 11, first)[0] == one_by_one[0]


def test_every_part_of_an_address_matters():
    base = tuple(2**22 + part for part in (5, 6, 7, 8))
    drawn = {uniform(*base)}
    for place in range(4):
        for step in (1, 2**20, -1, -(2**20)):
            drawn.add(uniform(*(part + step * (i == place) for i, part in enumerate(base))))
    assert len(drawn) == 17


def test_uniforms_never_reach_zero_or_one():
    u = scan(MANY)
    assert 0.0 < u.min() and u.max() < 1.0
    assert 0.0 < 0.5 * 2.0**-32 and (2.0**32 - 0.5) * 2.0**-32 < 1.0  # the ends of what a word can give


@pytest.mark.parametrize("place", range(4))
def test_each_of_the_four_uniforms_is_uniform(place):
    """Chi-square over 200 bins; false alarm: `RARE`. A bias of a few percent in one bin would fail it."""
    u = np.array([uniforms(1, 901, 0, i)[place] for i in range(MANY // 10)])
    assert chi_square_p(np.bincount((u * 200).astype(int), minlength=200)) > RARE
    assert chi_square_p(np.bincount((u**1.2 * 200).astype(int), minlength=200)) < RARE  # power: a slight skew is seen


def test_a_long_scan_is_uniform_in_pairs():
    """Chi-square of neighbours on a 50 x 50 board; false alarm: `RARE`."""
    u = (scan(MANY, stream=902) * 50).astype(int)
    assert chi_square_p(np.bincount(u[0::2] * 50 + u[1::2], minlength=2500)) > RARE


def chi_square_p(counts):
    return stats.chisquare(counts).pvalue


NEIGHBOURS = {
    "key": ((1, 903, 5, 1), (1, 903, 5, 0)),
    "week": ((1, 903, 6, 0), (1, 903, 5, 0)),
    "stream": ((1, 904, 5, 0), (1, 903, 5, 0)),
    "seed": ((2, 903, 5, 0), (1, 903, 5, 0)),
    "seed and week": ((2, 903, 4, 0), (1, 903, 5, 0)),
}


@pytest.mark.parametrize("part", NEIGHBOURS)
def test_neighbouring_addresses_are_uncorrelated(part):
    """Correlation over all keys; false alarm: `RARE` each."""
    a, b = (scan(MANY, *address) for address in NEIGHBOURS[part])
    assert abs(np.corrcoef(a, b)[0, 1]) * math.sqrt(MANY) < SIGMAS
    assert abs(np.corrcoef(a, a + b)[0, 1]) * math.sqrt(MANY) > SIGMAS  # power


def test_the_four_uniforms_of_an_address_are_uncorrelated():
    """Six correlations; false alarm: `RARE` each."""
    u = np.array([uniforms(1, 905, 2, i) for i in range(MANY // 10)])
    correlations = np.corrcoef(u.T)[np.triu_indices(4, 1)]
    assert np.all(np.abs(correlations) * math.sqrt(len(u)) < SIGMAS)


@pytest.mark.parametrize("part", range(4), ids=["seed", "stream", "week", "key"])
def test_avalanche(part):
    """One flipped bit of an address flips every bit of the result half of the time; false alarm: 128 x `RARE`."""
    trials = MANY // 200
    flipped = np.zeros(128)
    for trial in range(trials):
        address = [12345 + 7 * trial, 31 + trial, trial % 500, 977 * trial]
        before = _bits(words(*address))
        address[part] ^= 1 << (trial % 31)
        flipped += before ^ _bits(words(*address))
    z = (flipped - trials / 2) / math.sqrt(trials / 4)
    assert np.abs(z).max() < SIGMAS


def _bits(four):
    return np.unpackbits(np.array([int(word) for word in four], ">u4").view(np.uint8)).astype(int)


@pytest.mark.parametrize("mean", [0.01, 0.3, 2.0, 9.5, 30.0])
def test_poisson(mean):
    """Chi-square against the exact distribution, thin ends put together; false alarm: `RARE`."""
    drawn = np.array([poisson(u, mean) for u in scan(MANY // 10, stream=906)])
    edges = np.arange(int(mean + 12 * math.sqrt(mean) + 4))
    expected = stats.poisson.pmf(edges, mean) * drawn.size
    good = expected >= 5
    observed = np.array([(drawn == k).sum() for k in edges[good]])
    rest = [drawn.size - observed.sum(), drawn.size - expected[good].sum()]
    observed, expected = np.append(observed, rest[0]), np.append(expected[good], rest[1])
    assert stats.chisquare(observed, expected).pvalue > RARE
    assert poisson(0.999999999, 0.0) == 0
    assert poisson(1.0 - 2.0**-33, 30.0) < 200  # the cap is out of reach


def test_exponential_and_normal():
    """Kolmogorov-Smirnov; false alarm: `RARE` each. Power: a tenth more or a shift by 0.1 fails."""
    n = MANY // 10
    drawn = np.array([exponential(u) for u in scan(n, stream=907)])
    assert stats.kstest(drawn, "expon").pvalue > RARE
    assert stats.kstest(drawn * 1.1, "expon").pvalue < RARE
    pairs = [uniforms(1, 908, 0, i) for i in range(n)]
    z = np.array([normal(u, v) for u, v, _, _ in pairs])
    assert stats.kstest(z, "norm").pvalue > RARE
    assert abs(z.mean()) * math.sqrt(n) < SIGMAS
    assert stats.kstest(z + 0.1, "norm").pvalue < RARE


def test_below_gives_each_number_and_never_the_bound():
    """Chi-square over seven numbers; false alarm: `RARE`."""
    drawn = [below(u, 7) for u in scan(MANY // 10, stream=909)]
    assert chi_square_p(np.bincount(drawn, minlength=7)) > RARE
    assert [below(1.0 - 2.0**-33, n) for n in (1, 7, 2**20)] == [0, 6, 2**20 - 1]
    assert below(2.0**-33, 7) == 0


def test_derived_keys_are_distinct_whole_and_positive():
    """A clash among so many of 2**63 keys has a chance below 1e-9."""
    keys = [derived_key(owner, week, ordinal, 30) for owner in range(-3, 97) for week in range(0, 40, 4) for ordinal in range(10)]
    assert len(set(keys)) == len(keys) == 10_000
    assert min(keys) > 0 and max(keys) < 2**63
    assert derived_key(5, 6, 7, 30) != derived_key(5, 6, 7, 31)
    assert derived_key(5, 6, 7, 30) == derived_key(5, 6, 7, 30)


def test_derived_keys_are_spread_evenly():
    """Chi-square of the leading bits over 64 bins; false alarm: `RARE`."""
    keys = np.array([derived_key(owner, 3, 0, 30) for owner in range(MANY // 10)], dtype=np.int64)
    assert chi_square_p(np.bincount(keys >> np.int64(57), minlength=64)) > RARE
    assert chi_square_p(np.bincount(keys & np.int64(63), minlength=64)) > RARE
