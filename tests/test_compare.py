"""Comparing: figures worked by hand, a planted difference found, and how often nothing is taken for something."""

import numpy as np
import pytest

from experiments import hedges, sentences
from experiments.bands import band, chance_better, pairing_gain
from experiments.compare import BY_MONTH, COLUMNS, all_equal, answer, at_horizon, differences, levels
from experiments.tables import rows, take, where
from experiments.words import shown
from scenarios.metrics import METRICS
from tests.tiny import stored

UP = next(metric for metric in METRICS.values() if metric.better > 0)
DOWN = next(metric for metric in METRICS.values() if metric.better < 0)
NEITHER = next(metric for metric in METRICS.values() if metric.better == 0)


class Held:
    """What `compare` needs of a result."""

    def __init__(self, name, seeds=None, **figures):
        self.name, self.figures = name, {key: np.asarray(value, float) for key, value in figures.items()}
        self.names = list(self.figures)
        size = len(next(iter(self.figures.values())))
        self.seeds = tuple(range(size)) if seeds is None else tuple(seeds)
        flat = np.concatenate([value.ravel() for value in self.figures.values()])
        labels = np.repeat(self.names, [value.size for value in self.figures.values()])
        self.outcomes = {"seed": np.zeros(flat.size), "name": labels, "x": np.zeros(flat.size), "value": flat}

    def series(self, name):
        return np.arange(1.0, self.figures[name].shape[1] + 1), self.figures[name]


def test_bands_worked_by_hand():
    assert band([3, 1, 2, 5, 4]) == {"median": 3, "low80": 1.4, "high80": 4.6, "low95": 1.1, "high95": pytest.approx(4.9)}
    assert band([7, np.nan]) == dict.fromkeys(("median", "low80", "high80", "low95", "high95"), 7.0)
    assert all(np.isnan(value) for value in band([]).values())


def test_the_chance_of_being_better_counts_ties_half():
    assert chance_better([1, 2, -1, 0], +1) == 0.625
    assert chance_better([1, 2, -1, 0], -1) == 0.375
    assert np.isnan(chance_better([1, 2], 0)) and np.isnan(chance_better([], 1))


def test_the_gain_of_pairing_worked_by_hand():
    # Paired differences 1, 2: width of the 80% band 0.8. Unpaired 12 - 0 and 1 - 10: width 21 * 0.8 = 16.8.
    assert pairing_gain([0, 10], [1, 12]) == pytest.approx(21.0)
    assert np.isnan(pairing_gain([1, 2, 3], [2, 3, 4]))  # no width at all
    assert np.isnan(pairing_gain([1], [2])) and np.isnan(pairing_gain([], []))
    same = np.random.default_rng(1).normal(size=(2, 4000))
    assert pairing_gain(*same) == pytest.approx(1.0, abs=0.05)  # nothing shared, nothing gained


def test_differences_worked_by_hand():
    reference = Held("baseline", **{UP.name: [[1, 10], [2, 20], [3, 30]], DOWN.name: [[5, 5], [5, 5], [5, 5]]})
    other = Held("other", **{UP.name: [[1, 13], [2, 22], [3, 31]], DOWN.name: [[5, 6], [5, 7], [5, 5]]})
    table = differences([reference, other])
    assert tuple(table) == BY_MONTH
    up = rows(where(table, metric=UP.name))
    assert [row["month"] for row in up] == [1.0, 2.0]
    assert up[0]["median"] == up[0]["low95"] == 0 and up[0]["p_better"] == 0.5 and up[0]["pairing_gain"] is None
    assert up[1] == {
        "scenario": "other", "metric": UP.name, "unit": UP.unit, "month": 2.0, "median": 2.0, "low80": pytest.approx(1.2),
        "high80": pytest.approx(2.8), "low95": pytest.approx(1.05), "high95": pytest.approx(2.95), "p_better": 1.0,
        "pairing_gain": pytest.approx(up[1]["pairing_gain"]), "runs": 3, "reference": "baseline",
    }  # fmt: skip
    # Unpaired: shift 1 gives 22-10, 31-20, 13-30, shift 2 gives 31-10, 13-20, 22-30; paired band 1.6 wide.
    unpaired = np.percentile([12, 11, -17, 21, -7, -8], [10, 90])
    assert up[1]["pairing_gain"] == pytest.approx((unpaired[1] - unpaired[0]) / 1.6)
    assert rows(where(table, metric=DOWN.name))[1]["p_better"] == pytest.approx((0.5 + 0 + 0) / 3)
    assert tuple(answer(table)) == COLUMNS


def test_what_is_not_known_is_left_out_of_the_pairs():
    nan = np.nan
    reference = Held("baseline", **{UP.name: [[1, 1, nan], [1, nan, nan], [1, 1, nan]]})
    other = Held("other", **{UP.name: [[2, 5, nan], [2, 5, nan], [2, nan, 9]]})
    table = differences([reference, other])
    assert table["runs"].tolist() == [3, 1, 0]
    assert [row["median"] for row in rows(table)] == [1.0, 4.0, None]
    assert rows(at_horizon(table))[0]["month"] == 1.0  # the last month that all three know


