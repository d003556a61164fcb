"""Landing: the open web, far larger than the market, finds answers by search, reads and goes (M12).

These are people who could never be members, customers or a ticket: they are counted as visits and change nothing else.
People of the market who search are followed one by one in `self_service`.
"""

from typing import NamedTuple

from agents.counts import LANDINGS
from sim.kernel import kernel, rule
from sim.pars import par

OF = "world"
READS = "topics.fresh topics.stale calendar.open calendar.search lifts.landing weekly"
WRITES = "weekly"


class LandingPars(NamedTuple):
    """What the open web looks for."""

    public: par(
        "visits/week", 0, 1000, "from the open web to the first answer of a topic; 0: nobody outside the market can read",
        "B", "facts.md: 87-528 views of a thread in its years, half of them people; S26: 5 a week in a young public site",
    ) = 4.0  # fmt: skip


# The rule
@rule
def visits(answers: int, boost: float, gain: float, eta: float, pars: LandingPars) -> float:
    """Expected visits a week from the open web to the answers of a topic: public x boost x answers^eta.

    Stale answers count as well as fresh ones: a search engine cannot tell them apart. `gain` is that of `search_landing`.
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
        answers = int(topics.fresh[t]) + int(topics.stale[t])
        weekly[week, LANDINGS] += visits(answers, boost, links.search_landing, self_service.eta, pars)
