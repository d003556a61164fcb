"""Metrics: worked by hand on small runs; every one declared once, with what charts and tables ask of it."""

import numpy as np
import pytest

from agents.counts import COUNTS
from scenarios.economics import Economics
from scenarios.events import ANSWER, FOLLOWUP, QUESTION, event_table
from scenarios.metrics import METRICS, Months
from scenarios.metrics.absence import HalfOf, half_of
from scenarios.metrics.answers import gini
from scenarios.statistics import digest_of

HOUR, DAY, WEEK = 3_600, 86_400, 604_800
MONTH = 52 / 12  # weeks
STAFF = 90


def weekly(weeks, **counts):
    """Weekly counts, zero unless given: a number for all weeks, or one for each."""
    table = np.zeros((weeks, len(COUNTS)))
    for name, values in counts.items():
        table[:, COUNTS.index(name)] = values
    return table


def months(weeks=13, events=(), founders=(), is_open=None, economics=None, **counts):
    """A run by hand: events are (seconds, user, thread, kind)."""
    columns = zip(*events, strict=True) if events else [[]] * 4
    columns = [np.array(list(column), np.int64) for column in columns]
    digest = digest_of(event_table(*columns, end=weeks * WEEK, staff=[STAFF]))
    return Months(weekly(weeks, **counts), digest, founders, is_open, economics)


def value(name, run):
    return METRICS[name].count(run)


def near(found, expected):
    assert np.allclose(found, expected, rtol=1e-12, equal_nan=True), found


# Months


@pytest.mark.parametrize(
    ("weeks", "lengths"),
    [(13, [5, 4, 4]), (15, [5, 4, 4]), (17, [5, 4, 4, 4]), (52, [5, 4, 4] * 4), (4, [4]), (3, [])],
)
def test_months_have_four_weeks_or_five_and_one_cut_off_is_left_out(weeks, lengths):
    run = months(weeks)
    assert run.weeks.tolist() == lengths
    assert run.x.tolist() == list(range(1, len(lengths) + 1))


def test_a_steady_flow_is_the_same_in_months_of_four_and_five_weeks():
    near(months(joined=3).total("joined"), [3 * MONTH] * 3)
    near(months(joined=np.arange(13)).total("joined"), [2 * MONTH, 6.5 * MONTH, 10.5 * MONTH])


def test_a_stock_is_that_of_the_last_week_of_the_month():
    near(months(members=np.arange(13)).end("members"), [4, 8, 12])


def test_events_outside_the_months_counted_are_in_no_month():
    run = months(15)
    near(run.month_at(np.array([-1, 0, 5 * WEEK - 1, 5 * WEEK, 13 * WEEK - 1, 13 * WEEK, 99 * WEEK])), [-1, 0, 0, 1, 2, -1, -1])
    near(run.flow(np.array([0, 1, 5 * WEEK, 14 * WEEK])), [2 / 5 * MONTH, 1 / 4 * MONTH, 0])


# Gravity


def test_gravity_is_the_arithmetic_of_the_orbit_model():
    commitment = np.repeat([441, 504, 666], [5, 4, 4])
    run = months(commitment=commitment, members=30)
    near(value("gravity", run), [np.nan, 2.1, 5.4])


def test_gravity_of_a_steady_state_is_zero_and_of_nobody_unknown():
    near(value("gravity", months(commitment=500, members=40)), [np.nan, 0, 0])
    near(value("gravity", months()), [np.nan] * 3)


def test_pull_is_joins_per_100_active_members():
    near(value("pull", months(joined=2, active=10)), [np.nan, 20 * MONTH, 20 * MONTH])
    near(value("pull", months(joined=2, active=np.repeat([3, 8, 0], [5, 4, 4]))), [np.nan, 25 * MONTH, np.nan])


def test_hold_follows_contributors_for_thirteen_weeks():
    events = [(0, 1, 1, QUESTION), (DAY, 2, 1, ANSWER), (DAY, STAFF, 1, ANSWER), (2 * DAY, 3, 2, QUESTION)]
    events += [(13 * WEEK, 1, 3, QUESTION), (13 * WEEK + 1, STAFF, 3, ANSWER), (5 * WEEK, 2, 4, QUESTION)]
    events += [(17 * WEEK, 4, 5, QUESTION)]
    run = months(26, events)
    # month 4: of 1, 2 and 3 only 1; month 5: of 2, who asked in month 2, nobody; staff are not counted
    near(value("hold", run), [np.nan, np.nan, np.nan, 1 / 3, 0.0, np.nan])


def test_self_sustaining_is_the_share_that_is_not_a_first_contribution():
    near(value("self_sustaining", months(caused=30, contributions=40)), [0.75] * 3)
    near(value("self_sustaining", months()), [np.nan] * 3)


# Answers

