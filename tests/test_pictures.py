"""Pictures from stored results: which are drawn, what their tables say, and where they come from."""

import csv

import numpy as np
import pytest
from PIL import Image

from experiments import easel, pictures
from experiments import picture_tables as tables
from experiments.charts.lorenz import OBSERVED
from experiments.charts.titles import title
from experiments.compare import differences, levels
from experiments.runner import run
from experiments.store import Store
from experiments.tables import count, where
from scenarios.build import build
from scenarios.metrics import GROUPS
from tests.firm import results as firm

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
def drawn(results, tmp_path_factory):
    """The pictures of one run, and the common ones of a comparison."""
    one, several = tmp_path_factory.mktemp("run"), tmp_path_factory.mktemp("compare")
    files = pictures.draw("run", results[:1], one / "new").files
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "BY_SCENARIO", {})
        pictures.draw("compare", results, several)
    return files, several


@pytest.fixture
def names(monkeypatch):
    """The names of the pictures that would be written, without drawing them."""
    found = []
    monkeypatch.setattr(easel, "make", lambda job: found.append(job.path.name) or [job.path])
    return found


def test_a_run_has_its_five_pictures(drawn):
    files, _ = drawn
    expected = ["gravity", "orbit_levels", "answer_reuse", "cohorts", "lorenz"]
    assert [file.name for file in files] == [f"{name}{end}" for name in expected for end in (".png", ".svg", ".data.csv")]
    assert all(file.stat().st_size > 200 for file in files)
    assert sorted(file.name for file in files[0].parent.iterdir()) == sorted(file.name for file in files)


def test_a_comparison_leaves_out_pictures_in_which_nothing_happens(results, tmp_path, names):
    _, left_out = pictures.draw("compare", results, tmp_path)
    by_scenario = [f"{name}.{who}" for who in ("baseline", "no_staff") for name in ("orbit_levels", "answer_reuse", "cohorts")]
    assert names[:2] == ["gravity", "difference"] and names[-1] == "lorenz"
    assert names[2:6] == [f"sheet.{group}" for group in GROUPS]
    assert names[6:12] == by_scenario
    assert not {"answer_reuse.no_community", "cohorts.no_community"} & set(names)
    assert left_out == [
        "no_community in the sheets: it would flatten the others; compare it alone",
        "answer_reuse.no_community: nothing happens in it",
        "cohorts.no_community: nothing happens in it",
        "funnel: nobody buys here: there are no accounts",
        "ledger: nothing is sold here, so nothing can pay back",
    ]


def test_a_firm_has_its_funnel_and_its_ledger(tmp_path, names, monkeypatch):
    monkeypatch.setattr(pictures, "BY_SCENARIO", {})
    told = pictures.draw("compare", firm(), tmp_path)
    assert names[-2:] == ["funnel", "ledger"] and len(told.left_out) == 1
    names.clear()
    told = pictures.draw("run", firm()[:1], tmp_path)
    why = "ledger: it is a difference; compare with another scenario, such as no_community"
    assert names[-1] == "funnel" and told.left_out == [why]


def test_figures_that_are_named_have_a_sheet_instead_of_the_groups(results, tmp_path, names, monkeypatch):
    monkeypatch.setattr(pictures, "BY_SCENARIO", {})
    pictures.draw("compare", results, tmp_path, ("trust", "active"))
    assert [name for name in names if name.startswith("sheet")] == ["sheet.chosen"]
    left_out = pictures.draw("compare", results[:2], tmp_path, ("customers",)).left_out
    assert left_out == [each for each in left_out if each.split(":")[0] in ("sheet.chosen", "funnel", "ledger")]


def test_a_closed_community_has_a_sheet_only_by_itself(results, tmp_path, monkeypatch):
    held = []
    monkeypatch.setattr(pictures, "_job", lambda name, table, *rest: held.append((name, table)) or [])
    monkeypatch.setattr(pictures, "_gravity", lambda *args: [])

    def scenarios_of(some):
        held.clear()
        pictures.draw("compare", some, tmp_path)
        return {name for kind, table in held if kind == "sheet" for name in table["scenario"].tolist()}

    assert scenarios_of(results) == {"no_staff"}
    assert scenarios_of([results[0], results[2]]) == {"no_community"}


def test_pictures_say_where_they_come_from(drawn, results):
    files, folder = drawn
    with Image.open(folder / "difference.png") as image:
        source = image.text["Source"]
        assert "tiny" in source and all(result.id in source for result in results)
        day = source.split(" · ")[0]
        assert len(day) == 10 and day[4] == "-"
    with Image.open(files[0]) as image:
        assert results[0].id in image.text["Source"] and results[1].id not in image.text["Source"]


