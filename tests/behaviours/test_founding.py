"""Founding: the market, who is already here, and the answer stock."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, kstest

from agents.codes import ACTIVE, FIRST_NONE, FIRST_REPLIED, LAPSED, LURKING, MIDDLE, NEVER, NONE
from agents.entities import OVERFLOW, QUESTION_ROWS, RECALL
from agents.founding import (
    Founders,
    Founding,
    StaffMember,
    Stock,
    alias_table,
    found,
    keener,
    lognormal,
    share_at_work,
    standing_love,
    steady,
    still_at_work,
    zipf_weights,
)
from agents.pars import Pars
from agents.simulate import first_guess
from tests.worlds import FALSE_ALARM, LINKS, VILLAGE, changed, chi_square, is_standard_normal, many, near, snapshot

PARS = Pars()
PARS = PARS._replace(
    needs=PARS.needs._replace(start=5.2, project=4.0, lasting=0.5, rate=0.2, spread=0.8, keen=0.3, zipf=1.0),
    helping=PARS.helping._replace(willing=0.01, spread=1.5, pace=0.7, pace_spread=0.5),
    feeling=PARS.feeling._replace(post=4.0, answer=7.0),
)


def begin(community=VILLAGE, seed=3, pars=PARS):
    return found(community, steady(8), pars, LINKS, seed, first_guess(community, steady(8)))


def market(people, **columns):
    return begin(Founding(market=people, **columns))


def test_more_founders_than_people_are_refused():
    with pytest.raises(ValueError, match="founders: 7 members, but the market has only 6 people; enlarge market"):
        begin(Founding(market=6, founders=(Founders(3), Founders(4))))


# Rules


@pytest.mark.parametrize(("z", "number"), [(0.0, 2.0), (1.0, 2 * math.exp(0.5)), (-2.0, 2 / math.e)])
def test_lognormal(z, number):
    assert lognormal(z, 2.0, 0.5) == pytest.approx(number, rel=1e-12)


@pytest.mark.parametrize(("posts", "more"), [(0.0, 0.0), (math.e - 1, 0.5), (math.e**4 - 1, 2.0)])
def test_who_posts_often_is_keener(posts, more):
    assert keener(posts) == pytest.approx(more, abs=1e-12)


@pytest.mark.parametrize(
    ("posts", "silent", "love"), [(12.0, 0.0, 10.0), (12.0, 13.0, 7.29), (0.0, 5.0, 0.0), (1200.0, 52.0, 282.429536481)]
)
def test_standing_love(posts, silent, love):
    assert standing_love(posts, silent) == pytest.approx(love, rel=1e-9)  # a month's weights over 0.1, fading by 0.9 a month


@pytest.mark.parametrize(
    ("mean", "share"),  # a project begins with chance 0.1 in a week without one
    [(1 / math.log(2.0), 1 / 6), (1 / math.log(1.25), 1 / 3), (1e-9, 1 / 11)],  # they last 2, 5 and 1 weeks on average
)
def test_share_at_work(mean, share):
    assert share_at_work(mean, PARS.needs) == pytest.approx(share, rel=1e-9)


@pytest.mark.parametrize(
    ("silent", "keen", "chance"), [(0.0, 0.0, 1.0), (4.0, 0.0, math.exp(-1)), (8.0, 2.0, math.exp(-2 / math.e))]
)
def test_still_at_work(silent, keen, chance):
    assert still_at_work(silent, keen, PARS.needs) == pytest.approx(chance, rel=1e-12)


def test_a_steady_calendar():
    path = steady(60, release_every=20)
    assert np.flatnonzero(path.calendar.release).tolist() == [19, 39, 59]
    calendar = path.calendar
    assert (calendar.demand == 1).all() and (calendar.staff == 1).all() and (calendar.open == 1).all() and path.weeks == 60
    assert not steady(10).calendar.release.any() and steady(0).weeks == 0


# Topics


def test_zipf_by_hand():
    assert zipf_weights(3, 1.0) == pytest.approx(np.array([6, 3, 2]) / 11)
    assert zipf_weights(4, 0.0).tolist() == [0.25] * 4 and zipf_weights(1, 1.0).tolist() == [1.0]
    assert zipf_weights(2, 2.0) == pytest.approx([0.8, 0.2])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=40).filter(lambda w: sum(w) > 0.01))
def test_the_alias_table_is_exact_for_any_shares(weights):
    shares = np.array(weights) / sum(weights)
    keep, alias = alias_table(shares.copy())
    assert ((keep >= 0) & (keep <= 1)).all() and ((alias >= 0) & (alias < len(shares))).all()
    drawn = keep + np.bincount(alias, 1 - keep, len(shares))  # a cell's own draws, and those that others pass on to it
    assert drawn / len(shares) == pytest.approx(shares, abs=1e-13)


def test_the_worlds_topics_follow_zipfs_law():
    topics = market(5, topics=50).topics
    drawn = topics.keep + np.bincount(topics.alias, 1 - topics.keep, 50)
    assert drawn / 50 == pytest.approx((1 / np.arange(1, 51)) / (1 / np.arange(1, 51)).sum(), abs=1e-13)


# Traits


def test_traits_follow_their_distributions():
    n = many(40_000, 1500)
    people = market(n, topics=10, plan_share=0.3).people
    keen, willing = people.keen.astype(float), np.log(people.willing / 0.01) / 1.5
    needs = (np.log(people.need_rate / 0.2) - 0.3 * keen) / 0.8
    pace = np.log(people.pace / 0.7) / 0.5
    for trait in (keen, willing, needs, pace):
        assert is_standard_normal(trait)
        assert not is_standard_normal(1.25 * trait) and not is_standard_normal(trait + 0.2)
    # Fisher's z of a correlation has a standard error of 1 / sqrt(n - 3)
    for one, other, r in [(keen, willing, 0), (keen, needs, 0), (willing, needs, 0), (keen, pace, 0), (willing, pace, 0.6)]:
        z = math.atanh(np.corrcoef(one, other)[0, 1])
        assert near(z, math.atanh(r), (n - 3) ** -0.5) and not near(z, math.atanh(r - 0.2), (n - 3) ** -0.5)
    assert kstest(people.skill, "uniform").pvalue > FALSE_ALARM > kstest(people.skill**2, "uniform").pvalue
    assert chi_square(np.bincount(people.field, minlength=10), np.full(10, n / 10))
    assert binom.ppf(FALSE_ALARM / 2, n, 0.3) <= people.plan.sum() <= binom.isf(FALSE_ALARM / 2, n, 0.3)


def test_a_larger_market_begins_with_the_same_people():
    small, large = begin(), begin(VILLAGE._replace(market=900))
    for entity in ("people", "members", "feelings", "orbits", "ties"):
        for few, more in zip(getattr(small, entity), getattr(large, entity), strict=True):
            assert np.array_equal(few, more[:300])
    for few, more in zip(small.questions, large.questions, strict=True):
        assert np.array_equal(few[:70], more[:70])


def test_a_seed_is_a_world_of_its_own():
    assert changed(snapshot(begin()), snapshot(begin())) == set()
    assert {"people.keen", "members.joined", "questions.topic"} <= changed(snapshot(begin()), snapshot(begin(seed=4)))


# Founders


def test_who_asked_of_late_is_still_at_work_and_who_fell_silent_long_ago_is_like_others():
    n = many(10_000, 1000)

    def at_work(silent, questions=10.0):
        founders = (Founders(n, (silent, silent), questions=questions),)
        needs = PARS.needs._replace(lasting=0.0)
        return (begin(Founding(market=n, founders=founders), pars=PARS._replace(needs=needs)).people.project >= 0).mean()

    usual = 1 / (1 + 10 * (1 - math.exp(-0.25)))  # 0.1 over 0.1 + the chance that a week is a project's last
    sd = 0.5 / n**0.5
    assert at_work(0.0) == 1.0 and near(at_work(400.0), usual, sd) and near(at_work(0.0, questions=0.0), usual, sd)
    assert near(at_work(4.0), math.exp(-1) + (1 - math.exp(-1)) * usual, sd) and not near(at_work(4.0), usual, sd)


def test_a_market_without_founders_is_outside():
    world = market(50)
    assert (world.members.membership == NONE).all() and (world.members.first_post == NEVER).all()
    assert not world.feelings.love.any() and not world.orbits.step.any()


def test_founders_joined_up_to_a_year_before_they_fell_silent():
    n = many(20_000, 1000)
    m = begin(Founding(market=n, founders=(Founders(n, (8.0, 8.0)),))).members
    quarters = np.bincount(-(m.joined.astype(int) + 9) // 13, minlength=4)
    assert m.joined.max() == -9 and m.joined.min() >= -61
    assert chi_square(quarters, np.full(4, n / 4)) and not chi_square(quarters, n * np.array([0.4, 0.3, 0.2, 0.1]))


def test_founders_fill_the_first_rows_group_by_group():
    m = begin().members
    assert (m.membership[:20] == ACTIVE).all() and (m.membership[50:] == NONE).all() and (m.membership[40:50] == LURKING).all()
    silent = -1 - m.last_post[20:40]  # 5 to 50 weeks
    assert silent.min() >= 5 and silent.max() < 50 and silent.min() < 13 <= silent.max()
    assert np.array_equal(m.membership[20:40] == LAPSED, silent >= 13)  # silent for a quarter


def test_founders_were_there_before():
    world = begin()
    m = world.members
    assert (m.joined[:50] < 0).all() and (m.joined[:40] <= m.last_post[:40]).all() and (m.joined[50:] == -1).all()
    assert np.array_equal(m.first_post[:40], m.joined[:40]) and (m.first_reply[:40] == FIRST_REPLIED).all()
    assert (m.last_visit[:40] >= m.last_post[:40]).all() and (m.last_visit[:50] < 0).all()
    assert np.array_equal((m.last_visit > m.last_post)[:40] & (m.membership[:40] == LAPSED), [False] * 40)
    assert (m.first_post[40:] == NEVER).all() and (m.first_reply[40:] == FIRST_NONE).all()
    assert (world.orbits.step[:50] >= 1).all() and not world.orbits.step[50:].any()


def test_founders_have_the_keenness_willingness_and_love_of_what_they_did():
    plain, world = market(300), begin()
    assert world.people.keen[:20] == pytest.approx(plain.people.keen[:20] + 0.5 * math.log(73.0), abs=1e-5)  # 60 + 12 posts
    assert world.people.keen[20:40] == pytest.approx(plain.people.keen[20:40] + 0.5 * math.log(5.0), abs=1e-5)
    assert world.people.willing[:20] == pytest.approx(60 / 52 / 10)  # answers a week over questions a week
    assert np.array_equal(world.people.willing[20:], plain.people.willing[20:])
    months = -(world.members.last_post[:20] + 1) * 12 / 52
    love = (7 * 60 + 4 * 12) / 12 / 0.1 * 0.9**months
    read = world.feelings.love[:20] - love  # beside contributions: love of at most seven days a week of visits
    assert (read <= 7 / (1 - 0.9 ** (12 / 52)) + 1e-3).all() and (read > love * (0.9 ** (12 / 52) - 1) - 1e-3).all()
    assert (world.feelings.love[40:50] >= 0).all() and not world.feelings.love[50:].any()
    weekly, half = 60 / 52, PARS.feeling.repute
    gone = -(world.members.last_post[:20] + 1)
    standing = weekly / (1 - 0.5 ** (1 / half)) * 0.5 ** (gone / half)
    assert (world.feelings.standing[:20] <= standing + 1e-3).all() and (world.feelings.standing[:20] > 0.9 * standing).all()
    assert not world.feelings.standing[20:].any()


def test_love_counts_five_answers_and_one_question_a_week_at_most():
    busy = Founders(20, (60.0, 60.0), 999.0, 999.0)  # of visits so long ago nothing is known
    love = begin(Founding(market=20, founders=(busy,))).feelings.love
    assert love == pytest.approx((7 * 260 + 4 * 52) / 12 / 0.1 * 0.9 ** (60 * 12 / 52), rel=1e-6)


def test_the_longer_silent_the_less_love_and_the_fewer_members():
    n = many(4000, 400)
    unmoved = PARS._replace(feeling=PARS.feeling._replace(visit=0.0))  # by visits
    f = begin(Founding(market=n, founders=(Founders(n, (0.0, 26.0)),)), pars=unmoved)
    silent = -1 - f.members.last_post
    love = [f.feelings.love[silent == week].mean() for week in range(26)]
    assert (np.diff(love) < 0).all()
    assert near((f.members.membership == LAPSED).mean(), 0.5, 0.5 * n**-0.5)  # silence is even from 0 to 26 weeks


def test_lurkers_lapse_after_half_a_year():
    n = many(4000, 400)
    m = begin(Founding(market=n, founders=(Founders(n, (0.0, 104.0), lurking=True),))).members
    assert set(np.unique(m.membership)) == {LURKING, LAPSED} and near((m.membership == LURKING).mean(), 0.25, (0.1875 / n) ** 0.5)


def test_staff():
    world = begin(VILLAGE._replace(staff=(StaffMember(10.0, 0.5, 8.0, 3, 9, 0.25, 6.0), StaffMember())))
    assert [column.tolist() for column in world.staff] == [
        [10.0, 20.0],
        [0.5, pytest.approx(0.8)],
        [8.0, 24.0],
        [3, 0],
        [9, 32767],
        [0.25, pytest.approx(0.4)],
        [6.0, 0.0],
    ]


# Stock


def test_the_stock_stands_oldest_first():
    world = begin()
    q, n = world.questions, int(world.tally.rows[QUESTION_ROWS])
    assert n == 70 and (np.diff(q.asked[:n].astype(int)) >= 0).all()
    assert q.asked[:n].max() < 0 and q.asked[:n].min() >= -104
    assert (q.asker[:n] == -1).all() and (q.kind[:n] == MIDDLE).all() and (q.appeal[:n] == 1).all() and (q.waited[:n] == -1).all()
    assert q.fresh[:n].sum() == q.answers[:n].sum() == 60 and np.array_equal(q.fresh[:n], q.answers[:n])
    assert np.unique(q.key[:n]).size == n
    assert world.topics.fresh.tolist() == np.bincount(q.topic[:n][q.fresh[:n] == 1], minlength=5).tolist()
    assert not world.topics.stale.any()


def test_questions_of_the_last_weeks_are_in_reach():
    world = begin(VILLAGE._replace(stock=(Stock((0.0, 0.3), 0, 40), Stock((1.0, 1.0), 5))))
    asked = world.questions.asked[:45].tolist()
    for week in range(-RECALL, 1):
        assert world.tally.first[week + RECALL] == sum(other < week for other in asked)
    assert asked[:5] == [-53] * 5 and asked[-1] >= -2


def test_no_stock():
    world = begin(VILLAGE._replace(stock=()))
    assert not world.tally.rows[: OVERFLOW + 1].any() and not world.tally.first.any() and not world.topics.fresh.any()


def test_stock_by_topic_follows_zipfs_law_and_ages_are_even():
    n = many(20_000, 1000)
    world = begin(Founding(market=1, topics=5, stock=(Stock((0.0, 3.0), n),)))
    zipf = np.array([60, 30, 20, 15, 12]) / 137
    assert chi_square(world.topics.fresh, n * zipf) and not chi_square(world.topics.fresh, n * np.full(5, 0.2))
    years = np.bincount(-(world.questions.asked[:n].astype(int) + 1) // 26, minlength=6)
    assert chi_square(years, np.full(6, n / 6)) and not chi_square(years, n * np.array([0.2, 0.2, 0.2, 0.2, 0.1, 0.1]))
