"""Building a configuration, strictly: every key known, every value of its type and range, nothing that contradicts."""

import math
from typing import Annotated, get_args, get_origin

from scenarios.config import Config
from scenarios.contradictions import contradictions
from scenarios.fields import choice_of, fields_of, is_group
from scenarios.keys import unknown
from scenarios.problems import ConfigError, Problem, amount, shown

_REQUIRED = object()


def build(tree) -> Config:
    """The configuration that plain data (dicts, lists, numbers, texts) describe; settings left out take their defaults.

    Raises:
        ConfigError: with every problem found: the key, what is wrong with it, and what to do.
    """
    problems: list[Problem] = []
    config = _group(Config, tree, "", problems)
    if not problems:
        problems.extend(contradictions(config))
    if problems:
        raise ConfigError(problems)
    return config


def _group(group: type, given, path: str, problems: list[Problem]):
    """A group of settings from a dict; None where a problem stood in the way."""
    fields = fields_of(group)
    if not isinstance(given, dict):
        problems.append(Problem(path, f"{shown(given)} is not a group of settings", f"give {', '.join(fields)}"))
        return None
    above = f"{path}." if path else ""
    problems += [unknown(f"{above}{key}", Config) for key in given if key not in fields]
    values = {}
    for name, hint in fields.items():
        key, default = above + name, group._field_defaults.get(name, _REQUIRED)
        if name in given:
            values[name] = _value(hint, given[name], key, problems)
        elif default is not _REQUIRED:
            values[name] = default
        elif is_group(hint):
            values[name] = _group(hint, {}, key, problems)
        else:
            problems.append(Problem(key, "is missing", _wanted(hint)))
    return group(**values) if values.keys() == fields.keys() else None


def _value(hint, given, key: str, problems: list[Problem]):
    """One value of a declared type."""
    if is_group(hint):
        return _group(hint, given, key, problems)
    if get_origin(hint) is tuple:
        return _items(get_args(hint)[0], given, key, problems)
    what = None
    if hint is str:
        what = None if isinstance(given, str) else f"{shown(given)} is not a text"
    elif choice := choice_of(hint):
        what = None if given in choice.words else f"{shown(given)} is none of the words to choose from"
    elif hint is bool:
        what = None if isinstance(given, bool) else f"{shown(given)} is neither true nor false"
    else:
        given, what = _numbers(hint, given)
    if what:
        problems.append(Problem(key, what, _wanted(hint)))
    return given


def _items(item: type, given, key: str, problems: list[Problem]):
    """A list of groups, or of texts."""
    if not isinstance(given, list):
        problems.append(Problem(key, f"{shown(given)} is not a list", f"give a list of {_names(item)}, or [] for none"))
        return ()
    return tuple(_value(item, one, f"{key}[{i}]", problems) for i, one in enumerate(given))


def _numbers(hint, given) -> tuple[object, str | None]:
    """A number, a pair or a list of numbers; and what is wrong with it, if anything."""
    kind, par = get_args(hint)
    if kind in (int, float):
        return _number(kind, par, given)
    if not isinstance(given, list):
        return given, f"{shown(given)} is not a list of numbers"
    checked = [_number(float, par, one) for one in given]
    wrong = [f"{what} (place {i + 1} of the list)" for i, (_, what) in enumerate(checked) if what]
    values = tuple(value for value, _ in checked)
    if not wrong and Ellipsis not in get_args(kind):
        if len(values) != 2:
            wrong = [f"{shown(given)} is not a pair"]
        elif values[0] > values[1]:
            wrong = [f"{shown(given)} runs backwards"]
    return values, wrong[0] if wrong else None


def _number(kind: type, par, given) -> tuple[object, str | None]:
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        return given, f"{shown(given)} is not a number"
    if not math.isfinite(given):
        return given, f"{shown(given)} is not a finite number"
    if kind is int and not isinstance(given, int):
        return given, f"{shown(given)} is not a whole number"
    if given < par.low:
        return given, f"{shown(given)} is too small"
    if given > par.high:
        return given, f"{shown(given)} is too large"
    return kind(given), None


def _wanted(hint) -> str:
    """What to give for a declared type."""
    if hint is str:
        return "give a text, in quotes if it looks like a number"
    if hint is bool:
        return "give true or false"
    if choice := choice_of(hint):
        return f"give {', '.join(choice.words[:-1])} or {choice.words[-1]} ({choice.meaning})"
    if is_group(hint) or get_origin(hint) is not Annotated:
        return f"give {_names(hint)}"
    kind, par = get_args(hint)
    unit = "" if par.unit in ("0/1", "0-1") else f" {par.unit}"
    each = {int: "a whole number, ", float: ""}.get(kind, "two numbers, from and to, each " if len(get_args(kind)) == 2 else "")
    each = "a list of numbers, each " if Ellipsis in get_args(kind) else each
    return f"give {each}{amount(par.low)} to {amount(par.high)}{unit} ({par.meaning})"


def _names(item) -> str:
    if item is str:
        return "names"
    return "{" + ", ".join(fields_of(item)) + "}" if is_group(item) else "a list of " + _names(get_args(item)[0])
