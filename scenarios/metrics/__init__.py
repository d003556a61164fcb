"""Metrics: the figures that scenarios are compared by, health first. Titles, axes, signs and the tables' order come
from here; each figure is counted in one place only."""

from scenarios.metrics import answers, gravity, people, value
from scenarios.metrics.metric import Metric
from scenarios.metrics.months import Months

__all__ = ["METRICS", "Metric", "Months"]
_ORDER = (*gravity.METRICS, people.ACTIVE, *answers.METRICS, *people.METRICS, people.MASS, *value.METRICS)
METRICS: dict[str, Metric] = {metric.name: metric for metric in _ORDER}
