"""Outcomes: what is kept of a run beside its weekly counts, as series by name.

| name | x | value |
|---|---|---|
| a metric's name | month, from 1 | its value |
| cost/NAME | month, from 1 | what a part of the community cost, dollars a month (`scenarios.ledger`) |
| cohort/M/members, cohort/M/active | months since joining | who joined from month M on, and how many of them contribute |
| helpers/WHO/lorenz | share of helpers, 0 to 1 | share of the answers that the least active ones gave |
| helpers/WHO/gini, helpers/WHO/half | 0 | Gini coefficient, and how many people gave half of the answers |
| statistic/NAME | 0 | a statistic of the run's events (`scenarios.statistics`), as of a forum export of the run |
| fact/KEY | 0 | the figure of a fact (`scenarios.facts`) |

WHO is "all" or "members" (staff left out), over the whole run. What a run cannot tell is nan. Statistics see what an
export of the run would show: who was a member before the start seems to begin with the first post in the run. Facts
about newcomers leave those people out.
"""

import numpy as np

from scenarios.curves import GRID, cohorts, lorenz
from scenarios.events import UNKNOWN, EventTable
from scenarios.facts import FACTS
from scenarios.ledger import costs
from scenarios.metrics import METRICS, Months
from scenarios.metrics.absence import half_of
from scenarios.metrics.answers import gini
from scenarios.metrics.months import WEEK
from scenarios.replay import table_of
from scenarios.statistics import digest_of, observe

Series = dict[str, tuple[np.ndarray, np.ndarray]]
_ONE = np.zeros(1)


def outcomes(run, config) -> Series:
    """Series of one run by name: x and values, float64 arrays of one length, equal in x for every seed.

    Args:
        run: an `agents.simulate.Run` of the founding and path of `config`.
        config: a `scenarios.config.Config`.
    """
    table = table_of(run, 0, len(run.weekly) * WEEK)
    founders = founders_in(table, run)
    digest = digest_of(table)
    months = Months(run.weekly, digest, founders, config.economics, costs(config), config.pars)
    series = {metric.name: (months.x, metric.count(months)) for metric in METRICS.values()}
    series |= {f"cost/{name}": (months.x, months.total_of(weekly)) for name, weekly in months.costs.items()}
    series |= _cohorts(months) | _helpers(digest)
    series |= {f"statistic/{name}": _scalar(value) for name, value in observe(digest).items()}
    return series | _facts(digest, digest_of(without(table, founders)) if len(founders) else digest)


def founders_in(table: EventTable, run) -> np.ndarray:
    """Ids of the users in a run's events who were members before its start."""
    people = run.world.people.need.size
    users = np.unique(table.user[(table.user >= 0) & (table.user < people)])
    return users[run.world.members.joined[users] < 0]


def without(table: EventTable, users) -> EventTable:
    """The same events with these users unknown: they still ask and answer, but are nobody's newcomers."""
    return table._replace(user=np.where(np.isin(table.user, users), UNKNOWN, table.user))


def _cohorts(months: Months) -> Series:
    found = {}
    for first, (since, members, active) in cohorts(months).items():
        found[f"cohort/{first}/members"] = since, members
        found[f"cohort/{first}/active"] = since, active
    return found


def _helpers(digest) -> Series:
    found = {}
    for who, counts in (("all", digest.helped), ("members", np.where(digest.is_staff, 0, digest.helped))):
        found[f"helpers/{who}/lorenz"] = GRID, lorenz(counts)
        found[f"helpers/{who}/gini"] = _scalar(gini(counts))
        found[f"helpers/{who}/half"] = _scalar(half_of(counts))
    return found


def _facts(everybody, newcomers) -> Series:
    return {f"fact/{fact.key}": _scalar(fact.figure(newcomers if fact.of_newcomers else everybody)) for fact in FACTS.values()}


def _scalar(value: float) -> tuple[np.ndarray, np.ndarray]:
    return _ONE, np.array([float(value)])
