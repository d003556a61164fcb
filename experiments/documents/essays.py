"""The lines of the two essays, read from docs/essays.toml."""

import tomllib
from pathlib import Path
from typing import NamedTuple

FILE = "docs/essays.toml"


class Line(NamedTuple):
    """A claim, mechanism, metric, hypothesis or question of an essay."""

    number: int
    essay: str  # W: Woods, M: Millington
    claim: str
    carriers: tuple[str, ...]  # mechanisms, facts or files that make it come true in a run


class Essays(NamedTuple):
    """All lines, and the names of mechanisms and facts."""

    lines: tuple[Line, ...]
    names: dict[str, str]


def read(root: Path) -> Essays:
    """The lines in their order.

    Raises:
        ValueError: for numbers with a gap, an unknown essay, or a carrier that is neither named in the file nor a file.
    """
    with open(root / FILE, "rb") as file:
        held = tomllib.load(file)
    lines = tuple(Line(**(line | {"carriers": tuple(line["carriers"])})) for line in held["essays"]["lines"])
    if [line.number for line in lines] != list(range(1, len(lines) + 1)):
        raise ValueError(f"{FILE}: the lines are not numbered 1, 2, 3 …")
    for line in lines:
        if line.essay not in ("W", "M"):
            raise ValueError(f"{FILE}, line {line.number}: essay {line.essay!r} is neither W nor M")
        strange = [each for each in line.carriers if each not in held["carriers"] and not (root / each).exists()]
        if strange or not line.carriers:
            raise ValueError(f"{FILE}, line {line.number}: {strange or 'no carrier'}; name a mechanism, a fact or a file")
    return Essays(lines, held["carriers"])
