"""Rows of people who are alike in what the phases ask for again and again."""

import numpy as np

from agents.codes import ACTIVE, LURKING
from sim.kernel import rows
from sim.scan import WORD

EACH, ONE = np.uint64(0x0101010101010101), np.uint64(1)  # the last bit of each code of one byte in a machine word


@rows
def staying(membership):
    """Rows, ascending, of the members who have not drifted away: active or lurking.

    Of the four codes these are the two in the middle, whose last two bits differ.
    """
    words = membership[: membership.size // WORD * WORD].view(np.uint64)
    for k in range(words.size):
        if (words[k] ^ (words[k] >> ONE)) & EACH:
            for i in range(WORD * k, WORD * k + WORD):
                if membership[i] == ACTIVE or membership[i] == LURKING:
                    yield i
    for i in range(WORD * words.size, membership.size):
        if membership[i] == ACTIVE or membership[i] == LURKING:
            yield i
