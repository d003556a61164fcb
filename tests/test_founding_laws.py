"""A larger market begins with the same people, and the memory set aside changes nothing."""

import numpy as np
import pytest

from agents import simulate
from agents.entities import People
from agents.founding import found
from agents.links import Links
from agents.simulate import first_guess
from tests.small_worlds import differences, eventful, founding, lively

SEED = 11


def people(place, path):
    return found(place, path, lively(), Links(), SEED, first_guess(place, path)).people


def test_a_larger_market_has_the_same_first_people():
    # Accounts are others in a larger market, and so is who uses the product; without them, people are the same.
    place, path = founding(300)._replace(segments=()), eventful(4)
    small, large = people(place, path), people(place._replace(market=600), path)
    for name in People._fields:
        assert getattr(small, name).tobytes() == getattr(large, name)[:300].tobytes(), name
    other = people(place._replace(market=600), path).keen[300:]
    assert not np.intersect1d(small.keen, other).size  # and the others are others


@pytest.mark.parametrize(
    "room", [{"questions": 120, "wishes": 2, "events": 1}, {"questions": 3000, "wishes": 4000, "events": 90_000}]
)
def test_room_changes_nothing(room, monkeypatch):
    """Little room makes the run grow it on the way, and start again where one week needs more than there is."""
    place, path = founding(400), eventful(8)
    usual = simulate.simulate(place, path, lively(), Links(), SEED)
    monkeypatch.setattr(simulate, "first_guess", lambda *given: first_guess(*given)._replace(**room))
    run = simulate.simulate(place, path, lively(), Links(), SEED)
    assert run.world.events.hour.size != usual.world.events.hour.size
    assert differences(usual.world, run.world) == []
    assert all(a.tobytes() == b.tobytes() for a, b in zip(usual.events, run.events, strict=True))


def test_a_week_that_needs_more_than_all_the_room_starts_the_run_again(monkeypatch):
    place, path = founding(), eventful(5)
    usual = simulate.simulate(place, path, lively(), Links(), SEED)
    attempt, rooms = simulate._attempt, []
    monkeypatch.setattr(simulate, "_attempt", lambda *given: (rooms.append(given[5]), attempt(*given))[1])
    monkeypatch.setattr(simulate, "LEEWAY", -(10**9))  # never short of room, until a week is in the middle of it
    monkeypatch.setattr(simulate, "first_guess", lambda *given: first_guess(*given)._replace(questions=106, wishes=2, events=1))
    run = simulate.simulate(place, path, lively(), Links(), SEED)
    assert len(rooms) > 1 and rooms[1].events == 4
    assert differences(usual.world, run.world) == []
