"""Targets: the statistics that a fit compares, and how far apart two communities are in them."""

import math

from scenarios.events import EventTable
from scenarios.statistics import intervals, observe

# Counts and waits are compared by their logarithm; all else, shares, as they are.
LOGARITHMIC = (
    "members",
    "threads",
    "answers",
    "followups",
    "comments",
    "first_answer_median_h",
    "answers_per_question",
)
SHARES = (
    "ever_ask",
    "ever_help",
    "askers_who_help",
    "one_event_share",
    "never_contribute",
    "answered_ever",
    "answered_24h",
    "answered_7d",
    "first_answer_log_sd",
    "retention_1",
    "retention_2",
    "retention_3",
    "retention_6",
    "retention_12",
    "retention_24",
    "span_over_30d",
    "span_over_90d",
    "span_over_365d",
    "return_replied",
    "return_unreplied",
    "top1_helpers",
    "top10_helpers",
    "gini_answers",
    "gini_contributions",
    "helps_again_1",
    "helps_again_2_5",
    "helps_again_6_20",
)
TARGETS = LOGARITHMIC + SHARES
NEAR_LOG = 0.10  # a count or wait within 10 % is as good as equal
NEAR_SHARE = 0.02  # a share within 2 points
WORST = 40.0  # what a single statistic can add to the distance, so that none rules over all
BOOTSTRAPS = 200


class Target:
    """The statistics of one real community, with the distance in which each counts as one."""

    def __init__(self, table: EventTable):
        self.intervals = {
            name: each
            for name, each in intervals(table, TARGETS, BOOTSTRAPS).items()
            if math.isfinite(each.value) and (each.value > 0 or name in SHARES)
        }

    def names(self) -> list[str]:
        """The statistics that this community's export can tell."""
        return list(self.intervals)

    def distance(self, simulated: dict[str, float]) -> float:
        """Sum of squared differences in units of what is near; a statistic that a run cannot tell counts as worst."""
        return sum(min(self.off(name, simulated[name]) ** 2, WORST) for name in self.names())

    def off(self, name: str, value: float) -> float:
        """How far a value is from the observed one: 1 is near, or one standard error if that is wider."""
        each = self.intervals[name]
        if not math.isfinite(value):
            return math.sqrt(WORST)
        if name in LOGARITHMIC:
            return (math.log(max(value, 1e-3)) - math.log(max(each.value, 1e-3))) / NEAR_LOG
        error = (each.high80 - each.low80) / 2.56
        return (value - each.value) / max(NEAR_SHARE, 0.05 * abs(each.value), error)

    def worst(self) -> float:
        """The distance of a run that is of no use at all."""
        return WORST * len(self.intervals)


def simulated_statistics(table: EventTable) -> dict[str, float]:
    """The same statistics of a simulated table."""
    return observe(table, TARGETS)
