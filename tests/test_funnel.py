"""The funnel: accounts at each stage and steps taken, counted from the weekly table; left out where nobody buys."""

import numpy as np
import pytest

from experiments import funnel_table
from experiments.charts import style, titles
from experiments.charts.words import LONGEST
from experiments.tables import rows, take, values, where
from tests import chart_tables as example
from tests.firm import results
from tests.test_charts import drawn, words


def test_stages_are_counted_from_the_weekly_table():
    base, other = results()[:2]
    table = funnel_table.funnel(results()[:2])
    at = {row["stage"]: row for row in rows(where(table, scenario="no_staff"))}
    weekly = {name: other.weekly[name].reshape(5, -1) for name in ("customers", "won", "signups", "renewed", "due")}
    assert at["customers"]["median"] == np.median(weekly["customers"][:, -1])
    assert at["bought"]["median"] == np.median(weekly["won"].sum(axis=1))
    assert at["renewed"]["rate"] == pytest.approx(np.median(weekly["renewed"].sum(axis=1) / weekly["due"].sum(axis=1)))
    assert at["bought"]["change"] == np.median(weekly["won"].sum(axis=1) - base.weekly["won"].reshape(5, -1).sum(axis=1))
    assert all(row["change"] is None for row in rows(where(table, scenario="baseline")))
    assert at["aware"]["rate"] is None and set(table["month"]) == {7}


def test_a_forum_without_business_has_no_funnel():
    assert funnel_table.funnel(results(sells=False)) == {}


def test_bars_and_numbers_of_every_scenario():
    table = example.funnel_table(("baseline", "cut40"))
    stand, moved = drawn("funnel", table)
    assert [label.get_text() for label in stand.get_yticklabels()] == ["aware", "evaluating", "on trial", "customers"]
    assert moved.get_yticklabels()[1].get_text() == "introduced\n(qualified leads)"
    expected = [row["median"] for stage in example.STAGES for row in rows(where(table, stage=stage))]
    assert [bar.get_width() for ax in (stand, moved) for bar in ax.patches] == expected
    assert "300, 20% of trials 290, 20% of trials" in words(moved) and "1,661, 82% of due" in words(moved)
    names = [text for text in stand.texts if text.get_text() in ("baseline", "cut40")]
    assert [text.get_color() for text in names] == [style.ink(style.GREY), style.ink(style.COLORS[0])]


def test_clear_changes_are_bold():
    def bold(effect):
        _, moved = drawn("funnel", example.funnel_table(("baseline", "cut40"), effect))
        return {text.get_text(): text.get_fontweight() for text in moved.texts}

    assert bold(-10.0)["290, 20% of trials"] == "bold" and bold(-10.0)["300, 20% of trials"] == "normal"
    assert bold(-2.0)["298, 20% of trials"] == "normal"


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (-10.0, "With cut40, 10 fewer accounts would very likely buy by month 24 than with baseline"),
        (25.0, "With cut40, 25 more accounts would very likely buy by month 24 than with baseline"),
        (0.0, "No clear difference in any step to a contract between cut40 and baseline by month 24"),
    ],
)
def test_the_title_names_the_weightiest_clear_change(effect, said):
    assert titles.title("funnel", example.funnel_table(("baseline", "cut40"), effect)) == said


def test_the_title_goes_on_to_the_next_step_where_nobody_buys_more():
    table = example.funnel_table(("baseline", "cut40"), -10.0)
    still = np.isin(table["stage"], ["bought", "renewed", "customers", "began a trial"])
    table["change_high80"] = np.where(still, 1.0, table["change_high80"])
    assert titles.title("funnel", table).startswith("With cut40, 10 fewer accounts would very likely be introduced by month 24")


def test_of_one_scenario_the_title_tells_what_became_of_the_trials():
    table = example.funnel_table(("baseline",))
    assert titles.title("funnel", table) == "In 24 months 1,540 trials brought 300 contracts; 82% of those due were renewed"
    none_due = table | {"rate": np.full(len(table["rate"]), np.nan)}
    assert titles.title("funnel", none_due) == "In 24 months 1,540 trials brought 300 contracts"
    assert "bold" not in titles.subtitle("funnel", table)


def test_long_names_and_many_scenarios():
    long_ = example.funnel_table(("baseline", "a_very_long_name_of_a_scenario_that_nobody_would_give_to_one_at_all"))
    assert len(titles.title("funnel", long_)) <= LONGEST
    with pytest.raises(ValueError, match="chart funnel draws at most 4 scenarios, got 5"):
        drawn("funnel", example.funnel_table(tuple("abcde")))
    twice = example.funnel_table(("a", "b"))
    with pytest.raises(ValueError, match="chart funnel: aware of a scenario stands twice in one line"):
        drawn("funnel", take(twice, [0, 0, 1, *range(len(twice["stage"]))]))
    assert values(twice, "stage") == list(example.STAGES)
