"""Tables: plain named columns of equal length, and files written whole or not at all."""

import csv
import io
import math
import os
import threading
from pathlib import Path

import numpy as np

Table = dict[str, np.ndarray]


def count(table: Table) -> int:
    """Number of rows (0 for a table without columns). Raises ValueError for columns of unequal length."""
    lengths = {name: len(column) for name, column in table.items()}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"table columns differ in length: {lengths}; give one value per row in each")
    return next(iter(lengths.values()), 0)


def rows(table: Table) -> list[dict]:
    """The rows as dicts of plain Python values, ready for JSON; a number that is not finite becomes None."""
    count(table)
    columns = [map(_plain, _items(column)) for column in table.values()]
    return [dict(zip(table, row, strict=True)) for row in zip(*columns, strict=True)]


def columns(rows: list[dict]) -> Table:
    """Rows of equal keys as a table; no rows give a table without columns."""
    return {name: np.array([row[name] for row in rows]) for name in (rows[0] if rows else ())}


def where(table: Table, /, **equals) -> Table:
    """The rows in which every named column equals its value, in their order. Raises ValueError for a missing column."""
    need(table, equals, "where")
    keep = np.ones(count(table), bool)
    for name, value in equals.items():
        keep &= np.asarray(table[name]) == value
    return take(table, keep)


def take(table: Table, index) -> Table:
    """The rows of a boolean mask or a list of row numbers."""
    return {name: np.asarray(column)[index] for name, column in table.items()}


def stacked(parts) -> Table:
    """One table out of many with the same columns; without columns if there is none."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]} if parts else {}


def values(table: Table, name: str) -> list:
    """Distinct values of a column as plain Python values, in order of first appearance."""
    return list(dict.fromkeys(np.asarray(table[name]).tolist()))


def joined(table: Table, labels: Table, on: str) -> Table:
    """The table with the columns of `labels` added, row by row, where both have the same value of `on`.

    Raises ValueError for a value that `labels` holds not once: each row needs exactly one partner.
    """
    need(table, [on], "joined")
    need(labels, [on], "joined")
    keys = np.asarray(labels[on]).tolist()
    for value in values(table, on):
        if keys.count(value) != 1:
            raise ValueError(f"joined: {on} {value!r} stands {keys.count(value)} times in the second table; give it once")
    partner = [keys.index(value) for value in np.asarray(table[on]).tolist()]
    return table | {name: np.asarray(column)[partner] for name, column in labels.items() if name != on}


def need(table: Table, columns, who: str) -> None:
    """Raise ValueError where a column is missing or the lengths differ; `who` is named in the message."""
    missing = [name for name in columns if name not in table]
    if missing:
        raise ValueError(f"{who}: no column {', '.join(missing)}; the table has {', '.join(table) or 'no columns'}")
    count(table)


def write_csv(table: Table, path) -> None:
    """Write the table as CSV (UTF-8, a header line, empty for a number that is not finite), whole or not at all."""
    count(table)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table)
    writer.writerows(zip(*(map(_cell, _items(np.asarray(column))) for column in table.values()), strict=True))
    write_whole(path, text.getvalue().encode())


def write_whole(path, data: bytes) -> None:
    """Write bytes to a file so that a reader sees the old file or the new one, never a part. Makes the folder.

    Raises OSError if it cannot be written; then the old file, if any, stands as it was.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.tmp")
    try:
        with open(draft, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _items(column):
    """The values of a column: plain ones, which are quicker, if they are written alike."""
    quick = isinstance(column, np.ndarray) and (column.dtype.kind in "iubU" or column.dtype == np.float64)
    return column.tolist() if quick else column


def _plain(value):
    value = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _cell(value) -> str:
    return "" if _plain(value) is None else str(value)
