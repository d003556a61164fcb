"""The configuration of a run: everything that decides its result, checked, frozen and pure."""

import json
from typing import NamedTuple

import numpy as np

from agents import accounts, founding
from agents.links import Links
from agents.pars import Pars
from scenarios.budget import Budget, named, paid
from scenarios.community import Community
from scenarios.economics import Economics
from scenarios.fields import tree_of
from scenarios.organization import Organization
from scenarios.programs import INDEPENDENT, Programs
from scenarios.scenario import Plan, Scenario
from scenarios.shocks import Shocks
from scenarios.staff import Position, activity_hours, hours_at_work

IDENTITY = ("scenario.name", "scenario.parent", "scenario.title")  # names only: no difference between two scenarios
SHARES = ("rules", "tidy", "personal", "badges", "ideation")  # columns of Lifts that cannot exceed 1, however much is bought


class Config(NamedTuple):
    """One scenario of one community. Build it with `scenarios.build.build`, which checks it."""

    community: Community
    scenario: Scenario
    program: Programs = Programs()
    budget: Budget = Budget()
    organization: Organization = Organization()
    shock: Shocks = Shocks()
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
        staff=tuple(_at_work(place, config.organization) for place in paid(config).positions),
        founders=tuple(founding.Founders(*group) for group in c.founders),
        stock=tuple(founding.Stock(*group) for group in c.stock),
        segments=tuple(accounts.Segment(**segment._asdict()) for segment in c.segments),
    )


def _at_work(place: Position, organization: Organization) -> founding.StaffMember:
    """One of the staff, with the share of the hours that goes to answers after all that the organization costs."""
    member = place.member
    answering = member.answering * organization.working * (1.0 - organization.mixed_roles)
    return founding.StaffMember(member.hours, member.skill, member.sla, place.first, place.last, answering, place.ramp)


def to_path(config: Config) -> founding.Path:
    """What is set from outside, week by week, for `agents.simulate`: tables of `config.run.weeks` weeks."""
    weeks, money = config.run.weeks, paid(config)
    path = founding.steady(weeks, config.community.release_every or weeks + 1)
    demand = config.community.demand or (1.0,)
    path.calendar.demand[:] = [demand[min(week, len(demand) - 1)] for week in range(weeks)]
    path.calendar.open[:] = config.scenario.open
    path.calendar.staff[:] = money.hours
    path.calendar.hand_off[:] = config.organization.arriving
    for shock in config.shock:
        shock.write(path.calendar)
    path.calendar.free[:] = config.organization.free(hours_at_work(money.positions, weeks) * path.calendar.staff)
    path.calendar.care[:] = config.organization.care
    for name, program in named(config):
        reach = 1.0 if name in INDEPENDENT else path.calendar.open
        program.write(path.lifts, money.programs[name] * reach)
    _write_staff(path, money.positions, config.organization)
    for name in SHARES:
        np.minimum(getattr(path.lifts, name), 1.0, out=getattr(path.lifts, name))
    return path


def _write_staff(path: founding.Path, positions, organization: Organization) -> None:
    """What staff do besides answering, and the messages of sales that mixed roles bring."""
    scale = path.calendar.staff * path.calendar.open
    left = scale * path.calendar.free
    path.calendar.work[:] = activity_hours(positions, left, organization)
    path.lifts.hours[:] += path.calendar.work
    here = np.array([place.at_work(path.weeks) for place in positions]).any(axis=0)
    path.lifts.selling[:] += organization.asks * organization.mixed_roles * left * here


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
