"""Self-service: docs, then a search; reuse, stale hits, landings."""

import math

import numpy as np
import pytest

from agents.behaviours import self_service
from agents.behaviours.self_service import SelfServicePars, docs_solve, finds, lands
from agents.codes import ACTIVE, AI, DOCS, GUT_CHECK, HARD, LANDED, LAPSED, MIDDLE, NONE, OPEN, REUSED, SIMPLE, STALE_HIT
from agents.streams import AI as AI_DRAW
from agents.streams import SELF_SERVICE
from sim.draws import uniform, uniforms
from tests.worlds import LINKS, NOW, changed, many, near, put, snapshot, tiny

PARS = SelfServicePars(
    tries=1.0, docs_simple=0.6, docs_middle=0.1, docs_hard=0.05, findability=0.5, answer_covers=0.1, hard_reuse=0.25,
    landing=0.1, eta=0.5, writable=0.2,
)  # fmt: skip
NO_DOCS = PARS._replace(docs_simple=0.0, docs_middle=0.0, docs_hard=0.0)
SURE = NO_DOCS._replace(
    findability=1.0, answer_covers=1e9, hard_reuse=1.0, landing=1e9
)  # finds and lands where there is any answer


def village(people=3, fresh=(5, 0), stale=(0, 0), membership=NONE, kind=MIDDLE):
    world = tiny(people)
    put(world.topics, fresh=fresh, stale=stale)
    put(world.members, membership=membership)
    put(world.people, need=kind)
    return world


def live(world, pars=PARS, links=LINKS):
    w = world
    self_service.everyone(w.people, w.members, w.topics, w.calendar, w.lifts, pars, links, NOW)
    return world.people.search.tolist()


@pytest.mark.shows(87, 91)
@pytest.mark.parametrize(
    ("kind", "closed", "chance"),
    [
        (SIMPLE, 0.0, 0.6),
        (MIDDLE, 0.0, 0.1),
        (HARD, 0.0, 0.05),
        (GUT_CHECK, 0.0, 0.0),
        (SIMPLE, 0.5, 0.8),  # half of the 0.4 that docs leave
        (MIDDLE, 0.5, 0.15),  # half of what could ever be written up, 0.2 - 0.1
        (HARD, 1.0, 0.2),
        (GUT_CHECK, 1.0, 0.0),  # docs never tell whether one is doing it right
    ],
)
def test_docs(kind, closed, chance):
    assert docs_solve(kind, closed, PARS) == pytest.approx(chance, rel=1e-12)


@pytest.mark.shows(74)
@pytest.mark.parametrize(
    ("answers", "boost", "gain", "chance"),
    [
        (0, 1.0, 1.0, 0.0),
        (1, 1.0, 1.0, 0.09516258196404048),  # 1 - exp(-0.1)
        (4, 1.0, 1.0, 0.18126924692201818),  # 0.1 x 4^0.5 = 0.2: 1 - exp(-0.2)
        (1, 2.0, 1.0, 0.18126924692201818),  # twice as visible
        (4, 1.0, 0.5, 0.09063462346100909),
        (100, 1.0, 1.0, 0.6321205588285577),  # 0.1 x 10 = 1: 1 - 1/e
        (100, 1.0, 0.0, 0.0),
        (100, 0.0, 1.0, 0.0),  # search engines have dropped it
    ],
)
def test_landing(answers, boost, gain, chance):
    assert lands(answers, boost, gain, PARS) == pytest.approx(chance, rel=1e-12)


@pytest.mark.parametrize(
    ("answers", "kind", "lift", "gain", "chance"),
    [
        (0, MIDDLE, 0.0, 1.0, 0.0),
        (10, SIMPLE, 0.0, 1.0, 0.31606027941427883),  # half of 1 - 1/e
        (10, MIDDLE, 0.0, 1.0, 0.31606027941427883),
        (10, HARD, 0.0, 1.0, 0.07901506985356971),  # a quarter of that
        (10, GUT_CHECK, 0.0, 1.0, 0.07901506985356971),
        (10, MIDDLE, 0.0, 0.5, 0.15803013970713942),
        (10**6, MIDDLE, 0.0, 1.0, 0.5),
        (10**6, MIDDLE, 0.2, 1.0, 0.7),
        (10**6, MIDDLE, 0.9, 1.0, 0.95),  # no search finds everything
        (10, MIDDLE, 0.0, 0.0, 0.0),
    ],
)
def test_finding(answers, kind, lift, gain, chance):
    assert finds(answers, kind, lift, gain, PARS) == pytest.approx(chance, rel=1e-12)


def test_a_search_that_found_everything_still_does():
    assert finds(10**6, MIDDLE, 0.0, 1.0, PARS._replace(findability=1.0)) == 1.0


@pytest.mark.shows(71, 74, 90)
def test_more_answers_are_found_more_often_with_diminishing_returns():
    found = [finds(n, MIDDLE, 0.0, 1.0, PARS) for n in range(30)]
    landed = [lands(n, 1.0, 1.0, PARS) for n in range(30)]
    for chances in (found, landed):
        gains = np.diff(chances)
        assert (gains > 0).all() and (np.diff(gains) < 0).all()


