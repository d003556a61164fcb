"""Landing: searchers of the open web."""

import pytest

from agents.behaviours import landing
from agents.behaviours.landing import LandingPars, visits
from agents.counts import LANDINGS
from tests.worlds import LINKS, LIVELY, NOW, changed, put, snapshot, tiny

PARS = LandingPars(public=2.0)
SELF_SERVICE = LIVELY.self_service._replace(eta=0.5)


def landed(fresh=(9, 16), pars=PARS, links=LINKS, lifts=0.0, **calendar):
    world = tiny(topics=2)
    put(world.topics, fresh=list(fresh), stale=50)
    put(world.lifts, landing=lifts)
    put(world.calendar, **calendar)
    world.weekly[NOW.week, LANDINGS] = 3.0  # those of the market
    before = snapshot(world)
    landing.everyone(world.topics, world.calendar, world.lifts, world.weekly, pars, SELF_SERVICE, links, NOW)
    assert changed(before, snapshot(world)) <= {"weekly"}
    return world.weekly[NOW.week, LANDINGS] - 3.0


@pytest.mark.shows(74, 90)
@pytest.mark.parametrize(
    ("answers", "boost", "gain", "eta", "number"),
    [(0, 1.0, 1.0, 0.5, 0.0), (1, 1.0, 1.0, 0.5, 2.0), (9, 1.0, 1.0, 0.5, 6.0), (9, 1.5, 1.0, 0.5, 9.0), (9, 1.0, 0.5, 0.5, 3.0),
     (9, 1.0, 1.0, 1.0, 18.0)],
)  # fmt: skip
def test_visits_by_answers(answers, boost, gain, eta, number):
    assert visits(answers, boost, gain, eta, PARS) == pytest.approx(number, rel=1e-12)


def test_all_topics_add_up_and_what_is_out_of_date_is_not_found():
    assert landed() == pytest.approx(2 * 3 + 2 * 4) and landed((0, 0)) == 0.0


def test_search_engines_programs_and_the_link_scale_it():
    assert landed(search=0.5) == pytest.approx(7.0) and landed(lifts=0.5) == pytest.approx(21.0)
    assert landed(links=LINKS._replace(search_landing=0.5)) == pytest.approx(7.0)


def test_off_is_nothing():
    assert landed(pars=LandingPars(public=0.0)) == landed(open=0) == landed(links=LINKS._replace(search_landing=0.0)) == 0.0
