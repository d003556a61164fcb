"""Appearance beside cause, and what a comparison tells of both: figures worked by hand, then real small runs."""

from types import SimpleNamespace

import numpy as np
import pytest

from experiments import sentences
from experiments.appearance import beside
from experiments.compare import COSTS, at_horizon, costs, differences
from experiments.tables import rows
from experiments.verbs.work import changes_told
from scenarios.metrics import GROUPS, METRICS
from tests.test_compare import Held
from tests.tiny import config, stored


class World:
    """What `beside` needs of a result: two seeds, fourteen months of figures, 60 weeks of contracts."""

    def __init__(self, name, is_open, due, renewed, **figures):
        self.name, self.seeds = name, (1, 2)
        self.config = SimpleNamespace(scenario=SimpleNamespace(open=is_open))
        self._figures = {key: np.array([[99.0, 99.0, *[value] * 12] for value in values]) for key, values in figures.items()}
        late = (np.arange(60) >= 8).astype(float)  # contracts before the last year are not counted
        self.weekly = {"due": np.concatenate([late * n + (1 - late) * 7 for n in due])}
        self.weekly["renewed"] = np.concatenate([late * n for n in renewed])
        self.weekly |= {f"{key}_members": np.tile(late * n, 2) for key, n in (("due", 4), ("renewed", 4))}

    def series(self, name):
        return np.arange(1.0, 15.0), self._figures[name]


ON = {"renewal_gap": (0.08, 0.10), "deflected_naive": (900, 1100), "tickets": (400, 500)}
OFF = {"renewal_gap": (np.nan, np.nan), "deflected_naive": (0, 0), "tickets": (500, 700)}


def worlds(due=(10, 10)):
    return [World("baseline", True, due, (9, 8), **ON), World("no_community", False, due, (8, 8), **OFF)]


@pytest.mark.shows(33, 66, 102)
def test_the_figures_of_a_dashboard_stand_beside_what_the_community_does():
    """Renewed are 9 and 8 of 10 with it, 8 and 8 without: 10 and 0 points; tickets 100 and 200 fewer.

    Of 208 contracts of contributors all are renewed, of 312 others 260 and 208: 95% intervals of 4.25 and 5.30 either way.
    """
    assert beside(worlds()) == [
        "renewal: a dashboard of baseline shows 9 (80%: 8.2 to 9.8) points between accounts with a contributor and the others, "
        "in one company give or take 4.77 (95%) by chance; against no_community the community makes 5 (80%: 1 to 9) points over "
        "all accounts",
        "tickets saved: a dashboard of baseline shows 1,000 (80%: 920 to 1,080) a month; against no_community the community "
        "makes 150 (80%: 110 to 190) a month",
    ]
    assert beside(worlds()[::-1]) == beside(worlds()), "whichever stands first"


def test_nothing_stands_beside_where_a_world_is_missing_or_nothing_is_sold():
    on, off = worlds()
    assert beside([on, on]) == beside([off]) == []
    without_contracts = beside(worlds(due=(0, 0)))
    assert len(without_contracts) == 1 and without_contracts[0].startswith("tickets saved")


def test_real_runs_tell_both_or_what_they_can():
    told = beside(stored()[1])
    assert told and all(line.startswith(("renewal", "tickets saved")) for line in told)
    assert "a dashboard of baseline" in told[-1] and "against no_community" in told[-1]


@pytest.mark.shows(33, 49)
def test_one_answer_holds_the_figures_of_every_team_health_first():
    """Who creates value and who captures it read the same table: health, attitude, value, money, in this order."""
    table = differences(stored()[1])
    groups = list(dict.fromkeys(METRICS[name].group for name in table["metric"].tolist()))
    assert groups == list(GROUPS) == ["health", "attitude", "value", "money"]
    for group in groups:
        chances = [row["p_better"] for row in rows(table) if METRICS[row["metric"]].group == group]
        assert any(chance is not None for chance in chances), f"{group}: nothing that a hypothesis could be about"


@pytest.mark.shows(49, 66)
def test_a_hypothesis_is_refuted_or_left_open_in_plain_words():
    """A debate ends with what the runs say: lower where somebody hoped for higher, or no clear difference."""
    rng = np.random.default_rng(11)
    luck = rng.normal(100.0, 10.0, (40, 1))

    def told(effect):
        other = luck + effect + rng.normal(0.0, 1.0, luck.shape)
        return sentences.compared(at_horizon(differences([Held("baseline", nps=luck), Held("idea", nps=other)])), 40)

    assert "with idea NPS would almost certainly be" in told(-5.0) and "lower (80%:" in told(-5.0)
    assert told(0.0) == "Against baseline, by month 1: no clear difference with idea."


@pytest.mark.shows(66)
def test_every_figure_says_what_it_means_and_how_it_misleads():
    for metric in METRICS.values():
        assert len(metric.definition) > 10 and len(metric.fooled_by) > 10, metric.name


def test_a_change_of_the_budget_is_told_above_the_table():
    cut = config("budget.changes=[{month: 2, scale: 0.6}]")
    result = SimpleNamespace(name="cut", config=cut, changes=())
    assert changes_told([result]) == ["cut, month 2: 60% of the planned money: staff 60%", ""]
    assert changes_told([SimpleNamespace(name="plain", config=config(), changes=())]) == []
    closed = config("scenario.open=false", "shock.budget_cut.share=0.5")
    assert changes_told([SimpleNamespace(name="closed", config=closed, changes=())]) == []


def test_costs_by_part_are_the_ledger_month_by_month():
    """Two of the staff at 20 and 10 hours of 60 $: 1,800 $ a week, 7,800 a month of 52 / 12 weeks."""
    table = costs(stored()[1])
    assert tuple(table) == COSTS and set(table["scenario"].tolist()) == {"baseline", "no_staff", "no_community"}
    assert set(table["part"].tolist()) == {"staff/staff"} and set(table["month"].tolist()) == {1.0, 2.0, 3.0}
    paid = {(row["scenario"], row["month"]): row["dollars"] for row in rows(table)}
    assert [paid[name, 2.0] for name in ("baseline", "no_staff", "no_community")] == pytest.approx([7800.0, 0.0, 0.0])
