"""Improving: the loudest topics are mended first."""

import pytest

from agents import counts
from agents.behaviours import improving
from agents.behaviours.improving import LOTS, ImprovingPars, closed, remembered, signal, step
from agents.streams import IMPROVE
from agents.world import Room, empty_world
from sim.clock import Now
from sim.draws import uniform, uniforms
from tests.worlds import LINKS, changed, put, snapshot

PARS = ImprovingPars(
    case=0.0, every=2.0, improvements=1.0, closes=0.5, detail=0.0, docs=0.0, votes=0.25, reviews=0.5, erodes=0.2, formal=10.0,
    talk=5.0,
)  # fmt: skip
REVIEW, BETWEEN = Now(7, 3), Now(7, 2)


def company(accounts=1, topics=3, **columns):
    world = empty_world(Room(2, topics, 0, 8, 4, 4, 4, accounts), None, LINKS)
    put(world.topics, **columns)
    return world


def live(world, pars=PARS, gain=1.0, now=REVIEW):
    w = world
    improving.everyone(w.accounts, w.topics, w.calendar, w.company, w.weekly, pars, LINKS._replace(insight=gain), now)
    return w.topics.quality.tolist()


@pytest.mark.parametrize(
    ("given", "loud"),
    [
        ((2.0, 3.0, 7.0, 6.0, 4.0, 1.0), 16.0),
        ((2.0, 3.0, 7.0, 6.0, 4.0, 0.0), 15.0),
        ((0.0, 0.0, 0.0, 6.0, 0.0, 0.0), 3.0),
        ((0.0, 0.0, 0.0, 0.0, 0.0, 1.0), 0.0),
    ],
)
def test_loudness(given, loud):
    assert signal(*given, PARS) == loud


@pytest.mark.parametrize(("share", "after"), [(0.0, 0.5), (0.5, 0.75), (1.0, 1.0)])
def test_an_improvement_closes_a_share_of_what_is_left(share, after):
    assert closed(share, 0.5) == after


@pytest.mark.parametrize(
    ("heard", "loud", "share"), [(0.0, 8.0, 0.2), (4.0, 8.0, 0.35), (8.0, 8.0, 0.5), (0.0, 0.0, 0.2), (1.0, 1.0, 0.5)]
)
def test_what_customers_say_makes_an_improvement_close_more(heard, loud, share):
    assert step(heard, loud, PARS._replace(closes=0.2, detail=1.5)) == pytest.approx(share)
    assert step(heard, loud, PARS._replace(closes=0.9, detail=5.0)) <= 1.0


@pytest.mark.shows(95, 97)
def test_what_was_heard_tells_how_to_mend_and_what_was_said_for_a_gift_does_not():
    told = PARS._replace(closes=0.2, detail=1.5)
    assert live(company(tickets=[4.0, 0.0, 0.0]), told)[0] == pytest.approx(0.2)
    assert live(company(tickets=[2.0, 0.0, 0.0], heard=[2.0, 0.0, 0.0]), told)[0] == pytest.approx(0.35)
    gifts = company(tickets=[2.0, 0.0, 0.0], gifted=[2.0, 0.0, 0.0])
    assert live(gifts, told)[0] == pytest.approx(0.2) and gifts.topics.gifted[0] == pytest.approx(2.0 * 0.8 * 0.8)


@pytest.mark.parametrize(("weeks", "left"), [(10.0, 0.9), (1.0, 0.0), (0.5, 0.0)])
def test_memory(weeks, left):
    assert remembered(weeks) == pytest.approx(left, abs=1e-15)


