"""Closed forms that the model comes down to when it is simplified (dock 5). Exponential tie decay is in `test_ties`.

Each figure is allowed to differ from its closed form by sampling error only: a right model is refused with a chance of
one in a million (`FALSE_ALARM`) in fresh seeds, for each chi-square or normal figure. A wrong model is refused each time.
"""

import numpy as np
import pytest
from scipy.stats import chi2

from agents.behaviours import answering, helping, joining, leaving, needs, recording, sorting, staff_helping, viewing
from agents.behaviours.answering import AnsweringPars
from agents.behaviours.helping import HelpingPars
from agents.behaviours.joining import JoiningPars
from agents.behaviours.leaving import LeavingPars
from agents.behaviours.staff_helping import StaffHelpingPars
from agents.behaviours.viewing import ViewingPars
from agents.codes import ACTIVE, LAPSED, LURKING, MIDDLE, NONE
from agents.entities import RECALL, WISH_ROWS
from agents.founding import Founding, found, steady
from agents.simulate import first_guess
from sim.clock import Now
from tests.worlds import FALSE_ALARM, LINKS, LIVELY, chi_square, many, near, pose, put, tiny


def geometric(hazard, weeks):
    """Shares that leave a state in each week, and the share that never does, at a constant hazard a week."""
    stay = (1.0 - hazard) ** np.arange(weeks + 1)
    return np.append(-np.diff(stay), stay[-1])


def weekly_shares(first_weeks, n, weeks):
    """How many did it in each week, and how many never did (-1)."""
    return np.bincount(np.where(first_weeks < 0, weeks, first_weeks), minlength=weeks + 1)[: weeks + 1]


# Bass adoption


def adopt(n, weeks, pars):
    """Weeks in which people joined, -1 never. Whoever has joined stays, as warm as can be: word of mouth is by members alone."""
    w = tiny(people=n, weeks=weeks)
    share = np.zeros(weeks)
    for week in range(weeks):
        now = Now(11, week)
        joining.everyone(w.people, w.members, w.feelings, w.orbits, w.calendar, w.lifts, w.tally, w.weekly, pars, LINKS, now)
        here = w.members.membership != NONE
        w.members.membership[here] = ACTIVE
        put(w.members, last_post=week)
        put(w.feelings, love=1e12, felt=week)
        recording.everyone(
            w.people, w.members, w.feelings, w.orbits, w.ties, w.topics, w.staff, w.calendar, w.tally, w.weekly,
            LIVELY.recording, LIVELY.asking, LIVELY.feeling, now,
        )  # fmt: skip
        share[week] = here.mean()
    return w.members.joined, share


def test_without_imitation_adoption_is_geometric():
    n, weeks = many(20_000, 1000), 30
    joined, _ = adopt(n, weeks, JoiningPars(outside=2.6, imitation=0.0, landed=0.0, keen=0.0))  # 0.05 a week
    counts = weekly_shares(joined, n, weeks)
    assert chi_square(counts, n * geometric(0.05, weeks))
    assert not chi_square(counts, n * geometric(0.065, weeks))
    assert not chi_square(counts, n * np.append(np.full(weeks, 0.5 / weeks), 0.5))  # the same number every week: refused


def bass_week_by_week(outside, imitation, weeks):
    """Adopters' share by weekly steps of F' = (p + qF)(1 - F), and its variance times people (linear noise)."""
    share, variance, x, v = np.zeros(weeks), np.zeros(weeks), 0.0, 0.0
    for week in range(weeks):
        hazard = (outside + imitation * x) / 52
        v = (1 + (imitation * (1 - 2 * x) - outside) / 52) ** 2 * v + (1 - x) * hazard * (1 - hazard)
        x += (1 - x) * hazard
        share[week], variance[week] = x, v
    return share, variance


def bass(outside, imitation, weeks):
    """The published curve (Bass 1969) at the end of each week."""
    decay = np.exp(-(outside + imitation) * np.arange(1, weeks + 1) / 52)
    return (1 - decay) / (1 + imitation / outside * decay)


