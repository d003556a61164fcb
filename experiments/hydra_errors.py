"""Hydra's errors in the words of this program: what, where, and what to do."""

import re
from contextlib import contextmanager
from pathlib import Path

import yaml

from experiments import config_files
from experiments.overrides import KEYS, Overrides
from scenarios.config import Config
from scenarios.keys import unknown
from scenarios.problems import ConfigError, Problem


@contextmanager
def translated(given: Overrides):
    """Within this block every error is a ConfigError.

    Hydra and OmegaConf raise some twenty kinds of exception for a bad file or override, plain ValueErrors and
    AssertionErrors among them. Nothing but composing may happen in the block.
    """
    try:
        yield
    except ConfigError:
        raise
    except Exception as error:
        raise ConfigError([_problem(error, given)]) from error


def _problem(error: Exception, given: Overrides) -> Problem:
    """The problem behind an error of Hydra."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return config_files.unreadable(Path(error.problem_mark.name), error)
    if isinstance(error, (yaml.YAMLError, UnicodeDecodeError)):
        return _broken_file(given.config_dir) or Problem("", _first_line(error), "check your configuration files")
    told = " ".join(str(part) for part in _causes(error))
    key = _between(told, "Could not override '", "'") or _between(told, "Could not delete from config. '", "'")
    key = key or _between(told, "Could not delete '", "'")
    if key:
        return unknown(key, Config)._replace(place=_place(given, key))
    key = _between(told, "An item is already at '", "'")
    if key:
        return Problem(key, "it is there already", "write it without the +", _place(given, key))
    if "Sweep parameters" in told or "Ambiguous value" in told:
        each = next((each for each in given.parsed if each.text in told), None)
        advice = "give one value, or a list in brackets: [1,2]; compare scenarios with gravity compare"
        return Problem(each.key if each else "", "it has several values", advice, each.place if each else "command line")
    key = next((part.full_key for part in _causes(error) if getattr(part, "full_key", None)), "")
    each = given.setter(re.sub(r"\[(\d+)\]", r".\1", key).split(".")) if key else None
    each = each or next((each for each in given.parsed if each.text in told or each.text == _parsed_badly(error)), None)
    advice = KEYS if each else "check that key, and the file that sets it"
    place = each.place if each else _between(told, "In '", "'")
    return Problem(key or (each.key if each else ""), _first_line(_causes(error)[-1]), advice, place)


def _parsed_badly(error: BaseException) -> str | None:
    return getattr(error, "override", None)


def _causes(error: BaseException) -> list[BaseException]:
    """An error and those that it came from."""
    chain = [error]
    while chain[-1].__cause__ is not None:
        chain.append(chain[-1].__cause__)
    return chain


def _first_line(error) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].rstrip(".;") if lines else type(error).__name__


def _between(text: str, before: str, after: str) -> str:
    match = re.search(re.escape(before) + "(.*?)" + re.escape(after), text)
    return match[1].lstrip("+~") if match else ""


def _place(given: Overrides, key: str) -> str:
    each = given.setter(key.split("."))
    return each.place if each else "command line"


def _broken_file(config_dir) -> Problem | None:
    """The first configuration file that cannot be read."""
    for folder in config_files.folders(config_dir):
        for file in sorted(folder.rglob("*.yaml")):
            try:
                config_files.load(file)
            except ConfigError as error:
                return error.problems[0]
    return None
