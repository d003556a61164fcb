"""Metrics sheets: one panel for each figure, grey where nothing is clear, marked where health is poor; and their tables."""

import numpy as np
import pytest

from experiments import health_marks, sheet_table
from experiments.charts import sheet, style, titles
from experiments.charts.alt import alt
from experiments.charts.words import LONGEST
from experiments.compare import differences, happening, levels
from experiments.tables import count, take, values, where
from scenarios.metrics import GROUPS, METRICS
from scenarios.metrics.health import GOOD, POOR, Health
from tests import chart_tables as example
from tests.test_charts import bare, drawn, end_labels, words
from tests.tiny import stored

NAMES = ("active", "hold", "nps", "tickets")


def lines_of(ax):
    return {line.get_color() for line in ax.lines if len(line.get_xdata()) == 25}


def test_a_panel_for_each_figure_grey_where_nothing_is_clear():
    axes = drawn("sheet", example.sheet_table(("cut40",), NAMES))
    assert [ax.get_title(loc="left").replace("\n", " ") for ax in axes] == [
        "Active\u00a0\u2191", "Hold\u00a0\u2191", "NPS\u00a0\u2191", "Tickets\u00a0\u2193",
    ]  # fmt: skip
    assert [lines_of(ax) for ax in axes] == [{style.COLORS[0]}, {style.PALE}, {style.COLORS[0]}, {style.PALE}]
    assert [end_labels(ax) for ax in axes] == [[], ["cut40"], [], ["cut40"]]  # two columns: named at the right edge
    assert axes[0]._left_title.get_color() == style.DARK != axes[1]._left_title.get_color()


def test_a_scenario_keeps_its_color_whether_others_are_clear_or_not():
    table = example.sheet_table(("cut40", "no_community"), ("active",))
    flat = table | {name: np.where(table["scenario"] == "cut40", table[name] - table["median"], table[name]) for name in table
                    if name in ("median", "low80", "high80", "low95", "high95")}  # fmt: skip
    (ax,) = drawn("sheet", flat)
    assert lines_of(ax) == {style.PALE, style.COLORS[1]}


def test_of_one_scenario_the_panels_say_the_difference_in_the_end():
    table = example.sheet_table(("cut40",), ("active",))
    (ax,) = drawn("sheet", table)
    size = float(f"{-table['median'][-1]:.2g}")
    assert size > 0 and f"\u2212{size:g} a month" in words(ax)
    dollars = table | {"unit": np.full(25, "$/month"), "median": -table["median"] * 1000, "high80": -table["low80"] * 1000,
                       "low80": -table["high80"] * 1000}  # fmt: skip
    (ax,) = drawn("sheet", dollars)
    assert f"+${size:g}k/month" in words(ax) and ax.yaxis.get_major_formatter()(2000) == "$2k"
    (ax,) = drawn("sheet", table | {"unit": np.full(25, "0 to 1"), "median": table["median"] / -1000})
    assert f"+{size / 1000:g} (0 to 1)" in words(ax)


def test_a_share_is_in_points_and_several_scenarios_are_named():
    table = example.sheet_table(("cut40", "no_community"), ("hold",)) | {"unit": np.full(50, "share")}
    (ax,) = drawn("sheet", table)
    assert ax.yaxis.get_major_formatter()(-0.05) == "\u22125" and "points cut40" in words(ax).replace("\u00a0", " ")


def test_crosses_mark_figures_that_mean_little_and_the_subtitle_says_why():
    plain, marked = (example.sheet_table(("cut40",), ("net",), mark=mark) for mark in ("", "poor health"))
    crosses = [[line for line in drawn("sheet", table)[0].lines if line.get_marker() == "X"] for table in (plain, marked)]
    assert [len(each) for each in crosses] == [0, 1]
    assert crosses[1][0].get_xydata().tolist() == [[24, marked["median"][-1]]]
    assert "poor" not in titles.subtitle("sheet", plain)
    assert titles.subtitle("sheet", marked).endswith("\u00d7: means little, health is poor with cut40")
    of_health = plain | {"health_of_scenario": np.full(count(plain), "poor")}
    assert titles.subtitle("sheet", of_health).endswith("; health is poor with cut40")
    both = of_health | {"health_of_reference": np.full(count(plain), "poor")}
    assert titles.subtitle("sheet", both).endswith("; health is poor with baseline and cut40")
    assert "Health is poor with cut40, which crosses mark." in alt("sheet", marked)


def test_of_more_than_twelve_figures_the_clearest_are_drawn_in_their_order():
    names = [f"figure {i}" for i in range(15)]
    table = example.sheet_table(("cut40",), names)
    kept = sheet.foremost(table)
    assert sheet.panels(table) == len(kept) == 12 and set(names[::2]) <= set(kept)
    assert kept == [name for name in names if name in kept]
    assert "12 clearest of 15" in titles.subtitle("sheet", table) and "of 15 health figures" in titles.title("sheet", table)
    two = example.stacked([table, where(example.sheet_table(("x",), names), metric=names[1]) | {"low80": np.full(25, 0.1)}])
    assert names[1] in sheet.foremost(two)