def test_with_imitation_adoption_is_basss():
    n, weeks = many(20_000, 1000), many(400, 80)
    p, q = 0.05 * 400 / weeks, 1.0 * 400 / weeks
    _, share = adopt(n, weeks, JoiningPars(outside=p, imitation=q, landed=0.0, keen=0.0))
    checked = np.arange(weeks // 8, weeks, weeks // 8)

    def agrees(p, q):
        expected, variance = bass_week_by_week(p, q, weeks)
        return all(near(share[t], expected[t], (variance[t] / n) ** 0.5) for t in checked)

    assert agrees(p, q) and not agrees(p, 0.6 * q) and not agrees(p, 0.0)
    step = (p + q) / 52  # weekly steps stay within a fraction of a step of the published curve
    assert np.abs(bass_week_by_week(p, q, weeks)[0] - bass(p, q, weeks)).max() < 0.5 * step


# Geometric survival


def survive(n, weeks, keen):
    """Weeks in which members drifted away, -1 never."""
    w = tiny(people=n, weeks=weeks)
    put(w.members, membership=LURKING, joined=-9)
    put(w.people, keen=keen)
    gone = np.full(n, -1)
    pars = LeavingPars(drift=np.log(0.05), keen=1.0, love=2.0, settled=0.3, bonds=1.0, present=1.0, tired=1.0)
    for week in range(weeks):
        leaving.everyone(w.people, w.members, w.feelings, w.ties, w.weekly, pars, LIVELY.feeling, LINKS, Now(12, week))
        gone[(gone < 0) & (w.members.membership == LAPSED)] = week
    return gone


def test_members_alike_survive_geometrically():
    n, weeks = many(20_000, 1000), 30
    shares = geometric(1.0 - np.exp(-0.05), weeks)  # a hazard of 0.05 a week all through
    assert chi_square(weekly_shares(survive(n, weeks, 0.0), n, weeks), n * shares)
    # people of unequal keenness are a mixture: those who stay are the keen ones
    mixed = weekly_shares(survive(n, weeks, np.random.default_rng(4).normal(0.0, 1.5, n)), n, weeks)
    assert not chi_square(mixed, n * shares)
    assert mixed[0] > mixed[10] * 1.5


# Waiting


def exponential_bins(waited, mean, bins=16):
    """Counts in bins that an exponential wait of that mean would fill evenly."""
    return np.bincount((bins * (1 - np.exp(-waited / mean))).astype(int), minlength=bins)


def wait_for_staff(n, hours, sla, budget=1.0):
    """Hours until the first answer, of questions asked all through week 0 and answered by staff with time enough."""
    w = tiny(staff=len(hours), weeks=RECALL, questions=n, wishes=n)
    put(w.staff, hours=hours, sla=sla, skill=1.0, last=99, answering=1.0)
    put(w.calendar, staff=budget)
    pose(w, np.zeros(n), asker=-1, kind=MIDDLE, waited=-1, hour=168 * np.random.default_rng(5).random(n))
    for week in range(RECALL):
        now = Now(13, week)
        w.tally.rows[WISH_ROWS] = 0
        staff_helping.everyone(w.staff, w.questions, w.wishes, w.calendar, w.tally, StaffHelpingPars(15.0, 1.0), now)
        sorting.everyone(w.questions, w.wishes, w.tally)
        answering.everyone(w.questions, w.wishes, w.people, w.staff, w.tally, AnsweringPars(0.5, 1.0, 0.0, 0.0, 0.0), now)
    assert (w.questions.waited >= 0).all() and (w.questions.answers == 1).all()
    return w.questions.waited.astype(float)


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
    helpers = int(n * looks / 10)  # ten looks each
    w = tiny(people=helpers, questions=n, wishes=2 * int(n * looks) + 100)
    put(w.members, membership=ACTIVE, days=7)
    put(w.people, skill=1.0, willing=1.0)  # more than there is time for
    pose(w, np.zeros(n), asker=-1, kind=MIDDLE, waited=-1)
    now, view = Now(14, 0), ViewingPars(0.0)
    pars = HelpingPars(
        willing=1.0, spread=0.0, pace=0.0, pace_spread=0.0, delay=mean, most=10.0, off_field=1.0, reach=1e3, bored=1.0
    )
    viewing.everyone(w.tally, view, now)
    helping.everyone(w.people, w.members, w.feelings, w.questions, w.wishes, w.tally, pars, LIVELY.feeling, view, LINKS, now)
    sorting.everyone(w.questions, w.wishes, w.tally)
    answering.everyone(w.questions, w.wishes, w.people, w.staff, w.tally, AnsweringPars(0.5, 1.0, 0.0, 0.0, 0.0), now)
    edges = np.array([0.0, 2.0, 5.0, 10.0, 20.0, 50.0, 168.0])
    waited = w.questions.waited[:n]
    counts = np.append(np.histogram(waited[waited >= 0], edges)[0], (waited < 0).sum())

    def shares(looks):
        unanswered = np.exp(-looks * (1 - np.exp(-edges / mean)))
        return n * np.append(-np.diff(unanswered), unanswered[-1])

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
