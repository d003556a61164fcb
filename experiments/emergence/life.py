"""Lives of members and of communities: who still posts, who pays for the first answers, what size does (S12b, S36, S40, M16)."""

import numpy as np

from experiments.emergence.experiment import Experiment, Variant
from experiments.emergence.series import mean_over, metric, monthly, over
from scenarios.facts.fact import INFINITE

ONE = {"as it is": Variant()}
SIZES = (5_000, 10_000, 20_000, 40_000)
LARGE = (20_000, 40_000, 80_000, 160_000)


def still_posting(results) -> float:
    """Share of those who registered in the first year who post in the fourth month after the first post: all runs together."""
    one = results["as it is"]
    joined = monthly(one, "joined")[:, :12].sum()
    later = 0.0
    for name in (name for name in one.names if name.startswith("cohort/") and name.endswith("/active")):
        first, (_, active) = int(name.split("/")[1]), one.series(name)
        later += active[:, 4].sum() if first <= 12 and active.shape[1] > 4 else 0.0
    return float(later / joined)


def staff_share(first: int, last: int):
    """Share of all contributions that staff make, over some months: their answers, their talk and what they seed."""

    def figure(results) -> np.ndarray:
        one = results["as it is"]
        staff = sum(mean_over(monthly(one, name), first, last) for name in ("staff_answers", "staff_turns", "seeded"))
        return over(staff, staff + mean_over(monthly(one, "contributions"), first, last))

    return figure


def falling(results) -> np.ndarray:
    """Staff's share in the first half year less that in the last."""
    return staff_share(1, 6)(results) - staff_share(19, 24)(results)


def excellent(results) -> float:
    """How many of the marks of an excellent site are reached: 15 questions a day, 90 % answered, 2.5 answers a question."""
    one = results["as it is"]
    figures = (
        mean_over(metric(one, "questions"), 13, 24).mean() * 12 / 365 / 15,
        mean_over(metric(one, "answered_7d"), 13, 24).mean() / 0.9,
        mean_over(metric(one, "answers_per_question"), 13, 24).mean() / 2.5,
    )
    return float(sum(each >= 1.0 for each in figures))


def answer_ratio(results) -> np.ndarray:
    """Answers per question."""
    return mean_over(metric(results["as it is"], "answers_per_question"), 13, 24)


def of_sizes(sizes) -> dict[str, Variant]:
    """The same community with markets of these sizes."""
    return {f"{size}": Variant(words=(f"community.market={size}",)) for size in sizes}


def health_by_size(results) -> float:
    """Slope of the logarithm of the share of questions that are solved on that of the size (Dev et al.: accepted answers)."""
    sizes = [np.log(result.config.community.market) for result in results.values()]
    solved, asked = ([mean_over(monthly(r, name), 13, 24).mean() for r in results.values()] for name in ("solved", "questions"))
    return float(np.polyfit(sizes, np.log(np.divide(solved, asked)), 1)[0])


def knowledge_by_size(results) -> float:
    """Slope of the logarithm of the problems solved by old answers, per person, on that of the size."""
    sizes = [result.config.community.market for result in results.values()]
    found = [mean_over(metric(result, "reused"), 13, 24).mean() for result in results.values()]
    return float(np.polyfit(np.log(sizes), np.log(np.array(found) / sizes), 1)[0])


EXPERIMENTS = (
    Experiment(
        "still_posting", "S12b", "registered who still post after 3 months", False, "b2b_saas", ONE, still_posting, 0.02, 0.20,
        "FeverBee retention case", observed=0.10, shows=(111,),
    ),
    Experiment(
        "staff_early", "S40", "staff's share of contributions, young", False, "launch", ONE, staff_share(1, 12), 0.3, 0.7,
        "recomputed", observed=0.55, shows=(110,),
    ),
    Experiment(
        "staff_falls", "S40", "staff's share, first half year less last", False, "launch", ONE, falling, 0.0, INFINITE,
        "recomputed", shows=(110,),
    ),
    Experiment(
        "answer_ratio", "S36", "answers per question", False, "developer_platform", ONE, answer_ratio, 1.2, 2.5, "Area 51",
        observed=1.5, shows=(103,),
    ),
    Experiment(
        "marks", "S36", "marks of an excellent site reached, of 3", False, "small_forum", ONE, excellent, 0.0, 2.0, "Area 51",
        observed=1.0, shows=(103,),
    ),
    Experiment(
        "size_health", "M16", "share of questions solved by log size", False, "developer_platform", of_sizes(LARGE),
        health_by_size, -INFINITE, 0.0, "Dev et al. 2018: The Size Conundrum", shows=(72,),
    ),
    Experiment(
        "size_knowledge", "M16", "problems per head solved by old answers, by log size", False, "launch", of_sizes(SIZES),
        knowledge_by_size, 0.0, INFINITE, "Butler 2001", shows=(70, 72),
    ),
)  # fmt: skip
