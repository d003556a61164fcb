"""The ODD protocol (Grimm et al. 2020) of the model: its tables from the code, its prose from `odd_template.md`.

In the template `{{name}}` stands for one of `blocks`, and `{{M5}}` for the files that name this mechanism.
"""

import ast
import inspect
import re
from pathlib import Path
from types import ModuleType
from typing import get_type_hints

import numpy as np

from agents import founding, streams
from agents.counts import COUNTS
from agents.links import Links
from agents.pars import Pars
from agents.schedule import week_of
from agents.world import World
from experiments.documents.markdown import link, links, number, table
from experiments.documents.settings import settings
from experiments.documents.sources import named
from scenarios.facts import FACTS
from scenarios.metrics import METRICS
from scenarios.scenario import LONGEST
from sim.columns import bytes_per_row, columns_of
from sim.pars import pars_of
from sim.phases import Phase, phases_in

TEMPLATE = Path(__file__).with_name("odd_template.md")
PER_PERSON = ("people", "members", "feelings", "attitudes", "orbits", "ties")  # a row for everyone in the market
INPUTS = ("calendar", "lifts")
PAR_HEAD = ("parameter", "default", "range", "unit", "meaning", "grade", "source")


def document(root: Path) -> str:
    """The page docs/odd.md."""
    return filled(TEMPLATE.read_text(encoding="utf-8"), blocks(), named(root))


def filled(template: str, given: dict[str, str], files: dict[str, list[str]]) -> str:
    """The template with every {{name}} replaced.

    Raises:
        ValueError: for a name that nobody gives, or a block that the template leaves out.
    """
    wanted = set(re.findall(r"\{\{(.+?)\}\}", template))
    strange = sorted(name for name in wanted if name not in given and not re.fullmatch(r"M\d+", name))
    if strange or set(given) - wanted:
        raise ValueError(f"{TEMPLATE.name}: unknown {strange}, left out {sorted(set(given) - wanted)}")
    mechanisms = {name: f"{links(files.get(name, [])) or '**nothing yet**'}, {name}" for name in wanted - set(given)}
    return re.sub(r"\{\{(.+?)\}\}", lambda match: (given | mechanisms)[match[1]], template)


def blocks() -> dict[str, str]:
    """Everything that the code knows, by its name in the template."""
    phases, groups = phases_in(week_of), {name: type(group) for name, group in Pars()._asdict().items()}
    grades = [spec.grade for group in groups.values() for spec in pars_of(group).values()]
    kinds = _entities()
    return {
        "parameters": str(len(grades)),
        "graded": ", ".join(f"{grades.count(grade)} of grade {grade}" for grade in "ABC"),
        "bytes": str(sum(bytes_per_row(kinds[name]) for name in PER_PERSON)),
        "longest": f"{LONGEST:,} weeks ({LONGEST // 52} years)",
        "phases": str(len(phases)),
        "draws": str(len(_streams())),
        "facts": table(
            ("fact", "pattern", "outside its band", "source"),
            ((fact.id, fact.name, "a failure" if fact.hard else "a mark", fact.source) for fact in FACTS.values()),
        ),
        "entities": "\n\n".join(_entity(name, kind) for name, kind in kinds.items() if name not in INPUTS),
        "inputs": "\n\n".join(_entity(name, kinds[name]) for name in INPUTS),
        "schedule": table(
            ("", "phase", "steps", "what happens"),
            ((i, f"[{each.name}](#{i}-{each.name})", each.of, _first(each.module)) for i, each in enumerate(phases, 1)),
        ),
        "streams": _stream_table(phases),
        "links": _parameters(Links),
        "metrics": table(
            ("metric", "unit", "better", "definition", "fooled by"),
            ((m.name, m.unit, {1: "more", -1: "less"}.get(m.better, "-"), m.definition, m.fooled_by) for m in METRICS.values()),
        ),
        "counts": ", ".join(f"`{name}`" for name in COUNTS),
        "founding": _founding(),
        "settings": settings(),
        "submodels": "\n\n".join(_submodel(i, phase, groups.get(phase.name)) for i, phase in enumerate(phases, 1)),
        "elsewhere": _elsewhere(groups, {phase.name for phase in phases}),
    }