def test_a_neutral_metric_is_neither_better_nor_worse():
    table = differences([Held("a", **{NEITHER.name: [[1], [2]]}), Held("b", **{NEITHER.name: [[3], [5]]})])
    assert rows(table)[0]["p_better"] is None


def test_only_the_same_seeds_can_be_paired():
    one = Held("a", seeds=[1, 2], **{UP.name: [[1], [2]]})
    with pytest.raises(ValueError, match="b and a have different seeds"):
        differences([one, Held("b", seeds=[1, 3], **{UP.name: [[1], [2]]})])
    with pytest.raises(ValueError, match="1 result; give the reference"):
        differences([one])


def test_levels_are_the_figures_themselves():
    table = levels([Held("a", **{UP.name: [[1, np.nan], [3, 4]]})])
    assert [(row["median"], row["runs"]) for row in rows(table)] == [(2.0, 2), (4.0, 1)]


def planted(rng, effect, seeds=20, noise=1.0, shared=10.0):
    """Two scenarios whose seeds share much of their luck, and an effect between them."""
    luck = rng.normal(0, shared, (seeds, 1))
    figures = [luck + rng.normal(0, noise, (seeds, 1)) + shift for shift in (100, 100 + effect)]
    return [Held(name, **{UP.name: figure}) for name, figure in zip(("baseline", "other"), figures, strict=True)]


def test_a_planted_difference_is_found_and_pairing_is_worth_it():
    rng = np.random.default_rng(2)
    row = rows(differences(planted(rng, 5.0, seeds=200)))[0]
    assert row["median"] == pytest.approx(5.0, abs=0.5) and row["p_better"] > 0.99
    assert row["low80"] == pytest.approx(5 - 1.2816 * 2**0.5, abs=0.5)
    assert row["pairing_gain"] == pytest.approx(np.hypot(10, 1), rel=0.2)
    found = sum(hedges.is_clear(rows(differences(planted(rng, 5.0)))[0]) for _ in range(100))
    assert found >= 95  # with 20 seeds: P(two or fewer of 20 below 0, at 5/1.41 sd) is all but 1


def test_how_often_nothing_is_taken_for_something():
    """Without an effect a clear difference is claimed if at most 2 of 20 seeds have the other sign: 2 in 5,000.

    Of 1,000 comparisons that is 0.4 expected; this test fails by chance with probability below 1e-4 (Poisson).
    """
    rng = np.random.default_rng(3)
    wrong = sum(hedges.is_clear(rows(differences(planted(rng, 0.0)))[0]) for _ in range(1000))
    assert wrong <= 4


def test_the_sentence_of_a_clear_difference():
    rng = np.random.default_rng(4)
    horizon = at_horizon(differences(planted(rng, -5.0, seeds=50)))
    told = sentences.compared(horizon, 50)
    assert told.startswith(f"Against baseline, by month 1: with other {shown(UP.name)} would almost certainly be ")
    assert f"{UP.unit} lower (80%: " in told and told.endswith(").")


def test_the_sentence_of_no_clear_difference():
    horizon = at_horizon(differences(planted(np.random.default_rng(5), 0.0, seeds=50)))
    assert sentences.compared(horizon, 50) == "Against baseline, by month 1: no clear difference with other."


def test_costs_are_told_after_saying_that_nothing_else_differs():
    rng = np.random.default_rng(8)
    luck = rng.normal(0, 1, (50, 1))
    figures = {"active": luck + 100, "staff_cost": np.full((50, 1), 900.0) + luck}
    dearer = {"active": figures["active"] + rng.normal(0, 1, (50, 1)), "staff_cost": figures["staff_cost"] - 300 + 0.1 * luck}
    told = sentences.compared(at_horizon(differences([Held("baseline", **figures), Held("cut", **dearer)])), 50)
    assert told.startswith(
        "Against baseline, by month 1: no clear difference in health, attitude or value with cut, but staff cost would "
        "very likely be 300 $/month lower"
    )
    healthier = dearer | {"active": figures["active"] + 5}
    told = sentences.compared(at_horizon(differences([Held("baseline", **figures), Held("more", **healthier)])), 50)
    assert "with more active would almost certainly be 5 members higher" in told and "staff cost" not in told


def test_the_sentence_says_when_evidence_is_weak_or_lacking():
    pair = planted(np.random.default_rng(6), 50.0, seeds=6)
    told = sentences.compared(at_horizon(differences(pair)), 6)
    assert "would likely be" in told and "certainly" not in told
    assert told.endswith("(weak evidence: 6 runs; 6% of figures look clear by chance).")
    few = planted(np.random.default_rng(6), 50.0, seeds=1)
    told = sentences.compared(at_horizon(differences(few)), 1)
    assert told == "Too few runs to tell: 1 of each scenario; about 9 more are needed."
    assert not sentences.enough(1) and sentences.enough(5)


