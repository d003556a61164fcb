"""The catalog: everything that has a name: files of configurations, metrics, links, facts, behaviours, settings."""

import ast
import functools
import re
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

import agents
from experiments import config_files
from experiments.config_files import BUILT_IN, displayed, load

PLURALS = {"communities": "community", "scenarios": "scenario", "programs": "program", "shocks": "shock", "runs": "run"}
TOPICS = (*PLURALS, "metrics", "links", "facts", "experiments", "behaviours", "parameters")  # what can be listed
MODEL = ("agents", "scenarios", "experiments/docks", "experiments/emergence", "configs")  # where mechanisms are


class Behaviour(NamedTuple):
    """One thing that people do in a week, read from its file without running it."""

    name: str
    file: Path
    meaning: str
    of: str
    reads: str
    writes: str
    phase: int  # its place in the week, from 1; 0 if it has none
    has_pars: bool


def groups(config_dir=None) -> list[str]:
    """The groups of configuration files, as far as there are files."""
    found = {file.parent.name for folder in config_files.folders(config_dir) for file in folder.glob("*/*.yaml")}
    order = [*PLURALS.values()]
    return sorted(found, key=lambda name: (order.index(name) if name in order else len(order), name))


def title_of(group: str, name: str, config_dir=None) -> str:
    """What a configuration file is about: its title, else the first words that it is introduced with, else nothing."""
    file = config_files.find(f"{group}/{name}", config_dir)
    if title := _titled(load(file)):
        return title
    lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    return next((line.lstrip("# ") for line in lines if line.startswith("#") and "@package" not in line), "")


def _titled(tree) -> str:
    """The uppermost title in a file."""
    if not isinstance(tree, dict):
        return ""
    if isinstance(tree.get("title"), str):
        return tree["title"]
    return next((found for part in tree.values() if (found := _titled(part))), "")


@functools.cache
def behaviours() -> dict[str, Behaviour]:
    """Every behaviour by name, in the order of the week."""
    folder = Path(agents.__file__).parent
    week = _week(folder / "schedule.py")
    found = [_behaviour(file, week) for file in (folder / "behaviours").glob("[!_]*.py")]
    return {each.name: each for each in sorted(found, key=lambda each: (each.phase or len(week) + 1, each.name))}


def _behaviour(file: Path, week: list[str]) -> Behaviour:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    told = dict.fromkeys(("OF", "READS", "WRITES"), "")
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in told:
            told[node.targets[0].id] = str(ast.literal_eval(node.value))
    meaning = (ast.get_docstring(tree) or "").split("\n\n")[0].replace("\n", " ")
    phase = week.index(file.stem) + 1 if file.stem in week else 0
    has_pars = any(isinstance(node, ast.ClassDef) and node.name.endswith("Pars") for node in tree.body)
    return Behaviour(file.stem, file, meaning, told["OF"], told["READS"], told["WRITES"], phase, has_pars)


def _week(file: Path) -> list[str]:
    """The behaviours in the order in which a week calls them."""
    calls = [node.func for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    named = [(call.lineno, call.value.id) for call in calls if isinstance(call, ast.Attribute) and call.attr == "everyone"]
    return [name for _, name in sorted(named)]


@functools.cache
def links() -> dict[str, str]:
    """The meaning of each named link."""
    from agents.links import Links
    from sim.pars import pars_of

    return {name: par.meaning for name, par in pars_of(Links).items()}


@functools.cache
def metrics() -> list[str]:
    """The names of the metrics, read from their files without running them; orbit levels and their posts are metrics too."""
    found = []
    for file in sorted((Path(agents.__file__).parent.parent / "scenarios" / "metrics").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Metric" and isinstance(node.args[0], ast.Constant):
                found.append(node.args[0].value)
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_LEVEL_STEPS":
                found += [prefix + level.lower() for level in ast.literal_eval(node.value) for prefix in ("", "posts_")]
    return found


def settings() -> list[str]:
    """Every key that can be set, dotted; of a list also those of its first item."""
    from scenarios.config import Config
    from scenarios.keys import known_keys

    return known_keys(Config)


def table_of(topic: str, config_dir=None) -> list[dict]:
    """The rows of a list."""
    if topic in PLURALS:
        group = PLURALS[topic]
        return [{"name": n, "title": title_of(group, n, config_dir)} for n in config_files.choices(group, config_dir)]
    if topic == "links":
        return [{"name": name, "meaning": meaning} for name, meaning in links().items()]
    if topic == "behaviours":
        return [{"phase": b.phase or None, "name": b.name, "of": b.of, "meaning": b.meaning} for b in behaviours().values()]
    return {"metrics": _metrics, "facts": _facts, "experiments": _experiments, "parameters": _parameters}[topic]()


def topic_of(word: str) -> str:
    """The word, if it is one of TOPICS. Raises ValueError, with the nearest, if it is not."""
    if word in TOPICS:
        return word
    near = get_close_matches(word, TOPICS, 1, 0.5)
    raise ValueError((f"did you mean {near[0]}? " if near else "") + f"There are: {', '.join(TOPICS)}")


def _metrics() -> list[dict]:
    from scenarios.metrics import METRICS

    return [{"group": m.group, "name": m.name, "unit": m.unit, "definition": m.definition} for m in METRICS.values()]


def _facts() -> list[dict]:
    from scenarios.facts import FACTS

    return [
        {"id": f.id, "name": f.key, "meaning": f.name, "kind": "hard" if f.hard else "soft", "source": f.source}
        for f in FACTS.values()
    ]


def _experiments() -> list[dict]:
    from experiments.emergence import EXPERIMENTS

    return [
        {"id": e.id, "name": e.key, "meaning": e.name, "kind": "hard" if e.hard else "soft", "community": e.community}
        for e in EXPERIMENTS.values()
    ]


def _parameters() -> list[dict]:
    from experiments.declarations import declared

    found = [declared(key.split(".")) for key in settings() if key.startswith(("pars.", "links.", "economics."))]
    return [
        {"key": d.key, "default": float(d.default), "unit": d.par.unit, "grade": d.par.grade, "meaning": d.par.meaning}
        for d in found
        if d is not None and d.par is not None and isinstance(d.default, (int, float))
    ]


def overview(config_dir=None) -> list[dict]:
    """What can be listed, how much of each there is, and the first names."""
    found = []
    for topic in TOPICS:
        names = _names(topic, config_dir)
        shown = ", ".join(names[:4]) + (", ..." if len(names) > 4 else "")
        found.append({"list": f"gravity ls {topic}", "count": len(names), "names": shown})
    return found


def _names(topic: str, config_dir) -> list[str]:
    if topic in PLURALS:
        return config_files.choices(PLURALS[topic], config_dir)
    return [str(row.get("name", row.get("key"))) for row in table_of(topic, config_dir)]


def mentions(word: str) -> list[tuple[str, str]]:
    """Where the code and the configurations speak of an id such as M19: file and line, and that line."""
    root = BUILT_IN.parent
    files = [file for part in MODEL for file in sorted((root / part).rglob("*.*"))]
    pattern, found = re.compile(rf"\b{re.escape(word)}\b"), []
    for file in files:
        if file.suffix in (".py", ".yaml"):
            lines = file.read_text(encoding="utf-8").splitlines()
            found += [(f"{displayed(file)}, line {i}", line.strip()) for i, line in enumerate(lines, 1) if pattern.search(line)]
    return found
