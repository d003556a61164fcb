"""Outcomes: what is kept of a run, checked against the world that the run ended in, and curves worked by hand."""

import numpy as np
import pytest

from agents.entities import QUESTION_ROWS, RECALL
from agents.simulate import simulate
from scenarios.build import build
from scenarios.config import to_founding, to_path
from scenarios.curves import GRID, cohort_months, cohorts, lorenz
from scenarios.facts import FACTS
from scenarios.metrics import METRICS
from scenarios.metrics.months import WEEK
from scenarios.outcomes import founders_in, outcomes, without
from scenarios.replay import table_of
from scenarios.statistics import STATISTICS
from tests.test_metrics import DAY, QUESTIONS, months, near

CONFIG = build(
    {
        "community": {
            "name": "tiny", "market": 2500, "questions_a_week": 10.0,
            "staff": [{"hours": 10.0}],
            "founders": [
                {"members": 60, "silent": [0.0, 4.0], "answers": 20.0, "questions": 6.0},
                {"members": 100, "silent": [0.0, 20.0], "lurking": True},
            ],
            "stock": [{"age": [0.0, 2.0], "solved": 200, "unsolved": 50}],
        },
        "scenario": {"name": "baseline"},
        "run": {"weeks": 52},
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def runs():
    founding, path = to_founding(CONFIG), to_path(CONFIG)
    return [simulate(founding, path, CONFIG.pars, CONFIG.links, seed) for seed in (1, 2)]


@pytest.fixture(scope="module")
def kept(runs):
    return [outcomes(run, CONFIG) for run in runs]


def test_every_metric_statistic_and_fact_is_kept_at_the_same_points_for_every_seed(kept):
    first, second = kept
    assert list(first) == list(second)
    for name, (x, values) in first.items():
        assert x.shape == values.shape == second[name][1].shape and np.array_equal(x, second[name][0])
        assert x.dtype == values.dtype == np.float64
    names = [*METRICS, *(f"statistic/{name}" for name in STATISTICS), *(f"fact/{key}" for key in FACTS)]
    assert not set(names) - set(first)
    near(first["gravity"][0], np.arange(1.0, 13.0))


def test_the_same_run_gives_the_same_figures(runs, kept):
    for name, (_, values) in outcomes(runs[0], CONFIG).items():
        assert np.array_equal(values, kept[0][name][1], equal_nan=True), name


def test_what_is_counted_from_events_is_what_the_questions_of_the_world_say(runs, kept):
    """Two ways to the same figure: the export of the run, and the state that the run ended in."""
    for run, series in zip(runs, kept, strict=True):
        rows = slice(int(run.world.tally.first[RECALL]), int(run.world.tally.rows[QUESTION_ROWS]))
        asked, waited = run.world.questions.asked[rows], run.world.questions.waited[rows]
        at = asked.astype(float) + run.world.questions.hour[rows].astype(float) / 168
        month, in_time = asked.astype(int) * 12 // 52, (waited >= 0) & (waited <= 168)
        for m in range(12):
            here = (month == m) & (at <= 51)
            near(series["answered_7d"][1][m], in_time[here].mean())
            assert series["median_wait_h"][1][m] == pytest.approx(np.median(waited[here & in_time]), abs=2e-3)  # whole seconds
        assert series["questions"][1].sum() > 50  # there was something to count


def test_orbit_levels_add_up_to_the_members(kept):
    for series in kept:
        levels = [series[name][1] for name in ("exploring", "participating", "contributing", "leading")]
        near(sum(levels), series["members"][1])


def test_founders_are_nobodys_newcomers(runs):
    run = runs[0]
    table = table_of(run, 0, 52 * WEEK)
    founders = founders_in(table, run)
    assert len(founders) and (founders < 160).all() and set(founders) <= set(table.user)
    masked = without(table, founders)
    assert set(masked.user) == set(table.user) - set(founders) | {-1}
    assert len(masked.t) == len(table.t) and np.array_equal(masked.kind, table.kind)


def test_cohorts_hold_whom_the_run_has_seen_join(runs, kept):
    series = kept[0]
    assert [name for name in series if name.startswith("cohort/") and name.endswith("active")] == [
        f"cohort/{month}/active" for month in (1, 4, 7, 10)
    ]
    joined = runs[0].world.members.joined
    wrote = np.unique(runs[0].events.user)
    came = [user for user in wrote if user >= 0 and joined[user] >= 0]
    assert sum(series[f"cohort/{month}/members"][1][0] for month in (1, 4, 7, 10)) == len(came)
    for month in (1, 4, 7, 10):
        members, active = (series[f"cohort/{month}/{what}"][1] for what in ("members", "active"))
        assert active[0] == members[0] and (active <= members).all() and (np.diff(members) <= 0).all()


# Curves by hand


def test_cohorts_by_hand():
    found = cohorts(months(17, [*QUESTIONS, (5 * 7 * DAY, 6, 9, 0)], founders=[3]))
    # month 1: members 1, 2 and 9; month 2: 6; month 3: 4 and 5. 9 answers again in month 3, 1 and 2 do not come back.
    since, members, active = found[1]
    near(since, [0, 1, 2, 3])
    near(members, [6, 6, 4, 3])
    near(active, [6, 0, 1, 0])
    near(found[4][1], [0.0])


def test_cohorts_stay_few_in_long_runs():
    assert [cohort_months(months) for months in (1, 24, 48, 49, 240)] == [3, 3, 3, 6, 15]
    assert len(cohorts(months(520))) <= 16
    assert len(cohorts(months(156))[1][0]) == 24


def test_lorenz_by_hand():
    near(lorenz([4, 0, 4]), GRID)
    curve = lorenz([1, 3, 6, 0])
    near(curve[[0, 100]], [0, 1])
    near(np.interp([1 / 3, 2 / 3], GRID, curve), np.interp([1 / 3, 2 / 3], [0.33, 0.34, 0.66, 0.67], curve[[33, 34, 66, 67]]))
    assert curve[33] == pytest.approx(0.1 * 0.99) and curve[67] == pytest.approx(0.4 + 0.6 * 0.01)
    assert np.isnan(lorenz([0, 0])).all()
