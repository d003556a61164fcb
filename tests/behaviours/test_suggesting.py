"""Suggesting: ideas and votes of those who see the board."""

import pytest

from agents import counts
from agents.behaviours import suggesting
from agents.behaviours.suggesting import SuggestingPars, acts
from agents.streams import IDEA, VOTE
from sim.draws import uniforms
from tests.worlds import NOW, changed, put, snapshot, tiny

PARS = SuggestingPars(idea=0.2, vote=0.6)


def board(people=200, seen=1.0):
    world = tiny(people)
    put(world.members, days=1)
    put(world.topics, keep=1.0, alias=[0, 1])
    world.lifts.ideation[NOW.week] = seen
    return world


def live(world, pars=PARS):
    suggesting.everyone(world.members, world.topics, world.lifts, world.company, world.weekly, pars, NOW)
    return world.topics.votes.tolist()


@pytest.mark.parametrize(("u", "seen", "does"), [(0.19, 1.0, True), (0.2, 1.0, False), (0.09, 0.5, True), (0.11, 0.5, False)])
def test_who_acts(u, seen, does):
    assert acts(u, seen, 0.2) == does


@pytest.mark.shows(97)
def test_ideas_and_votes_have_their_own_draws_at_the_person():
    world, votes, ideas = board(), [0, 0], 0
    put(world.topics, quality=[0.5, 0.0])
    for i in range(200):
        for stream, chance in ((IDEA, 0.2), (VOTE, 0.6)):
            u, v, _, x = uniforms(NOW.seed, stream, NOW.week, i)
            if u < chance:
                ideas += stream == IDEA
                topic = int(2 * v)
                votes[topic] += x >= [0.5, 0.0][topic]
    before = snapshot(world)
    assert live(world) == votes and ideas > 20
    assert votes[1] > 1.5 * votes[0] > 0  # what is mended is no wish any more
    assert world.company.ideas[0] == world.weekly[NOW.week, counts.IDEAS] == ideas
    assert changed(before, snapshot(world)) == {"topics.votes", "company.ideas", "weekly"}


def test_without_a_board_or_a_visitor_nothing_happens():
    empty = board()
    put(empty.members, days=0)
    for world in (board(seen=0.0), empty, board(people=0)):
        before = snapshot(world)
        live(world, SuggestingPars(1.0, 1.0))
        assert changed(before, snapshot(world)) == set()


def test_who_sees_more_of_the_board_votes_more():
    assert sum(live(board(seen=1.0))) > sum(live(board(seen=0.4))) > 0