@pytest.mark.shows(94, 97)
def test_the_loudest_topic_is_mended_and_what_was_heard_on_it_counts_as_done():
    world = company(tickets=[4.0, 1.0, 0.0], heard=[0.0, 2.0, 0.0], votes=[0.0, 8.0, 1.0])
    before = snapshot(world)
    assert live(world) == [0.0, 0.5, 0.0]  # 4; 1 + 2 + 2; 0.25
    assert world.topics.tickets.tolist() == pytest.approx([3.6, 0.45, 0.0])
    assert world.topics.heard.tolist() == pytest.approx([0.0, 0.8, 0.0])
    assert world.topics.votes.tolist() == pytest.approx([0.0, 3.2, 0.8])
    assert changed(before, snapshot(world)) == {"topics.tickets", "topics.heard", "topics.votes", "topics.quality"}
    deaf = company(tickets=[4.0, 3.0, 0.0], votes=[0.0, 80.0, 1.0])
    assert live(deaf, gain=0.0) == [0.5, 0.0, 0.0]


@pytest.mark.shows(21)
def test_reviews_are_heard_without_anybody_listening_and_fade_as_what_is_told():
    """By hand: 6 at half weight are 3 against 2; half of it is done, and a fifth of the rest fades."""
    world = company(tickets=[2.0, 0.0, 0.0], reviewed=[0.0, 6.0, 1.0])
    assert live(world, gain=0.0) == [0.0, 0.5, 0.0]
    assert world.topics.reviewed.tolist() == pytest.approx([0.0, 2.4, 0.8])
    unread = company(tickets=[2.0, 0.0, 0.0], reviewed=[0.0, 6.0, 1.0])
    assert live(unread, PARS._replace(reviews=0.0)) == [0.5, 0.0, 0.0]


@pytest.mark.shows(95)
def test_improvements_go_to_product_or_docs_by_a_draw():
    to_docs = uniforms(REVIEW.seed, IMPROVE, REVIEW.week, 0)[0]
    for docs in (to_docs - 0.01, to_docs + 0.01):
        world = company(heard=[0.0, 1.0, 0.0])
        live(world, PARS._replace(docs=docs))
        better = world.topics.docs if docs > to_docs else world.topics.quality
        assert better.tolist() == [0.0, 0.5, 0.0] and world.topics.docs.sum() + world.topics.quality.sum() == 0.5


def test_where_nothing_is_heard_any_topic_is_mended():
    lots = [uniform(REVIEW.seed, IMPROVE, REVIEW.week, LOTS + t) for t in range(30)]
    assert live(company(topics=30)).index(0.5) == lots.index(min(lots))


def test_several_improvements_go_to_one_topic_after_the_other():
    assert live(company(tickets=[8.0, 5.0, 1.0]), PARS._replace(improvements=3.0)) == [0.75, 0.5, 0.0]  # 8, 5, 4


def test_only_at_a_review_and_only_where_there_is_a_company():
    for world, now in ((company(tickets=[1.0, 0.0, 0.0]), BETWEEN), (company(0, tickets=[1.0, 0.0, 0.0]), REVIEW)):
        assert live(world, now=now) == [0.0, 0.0, 0.0]
        assert world.topics.tickets[0] == pytest.approx(0.9)  # it fades all the same


def test_a_release_brings_new_problems():
    world = company(quality=0.5, docs=1.0)
    world.calendar.release[BETWEEN.week] = 1
    assert live(world, now=BETWEEN) == [0.4, 0.4, 0.4] and world.topics.docs.tolist() == [0.8, 0.8, 0.8]


@pytest.mark.shows(97)
@pytest.mark.parametrize(
    ("ideas", "built", "votes", "now_built"), [(3, 1, 8.0, 2), (3, 3, 8.0, 3), (0, 0, 8.0, 0), (3, 0, 0.0, 0)]
)
def test_an_idea_is_built_where_votes_were_what_was_loud(ideas, built, votes, now_built):
    world = company(votes=[0.0, votes, 0.0])
    world.company.ideas[0], world.company.built[0] = ideas, built
    live(world)
    assert world.company.built[0] == now_built
    assert world.weekly[REVIEW.week, counts.BUILT] == now_built - built
