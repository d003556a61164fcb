"""The space of a fit: the few parameters that an export can tell, where to look for them, and where to begin.

All other parameters keep their defaults: the export of a forum says nothing about them.
"""

from typing import NamedTuple

from agents.founding import Founding
from agents.pars import Pars
from scenarios.replay import MEAN_HOURS


class Searched(NamedTuple):
    """One searched parameter: "group.name" of the model, or of the staff; its range, and whether by its logarithm."""

    key: str
    low: float
    high: float
    log: bool
    given: float | None = None  # where to begin, if not at the default

    @property
    def start(self) -> float:
        """Where the search begins: at the default, which fitted a vendor's developer forum."""
        group, name = self.key.split(".")
        return getattr(getattr(Pars(), group), name) if self.given is None else self.given


PEOPLE = (
    Searched("asking.outside", 1e-3, 0.5, True),
    Searched("asking.member", 0.05, 1.0, False),
    Searched("asking.lapsed", 0.0, 1.0, False),
    Searched("asking.keen", 0.0, 1.0, False),
    Searched("asking.ignored", 0.0, 0.9, False),
    Searched("joining.outside", 1e-3, 1.0, True),
    Searched("needs.rate", 0.01, 1.5, True),
    Searched("needs.start", 0.02, 10.0, True),
    Searched("needs.project", 0.6, 60.0, True),
    Searched("needs.lasting", 0.0, 2.0, False),
    Searched("needs.spread", 0.2, 2.0, False),
    Searched("leaving.drift", -5.0, 1.0, False),
    Searched("leaving.keen", 0.0, 4.0, False),
    Searched("leaving.love", 0.0, 4.0, False),
    Searched("leaving.present", 0.0, 4.0, False),
    Searched("leaving.settled", 0.0, 1.5, False),
    Searched("visiting.habit", -7.0, 0.0, False),
    Searched("visiting.love", 0.0, 6.0, False),
    Searched("visiting.keen", 0.0, 3.0, False),
    Searched("helping.willing", 1e-5, 0.3, True),
    Searched("helping.spread", 0.3, 4.0, False),
    Searched("helping.delay", 0.5, 400.0, True),
    Searched("posting.appeal", 0.0, 3.0, False),
    Searched("answering.crowd", 0.02, 1.0, False),
    Searched("answering.turn", 0.0, 0.92, False),
    Searched("answering.keen", 0.0, 1.5, False),
    Searched("viewing.memory", 0.0, 0.9, False),
)
STAFF = (
    Searched("staff_helping.coverage", 0.1, 1.0, False),
    Searched("staff.sla", 1.0, 200.0, True, 6.0),
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
