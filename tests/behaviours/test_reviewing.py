"""Reviewing: few voices, of the extremes, read by buyers and by the product team."""

import numpy as np
import pytest

from agents import counts
from agents.behaviours import improving, reviewing
from agents.behaviours.advocating import AdvocatingPars, proof_left
from agents.behaviours.reviewing import ReviewingPars, subject, worth
from agents.founding import zipf_weights
from agents.streams import REVIEW
from agents.world import Room, empty_world
from sim.clock import Now
from sim.draws import uniforms
from tests.behaviours.test_company import FEW, LIVELY, SEEDS, lived, wrong
from tests.worlds import LINKS, NOW, changed, many, put, snapshot, tiny

PARS = ReviewingPars(cause=0.25, weight=0.2)
FADING = AdvocatingPars(fading=0.05)


def live(world, pars=PARS):
    w = world
    reviewing.everyone(w.people, w.attitudes, w.topics, w.company, w.weekly, pars, FADING, NOW)
    return w.topics.reviewed.tolist()


def written(satisfaction, people=400, review=1):
    """Reviews of problems with topic 0 by people at home in topic 1, after some that are worth three references."""
    world = tiny(people)
    put(world.people, topic=0, field=1)
    put(world.attitudes, satisfaction=satisfaction, review=review)
    world.company.reviews[0] = 3.0
    return world


@pytest.mark.shows(79)
@pytest.mark.parametrize(("satisfaction", "adds"), [(1.0, 0.2), (0.75, 0.1), (0.5, 0.0), (0.0, -0.2)])
def test_good_reviews_add_to_proof_and_bad_ones_take_away(satisfaction, adds):
    assert worth(satisfaction, PARS) == pytest.approx(adds, abs=1e-15)


@pytest.mark.parametrize(("u", "about"), [(0.0, 7), (0.24, 7), (0.25, 3), (0.99, 3)])
def test_what_a_review_is_about(u, about):
    assert subject(u, 3, 7, PARS) == about


def test_reviews_are_heard_on_the_problem_or_on_the_writers_own_cause():
    own = sum(uniforms(NOW.seed, REVIEW, NOW.week, i)[1] < 0.25 for i in range(400))
    world = written(0.9)
    before = snapshot(world)
    assert live(world) == [400 - own, own] and 0 < own < 200
    assert changed(before, snapshot(world)) == {"topics.reviewed", "company.reviews", "weekly"}
    assert world.weekly[NOW.week, counts.REVIEWS] == 400
    assert world.weekly[NOW.week, counts.RATING] == pytest.approx(360, rel=1e-6)
    assert live(written(0.9, review=[1, 0, 1] + [0] * 397))[0] + live(written(0.9, review=0))[0] <= 2.0


@pytest.mark.parametrize(("satisfaction", "adds"), [(0.9, 0.16), (0.1, -0.16)])
def test_what_reviews_are_worth_adds_up_and_grows_old(satisfaction, adds):
    world = written(satisfaction)
    live(world)
    assert world.company.reviews[0] == pytest.approx(proof_left(3.0, FADING) + 400 * adds, rel=1e-6)


def test_nobody():
    world = tiny(people=0)
    world.company.reviews[0] = -2.0
    live(world)
    assert world.company.reviews[0] == proof_left(-2.0, FADING)  # what was said is forgotten too


# With the same number of reports, whose are nearest to what people have trouble with?
OFTEN = FEW._replace(
    improving=FEW.improving._replace(improvements=0.0, talk=260.0), judging=FEW.judging._replace(extreme=1.0)
)
REPORTS = 300


def reports(source):
    """So many reports of one source, drawn from all that there were in a year of a town."""
    heard = sum(getattr(lived(seed, pars=OFTEN, listening=4.0, gift=20.0).topics, source) for seed in SEEDS)
    assert heard.sum() > REPORTS
    rng = np.random.default_rng(1)
    return rng.multinomial(REPORTS, heard / heard.sum(), many(200, 50)).astype(float)


def mended(source):
    """Share of people's problems that is mended after twenty improvements, each of what is loudest in these reports."""
    pars = LIVELY.improving._replace(case=0.0, every=1.0, improvements=1.0, detail=0.0, docs=0.0, reviews=1.0, talk=1e9)
    demand, found = zipf_weights(25, LIVELY.needs.zipf), []
    for sample in reports(source)[:50]:
        world = empty_world(Room(2, 25, 0, 20, 4, 4, 4, 1), None, LINKS)
        put(world.topics, **{source: sample})
        w = world
        for week in range(20):
            improving.everyone(w.accounts, w.topics, w.calendar, w.company, w.weekly, pars, LINKS, Now(1, week))
        found.append((demand * w.topics.quality).sum())
    return np.mean(found)


@pytest.mark.shows(19, 20, 21)
def test_with_as_many_reports_talk_is_a_truer_picture_than_reviews_and_reviews_than_gifts():
    by_talk, by_review, by_gift = (np.mean([wrong(r) for r in reports(s)]) for s in ("heard", "reviewed", "gifted"))
    assert by_talk < 0.8 * by_review and by_review < 0.8 * by_gift


@pytest.mark.shows(19, 20, 21)
def test_with_as_many_reports_talk_directs_improvements_better_than_reviews_and_reviews_than_gifts():
    assert mended("heard") > mended("reviewed") > mended("gifted")


@pytest.mark.shows(21)
def test_reviews_are_written_and_read_without_a_community_too():
    shut = [lived(seed, pars=OFTEN, open=0).topics.reviewed.sum() for seed in SEEDS]
    assert min(shut) > 0
