"""Closed forms that the model comes down to when it is simplified: more than the rows of dock 5 show, and wrong models refused.

Each figure is allowed to differ from its closed form by sampling error only: a right model is refused with a chance of
one in a million (`FALSE_ALARM`) in fresh seeds, for each chi-square or normal figure. A wrong model is refused each time.
"""

import numpy as np
import pytest
from scipy.stats import chi2

from agents.behaviours import answering, needs, sorting, staff_helping
from agents.behaviours.answering import AnsweringPars
from agents.behaviours.staff_helping import StaffHelpingPars
from agents.codes import MIDDLE
from agents.entities import RECALL, WISH_ROWS
from agents.founding import Founding, found, steady
from agents.simulate import first_guess
from experiments.docks.closed_forms import (
    adopt,
    bass,
    bass_week_by_week,
    geometric,
    race,
    survive,
    unanswered,
    wait_for_staff,
    weekly_counts,
)
from sim.clock import Now
from tests.worlds import FALSE_ALARM, LINKS, LIVELY, chi_square, many, near, pose, put, tiny

# Bass adoption


def test_without_imitation_adoption_is_geometric():
    n, weeks = many(20_000, 1000), 30
    joined, _ = adopt(n, weeks, 2.6, 0.0)  # 0.05 a week
    counts = weekly_counts(joined, weeks)
    assert chi_square(counts, n * geometric(0.05, weeks))
    assert not chi_square(counts, n * geometric(0.065, weeks))
    assert not chi_square(counts, n * np.append(np.full(weeks, 0.5 / weeks), 0.5))  # the same number every week: refused


