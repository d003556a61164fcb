"""Rows of people who are alike in what the phases ask for again and again."""

import numpy as np

from agents.codes import ACTIVE, LURKING
from sim.batch import BLOCK
from sim.kernel import kernel, rows
from sim.scan import ONE, WORD, lowest

EACH = np.uint64(0x0101010101010101)  # the last bit of each code of one byte in a machine word


@rows
def staying(membership):
    """Rows, ascending, of the members who have not drifted away: active or lurking.

    Of the four codes these are the two in the middle, whose last two bits differ.
    """
    words = membership[: membership.size // WORD * WORD].view(np.uint64)
    for k in range(words.size):
        there = (words[k] ^ (words[k] >> ONE)) & EACH
        while there:
            yield WORD * k + lowest(there) // WORD
            there &= there - ONE
    for i in range(WORD * words.size, membership.size):
        if membership[i] == ACTIVE or membership[i] == LURKING:
            yield i


@kernel
def list_staying(batch, membership, low):
    """List the same in a batch, of the block from `low` on; how many there are."""
    found = 0
    for j in staying(membership[low : low + BLOCK]):
        batch.rows[found] = low + j
        found += 1
    return found
