"""Onboarding: welcomes and introductions make attention more equal, ties more and distances shorter (S17, M19)."""

import numpy as np

from agents.ties import of_people
from experiments.emergence.experiment import Experiment, Variant
from experiments.emergence.running import Lived
from scenarios.facts.fact import INFINITE

SOURCE = "Cottica, Melançon, Renoust 2017; observational, three networks"
NOBODY = "[{role: community_manager, hours: 32, skill: 0.6, sla: 12, salary: 100000, answering: 0.40, hosting: 0.1}]"
STAFF = f"community.staff={NOBODY}"
INVITED = "program.invitations={people: 20, last: 24}"
HOURS = ("program.onboarding={hours: 20}", "program.introductions={hours: 10}")
VARIANTS = {"without": Variant(words=(STAFF, INVITED)), "with": Variant(words=(STAFF, INVITED, *HOURS))}


def graph(lived: Lived):
    """Who is tied to whom, both ways, as a sparse table of the market."""
    from scipy.sparse import coo_matrix

    others, strengths = of_people(lived.run.world.ties)
    rows, slots = np.nonzero(strengths > 0)
    table = coo_matrix((np.ones(rows.size), (rows, others[rows, slots])), (len(others),) * 2).tocsr()
    return ((table + table.T) > 0).astype(float)


def same(lived) -> np.ndarray:
    """Who came new and contributed in both runs: the same people, with and without."""
    members = [lived[label].run.world.members for label in ("with", "without")]
    return np.flatnonzero(np.logical_and(*(m.first_post >= 0 for m in members)))


def degree(lived) -> float:
    """People whom a newcomer is tied to, with onboarding over without."""
    with_it, without = (graph(lived[label])[same(lived)].sum(axis=1).mean() for label in ("with", "without"))
    return float(with_it / without)


def distance(lived) -> float:
    """Steps between the same newcomers, with onboarding less without."""
    people = same(lived)
    return apart(graph(lived["with"]), people) - apart(graph(lived["without"]), people) if people.size > 1 else np.nan


def apart(ties, people) -> float:
    """Harmonic mean of the steps between people; whom no path joins are infinitely far apart (Latora & Marchiori 2001).

    The mean of those alone whom a path joins would be least where there are hardly any ties: in pairs and small circles.
    """
    from scipy.sparse.csgraph import shortest_path

    starts = people[np.linspace(0, people.size - 1, min(people.size, 100)).astype(int)]
    steps = shortest_path(ties, unweighted=True, indices=starts)[:, people]
    near = np.divide(1.0, steps, out=np.zeros_like(steps), where=steps > 0)
    pairs = near.size - starts.size  # all but each with itself
    return float(pairs / near.sum()) if near.any() else np.inf


def evenness(lived) -> float:
    """Gini coefficient of ties among the same newcomers: without onboarding less with it."""
    from scenarios.metrics.answers import gini

    ties = [np.asarray(graph(lived[label])[same(lived)].sum(axis=1)).ravel() for label in ("without", "with")]
    without, with_it = (gini(each + 1.0) for each in ties)  # one more each: Gini leaves out those with nothing
    return float(without - with_it)


EXPERIMENTS = (
    Experiment(
        "onboarding_degree", "S17", "ties of a newcomer, with onboarding over without", True, "launch", VARIANTS, degree, 1.02,
        INFINITE, SOURCE, of_runs=True, shows=(14, 30, 56),
    ),
    Experiment(
        "onboarding_distance", "S17", "steps between newcomers, with less without", True, "launch", VARIANTS, distance, -INFINITE,
        0.0, SOURCE, of_runs=True, shows=(14, 56),
    ),
    Experiment(
        "onboarding_evenness", "S17", "Gini of ties, without less with", False, "launch", VARIANTS, evenness, 0.0, INFINITE,
        SOURCE, of_runs=True, shows=(30,),
    ),
)  # fmt: skip
