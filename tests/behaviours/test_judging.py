"""Judging: how problems end moves satisfaction; attitudes are what the business sees."""

import math

import numpy as np
import pytest

from agents.behaviours import judging
from agents.behaviours.feeling import FeelingPars
from agents.behaviours.judging import (
    JudgingPars,
    attitude_index,
    ending,
    kept,
    next_affinity,
    next_satisfaction,
    nps_answer,
    preference,
    regard,
    regard_now,
    review_chance,
    settled,
)
from agents.behaviours.self_service import SelfServicePars
from agents.codes import ACTIVE, AI, COMMUNITY, DOCS, GAVE_UP, GUT_CHECK, MIDDLE, REUSED, STALE_HIT, TICKET
from agents.counts import COUNTS, QUALITY
from agents.entities import AS_IT_IS, WITHOUT
from agents.streams import REVIEW
from sim.draws import uniform
from tests.worlds import LINKS, NOW, changed, put, snapshot, tiny

PARS = JudgingPars(
    usual=0.6, memory=10.0, rate=0.5, alone=0.7, peers=0.8, confirmed=1.0, ticket=0.75, wait=0.25, effort=0.125, gave_up=0.25,
    stung=0.125, warming=0.25, cooling=20.0, fond=0.2, trusting=0.4, promoter=0.7, detractor=0.5, choosy=4.0, extreme=0.5,
)  # fmt: skip
ALWAYS, NEVER_TRIES = SelfServicePars(tries=1.0), SelfServicePars(tries=0.0)
FEELING = FeelingPars(half=30.0)


def live(world, gain=1.0, self_service=NEVER_TRIES, pars=PARS):
    links = LINKS._replace(support_to_attitude=gain)
    w = world
    judging.everyone(w.people, w.members, w.feelings, w.attitudes, w.desks, pars, self_service, FEELING, links, NOW)
    return w.attitudes.satisfaction.tolist()


def judged(channel, base, **columns):
    """People at the usual satisfaction whose problem ended so."""
    world = tiny(people=len(channel))
    put(world.people, **({"need": MIDDLE, "channel": channel, "base": base} | columns))
    put(world.attitudes, satisfaction=0.6, judged=NOW.week)
    return world


@pytest.mark.parametrize(
    ("channel", "kind", "stung", "wait", "tries", "end"),
    [
        (DOCS, MIDDLE, False, 0.0, True, 0.7),
        (AI, MIDDLE, False, 9.0, True, 0.7),
        (REUSED, MIDDLE, False, 0.0, True, 0.7),
        (COMMUNITY, MIDDLE, True, 9.0, True, 0.8),
        (COMMUNITY, GUT_CHECK, False, 0.0, True, 1.0),
        (TICKET, MIDDLE, False, 0.0, False, 0.75),
        (TICKET, MIDDLE, False, 1.0, False, 0.5),
        (TICKET, MIDDLE, False, 1.0, True, 0.375),
        (TICKET, MIDDLE, True, 1.0, True, 0.25),
        (TICKET, MIDDLE, True, 9.0, True, 0.0),
        (GAVE_UP, MIDDLE, False, 9.0, True, 0.25),
        (GAVE_UP, MIDDLE, True, 0.0, True, 0.125),
    ],
)
def test_how_problems_end(channel, kind, stung, wait, tries, end):
    assert ending(channel, kind, stung, wait, tries, PARS) == pytest.approx(end, abs=1e-15)


@pytest.mark.parametrize(
    ("satisfaction", "base", "actual", "gain", "after"),
    [
        (0.6, 0.2, 0.8, 1.0, 0.7),
        (0.6, 0.2, 0.8, 0.0, 0.4),
        (0.6, 0.2, 0.8, 0.5, 0.55),  # half of the way from 0.6 to 0.5
        (0.6, 0.8, 0.2, 1.0, 0.4),
    ],
)
def test_satisfaction_moves_towards_how_it_ended(satisfaction, base, actual, gain, after):
    assert next_satisfaction(satisfaction, base, actual, gain, PARS) == pytest.approx(after, rel=1e-12)


@pytest.mark.parametrize(
    ("affinity", "warm", "gain", "after"), [(0.0, 0.8, 1.0, 0.2), (0.4, 0.8, 0.5, 0.4), (0.4, 0.8, 0.0, 0.3)]
)
def test_affinity_moves_towards_warmth(affinity, warm, gain, after):
    assert next_affinity(affinity, warm, gain, PARS) == pytest.approx(after, rel=1e-12)


