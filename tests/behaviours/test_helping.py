"""Helping: who wants to answer which question, and when."""

import math

import numpy as np
import pytest
from scipy.stats import poisson

from agents.behaviours import helping, viewing
from agents.behaviours.feeling import FeelingPars
from agents.behaviours.helping import (
    HelpingPars,
    add_wish,
    delay,
    drive,
    expected_wishes,
    hardness,
    interest,
    load,
    looked_at,
    match,
)
from agents.behaviours.moderating import ModeratingPars
from agents.behaviours.viewing import ViewingPars
from agents.codes import ACTIVE, GUT_CHECK, HARD, LAPSED, LURKING, MIDDLE, NONE, SIMPLE
from agents.entities import OVERFLOW, WISH_ROWS
from agents.streams import LOOK, WISH
from sim.draws import uniform, uniforms
from tests.worlds import LINKS, NOW, changed, chi_square, many, pose, put, snapshot, tiny, wishes_of

PARS = HelpingPars(
    willing=0.01, spread=0.0, pace=0.0, pace_spread=0.0, delay=20.0, most=40.0, off_field=0.5, reach=10.0, bored=0.6,
    information=0.0, reputation=0.0, bonds=0.0, identity=0.0, reading=0.0,
)  # fmt: skip
EAGER = PARS._replace(most=9.0, off_field=1.0, reach=1e3, bored=1.0, delay=1e-6)  # all suits, at once
FEELING = FeelingPars(
    visit=1.0, post=4.0, answer=7.0, reply=2.0, half=30.0, thanks=0.15, use=0.03, starve=0.01, taste=60.0, tire=0.3, rest=0.1,
    repute=13.0, glow=8.0,
)  # fmt: skip
PLACE = ModeratingPars(minutes=5.0, flagged=0.3, missed=0.2, stray=0.2, broad=0.0, interest=0.625, variety=0.0)
THIS_WEEK = ViewingPars(memory=0.0)  # only this week's questions are in view


def village(people=3, asked=(3, 3, 3), days=1, membership=ACTIVE, willing=5.0, skill=1.0, **questions):
    world = tiny(people, questions=max(len(asked), 16), wishes=70 * people)
    put(world.members, membership=membership, days=days)
    put(world.people, willing=willing, skill=skill)
    pose(world, list(asked), **{"asker": -1, "kind": MIDDLE, "hour": 10.0, **questions})
    return world


def live(world, pars=EAGER, memory=THIS_WEEK, links=LINKS):
    w = world
    viewing.everyone(w.tally, memory, NOW)
    helping.everyone(
        w.people, w.members, w.feelings, w.ties, w.topics, w.questions, w.wishes, w.lifts, w.tally, pars, FEELING, PLACE,
        links, NOW,
    )  # fmt: skip
    return wishes_of(w)


@pytest.mark.parametrize(
    ("willing", "motive", "drive", "fatigue", "seen", "wishes"),
    [
        (0.1, 1.0, 1.0, 0.0, 20.0, 2.0),
        (0.1, 0.5, 1.0, 0.0, 20.0, 1.0),
        (0.1, 0.5, 3.0, 0.0, 20.0, 3.0),
        (0.1, 1.0, 1.0, 0.25, 20.0, 1.5),
        (0.1, 1.5, 1.0, 1.0, 20.0, 0.0),
        (0.1, 1.5, 1.0, 1.7, 20.0, 0.0),  # burnt out, not below nothing
        (0.5, 1.0, 1.0, 0.0, 200.0, 40.0),  # free time
        (0.5, 1.0, 9.0, 0.0, 200.0, 40.0),
        (0.5, 1.0, 1.0, 0.5, 200.0, 20.0),
        (0.1, 1.0, 1.0, 0.0, 0.0, 0.0),
    ],
)
def test_expected_wishes(willing, motive, drive, fatigue, seen, wishes):
    assert expected_wishes(willing, motive, drive, fatigue, seen, PARS) == pytest.approx(wishes, rel=1e-12)


