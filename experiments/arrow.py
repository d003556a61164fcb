"""Arrow tables from NumPy columns and back, by their memory: pyarrow's own ways import pandas, which takes a while."""

import numpy as np
import pyarrow as pa

pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own pool keeps room that nobody else can use

_TYPES = {"int32": pa.int32(), "int64": pa.int64(), "float64": pa.float64(), "bool": pa.bool_()}


def numbers(column):
    """An Arrow array of a NumPy column of int32, int64 or float64; nan stays a number."""
    column = np.ascontiguousarray(column)
    return pa.Array.from_buffers(_TYPES[column.dtype.name], len(column), [None, pa.py_buffer(column)])


def texts(values):
    """An Arrow array of texts."""
    coded = [value.encode() for value in values]
    ends = np.cumsum([0, *map(len, coded)]).astype(np.int32)
    return pa.StringArray.from_buffers(len(coded), pa.py_buffer(ends), pa.py_buffer(b"".join(coded)))


def labels(codes, names):
    """An Arrow array of texts that repeat: for every row the place of its text in `names`."""
    return pa.DictionaryArray.from_arrays(numbers(np.asarray(codes, np.int32)), texts(names))


def table(columns: dict):
    """An Arrow table of named columns: NumPy arrays or Arrow arrays."""
    arrays = [numbers(column) if isinstance(column, np.ndarray) else column for column in columns.values()]
    return pa.Table.from_arrays(arrays, list(columns))


def column(whole, name: str) -> np.ndarray:
    """A column of numbers of an Arrow table, as NumPy; of texts that repeat, their places in `names_of`."""
    array = _one(whole[name])
    return np.from_dlpack(array.indices if pa.types.is_dictionary(array.type) else array)


def names_of(whole, name: str) -> list[str]:
    """The different texts of a column of texts that repeat."""
    return _one(whole[name]).dictionary.to_pylist()


def rows(whole, index):
    """The rows of an Arrow table with these numbers, in this order."""
    return whole.take(numbers(np.asarray(index, np.int64)))


def _one(chunked):
    """A column in one piece, all of whose texts share one list."""
    if chunked.num_chunks == 1:
        return chunked.chunk(0)
    array = chunked.unify_dictionaries().combine_chunks()
    return array.chunk(0) if isinstance(array, pa.ChunkedArray) else array
