"""Phases: one step of the week, read from the schedule itself.

A phase is a module with `OF` (whose agents it steps: a name such as "members", or "world" for bookkeeping), `READS` and
`WRITES` (names of columns, "entity.column"), `everyone` (the compiled kernel) and, unless it is bookkeeping, `one` (the
same rule for one Mesa agent). The schedule is a plain function that calls the phases' `everyone` line by line.
`phases_in` reads those lines, so that the twin, the documentation and the tests follow the very same order.
"""

import ast
import inspect
import textwrap
from types import ModuleType
from typing import NamedTuple


class Phase(NamedTuple):
    """One step of the week: its module, and the argument names of its kernel in the schedule's line."""

    name: str
    module: ModuleType
    arguments: tuple[str, ...]

    @property
    def of(self) -> str:
        """Whose agents it steps, or "world"."""
        return self.module.OF

    @property
    def reads(self) -> frozenset[str]:
        """Columns it may read."""
        return frozenset(self.module.READS.split())

    @property
    def writes(self) -> frozenset[str]:
        """Columns it may write."""
        return frozenset(self.module.WRITES.split())


def phases_in(week) -> tuple[Phase, ...]:
    """The phases that a schedule function calls, in order. `week` is the function or its compiled form."""
    function = getattr(week, "py_func", week)
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    lines = (line.value for line in tree.body[0].body if isinstance(line, ast.Expr))
    return tuple(_phase(call, function.__globals__) for call in lines if isinstance(call, ast.Call))


def _phase(call: ast.Call, names: dict) -> Phase:
    module = names[call.func.value.id]
    return Phase(call.func.value.id, module, tuple(ast.unparse(a) for a in call.args))


def arguments(phase: Phase, **roots) -> list:
    """The values of a phase's kernel arguments: "w.people" is looked up in `roots`, field by field."""
    return [_lookup(path, roots) for path in phase.arguments]


def _lookup(path: str, roots: dict):
    head, *fields = path.split(".")
    value = roots[head]
    for field in fields:
        value = getattr(value, field)
    return value
