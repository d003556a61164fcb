"""Pictures from stored results: which are drawn, what their tables say, and where they come from."""

import csv

import numpy as np
import pytest
from PIL import Image

from experiments import picture_tables as tables
from experiments import pictures
from experiments.charts.lorenz import OBSERVED
from experiments.charts.style import looks
from experiments.compare import differences, levels
from experiments.runner import run
from experiments.store import Store
from experiments.tables import count, where
from scenarios.build import build

SEEDS = range(1, 7)
COMMUNITY = {
    "name": "tiny", "market": 1500, "questions_a_week": 10.0, "staff": [{"hours": 10.0}],
    "founders": [{"members": 60, "silent": [0.0, 4.0], "answers": 20.0, "questions": 6.0}],
    "stock": [{"age": [0.0, 2.0], "solved": 200}],
}  # fmt: skip
CARRIED = {
    "top1_helpers": 0.3, "top5_helpers": 0.5, "top10_helpers": 0.6, "top20_helpers": 0.75, "gini_answers": 0.7,
    "helpers_for_half": 4.0,
}  # fmt: skip
SCENARIOS = {
    "baseline": {},
    "no_staff": {"staff": [{"month": 1, "scale": 0.0}]},
    "no_community": {"open": False},
}


def built(name, **community):
    scenario = {"name": name, **SCENARIOS[name]}
    return build({"community": COMMUNITY | community, "scenario": scenario, "run": {"weeks": 39, "seeds": 6}})


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("store"))
    return [run(built(name), SEEDS, store) for name in SCENARIOS]


@pytest.fixture(scope="module")
def compared(results, tmp_path_factory):
    folder = tmp_path_factory.mktemp("compared")
    return pictures.draw("compare", results, folder), folder


def test_a_run_has_its_five_pictures(results, tmp_path):
    files = pictures.draw("run", results[:1], tmp_path / "new")
    names = ["gravity", "orbit_levels", "answer_reuse", "cohorts", "lorenz"]
    assert [file.name for file in files] == [f"{name}{end}" for name in names for end in (".png", ".svg", ".data.csv")]
    assert all(file.stat().st_size > 200 for file in files)
    assert sorted(file.name for file in (tmp_path / "new").iterdir()) == sorted(file.name for file in files)


def test_a_comparison_leaves_out_pictures_in_which_nothing_happens(compared):
    files, _ = compared
    names = {file.name.removesuffix(".png") for file in files if file.suffix == ".png"}
    per_scenario = {f"{name}.{who}" for name in ("orbit_levels", "answer_reuse", "cohorts") for who in ("baseline", "no_staff")}
    assert names >= {"gravity", "difference", "lorenz"} | per_scenario
    assert not {"answer_reuse.no_community", "cohorts.no_community"} & names


def test_pictures_say_where_they_come_from(compared, results):
    _, folder = compared
    with Image.open(folder / "difference.png") as image:
        source = image.text["Source"]
        assert "tiny" in source and all(result.id in source for result in results)
        day = source.split(" · ")[0]
        assert len(day) == 10 and day[4] == "-"
    with Image.open(folder / "cohorts.no_staff.png") as image:
        assert results[1].id in image.text["Source"] and results[0].id not in image.text["Source"]


def test_the_same_results_give_the_same_pictures(compared, results, tmp_path):
    _, folder = compared
    for file in pictures.draw("compare", results, tmp_path):
        assert file.read_bytes() == (folder / file.name).read_bytes(), file.name


def test_the_title_of_gravity_tells_the_paired_difference(compared):
    """Levels of two scenarios overlap long before their paired difference is unclear: both titles speak of the latter."""
    _, folder = compared
    titles = []
    for name in ("gravity", "difference"):
        with Image.open(folder / f"{name}.png") as image:
            titles.append(image.text["Title"])
            assert image.text["Description"].startswith(titles[-1])
    assert titles[0] == titles[1]


