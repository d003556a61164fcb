"""The settings of a configuration as tables: every group with its fields, their types, ranges, units and meanings."""

import inspect
from typing import Annotated, get_args, get_origin

from experiments.documents.markdown import number, table
from scenarios.config import Config
from scenarios.fields import choice_of, fields_of, is_group

APART = ("pars", "links")  # shown elsewhere, with their sources
HEAD = ("setting", "default", "range", "unit", "meaning")


def settings() -> str:
    """A table for every group of settings, in the order of the configuration."""
    return "\n\n".join(
        part for name, hint in fields_of(Config).items() if name not in APART for part in _tables(hint, name)
    )


def _tables(group: type, key: str) -> list[str]:
    """The table of a group, then those of the groups in it."""
    rows, below = [], []
    for name, hint in fields_of(group).items():
        inner, many = _inner(hint)
        if inner:
            below += _tables(inner, f"{key}.{name}{many}")
        else:
            rows.append((f"`{name}`", _default(group, name), *_said(hint)))
    told = " ".join((inspect.getdoc(group) or "").split())
    own = [f"**{key}**: {told}\n\n{table(HEAD, rows)}"] if rows else []
    return own + below


def _inner(hint) -> tuple[type | None, str]:
    """The group that a field holds, if any, and [] where it holds a list of them."""
    if is_group(hint):
        return hint, ""
    if get_origin(hint) is tuple and is_group(get_args(hint)[0]):
        return get_args(hint)[0], "[]"
    return None, ""


def _default(group: type, name: str) -> str:
    if name not in group._field_defaults:
        return "required"
    value = group._field_defaults[name]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, tuple):
        return f"[{', '.join(str(each) for each in value)}]"
    return str(value) or "empty"


def _said(hint) -> tuple[str, str, str]:
    """Range, unit and meaning of a field."""
    if get_origin(hint) is not Annotated:
        return {bool: "true, false", str: "text"}.get(hint, "list"), "-", "-"
    if choice := choice_of(hint):
        return ", ".join(choice.words), "-", choice.meaning
    spec = get_args(hint)[1]
    return f"{number(spec.low)} to {number(spec.high)}", spec.unit or "-", spec.meaning
