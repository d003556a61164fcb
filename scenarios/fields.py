"""Fields: how the values of a configuration are declared, beside `sim.pars.par` for a plain number.

From these lines come the check of every value, its advice ("give 1 to 240 months") and the documentation.
"""

from typing import Annotated, NamedTuple, get_type_hints

from sim.pars import Par


class Choice(NamedTuple):
    """One of a few words."""

    words: tuple[str, ...]
    meaning: str


def choice(meaning: str, *words: str):
    """Declare a text that is one of these words."""
    return Annotated[str, Choice(words, meaning)]


def choice_of(hint) -> Choice | None:
    """What a declared type chooses from, if it is a choice."""
    return next((each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Choice)), None)


def whole(unit: str, low: int, high: int, meaning: str):
    """Declare a whole number: unit, allowed range, meaning."""
    return Annotated[int, Par(unit, low, high, meaning, "", "")]


def span(unit: str, low: float, high: float, meaning: str):
    """Declare a pair of numbers, from and to, both in the allowed range and in this order."""
    return Annotated[tuple[float, float], Par(unit, low, high, meaning, "", "")]


def series(unit: str, low: float, high: float, meaning: str):
    """Declare a list of numbers, each in the allowed range."""
    return Annotated[tuple[float, ...], Par(unit, low, high, meaning, "", "")]


def fields_of(group: type) -> dict[str, object]:
    """The declared fields of a group (a NamedTuple class), in order: name and type."""
    hints = get_type_hints(group, include_extras=True)
    return {name: hints[name] for name in group._fields}


def is_group(hint) -> bool:
    """Whether a declared type is a group of further fields."""
    return isinstance(hint, type) and hasattr(hint, "_fields")


def tree_of(value):
    """A configuration as plain data, ready for JSON or YAML: groups as dicts, tuples as lists."""
    if hasattr(value, "_fields"):
        return {name: tree_of(part) for name, part in zip(value._fields, value, strict=True)}
    if isinstance(value, tuple):
        return [tree_of(part) for part in value]
    return value
