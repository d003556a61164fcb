"""Presets: a fitted community as a configuration file, figures with their source, never the data."""

from pathlib import Path

import yaml

from agents.pars import Pars
from experiments.fit.figures import Figures
from experiments.fit.search import Fitted
from experiments.tables import write_whole
from scenarios.build import build
from scenarios.facts.carried import Own
from scenarios.facts.history import RELEASE_EVERY

BLOCK = 4  # weeks: the history is kept in blocks of four


def preset(name: str, about: dict[str, str], figures: Figures, fitted: Fitted, own: dict[str, Own]) -> dict:
    """The tree of the configuration file of a fitted community.

    Args:
        name: of the community.
        about: title, kind, source, licence, data_hash.
        figures: who is here at the end of the export.
        fitted: the parameters found.
        own: figures of the community by which facts are judged (`scenarios.facts.carried`).
    """
    targets = {key: Own(each.value, each.low95, each.high95) for key, each in fitted.target.intervals.items()}
    scale = {key: value for key, value in fitted.values.items() if key.startswith("staff.")}
    community = {
        "name": name,
        **about,
        "market": figures.market,
        "topics": fitted.replay.founding.topics,
        "plan_share": fitted.replay.founding.plan_share,
        "questions_a_week": rounded(figures.questions_a_week),
        "staff": [
            {"hours": rounded(scale["staff.hours"]), "skill": each.skill, "sla": rounded(scale["staff.sla"])}
            for each in figures.staff
        ],
        "founders": [{**group._asdict(), "silent": list(group.silent)} for group in figures.founders],
        "stock": [{**group._asdict(), "age": list(group.age)} for group in figures.stock],
        "demand": [rounded(figures.demand)],
        "release_every": RELEASE_EVERY,
        "observed": [
            {"statistic": key, "value": rounded(each.value), "low": rounded(each.low), "high": rounded(each.high)}
            for key, each in (own | targets).items()
        ],
        "history": history(fitted),
    }
    alone = {"per_member": 0.0}  # the hours of staff are those seen in answers: what else they do is not among them
    return {"community": community, "organization": alone, "pars": changed(fitted.pars)}


def history(fitted: Fitted) -> dict:
    """What a replay of the export needs: its length, the interest of outsiders, and when which staff were there."""
    replay = fitted.replay
    return {
        "weeks": replay.path.weeks,
        "market": replay.founding.market,
        "demand": [rounded(value) for value in replay.path.calendar.demand[::BLOCK]],
        "staff": [
            {"hours": rounded(s.hours), "skill": s.skill, "sla": rounded(s.sla), "first": s.first, "last": s.last}
            for s in replay.founding.staff
        ],
    }


def changed(pars: Pars) -> dict:
    """The parameters that differ from the defaults."""
    groups = {}
    for group, values, defaults in zip(Pars._fields, pars, Pars(), strict=True):
        differing = {n: rounded(v) for n, v, d in zip(values._fields, values, defaults, strict=True) if v != d}
        if differing:
            groups[group] = differing
    return groups


def rounded(value: float) -> float:
    """Four figures: more is not known."""
    return float(f"{value:.4g}")


def write(path: Path, tree: dict, command: str) -> None:
    """Write the file, whole or not at all, with how it was made on top.

    Raises:
        ConfigError: the tree is no community that can be run; then nothing was written.
        OSError: the file cannot be written.
    """
    build({"scenario": {"name": "baseline"}} | tree)
    head = f"# @package _global_\n# Written by `{command}`. Figures only; the data stay where they are.\n"
    text = yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=120, default_flow_style=None)
    write_whole(path, (head + text).encode())
