"""Configuration files: the folders they are in, the choices of a group, and the line at which a key is set."""

import functools
from pathlib import Path

import yaml

import configs
from scenarios.problems import ConfigError, Problem

SEVERAL = ("program", "shock")  # groups of which several are chosen at once
GROUPS = ("community", "scenario", "run", *SEVERAL)
BUILT_IN = Path(configs.__file__).resolve().parent


def folders(config_dir=None) -> list[Path]:
    """Where configuration files are looked for: the user's folder first, then the built-in one.

    Raises:
        ConfigError: for a folder that is not there, holds no group, or a config.yaml, which would replace our own.
    """
    if config_dir is None:
        return [BUILT_IN]
    folder = Path(config_dir).resolve()
    if folder == BUILT_IN:
        return [BUILT_IN]
    if not folder.is_dir():
        raise _refused(config_dir, "there is no such folder", "give the folder that holds your configuration files")
    if not any((folder / group).is_dir() for group in GROUPS):
        advice = f"put your files in {', '.join(f'{group}/NAME.yaml' for group in GROUPS)} inside it"
        raise _refused(config_dir, "it holds no configuration", advice)
    if (folder / "config.yaml").exists():
        raise _refused(config_dir, "its config.yaml would replace the one of the program", "give that file another name")
    return [folder, BUILT_IN]


def _refused(folder, what, advice) -> ConfigError:
    return ConfigError([Problem("--config-dir", what, advice, str(folder))])


def choices(group: str, config_dir=None) -> list[str]:
    """The names that can be chosen in a group."""
    found = {file.stem for folder in folders(config_dir) for file in (folder / group).glob("*.yaml")}
    return sorted(found)


def find(path: str, config_dir=None) -> Path | None:
    """The file of a choice such as "scenario/cut40", or None."""
    files = (folder / f"{path}.yaml" for folder in folders(config_dir))
    return next((file for file in files if file.is_file()), None)


def displayed(file: Path) -> str:
    """A file as it is named to the user: from the working folder if it lies in it."""
    try:
        return str(Path(file).resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(file)


def load(file: Path) -> dict:
    """The plain content of a configuration file.

    Raises:
        ConfigError: for a file that cannot be read, with the line.
    """
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, OSError, UnicodeDecodeError) as error:
        raise ConfigError([unreadable(file, error)]) from error
    if content is not None and not isinstance(content, dict):
        what = f"it holds a {type(content).__name__}, not settings"
        raise ConfigError([Problem("", what, "write one `key: value` a line", displayed(file))])
    return content or {}


def unreadable(file: Path, error: Exception) -> Problem:
    """The problem of a file that is not YAML, not text, or not readable."""
    mark = getattr(error, "problem_mark", None)
    place = displayed(file) + (f", line {mark.line + 1}" if mark else "")
    what = getattr(error, "problem", None) or getattr(error, "strerror", None) or "it is not a UTF-8 text"
    return Problem("", f"cannot be read: {what}", "check the indentation, colons, quotes and brackets there", place)


def line_of(file: Path, keys: list[str]) -> int | None:
    """The line (from 1) at which a configuration file sets a key, given as the names on the way to it, or None."""
    try:
        node = _node(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, OSError, UnicodeDecodeError):
        return None
    line = None
    for key in keys:
        line, node = _step(node, key)
        if node is None:
            return None
    return line


@functools.lru_cache(maxsize=8)
def _node(text: str):
    """A text as a tree of YAML nodes, which know their lines."""
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _step(node, key):
    """The line and node of an entry of a mapping or a place in a list."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if str(getattr(name, "value", None)) == key:
                return name.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and key.isdigit() and int(key) < len(node.value):
        value = node.value[int(key)]
        return value.start_mark.line + 1, value
    return None, None


def is_global(file: Path) -> bool:
    """Whether the keys of a file count from the top, as its first lines say (`# @package _global_`)."""
    head = file.read_text(encoding="utf-8", errors="replace").splitlines()[:5]
    return any("@package" in line and "_global_" in line for line in head)
