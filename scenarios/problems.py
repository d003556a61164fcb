"""What is wrong with a configuration: where, what, and what to do about it."""

from typing import NamedTuple


class Problem(NamedTuple):
    """One thing wrong."""

    key: str  # which setting, dotted; empty: the whole
    what: str
    advice: str
    place: str = ""  # where it was set: a file and line, or the command line

    def __str__(self) -> str:
        where = f"{self.key} ({self.place})" if self.key and self.place else self.key or self.place
        return f"{where}: {self.what}; {self.advice}" if where else f"{self.what}; {self.advice}"


class ConfigError(ValueError):
    """A configuration that cannot be run, with all that is wrong with it."""

    def __init__(self, problems):
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def shown(value) -> str:
    """A value as it is quoted in a message."""
    if value is None:
        return "nothing"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def amount(value: float) -> str:
    """A bound as it is written in a message: 20,000,000 or 0.001."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:g}"
