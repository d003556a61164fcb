"""Conduct: kinds of moderation, rules that are shown, and what toxicity costs (S20, S21, S23, M18)."""

import numpy as np

from experiments.emergence.experiment import Experiment, Variant
from experiments.emergence.series import mean_over, monthly, weekly

REN = "Ren & Kraut 2014"
KINDS = {
    label: Variant(words=(f"program.moderation={{tidy: {tidy}, personal: {personal}}}",))
    for label, tidy, personal in (("none", 0.0, 0.0), ("all", 0.8, 0.0), ("personal", 0.0, 0.8))
}
RULES = {label: Variant(words=(f"program.rules={{shown: {rules}}}",)) for label, rules in (("unseen", 0.0), ("shown", 1.0))}
WAVE = {"usual": Variant(), "wave": Variant(words=("shock.toxicity_wave={month: 4, more: 6.0, months: 3}",))}
SETTLED, LAST = 7, 24  # months that are compared


def posts(over_: str, under: str):
    """Contributions of members under one kind of moderation over those under another, all runs together."""

    def ratio(results) -> float:
        top, bottom = (mean_over(monthly(results[k], "contributions"), SETTLED, LAST).mean() for k in (over_, under))
        return float(top / bottom)

    return ratio


def leaving(results) -> float:
    """Members who leave where moderation tidies up for all, over those who leave where there is none."""
    top, bottom = (weekly(results[k], "left").sum() for k in ("all", "none"))
    return float(top / bottom)


def first_posts(results) -> float:
    """First contributions where the rules are shown, over those where they are not: all runs of two years together."""
    return float(weekly(results["shown"], "newcomers").sum() / weekly(results["unseen"], "newcomers").sum())


def cost_of_toxicity(results) -> float:
    """Weeks with a visit lost for each time that toxicity struck somebody, in a wave of it and the half year after."""
    window = slice(13, 13 + 39)
    lost = (weekly(results["usual"], "visits") - weekly(results["wave"], "visits"))[:, window].sum()
    struck = (weekly(results["wave"], "hurt") - weekly(results["usual"], "hurt"))[:, window].sum()
    return float(lost / struck) if struck > 0 else np.nan


EXPERIMENTS = (
    Experiment(
        "personal_none", "S20", "posts, personal filter over none", True, "consumer_brand", KINDS, posts("personal", "none"),
        1.15, 1.6, REN, observed=1.36, shows=(44, 56),
    ),
    Experiment(
        "personal_all", "S20", "posts, personal filter over moderation for all", True, "consumer_brand", KINDS,
        posts("personal", "all"), 1.25, 1.8, REN, observed=1.5, shows=(44, 56),
    ),
    Experiment(
        "all_commitment", "S20", "leaving, moderation for all over none", False, "consumer_brand", KINDS, leaving, 0.0, 1.0, REN,
        shows=(44, 56),
    ),
    Experiment(
        "rules_newcomers", "S21", "first posts, rules shown over not", False, "consumer_brand", RULES, first_posts, 1.3, 2.0,
        "Matias 2019", observed=1.7, shows=(44, 56),
    ),
    Experiment(
        "toxicity_cost", "S23", "visiting weeks lost each time toxicity strikes", False, "consumer_brand", WAVE, cost_of_toxicity,
        0.1, 2.0, "Smirnov 2023: 0.5-2 active days", shows=(56,),
    ),
)  # fmt: skip
