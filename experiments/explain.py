"""Explaining a name: a setting with its value and where it was set, a metric, a link, a file, a behaviour, a mechanism."""

import re
from difflib import get_close_matches
from typing import NamedTuple

from experiments import catalog, config_files
from experiments.compose import traced
from experiments.declarations import Declared, declared, place_of_metric
from experiments.whence import ways
from scenarios.config import as_json
from scenarios.fields import choice_of, fields_of, tree_of
from scenarios.problems import ConfigError, Problem, amount, shown

_ID = re.compile(r"[MSms]\d+[a-z]?")
GRADES = {"A": "A: measured in real communities", "B": "B: from the literature", "C": "C: assumed"}
DECIDED = "decided"  # the source of what somebody chooses: there is no evidence for it


class Entry(NamedTuple):
    """What is told of one thing: pairs of a heading and a text or value."""

    kind: str
    name: str
    told: list[tuple[str, object]]


def explain(word: str, overrides=(), config_dir=None) -> list[Entry]:
    """Everything that goes by a name; a name may stand for several things.

    Args:
        word: a key such as "pars.visiting.habit", a name, or the id of a mechanism or fact.
        overrides: of the composition in which a setting has its value.
        config_dir: the user's configuration files, searched first.

    Raises:
        ConfigError: for a name that is nothing, with the nearest that is something; or a composition that fails.
    """
    found = [
        *_mechanism(word), *_setting(word, overrides, config_dir), *_files(word, config_dir), *_metric(word), *_link(word),
        *_behaviour(word), *_fact(word), *_experiment(word),
    ]  # fmt: skip
    found = found or [entry for key in _ending(word) for entry in _setting(key, overrides, config_dir)]
    if found:
        return found
    raise ConfigError([Problem("", f"nothing here is called {shown(word)}", _advice(word, config_dir), "command line")])


def _setting(key: str, overrides, config_dir) -> list[Entry]:
    """A setting or group of settings, if there is one of this key."""
    way = ways(key)
    it = declared(way)
    if it is None:
        return []
    config, place = traced(overrides, None, config_dir)
    value = _reached(tree_of(config), way)
    if value is _NOTHING:
        text = f"{it.key.rpartition('[')[0]} has no such place in the composed configuration"
        raise ConfigError([Problem(key, text, "count the places from 0, or choose another community", "command line")])
    if isinstance(value, dict):
        return [_group(it, value, place)]
    set_by = place(it.key)
    exported = bool(config.community.data_hash and it.par and it.par.grade == "A" and it.key.startswith("community."))
    told = [("value", value), ("set by", set_by or f"{it.place} (default)"), ("declared", it.place)]
    told += _of_par(it, not set_by or exported)
    if it.group is not None:
        told.append(("items have", ", ".join(fields_of(it.group))))
    return [Entry("setting", it.key, told)]


def _group(it: Declared, values: dict, place) -> Entry:
    """A group: its keys with their values and where they were set."""
    told = [("declared", it.place)]
    for name, value in values.items():
        key = f"{it.key}.{name}"
        part = declared(ways(key))
        unit = f" {part.par.unit}" if part.par and part.par.unit else ""
        text = f"{{{', '.join(value)}}}" if isinstance(value, dict) else f"{_short(value)}{unit}, {place(key) or 'default'}"
        told.append((key, text))
    return Entry("group of settings", it.key, told)


def _of_par(it: Declared, evident: bool) -> list[tuple[str, object]]:
    """Unit, range and meaning; and, where they belong to the value, source and grade: of the default, or of an export."""
    if choice := choice_of(it.hint):
        return [("range", ", ".join(choice.words)), ("meaning", choice.meaning)]
    par = it.par
    if par is None:
        return []
    source = [("source", par.source)] if par.source and evident else []
    grade = [("evidence", GRADES.get(par.grade, par.grade))] if par.grade and evident and par.source != DECIDED else []
    bounds = f"{amount(par.low)} to {amount(par.high)}"
    return [("unit", par.unit or "none"), ("range", bounds), ("meaning", par.meaning), *source, *grade]


_NOTHING = object()


def _reached(tree, way: list[str]):
    for key in way:
        if isinstance(tree, list):
            tree = tree[int(key)] if int(key) < len(tree) else _NOTHING
        else:
            tree = tree.get(key, _NOTHING) if isinstance(tree, dict) else _NOTHING
    return tree