@pytest.mark.shows(105, 106)
@pytest.mark.parametrize(
    ("satisfaction", "affinity", "trust", "gain", "index"),
    [
        (0.6, 0.5, 0.25, 1.0, 0.8),  # 0.6 + 0.2 x 0.5 + 0.4 x 0.25
        (0.6, 0.5, -0.25, 1.0, 0.6),
        (0.6, 0.0, 0.25, 1.0, 0.7),
        (0.6, 0.5, 0.25, 0.0, 0.7),
        (0.6, 0.5, 0.25, 0.5, 0.75),
        (0.9, 1.0, 0.5, 1.0, 1.0),
        (0.05, 0.0, -0.5, 1.0, 0.0),
    ],
)
def test_the_index_is_performance_feeling_and_trust(satisfaction, affinity, trust, gain, index):
    assert attitude_index(satisfaction, affinity, trust, 0.0, gain, PARS) == pytest.approx(index, rel=1e-12)


@pytest.mark.parametrize("satisfaction", [0.1, 1 / 3, 0.77])
def test_without_affinity_and_with_trust_cut_the_index_is_satisfaction_to_the_last_bit(satisfaction):
    assert attitude_index(satisfaction, 0.0, -0.4, 0.0, 0.0, PARS) == satisfaction


@pytest.mark.shows(17, 94)
@pytest.mark.parametrize(("quality", "adds"), [(0.25, 0.0), (0.75, 0.2), (0.0, -0.1), (1.0, 0.3)])
def test_a_better_product_is_thought_better_of_by_all(quality, adds):
    pars = PARS._replace(product=0.4, expected=0.25)
    assert regard(quality, pars) == pytest.approx(adds)
    assert regard(quality, PARS._replace(product=0.0)) == 0.0
    assert attitude_index(0.5, 0.0, 0.25, regard(quality, pars), 0.0, pars) == pytest.approx(0.5 + adds)
    weekly = np.zeros((3, len(COUNTS)))
    weekly[:, QUALITY] = quality, 0.9, 0.1
    assert regard_now(weekly, 1, pars) == pytest.approx(adds)  # as it was last week
    assert regard_now(weekly, 0, pars) == 0.0


@pytest.mark.parametrize(("index", "answer"), [(0.71, 1), (0.7, 0), (0.5, 0), (0.49, -1)])
def test_nps(index, answer):
    assert nps_answer(index, PARS) == answer


@pytest.mark.shows(60, 106)
def test_preference_is_even_at_the_rivals_attitude_and_grows_with_ones_own():
    assert preference(0.6, 0.6, PARS) == 0.5
    assert preference(0.85, 0.6, PARS) == pytest.approx(0.7310585786300049, rel=1e-12)  # 4 x 0.25 = 1: 1 / (1 + 1/e)
    assert preference(0.35, 0.6, PARS) == pytest.approx(0.2689414213699951, rel=1e-12)


@pytest.mark.shows(21)
@pytest.mark.parametrize(("satisfaction", "chance"), [(0.0, 0.5), (0.25, 0.125), (0.5, 0.0), (0.75, 0.125), (1.0, 0.5)])
def test_reviews_come_from_the_ends(satisfaction, chance):
    assert review_chance(satisfaction, PARS) == pytest.approx(chance, abs=1e-15)


@pytest.mark.shows(21)
def test_who_had_a_problem_writes_a_review_by_a_draw_of_its_own():
    pars = PARS._replace(extreme=0.9, gave_up=0.0)  # 0.6 goes half of the way to 0: a chance of 0.9 x 0.4 x 0.4
    world = judged([GAVE_UP] * 400, [GAVE_UP] * 400)
    put(world.attitudes, review=1)  # of another week
    assert live(world, pars=pars)[0] == pytest.approx(0.3)
    wrote = [uniform(NOW.seed, REVIEW, NOW.week, i) < 0.144 for i in range(400)]
    assert world.attitudes.review.tolist() == wrote and 0 < sum(wrote) < 400


@pytest.mark.parametrize("silent", [{"need": 0}, {"engaged": 0}])
def test_no_problem_or_no_user_no_review(silent):
    world = judged([GAVE_UP] * 99, [GAVE_UP] * 99, **silent)
    live(world, pars=PARS._replace(extreme=1.0, gave_up=0.0, rate=1.0))
    assert not world.attitudes.review.any()


@pytest.mark.shows(21)
def test_reviews_tell_less_of_the_silent_majority_than_of_the_few():
    people = np.array([0.05] * 10 + [0.6] * 90)  # ten haters, ninety quietly content
    chance = np.array([review_chance(s, PARS) for s in people])
    assert (chance * people).sum() / chance.sum() < 0.25 < 0.5 < people.mean()


