"""Fitting: the figures that found a community, the search, the preset that it writes, and the command."""

import json
import math

import numpy as np
import pytest
import yaml

from agents.founding import Founding, StaffMember
from agents.pars import Pars
from experiments import cli
from experiments.compose import compose
from experiments.config_files import BUILT_IN
from experiments.fit import figures, preset
from experiments.fit.curves import CURVES, fan_table
from experiments.fit.search import Fitted, accepted_world, fit, minimized
from experiments.fit.space import PEOPLE, STAFF, Searched, applied, space_of
from experiments.fit.starts import starts
from experiments.fit.targets import LOGARITHMIC, WORST, Target
from experiments.verbs.demo import synthesize
from scenarios.config import to_founding
from scenarios.events import ANSWER, QUESTION, event_table
from scenarios.problems import ConfigError
from scenarios.replay import WEEK, Replay
from scenarios.statistics import digest_of
from sim.pars import pars_of

NOW = 1_600_000_000


@pytest.fixture(scope="session")
def export(tmp_path_factory):
    """A synthetic export."""
    folder = tmp_path_factory.mktemp("fit") / "little-forum"
    synthesize(folder)
    return folder


def table(*rows, **more):
    """An event table of rows (weeks before the end, user, thread, kind)."""
    t, user, thread, kind = zip(*rows, strict=True)
    return event_table(NOW - (np.array(t) * WEEK).astype(int), np.array(user), np.array(thread), np.array(kind), end=NOW, **more)


def test_groups_are_alike_in_silence_and_answers():
    # User 1 asked 30 weeks ago and 2 weeks ago; user 2 answered both (over 28 weeks: 2 * 52/28 a year); user 3 asked
    # once, 200 weeks ago: a rate over at least 13 weeks, so 4 a year.
    rows = [(200, 3, 0, QUESTION), (30, 1, 1, QUESTION), (30, 2, 1, ANSWER), (2, 1, 2, QUESTION), (2, 2, 2, ANSWER)]
    found = figures.contributors(table(*rows), staff=[])
    assert sum(group.members for group in found) == 3
    asker, helper, gone = sorted(found, key=lambda group: (group.silent[0], group.answers))
    assert asker.silent == helper.silent == (1.0, 2.0) and gone.silent == (104.0, 200.0)
    assert (asker.answers, asker.questions) == (0.0, 3.71) and (helper.answers, helper.questions) == (3.71, 0.0)
    assert gone.questions == 4.0
    assert [group.members for group in figures.contributors(table(*rows), staff=[2])] == [1, 1]


def test_the_stock_is_counted_by_year_and_lies_oldest_first():
    rows = [(100, 1, 0, QUESTION), (10, 1, 1, QUESTION), (9, 2, 1, ANSWER), (8, 1, 2, QUESTION), (7, 2, 2, ANSWER)]
    old, new = figures.stock_of(table(*rows))
    assert (old.age, old.solved, old.unsolved) == ((1.0, 2.0), 0, 1)
    assert (new.age, new.solved, new.unsolved) == ((0.0, 1.0), round(0.7 * 2), 1)


def test_who_was_silent_for_twenty_years_is_there_and_the_oldest_questions_too():
    rows = [(1040, 1, 0, QUESTION), (30, 2, 1, QUESTION), (20, 3, 1, ANSWER)]
    exact = table(*rows)
    found = figures.contributors(exact, staff=[])
    assert sum(group.members for group in found) == 3 and found[-1].silent == (104.0, 1040.0)
    assert figures.stock_of(exact)[0].age == (19.0, 20.0) and not figures.too_long(exact)
    longer = table((1100, 4, 2, QUESTION), *rows)
    assert sum(group.members for group in figures.contributors(longer, staff=[])) == 4
    assert [(group.age, group.unsolved) for group in figures.stock_of(longer)] == [((19.0, 20.0), 2), ((0.0, 1.0), 0)]
    assert figures.too_long(longer) == "covers 1,100 weeks, more than the 1,040 that can be lived again"


