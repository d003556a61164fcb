"""Coverage: every line of the two essays, the files that carry it and the tests or experiments that show it."""

from pathlib import Path
from typing import NamedTuple

from experiments.documents.essays import Essays, Line, read
from experiments.documents.markdown import link, links, table
from experiments.documents.sources import Show, named, shown

MISSING = "**nothing yet**"


class Covered(NamedTuple):
    """A line with what stands behind it."""

    line: Line
    files: dict[str, list[str]]  # by carrier
    shows: list[Show]

    @property
    def lacks(self) -> list[str]:
        """What is missing, in words; empty where nothing is."""
        bare = [carrier for carrier, files in self.files.items() if not files]
        return [f"no file names {carrier}" for carrier in bare] + ([] if self.shows else ["no test or experiment shows it"])


def covered(essays: Essays, files: dict[str, list[str]], shows: dict[int, list[Show]]) -> list[Covered]:
    """Every line with its files and tests.

    Raises:
        ValueError: a test shows a line that there is not.
    """
    numbers = {line.number for line in essays.lines}
    for number, where in shows.items():
        if number not in numbers:
            raise ValueError(f"{where[0].path}: {where[0].name} shows line {number}; there are lines 1 to {len(numbers)}")
    return [
        Covered(
            line,
            {each: files.get(each, []) if each in essays.names else [each] for each in line.carriers},
            shows.get(line.number, []),
        )
        for line in essays.lines
    ]


def gaps(lines: list[Covered]) -> list[str]:
    """What lines lack, one text a line: "line 7 (Non-employees write …): no file names M21"."""
    return [f"line {each.line.number} ({each.line.claim}): {'; '.join(each.lacks)}" for each in lines if each.lacks]


def found(root: Path) -> list[Covered]:
    """The lines of a checkout."""
    return covered(read(root), named(root), shown(root))


def document(root: Path) -> str:
    """The page docs/coverage.md."""
    essays, files = read(root), named(root)
    lines = covered(essays, files, shown(root))
    return TEMPLATE.format(
        lines=len(lines),
        whole=sum(not each.lacks for each in lines),
        coverage=table(
            ("#", "essay", "claim, mechanism, metric, hypothesis or question", "carried by", "files", "shown by"),
            (_row(each) for each in lines),
        ),
        mechanisms=table(
            ("id", "mechanism or fact", "files"),
            ((each, name, links(files.get(each, [])) or MISSING) for each, name in essays.names.items()),
        ),
    )


def _row(each: Covered) -> tuple:
    line = each.line
    files = list(dict.fromkeys(file for found in each.files.values() for file in found))
    carriers = ", ".join(carrier for carrier in line.carriers if "/" not in carrier)
    shows = ", ".join(link(show.path, show.name) for show in each.shows)
    return line.number, line.essay, line.claim, carriers or "-", links(files) or MISSING, shows or MISSING


TEMPLATE = """\
# What the two essays ask for, and where it is

Written by `python -m experiments.documents` from [essays.toml](essays.toml), the docstrings of the sources and the marks
`shows` of the tests; a test fails where a line has no file or nothing that shows it. W: Patrick Woods, "Community ≠ Marketing:
why we need go-to-community, not just go-to-market". M: Richard Millington, on B2B brand communities.

{whole} of {lines} lines are carried and shown.

{coverage}

## Mechanisms and facts

M1 to M36 are the mechanisms of the model, S… facts that a credible community must reproduce.

{mechanisms}
"""
