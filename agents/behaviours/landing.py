"""Landing: the open web, far larger than the market, finds answers by search, reads and goes (M12).

These are people who could never be members, customers or a ticket: they are counted as visits and change nothing else.
People of the market who search are followed one by one in `self_service`.
"""

from typing import NamedTuple

from agents.counts import LANDINGS
from sim.kernel import kernel, rule
from sim.pars import par

OF = "world"
READS = "topics.fresh calendar.open calendar.search lifts.landing weekly"
WRITES = "weekly"


class LandingPars(NamedTuple):
    """What the open web looks for."""

    public: par(
        "visits/week", 0, 1000, "from the open web to the first fresh answer of a topic; 0: nobody outside the market can read",
        "B", "set to S25 and S26; 87-528 views of a thread in its years (facts.md) are of that order",
    ) = 0.9  # fmt: skip


# The rule
@rule
def visits(answers: int, boost: float, gain: float, eta: float, pars: LandingPars) -> float:
    """Expected visits a week from the open web to the fresh answers of a topic: public x boost x answers^eta.

    What is out of date sinks in the ranking. `gain` is that of the link `search_landing`.
    """
    return gain * pars.public * boost * float(answers) ** eta if answers > 0 else 0.0


# The world
@kernel
def everyone(topics, calendar, lifts, weekly, pars, self_service, links, now):
    """Add them to the landings of the week."""
    week = now.week
    if not calendar.open[week]:
        return
    boost = calendar.search[week] * (1.0 + lifts.landing[week])
    for t in range(topics.fresh.size):
        weekly[week, LANDINGS] += visits(int(topics.fresh[t]), boost, links.search_landing, self_service.eta, pars)