@pytest.mark.parametrize(
    ("value", "weeks", "later"),
    [(0.9, 0.0, 0.9), (0.9, 10.0, 0.6 + 0.3 / math.e), (0.6, 33.0, 0.6), (0.1, 20.0, 0.6 - 0.5 / math.e**2)],
)
def test_attitudes_come_back_to_the_usual(value, weeks, later):
    assert settled(value, 0.6, kept(weeks, 10.0)) == pytest.approx(later, rel=1e-12)


def test_a_usual_attitude_does_not_move_by_itself():
    assert settled(0.6, 0.6, kept(7.0, 10.0)) == 0.6


def test_the_week_is_judged_by_users_with_a_problem():
    world = judged([COMMUNITY, GAVE_UP, COMMUNITY, COMMUNITY], [TICKET, GAVE_UP, GAVE_UP, GAVE_UP])
    put(world.people, need=[MIDDLE, MIDDLE, 0, MIDDLE], engaged=[1, 1, 1, 0])
    put(world.attitudes, judged=[NOW.week, NOW.week, 0, 0])
    before = snapshot(world)
    assert live(world) == pytest.approx([0.7, 0.425, 0.6, 0.6], abs=1e-6)
    assert changed(before, snapshot(world)) == {"attitudes.satisfaction"}
    assert world.attitudes.judged.tolist() == [NOW.week, NOW.week, 0, 0]


def test_what_was_felt_before_has_faded():
    world = judged([COMMUNITY], [TICKET])
    put(world.attitudes, satisfaction=1.0, judged=NOW.week - 3)
    assert live(world) == pytest.approx([0.5 * (0.6 + 0.4 * math.exp(-0.3)) + 0.4], abs=1e-6)
    assert world.attitudes.judged[0] == NOW.week


@pytest.mark.shows(62, 105)
def test_a_cut_link_leaves_what_would_have_been_without_a_community():
    ends = [COMMUNITY, REUSED, GAVE_UP, TICKET]
    cut = live(judged(ends, [TICKET, GAVE_UP, GAVE_UP, DOCS], search=STALE_HIT), gain=0.0)
    assert cut == live(judged([TICKET, GAVE_UP, GAVE_UP, DOCS], [TICKET, GAVE_UP, GAVE_UP, DOCS]), gain=1.0)
    whole = live(judged(ends, [TICKET, GAVE_UP, GAVE_UP, DOCS], search=STALE_HIT))
    assert whole[0] > cut[0] and whole[1] > cut[1] and whole[2] < cut[2]  # helped, helped, and misled for nothing


@pytest.mark.shows(86, 99)
def test_failed_self_service_and_a_long_queue_cost_satisfaction():
    def after(wait, self_service):
        world = judged([TICKET], [TICKET])
        world.desks.wait[AS_IT_IS] = wait
        return live(world, self_service=self_service)[0]

    assert after(0.0, NEVER_TRIES) > after(0.0, ALWAYS) > after(1.0, ALWAYS) > after(2.0, ALWAYS)


def test_what_would_have_been_is_judged_by_the_queue_there_would_have_been():
    """By hand: 0.6 goes half of the way to 0.75 less a quarter of a weekly wait of 1, or of none."""

    def after(place, gain):
        world = judged([TICKET], [TICKET])
        world.desks.wait[place] = 1.0
        return live(world, gain)[0]

    ends = [after(AS_IT_IS, 1.0), after(AS_IT_IS, 0.0), after(WITHOUT, 1.0), after(WITHOUT, 0.0)]
    assert ends == pytest.approx([0.55, 0.675, 0.675, 0.55], abs=1e-6)


@pytest.mark.shows(92)
def test_a_gut_check_confirmed_by_peers_gives_most_confidence():
    ends = live(judged([COMMUNITY, COMMUNITY, GAVE_UP], GAVE_UP, need=[GUT_CHECK, MIDDLE, GUT_CHECK]))
    assert ends[0] > ends[1] > 0.6 > ends[2]


@pytest.mark.shows(72)
def test_affinity_grows_with_warmth_of_those_present_only():
    world = tiny(people=4)
    put(world.members, membership=ACTIVE, days=[1, 1, 0, 1])
    put(world.feelings, love=[30.0, 90.0, 90.0, 0.0], felt=NOW.week)
    put(world.attitudes, affinity=[0.0, 0.0, 0.0, 0.4], warmed=[0, 0, 0, NOW.week])
    live(world)
    assert world.attitudes.affinity.tolist() == pytest.approx([0.125, 0.1875, 0.0, 0.3], abs=1e-6)  # a quarter of 1/2 and 3/4
    assert world.attitudes.warmed.tolist() == [NOW.week, NOW.week, 0, NOW.week]
    put(world.attitudes, affinity=0.0)
    live(world, gain=0.0)
    assert not world.attitudes.affinity.any()


def test_nobody():
    assert live(tiny(people=0)) == []
