"""Recognition: seats for the top helpers lift what they give (S22, M17)."""

import numpy as np

from agents.codes import ACTIVE, ANSWER
from experiments.emergence.experiment import Experiment, Variant

SOURCE = "facts.md S22: x1.6; Restivo & van de Rijt 2012"
SEATS = 25
VARIANTS = {
    "without": Variant(words=("program.superusers={seats: 0, badges: 0.0}",)),
    "with": Variant(words=(f"program.superusers={{seats: {SEATS}, badges: 0.0}}",)),
}


def given(lived, label: str) -> np.ndarray:
    """Answers by each person of the market."""
    events, people = lived[label].run.events, lived[label].run.world.people.keen.size
    by = events.user[(events.kind == ANSWER) & (events.user >= 0)]
    return np.bincount(by, minlength=people)


def of_the_willing(lived, label: str, first: int, last: int) -> float:
    """Answers by those active members of the start who are the most, and up to the least, willing to answer."""
    start = lived["without"].start
    here = np.flatnonzero(start.members.membership == ACTIVE)
    ranked = here[np.argsort(-start.people.willing[here], kind="stable")]
    return float(given(lived, label)[ranked[first:last]].sum())


def top(lived) -> float:
    """What as many top helpers as there are seats give: with recognition over without; nan where these give nothing."""
    usual = of_the_willing(lived, "without", 0, SEATS)
    return of_the_willing(lived, "with", 0, SEATS) / usual if usual > 0 else np.nan


EXPERIMENTS = (
    Experiment(
        "recognition_top", "S22", "answers of the top helpers, with seats over without", False, "developer_platform", VARIANTS,
        top, 1.2, 1.8, SOURCE, months=12, observed=1.6, of_runs=True, shows=(43, 69, 83),
    ),
)  # fmt: skip
