"""Columns: an entity is a flat NamedTuple of arrays, declared once with type, unit, meaning and start value.

    class Staff(NamedTuple):
        hours: column("f4", "hours/week", "hours that the contract gives")

The declaration is what the recorder, the Mesa twin, the documentation and the memory figure read.
"""

from typing import Annotated, NamedTuple, get_type_hints

import numpy as np


class Column(NamedTuple):
    """One declared column: NumPy type code, unit, meaning, value at the start, and further dimensions."""

    dtype: str
    unit: str
    meaning: str
    start: float = 0
    slots: int = 0
    packed: bool = False


def column(dtype: str, unit: str, meaning: str, start: float = 0, slots: int = 0):
    """Declare a column of an entity; `slots` > 0 gives every row that many places."""
    return Annotated[np.ndarray, Column(dtype, unit, meaning, start, slots)]


def packed(dtype: str, unit: str, meaning: str, start: float = 0, slots: int = 0):
    """Declare a column that is read for a few rows here and there: it lies beside the other packed columns of its row.

    What a phase wants to know of one person then comes from one place of memory. A column that is searched from end to end
    stays by itself.
    """
    return Annotated[np.ndarray, Column(dtype, unit, meaning, start, slots, True)]


def columns_of(entity: type) -> dict[str, Column]:
    """The declared columns of an entity class, in order."""
    hints = get_type_hints(entity, include_extras=True)
    return {name: hints[name].__metadata__[0] for name in entity._fields}


def allocate(entity: type, rows: int):
    """An entity with that many rows at their start values. Columns that start at zero cost memory only when touched."""
    specs = columns_of(entity)
    side_by_side = _packed({name: spec for name, spec in specs.items() if spec.packed}, rows)
    return entity(*(side_by_side[name] if spec.packed else _empty(spec, rows) for name, spec in specs.items()))


def laid_out(entity: type, arrays: dict[str, np.ndarray]):
    """An entity of these arrays by name of the column, the packed ones copied to lie as `allocate` has them."""
    packed_ones = {name: spec for name, spec in columns_of(entity).items() if spec.packed}
    if not packed_ones:
        return entity(**arrays)
    record = _packed(packed_ones, len(arrays[next(iter(packed_ones))]))
    for name in packed_ones:
        record[name] = arrays[name]
    return entity(**(arrays | {name: record[name] for name in packed_ones}))


def lengthened(entity, rows: int):
    """The same entity with more rows, the new ones at their start values."""
    longer = allocate(type(entity), rows)
    for old, new in zip(entity, longer, strict=True):
        new[: len(old)] = old
    return longer


def _packed(specs: dict[str, Column], rows: int) -> np.ndarray:
    """One record for each row, the wide fields first so that none is wasted on filling in."""
    wide_first = sorted(specs.items(), key=lambda item: -np.dtype(item[1].dtype).itemsize)
    record = np.zeros(rows, np.dtype([(n, s.dtype, (s.slots,) if s.slots else ()) for n, s in wide_first], align=True))
    for name, spec in specs.items():
        if spec.start:
            record[name] = spec.start
    return record


def _empty(spec: Column, rows: int) -> np.ndarray:
    shape = (rows, spec.slots) if spec.slots else rows
    return np.full(shape, spec.start, spec.dtype) if spec.start else np.zeros(shape, spec.dtype)


def bytes_per_row(entity: type) -> int:
    """Memory of one row in bytes."""
    return sum(np.dtype(c.dtype).itemsize * max(1, c.slots) for c in columns_of(entity).values())
