"""Membership: what a dashboard says of members' accounts, and what the community did for the same accounts (S29, S30, M34).

A pair is a run with the community and one without it, on the same draws. Customers are those of the start.
"""

import numpy as np

from agents.codes import CUSTOMER, NEVER, NONE
from agents.links import TO_BUSINESS
from agents.ties import of_people
from experiments.emergence.experiment import Experiment, Variant
from experiments.emergence.series import metric, weekly
from scenarios.causal import cause, with_contributor
from scenarios.facts.emergence import naive_less_causal
from scenarios.facts.fact import INFINITE

SOURCE = "Manchanda et al. 2015, Algesheimer et al. 2010, Gainsight"
VARIANTS = {"on": Variant(), "off": Variant("no_community")}
# An answer found is no ticket, and tickets are heard: reuse leads to the business as well.
CUT = tuple(f"links.{name}=0.0" for name in dict.fromkeys((*TO_BUSINESS, "answer_reuse")))
APART = {"on": Variant(words=CUT), "off": Variant("no_community", CUT)}
BUSINESS = (
    "aware", "evaluating", "trials", "customers", "noticed", "signups", "won", "due", "renewed", "churned", "expanded", "revenue",
    "revenue_lost", "revenue_expanded",
)  # fmt: skip
MONTHS = 24


def selection(lived) -> float:
    """Share of customers kept: the gap between accounts with a contributor and others, less what the community did."""
    found = cause(lived["on"].start, lived["on"].run, lived["off"].run)
    return found.gap - found.effect


def effect(lived) -> float:
    """What the community did: share of accounts with a contributor that were kept, less that of the same ones without."""
    return cause(lived["on"].start, lived["on"].run, lived["off"].run).effect


def spent(lived, label: str) -> np.ndarray:
    """What each account pays at the end of a run, over what it paid at the start; nothing once it is lost."""
    start, end = lived[label].start.accounts, lived[label].run.world.accounts
    return np.where(end.stage == CUSTOMER, end.value, 0.0) / start.value


def writers(lived) -> np.ndarray:
    """Accounts that had a contributor by the end of the run with the community."""
    return with_contributor(lived["on"].run.world)


def readers(lived) -> np.ndarray:
    """Accounts with a member, none of whom ever contributed."""
    world = lived["on"].run.world
    of = world.people.account[(world.members.membership != NONE) & (world.people.account >= 0)]
    return (np.bincount(of, minlength=world.accounts.stage.size) > 0) & ~writers(lived)


def gained(lived, accounts) -> float:
    """Mean effect of the community on what customers of the start pay."""
    chosen = accounts & (lived["on"].start.accounts.stage == CUSTOMER)
    return float(np.mean((spent(lived, "on") - spent(lived, "off"))[chosen])) if chosen.any() else np.nan


def spend_selection(lived) -> float:
    """What customers pay: the gap between accounts with a contributor and others, less what the community did."""
    customers, wrote = lived["on"].start.accounts.stage == CUSTOMER, writers(lived)
    with_it, without = spent(lived, "on"), spent(lived, "off")
    theirs, others = customers & wrote, customers & ~wrote
    return naive_less_causal(with_it[theirs].mean(), with_it[others].mean(), with_it[theirs], without[theirs])


def posters_less_lurkers(lived) -> float:
    """Effect on what the accounts of contributors pay, less that on those of readers."""
    return gained(lived, writers(lived)) - gained(lived, readers(lived))


def tied_less_untied(lived) -> float:
    """Effect on accounts whose contributors have more ties than the middle one, less that on the other contributors'."""
    world, wrote = lived["on"].run.world, writers(lived)
    known = (world.people.account >= 0) & (world.members.first_post != NEVER)
    ties = np.zeros(wrote.size)
    np.maximum.at(ties, world.people.account[known], (of_people(world.ties)[1][known] > 0).sum(axis=1))
    many = wrote & (ties > np.median(ties[wrote]))
    return gained(lived, many) - gained(lived, wrote & ~many)


def apart(results) -> float:
    """By how much any figure of the business differs from what it is without a community, at most; nan if nobody asks there."""
    gaps = [np.abs(weekly(results["on"], name) - weekly(results["off"], name)).max() for name in BUSINESS]
    return float(max(gaps)) if metric(results["on"], "questions").sum() > 0 else np.nan


def _lived(key: str, id: str, name: str, hard: bool, figure, low: float, high: float = INFINITE, shows=()) -> Experiment:
    return Experiment(
        key, id, name, hard, "b2b_saas", VARIANTS, figure, low, high, SOURCE, months=MONTHS, of_runs=True, shows=shows
    )


EXPERIMENTS = (
    _lived("naive_retention", "S29", "gap in customers kept, less the causal effect", True, selection, 1e-9, shows=(28, 46)),
    _lived("causal_retention", "S29", "causal effect on customers kept", False, effect, 0.0, 0.10, shows=(46, 63, 111)),
    _lived("naive_spend", "S29", "gap in what customers pay, less the causal effect", True, spend_selection, 1e-9, shows=(28,)),
    Experiment(
        "business_apart", "S29", "difference of the business, links to it cut", True, "b2b_saas", APART, apart, 0.0, 0.0,
        "by construction", months=MONTHS, observed=0.0, shows=(27, 28),
    ),
    _lived("posters_lurkers", "S30", "effect on pay, posters less lurkers", False, posters_less_lurkers, 0.0, shows=(72, 82)),
    _lived("ties_pay", "S30", "effect on pay, more ties less fewer", False, tied_less_untied, 0.0, shows=(72, 82)),
)  # fmt: skip
