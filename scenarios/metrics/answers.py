"""Answers: whether questions are answered, how soon, by how many, and what old answers still give."""

import numpy as np

from scenarios.events import QUESTION
from scenarios.metrics.absence import half_of
from scenarios.metrics.metric import Metric, end, ratio, share, total
from scenarios.statistics.digest import NEVER
from scenarios.statistics.estimators import Gini

QUARTER = 3  # months that concentration is counted over: a single one has too few answers
_RIPE = "questions asked in the last seven days are not counted"


def answers(months) -> np.ndarray:
    """Answers by members and staff, talk left out."""
    return months.total("member_answers") + months.total("staff_answers")


def answered(months) -> np.ndarray:
    """Questions that got their first answer in the month."""
    first = months.digest.first_answer[months.digest.asked]
    return months.flow(first[first != NEVER])


def answered_7d(months) -> np.ndarray:
    """Share of the month's questions answered within seven days."""
    return months.share(months.in_time, months.ripe, months.asked_month)


def first_posts_answered_7d(months) -> np.ndarray:
    """The same among questions with which somebody who joined during the run began."""
    d = months.digest
    begins = months.came & (d.table.kind[d.first_row] == QUESTION)
    first = np.zeros(d.threads, bool)
    first[d.thread[d.first_row[begins]]] = True
    return months.share(months.in_time, months.ripe & first, months.asked_month)


def unanswered(months) -> np.ndarray:
    """The month's questions without an answer after seven days; in the last month as many as its share suggests."""
    asked = months.total("questions")
    return np.where(asked > 0, asked * (1.0 - answered_7d(months)), 0.0)


def median_wait_h(months) -> np.ndarray:
    """Median wait of the month's questions that were answered within seven days."""
    some = months.ripe & months.in_time
    return np.array([_median(months.wait_h[some & (months.asked_month == i)]) for i in range(months.count)])


def answers_per_question(months) -> np.ndarray:
    """Answers of the month per question of the month."""
    return ratio(answers(months), months.total("questions"))


def staff_answer_share(months) -> np.ndarray:
    """Share of the answers that staff gave."""
    return ratio(months.total("staff_answers"), answers(months))


def helpers_for_half(months) -> np.ndarray:
    """Smallest number of people who gave half of the answers of the last three months."""
    return _by_quarter(months, half_of)


def gini_answers(months) -> np.ndarray:
    """Gini coefficient of the answers of the last three months among their helpers."""
    return _by_quarter(months, gini)


def gini(counts) -> float:
    """Gini coefficient among those above zero; nan if there is nothing."""
    counts = np.asarray(counts)
    return float(Gini(counts).of(np.ones((1, len(counts))))[0]) if counts.any() else np.nan


def _by_quarter(months, figure) -> np.ndarray:
    found = np.full(months.count, np.nan)
    for i in range(QUARTER - 1, months.count):
        found[i] = figure(months.helped[:, i - QUARTER + 1 : i + 1].sum(axis=1))
    return found


def _median(values) -> float:
    return float(np.median(values)) if len(values) else np.nan


METRICS = (
    Metric(
        "answered_7d",
        "share",
        1,
        f"of the questions asked in the month, the share answered by another within seven days; {_RIPE}",
        "an answer need not solve anything",
        answered_7d,
    ),
    Metric(
        "first_posts_answered_7d",
        "share",
        1,
        f"the same for questions with which people who joined during the run began; {_RIPE}",
        "those whose first post is an answer are left out; few in a month of a small community",
        first_posts_answered_7d,
    ),
    Metric(
        "median_wait_h",
        "hours",
        -1,
        f"median time to the first answer of the month's questions that got one within seven days; {_RIPE}",
        "falls when hard questions go unanswered: read it beside unanswered",
        median_wait_h,
    ),
    Metric(
        "unanswered",
        "questions/month",
        -1,
        "questions of the month without an answer after seven days",
        "falls when fewer ask",
        unanswered,
    ),
    Metric(
        "questions",
        "questions/month",
        0,
        "questions asked in the community",
        "more trouble with the product looks like more life",
        total("questions"),
    ),
    Metric(
        "answered",
        "questions/month",
        1,
        "questions that got their first answer in the month, whenever asked",
        "grows with the questions asked",
        answered,
    ),
    Metric(
        "answers",
        "answers/month",
        1,
        "answers given by members and staff; further talk in a thread is left out",
        "several answers to one question",
        answers,
    ),
    Metric(
        "answers_per_question",
        "per question",
        1,
        "answers given in the month per question asked in it",
        "answers to old questions; rises when fewer ask",
        answers_per_question,
    ),
    Metric(
        "staff_answer_share",
        "share",
        0,
        "share of the month's answers that staff gave",
        "low where staff answer nothing and nobody else does either",
        staff_answer_share,
    ),
    Metric(
        "maintainers_per_challenger",
        "per challenger",
        0,
        "members whose last answers were to easier problems than are asked (maintainers) for each whose were to harder ones "
        "(challengers), counted once in every week with an answer; sites grew best around 2 (Wu 2016)",
        "tells who takes on what, not whether the hard ones get solved; a single answer decides for who has given no other",
        share("maintainers", "challengers"),
    ),
    Metric(
        "helpers_for_half",
        "people",
        1,
        "smallest number of people, staff among them, who gave half of the answers of the last three months "
        "(CHAOSS: contributor absence factor); unknown in the first two months",
        "counts answers, not solutions; talk in a forum counts as answers",
        helpers_for_half,
    ),
    Metric(
        "gini_answers",
        "0 to 1",
        0,
        "Gini coefficient of the answers of the last three months among those who gave any, staff among them; unknown "
        "in the first two months",
        "depends on the length of the window; two very different curves can have one coefficient",
        gini_answers,
    ),
    Metric(
        "reused",
        "problems/month",
        1,
        "problems solved by finding an answer that was there already",
        "counts people who would not have asked anybody",
        total("reused"),
    ),
    Metric(
        "fresh_answers",
        "answers",
        1,
        "solved questions whose answer still holds, at the end of the month",
        "counts answers that nobody looks for",
        end("fresh_answers"),
    ),
    Metric(
        "stale_answers",
        "answers",
        -1,
        "solved questions whose answer is out of date, at the end of the month",
        "grows with the stock of answers",
        end("stale_answers"),
    ),
)
