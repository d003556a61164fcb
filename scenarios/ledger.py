"""The ledger: what a community costs, week by week, by name."""

import numpy as np

from scenarios.config import Config, to_path

WEEKS_PER_YEAR = 52.0


def costs(config: Config) -> dict[str, np.ndarray]:
    """Dollars in each week of the run, by what they are spent on, shape (weeks,): staff and the platform."""
    calendar, prices = to_path(config).calendar, config.economics
    hours = sum(member.hours for member in config.community.staff)
    return {
        "staff": prices.staff_hour * hours * calendar.staff * calendar.open,
        "platform": prices.platform_year / WEEKS_PER_YEAR * calendar.open,
    }
