"""Metrics: worked by hand on small runs; every one declared once, with what charts and tables ask of it."""

import numpy as np
import pytest

from agents.behaviours.exposure import ExposurePars
from agents.counts import COUNTS
from agents.pars import Pars
from scenarios.economics import Economics
from scenarios.events import ANSWER, FOLLOWUP, QUESTION, event_table
from scenarios.metrics import GROUPS, METRICS, Months
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


def months(weeks=13, events=(), founders=(), economics=None, costs=None, pars=None, **counts):
    """A run by hand: events are (seconds, user, thread, kind)."""
    columns = zip(*events, strict=True) if events else [[]] * 4
    columns = [np.array(list(column), np.int64) for column in columns]
    digest = digest_of(event_table(*columns, end=weeks * WEEK, staff=[STAFF]))
    return Months(weekly(weeks, **counts), digest, founders, economics, costs, pars)


def reads(posts):
    """Parameters with visitors who take in so many posts a day."""
    return Pars()._replace(exposure=ExposurePars(reads=float(posts)))


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


def test_pull_leaves_out_who_was_invited():
    near(value("pull", months(joined=5, invited=3, active=10)), [np.nan, 20 * MONTH, 20 * MONTH])


def test_the_headline_is_the_product_of_pull_and_hold():
    events = [(0, 1, 1, QUESTION), (DAY, 2, 1, ANSWER), (13 * WEEK, 1, 2, QUESTION)]
    near(value("pull_hold", months(17, events, joined=2, active=10)), [np.nan] * 3 + [20 * MONTH / 2])


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


def test_the_mix_of_helpers_by_hand():
    mix = months(maintainers=np.repeat([4, 6, 3], [5, 4, 4]), challengers=np.repeat([2, 2, 0], [5, 4, 4]))
    near(value("maintainers_per_challenger", mix), [2.0, 3.0, np.nan])
    near(value("maintainers_per_challenger", months(challengers=3)), [0.0] * 3)


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


# Conduct


def test_presence_and_interest_by_hand():
    run = months(visits=30, members=100, lapsed=40, active=5, lurking=10, contributions=12)  # 45 neither lurk nor wrote lately
    near(value("presence", run), [0.5] * 3)
    near(value("contributions_per_visit", run), [0.4] * 3)


def test_readiness_to_grow_counts_newcomers_for_those_who_were_there():
    # 6 a week are 26 in a month of 52/12 weeks; 24 of 37 active came in the last four weeks, 13 before: two newcomers each.
    near(value("newcomers_per_contributor", months(newcomers=6, active=37)), [2.0] * 3)
    near(value("newcomers_per_contributor", months(newcomers=6, active=24)), [np.nan] * 3)  # nobody is left to receive them
    # A month of five weeks: who came in its first one is active no more, or is one of the 3 who can receive.
    first = months(4 + 1, newcomers=[9, 0, 0, 0, 3], active=6)
    near(value("newcomers_per_contributor", first), [12 / 5 * MONTH / 3])


def test_welcomes_toxicity_and_clutter_by_hand():
    run = months(welcomed=3, joined=4, hurt=5, visits=100, clutter=7, departed=1, attended=2, backlog=np.arange(13))
    near(value("welcomed_share", run), [0.75] * 3)
    near(value("toxic_exposure", run), [0.05] * 3)
    near(value("clutter", run), [7 * MONTH] * 3)
    near(value("departed", run), [MONTH] * 3)
    near(value("attended", run), [2 * MONTH] * 3)
    near(value("backlog", run), [4, 8, 12])


def test_overload_is_what_a_visitor_meets_beyond_forty_posts():
    posts = {"contributions": np.repeat([30, 39, 90], [5, 4, 4]), "staff_answers": 1, "visits": 9}
    near(value("overload", months(**posts)), [0, 0, 51])
    near(value("overload", months(**posts, clutter=20)), [0, 0, 51])  # off-topic posts are posts already
    near(value("overload", months(**posts, pars=reads(30))), [1, 10, 61])
    near(value("overload", months(**posts | {"visits": 0})), [0, 0, 0])


# Attitude


def test_attitude_is_a_mean_over_users():
    run = months(asked=50, satisfaction=30, trust=20, affinity=5, promoters=20, detractors=5)
    near(value("csat", run), [0.6] * 3)
    near(value("trust", run), [0.4] * 3)
    near(value("affinity", run), [0.1] * 3)
    near(value("nps", run), [30.0] * 3)
    near(value("preference", run), [0.8] * 3)


def test_attitude_of_nobody_is_unknown():
    for name in ("csat", "nps", "trust", "affinity", "preference"):
        near(value(name, months()), [np.nan] * 3)


# Value


@pytest.mark.shows(36, 39, 40)
def test_value_to_members_by_hand():
    """How many people were helped, paying or not; and what members give each other."""
    run = months(13, QUESTIONS, reused=6, member_answers=3, staff_answers=1)
    answered = np.array([3 / 5, 0, 1 / 4]) * MONTH
    near(value("people_helped", run), answered + 6 * MONTH)
    near(value("hours_saved", run), answered * 0.75 + 6 * MONTH * 0.25)
    near(value("hours_given", run), answered * 0.75 * 0.75)  # three of four answers came from members
    near(value("member_value", run), answered * 0.75 + 1.5 * MONTH - 0.5 * MONTH)  # 3 answers of 10 minutes: half an hour
    near(value("hours_given", months(13, QUESTIONS, staff_answers=4)), [0] * 3)


