"""The ledger: every dollar is in it once, and the hole and the payback are those of the runs, worked by hand."""

import numpy as np
import pytest

from experiments import ledger_table
from experiments.charts import ledger, titles
from experiments.charts.alt import alt
from experiments.charts.words import LONGEST, money
from experiments.tables import count, rows, values, where
from tests import chart_tables as example
from tests.firm import results
from tests.test_charts import drawn, end_labels, words

# The table


def test_the_net_is_what_the_metric_net_total_says():
    """The ledger adds up revenue, support and each cost by itself; the metric does so week by week: the same dollars."""
    table = ledger_table.ledger(results()[:2])
    base, other = (result.series("net_total")[1] for result in results()[:2])
    net = where(table, item="net", scenario="no_staff")
    np.testing.assert_allclose(net["median"], np.median(other - base, axis=0), rtol=1e-9, atol=1e-6)
    last = [row for row in rows(where(table, scenario="no_staff")) if row["month"] == net["month"][-1]]
    assert {row["item"] for row in last} >= {"revenue after production", "support", "net"}
    assert any(row["kind"] == "cost" and row["median"] > 0 for row in last)  # no staff: saved


def test_a_ledger_is_held_against_the_closed_community_if_there_is_one():
    table = ledger_table.ledger(results())
    assert values(table, "scenario") == ["baseline", "no_staff"] and set(table["reference"]) == {"no_community"}
    costs = where(where(table, scenario="baseline"), kind="cost")
    assert (costs["median"] <= 0).all() and costs["median"].any()
    assert set(ledger_table.ledger(results()[:2])["reference"]) == {"baseline"}


def test_without_business_or_difference_there_is_no_ledger():
    assert ledger_table.ledger(results(sells=False)) == {}
    assert ledger_table.ledger([results()[0]] * 2) == {}
    assert ledger_table.ledger(results()[:1]) == {}


def test_hole_and_payback_by_hand():
    net = np.array([[-1.0, -3.0, -2.0, 1.0, 4.0], [-1.0, -5.0, -4.0, -1.0, 2.0], [-2.0, -1.0, 1.0, 2.0, 3.0]])
    told = ledger_table.payback(net)
    assert told == (-3.0, 2.0, 4.0, 1.0)  # deepest -3, -5, -2 in months 2, 2, 1; back in months 4, 5, 3
    never = ledger_table.payback(np.array([[-1.0, -2.0], [-1.0, -3.0], [-1.0, 1.0]]))
    assert never.hole == -2 and np.isnan(never.payback) and never.paid_back == pytest.approx(1 / 3)
    none = ledger_table.payback(np.array([[0.0, 1.0], [2.0, 3.0]]))
    assert none.hole == 0 and np.isnan(none.hole_month) and none.payback == 1 and none.paid_back == 1
    assert ledger_table.payback(np.array([[1.0, -1.0, 1.0]])).payback == 3  # it must stay above


# The picture


def test_bars_are_the_items_in_the_end_and_the_line_is_the_net():
    table = example.ledger_table(("baseline",))
    items, over_time = drawn("ledger", table)
    labels = [label.get_text().replace("\n", " ") for label in items.get_yticklabels()]
    assert labels == ["revenue after production", "support", "community manager", "platform", "events", "net"]
    widths = [bar.get_width() for bar in items.patches]
    last = [where(where(table, item=item), month=24)["median"][0] for item in (
        "revenue after production", "support", "staff/community_manager", "platform", "program/events", "net")]  # fmt: skip
    np.testing.assert_allclose(widths, last)
    assert money(last[-1]) in words(items) and money(last[2]) in words(items)
    net = where(table, item="net")["median"].tolist()
    assert net in [list(line.get_ydata()) for line in over_time.lines]
    markers = {line.get_marker(): line.get_xdata()[0] for line in over_time.lines if line.get_marker() in "vo"}
    assert markers == {"v": 4.0, "o": 8.5}
    (label,) = end_labels(over_time)
    assert label.splitlines() == ["baseline", money(net[-1]), "hole \u2212$40k", "back in month 9"]


def test_small_costs_stand_together():
    table = example.ledger_table(("baseline",))
    cost = where(table, item="platform")
    more = [cost | {"item": np.full(24, f"program/p{i}"), "median": cost["median"] / (i + 2)} for i in range(5)]
    last = ledger.at_end(example.stacked([table, *more]))
    names = values(last, "item")
    assert names[-2:] == [ledger.OTHER, "net"] and len(names) == 2 + ledger.PARTS + 2
    total = sum(where(each, month=24)["median"][0] for each in more[-3:])
    assert where(last, item=ledger.OTHER)["median"][0] == pytest.approx(total)


def test_a_line_that_never_sinks_has_no_marks():
    table = example.ledger_table(("baseline",)) | {
        "hole": np.zeros(144), "hole_month": np.full(144, np.nan), "payback": np.ones(144)
    }  # fmt: skip
    _, ax = drawn("ledger", table)
    assert not [line for line in ax.lines if line.get_marker() in ("v", "o")] and "never below zero" in words(ax)


def test_a_saving_that_costs_more_in_the_end_was_ahead_for_a_while():
    table = example.ledger_table(("cut40",), gain=0.0)
    never = table | {"payback": np.full(144, np.nan)}
    assert end_labels(drawn("ledger", never)[1])[0].endswith("not paid back")
    falling = np.where(table["month"] <= 13, 1000.0, -90_000.0)
    late = never | {"median": np.where(table["item"] == "net", falling, table["median"])}
    assert end_labels(drawn("ledger", late)[1])[0].endswith("ahead until month 13")


def test_at_most_four_scenarios():
    with pytest.raises(ValueError, match="chart ledger draws at most 4 scenarios, got 5"):
        drawn("ledger", example.ledger_table(tuple("abcde")))
    with pytest.raises(ValueError, match="chart ledger: no column hole, hole_month"):
        table = example.ledger_table()
        drawn("ledger", {name: column for name, column in table.items() if name not in ledger.TOLD})


# Titles


def test_the_title_follows_the_money():
    gain, loss = example.ledger_table(("baseline",)), example.ledger_table(("cut40",), gain=900.0)
    said = titles.title("ledger", gain)
    assert said.startswith("Against no community, baseline ") and "pays back in month 9 and nets $" in said
    lost = titles.title("ledger", loss | {"payback": np.full(count(loss), np.nan)})
    assert "costs $" in lost and "more than it brings by month 24" in lost
    flat = gain | {"hole": np.zeros(144), "payback": np.ones(144)}
    assert "pays back" not in titles.title("ledger", flat) and "nets $" in titles.title("ledger", flat)
    open_ = gain | {"low80": gain["median"] - 1e9, "high80": gain["median"] + 1e9}
    assert titles.title("ledger", open_) == "No clear difference in money between baseline and no community by month 24"
    assert all(len(each) <= LONGEST for each in (said, lost))


def test_words_of_the_ledger():
    table = example.ledger_table()
    assert "runs that end at zero or above: 90% with baseline, 90% with cut40" in titles.subtitle("ledger", table)
    assert "back in month 9 after \u2212$40k" in alt("ledger", table)
    assert [money(x) for x in (0, 40.4, -1234, 999_600, 2.5e9, float("nan"))] == [
        "$0", "$40", "\u2212$1.23k", "$1m", "$2.5bn", "unknown",
    ]  # fmt: skip
