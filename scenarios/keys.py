"""Keys: what can be set, and what was meant by a key that cannot."""

import re
from difflib import get_close_matches
from typing import get_args, get_origin

from scenarios.fields import fields_of, is_group
from scenarios.problems import Problem


def known_keys(group: type, above: str = "") -> list[str]:
    """Every key that can be set, dotted: "run.weeks"; of a list also those of its first item."""
    keys = []
    for name, hint in fields_of(group).items():
        key = above + name
        if is_group(hint):
            keys += known_keys(hint, f"{key}.")
            continue
        keys.append(key)
        if get_origin(hint) is tuple and is_group(get_args(hint)[0]):
            keys += known_keys(get_args(hint)[0], f"{key}[0].")
    return keys


def unknown(key: str, root: type) -> Problem:
    """The problem of a key that does not exist in a group, with the nearest one that does, or all that do beside it."""
    above, _, leaf = key.rpartition(".")
    pattern = re.sub(r"\[\d+\]", "[0]", above)
    keys = known_keys(root)
    siblings = dict.fromkeys(k[len(pattern) :].lstrip(".").split(".")[0].split("[")[0] for k in keys if _inside(k, pattern))
    by_leaf = {k.rpartition(".")[2]: k for k in reversed(keys)}
    if above in root._fields and leaf in root._fields:  # as in a file of the group community that says "community:"
        advice = f"leave out the level {above}, or begin the file with the line # @package _global_"
    elif near := get_close_matches(leaf, siblings, 1, 0.6):
        advice = f"did you mean {above}.{near[0]}?" if above else f"did you mean {near[0]}?"
    elif near := get_close_matches(leaf, by_leaf, 1, 0.75):
        advice = f"did you mean {by_leaf[near[0]]}?"
    elif not siblings and (near := get_close_matches(key, keys, 1, 0.7)):
        advice = f"did you mean {near[0]}?"
    else:
        advice = f"known here: {', '.join(siblings or root._fields)}"
    return Problem(key, "there is no such setting", advice)


def _inside(key: str, above: str) -> bool:
    return not above or key.startswith(f"{above}.")
