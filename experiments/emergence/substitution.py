"""Substitution: AI takes questions, and leaves those that are answered as well as before (S32, M33)."""

import numpy as np

from experiments.emergence.experiment import Experiment, Variant
from experiments.emergence.series import mean_over, metric, monthly

SOURCE = "facts.md S32: -16 %, about -25 %"
VARIANTS = {"without": Variant(), "ai": Variant("ai_answers", ("shock.ai_answers.month=1",))}


def fewer(results) -> float:
    """Change of posts in the six months after AI came, at the end of them."""
    ai, without = (mean_over(monthly(results[label], "contributions"), 6, 8).mean() for label in ("ai", "without"))
    return float(ai / without - 1.0)


def answered(results) -> np.ndarray:
    """Change of the share of questions answered within seven days."""
    return mean_over(metric(results["ai"], "answered_7d"), 6, 12) - mean_over(metric(results["without"], "answered_7d"), 6, 12)


EXPERIMENTS = tuple(
    Experiment(
        f"{key}_{community}", "S32", name, False, community, VARIANTS, figure, low, high, SOURCE, months=13, observed=seen,
        shows=(91, 92),
    )
    for community in ("developer_platform", "b2b_saas")
    for key, name, figure, low, high, seen in (
        ("ai_posts", "change of posts, six months of AI", fewer, -0.30, -0.12, -0.2),
        ("ai_answered", "change of the share answered", answered, -0.05, 0.05, 0.0),
    )
)  # fmt: skip