QUESTIONS = [
    # month 1: answered after 2 h, 6 h and 8 days, and never
    (0, 1, 1, QUESTION), (2 * HOUR, 9, 1, ANSWER),
    (DAY, 2, 2, QUESTION), (DAY + 6 * HOUR, STAFF, 2, ANSWER), (DAY + 7 * HOUR, 2, 2, FOLLOWUP),
    (DAY, 3, 3, QUESTION), (9 * DAY, 9, 3, ANSWER),
    (WEEK, 1, 4, QUESTION),
    # month 3: one answered after 30 min, one in the last week, too young to judge
    (9 * WEEK, 4, 5, QUESTION), (9 * WEEK + HOUR // 2, 9, 5, ANSWER),
    (12 * WEEK + DAY, 5, 6, QUESTION),
]  # fmt: skip


def test_questions_are_answered_in_time_or_not():
    run = months(13, QUESTIONS, questions=np.repeat([4 / 5, 0, 2 / 4], [5, 4, 4]))
    near(value("answered_7d", run), [0.5, np.nan, 1.0])
    near(value("unanswered", run), [0.4 * MONTH, 0, 0])
    near(value("median_wait_h", run), [4.0, np.nan, 0.5])
    near(value("answered", run), [3 / 5 * MONTH, 0, 1 / 4 * MONTH])


def test_first_posts_are_those_of_people_who_came_during_the_run():
    run = months(13, QUESTIONS)
    near(value("first_posts_answered_7d", run), [2 / 3, np.nan, 1.0])  # thread 4 is a second question
    run = months(13, QUESTIONS, founders=[1, 4])
    near(value("first_posts_answered_7d", run), [1 / 2, np.nan, np.nan])


def test_answers_by_question_and_by_staff():
    run = months(member_answers=6, staff_answers=2, questions=4)
    near(value("answers", run), [8 * MONTH] * 3)
    near(value("answers_per_question", run), [2.0] * 3)
    near(value("staff_answer_share", run), [0.25] * 3)
    near(value("staff_answer_share", months()), [np.nan] * 3)


def test_concentration_counts_the_last_three_months():
    given = {9: [6, 0, 0, 0], 8: [0, 3, 0, 0], STAFF: [0, 2, 0, 1], 7: [0, 0, 1, 0]}  # answers by month
    start = [0, 5 * WEEK, 9 * WEEK, 13 * WEEK]
    events = [(0, 1, 1, QUESTION)]
    events += [(start[m] + i, who, 1, ANSWER) for who, by in given.items() for m in range(4) for i in range(1, by[m] + 1)]
    run = months(17, events)
    near(value("helpers_for_half", run), [np.nan, np.nan, 1, 2])  # 6 of 12; then 3, 3 and 1
    near(value("gini_answers", run), [np.nan, np.nan, gini([6, 3, 2, 1]), gini([3, 3, 1])])


def test_half_of_the_answers_by_hand():
    assert [half_of(c) for c in ([5], [1, 1], [2, 1, 1], [3, 2, 2, 1], [1] * 5, [0, 4, 0])] == [1, 1, 1, 2, 3, 1]
    assert np.isnan(half_of([0, 0])) and np.isnan(half_of([]))


def test_half_of_a_resampled_community_is_that_of_its_copies():
    """An estimator must give what counting the copies gives, for any weights."""
    rng = np.random.default_rng(3)
    counts = rng.integers(0, 9, 12)
    weights = rng.poisson(1.0, (40, 12)).astype(float)
    found = HalfOf(counts).of(weights)
    for row, one in zip(weights, found, strict=True):
        near(one, half_of(np.repeat(counts, row.astype(int))))


def test_gini_by_hand():
    assert gini([1, 1, 1, 1]) == pytest.approx(0) and gini([1, 3]) == pytest.approx(0.25)
    assert np.isnan(gini([0, 0]))


# Value


@pytest.mark.shows(36, 89)
def test_value_and_costs_by_hand():
    prices = Economics(staff_hour=50, ticket=20, self_service=0.5, platform_year=12_000)
    run = months(
        13, QUESTIONS, economics=prices, is_open=np.repeat([1, 0, 1], [5, 4, 4]),
        solved=2, reused=6, docs=4, tickets=3, would_ticket=1, staff_hours=10, landings=7,
    )  # fmt: skip
    near(value("deflected_naive", run), [8 * MONTH] * 3)
    near(value("deflected_true", run), [MONTH] * 3)
    near(value("support_cost", run), [(3 * 20 + 10 * 0.5) * MONTH] * 3)
    near(value("staff_cost", run), [500 * MONTH] * 3)
    near(value("net_cost", run), [565 * MONTH + 1000, 565 * MONTH, 565 * MONTH + 1000])
    answered = np.array([3 / 5, 0, 1 / 4]) * MONTH
    near(value("people_helped", run), answered + 6 * MONTH)
    near(value("hours_saved", run), answered * 0.75 + 6 * MONTH * 0.25)


@pytest.mark.parametrize("name", ["tickets", "reused", "landings", "joined", "newcomers", "questions", "visits"])
def test_flows_come_from_the_count_of_their_name(name):
    near(value(name, months(**{name: 2})), [2 * MONTH] * 3)


@pytest.mark.parametrize(
    "name",
    ["active", "members", "lurking", "mass", "exploring", "participating", "contributing", "leading", "fresh_answers",
     "stale_answers"],
)  # fmt: skip
def test_stocks_come_from_the_count_of_their_name(name):
    near(value(name, months(**{name: np.arange(13)})), [4, 8, 12])


# All of them


@pytest.mark.shows(102)
def test_every_metric_says_what_it_is_and_how_it_fools():
    definitions = [metric.definition for metric in METRICS.values()]
    assert len(set(definitions)) == len(definitions)
    for name, metric in METRICS.items():
        assert metric.name == name and metric.unit and metric.better in (-1, 0, 1)
        assert len(metric.definition) > 15 and len(metric.fooled_by) > 10


@pytest.mark.shows(103)
def test_health_comes_before_money():
    names = list(METRICS)
    assert names[:3] == ["gravity", "pull", "hold"]
    at = [names.index(name) for name in ("active", "answered_7d", "mass", "tickets", "net_cost")]
    assert at == sorted(at)


@pytest.mark.parametrize("weeks", [3, 4, 13, 30])
def test_every_metric_has_a_figure_for_every_month_even_of_an_empty_community(weeks):
    for events in ((), QUESTIONS[:2]):
        run = months(weeks, events)
        for metric in METRICS.values():
            found = metric.count(run)
            assert found.shape == (run.count,) and found.dtype == np.float64, metric.name
