"""Welcome: growth faster than the community can welcome lowers what holds people (M15).

The same number of people are invited in two months or in two years. What the community can welcome follows from its staff:
`launch` pays a fifth of 32 hours for it, 48 welcomes a week at 8 minutes each. Of 3,000 who are invited a week some 150 come,
three times that and six newcomers a month for each contributor; of 250 a week, a dozen come.
"""

from experiments.emergence.experiment import Experiment, Variant
from experiments.emergence.series import mean_over, metric
from scenarios.facts.fact import INFINITE

SOURCE = "model.md M15: 0.5-3 newcomers per contributor a month; assumed"
FIRST, MONTHS = 7, 2  # of the wave
WAVE, STEADY = 3000, 250  # people invited a week
VARIANTS = {
    "steady": Variant(words=(f"program.invitations={{people: {STEADY}, first: 1, last: 24}}",)),
    "wave": Variant(words=(f"program.invitations={{people: {WAVE}, first: {FIRST}, last: {FIRST + MONTHS - 1}}}",)),
}


def lower(name: str, first: int, last: int):
    """How much lower a metric is in the wave than with the same people coming steadily, over some months."""

    def figure(results):
        steady, wave = (mean_over(metric(results[label], name), first, last) for label in ("steady", "wave"))
        return steady - wave

    return figure


EXPERIMENTS = (
    Experiment(
        "wave_answered", "M15", "first posts answered, steady growth less a wave", True, "launch", VARIANTS,
        lower("first_posts_answered_7d", FIRST, FIRST + MONTHS), 0.01, INFINITE, SOURCE, shows=(4, 111),
    ),
    Experiment(
        "wave_hold", "M15", "hold after a wave, steady growth less a wave", True, "launch", VARIANTS,
        lower("hold", FIRST + 3, FIRST + MONTHS + 3), 0.01, INFINITE, SOURCE, shows=(4, 111),
    ),
    Experiment(
        "wave_gravity", "M15", "gravity in the year after, steady growth less a wave", False, "launch", VARIANTS,
        lower("gravity", FIRST + 1, FIRST + 6), 0.0, INFINITE, SOURCE, shows=(3, 4),
    ),
)  # fmt: skip