MINDED = PARS._replace(information=0.1, reputation=0.2, bonds=0.3, identity=0.4, reading=0.5)
STRANGER = {"interest": 0.0, "standing": 0.0, "company": 0.0, "warm": 0.0, "glow": 0.0, "load": 0.0}


@pytest.mark.parametrize(
    ("case", "log"),
    [
        ({}, 0.0),
        ({"interest": 3.0}, 0.3),
        ({"standing": math.e - 1.0}, 0.2),
        ({"standing": math.e**3 - 1.0}, 0.6),  # nobody is thirty times as much moved by thirty times the fame
        ({"company": 0.5}, 0.15),
        ({"warm": 0.5}, 0.2),
        ({"glow": 0.4}, 0.4),
        ({"load": 2.0}, -1.0),
        ({"interest": 1.0, "standing": math.e - 1.0, "company": 1.0, "warm": 0.25, "glow": 0.1, "load": 1.0}, 0.3),
    ],
)
def test_drive_is_benefits_less_the_cost_of_reading(case, log):
    assert drive(*(STRANGER | case).values(), MINDED) == pytest.approx(math.exp(log), rel=1e-12)
    assert drive(*STRANGER.values(), MINDED) == 1.0


@pytest.mark.parametrize(
    ("posts", "clear", "comfort", "doublings"),
    [
        (0.0, 0.0, 0.0, 0.0),
        (40.0, 0.0, 0.0, 0.0),
        (160.0, 0.0, 0.0, 2.0),
        (160.0, 0.5, 0.0, 1.5),
        (160.0, -1.0, 0.0, 3.0),
        (160.0, 0.0, 1.5, 0.5),
        (160.0, 1.0, 2.0, 0.0),
        (40.0, -1.0, 0.0, 1.0),
    ],
)
def test_load_is_volume_over_signal(posts, clear, comfort, doublings):
    assert load(posts, clear, comfort) == pytest.approx(doublings, abs=1e-12)


@pytest.mark.parametrize(
    ("posts", "clear", "news"), [(0.0, 0.0, 0.0), (40.0, 0.0, 1.0), (120.0, 0.0, 2.0), (280.0, 0.0, 3.0), (60.0, 1.0, 2.0)]
)
def test_news_has_diminishing_returns(posts, clear, news):
    assert interest(posts, clear) == pytest.approx(news, rel=1e-12)


@pytest.mark.parametrize(("kind", "hard"), [(SIMPLE, 0.2), (GUT_CHECK, 0.4), (MIDDLE, 0.5), (HARD, 0.8)])
def test_hardness(kind, hard):
    assert hardness(kind) == hard


@pytest.mark.parametrize(
    ("skill", "hard", "own", "chance"),
    [
        (0.3, 0.5, True, 0.5),  # 0.2 beyond one's skill: able half of the time, never bored
        (0.3, 0.5, False, 0.25),
        (0.0, 0.8, True, 1 / (1 + math.exp(6.0))),
        (1.0, 0.5, True, 0.8 / (1 + math.exp(-7.0))),  # 0.5 above: interest 1 - 0.4 x 0.5
        (1.0, 0.5, False, 0.4 / (1 + math.exp(-7.0))),
    ],
)
def test_match(skill, hard, own, chance):
    assert match(skill, hard, own, PARS) == pytest.approx(chance, rel=1e-12)


@pytest.mark.parametrize(
    ("u", "days", "appeal", "hard", "hours"),
    [
        (math.exp(-1.0), 7, 1.0, 0.5, 20.0),
        (math.exp(-1.0), 1, 1.0, 0.5, 140.0),
        (math.exp(-1.0), 7, 4.0, 0.5, 5.0),
        (math.exp(-2.0), 2, 0.5, 0.5, 280.0),
        (math.exp(-1.0), 7, 1.0, 0.8, 23.0),  # 1 + 0.5 x 0.3
        (math.exp(-1.0), 7, 1.0, 0.2, 17.0),
    ],
)
def test_delay(u, days, appeal, hard, hours):
    assert delay(u, days, appeal, hard, PARS._replace(effort=0.5)) == pytest.approx(hours, rel=1e-12)


