"""The tables of a run as Parquet: `weekly` (seed, week, a column per count) and `outcomes` (seed, name, x, value).

Written in the order of the seeds, without dates, with the id of the run and a hash of the content inside: the same
runs give the same bytes, and damage is noticed. pyarrow is imported when first needed.
"""

import hashlib
import io
from pathlib import Path

import numpy as np

from agents.counts import COUNTS
from experiments.parts import Part
from experiments.tables import write_whole

WEEKLY, OUTCOMES = "weekly.parquet", "outcomes.parquet"
_RUN, _CONTENT = b"gravity-well run", b"gravity-well content"
_COLUMNS = {
    WEEKLY: {"seed": "int64", "week": "int32", **dict.fromkeys(COUNTS, "double")},
    OUTCOMES: {"seed": "int64", "name": "dictionary<values=string, indices=int32, ordered=0>", "x": "double", "value": "double"},
}


def weekly_table(parts: list[Part]):
    """The weekly counts of some seeds as an Arrow table, in the order given."""
    from experiments import arrow

    weeks = len(parts[0].weekly)
    counts = np.concatenate([part.weekly for part in parts])
    columns = {
        "seed": np.repeat(np.array([part.seed for part in parts], np.int64), weeks),
        "week": np.tile(np.arange(weeks, dtype=np.int32), len(parts)),
    }
    return arrow.table(columns | {name: counts[:, i] for i, name in enumerate(COUNTS)})


def outcomes_table(parts: list[Part]):
    """The series of some seeds as an Arrow table, in the order given."""
    from experiments import arrow

    rows = [(part.seed, name, x, value) for part in parts for name, (x, value) in part.outcomes.items()]
    lengths = [len(x) for _, _, x, _ in rows]
    names = {name: place for place, name in enumerate(dict.fromkeys(name for _, name, _, _ in rows))}
    return arrow.table(
        {
            "seed": np.repeat(np.array([seed for seed, *_ in rows], np.int64), lengths),
            "name": arrow.labels(np.repeat([names[name] for _, name, _, _ in rows], lengths), names),
            "x": np.concatenate([x for _, _, x, _ in rows]),
            "value": np.concatenate([value for *_, value in rows]),
        }
    )


def merged(old, done, new):
    """The rows of some seeds (`done`) of an old table, and all of a new one, in the order of the seeds."""
    import pyarrow as pa

    from experiments import arrow

    keep = arrow.rows(old, np.flatnonzero(np.isin(arrow.column(old, "seed"), list(done))))
    whole = pa.concat_tables([keep, new]).unify_dictionaries()
    return arrow.rows(whole, np.argsort(arrow.column(whole, "seed"), kind="stable"))


def write(folder: Path, name: str, run: str, table) -> None:
    """Write a table of a run, whole or not at all."""
    import pyarrow.parquet as pq

    data = io.BytesIO()
    stamped = table.replace_schema_metadata({_RUN: run.encode(), _CONTENT: _content(table)})
    pq.write_table(stamped, data, compression="zstd")
    write_whole(folder / name, data.getvalue())


def read(folder: Path, name: str, run: str):
    """A table of a run, or None if there is none, or one that is damaged or of another run."""
    import pyarrow.parquet as pq

    if not (folder / name).is_file():
        return None
    try:
        with pq.ParquetFile(folder / name) as file:  # read_table would import pandas
            table = file.read(use_threads=False)  # it is small: threads would cost time and memory
        return table if _belongs(table, name, run) else None
    except Exception:  # as for parts: damage shows in many ways, all mean the same
        return None


def _belongs(table, name: str, run: str) -> bool:
    """Whether a table is of this run, has its columns without gaps, and is as it was written."""
    told = table.schema.metadata or {}
    types = {field.name: str(field.type) for field in table.schema}
    whole = types == _COLUMNS[name] and not any(column.null_count for column in table.columns)
    return whole and told.get(_RUN) == run.encode() and told.get(_CONTENT) == _content(table)


def _content(table) -> bytes:
    """Hash of all the values of a table."""
    from experiments import arrow

    digest = hashlib.blake2b(digest_size=16)
    for field in table.schema:
        if str(field.type).startswith("dictionary"):
            digest.update("\0".join(arrow.names_of(table, field.name)).encode())
        digest.update(np.ascontiguousarray(arrow.column(table, field.name)))
    return digest.hexdigest().encode()


def seeds_of(table) -> set[int]:
    """The seeds in a table."""
    from experiments import arrow

    return set(np.unique(arrow.column(table, "seed")).tolist())
