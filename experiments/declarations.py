"""Declarations: every setting that can be given, with the file and line where its default, unit and meaning stand."""

import ast
import functools
import inspect
from pathlib import Path
from typing import NamedTuple, get_args, get_origin

from experiments.config_files import displayed
from scenarios.config import Config
from scenarios.fields import fields_of, is_group
from sim.pars import Par

LEVELS = "_LEVEL_STEPS"  # the orbit levels, each of which is a metric
_fields = functools.cache(fields_of)


class Declared(NamedTuple):
    """One declared setting or group of settings."""

    key: str
    hint: object  # the declared type
    default: object  # None if it must be given
    place: str  # file and line

    @property
    def par(self) -> Par | None:
        """Unit, range, meaning, grade and source, if they were declared."""
        return next((each for each in getattr(self.hint, "__metadata__", ()) if isinstance(each, Par)), None)

    @property
    def group(self) -> type | None:
        """The group of settings that it is, or that it is a list of."""
        hint = get_args(self.hint)[0] if get_origin(self.hint) is tuple else self.hint
        return hint if is_group(hint) else None


def declared(keys: list[str], root: type = Config) -> Declared | None:
    """What is declared on a way of names and places in lists; None where nothing is."""
    group, found, path = root, None, ""
    for key in keys:
        if key.isdigit() and found is not None and get_origin(found.hint) is tuple:
            path += f"[{key}]"
            found = found._replace(key=path, hint=get_args(found.hint)[0], default=None)
        elif group is not None and key in _fields(group):
            path += f".{key}" if path else key
            default = group._field_defaults.get(key)
            found = Declared(path, _fields(group)[key], default, place_of(group, key))
        else:
            return None
        group = found.group if is_group(found.hint) or key.isdigit() else None
    return found


def place_of(group: type, name: str) -> str:
    """The file and line where a field of a group is declared."""
    if group.__name__ == "Pars":  # put together from the behaviours
        group, name = type(group._field_defaults[name]), ""
    file = Path(inspect.getsourcefile(group) or "")
    for node in _tree(file).body:
        if isinstance(node, ast.ClassDef) and node.name == group.__name__:
            lines = [each.lineno for each in node.body if isinstance(each, ast.AnnAssign) and each.target.id == name]
            return f"{displayed(file)}, line {(lines or [node.lineno])[0]}"
    return displayed(file)


def place_of_metric(name: str) -> str:
    """The file and line where a metric is declared."""
    from scenarios import metrics

    file, line = _metric_lines(Path(metrics.__file__).parent).get(name, (Path(metrics.__file__).parent, 0))
    return f"{displayed(file)}, line {line}" if line else displayed(file)


@functools.cache
def _metric_lines(folder: Path) -> dict[str, tuple[Path, int]]:
    """The file and line of every metric that is declared with its name."""
    found = {}
    for file in sorted(folder.glob("*.py")):
        for node in ast.walk(_tree(file)):
            if isinstance(node, ast.Call) and node.args and getattr(node.func, "id", "") == "Metric":
                if isinstance(node.args[0], ast.Constant):
                    found[node.args[0].value] = file, node.lineno
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == LEVELS:  # metrics made one by one
                found |= {level.lower(): (file, node.lineno) for level in ast.literal_eval(node.value)}
    return found


@functools.cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))