@pytest.mark.parametrize(
    ("seen", "days", "span", "looked"),
    [
        (50.0, 1, 0.0, 50.0),  # no limit
        (0.0, 3, 10.0, 0.0),
        (10.0, 1, 10.0, 10.0 * (1.0 - math.exp(-1.0))),
        (30.0, 3, 10.0, 30.0 * (1.0 - math.exp(-1.0))),
        (0.01, 1, 10.0, 0.009995001666250083),  # nearly all of few
        (1e6, 2, 10.0, 20.0),  # and no more than some of many
    ],
)
def test_attention_is_limited(seen, days, span, looked):
    assert looked_at(seen, days, PARS._replace(span=span)) == pytest.approx(looked, rel=1e-9, abs=1e-12)


def test_where_there_is_more_to_answer_each_question_finds_fewer_helpers():
    """Wishes for one of 4 questions and of 400, where everybody looks at all of them, or at no more than 10."""
    n = many(1000, 300)
    wishes = {}
    for span in (0.0, 10.0):
        for asked in (4, 400):
            world = village(people=n, asked=(3,) * asked, willing=0.1, hour=0.0)
            wishes[span, asked] = len(live(world, EAGER._replace(span=span, most=60.0))) / asked
    assert wishes[0.0, 400] > 0.7 * wishes[0.0, 4]
    assert wishes[10.0, 400] < 0.1 * wishes[0.0, 400] and 0.5 < wishes[10.0, 4] / wishes[0.0, 4] < 1.0


def test_the_present_turn_to_as_many_questions_as_a_poisson_draw_says():
    world = village(people=40, willing=0.5)  # 0.5 x 3 in view: 1.5 each
    rows = live(world)
    looks = [int(poisson.ppf(uniform(NOW.seed, LOOK, NOW.week, i), 1.5)) for i in range(40)]
    assert [sum(helper == i for _, helper, _ in rows) for i in range(40)] == looks
    assert max(looks) > 2 and min(looks) == 0


def test_which_question_and_when_comes_from_the_address_of_the_look():
    world = village(people=1, days=3, skill=0.4, hour=[10.0, 20.0, 30.0], topic=[0, 1, 0])
    put(world.people, field=0, willing=1e9)  # free time is the limit: 30 looks on average
    expected = []
    for ordinal in range(int(poisson.ppf(uniform(NOW.seed, LOOK, NOW.week, 0), 30.0))):
        _, v, w, x = uniforms(NOW.seed, WISH, NOW.week, ordinal)
        q = int(3 * v)
        suits = (0.5 if q == 1 else 1.0) / (1.0 + math.exp(10.0 * (0.5 - float(np.float32(0.4)) - 0.2)))
        hour = (10.0, 20.0, 30.0)[q] - math.log(x) * 20.0 * 7.0 / 3.0
        if w < suits and hour < 168.0:
            expected.append((q, 0, float(np.float32(hour))))
    assert live(world, PARS._replace(most=30.0)) == expected
    assert {q for q, _, _ in expected} == {0, 1, 2}