@pytest.mark.parametrize(
    ("case", "outcome"),
    [
        ({"fresh": (5, 0)}, REUSED),
        ({"fresh": (0, 0), "stale": (5, 0)}, STALE_HIT),  # all answers of the topic are out of date
        ({"fresh": (0, 9)}, OPEN),  # answers on another topic only: an outsider never lands here
        ({"fresh": (0, 9), "membership": ACTIVE}, LANDED),  # a member looks here all the same
        ({"fresh": (0, 9), "membership": LAPSED}, LANDED),
    ],
)
def test_outcomes_where_search_never_fails(case, outcome):
    assert live(village(**case), SURE) == [outcome] * 3


def test_what_needs_trying_does_not_happen_without():
    lazy = SURE._replace(tries=0.0, docs_simple=1.0)
    assert live(village(kind=SIMPLE), lazy) == [LANDED] * 3  # the search engine shows the community all the same
    assert live(village(kind=SIMPLE), lazy._replace(tries=1.0)) == [DOCS] * 3


def test_a_closed_community_leaves_docs_only():
    world = village(membership=[NONE, ACTIVE, LAPSED])
    put(world.calendar, open=0)
    assert live(world, SURE) == [OPEN] * 3
    assert live(world, SURE._replace(docs_middle=1.0)) == [DOCS] * 3


def test_only_those_with_a_problem_and_only_two_columns():
    world = village(kind=[MIDDLE, 0, MIDDLE])
    put(world.people, search=8, channel=8)
    before = snapshot(world)
    live(world, SURE)
    assert changed(before, snapshot(world)) == {"people.search", "people.channel"}
    assert world.people.search.tolist() == world.people.channel.tolist() == [REUSED, 8, REUSED]


def test_nobody():
    assert live(village(people=0, fresh=(0, 0))) == []


def test_every_step_has_its_own_draw_at_the_person():
    world = village(people=300, fresh=(6, 0), stale=(4, 0), membership=[ACTIVE] * 150)
    pars = PARS._replace(tries=0.8, docs_middle=0.2)
    land, find = 1 - math.exp(-0.1 * math.sqrt(10)), 0.5 * (1 - math.exp(-1.0))
    expected = []
    for i in range(300):
        u, v, w, x = uniforms(NOW.seed, SELF_SERVICE, NOW.week, i)
        if u < 0.8 and v < 0.2:
            expected.append(DOCS)
        elif i >= 150 and w >= land:
            expected.append(OPEN)
        elif u < 0.8 and x < find:
            expected.append(REUSED if x / find * 10 < 6 else STALE_HIT)
        else:
            expected.append(LANDED)
    assert live(world, pars) == expected
    assert set(expected) == {DOCS, OPEN, REUSED, STALE_HIT, LANDED}


def test_stale_answers_mislead_in_their_share_of_the_topic():
    n = many(20_000, 1000)
    world = village(people=n, fresh=(6, 0), stale=(4, 0))
    met = np.array(live(world, SURE))
    assert set(met.tolist()) == {REUSED, STALE_HIT}
    share, sd = (met == STALE_HIT).mean(), (0.4 * 0.6 / n) ** 0.5
    assert near(share, 0.4, sd) and not near(share, 0.6, sd)


def test_an_answer_that_goes_stale_only_turns_reuse_into_stale_hits():
    fresh, aged = village(people=300, fresh=(10, 0)), village(people=300, fresh=(3, 0), stale=(7, 0))
    was, now = np.array(live(fresh)), np.array(live(aged))
    assert ((was == now) | ((was == REUSED) & (now == STALE_HIT))).all() and (was != now).any()


def test_ai_comes_first_in_its_share_of_the_kind_and_leaves_the_rest_as_it_was():
    plain, helped = village(people=300), village(people=300)
    put(helped.people, need=[MIDDLE] * 200 + [GUT_CHECK] * 100)
    put(plain.people, need=[MIDDLE] * 200 + [GUT_CHECK] * 100)
    helped.calendar.ai[NOW.week, MIDDLE] = 0.4
    was, now = live(plain), live(helped)
    solved = [uniform(NOW.seed, AI_DRAW, NOW.week, i) < 0.4 for i in range(200)] + [False] * 100
    assert now == [AI if by_ai else old for by_ai, old in zip(solved, was, strict=True)]
    assert 50 < sum(solved) < 110


@pytest.mark.parametrize(
    ("entity", "column"), [("lifts", "findability"), ("lifts", "landing"), ("calendar", "search"), ("topics", "docs")]
)
def test_what_makes_answers_easier_to_find_only_adds(entity, column):
    def lived(value):
        world = village(people=400, membership=[ACTIVE] * 200, fresh=(5, 0))
        put(getattr(world, entity), **{column: value})
        return np.array(live(world))

    was, now = lived(1.0 if column == "search" else 0.0), lived(2.0 if column == "search" else 0.5)
    better = {OPEN: (LANDED, REUSED, DOCS), LANDED: (REUSED, DOCS), REUSED: (DOCS,)}
    assert (was != now).any()
    assert all(b in better[a] for a, b in zip(was.tolist(), now.tolist(), strict=True) if a != b)


@pytest.mark.shows(50, 71)
def test_an_answer_serves_whoever_finds_it_paying_or_not_at_no_further_cost():
    world = village(people=300, fresh=(20, 0), membership=NONE)
    put(world.people, plan=[0, 1] * 150, engaged=[0] * 100)  # prospects, customers with and without a plan
    met = np.array(live(world, SURE))
    assert (met == REUSED).all()
    assert world.topics.fresh.tolist() == [20, 0]  # nothing is used up