def test_what_does_not_move_has_one_tick():
    table = example.sheet_table(("cut40",), ("tickets",))
    still = table | {name: np.zeros(25) for name in ("median", "low80", "high80", "low95", "high95")}
    (ax,) = drawn("sheet", still)
    assert ax.get_yticks().tolist() == [0] and "0 a month" in words(ax)


def test_at_most_four_scenarios():
    with pytest.raises(ValueError, match=r"chart sheet draws at most 4 scenarios, got 5 \(a, b, c, d, e\)"):
        drawn("sheet", example.sheet_table(tuple("abcde"), ("active",)))
    with pytest.raises(ValueError, match="chart sheet draws 2 panels, got 1 axes"):
        sheet.chart(example.sheet_table(("a",), NAMES[:2]), bare(1))


# Titles


@pytest.mark.parametrize(
    ("scenarios", "names", "effect", "said"),
    [
        (("cut40",), NAMES, 1, "With cut40, 2 of 4 health figures would very likely differ by month 24: 2 worse"),
        (("cut40",), NAMES, -1, "With cut40, 2 of 4 health figures would very likely differ by month 24: 2 better"),
        (("cut40",), NAMES, 0, "No clear difference in any of 4 health figures by month 24"),
        (("cut40",), ("trust",), 1, "With cut40, trust would very likely be lower by month 24"),
        (("cut40",), ("nps",), 0, "No clear difference in NPS by month 24"),
        (("cut40", "seo"), NAMES, 1, "By month 24, 2 of 4 health figures very likely differ with cut40, 0 with SEO"),
    ],
)
def test_titles_change_with_the_figures(scenarios, names, effect, said):
    table = example.sheet_table(scenarios, names, effect)
    if effect == 0:  # the example wanders
        table = table | {name: table[name] - table["median"] for name in ("low80", "high80", "median")}
    told = titles.title("sheet", table)
    if len(scenarios) == 2:  # the second scenario of the example gains a little: count it
        said = said.replace("0 with", f"{titles.sheet_words.tally(table, 'seo').clear} with")
    assert told == said and len(told) <= LONGEST


def test_better_and_worse_follow_the_direction_of_the_figure():
    table = example.sheet_table(("cut40",), ("active",))
    assert titles.sheet_words.tally(table, "cut40") == (1, 0, 1, 50)
    assert titles.sheet_words.tally(table | {"better": np.full(25, -1)}, "cut40") == (1, 1, 0, 50)
    assert titles.sheet_words.tally(table | {"better": np.full(25, 0)}, "cut40") == (1, 0, 0, 50)


# Tables


@pytest.fixture(scope="module")
def parts():
    _, results = stored()
    return differences(results), levels(results), health_marks.health_of(results)


def test_a_sheet_for_each_group_holds_every_figure_in_which_something_happens(parts):
    by_month, of_each, health = parts
    found = sheet_table.sheets(by_month, of_each, health)
    assert list(found) == [group for group in GROUPS if group in found] and "health" in found
    for group, table in found.items():
        names = [m.name for m in METRICS.values() if m.group == group and m.name in happening(of_each)]
        assert values(table, "metric") == names and set(table["group"]) == {group}
        assert table["better"].tolist() == [METRICS[name].better for name in table["metric"].tolist()]
    assert "customers" not in found["value"]["metric"]  # nobody buys there
    active = where(found["health"], metric="active", scenario="no_staff")
    assert np.array_equal(active["median"], where(by_month, metric="active", scenario="no_staff")["median"], equal_nan=True)


def test_chosen_figures_have_a_sheet_of_their_own_in_their_order(parts):
    found = sheet_table.sheets(*parts, ("tickets", "active"))
    assert list(found) == ["chosen"] and values(found["chosen"], "metric") == ["tickets", "active"]
    assert "chosen figures" in titles.title("sheet", found["chosen"])


def test_only_value_and_money_of_a_scenario_in_poor_health_are_marked(parts):
    by_month, of_each, health = parts
    poor = dict.fromkeys(health, Health(GOOD)) | {"no_staff": Health(POOR, ("nobody is active",))}
    found = sheet_table.sheets(by_month, of_each, poor)
    assert not found["health"]["mark"].astype(bool).any()
    assert set(found["value"]["scenario"][found["value"]["mark"] != ""]) == {"no_staff"}
    assert set(where(found["health"], health_of_scenario="poor")["scenario"]) == {"no_staff"}


def test_figures_known_in_too_few_runs_are_left_open_and_nothing_known_makes_no_sheet(parts):
    by_month, of_each, health = parts
    few = by_month | {"runs": np.where(by_month["metric"] == "active", 2, by_month["runs"])}
    table = sheet_table.sheets(few, of_each, health)["health"]
    assert np.isnan(where(table, metric="active")["median"]).all() and np.isfinite(table["median"]).any()
    unknown = by_month | {"median": np.full(count(by_month), np.nan)}
    assert sheet_table.sheets(unknown, of_each, health) == {}
    assert sheet_table.sheets(take(by_month, slice(0)), of_each, health) == {}
