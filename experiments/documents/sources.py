"""Sources: which file names which mechanism, and which test or experiment shows which line of the essays.

A file carries a mechanism when the docstring at its head names it, "(M5, M34)" or "M24-M28"; a configuration file when a
comment at its head does. A fact (S…) is carried where any docstring names it or where it stands alone as a text, `"S18"`.
A line is shown by a test marked `@pytest.mark.shows(7, 74)`, by a fact or experiment that is made with `shows=(7, 74)`, and by
a module that says `SHOWS = (7, 74)`.
"""

import ast
import re
from pathlib import Path
from typing import NamedTuple

PACKAGES = ("agents", "scenarios", "experiments")
APART = ("experiments/documents/", "experiments/bench/")  # they name mechanisms without carrying them
_IDS = re.compile(r"\b([MS])(\d+)(?:\s*[-–]\s*\1?(\d+))?\b")


class Show(NamedTuple):
    """What shows a line: a test, or an experiment or fact."""

    path: str
    name: str


class WrongMarkError(ValueError):
    """A mark that cannot be read, at a place."""


def ids_in(text: str) -> set[str]:
    """Mechanisms and facts that a text names: "M24-M26, S3" names four."""
    found = set()
    for letter, low, high in _IDS.findall(text):
        found |= {f"{letter}{i}" for i in range(int(low), int(high or low) + 1)}
    return found


def named(root: Path) -> dict[str, list[str]]:
    """Files of a checkout by the mechanism or fact that they name, in the order of their paths."""
    found: dict[str, list[str]] = {}
    for path, tree in _trees(root, PACKAGES):
        if not path.startswith(APART) and not path.endswith("/__init__.py"):  # a package only speaks of its files
            for each in ids_in(ast.get_docstring(tree) or "") | _facts(tree):
                found.setdefault(each, []).append(path)
    for file in sorted((root / "configs").rglob("*.yaml")):
        for each in ids_in(_head(file.read_text(encoding="utf-8"))):
            found.setdefault(each, []).append(file.relative_to(root).as_posix())
    return found


def shown(root: Path) -> dict[int, list[Show]]:
    """Tests, experiments and facts of a checkout by the line that they show, in the order of their paths.

    Raises:
        WrongMarkError: for a mark without numbers, or on what is not a test.
    """
    found: dict[int, list[Show]] = {}
    for path, tree in _trees(root, ("tests", *PACKAGES)):
        for node, name in [] if path.startswith(APART) else _marks(path, tree):
            for line in _numbers(node, path):
                shows = found.setdefault(line, [])
                if Show(path, name) not in shows:
                    shows.append(Show(path, name))
    return found


def _trees(root: Path, folders):
    for folder in folders:
        for file in sorted((root / folder).rglob("*.py")):
            yield file.relative_to(root).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def _facts(tree: ast.Module) -> set[str]:
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    whole = {text for text in texts if re.fullmatch(r"S\d+", text)}
    kinds = (ast.Module, ast.FunctionDef, ast.ClassDef)
    told = [ast.get_docstring(node) or "" for node in ast.walk(tree) if isinstance(node, kinds)]
    return whole | {each for text in told for each in ids_in(text) if each[0] == "S"}


def _head(text: str) -> str:
    """The comment at the head of a configuration file."""
    lines = [line for line in text.splitlines() if not line.startswith("# @package")]
    end = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "\n".join(lines[:end])


def _marks(path: str, tree: ast.Module):
    """Every mark in a source with the name of what carries it."""
    if path.startswith("tests/"):
        yield from _test_marks(path, tree)
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for given in node.keywords:
                if given.arg == "shows":
                    yield given.value, _first_text(node)
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(each, ast.Name) and each.id == "SHOWS" for each in node.targets):
            yield node.value, ""


def _test_marks(path: str, tree: ast.Module):
    owned = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            for mark in [each for decorator in node.decorator_list for each in ast.walk(decorator) if _is_mark(each)]:
                if not node.name.lower().startswith("test"):
                    raise WrongMarkError(f"{path}: {node.name} shows lines but is not a test")
                owned.add(mark)
                yield mark, node.name
    for node in ast.walk(tree):
        if _is_mark(node) and node not in owned:
            raise WrongMarkError(f"{path}, line {node.lineno}: a mark `shows` stands before no test")


def _is_mark(node) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.shows"


def _numbers(node, path: str) -> list[int]:
    """The lines that a mark gives: the arguments of a call, or a tuple."""
    given = node.args if isinstance(node, ast.Call) else getattr(node, "elts", [])
    values = [each.value if isinstance(each, ast.Constant) else None for each in given]
    if not all(type(value) is int for value in values):
        raise WrongMarkError(f"{path}, line {node.lineno}: `shows` takes whole numbers, as in shows(7, 74)")
    return values


def _first_text(call: ast.Call) -> str:
    """What a fact or an experiment is called: its first text."""
    given = [*call.args, *(each.value for each in call.keywords)]
    return next((each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)), "")
