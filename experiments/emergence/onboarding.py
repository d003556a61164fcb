"""Onboarding: welcomes and introductions make attention more equal, ties more and distances shorter (S17, M19)."""

import numpy as np

from agents.codes import NONE
from experiments.emergence.experiment import Experiment, Variant
from scenarios.facts.fact import INFINITE

SOURCE = "Cottica, Melançon, Renoust 2017; observational, three networks"
NOBODY = "[{role: community_manager, hours: 32, skill: 0.6, sla: 12, salary: 100000, answering: 0.40, hosting: 0.1}]"
STAFF = f"community.staff={NOBODY}"
INVITED = "program.invitations={people: 20, last: 24}"
HOURS = ("program.onboarding={hours: 20}", "program.introductions={hours: 10}")
VARIANTS = {"without": Variant(words=(STAFF, INVITED)), "with": Variant(words=(STAFF, INVITED, *HOURS))}


def graph(world):
    """Who is tied to whom, both ways, as a sparse table of the members who are tied to anybody."""
    from scipy.sparse import coo_matrix

    rows, slots = np.nonzero((world.ties.strength > 0) & (world.members.membership != NONE)[:, None])
    others = world.ties.other[rows, slots]
    n = world.members.membership.size
    table = coo_matrix((np.ones(rows.size), (rows, others)), (n, n)).tocsr()
    table = ((table + table.T) > 0).astype(float)
    tied = np.flatnonzero(np.asarray(table.sum(axis=1)).ravel())
    return table[tied][:, tied]


def degree(lived) -> float:
    """People whom a member is tied to, of those tied to anybody: with onboarding over without."""
    with_it, without = (graph(lived[label].run.world).sum(axis=1).mean() for label in ("with", "without"))
    return float(with_it / without)


def distance(lived) -> float:
    """Mean steps between members in the largest connected part: with onboarding less without."""
    return steps(graph(lived["with"].run.world)) - steps(graph(lived["without"].run.world))


def steps(table) -> float:
    """Mean steps from up to a hundred members, evenly spread, to all others that can be reached."""
    from scipy.sparse.csgraph import connected_components, shortest_path

    _, part = connected_components(table, directed=False)
    largest = np.flatnonzero(part == np.bincount(part).argmax())
    table = table[largest][:, largest]
    starts = np.linspace(0, largest.size - 1, min(largest.size, 100)).astype(int)
    found = shortest_path(table, directed=False, unweighted=True, indices=starts)
    return float(found[found > 0].mean())


def evenness(lived) -> float:
    """Gini coefficient of ties among members who have any: without onboarding less with it."""
    from scenarios.metrics.answers import gini

    without, with_it = (gini(np.asarray(graph(lived[label].run.world).sum(axis=1)).ravel()) for label in ("without", "with"))
    return float(without - with_it)


EXPERIMENTS = (
    Experiment(
        "onboarding_degree", "S17", "ties of a member, with onboarding over without", True, "launch", VARIANTS, degree, 1.02,
        INFINITE, SOURCE, of_runs=True, shows=(14, 30, 56),
    ),
    Experiment(
        "onboarding_distance", "S17", "steps between members, with less without", True, "launch", VARIANTS, distance, -INFINITE,
        0.0, SOURCE, of_runs=True, shows=(14, 56),
    ),
    Experiment(
        "onboarding_evenness", "S17", "Gini of ties, without less with", False, "launch", VARIANTS, evenness, 0.0, INFINITE,
        SOURCE, of_runs=True, shows=(30,),
    ),
)  # fmt: skip
