"""Shocks: each moves the calendar from its month on and nothing before; at no size it changes nothing."""

import numpy as np
import pytest

from agents.codes import GUT_CHECK, SIMPLE
from agents.entities import Calendar
from experiments.compose import compose
from experiments.config_files import choices
from scenarios.config import to_path
from scenarios.months import week_of
from scenarios.shocks import Shocks
from tests.plans import lived, moved, planned, sized

NAMES = Shocks._fields
DECIDED = {"demand", "open", "free", "care"}  # no shock: set by community, scenario and organization


def shocked(**shocks):
    """The calendar of a community on which these shocks fall."""
    return to_path(planned(shock=shocks)).calendar


def test_there_are_twelve_and_every_one_has_a_file():
    assert sorted(NAMES) == choices("shock") and len(NAMES) == 12


@pytest.mark.parametrize("name", NAMES)
def test_a_shock_of_no_size_changes_nothing(name):
    assert moved(planned(shock={name: {"month": 3}}), planned()) == {}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_moves_before_its_month(name):
    weeks = moved(planned(shock={name: sized("shock", name) | {"month": 5}}), planned())
    assert weeks and min(rows[0] for rows in weeks.values()) >= week_of(5) == 18


@pytest.mark.parametrize("name", NAMES)
def test_people_live_the_same_until_it_falls(name):
    assert lived("shock", name)[:5].tobytes() == lived()[:5].tobytes()


def test_together_they_move_everything_that_can_befall():
    weeks = moved(planned(shock={name: sized("shock", name) for name in NAMES}), planned())
    assert {column.partition(".")[2] for column in weeks} - {"hours"} == set(Calendar._fields) - DECIDED


@pytest.mark.shows(32, 98)
def test_a_budget_cut_takes_money_not_only_hours():
    events = {"events": {"per_quarter": 3, "seats": 60}}
    config = planned(program=events, shock={"budget_cut": {"share": 0.5, "month": 2, "months": 2}})
    path = to_path(config)
    during = slice(week_of(2), week_of(4))
    assert not path.lifts.meetup_seats[during].any() and path.lifts.meetup_seats[week_of(4) :].any()
    # planned: 1,800 of staff, 3 x 60 x 13 / 13 = 180 of events; half is 990, all of it left to staff
    assert path.calendar.staff[during] == pytest.approx(0.55) and set(path.calendar.staff[week_of(4) :]) == {1.0}


def test_shocks_by_hand():
    calendar = shocked(
        top_helpers_leave={"people": 3, "month": 2},
        release={"releases": 2, "month": 2},
        outage={"share": 0.4, "month": 2, "weeks": 2},
        toxicity_wave={"more": 3.0, "month": 2, "months": 1},
        recession={"depth": 0.25, "month": 2, "months": 1},
        rival={"pull": 0.5, "month": 2, "months": 1},
        platform_move={"lost": 0.2, "search": 0.5, "month": 2, "months": 1},
        reorganization={"hand_off": 0.5, "hours": 0.2, "month": 2, "months": 1},
        price_rise={"weight": 0.3, "month": 2, "months": 1},
        search_change={"share": 0.5, "month": 2},
    )
    at = [4, 5, 6, 8, 9, 103]  # month 2 is weeks 5 to 8
    assert calendar.leavers[at].tolist() == [0, 3, 0, 0, 0, 0]
    assert np.flatnonzero(calendar.release).tolist() == [5, 9, 25, 51, 77, 103]
    assert calendar.outage[at].tolist() == [0, 0.4, 0.4, 0, 0, 0]
    assert calendar.toxicity[at].tolist() == [1, 4, 4, 4, 1, 1]
    assert calendar.economy[at].tolist() == [1, 0.75, 0.75, 0.75, 1, 1]
    assert calendar.rival[at].tolist() == [0, 0.5, 0.5, 0.5, 0, 0]
    assert calendar.price[at].tolist() == [0, 0.3, 0.3, 0.3, 0, 0]
    assert calendar.moved[at].tolist() == [0, 0.2, 0, 0, 0, 0]
    assert calendar.search[at].tolist() == [1, 0.25, 0.25, 0.25, 0.5, 0.5]
    assert calendar.hand_off[at].tolist() == [0.5, 0.25, 0.25, 0.25, 0.5, 0.5]
    assert calendar.staff[at].tolist() == [1, 0.8, 0.8, 0.8, 1, 1]


def test_ai_grows_and_takes_each_kind_of_problem_differently():
    ai = shocked(ai_answers={"simple": 0.6, "gut_check": 0.03, "month": 1, "months": 3}).ai
    assert ai[[0, 6, 12, 50], SIMPLE] == pytest.approx([0.6 / 13, 0.6 * 7 / 13, 0.6, 0.6])
    assert ai[50].tolist() == [0, 0.6, 0, 0, 0.03] and ai[12, GUT_CHECK] == pytest.approx(0.03)


def test_shocks_are_chosen_by_name():
    config = compose(["shock=[recession,rival]", "shock.rival.month=9"])
    assert config.shock.recession.depth == 0.33 and config.shock.rival.month == 9
    assert compose(["shock=rival"]).shock.recession == Shocks().recession
