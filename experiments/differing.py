"""Differing: two choices of a group, or two files, composed, and every setting in which they differ, with its place."""

from pathlib import Path
from typing import NamedTuple

from experiments import catalog, config_files
from experiments.compose import traced
from experiments.declarations import declared
from experiments.whence import ways
from scenarios.config import difference
from scenarios.problems import ConfigError, Problem


class Choice(NamedTuple):
    """A file of configurations that is composed: its group and name, and the folder that it is searched in."""

    group: str
    name: str
    config_dir: object


def choices(words, config_dir=None) -> list[Choice]:
    """The two things named: names of one group, or files of it.

    Raises:
        ConfigError: a name or file that does not exist, or two of different groups.
    """
    found = [_of_file(word) if word.endswith((".yaml", ".yml")) else _of_name(word, config_dir) for word in words]
    both = [group for group in catalog.groups(config_dir) if all(any(c.group == group for c in each) for each in found)]
    if not both:
        kinds = " and ".join(f"{word} is a {'/'.join(c.group for c in each)}" for word, each in zip(words, found, strict=True))
        raise _refused(kinds, "compare two of one kind, such as gravity diff baseline cut40")
    return [next(choice for choice in each if choice.group == both[0]) for each in found]


def differing(one: Choice, other: Choice, overrides=()) -> list[dict]:
    """A row for each setting in which two choices differ: its key, both values, and where each was set.

    Raises:
        ConfigError: a configuration that cannot be composed.
    """
    (before, place_before), (after, place_after) = (_traced(choice, overrides) for choice in (one, other))
    return [
        {
            "setting": change.key,
            "before": change.before,
            "after": change.after,
            "set_before": _place(place_before, change.key),
            "set_after": _place(place_after, change.key),
        }
        for change in difference(before, after)
    ]


def _traced(choice: Choice, overrides):
    if choice.group == "scenario":
        return traced(overrides, choice.name, choice.config_dir)
    return traced([f"{choice.group}={choice.name}", *overrides], None, choice.config_dir)


def _place(place, key: str) -> str:
    found = place(key)
    it = None if found else declared(ways(key))
    return f"{it.place} (default)" if it else found


def _of_name(word: str, config_dir) -> list[Choice]:
    from difflib import get_close_matches

    groups = catalog.groups(config_dir)
    found = [Choice(group, word, config_dir) for group in groups if word in config_files.choices(group, config_dir)]
    if found:
        return found
    names = [name for group in groups for name in config_files.choices(group, config_dir)]
    near = get_close_matches(word, names, 1, 0.5)
    advice = f"did you mean {near[0]}?" if near else "see gravity ls for what there is"
    raise _refused(f"there is no scenario, community, program, shock or run called {word!r}", advice)


def _of_file(word: str) -> list[Choice]:
    file = Path(word)
    if not file.is_file():
        raise _refused(f"there is no file {word}", "give a file such as mine/scenario/later.yaml")
    group = file.resolve().parent.name
    if group not in catalog.groups():
        advice = f"put it into a folder named {' or '.join(catalog.groups())}, such as mine/scenario/{file.name}"
        raise _refused(f"{word} lies in a folder called {group}, which says not what it is", advice)
    return [Choice(group, file.stem, file.resolve().parent.parent)]


def _refused(what: str, advice: str) -> ConfigError:
    return ConfigError([Problem("", what, advice, "command line")])
