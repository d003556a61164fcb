"""Crediting: every contribution of a member counts once, at the level on which its author stood as the week began."""

import numpy as np

from agents import counts
from agents.behaviours import crediting
from agents.counts import COUNTS
from agents.entities import CREDITED, EVENT_ROWS
from agents.founding import steady
from agents.simulate import simulate
from tests.worlds import LINKS, LIVELY, NOW, VILLAGE, put, tiny

LEVELS = ("by_exploring", "by_participating", "by_contributing", "by_leading")


def test_posts_are_credited_to_the_level_of_their_authors():
    world = tiny(people=6)
    put(world.orbits, step=[0, 1, 3, 4, 9, 12])
    put(world.events, user=[5, 5, 0, 1, 2, 3, 4, -2, 5])  # -2: staff
    world.tally.rows[EVENT_ROWS], world.tally.rows[CREDITED] = 9, 1  # the first one of an earlier week
    crediting.everyone(world.orbits, world.events, world.tally, world.weekly, NOW)
    assert [world.weekly[NOW.week, COUNTS.index(name)] for name in LEVELS] == [3, 1, 1, 2]
    assert world.tally.rows[CREDITED] == 9


def test_in_a_run_all_contributions_of_members_are_credited_once():
    weekly = simulate(VILLAGE, steady(40), LIVELY, LINKS, 1).weekly
    first = counts.BY_EXPLORING
    assert np.array_equal(weekly[:, first : first + 4].sum(axis=1), weekly[:, counts.CONTRIBUTIONS])
    assert (weekly[:, first : first + 3].sum(axis=0) > 0).all()