def test_an_export_of_more_than_twenty_years_is_refused_before_the_fit(export, tmp_path, monkeypatch, capsys):
    from experiments.data import read

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(read, "read_export", lambda path: table((1100, 1, 0, QUESTION), (3, 2, 0, ANSWER)))
    assert cli.main(["fit", f"data={export}"]) == 2
    assert "covers 1,100 weeks, more than the 1,040" in capsys.readouterr().err and list(tmp_path.iterdir()) == []


def test_a_preset_that_cannot_be_run_is_not_written(tmp_path):
    too_old = {"name": "x", "market": 9, "stock": [{"age": [20, 21], "solved": 1}]}
    with pytest.raises(ConfigError, match="stock"):
        preset.write(tmp_path / "x.yaml", {"community": too_old}, "")
    assert list(tmp_path.iterdir()) == []


def test_registered_people_who_never_posted_are_lurkers():
    rows = [(20, 1, 0, QUESTION), (19, 2, 0, ANSWER)]
    (group,) = figures.lurkers(table(*rows, joined=NOW - np.arange(1, 11) * WEEK))
    assert (group.members, group.lurking, group.silent) == (8, True, (0.0, 10.0))
    assert figures.lurkers(table(*rows)) == []


def test_every_searched_parameter_exists_and_starts_inside_its_range():
    declared = {f"{group}.{name}": par for group, kind in pars_of_all() for name, par in pars_of(kind).items()}
    for each in PEOPLE + STAFF:
        assert each.low < each.start < each.high
        if not each.key.startswith("staff."):
            assert declared[each.key].low <= each.low and each.high <= declared[each.key].high, each.key


def pars_of_all():
    return [(group, type(getattr(Pars(), group))) for group in Pars._fields]


def test_values_go_to_parameters_and_to_staff():
    founding = Founding(staff=(StaffMember(hours=10.0), StaffMember(hours=30.0)))
    founding, pars = applied({"needs.rate": 0.5, "staff.hours": 40.0, "staff.sla": 3.0}, founding, Pars())
    assert pars.needs.rate == 0.5 and [s.hours for s in founding.staff] == [20.0, 60.0]
    assert all(s.sla == 3.0 for s in founding.staff)
    assert space_of(Founding()) == PEOPLE and space_of(founding) == PEOPLE + STAFF


def test_distance_is_nothing_for_equals_and_bounded_for_the_hopeless(export):
    from experiments.data.read import read_export

    target = Target(read_export(export))
    observed = {name: each.value for name, each in target.intervals.items()}
    assert target.distance(observed) == 0.0
    name = next(n for n in target.names() if n in LOGARITHMIC)
    assert target.distance(observed | {name: observed[name] * math.exp(0.2)}) == pytest.approx(4.0)
    assert target.distance(dict.fromkeys(observed, math.nan)) == pytest.approx(target.worst())
    assert target.worst() == WORST * len(observed)


def test_the_search_finds_a_minimum_and_reports_the_best_so_far():
    space = (Searched("a.x", -1.0, 1.0, False, 0.0), Searched("a.y", 0.1, 10.0, True, 1.0))
    seen = []
    begin = [{"a.x": -0.9, "a.y": 0.2}, {"a.x": 0.0, "a.y": 1.0}]
    tried = minimized(lambda v: (v["a.x"] - 0.5) ** 2 + math.log(v["a.y"] / 3.0) ** 2, space, begin, 200, seen.append)
    (best, values), scores = tried[0], [score for score, _ in tried]
    assert len(tried) == 200 and scores == sorted(scores)
    assert best < 0.01 and values["a.x"] == pytest.approx(0.5, abs=0.1) and seen == sorted(seen, reverse=True)


