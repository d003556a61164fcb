"""Reviewing: few voices, of the extremes, read by buyers and by the product team."""

import numpy as np
import pytest

from agents.behaviours import improving, reviewing
from agents.behaviours.advocating import AdvocatingPars, proof_left
from agents.behaviours.reviewing import ReviewingPars, subject, worth, writes_chance
from agents.codes import MIDDLE
from agents.entities import REVIEWS
from agents.founding import zipf_weights
from agents.streams import REVIEW
from agents.world import Room, empty_world
from sim.clock import Now
from sim.draws import uniforms
from tests.behaviours.test_company import FEW, LIVELY, SEEDS, lived, wrong
from tests.worlds import LINKS, NOW, changed, many, put, snapshot, tiny

PARS = ReviewingPars(moved=0.5, cause=0.25, weight=0.2)
FADING = AdvocatingPars(fading=0.05)


def live(world, pars=PARS):
    w = world
    reviewing.everyone(w.people, w.attitudes, w.topics, w.company, pars, FADING, NOW)
    return w.topics.reviewed.tolist()


def users(satisfaction, people=400, **columns):
    world = tiny(people)
    put(world.people, **({"need": MIDDLE, "topic": 0, "field": 1} | columns))
    put(world.attitudes, satisfaction=satisfaction)
    return world


@pytest.mark.shows(21)
@pytest.mark.parametrize(("satisfaction", "chance"), [(0.0, 0.5), (0.25, 0.125), (0.5, 0.0), (0.75, 0.125), (1.0, 0.5)])
def test_the_ends_write_and_the_middle_is_silent(satisfaction, chance):
    assert writes_chance(satisfaction, PARS) == pytest.approx(chance, abs=1e-15)


@pytest.mark.shows(79)
@pytest.mark.parametrize(("satisfaction", "adds"), [(1.0, 0.2), (0.75, 0.1), (0.5, 0.0), (0.0, -0.2)])
def test_good_reviews_add_to_proof_and_bad_ones_take_away(satisfaction, adds):
    assert worth(satisfaction, PARS) == pytest.approx(adds, abs=1e-15)


@pytest.mark.parametrize(("u", "about"), [(0.0, 7), (0.24, 7), (0.25, 3), (0.99, 3)])
def test_what_a_review_is_about(u, about):
    assert subject(u, 3, 7, PARS) == about


def test_who_had_a_problem_writes_by_a_draw_of_its_own():
    draws = [uniforms(NOW.seed, REVIEW, NOW.week, i) for i in range(400)]
    world = users(0.9)
    world.company.stock[REVIEWS] = 3.0
    wrote = [v for u, v, _, _ in draws if u < 0.5 * 0.64]
    before = snapshot(world)
    assert live(world) == [sum(v >= 0.25 for v in wrote), sum(v < 0.25 for v in wrote)] and min(live(world)) > 0
    assert changed(before, snapshot(world)) == {"topics.reviewed", "company.stock"}


def test_what_reviews_are_worth_adds_up_and_grows_old():
    for satisfaction in (0.9, 0.1):
        world = users(satisfaction)
        world.company.stock[REVIEWS] = 3.0
        expected = proof_left(3.0, FADING) + sum(live(world)) * 0.2 * (2.0 * satisfaction - 1.0)
        assert world.company.stock[REVIEWS] == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("silent", [{"need": 0}, {"engaged": 0}])
def test_no_problem_or_no_user_no_review(silent):
    assert live(users(1.0, **silent)) == [0.0, 0.0]


def test_nobody():
    world = tiny(people=0)
    world.company.stock[REVIEWS] = -2.0
    live(world)
    assert world.company.stock[REVIEWS] == proof_left(-2.0, FADING)  # what was said is forgotten too


# With the same number of reports, whose are nearest to what people have trouble with?
OFTEN = FEW._replace(
    improving=FEW.improving._replace(improvements=0.0, talk=260.0), reviewing=FEW.reviewing._replace(moved=1.0)
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
