"""Metrics: the figures that scenarios are compared by, health first, then attitude, value and money. Titles, axes,
signs and the tables' order come from here; each figure is counted in one place only."""

from scenarios.metrics import answers, attitude, business, conduct, gravity, money, people, value
from scenarios.metrics.metric import GROUPS, Metric
from scenarios.metrics.months import Months

__all__ = ["GROUPS", "METRICS", "Metric", "Months"]
_ORDER = {
    "health": (*gravity.METRICS, people.ACTIVE, *answers.METRICS, *people.METRICS, people.MASS, *conduct.METRICS),
    "attitude": attitude.METRICS,
    "value": (*value.METRICS, *business.METRICS),
    "money": money.METRICS,
}
METRICS: dict[str, Metric] = {metric.name: metric._replace(group=group) for group in GROUPS for metric in _ORDER[group]}