def _entities() -> dict[str, type]:
    """The entities of the world, by name."""
    return {name: kind for name, kind in get_type_hints(World).items() if name not in ("weekly", "pars", "links")}


def _entity(name: str, kind: type) -> str:
    rows = []
    for column, spec in columns_of(kind).items():
        slots = f" x {spec.slots}" if spec.slots else ""
        rows.append((f"`{column}`", np.dtype(spec.dtype).name + slots, spec.unit or "-", number(spec.start), spec.meaning))
    head = ("column", "type", "unit", "start", "meaning")
    return f"**{name}** ({bytes_per_row(kind)} bytes a row). {inspect.getdoc(kind)}\n\n{table(head, rows)}"


def _parameters(group: type) -> str:
    rows = []
    for name, spec in pars_of(group).items():
        values = number(group._field_defaults[name]), f"{number(spec.low)} to {number(spec.high)}"
        rows.append((f"`{name}`", *values, spec.unit, spec.meaning, spec.grade, spec.source))
    return table(PAR_HEAD, rows)


def _submodel(place: int, phase: Phase, group: type | None) -> str:
    """A phase: what it does, of whom, what it reads, writes and draws, its rules and its parameters."""
    path = _path(phase.module)
    parts = [
        f"### {place}. {phase.name}",
        inspect.getdoc(phase.module),
        "\n".join(
            [
                f"- Steps {phase.of}; source {link(path, path)}.",
                f"- Reads {_by_entity(phase.reads)}.",
                f"- Writes {_by_entity(phase.writes)}.",
                *([f"- Draws from {', '.join(used)}."] if (used := _drawn(phase.module)) else []),
                *_rules(phase.module),
            ]
        ),
        *([_parameters(group)] if group else []),
    ]
    return "\n\n".join(parts)


def _by_entity(columns: frozenset[str]) -> str:
    """Columns, entity by entity: "members: days, joined; ties: met"."""
    held: dict[str, list[str]] = {}
    for entity, _, column in sorted(each.partition(".") for each in columns):
        held.setdefault(entity, []).append(column)
    return "; ".join(f"{entity}: {', '.join(names)}" if any(names) else entity for entity, names in held.items()) or "nothing"


def _rules(module: ModuleType) -> list[str]:
    """The scalar rules of a behaviour, a line each."""
    lines = []
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.FunctionDef) and "rule" in {ast.unparse(each) for each in node.decorator_list}:
            lines.append(f"- Rule `{node.name}({', '.join(each.arg for each in node.args.args)})`: {_told(node)}")
    return lines


def _told(function: ast.FunctionDef) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join((ast.get_docstring(function) or "").split("\n\n")[0].split())


def _streams() -> dict[str, int]:
    return {name: value for name, value in vars(streams).items() if name.isupper()}


def _drawn(module: ModuleType) -> list[str]:
    """Streams that a module draws from, by their numbers."""
    taken = [node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.ImportFrom)]
    names = {alias.name for node in taken if node.module == streams.__name__ for alias in node.names}
    return sorted(names, key=_streams().get)


def _stream_table(phases: tuple[Phase, ...]) -> str:
    users = [*((phase.name, phase.module) for phase in phases), ("founding", founding)]
    rows = []
    for name, value in sorted(_streams().items(), key=lambda item: item[1]):
        used = [user for user, module in users if name in _drawn(module)]
        rows.append((value, name, ", ".join(used) or "-"))
    return table(("number", "stream", "drawn from in"), rows)


def _founding() -> str:
    """What the founding does, step by step, from the docstrings of its functions."""
    steps = []
    for node in ast.parse(inspect.getsource(founding)).body:
        if isinstance(node, ast.FunctionDef):
            steps.append(f"- `{node.name}`: {_told(node)}")
    return inspect.getdoc(founding) + "\n\n" + "\n".join(steps)


def _elsewhere(groups: dict[str, type], phases: set[str]) -> str:
    """Parameter groups of modules that are no line of the schedule."""
    rest = [f"**{name}**\n\n{_parameters(group)}" for name, group in groups.items() if name not in phases]
    return "\n\n".join(rest) or "None: every group belongs to a phase."


def _first(module: ModuleType) -> str:
    return inspect.getdoc(module).splitlines()[0]


def _path(module: ModuleType) -> str:
    return module.__name__.replace(".", "/") + ".py"
