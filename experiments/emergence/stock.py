"""The answer stock: searchers it brings, answers that go out of date, ideas that are built (S25, S26, S27, S31, M9, M12)."""

import numpy as np

from experiments.emergence.experiment import Experiment, Variant
from experiments.emergence.series import mean_over, metric, monthly, over
from scenarios.facts.fact import INFINITE

ONE = {"as it is": Variant()}
AREA51 = "derived from Area 51: 98 visits / 2.4 questions a day in month 1, 219 in month 10"
NEVER_REPAIRED = {"repaired": Variant(), "never": Variant(words=("pars.ageing.repaired=0.0",))}


def _visits(result) -> np.ndarray:
    """Visits of a month: members' weeks with a visit, and searchers of the market who were led here."""
    return metric(result, "visits") + metric(result, "landings")


def from_search(results) -> np.ndarray:
    """Share of visits in the last half year that search engines sent."""
    one = results["as it is"]
    last = metric(one, "landings").shape[1]
    return over(mean_over(metric(one, "landings"), last - 5, last), mean_over(_visits(one), last - 5, last))


def visits_per_question(first: int, last: int):
    """Visits for each new question, over some months."""

    def figure(results) -> np.ndarray:
        one = results["as it is"]
        return over(mean_over(_visits(one), first, last), mean_over(metric(one, "questions"), first, last))

    return figure


def landings_per_question(results) -> np.ndarray:
    """Growth of searchers for each new question, the second year over the first half year."""
    one = results["as it is"]
    landings, questions = metric(one, "landings"), metric(one, "questions")
    early, late = (over(mean_over(landings, *span), mean_over(questions, *span)) for span in ((1, 6), (13, 24)))
    return over(late, early)


def repaired(results) -> np.ndarray:
    """Share of the answers that would go out of date which somebody repairs."""
    repaired_, never = (metric(results[label], "stale_answers") for label in ("repaired", "never"))
    before = metric(results["never"], "stale_answers")[:, :1]
    return 1.0 - over((repaired_ - before)[:, -1], (never - before)[:, -1])


def ideas(results) -> float:
    """Share of the ideas that are built."""
    one = results["as it is"]
    return float(metric(one, "built").sum() / monthly(one, "ideas").sum())


BOARD = {"as it is": Variant(words=("program.ideation={reach: 0.5}",))}
EXPERIMENTS = (
    *(
        Experiment(
            f"search_share_{community}", "S25", "visits that come from search", False, community, ONE, from_search, 0.75, 0.92,
            "Area 51: 81 %, 87 %", observed=0.84, shows=(74, 90),
        )
        for community in ("developer_platform", "b2b_saas")
    ),
    Experiment(
        "visits_month_1", "S26", "visits per question, first three months", False, "launch", ONE, visits_per_question(1, 3),
        30.0, 60.0, AREA51, observed=41.0, shows=(74,),
    ),
    Experiment(
        "visits_year_1", "S26", "visits per question, mature", False, "developer_platform", ONE, visits_per_question(7, 12), 80.0,
        250.0, AREA51, observed=219.0, shows=(74,),
    ),
    Experiment(
        "landings_grow", "S26", "searchers per question, second year over first half year", True, "launch", ONE,
        landings_per_question, 1.05, INFINITE, AREA51, shows=(70, 71, 74, 90),
    ),
    Experiment(
        "repaired", "S27", "stale answers that are repaired", False, "developer_platform", NEVER_REPAIRED, repaired, 0.10, 0.35,
        "Zhang et al. 2019", observed=0.205, shows=(95,),
    ),
    Experiment(
        "ideas_built", "S31", "ideas that are built", False, "b2b_saas", BOARD, ideas, 0.002, 0.025, "facts.md S31: 0.2 %, 2.4 %",
        observed=0.01, shows=(97,),
    ),
)  # fmt: skip
