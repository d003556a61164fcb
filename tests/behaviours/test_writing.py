"""Writing and publishing: articles by members."""

import math

import numpy as np
import pytest

from agents import counts
from agents.behaviours import publishing, writing
from agents.behaviours.feeling import FeelingPars
from agents.behaviours.publishing import PublishingPars, capacity, still_read
from agents.behaviours.writing import WritingPars, offer_chance
from agents.codes import ACTIVE, EDITING, LURKING
from agents.entities import QUESTION_ROWS
from agents.founding import Founders, Founding, steady
from agents.simulate import simulate
from agents.streams import PUBLISH, WRITE
from sim.draws import uniform
from tests.worlds import LINKS, LIVELY, NOW, changed, put, snapshot, tiny

PARS = WritingPars(offers=0.1, notices=0.5, recruits=2.0)
PRESS = PublishingPars(hours=2.0, fades=0.05)
FEELING = FeelingPars()


def village(people=3, hours=100.0, articles=0.0, **columns):
    world = tiny(people, weeks=8)
    world.lifts.hours[:, EDITING] = hours
    world.company.articles[0] = articles
    put(world.members, **{"membership": ACTIVE} | columns)
    put(world.orbits, step=7)
    put(world.feelings, felt=NOW.week)
    return world


def offer(world, pars=PARS, links=LINKS):
    w = world
    writing.everyone(w.members, w.feelings, w.orbits, w.company, w.calendar, w.lifts, pars, FEELING, links, NOW)
    return w.members.wrote.tolist()


def publish(world, pars=PRESS):
    w = world
    publishing.everyone(w.people, w.members, w.questions, w.topics, w.company, w.lifts, w.tally, w.weekly, pars, NOW)
    return w.members.wrote.tolist()


@pytest.mark.parametrize(
    ("articles", "glow", "chance"),
    [
        (0.0, 0.0, 0.1),
        (1.0, 0.0, 0.2),  # half have noticed it, three times as many of them offer
        (2.0, 0.0, 0.25),
        (0.0, math.log(2.0), 0.2),
        (1.0, math.log(2.0), 0.4),
        (1.0, 9.0, 1.0),
    ],
)
def test_chance_to_offer(articles, glow, chance):
    assert offer_chance(articles, glow, PARS) == pytest.approx(chance, rel=1e-12)


def test_only_the_engaged_offer_and_only_while_somebody_edits():
    sure = PARS._replace(offers=0.2, recruits=10.0, notices=1.0)
    world = village(4, articles=1.0, membership=[ACTIVE, ACTIVE, LURKING, ACTIVE], wrote=1)
    put(world.orbits, step=[7, 6, 9, 12])
    assert offer(world, sure) == [1, 0, 0, 1]
    assert offer(village(wrote=1, hours=0.0), sure) == [0, 0, 0]
    closed = village(wrote=1)
    put(closed.calendar, open=0)
    assert offer(closed, sure) == [0, 0, 0]


def test_each_has_a_draw_and_the_glow_fades_and_has_a_gain():
    half = FEELING.glow
    world = village(300)
    put(world.feelings, glow=2 * math.log(3.0), felt=NOW.week - int(half))  # half of it by now
    assert offer(world) == [uniform(NOW.seed, WRITE, NOW.week, i) < 0.3 for i in range(300)]
    assert offer(world, links=LINKS._replace(recognition=0.0)) == offer(village(300))


@pytest.mark.parametrize(("hours", "articles"), [(0.0, 0.0), (5.0, 2.5), (2.0, 1.0)])
def test_capacity(hours, articles):
    assert capacity(hours, PRESS) == articles


@pytest.mark.parametrize(("articles", "left"), [(0.0, 0.0), (10.0, 10 * 0.95 ** (12 / 52))])
def test_articles_fade_by_a_twentieth_a_month(articles, left):
    assert still_read(articles, PRESS) == pytest.approx(left, rel=1e-12)


def test_no_more_than_the_editors_manage():
    world = village(20, hours=6.0, articles=4.0, wrote=1)
    put(world.people, field=1)
    draws = [uniform(NOW.seed, PUBLISH, NOW.week, i) for i in range(20)]
    assert publish(world) == [int(u <= sorted(draws)[2]) for u in draws]  # three
    assert world.company.articles[0] == pytest.approx(3 + 4 * 0.95 ** (12 / 52))
    assert world.weekly[NOW.week, counts.ARTICLES] == 3
    chosen = np.flatnonzero(world.members.wrote)
    assert world.members.last_post[chosen].tolist() == [NOW.week] * 3 and world.members.days.sum() == 3


@pytest.mark.shows(100)
def test_what_the_author_knows_is_written_down():
    world = village(2, wrote=[1, 0], days=[4, 0])
    put(world.people, field=[1, 0])
    publish(world)
    q, n = world.questions, world.tally.rows[QUESTION_ROWS]
    assert n == 1 and q.topic[0] == 1 and q.solver[0] == 0 and q.fresh[0] == 1 and q.asker[0] == -1
    assert world.topics.fresh.tolist() == [0, 1] and world.members.days.tolist() == [4, 0]


def test_without_editors_articles_only_fade():
    world = village(3, hours=0.0, articles=4.0)
    before = snapshot(world)
    offer(world)
    publish(world)
    assert changed(before, snapshot(world)) == {"company.articles"}
    nothing = village(3, hours=0.0)
    before = snapshot(nothing)
    publish(nothing)
    assert changed(before, snapshot(nothing)) == set()


CLUB = Founding(market=300, topics=5, founders=(Founders(120, (0.0, 2.0), 40.0, 20.0),), questions_a_week=60.0)


def articles(hours=8.0, seed=1, **pars):
    path = steady(52)
    path.lifts.hours[:, EDITING] = hours
    lively = LIVELY._replace(writing=WritingPars()._replace(**{"offers": 0.02} | pars))
    return simulate(CLUB, path, lively, LINKS, seed).weekly[:, counts.ARTICLES]


@pytest.mark.shows(7, 34, 47, 76)
def test_articles_recruit_authors_and_editors_are_the_limit():
    """Same draws: whoever offers an article without having seen one offers it with one, too."""
    seeds = range(4)
    alone = sum(articles(40.0, s, recruits=0.0).sum() for s in seeds)
    recruited = sum(articles(40.0, s, recruits=3.0).sum() for s in seeds)
    assert recruited > 1.3 * alone > 0
    assert not articles(0.0).any() and articles(3.0).sum() <= 52
    assert articles(3.0).sum() < articles(40.0).sum()
