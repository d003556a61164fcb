"""The clock: weeks are steps, hours lie inside them, months are a twelfth of 52 weeks."""

from typing import NamedTuple

from sim.kernel import rule

HOURS = 168.0  # in a week
WEEKS_PER_MONTH = 52.0 / 12.0


class Now(NamedTuple):
    """Where a draw is made: the seed of the run (64-bit) and the week, counted from 0."""

    seed: int = 0
    week: int = 0


@rule
def month_of(week: int) -> int:
    """The month (from 0) in which a week (from 0) starts: 12 months are 52 weeks."""
    return week * 12 // 52


@rule
def months(weeks: float) -> float:
    """Weeks as months."""
    return weeks / WEEKS_PER_MONTH