def test_the_numbers_lie_beside_the_picture(compared, results):
    _, folder = compared
    with open(folder / "lorenz.data.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["line"] for row in rows} == {"baseline", "no_staff"}  # nobody helps without a community
    half = {row["line"]: float(row["helpers_for_half"]) for row in rows}
    assert half["baseline"] == np.median(results[0].series("helpers/all/half")[1])


def test_tables_hold_the_medians_and_bands_of_the_runs(results):
    base = results[0]
    table = where(tables.gravity(results), scenario="baseline", metric="hold")
    expected = where(levels([base]), metric="hold")
    assert np.array_equal(table["median"], expected["median"], equal_nan=True) and np.isnan(table["median"][:3]).all()
    assert set(table["runs"]) == {6}
    orbit = where(tables.orbit_levels(base), level="Participating")
    assert np.array_equal(orbit["median"], np.median(base.series("participating")[1], axis=0))
    reuse = tables.answer_reuse(base)
    assert np.array_equal(reuse["reused_low80"], np.percentile(base.series("reused")[1], 10, axis=0))
    change = where(tables.difference(results), scenario="no_staff", metric="active")
    assert np.array_equal(change["median"], where(differences(results), scenario="no_staff", metric="active")["median"])


def test_cohorts_are_counted_over_all_runs_together(results):
    table = tables.cohorts(results[0])
    assert list(dict.fromkeys(table["joined_month"])) == ["months 1–3", "months 4–6", "months 7–9"]
    _, members = results[0].series("cohort/4/members")
    _, active = results[0].series("cohort/4/active")
    cells = where(table, joined_month="months 4–6")
    assert np.allclose(cells["active_share"], active.sum(axis=0) / members.sum(axis=0))
    assert cells["members"][0] == round(members[:, 0].mean()) and cells["active_share"][0] == 1.0


def test_cohorts_of_longer_runs_stay_in_the_order_of_time():
    class Longer:
        seeds = (1,)
        names = tuple(f"cohort/{month}/active" for month in (1, 4, 7, 10, 13))

        def series(self, name):
            return np.zeros(1), np.ones((1, 1))

    labels = tables.cohorts(Longer())["joined_month"].tolist()
    assert labels == sorted(labels) and labels[0] == "months 01–03" and labels[-1] == "months 13–15"


def test_figures_known_in_too_few_runs_are_left_open(results):
    table = {"metric": np.full(2, "hold"), "median": np.ones(2), "month": np.arange(2.0), "runs": np.array([4, 5])}
    left = tables._of_metrics(table, ["hold"], results)
    assert np.isnan(left["median"][0]) and left["median"][1] == 1 and left["month"].tolist() == [0, 1]


def test_the_observed_curve_is_drawn_from_what_a_preset_carries(results, tmp_path):
    observed = [{"statistic": name, "value": value, "low": value, "high": value} for name, value in CARRIED.items()]
    fitted = run(built("baseline", observed=observed), SEEDS, Store(tmp_path))
    table = tables.lorenz([fitted])
    seen = where(table, line=OBSERVED)
    assert seen["share_helpers"].tolist() == pytest.approx([0, 0.8, 0.9, 0.95, 0.99, 1])
    assert seen["share_answers"].tolist() == pytest.approx([0, 0.25, 0.4, 0.5, 0.7, 1])
    assert set(seen["gini"]) == {0.7} and set(seen["helpers_for_half"]) == {4.0}
    assert tables.observed_lorenz(built("baseline", observed=observed[1:]).community) is None
    drawn = pictures.draw("run", [fitted], tmp_path / "pictures")
    assert "observed" in next(file for file in drawn if file.name == "lorenz.svg").read_text("utf-8")


def test_at_most_four_scenarios_share_a_picture(results, tmp_path):
    class Another:
        """A result under another name."""

        def __init__(self, result, name):
            self.name, self._result = name, result

        def __getattr__(self, name):
            return getattr(self._result, name)

    many = [*results[:1], *(Another(results[1], f"plan{i}") for i in range(5))]
    files = pictures.draw("compare", many, tmp_path)
    table = tables.gravity(many[: pictures.MOST])
    assert len(looks(list(dict.fromkeys(table["scenario"])))) == 4
    assert "orbit_levels.plan2.png" in {file.name for file in files}
    assert "orbit_levels.plan3.png" not in {file.name for file in files}


def test_too_few_runs_make_a_notice_instead_of_a_claim(tmp_path):
    few = run(built("baseline"), [1, 2], Store(tmp_path))
    files = pictures.draw("run", [few], tmp_path / "pictures")
    with Image.open(next(file for file in files if file.name == "gravity.png")) as image:
        assert image.text["Title"].startswith("Not enough runs")


def test_refusals(results, tmp_path):
    for verb, some in (("fit", results), ("run", [])):
        with pytest.raises(ValueError, match="draw run or compare, with one or more"):
            pictures.draw(verb, some, tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_result_without_a_manifest_is_dated_today(results, tmp_path):
    class Elsewhere:
        folder = tmp_path

    assert len(pictures._date(Elsewhere())) == 10
    assert pictures._date(results[0]) == pictures.source_line(results)[:10]


def test_nothing_known_makes_no_table():
    assert count(tables.stacked([])) == 0
