"""Which figures a reader is shown first, which are asked for, and what is said of a name that is none."""

import numpy as np
import pytest

from experiments import catalog
from experiments.figures_shown import FOREMOST, MORE, clarity, named, shown_rows
from experiments.tables import columns
from scenarios.metrics import METRICS
from scenarios.problems import ConfigError


def table(**medians):
    """An answer with one scenario: metric to (median, half-width of the 80% band)."""
    return columns([
        {"scenario": "cut40", "metric": name, "median": median, "low80": median - half, "high80": median + half}
        for name, (median, half) in medians.items()
    ])  # fmt: skip


def shown(answer, happening=None, chosen=()):
    happening = set(answer["metric"].tolist()) if happening is None else happening
    return [answer["metric"][i] for i in shown_rows(answer, happening, chosen)]


def test_the_foremost_are_metrics_in_the_order_of_reading():
    assert [name for name in METRICS if name in FOREMOST] == sorted(FOREMOST, key=list(METRICS).index)
    groups = [METRICS[name].group for name in FOREMOST]
    assert groups == sorted(groups, key=["health", "attitude", "value", "money"].index) and set(groups) == {
        "health", "attitude", "value", "money",
    }  # fmt: skip


def test_foremost_figures_stand_there_clear_or_not_and_of_the_others_the_clearest():
    answer = table(
        active=(0.0, 1.0), hold=(0.2, 0.1), pull=(3.0, 1.0), visits=(9.0, 1.0), joined=(5.0, 1.0), answers=(0.5, 1.0),
        nps=(-1.0, 0.5), csat=(1.0, 0.1),
    )  # fmt: skip
    assert shown(answer) == ["active", "hold", "visits", "joined", "nps", "csat"]
    assert MORE == 2  # pull is the third clearest of health


def test_what_is_decided_or_does_not_happen_or_is_unknown_is_left_out():
    answer = table(active=(0.0, 0.0), customers=(0.0, 0.0), staff_cost=(-5.0, 0.0), net_total=(np.nan, 1.0))
    assert shown(answer, {"active", "staff_cost", "net_total"}) == ["active"]
    assert shown(answer, set()) == ["active"]  # the table is never empty
    assert clarity({"median": -5.0, "low80": -5.0, "high80": -5.0}) == 0


def test_chosen_figures_stand_there_in_their_order_scenario_by_scenario():
    one, answer = table(active=(1.0, 0.1), trust=(0.0, 1.0), nps=(1.0, 2.0)), {}
    for name in one:
        answer[name] = np.concatenate([one[name], one[name]])
    answer["scenario"] = np.repeat(["a", "b"], 3)
    rows = shown_rows(answer, set(), ("nps", "active"))
    assert [(answer["scenario"][i], answer["metric"][i]) for i in rows] == [
        ("a", "nps"), ("a", "active"), ("b", "nps"), ("b", "active"),
    ]  # fmt: skip


def test_names_are_read_from_a_list_with_commas():
    assert named(None, 12) == () and named("active, trust,net", 12) == ("active", "trust", "net")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("activ", "--metrics (command line): there is no metric 'activ'; did you mean active? gravity ls metrics lists them"),
        ("xyzzy", "there is no metric 'xyzzy'; gravity ls metrics lists them"),
        ("active,trust,active", "active is named twice; name each metric once"),
        ("active,trust,net", "3 metrics; a sheet holds 2; leave some out"),
        (" , ", "no metric is named; write --metrics active,trust,net"),
    ],
)
def test_wrong_names_are_refused(text, told):
    with pytest.raises(ConfigError) as error:
        named(text, 2)
    assert told in str(error.value)


def test_the_names_read_from_the_files_are_those_of_the_metrics():
    assert sorted(catalog.metrics()) == sorted(METRICS)
