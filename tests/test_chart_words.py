"""Titles, hedge words and alt texts of pictures: right for the numbers, never surer than the bands, of the right length."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.charts import CHARTS, titles, words
from experiments.charts.alt import FEWEST, MOST, REST, alt, compose
from experiments.hedges import chance_apart, chance_of_sign, hedge
from experiments.tables import count, take, where
from tests import chart_tables as example


def difference_row(median, low80, high80, low95=None, high95=None, metric="pull", unit="joins", scenario="cut40", **more):
    """A difference table of one row."""
    row = {
        "scenario": scenario, "metric": metric, "unit": unit, "month": 24, "median": median, "low80": low80, "high80": high80,
        "low95": low80 - 1 if low95 is None else low95, "high95": high80 + 1 if high95 is None else high95,
        "pairing_gain": 3.0, "reference": "baseline", "runs": 50, **more,
    }  # fmt: skip
    return {name: np.array([value]) for name, value in row.items()}


def level_rows(*lines):
    """A gravity table: (scenario, median, half-width of the 80% band) at months 0 and 24, the start all alike."""
    parts = []
    for scenario, median, half in lines:
        for month, m in ((0, 5.0), (24, median)):
            parts.append(difference_row(m, m - half, m + half, m - 2 * half, m + 2 * half, scenario=scenario, month=month))
    return example.stacked(parts)


@pytest.mark.parametrize(
    ("chance", "word"),
    [(1, "almost certainly"), (0.99, "almost certainly"), (0.989, "very likely"), (0.90, "very likely"), (0.899, "likely"),
     (0.66, "likely"), (0.659, "about even"), (0.33, "about even"), (0.329, "no clear"), (0, "no clear")],
)  # fmt: skip
def test_hedge_words(chance, word):
    assert hedge(chance, 50) == word
    assert hedge(chance, 9) == hedge(chance, None) == ("likely" if chance > 0.89 else word)


@pytest.mark.parametrize("chance", [-0.1, 1.1, float("nan")])
def test_a_hedge_needs_a_chance(chance):
    with pytest.raises(ValueError, match="is not a chance; give a number from 0 to 1"):
        hedge(chance, 50)


def test_the_chance_of_a_sign_comes_from_the_bands_or_is_given():
    row = {"low80": 0.1, "high80": 2, "low95": -0.5, "high95": 3}
    assert chance_of_sign(row) == 0.9
    assert chance_of_sign(row | {"low95": 0.05}) == 0.975
    assert chance_of_sign(row | {"p_better": 0.04}) == 0.96
    assert chance_of_sign(row | {"low80": 0.0}) == 0.5  # a band that touches zero holds it
    assert chance_of_sign(row | {"low80": -0.1, "p_better": 0.88}) == 0.5  # never surer than its band
    assert chance_of_sign(row | {"low80": None}) == 0.5
    assert chance_of_sign(row | {"low95": None}) == 0.9


def test_the_chance_of_two_lines_apart_is_the_least_their_bands_allow():
    low, high = {"low80": 1, "high80": 2, "low95": 0, "high95": 3}, {"low80": 2.5, "high80": 4, "low95": 2, "high95": 5}
    assert chance_apart(low, high) == chance_apart(high, low) == 0.8
    assert chance_apart(low, high | {"low95": 3.1}) == 0.95
    assert chance_apart(low, high | {"low80": 2.0}) == 0.5
    assert chance_apart(low, high | {"high80": None}) == 0.5


def test_the_least_chances_hold_for_bands_of_draws_however_they_hang_together():
    # Normal pairs 2,000 at a time, correlation -0.9 to 0.9. The bound must hold in the draws themselves: no false alarms.
    rng = np.random.default_rng(3)
    seen = set()
    for rho in (-0.9, -0.5, 0, 0.5, 0.9):
        for shift in (1.5, 2.6, 4.0):
            draws = rng.multivariate_normal([0, shift], [[1, rho], [rho, 1]], 2000)
            one, other = ({k: float(v[0]) for k, v in example.bands(draws[:, [i]]).items()} for i in (0, 1))
            least = chance_apart(one, other)
            seen.add(least)
            assert (draws[:, 1] > draws[:, 0]).mean() >= least
    assert seen == {0.5, 0.8, 0.95}


# Titles


def test_a_difference_whose_80_band_holds_zero_is_no_clear_difference():
    assert titles.title("difference", difference_row(-1, -2, 0.1)) == (
        "No clear difference in pull between cut40 and baseline by month 24"
    )
    two = example.stacked([difference_row(-1, -2, 0.1), difference_row(1, -2, 3, scenario="b")])
    assert titles.title("difference", two) == "No clear difference in pull from baseline by month 24"


def test_a_clear_difference_names_number_horizon_and_hedge():
    assert titles.title("difference", difference_row(-1.234, -2, -0.5)) == (
        "With cut40, pull would very likely be 1.2 joins lower in month 24 than with baseline"
    )
    share = difference_row(0.082, 0.05, 0.1, metric="hold", unit="share", p_better=0.995)
    assert titles.title("difference", share) == (
        "With cut40, hold would almost certainly be 8 points higher in month 24 than with baseline"
    )


def test_the_title_speaks_of_pull_first_and_of_the_largest_clear_difference():
    table = example.stacked([
        difference_row(-9, -10, -8, metric="gravity"),
        difference_row(-1, -2, -0.5, scenario="a"),
        difference_row(-3, -4, -2, scenario="b"),
        difference_row(-5, -11, 1, scenario="c"),
    ])  # fmt: skip
    assert titles.title("difference", table).startswith("With b, pull would very likely be 3 joins lower")


def test_gravity_compares_with_the_baseline_only_as_far_as_bands_lie_apart():
    said = titles.title("gravity", level_rows(("baseline", 5.0, 0.5), ("cut40", 3.5, 0.5)))
    assert said == "With cut40, pull would likely be lower: 3.5 in month 24, 5 with baseline"
    said = titles.title("gravity", level_rows(("baseline", 5.0, 0.5), ("cut40", 2.5, 0.5)))
    assert said == "With cut40, pull would very likely be lower: 2.5 in month 24, 5 with baseline"
    said = titles.title("gravity", level_rows(("baseline", 5.0, 0.5), ("cut40", 4.2, 0.5)))
    assert said == "No clear difference in pull between cut40 and baseline by month 24"


def test_gravity_prefers_the_paired_difference_when_it_is_given():
    levels = level_rows(("baseline", 5.0, 0.5), ("cut40", 4.2, 0.5))
    said = titles.gravity(levels, paired=difference_row(-0.8, -1, -0.6))
    assert said == "With cut40, pull would very likely be 0.8 joins lower in month 24 than with baseline"


def test_gravity_of_one_scenario_tells_its_change():
    assert titles.title("gravity", level_rows(("baseline", 8.0, 0.5))) == "Pull very likely rises from 5 to 8 by month 24"
    assert titles.title("gravity", level_rows(("baseline", 5.2, 0.5))) == "No clear change in pull by month 24"


def test_orbit_levels_tell_only_clear_changes():
    table = example.orbit_table()
    assert titles.title("orbit_levels", table) == (
        "Contributing likely rises from 38 to 70; Leading likely rises from 6 to 13 by month 24"
    )
    wide = table | {"low80": table["low80"] * 0, "high80": table["high80"] * 9}
    assert titles.title("orbit_levels", wide) == "No clear change in the inner two orbit levels by month 24"


def test_answer_reuse_against_asking():
    table = example.reuse_table()
    asked, reused = table["asked"][-1], table["reused"][-1]
    expected = f"Reuse likely solves more problems than are asked by month 24: {reused:.0f} to {asked:.0f}"
    assert titles.title("answer_reuse", table) == expected
    assert "likely solves fewer" in titles.title("answer_reuse", table | {"asked": table["reused_high80"] + 1})
    assert titles.title("answer_reuse", table | {"asked": table["reused"]}).startswith("No clear difference")


def test_cohorts_weigh_members_and_leave_out_the_few():
    table = {
        "joined_month": np.array([1, 1, 2, 2, 3, 3]), "months_since": np.array([0, 3, 0, 3, 0, 3]),
        "active_share": np.array([1, 0.1, 1, 0.4, 1, 0.9]), "members": np.array([200, 200, 100, 100, 29, 29]),
    }  # fmt: skip
    assert titles.title("cohorts", table) == "About 20% of 300 who joined are still active 3 months on"
    assert "no cohort has 30 members" in titles.title("cohorts", table | {"members": np.full(6, 12)})
    assert titles.title("cohorts", take(table, [0, 2, 4])).startswith("No clear retention")
    assert titles.title("cohorts", table | {"months_since": np.array([0, 1] * 3)}).endswith("active 1 month on")


def test_lorenz_names_how_few_give_half():
    table, labels = example.lorenz_tables()
    assert titles.title("lorenz", table, labels=labels) == "About 9 people give half of all answers with baseline, 8 observed"
    one, label = example.lorenz_tables(("cut40",))
    assert titles.title("lorenz", one, labels=label | {"helpers_for_half": np.array([1])}) == (
        "About 1 person gives half of all answers"
    )
    seen, label = example.lorenz_tables(("observed",))
    assert titles.title("lorenz", seen, labels=label) == "About 9 people give half of all answers"


def test_fit_check_counts_points_and_names_the_worst():
    table = example.fit_table()
    inside = ((table["observed"] >= table["low80"]) & (table["observed"] <= table["high80"])).sum()
    said = titles.title("fit_check", table)
    assert said == (
        f"{100 * inside / count(table):.0f}% of {count(table)} observed points fall inside the 80% band; "
        "worst: hours to first answer"
    )
    blind = table | {"observed": np.full(count(table), np.nan)}
    assert titles.title("fit_check", blind) == "No clear fit: nothing was observed to compare with"


@pytest.mark.parametrize("name", CHARTS)
def test_too_few_runs_claim_nothing(name):
    table, extra = example.example(name)
    table = table | {"runs": np.full(count(table), 2)}
    assert titles.title(name, table, **extra) == "Not enough runs to tell yet: about 3 more are needed"
    assert titles.subtitle(name, table) == "Bands of so few runs would mislead"
    assert FEWEST <= len(alt(name, table, **extra).split()) <= MOST


@pytest.mark.parametrize("name", ["gravity", "difference", "sheet", "orbit_levels", "answer_reuse", "ledger"])
def test_nothing_known_is_said_to_be_unknown(name):
    table, _ = example.example(name)
    blank = {k: np.full(count(table), np.nan) if k in ("median", "reused") else v for k, v in table.items()}
    assert titles.title(name, blank) == titles.UNKNOWN
    assert FEWEST <= len(alt(name, blank).split()) <= MOST


@pytest.mark.parametrize("name", CHARTS)
def test_subtitles_name_the_runs(name):
    table, _ = example.example(name)
    table = table | {"runs": np.full(count(table), 37)}
    assert "37 runs" in titles.subtitle(name, table)
    assert "37" not in titles.subtitle(name, {k: v for k, v in table.items() if k != "runs"})


# Alt texts


@pytest.mark.parametrize("name", CHARTS)
def test_alt_texts_have_their_length_and_start_with_the_takeaway(name):
    table, extra = example.example(name)
    text = alt(name, table, **extra)
    assert FEWEST <= len(text.split()) <= MOST
    assert text.startswith(titles.title(name, table, **extra))


def test_alt_text_of_gravity_has_axes_trend_band_and_comparison():
    table = where(example.gravity_table(("baseline", "cut40")), metric="pull")
    text = alt("gravity", table)
    base, cut = (where(table, scenario=s)["median"] for s in ("baseline", "cut40"))
    assert "Line chart" in text and "months 0 to 24" in text
    assert f"Pull with baseline goes from {words.rounded(base[0])} to {words.rounded(base[-1])}" in text
    assert f"cut40 ends at {words.rounded(cut[-1])}" in text
    assert "Least sure is pull with" in text


def test_alt_text_of_fit_names_the_worst_panel():
    assert "The panel of hours to first answer is outlined as the worst." in alt("fit_check", example.fit_table())


def test_compose_keeps_within_the_words():
    assert sum(len(text.split()) for text in REST) >= FEWEST  # enough to say whatever the picture
    assert compose(["a " * 119, "b " * 2, "c"]).split() == ["a"] * 119 + ["c"]
    assert FEWEST <= len(compose([]).split()) <= MOST


names = st.text(st.characters(codec="utf-8", categories=("L", "N", "Zs", "Pd")), min_size=1, max_size=60).filter(str.strip)
metric_names = st.one_of(st.just("pull"), names)


@settings(max_examples=25, deadline=None)
@given(st.lists(names, min_size=1, max_size=4, unique=True), metric_names, st.floats(-1e6, 1e6), st.floats(0, 1e6), names)
def test_any_difference_has_a_short_title_and_an_alt_text_of_the_right_length(scenarios, metric, median, half, unit):
    table = example.stacked([
        difference_row(median, median - half, median + half, metric=metric, unit=unit, scenario=scenario, runs=50)
        for scenario in scenarios
    ])  # fmt: skip
    said = titles.title("difference", table)
    assert 10 <= len(said) <= titles.LONGEST
    assert "month 24" in said
    assert ("No clear" in said) == (median - half <= 0 <= median + half)
    assert FEWEST <= len(alt("difference", table).split()) <= MOST


# Numbers and names


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-0.0, "0"), (6.04, "6.04"), (-5.25, "−5.25"), (1240.4, "1,240"), (999.7, "1,000"), (0.0334, "0.0334"),
     (float("nan"), "unknown"), (float("inf"), "unknown")],
)  # fmt: skip
def test_numbers(value, text):
    assert words.number(value) == text


def test_amounts_and_changes():
    assert words.rounded(6.04) == "6" and words.rounded(37.3) == "37" and words.rounded(116) == "116"
    assert words.percent(0.421) == "42%" and words.percent(0.004) == "0.4%" and words.percent(float("nan")) == "unknown"
    assert words.amount(0.3, "share") == "30%" and words.amount(2.5, "joins") == "2.5 joins" and words.amount(3, "") == "3"
    assert words.change(-0.012, "share") == "1 point" and words.change(0.08, "share") == "8 points"
    assert words.change(-4.2, "hours") == "4.2 hours"
    assert words.points(-0.05) == "−5"


def test_names_and_lines():
    assert words.shown("cut40_then_restore") == "cut40 then restore"
    assert words.shortened("one two three four", 12) == "one two…"
    assert words.shortened("a" * 30, 10) == "a" * 9 + "…"
    assert words.shortened("short", 10) == "short"
    assert words.balanced("aaa bbb ccc ddd", 12).split("\n") == ["aaa bbb", "ccc ddd"]
    assert words.sentence("pull") == "Pull" and words.sentence("") == ""


# Few runs


@pytest.mark.parametrize("name", ["difference", "sheet", "ledger", "funnel"])
def test_no_picture_is_surer_than_likely_of_fewer_than_ten_runs(name):
    table, _ = example.example(name)
    sure = {runs: titles.title(name, table | {"runs": np.full(count(table), runs)}) for runs in (9, 10)}
    assert "very likely" in sure[10] or "almost certainly" in sure[10]
    assert "likely" in sure[9] and "very" not in sure[9] and "certainly" not in sure[9]


def test_a_title_counts_the_runs_that_know_its_figure():
    said = [titles.title("difference", difference_row(-1.2, -2, -0.5, known=known)) for known in (6, 50)]
    assert ["very likely" in each for each in said] == [False, True]


def test_subtitles_and_alt_texts_say_what_chance_does():
    for name, told in (("difference", "10% of figures look clear by chance"), ("sheet", "(10% are clear by chance)"),
                       ("funnel", "(10% are by chance)"), ("ledger", "10% of nets look clear by chance")):  # fmt: skip
        table, _ = example.example(name)
        assert told in titles.subtitle(name, table | {"runs": np.full(count(table), 5)})
        assert "by chance" not in titles.subtitle(name, table)
    assert "its 95 percent band leaves zero in month 24" in alt("difference", difference_row(-1, -2, -0.5, high95=-0.1))