def test_the_sentence_of_nothing_at_all():
    _, (baseline, no_staff, _) = stored()
    assert all_equal([baseline, baseline]) and not all_equal([baseline, no_staff])
    horizon = at_horizon(differences([baseline, baseline]))
    told = sentences.compared(horizon, 12, {"baseline"})
    assert told == "No difference at all: baseline gave the very same figures as baseline in every run."
    horizon = at_horizon(differences([baseline, no_staff, baseline]))
    assert "; no difference at all with baseline" in sentences.compared(horizon, 12, {"baseline"})
    empty = at_horizon(differences([Held("a", **{UP.name: np.ones((2, 0))}), Held("b", **{UP.name: np.ones((2, 0))})]))
    assert sentences.compared(empty, 2) == "Nothing to compare: the runs are too short for any monthly figure."
    assert sentences.described(empty, "x", 2) == "Nothing to tell: the run is too short for any monthly figure."


def test_a_sentence_names_three_scenarios_at_most():
    pair = planted(np.random.default_rng(7), 5.0, seeds=50)
    others = [Held(f"s{i}", **{UP.name: pair[1].figures[UP.name] + i}) for i in range(5)]
    told = sentences.compared(at_horizon(differences([pair[0], *others])), 50)
    assert "with s2 " in told and "s3" not in told and "; 2 more in the table" in told


def test_the_words_for_chances():
    row = {"low80": 1.0, "high80": 2.0, "low95": 0.5, "high95": 3.0, "p_better": 1.0}
    assert [hedges.hedge_of(row | {"runs": runs}) for runs in (5, 9, 10, 50)] == ["likely"] * 2 + ["almost certainly"] * 2
    assert hedges.hedge_of(row) == "likely"  # nobody says how many runs
    assert hedges.hedge_of(row | {"runs": 50, "known": 6}) == "likely"  # of fifty runs six know the figure


def test_what_few_of_the_runs_know_is_not_clear():
    """Known in 1 of 50 runs in the last month: a band without width, which leaves out 0 whatever the draws."""
    figures = [np.hstack([held.figures[UP.name], held.figures[UP.name]]) for held in planted(np.random.default_rng(9), 0.0, 50)]
    for figure in figures:
        figure[1:, 1] = np.nan
    pair = [Held(name, **{UP.name: figure}) for name, figure in zip(("baseline", "other"), figures, strict=True)]
    table = differences(pair)
    assert hedges.is_clear(rows(table)[1]) and table["runs"].tolist() == [50, 1]
    assert at_horizon(table)["month"].tolist() == [1.0] and answer(table)["runs"].tolist() == [50]
    assert sentences.compared(at_horizon(table), 50).endswith("no clear difference with other.")
    never = at_horizon(take(table, [1]) | {"metric": np.array(["active"])})
    assert never["runs"].tolist() == [1] and not np.isnan(never["median"][0])  # the only run there is
    both = differences([Held(h.name, **{"active": h.figures[UP.name][:, :1], UP.name: h.figures[UP.name][:, 1:]}) for h in pair])
    held = {row["metric"]: row for row in rows(at_horizon(both))}
    assert held[UP.name]["median"] is None and held[UP.name]["runs"] == 1 and held["active"]["median"] is not None


def test_a_figure_that_six_of_fifty_runs_know_is_likely_at_most():
    pair = planted(np.random.default_rng(10), 50.0, seeds=50)
    for held in pair:
        held.figures[UP.name][6:] = np.nan
    always = [Held(held.name, active=np.ones((50, 1)), **held.figures) for held in pair]
    told = sentences.compared(at_horizon(differences(always)), 50)
    assert "would likely be" in told and "weak" not in told


@pytest.mark.parametrize("runs", hedges.BY_CHANCE)
def test_how_often_few_runs_look_clear_by_chance(runs):
    """The rates that readers are told, counted in 20,000 bands of normal draws: a wrong one is off by five deviations."""
    draws = np.random.default_rng(runs).normal(size=(runs, 20_000))
    found = band(draws)
    share = np.mean((found["low80"] > 0) | (found["high80"] < 0))
    told = hedges.BY_CHANCE[runs]
    assert abs(share - told) < 5 * np.sqrt(told / 20_000) + 0.0005


def test_the_rate_is_told_where_it_is_worth_it():
    assert [hedges.by_chance(runs) for runs in (None, 4, 5, 9, 10, 14, 20, 50)] == ["", "", "10%", "2%", "1%", "1%", "", ""]


def test_real_runs_without_a_community_lose_it():
    _, results = stored()
    table = answer(differences(results))
    assert list(dict.fromkeys(table["scenario"].tolist())) == ["no_staff", "no_community"]
    lost = [row for row in rows(table) if row["scenario"] == "no_community" and row["median"] is not None]
    assert any(hedges.is_clear(row) for row in lost)
    assert all(row["low95"] <= row["low80"] <= row["median"] <= row["high80"] <= row["high95"] for row in lost)
