"""Small plans for tests of programs, shocks and budgets: a community whose money is easily added up."""

import functools

import numpy as np

from agents.simulate import simulate
from experiments import config_files
from scenarios.build import build
from scenarios.config import Config, to_founding, to_path

STAFF = [{"hours": 20, "welcoming": 0.25, "listening": 0.1}, {"hours": 10, "introducing": 0.5}]  # 1,200 and 600 $ a week
PROGRAM = {  # 100, 500 and 200 $ a week
    "events": {"per_quarter": 2, "seats": 50},
    "superusers": {"seats": 52},
    "moderation": {"hours": 10, "tidy": 0.5},
}
PRICES = {"staff_hour": 60, "event_seat": 13, "superuser_year": 500, "moderation_hour": 20}
FOUNDERS = [{"members": 8, "answers": 90.0, "questions": 5.0}, {"members": 30, "questions": 6.0}]


def planned(weeks=104, staff=STAFF, market=150, founders=(), community=None, **groups) -> Config:
    """A configuration of that community, with further groups as plain data."""
    here = {"name": "plan", "market": market, "topics": 5, "staff": list(staff), "founders": list(founders)}
    here |= {"questions_a_week": 5.0} | (community or {})
    tree = {"community": here, "scenario": {"name": "plan"}, "economics": PRICES, "run": {"weeks": weeks}}
    return build(tree | groups)


def money(*changes, program=None, **groups) -> Config:
    """That community with its programs, under changes of the budget."""
    budget = {"changes": list(changes)} | groups.pop("budget", {})
    return planned(program=PROGRAM if program is None else program, budget=budget, **groups)


def sized(group: str, name: str) -> dict:
    """A program or shock at the size in which it is shipped, as plain data."""
    return config_files.load(config_files.BUILT_IN / group / f"{name}.yaml")[name]


@functools.cache
def lived(group: str = "", name: str = ""):
    """Weekly counts of nine weeks of that community, with one program or shock from month 2 on: week 5."""
    when = "first" if group == "program" else "month"
    own = {group: {name: sized(group, name) | {when: 2} | ({"last": 9} if group == "program" else {})}} if name else {}
    config = planned(weeks=9, founders=FOUNDERS, **own)
    return simulate(to_founding(config), to_path(config), config.pars, config.links, seed=3).weekly


def tables(config: Config) -> dict[str, np.ndarray]:
    """Every column of the path of a configuration, by "entity.column"."""
    path = to_path(config)
    both = {"calendar": path.calendar, "lifts": path.lifts}
    return {f"{name}.{field}": column for name, table in both.items() for field, column in table._asdict().items()}


def moved(config: Config, usual: Config) -> dict[str, np.ndarray]:
    """The columns in which the paths of two configurations differ, and in which weeks."""
    one, other = tables(config), tables(usual)
    weeks = {name: np.flatnonzero((one[name] != other[name]).reshape(len(one[name]), -1).any(axis=1)) for name in one}
    return {name: rows for name, rows in weeks.items() if rows.size}