def test_with_imitation_adoption_is_basss():
    n, weeks = many(20_000, 1000), many(400, 80)
    p, q = 0.05 * 400 / weeks, 1.0 * 400 / weeks
    _, share = adopt(n, weeks, p, q)
    checked = np.arange(weeks // 8, weeks, weeks // 8)

    def agrees(p, q):
        expected, variance = bass_week_by_week(p, q, weeks)
        return all(near(share[t], expected[t], (variance[t] / n) ** 0.5) for t in checked)

    assert agrees(p, q) and not agrees(p, 0.6 * q) and not agrees(p, 0.0)
    step = (p + q) / 52  # weekly steps stay within a fraction of a step of the published curve
    assert np.abs(bass_week_by_week(p, q, weeks)[0] - bass(p, q, weeks)).max() < 0.5 * step


# Geometric survival


def test_members_alike_survive_geometrically():
    n, weeks = many(20_000, 1000), 30
    shares = geometric(1.0 - np.exp(-0.05), weeks)  # a hazard of 0.05 a week all through
    assert chi_square(weekly_counts(survive(n, weeks, 0.05), weeks), n * shares)
    # people of unequal keenness are a mixture: those who stay are the keen ones
    mixed = weekly_counts(survive(n, weeks, 0.05, np.random.default_rng(4).normal(0.0, 1.5, n)), weeks)
    assert not chi_square(mixed, n * shares)
    assert mixed[0] > mixed[10] * 1.5


# Waiting


def exponential_bins(waited, mean, bins=16):
    """Counts in bins that an exponential wait of that mean would fill evenly."""
    return np.bincount((bins * (1 - np.exp(-waited / mean))).astype(int), minlength=bins)


@pytest.mark.parametrize(("budget", "mean"), [(1.0, 60.0), (0.5, 120.0)])
def test_one_helper_with_time_answers_after_an_exponential_wait(budget, mean):
    n = many(20_000, 1000)
    waited = wait_for_staff(n, [1e6], [60.0], budget)
    assert chi_square(exponential_bins(waited, mean), np.full(16, n / 16))
    assert not chi_square(exponential_bins(waited, 1.4 * mean), np.full(16, n / 16))
    # not if the weeks' ends were felt: a wait that starts anew on Monday loses what had been waited before
    assert not chi_square(exponential_bins(waited % 168.0, mean), np.full(16, n / 16))


def test_two_helpers_share_questions_by_their_hours():
    n = many(20_000, 1000)
    waited = wait_for_staff(n, [1e6, 3e6], [100.0, 20.0])
    edges = np.array([0.0, 5.0, 10.0, 20.0, 40.0, 80.0, 160.0, np.inf])

    def shares(first):
        alive = first * np.exp(-edges / 100.0) + (1 - first) * np.exp(-edges / 20.0)  # hyperexponential
        return n * -np.diff(alive)

    counts = np.histogram(waited, edges)[0]
    assert chi_square(counts, shares(0.25)) and not chi_square(counts, shares(0.5))


@pytest.mark.parametrize(("mean", "looks"), [(20.0, 2.0), (90.0, 0.7)])
def test_equal_helpers_race_to_the_first_answer(mean, looks):
    # Poisson many look at a question and each takes an exponential time: P(wait > t) = exp(-looks (1 - exp(-t / mean)))
    n = many(20_000, 1000)
    waited = race(n, looks, mean)
    edges = np.array([0.0, 2.0, 5.0, 10.0, 20.0, 50.0, 168.0])
    counts = np.append(np.histogram(waited[waited >= 0], edges)[0], (waited < 0).sum())

    def shares(looks):
        left = unanswered(edges, looks, mean)
        return n * np.append(-np.diff(left), left[-1])

    assert chi_square(counts, shares(looks))
    assert not chi_square(counts, shares(1.3 * looks))
    never, endless = shares(looks)[-1] / n, np.exp(-168.0 * looks / mean)  # had they looked again and again, as in M/M/c
    sd = (never * (1 - never) / n) ** 0.5
    assert near(counts[-1] / n, never, sd) and not near(counts[-1] / n, endless, sd)


def test_too_few_hours_let_a_backlog_grow_by_what_is_missing():
    # ten questions and six answers a week; sooner than any other the oldest one: a queue in order of arrival
    w = tiny(staff=1, weeks=RECALL, questions=80, wishes=10)
    put(w.staff, hours=1.5, sla=1e-6, last=99, answering=1.0)
    pose(w, np.repeat(np.arange(8), 10), asker=-1, kind=MIDDLE, waited=-1)
    for week in range(8):
        w.tally.rows[WISH_ROWS] = 0
        staff_helping.everyone(w.staff, w.questions, w.wishes, w.calendar, w.tally, StaffHelpingPars(15.0, 1.0), Now(15, week))
        sorting.everyone(w.questions, w.wishes, w.tally)
        answering.everyone(
            w.questions, w.wishes, w.people, w.staff, w.tally, AnsweringPars(0.5, 1.0, 0.0, 0.0, 0.0), Now(15, week)
        )
        posed = w.questions.answers[: 10 * (week + 1)]
        assert (posed == 0).sum() == 4 * (week + 1) and (posed[: 6 * (week + 1)] == 1).all()
    k = np.arange(48)
    assert (w.questions.waited[:48] / 168).astype(int).tolist() == (k // 6 - k // 10).tolist()


# Projects


def test_the_share_of_people_at_work_is_that_of_the_long_run_from_the_first_week_on():
    # weeks without a project are geometric, 10 on average; projects are geometric, 1 / (1 - e^(-1/4)) = 4.52 weeks on average
    n, weeks = many(40_000, 1000), many(60, 25)
    pars = LIVELY._replace(needs=LIVELY.needs._replace(start=5.2, project=4.0, lasting=0.0))
    market = Founding(market=n, topics=2)
    w = found(market, steady(weeks), pars, LINKS, 17, first_guess(market, steady(weeks)))
    share = np.zeros(weeks)
    for week in range(weeks):
        share[week] = (w.people.project >= week).mean()
        needs.everyone(w.people, w.topics, w.calendar, pars.needs, Now(17, week))
    long_run = 0.45203 / 1.45203
    sd = (long_run * (1 - long_run) / n) ** 0.5
    assert all(near(share[week], long_run, sd) for week in range(0, weeks, 6))
    assert not near(share[0], 0.2, sd)  # as if projects ended after half that time: refused


# Counts


def test_projects_begun_by_many_people_are_poisson_from_week_to_week():
    n, weeks = many(2000, 250), 100
    rate = 5.0 / n
    w = tiny(people=n, weeks=weeks)

    def dispersion(demand):
        put(w.calendar, demand=demand)
        seen = np.zeros(weeks)
        for week in range(weeks):
            put(w.people, project=-1)  # nobody is at work: who begins a project is counted
            pars = LIVELY.needs._replace(start=52.0 * rate)
            needs.everyone(w.people, w.topics, w.calendar, pars, Now(16, week))
            seen[week] = (w.people.project >= week).sum()
        return ((seen - 5.0) ** 2).sum() / 5.0 / (1 - rate)

    low, high = chi2.ppf(FALSE_ALARM / 2, weeks), chi2.isf(FALSE_ALARM / 2, weeks)
    assert low < dispersion(1.0) < high
    assert not low < dispersion(np.tile([0.2, 1.8], weeks // 2)) < high  # busy and quiet weeks: refused
