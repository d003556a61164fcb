"""Overrides: what the command line sets, taken apart far enough to check names and to say where a value came from."""

import re
from difflib import get_close_matches
from typing import NamedTuple

from experiments import config_files
from scenarios.problems import ConfigError, Problem

_FORM = re.compile(r"(?P<sign>[+~]{0,2})(?P<key>[^=+~\s][^=\s]*)(?P<equals>=)?(?P<value>.*)", re.DOTALL)
KEYS = "give key=value, such as run.seeds=20 or community=small_forum"


class Override(NamedTuple):
    """One override: its text for Hydra, what the user typed for it, its sign (+, ++, ~), key and value."""

    text: str
    typed: str
    sign: str
    key: str
    value: str

    @property
    def way(self) -> list[str]:
        """The names on the way to the key."""
        return self.key.split(".")

    @property
    def names(self) -> list[str]:
        """The names in a value that may be a list of them."""
        if not self.value.startswith("["):
            return [self.value]
        return [name.strip(" '\"") for name in self.value.strip("[]").split(",") if name.strip()]

    @property
    def place(self) -> str:
        """Where it was given."""
        return f"command line, {self.typed}"


class Overrides:
    """The overrides of one command, with the folder in which names are looked up."""

    def __init__(self, texts, typed, config_dir):
        """Takes them apart and checks them.

        Raises:
            ConfigError: for a text that is no override, a key set twice, a name that is not in its group, or a
                setting of Hydra itself.
        """
        self.config_dir = config_dir
        self.parsed = [_parsed(text, typed.get(text, text)) for text in texts]
        for i, each in enumerate(self.parsed):
            twin = next((other for other in self.parsed[:i] if other.key == each.key), None)
            if twin:
                raise _refused(each, f"it is set twice ({twin.typed} and {each.typed})", "keep one of them")
            self._check(each)

    @property
    def _values(self) -> list[Override]:
        return [each for each in self.parsed if each.key not in config_files.GROUPS]

    @property
    def all(self) -> list[str]:
        """The texts for Hydra, without the choice of the scenario."""
        return [each.text for each in self.parsed if each.key != "scenario"]

    def without(self, above: str) -> list[str]:
        """The texts for Hydra, without those whose key begins so."""
        return [each.text for each in self.parsed if each.key != "scenario" and not each.key.startswith(above)]

    def sets(self, key: str) -> bool:
        """Whether a key is set."""
        return any(each.key == key for each in self.parsed)

    def setter(self, keys: list[str]) -> Override | None:
        """The override that sets the value on this way (names and places in lists), or a group that it is in."""
        return next((each for each in self._values if keys[: len(each.way)] == each.way), None)

    def within(self, keys: list[str]) -> Override | None:
        """The override that sets something inside the group on this way."""
        return next((each for each in self._values if each.way[: len(keys)] == keys), None)

    def scenario(self) -> str:
        """The scenario chosen, or the default."""
        chosen = next((each.value for each in self.parsed if each.key == "scenario"), None)
        return chosen if chosen is not None else default("scenario")

    def choice(self, group: str, name: str, key: str = "", place: str = "") -> str:
        """The name, if it is one of its group.

        Raises:
            ConfigError: if it is not, with the nearest name and all there are.
        """
        names = config_files.choices(group, self.config_dir)
        if name in names:
            return name
        near = get_close_matches(str(name), names, 1, 0.5)
        advice = (f"did you mean {near[0]}? " if near else "") + f"There are: {', '.join(names)}"
        raise ConfigError([Problem(key or group, f"there is no {group} called {name!r}", advice, place)])

    def _check(self, each: Override) -> None:
        if each.key.split(".")[0] == "hydra":
            raise _refused(each, "settings of Hydra itself have no effect here", "leave it out; for files use --config-dir")
        if "[" in each.key:
            key = re.sub(r"\[(\d+)\]", r".\1", each.key)
            raise _refused(each, "a place in a list is set with a point", f"write {key}={each.value}")
        if "@" in each.key:
            raise _refused(each, "packages (@) have no use here", KEYS)
        if each.key in config_files.SEVERAL and not each.sign and not each.value.startswith("{"):
            for name in each.names:
                self.choice(each.key, name, place=each.place)
        elif each.key in config_files.GROUPS:
            if each.sign or each.value.startswith(("[", "{")):
                names = ", ".join(config_files.choices(each.key, self.config_dir))
                several = each.key in config_files.SEVERAL
                what = f"each {each.key} is chosen by its name" if several else f"one {each.key} is chosen"
                form = f"{each.key}=NAME or {each.key}=[NAME,NAME]; there are" if several else f"{each.key}=NAME, one of"
                raise _refused(each, what, f"write {form}: {names}")
            self.choice(each.key, each.value, place=each.place)
        if each.key == "scenario.parent":
            raise _refused(each, "a parent is more than a name", "set it in the file of the scenario")


def _parsed(text: str, typed: str) -> Override:
    match = _FORM.fullmatch(text)
    if match is None or not (match["equals"] or match["sign"] == "~"):
        raise ConfigError([Problem("", f"{text!r} sets nothing", _meant(text), "command line")])
    return Override(text, typed, match["sign"], match["key"], match["value"].strip("'\""))


def _meant(text: str) -> str:
    for group in config_files.GROUPS:
        if near := get_close_matches(text, config_files.choices(group), 1, 0.7):
            return f"did you mean {group}={near[0]}?"
    return KEYS


def _refused(each: Override, what: str, advice: str) -> ConfigError:
    return ConfigError([Problem(each.key, what, advice, each.place)])


def default(group: str) -> str:
    """The choice of a group unless the command line says otherwise."""
    entries = config_files.load(config_files.BUILT_IN / "config.yaml")["defaults"]
    return next(entry[group] for entry in entries if isinstance(entry, dict) and group in entry)
