"""Entities in memory: packed columns of a row lie in one place, the others each by itself."""

from typing import NamedTuple

import numpy as np

from sim.columns import allocate, bytes_per_row, column, laid_out, lengthened, packed


class Shelf(NamedTuple):
    """Things of all widths."""

    flag: column("u1", "0/1", "searched from end to end")
    small: packed("u1", "", "one byte", 3)
    wide: packed("f4", "", "four bytes")
    many: packed("i2", "", "three places", slots=3)


def test_packed_columns_lie_side_by_side():
    shelf = allocate(Shelf, 100)
    assert shelf.flag.flags["C_CONTIGUOUS"] and shelf.small.base is shelf.wide.base is shelf.many.base
    assert shelf.wide.strides == shelf.small.strides == (12,) and bytes_per_row(Shelf) == 12  # 4 + 6 + 1, filled to 12
    assert shelf.many.shape == (100, 3) and shelf.small.tolist() == [3] * 100 and not shelf.wide.any()
    shelf.wide[4], shelf.many[4], shelf.small[4] = 1.5, (7, 8, 9), 255
    assert (shelf.wide[4], shelf.many[4].tolist(), shelf.small[4]) == (1.5, [7, 8, 9], 255)
    assert shelf.wide.sum() == 1.5 and shelf.small[5] == 3


def test_a_copy_is_laid_out_like_the_original():
    shelf = lengthened(allocate(Shelf, 4), 7)
    shelf.wide[:] = np.arange(7.0)
    copy = laid_out(Shelf, {name: np.array(values) for name, values in shelf._asdict().items()})
    for mine, theirs in zip(copy, shelf, strict=True):
        assert np.array_equal(mine, theirs) and mine.strides == theirs.strides and not np.shares_memory(mine, theirs)