@pytest.mark.shows(36)
def test_people_helped_has_nothing_to_do_with_leads():
    with_leads, without = (months(13, QUESTIONS, reused=6, qualified=leads) for leads in (9, 0))
    near(value("people_helped", with_leads), value("people_helped", without))


def test_tickets_saved_by_hand():
    run = months(solved=2, reused=6, would_ticket=1)
    near(value("deflected_naive", run), [8 * MONTH] * 3)
    near(value("deflected_true", run), [MONTH] * 3)
    near(value("naive_by_true", run), [8.0] * 3)
    near(value("naive_by_true", months(solved=2)), [np.nan] * 3)


@pytest.mark.shows(104)
def test_the_funnel_by_hand():
    run = months(aware=100, evaluating=20, trials=5, customers=40, signups=4, won=1, qualified=2, won_qualified=1)
    near(value("awareness", run), [165.0] * 3)
    near(value("conversion", run), [0.25] * 3)
    near(value("conversion_qualified", run), [0.5] * 3)
    near(value("qualified", run), [2 * MONTH] * 3)
    near(value("conversion", months()), [np.nan] * 3)


@pytest.mark.shows(104)
def test_renewals_by_hand():
    run = months(52, due=5, renewed=4, churned=1, customers=130, due_members=2, renewed_members=2)
    near(value("renewal_rate", run), [0.8] * 12)
    near(value("churn_rate", run), [52 / 130] * 12)  # one a week of 130
    near(value("renewal_gap", run), [1 - 2 / 3] * 12)  # both members, but 2 of 3 others


def test_the_renewal_gap_looks_back_twelve_months():
    first = np.arange(104) < 52
    run = months(104, due=2, renewed=np.where(first, 1, 2), due_members=1, renewed_members=1)
    gap = value("renewal_gap", run)
    near(gap[[0, 11, 17, 23]], [1.0, 1.0, 0.5, 0.0])  # all members renew, of the others none in the first year
    near(value("renewal_gap", months(13, due=1, renewed=1)), [np.nan] * 3)  # nobody is a member


# Money


def test_costs_by_hand():
    prices = Economics(staff_hour=50, ticket=20, self_service=0.5, agent_hour=30)
    staff = {"staff/manager": np.full(13, 400.0), "staff/moderator": np.full(13, 100.0)}
    costs = staff | {"platform": np.repeat([1000 / MONTH, 0, 1000 / MONTH], [5, 4, 4])}
    run = months(13, economics=prices, costs=costs, reused=6, docs=4, solved=2, tickets=3, desk_hours=2, staff_hours=10)
    near(value("support_cost", run), [(2 * 30 + 10 * 0.5) * MONTH] * 3)  # agents are paid whatever comes
    near(value("saving_claimed", run), [8 * 20 * MONTH] * 3)
    near(value("staff_cost", run), [500 * MONTH] * 3)  # what the ledger says, whatever an hour costs elsewhere
    near(value("community_cost", run), [500 * MONTH + 1000, 500 * MONTH, 500 * MONTH + 1000])
    near(value("net_cost", run), [565 * MONTH + 1000, 565 * MONTH, 565 * MONTH + 1000])


@pytest.mark.shows(39, 104)
def test_created_and_captured_value_by_hand():
    prices = Economics(agent_hour=20, self_service=0, margin=0.5, member_hour=40)
    run = months(13, economics=prices, costs={"staff": np.full(13, 100.0)}, revenue=1000, desk_hours=10, reused=20)
    near(value("captured_value", run), [(500 - 200) * MONTH] * 3)
    near(value("net", run), [200 * MONTH] * 3)
    near(value("net_total", run), [5 * 200, 9 * 200, 13 * 200])  # week by week, whatever the length of the months
    near(value("created_value", run), [5 * 40 * MONTH] * 3)  # 20 problems of a quarter of an hour
    near(value("captured_per_created", run), [1.5] * 3)


@pytest.mark.parametrize(
    "name",
    ["tickets", "reused", "landings", "joined", "newcomers", "questions", "visits", "signups", "won", "expanded", "references",
     "referrals", "contributions", "renewed", "insights", "built", "articles", "learned", "revenue", "revenue_lost",
     "revenue_expanded"],
)  # fmt: skip
def test_flows_come_from_the_count_of_their_name(name):
    near(value(name, months(**{name: 2})), [2 * MONTH] * 3)


@pytest.mark.parametrize(
    "name",
    ["active", "members", "lurking", "mass", "exploring", "participating", "contributing", "leading", "fresh_answers",
     "stale_answers", "trials", "customers", "quality", "doc_quality"],
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


@pytest.mark.shows(103, 104)
def test_health_comes_before_attitude_value_and_money():
    names, groups = list(METRICS), [metric.group for metric in METRICS.values()]
    assert list(dict.fromkeys(groups)) == list(GROUPS) and groups == sorted(groups, key=GROUPS.index)
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


@pytest.mark.shows(102)
def test_operational_figures_are_the_most_and_money_never_comes_alone():
    """Few measure pure return on investment: most figures are of what happens, and every one of money has its warning."""
    groups = [metric.group for metric in METRICS.values()]
    assert groups.count("money") < len(groups) / 4
    assert all(metric.fooled_by for metric in METRICS.values() if metric.group == "money")