def test_the_same_results_give_the_same_pictures(drawn, results, tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "BY_SCENARIO", {})
    folder = drawn[0][0].parent
    for file in pictures.draw("run", results[:1], tmp_path).files:
        assert file.read_bytes() == (folder / file.name).read_bytes(), file.name


def test_the_title_of_gravity_tells_the_paired_difference(drawn, results):
    """Levels of two scenarios overlap long after their paired difference is clear: both titles speak of the latter."""
    told = [title("difference", tables.difference(results, *only)) for only in ((tables.GRAVITY,), ())]
    titles = []
    for name in ("gravity", "difference"):
        with Image.open(drawn[1] / f"{name}.png") as image:
            titles.append(image.text["Title"])
            assert image.text["Description"].startswith(titles[-1])
    assert titles == told and "active" in titles[1]


def test_the_numbers_lie_beside_the_picture(drawn, results):
    with open(drawn[1] / "lorenz.data.csv", newline="", encoding="utf-8") as file:
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


class Cohorts:
    """A result with cohorts only: so many members join in each quarter of a run, half are active a month later."""

    def __init__(self, size, quarters, seeds=(1, 2)):
        self.seeds, self._size, self._quarters = seeds, size, quarters
        self.names = tuple(f"cohort/{1 + 3 * q}/{what}" for q in range(quarters) for what in ("members", "active"))

    def series(self, name):
        _, month, what = name.split("/")
        x = np.arange(3.0 * self._quarters - int(month) + 1)
        values = np.full((len(self.seeds), len(x)), float(self._size))
        return x, np.where(x == 0, values, values / 2) if what == "active" else values


def test_cohorts_are_counted_over_all_runs_together():
    """Of 40 members in one run half stay, of 120 in the other all: together 140 of 160, not the mean of the shares."""

    class Uneven(Cohorts):
        def series(self, name):
            x, values = super().series(name)
            _, members = super().series(name.replace("active", "members"))
            return x, np.array([values[0], 3 * members[1]])

    table = tables.cohorts(Uneven(40, 2))
    first = where(table, joined_month="months 1–3")
    assert first["active_share"].tolist() == [1.0, *[140 / 160] * 5] and set(first["members"]) == {80}


def test_cohorts_of_a_run_begin_with_everybody(results):
    table = tables.cohorts(results[0])
    share = table["active_share"]
    assert (share[table["months_since"] == 0] == 1.0).all() and np.nanmax(share) == 1.0 and np.nanmin(share) < 1.0


@pytest.mark.parametrize(
    ("size", "labels", "members"),
    [
        (30, ["months 1–3", "months 4–6", "months 7–9"], 30),
        (15, ["months 1–6", "months 7–9"], 30),
        (5, ["months 1–9"], 15),
    ],
)
def test_small_cohorts_stand_together(size, labels, members):
    table = tables.cohorts(Cohorts(size, 3))
    assert list(dict.fromkeys(table["joined_month"].tolist())) == labels
    first = where(table, joined_month=labels[0])
    assert first["members"][0] == members and first["active_share"][:2].tolist() == [1.0, 0.5]
    assert np.array_equal(first["months_since"], np.arange(9))
    assert first["members"][-1] == size  # only the first quarter was followed for so long


def test_cohorts_of_longer_runs_stay_in_the_order_of_time():
    labels = tables.cohorts(Cohorts(40, 5))["joined_month"].tolist()
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
    files = easel.Easel().draw(pictures._job("lorenz", table, tmp_path, "a test"))
    assert "observed" in files[1].read_text("utf-8")


def test_at_most_four_scenarios_share_a_picture(results, tmp_path, names):
    class Another:
        """A result under another name."""

        def __init__(self, result, name):
            self.name, self._result = name, result

        def __getattr__(self, name):
            return getattr(self._result, name)

    many = [*results[:1], *(Another(results[1], f"plan{i}") for i in range(5))]
    told = pictures.draw("compare", many, tmp_path)
    assert "plan4: pictures hold 4 scenarios" in told.left_out
    assert "orbit_levels.plan2" in names and "orbit_levels.plan3" not in names


def test_too_few_runs_make_a_notice_instead_of_a_claim(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "BY_SCENARIO", {})
    few = run(built("baseline"), [1, 2], Store(tmp_path))
    files = pictures.draw("run", [few], tmp_path / "pictures").files
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