def _files(name: str, config_dir) -> list[Entry]:
    """Files of configurations of this name: what they set, and where."""
    entries = []
    for group in catalog.groups(config_dir):
        if name not in config_files.choices(group, config_dir):
            continue
        file = config_files.find(f"{group}/{name}", config_dir)
        told = [("title", catalog.title_of(group, name, config_dir)), ("file", config_files.displayed(file))]
        for key, value in _flat(config_files.load(file)).items():
            told.append((key, f"{_short(value)}, line {config_files.line_of(file, key.split('.'))}"))
        entries.append(Entry(group, name, told))
    return entries


def _flat(tree: dict, above: str = "") -> dict[str, object]:
    found = {}
    for name, value in tree.items():
        key = f"{above}{name}"
        found |= _flat(value, f"{key}.") if isinstance(value, dict) and value else {key: value}
    return found


def _metric(name: str) -> list[Entry]:
    from scenarios.metrics import METRICS

    if name not in METRICS:
        return []
    it = METRICS[name]
    better = {1: "more is better", -1: "less is better", 0: "neither more nor less is better"}[it.better]
    told = [("group", it.group), ("unit", it.unit), ("better", better), ("definition", it.definition)]
    return [Entry("metric", name, [*told, ("fooled by", it.fooled_by), ("declared", place_of_metric(name))])]


def _link(name: str) -> list[Entry]:
    if name not in catalog.links():
        return []
    it = declared(["links", name])
    told = [("meaning", it.par.meaning), ("cut it with", f"{it.key}=0"), ("declared", it.place)]
    return [Entry("link", name, told)]


def _behaviour(name: str) -> list[Entry]:
    it = catalog.behaviours().get(name)
    if it is None:
        return []
    told = [("meaning", it.meaning), ("file", config_files.displayed(it.file)), ("place in the week", it.phase or "none")]
    told += [("of", it.of), ("reads", it.reads), ("writes", it.writes)]
    if declared(["pars", name]):
        told.append(("parameters", f"pars.{name}: {', '.join(fields_of(declared(['pars', name]).group))}"))
    return [Entry("behaviour", name, told)]


def _fact(word: str) -> list[Entry]:
    from scenarios.facts import FACTS

    own = [fact for fact in FACTS.values() if word in (fact.key, fact.id) or word.upper() == fact.id]
    return [
        Entry("fact", f.key, [("id", f.id), ("meaning", f.name), ("kind", "hard" if f.hard else "soft"), ("source", f.source)])
        for f in own
    ]


def _experiment(word: str) -> list[Entry]:
    """An experiment of emergence by its key, or all with this id."""
    from experiments.emergence import EXPERIMENTS
    from experiments.emergence.experiment import span

    def told(e) -> list[tuple[str, object]]:
        variants = "; ".join(f"{label}: {' '.join((v.scenario, *v.words))}" for label, v in e.variants.items())
        held = [("band", span(e.low, e.high)), ("community", e.community), ("months", e.months), ("variants", variants)]
        return [("id", e.id), ("meaning", e.name), ("kind", "hard" if e.hard else "soft"), *held, ("source", e.source)]

    own = [each for each in EXPERIMENTS.values() if word == each.key or word.upper() == each.id.upper()]
    return [Entry("experiment", each.key, told(each)) for each in own]


def _mechanism(word: str) -> list[Entry]:
    """Every line that mentions an id of a mechanism (M19) or fact (S14)."""
    if not _ID.fullmatch(word):
        return []
    word = word[0].upper() + word[1:]
    found = catalog.mentions(word)
    return [Entry("mechanism" if word[0] == "M" else "fact id", word, found)] if found else []


def _ending(word: str) -> list[str]:
    """Keys whose last name is this word."""
    return [key for key in catalog.settings() if key.rpartition(".")[2] == word and "[" not in key]


def _advice(word: str, config_dir) -> str:
    """The nearest name that is something."""
    from experiments.emergence import EXPERIMENTS
    from scenarios.facts import FACTS
    from scenarios.metrics import METRICS

    names = [name for group in catalog.groups(config_dir) for name in config_files.choices(group, config_dir)]
    names += [*METRICS, *catalog.links(), *catalog.behaviours(), *FACTS, *EXPERIMENTS]
    keys = catalog.settings()
    leaves = {key.rpartition(".")[2]: key for key in reversed(keys)}
    near = get_close_matches(word, [*names, *keys, *leaves], 1, 0.6)
    if near:
        return f"did you mean {leaves.get(near[0], near[0]) if near[0] not in names else near[0]}?"
    return "see gravity ls for what there is"


def _short(value, most: int = 60) -> str:
    text = (value or "empty") if isinstance(value, str) else as_json(value)
    return text if len(text) <= most else text[: most - 3] + "..."


def as_text(value) -> str:
    """A value as it is printed in a table."""
    return _short(value, 200)
