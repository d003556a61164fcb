"""The health gate, worked by hand: lines by kind of community, what is unknown, and what poor health does to a table."""

import numpy as np
import pytest

from experiments import health_marks, sentences
from experiments.compare import answer, at_horizon, differences, levels
from experiments.compose import compose
from scenarios.metrics import METRICS
from scenarios.metrics.health import CLOSED, SIGNS, Health, health
from scenarios.problems import ConfigError
from tests.tiny import config, stored

WELL = {
    "active": [100] * 6, "hold": [0.2] * 6, "contributions_per_visit": [0.3] * 6, "toxic_exposure": [0.0] * 6,
    "newcomers_per_contributor": [1.0] * 6, "answered_7d": [0.9] * 6, "first_posts_answered_7d": [0.8] * 6,
}  # fmt: skip


def test_a_community_that_is_well():
    assert health(WELL) == Health("good", ())


@pytest.mark.shows(103)
@pytest.mark.parametrize(
    ("metric", "figures", "state", "reason"),
    [
        # activity
        ("active", [100, 100, 100, 80, 80, 80], "good", ""),
        ("active", [100, 100, 100, 70, 70, 70], "weak", "active members are at 70% of what they were"),
        ("active", [140, 140, 140, 61, 61, 61], "poor", "active members are at 44% of what they were"),
        ("active", [0, 0, 0, 50, 50, 50], "good", ""),  # just opened: nothing to hold it against
        ("hold", [np.nan, np.nan, 0.03], "weak", "3.0% of those who contribute do so three months later"),
        ("hold", [0.01], "poor", "1.0% of"),
        # interest per visit
        ("contributions_per_visit", [0.02], "weak", "0.020 contributions a visit"),
        ("contributions_per_visit", [0.005], "poor", "0.005 contributions a visit"),
        ("toxic_exposure", [0.1], "weak", "a toxic post strikes home in 10% of the visits"),
        ("toxic_exposure", [0.3], "poor", "a toxic post strikes home in 30% of the visits"),
        # value to members
        ("answered_7d", [0.55], "weak", "55% of the questions are answered within seven days"),
        ("answered_7d", [0.9, 0.9, 0.4, 0.4, 0.4], "poor", "40% of the questions"),  # the last three months count
        ("first_posts_answered_7d", [0.3], "poor", "30% of the first posts"),
        ("newcomers_per_contributor", [9.0], "weak", "9.0 newcomers for each member who can receive them"),
        ("newcomers_per_contributor", [0.1], "good", ""),
    ],
)  # fmt: skip
def test_every_sign_has_its_lines(metric, figures, state, reason):
    found = health(WELL | {metric: figures})
    assert found.state == state
    assert len(found.reasons) == (state != "good") and all(each.startswith(reason) for each in found.reasons)


@pytest.mark.parametrize(
    ("preset", "state"),
    [
        ("se_travel_forum", "poor"), ("b2b_saas", "weak"), ("small_forum", "weak"), ("practitioners", "good"),
        ("consumer_brand", "good"),
    ],
)  # fmt: skip
def test_the_lines_depend_on_what_a_shipped_community_lives_on(preset, state):
    assert health(WELL | {"answered_7d": [0.55]}, compose([f"community={preset}"]).community.lives_on).state == state


def test_what_a_community_lives_on_is_one_of_three_words():
    with pytest.raises(ConfigError, match=r"community.lives_on.*'fans' is none of the words.*give answers, both or talk"):
        compose(["community.lives_on=fans"])


def test_the_worst_comes_first_and_all_is_told():
    found = health(WELL | {"hold": [0.03], "answered_7d": [0.1], "toxic_exposure": [0.1]})
    assert found.state == "poor" and len(found.reasons) == 3 and found.reasons[0].startswith("10% of the questions")


def test_what_is_unknown_bars_nothing_and_nobody_is_poor():
    assert health({}) == health({name: [np.nan] * 6 for name in WELL}) == Health("unknown")
    assert health({"active": [0, 0, 0]}) == Health("poor", ("nobody is active",))
    assert health({"answered_7d": [0.9]}).state == "good"


def test_newcomers_whom_nobody_can_receive_are_the_worst_case_not_an_unknown_one():
    alone = {"newcomers_per_contributor": [1.0] * 5 + [np.nan], "newcomers": [4.0] * 6}
    assert health(WELL | alone) == Health("poor", ("newcomers come, and no member is there to receive them",))
    assert health(WELL | alone | {"newcomers": [4.0] * 5 + [0.0]}).state == "good"
    assert health(WELL | {"newcomers_per_contributor": [np.nan] * 3, "newcomers": [5.0] * 3}).state == "good", "just opened"
    early = {"newcomers_per_contributor": [np.nan, *[1.0] * 5], "newcomers": [6.0] * 6}
    assert health(WELL | early).state == "good", "only the last three months are judged"


def test_every_sign_is_a_metric_of_health_with_a_source():
    for sign in SIGNS:
        assert METRICS[sign.metric].group == "health" and sign.source and sign.told.format(0.5)
        assert all((weak <= poor) if sign.above else (weak >= poor) for weak, poor in sign.lines.values())


class Held:
    """What marks need of a result."""

    def __init__(self, name, answered, is_open=True):
        self.name, self.seeds, self.config = name, tuple(range(12)), config()
        self.config = self.config._replace(scenario=self.config.scenario._replace(name=name, open=is_open))
        shares = np.linspace(answered, answered + 0.05, 12)
        self.figures = {"answered_7d": shares, "csat": shares, "people_helped": 100 * shares, "revenue": 1000 * shares}
        self.names = list(self.figures)

    def series(self, name):
        return np.arange(1.0, 4.0), np.repeat(self.figures[name][:, None], 3, axis=1)


@pytest.mark.shows(103)
def test_value_and_money_are_marked_where_health_is_poor():
    results = [Held("baseline", 0.9), Held("neglect", 0.2), Held("shut", 0.0, is_open=False)]
    found = health_marks.health_of(results)
    assert [each.state for each in found.values()] == ["good", "poor", "unknown"] and found["shut"] == CLOSED
    table = health_marks.marked(answer(differences(results)), found)
    marks = {(s, m): k for s, m, k in zip(table["scenario"], table["metric"], table["mark"], strict=True)}
    assert {key for key, mark in marks.items() if mark} == {("neglect", "people_helped"), ("neglect", "revenue")}
    assert set(table["mark"].tolist()) == {"", "poor health"}
    told = sentences.compared(at_horizon(differences(results)), 12, health=found)
    assert "Health is poor (neglect: 22% of the questions are answered within seven days)" in told
    assert "nothing else matters before that" in told and told.endswith(".")
    assert health_marks.notes(found) == ["health of neglect: poor: 22% of the questions are answered within seven days"]
    assert health_marks.as_data(found)["neglect"]["state"] == "poor"


def test_a_reader_sees_no_empty_column_of_marks():
    found = health_marks.health_of([Held("baseline", 0.9)])
    table = health_marks.marked(answer(levels([Held("baseline", 0.9)])), found)
    assert "mark" not in health_marks.for_reader(table) and "Health" not in sentences.compared(
        at_horizon(differences([Held("baseline", 0.9), Held("same", 0.95)])), 12, health=found
    )


def test_real_runs_have_a_health():
    _, results = stored()
    found = health_marks.health_of(results)
    assert found["no_community"] == CLOSED and found["baseline"].state in ("good", "weak", "poor")
