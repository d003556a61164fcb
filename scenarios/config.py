"""The configuration of a run: everything that decides its result, checked, frozen and pure."""

import json
from typing import NamedTuple

import numpy as np

from agents import founding
from agents.links import Links
from agents.pars import Pars
from scenarios.community import Community
from scenarios.economics import Economics
from scenarios.fields import tree_of
from scenarios.scenario import Plan, Scenario
from sim.clock import month_of

IDENTITY = ("scenario.name", "scenario.parent", "scenario.title")  # names only: no difference between two scenarios


class Config(NamedTuple):
    """One scenario of one community. Build it with `scenarios.build.build`, which checks it."""

    community: Community
    scenario: Scenario
    pars: Pars = Pars()
    links: Links = Links()
    economics: Economics = Economics()
    run: Plan = Plan()


class Difference(NamedTuple):
    """One setting in which two configurations differ."""

    key: str
    before: object
    after: object


def to_founding(config: Config) -> founding.Founding:
    """What the community starts with, for `agents.simulate`."""
    c = config.community
    return founding.Founding(
        market=c.market,
        topics=c.topics,
        plan_share=c.plan_share,
        questions_a_week=c.questions_a_week,
        age=c.history.weeks,
        staff=tuple(founding.StaffMember(**member._asdict()) for member in c.staff),
        founders=tuple(founding.Founders(*group) for group in c.founders),
        stock=tuple(founding.Stock(*group) for group in c.stock),
    )


def to_path(config: Config) -> founding.Path:
    """What is set from outside, week by week, for `agents.simulate`: tables of `config.run.weeks` weeks."""
    weeks = config.run.weeks
    every = config.community.release_every
    path = founding.steady(weeks, every or weeks + 1)
    demand = config.community.demand or (1.0,)
    months = np.array([month_of(week) + 1 for week in range(weeks)])
    for change in sorted(config.scenario.staff):
        path.calendar.staff[months >= change.month] = change.scale
    path.calendar.demand[:] = [demand[min(week, len(demand) - 1)] for week in range(weeks)]
    path.calendar.open[:] = config.scenario.open
    return path


def seeds_of(config: Config) -> range:
    """The seeds of its runs."""
    return range(config.run.first_seed, config.run.first_seed + config.run.seeds)


def canonical(config: Config) -> dict:
    """What decides the result of one seed, as plain data: the configuration without the seeds and threads."""
    return tree_of(config) | {"run": {"weeks": config.run.weeks}}


def as_json(tree) -> str:
    """Plain data as JSON text, the same for equal data."""
    return json.dumps(tree, sort_keys=True, separators=(",", ":"), allow_nan=False, ensure_ascii=False)


def difference(before: Config, after: Config) -> list[Difference]:
    """The settings in which two configurations differ, other than the names; a list counts as one setting."""
    old, new = flat(tree_of(before)), flat(tree_of(after))
    keys = [key for key in new | old if key not in IDENTITY]
    return [Difference(key, old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)]


def flat(tree: dict, above: str = "") -> dict[str, object]:
    """Plain data with dotted keys: {"run.weeks": 104, ...}."""
    found = {}
    for name, value in tree.items():
        key = f"{above}{name}"
        found |= flat(value, f"{key}.") if isinstance(value, dict) else {key: value}
    return found
