"""A scenario: what is decided or befalls, as a difference from its parent; and how long and how often it is run."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import LONGEST, MONTHS
from sim.pars import par


class StaffChange(NamedTuple):
    """From a month on, another share of the community's staff hours is paid, until the next change."""

    month: whole("month", 1, MONTHS, "in which it begins; the first is 1, month 4 begins in week 13")
    scale: par("ratio", 0, 10, "of the staff hours that the community has", "C", "decided")


class Scenario(NamedTuple):
    """One scenario."""

    name: str
    parent: str = ""
    title: str = ""
    staff: tuple[StaffChange, ...] = ()
    open: bool = True  # the community exists


class Plan(NamedTuple):
    """How long and how often."""

    weeks: whole("weeks", 4, LONGEST, "simulated; 104 are 24 months") = 104
    seeds: whole("runs", 1, 100_000, "on different draws, the same for every scenario") = 50
    first_seed: whole("seed", 0, 2**53, "number of the first run") = 1
    threads: whole("threads", 0, 1024, "side by side, 0 = all cores") = 0
