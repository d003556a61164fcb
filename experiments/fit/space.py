"""The space of a fit: the few parameters that an export can tell, where to look for them, and where to begin.

All other parameters keep their defaults: the export of a forum says nothing about them.
"""

from typing import NamedTuple

from agents.founding import Founding
from agents.pars import Pars
from scenarios.replay import MEAN_HOURS


class Searched(NamedTuple):
    """One searched parameter: "group.name" of the model, or of the staff; its range, whether by its logarithm, start."""

    key: str
    low: float
    high: float
    log: bool
    start: float


PEOPLE = (
    Searched("asking.outside", 1e-3, 0.5, True, 0.1),
    Searched("asking.member", 0.05, 1.0, False, 0.5),
    Searched("asking.lapsed", 0.0, 1.0, False, 0.15),
    Searched("asking.keen", 0.0, 1.0, False, 0.2),
    Searched("joining.outside", 1e-3, 1.0, True, 0.05),
    Searched("needs.rate", 0.01, 1.5, True, 0.1),
    Searched("needs.background", 0.002, 0.6, True, 0.1),
    Searched("needs.spread", 0.2, 2.0, False, 0.5),
    Searched("leaving.drift", -5.0, 1.0, False, 0.0),
    Searched("leaving.keen", 0.0, 4.0, False, 0.7),
    Searched("leaving.love", 0.0, 4.0, False, 0.3),
    Searched("leaving.present", 0.0, 4.0, False, 1.8),
    Searched("leaving.settled", 0.0, 1.5, False, 0.7),
    Searched("visiting.habit", -7.0, 0.0, False, -3.8),
    Searched("visiting.love", 0.0, 6.0, False, 1.3),
    Searched("visiting.keen", 0.0, 3.0, False, 0.4),
    Searched("helping.willing", 1e-5, 0.3, True, 0.02),
    Searched("helping.spread", 0.3, 4.0, False, 1.2),
    Searched("helping.delay", 0.5, 400.0, True, 4.3),
    Searched("posting.appeal", 0.0, 3.0, False, 1.1),
    Searched("answering.crowd", 0.02, 1.0, False, 0.64),
    Searched("answering.turn", 0.0, 0.92, False, 0.32),
    Searched("answering.keen", 0.0, 1.5, False, 0.67),
    Searched("viewing.memory", 0.0, 0.9, False, 0.5),
)
STAFF = (
    Searched("staff_helping.coverage", 0.1, 1.0, False, 0.8),
    Searched("staff.sla", 1.0, 200.0, True, 7.0),
    Searched("staff.hours", 2.0, 40.0, True, 9.0),
)


def space_of(founding: Founding) -> tuple[Searched, ...]:
    """What is searched for a community, with staff or without."""
    return PEOPLE + (STAFF if founding.staff else ())


def applied(values: dict[str, float], founding: Founding, pars: Pars) -> tuple[Founding, Pars]:
    """A founding and parameters with searched values put in."""
    for key, value in values.items():
        group, name = key.split(".")
        if group == "staff":
            founding = founding._replace(staff=staff_with(founding.staff, name, value))
        else:
            pars = pars._replace(**{group: getattr(pars, group)._replace(**{name: value})})
    return founding, pars


def staff_with(staff, name: str, value: float):
    """Staff with another delay, or with hours scaled to another mean."""
    if name == "hours":
        return tuple(each._replace(hours=each.hours * value / MEAN_HOURS) for each in staff)
    return tuple(each._replace(**{name: value}) for each in staff)