def test_a_fit_is_no_worse_than_its_start_and_the_same_on_any_number_of_threads(export):
    from experiments.data.read import read_export

    held = read_export(export)
    one, two = (fit(held, trials=4, seeds=2, threads=threads) for threads in (1, 2))
    start = fit(held, trials=1, seeds=2, threads=2)
    assert one.accepted == two.accepted and one.accepted[0] == one.values and one.distance == two.distance <= start.distance


def test_the_fan_has_every_curve_of_the_export(export):
    from experiments.data.read import read_export

    digest = digest_of(read_export(export))
    fan = fan_table(digest, [digest, digest])
    assert set(fan["statistic"]) == {curve.name for curve in CURVES}
    assert np.array_equal(fan["observed"], fan["median"]) and np.array_equal(fan["low95"], fan["high95"])


def test_the_command_writes_a_preset_that_runs(export, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    code = cli.main(["fit", f"data={export}", "lives_on=answers", "--trials", "2", "--checks", "5", "--json"])
    out = json.loads(capsys.readouterr().out)
    assert code == 0 and out["config"] == "configs/community/little_forum_forum.yaml" and out["config"] in out["files"]
    assert all(set(row) == {"statistic", "observed", "simulated_low80", "simulated_high80", "covered"} for row in out["table"])
    assert any(file.endswith("fit_check.png") for file in out["files"])
    text = (tmp_path / out["config"]).read_text()
    tree = yaml.safe_load(text)
    assert str(export) not in text and tree["community"]["data_hash"]
    config = compose(["community=little_forum_forum", "run.weeks=13"], config_dir="configs")
    assert sum(group.members for group in to_founding(config).founders) > 50 and config.community.lives_on == "answers"
    assert len(config.community.observed) >= len(out["table"]) and config.community.history.weeks >= 104


def test_a_preset_keeps_only_what_differs_from_the_defaults():
    pars = Pars()._replace(needs=Pars().needs._replace(rate=0.123456))
    assert preset.changed(pars) == {"needs": {"rate": 0.1235}}


@pytest.mark.parametrize(
    "words, told",
    [
        ([], "data"),
        (["dat=x"], "did you mean data"),
        (["data=/nowhere/at/all"], "nowhere"),
        (["data={export}", "name=../x"], "name"),
        (["data={export}", "name=9x"], "name"),
        (["data={export}", "lives_on=fans"], "lives_on"),
        (["data={export}", "--trials", "0"], "--trials"),
        (["data={export}", "--checks", "1"], "--checks"),
        (["data={export}", "--threads", "-2"], "--threads (command line): is too small; give 0 or more"),
        (["data={export}", "--trails", "3"], "--trials"),
    ],
)
def test_a_bad_command_is_refused_and_writes_nothing(words, told, export, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["fit", *(word.replace("{export}", str(export)) for word in words)]) == 2
    assert told in capsys.readouterr().err and list(tmp_path.iterdir()) == []


def test_accepted_sets_scale_the_staff_from_the_best_one():
    staff = (StaffMember(hours=18.0),)
    best = {"needs.rate": 0.1, "staff.hours": 9.0}
    other = {"needs.rate": 0.2, "staff.hours": 18.0}
    founding = Founding(staff=staff)
    fitted = Fitted(best, Pars(), replay=Replay(founding, None, 0, 1), target=None, distance=1.0, accepted=(best, other))
    same, doubled = accepted_world(fitted, 0), accepted_world(fitted, 3)
    assert same[0].staff[0].hours == pytest.approx(18.0) and same[1].needs.rate == 0.1
    assert doubled[0].staff[0].hours == pytest.approx(36.0) and doubled[1].needs.rate == 0.2


def test_a_search_may_begin_at_any_fitted_preset():
    found = starts(PEOPLE)
    assert found[0] == {each.key: each.start for each in PEOPLE}
    assert all(each.low < values[each.key] < each.high for values in found for each in PEOPLE)
    assert len(found) == 1 + sum("\n  data_hash: " in file.read_text() for file in (BUILT_IN / "community").glob("*_forum.yaml"))