def test_attention_to_a_question_falls_by_its_memory_week_by_week():
    n = many(4000, 300)  # four questions in each of eight weeks; half the attention a week later
    world = village(people=n, asked=np.repeat(np.arange(-4, 4), 4), willing=0.4, hour=0.0)
    places = np.bincount([q // 4 for q, *_ in live(world, EAGER._replace(most=40.0), ViewingPars(memory=0.5))], minlength=8)
    ages = np.array([*places[:3:-1], places[:4].sum()])
    assert chi_square(ages, ages.sum() * np.array([128, 64, 32, 16, 15]) / 255)
    assert not chi_square(ages, ages.sum() * np.array([0.4, 0.24, 0.144, 0.0864, 0.1296]))  # a memory of 0.6: refused


def test_nobody_answers_oneself():
    world = village(people=2, asked=(3,), asker=[1])
    assert {helper for _, helper, _ in live(world)} == {0}


def test_a_founded_question_can_be_answered_by_all():
    world = village(people=40, asked=(-1,) * 9)
    assert len({helper for _, helper, _ in live(world, memory=ViewingPars(memory=0.9))}) > 20


@pytest.mark.parametrize("gone", [{"days": 0}, {"membership": NONE}, {"membership": LAPSED}, {"willing": 0.0}, {"asked": ()}])
def test_who_is_not_there_or_sees_nothing_wants_nothing(gone):
    assert live(village(**gone)) == []


def test_lurkers_may_answer():
    assert {helper for _, helper, _ in live(village(membership=LURKING))} == {0, 1, 2}


def test_nobody():
    assert live(village(people=0, membership=[], willing=[], skill=[], days=[])) == []


def test_an_answer_after_the_end_of_the_week_is_not_given():
    world = village(people=20, hour=100.0)
    hours = [hour for *_, hour in live(world, PARS._replace(delay=200.0, most=9.0, off_field=1.0, reach=1e3, bored=1.0))]
    assert hours and max(hours) < 168.0 and min(hours) > 100.0


def test_an_older_question_may_be_answered_from_the_first_hour_on():
    world = village(people=20, asked=(2,) * 9, hour=100.0)
    hours = [hour for *_, hour in live(world, EAGER._replace(delay=1.0), ViewingPars(memory=0.9))]
    assert hours and min(hours) < 1.0


@pytest.mark.parametrize(
    ("pars", "columns", "log"),
    [
        ({"reputation": 0.5}, {"feelings": {"standing": 7.0, "felt": NOW.week}}, 0.5 * math.log(8.0)),
        ({"reputation": 0.5}, {"feelings": {"standing": 7.0, "felt": NOW.week - 13}}, 0.5 * math.log(4.5)),
        ({"identity": 1.0}, {"feelings": {"love": 30.0, "felt": NOW.week}}, 0.5),
        ({}, {"feelings": {"glow": 0.8, "felt": NOW.week - 8}}, 0.4),
        ({"bonds": 0.7}, {"ties": {"strength": 1.0, "other": 0, "met": NOW.week}, "members": {"last_visit": NOW.week - 1}}, 0.7),
        ({"reading": 0.5}, {"tally": {"posts": [160.0]}}, -1.0),
        ({"reading": 0.5}, {"tally": {"posts": [160.0]}, "lifts": {"comfort": 1.5}}, -0.25),
        ({"reading": 0.5}, {"tally": {"posts": [160.0]}, "lifts": {"personal": 1.0}}, 0.0),  # half as much, twice as clear
        ({"reading": 0.5}, {"tally": {"posts": [160.0]}, "lifts": {"tidy": 1.0}}, -0.5 * (2 - 2 * 0.321928)),
        ({"information": 0.5}, {"tally": {"posts": [120.0]}}, 1.0),
    ],
)
def test_benefits_and_cost_move_the_number_of_looks(pars, columns, log):
    n = 400
    plain, moved = village(people=n, willing=0.4), village(people=n, willing=0.4)
    for entity, values in columns.items():
        put(getattr(moved, entity), **values)
    pars = EAGER._replace(**pars)
    same = pars._replace(information=0.0, reputation=0.0, bonds=0.0, identity=0.0, reading=0.0)
    put(plain.people, willing=0.4 * math.exp(log))
    looks = [np.bincount([helper for _, helper, _ in live(w, p)], minlength=n) for w, p in ((plain, same), (moved, pars))]
    assert np.array_equal(*looks)


def test_recognition_acts_by_its_link_alone():
    def looks(glow, links):
        world = village(people=400, willing=0.4)
        put(world.feelings, glow=glow, felt=NOW.week)
        return len(live(world, links=links))

    cut = LINKS._replace(recognition=0.0)
    assert looks(1.0, LINKS) > looks(0.5, LINKS) > looks(0.0, LINKS) == looks(0.0, cut) == looks(1.0, cut)
    assert looks(1.0, LINKS._replace(recognition=0.5)) == looks(0.5, LINKS)


def test_a_filter_eases_reading_only_as_far_as_moderation_is_linked():
    def looks(links=LINKS, **lifts):
        world = village(people=400, willing=0.4)
        put(world.lifts, **lifts)
        world.tally.posts[0] = 200.0
        return len(live(world, EAGER._replace(reading=0.5), links=links))

    cut = LINKS._replace(moderation=0.0)
    assert looks(personal=1.0) > looks(personal=0.5) > looks() == looks(cut, personal=1.0, tidy=1.0)
    assert looks(tidy=1.0) > looks()


def test_no_look_is_lost_to_a_week_without_questions():
    world = village(people=200, asked=(2, 2, 2), willing=2.0 / 3.0, hour=0.0)
    rows = live(world, memory=ViewingPars(memory=0.5))
    looks = [int(poisson.ppf(uniform(NOW.seed, LOOK, NOW.week, i), 1.0)) for i in range(200)]  # three, half in view
    assert [sum(helper == i for _, helper, _ in rows) for i in range(200)] == looks


def test_a_full_list_raises_the_flag_and_writes_nothing_beyond():
    world = tiny(wishes=1)
    add_wish(world.wishes, world.tally, 4, 2, 3.5)
    assert world.tally.rows[OVERFLOW] == 0
    add_wish(world.wishes, world.tally, 5, 1, 4.5)
    assert wishes_of(world) == [(4, 2, 3.5)]
    assert world.tally.rows[OVERFLOW] == 1 and world.tally.rows[WISH_ROWS] == 1


def test_only_wishes_are_written():
    world = village()
    viewing.everyone(world.tally, THIS_WEEK, NOW)
    before = snapshot(world)
    live(world)
    assert changed(before, snapshot(world)) == {"wishes.question", "wishes.helper", "wishes.hour", "tally.rows"}


@pytest.mark.parametrize(
    ("columns", "factor"),
    [
        ({"feelings": {"motive": 0.5}}, 0.5),
        ({"feelings": {"fatigue": 0.5, "felt": NOW.week}}, 0.5),
        ({"feelings": {"fatigue": 0.5, "felt": NOW.week - 2}}, 0.595),  # two weeks of rest: 1 - 0.5 x 0.81
        ({"people": {"willing": 0.25}}, 0.25),
    ],
    ids=["motive", "fatigue", "rested", "willingness"],
)
def test_motive_fatigue_and_willingness_scale_the_poisson_mean(columns, factor):
    n = many(4000, 400)
    world = village(people=n, willing=1.0, asked=(3, 3))
    for entity, values in columns.items():
        put(getattr(world, entity), **values)
    wishes = np.bincount([helper for _, helper, _ in live(world)], minlength=n)
    counts = np.bincount(np.minimum(wishes, 4), minlength=5)[: 3 if factor < 0.3 else 5]
    counts[-1] = n - counts[:-1].sum()

    def shares(mean):
        chances = poisson.pmf(np.arange(len(counts)), mean)
        chances[-1] = 1 - chances[:-1].sum()
        return n * chances

    assert chi_square(counts, shares(2.0 * factor))
    assert not chi_square(counts, shares(2.0))  # had it made no difference: refused


def test_easy_problems_are_answered_sooner():
    """On the same draws, all that the kind of problem changes is how long an answer takes."""
    open_to_all = EAGER._replace(delay=1.0, effort=1.0)
    easy, hard = (np.array([hour for *_, hour in live(village(30, kind=kind), open_to_all)]) for kind in (SIMPLE, HARD))
    assert len(easy) == len(hard) > 50
    assert (easy - 10.0) / (hard - 10.0) == pytest.approx(0.7 / 1.3, rel=1e-4)  # asked at ten
