"""What a run is: a hash of everything that decides its numbers. Equal runs have equal ids, on every machine alike."""

import functools
import hashlib
import platform
from pathlib import Path

import numba
import numpy as np

from scenarios.config import Config, as_json, canonical

SOURCES = ("sim", "agents", "scenarios")  # packages whose code decides the numbers
DIGITS = 12


def run_id(config: Config) -> str:
    """The id of a configuration, whatever its seeds and threads: 12 hex digits."""
    return hash_of({"config": canonical(config), "source": source_hash(), "versions": versions()})


def hash_of(tree) -> str:
    """A short hash of plain data."""
    return hashlib.sha256(as_json(tree).encode()).hexdigest()[:DIGITS]


@functools.cache
def source_hash() -> str:
    """Hash of every source file that decides the numbers."""
    root = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for package in SOURCES:
        for path in sorted((root / package).rglob("*.py")):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def versions() -> dict[str, str]:
    """Versions of what may change the last digits of a result."""
    return {
        "python": ".".join(platform.python_version_tuple()[:2]),
        "numpy": np.__version__,
        "numba": numba.__version__,
    }
