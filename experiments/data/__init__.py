"""Real communities' exports: read strictly, hashed on reading, written whole or not at all."""

from experiments.data.errors import DataError
from experiments.data.read import data_hash, read_export
from experiments.data.synthetic import write_export

__all__ = ["DataError", "data_hash", "read_export", "write_export"]
