"""Composing configurations: what is shipped is sound, and every broken one is refused with what, where and what to do."""

import numpy as np
import pytest

from agents import accounts
from agents.links import Links
from agents.pars import Pars
from experiments.compose import compose, compose_all
from experiments.config_files import choices
from scenarios.budget import Budget
from scenarios.build import build
from scenarios.community import Segment
from scenarios.config import Config, canonical, difference, flat, seeds_of, to_founding, to_path
from scenarios.economics import Economics
from scenarios.fields import tree_of
from scenarios.keys import known_keys
from scenarios.problems import ConfigError

FORUM = ["community=small_forum"]


@pytest.mark.parametrize("community", choices("community"))
def test_what_is_shipped_composes(community):
    for scenario, composed in zip(choices("scenario"), compose_all([f"community={community}"], choices("scenario")), strict=True):
        config = composed.config
        assert config.scenario.name == scenario and config.scenario.title
        assert config.community.name == community and config.community.source
        assert build(tree_of(config)) == config  # the plain data that describe it build it again


@pytest.mark.parametrize("run", choices("run"))
def test_every_choice_of_run_composes(run):
    assert compose([*FORUM, f"run={run}"]).run.seeds >= 10


def test_defaults_come_from_their_declarations():
    config = compose(FORUM)
    assert (config.links, config.economics, config.pars) == (Links(), Economics(), Pars())
    assert list(seeds_of(config)) == list(range(1, 51)) and config.run.weeks == 104


def test_overrides_of_values_lists_and_groups():
    config = compose([*FORUM, "pars.needs.rate=0.2", "links.bonds=0", "run=quick", "community.staff=[{hours: 3}]"])
    assert config.pars.needs.rate == 0.2 and config.links.bonds == 0.0 and config.run.weeks == 52
    assert config.community.staff[0].hours == 3.0 and config.community.staff[0].skill == 0.8


def test_a_scenario_is_a_difference_from_its_parent():
    cut = compose_all(["community=small_forum", "community.market=500"], ["cut40"])[0]
    assert cut.config.scenario.parent == "baseline" and cut.config.community.market == 500
    assert [tuple(change) for change in cut.changes] == [
        ("budget.changes", [], [{"month": 4, "scale": 0.6, "cut_order": [], "keep": [], "layoffs": False}])
    ]
    assert compose_all([], ["baseline"])[0].changes == ()


def test_a_grandchild_inherits_but_keeps_its_own_name(tmp_path):
    write(tmp_path, "scenario/later", "scenario:\n  parent: cut40\nlinks:\n  bonds: 0.5\n")
    later = compose_all([], ["later"], tmp_path)[0]
    scenario = later.config.scenario
    assert (scenario.name, scenario.title, scenario.parent) == ("later", "later", "cut40")
    assert later.config.budget == compose([], "cut40").budget != Budget()
    assert [tuple(change) for change in later.changes] == [("links.bonds", 1.0, 0.5)]


def test_an_override_of_the_scenario_shows_in_its_difference():
    changes = compose_all(["scenario.open=false", "budget.changes=[]"], ["cut40"])[0].changes
    assert [tuple(change) for change in changes] == [("scenario.open", True, False)]


def test_the_level_of_a_group_can_be_left_out(tmp_path):
    write(tmp_path, "scenario/later", "scenario: {parent: cut40, title: Later}\n")
    (tmp_path / "scenario" / "short.yaml").write_text("parent: later\ntitle: Short\nopen: true\n")
    config = compose([], "short", tmp_path)
    assert config.scenario[:3] == ("short", "later", "Short") and config.budget.changes
    (tmp_path / "scenario" / "short.yaml").write_text("parent: nothing\n")
    assert_refused(["short.yaml, line 1", "no scenario called 'nothing'", "There are"], ["scenario=short"], tmp_path)
    (tmp_path / "scenario" / "short.yaml").write_text("scenario: {title: x}\n")
    words = ["scenario.scenario", "short.yaml, line 1", "no such setting", "begin the file with the line # @package _global_"]
    assert_refused(words, ["scenario=short"], tmp_path)


def test_files_of_the_user_come_first(tmp_path):
    write(tmp_path, "community/small_forum", "community:\n  name: mine\n  market: 77\n")
    assert compose(FORUM, None, tmp_path).community.market == 77
    assert compose([], None, tmp_path).run.weeks == 104  # and the built-in ones are still there


def test_what_the_engine_is_given():
    config = compose(
        [*FORUM, "run.weeks=26", "scenario.staff=[{month: 2, scale: 0.5}, {month: 4, scale: 2}]", "community.demand=[1, 3]"]
    )
    path = to_path(config)
    assert {len(column) for table in path for column in table} == {26}
    assert path.calendar.staff.tolist() == [1.0] * 5 + [0.5] * 8 + [2.0] * 13  # month 2 begins in week 5, month 4 in week 13
    assert path.calendar.demand.tolist() == [1.0] + [3.0] * 25 and path.calendar.open.all()
    assert np.flatnonzero(path.calendar.release).tolist() == [25]
    assert not to_path(compose([*FORUM, "community.release_every=0"])).calendar.release.any()
    assert not to_path(compose([], "no_community")).calendar.open.any()
    founding = to_founding(config)
    assert founding.market == config.community.market and founding.staff[0].hours == config.community.staff[0].hours


def test_segments_reach_the_engine():
    config = compose(["community=b2b_saas"])
    founded = to_founding(config).segments
    assert [segment.name for segment in founded] == ["enterprise", "mid", "small", "self_serve"]
    assert [tuple(segment) for segment in founded] == [tuple(segment) for segment in config.community.segments]
    assert to_founding(compose(FORUM)).segments == () and Segment._fields == accounts.Segment._fields
    assert tree_of(Segment(name="")) == tree_of(accounts.Segment())


def test_the_canonical_form_leaves_out_what_does_not_matter():
    one, other = compose(["run.seeds=3", "run.threads=2"]), compose(["run.seeds=9", "run.first_seed=4"])
    assert canonical(one) == canonical(other) != canonical(compose(["run.weeks=52"]))
    assert canonical(compose(["economics.ticket=30"])) == canonical(compose(["economics.ticket=30.0"]))


def test_difference_names_each_setting():
    changed = difference(compose(), compose(["run.weeks=30", "links.bonds=0.5"]))
    assert sorted(changed) == [("links.bonds", 1.0, 0.5), ("run.weeks", 104, 30)]


def test_every_setting_can_be_overridden_by_its_key():
    config = compose()
    keys = [key for key in known_keys(Config) if "[0]" not in key]
    assert set(flat(tree_of(config))) == set(keys)


# Broken on the command line: overrides, then words that the message must hold: what, where, what to do.
BROKEN = [
    (["community.n_market=3"], "community.n_market", "no such setting", "did you mean community.market?"),
    (["+community.n_market=3"], "command line, +community.n_market=3", "no such", "community.market?"),
    (["++pars.needs.rat=1"], "pars.needs.rat ", "no such setting", "pars.needs.rate?"),
    (["market=3"], "market", "no such setting", "community.market?"),
    (["pars.visits.habit=1"], "pars.visits.habit", "no such setting", "did you mean"),
    (["+zzz=1"], "zzz", "no such setting", "known here: community, scenario, program, budget, organization, shock, pars"),
    (["experiment=foo"], "experiment", "no such setting", "known here"),
    (["community=smal_forum"], "no community called 'smal_forum'", "command line, community=smal_forum", "small_forum?"),
    (["scenario=cut41"], "no scenario called 'cut41'", "did you mean cut40?", "There are: ai_answers, baseline, cut40"),
    (["run=quik"], "no run called 'quik'", "did you mean quick?", "default, quick"),
    (["community=null"], "no community called", "community=null", "There are"),
    (["+community=small_forum"], "one community is chosen", "+community=small_forum", "community=NAME"),
    (["scenario=[baseline,cut40]"], "one scenario is chosen", "command line", "scenario=NAME"),
    (["community@x=small_forum"], "packages", "community@x", "key=value"),
    (["cut40"], "'cut40' sets nothing", "command line", "did you mean scenario=cut40?"),
    (["seeds"], "'seeds' sets nothing", "command line", "key=value"),
    (["community.market=-5"], "community.market", "-5 is too small", "1 to 20,000,000 people"),
    (["community.market=12.5"], "command line, community.market=12.5", "not a whole number", "give a whole number"),
    (["run.seeds=1e2"], "run.seeds", "100.0 is not a whole number", "1 to 100,000"),
    (["run.seeds=0"], "run.seeds", "0 is too small", "1 to 100,000"),
    (["run.seeds=true"], "run.seeds", "True is not a number", "give a whole number"),
    (["run.seeds=many"], "run.seeds", "'many' is not a number", "give a whole number"),
    (["run.seeds="], "run.seeds", "'' is not a number", "give a whole number"),
    (["run.seeds=null"], "run.seeds", "nothing is not a number", "give a whole number"),
    (["run.seeds=[5]"], "run.seeds", "[5] is not a number", "give a whole number"),
    (["run.seeds=5,6"], "command line, run.seeds=5,6", "several values", "give one value"),
    (["run.seeds=5", "run.seeds=6"], "run.seeds", "set twice (run.seeds=5 and run.seeds=6)", "keep one"),
    (["run.weeks=3"], "run.weeks", "3 is too small", "4 to 1,040 weeks"),
    (["run.threads=-1"], "run.threads", "-1 is too small", "0 to 1,024 threads"),
    (["run.first_seed=-1"], "run.first_seed", "-1 is too small", "0 to"),
    (["pars.needs.rate=nan"], "pars.needs.rate", "nan is not a finite number", "0.001 to 2 problems/week"),
    (["economics.ticket=inf"], "economics.ticket", "inf is not a finite number", "0 to 1,000 $/ticket"),
    (["links.bonds=1.2"], "links.bonds", "1.2 is too large", "0 to 1 gain"),
    (["economics.staff_hour=-1"], "economics.staff_hour", "-1 is too small", "0 to 500 $/hour"),
    (["scenario.open=maybe"], "scenario.open", "'maybe' is neither true nor false", "give true or false"),
    (["community.title=7"], "community.title", "7 is not a text", "in quotes"),
    (["community.demand=3"], "community.demand", "3 is not a list of numbers", "give a list of numbers"),
    (["community.demand=[1,-2]"], "community.demand", "-2 is too small (place 2 of the list)", "0 to 100"),
    (["community.staff=3"], "community.staff", "3 is not a list", "{hours, skill, sla, role, answering"),
    (["community.staff=[3]"], "community.staff[0]", "3 is not a group of settings", "give hours, skill, sla"),
    (["community.staff=[{hour: 3}]"], "community.staff[0].hour", "no such setting", "community.staff[0].hours?"),
    (["+community.staff.0.nap=4"], "community.staff[0].nap", "command line, +community.staff.0.nap=4", "known here"),
    (["community.staff.7.hours=3"], "community.staff", "out of range", "key=value"),
    (["community.founders=[{members: -1}]"], "community.founders[0].members", "-1 is too small", "0 to"),
    (["community.founders=[{silent: [0, 4]}]"], "community.founders[0].members", "is missing", "give a whole number"),
    (["community.founders=[{members: 1, silent: [4, 0]}]"], "silent", "[4, 0] runs backwards", "from and to"),
    (["community.founders=[{members: 1, silent: [4]}]"], "silent", "[4] is not a pair", "from and to"),
    (["community.stock=[{age: [-1, 2], solved: 3}]"], "community.stock[0].age", "-1 is too small (place 1", "years ago"),
    (["community.founders=[{members: 30000}]"], "community.founders", "30,000 members", "community.market 30,000 or more"),
    (["community.founders=[{members: 3, answers: 9}]"], "community.questions_a_week", "no questions", "give the questions"),
    (
        ["community.questions_a_week=5", "community.founders=[{members: 3, answers: 9, lurking: true}]"],
        "community.founders[0].answers", "never answered", "leave out answers",
    ),
    (["pars.needs.simple=0.9"], "pars.needs (command line, pars.needs.simple=0.9)", "add up to", "lower them to 1"),
    (["scenario.staff=[{month: 0, scale: 1}]"], "scenario.staff[0].month", "0 is too small", "month 4 begins in week 13"),
    (["scenario.staff=[{month: 25, scale: 1}]"], "scenario.staff[0].month", "beyond the horizon of 104 weeks", "earlier"),
    (["scenario=cut40", "run.weeks=12"], "configs/scenario/cut40.yaml, line 8)", "whose last month is 3", "raise run.weeks"),
    (["scenario.staff=[{month: 3, scale: -0.1}]"], "scenario.staff[0].scale", "-0.1 is too small", "0 to 10"),
    (["scenario.staff=[{month: 3, scale: 1}, {month: 3, scale: 2}]"], "staff[1].month", "two changes", "keep one"),
    (["scenario.staff=[{month: 3, scale: 1}, {month: 2, scale: 2}]"], "staff[1].month", "after month 3", "order of time"),
    (["scenario=no_community", "scenario.staff=[{month: 2, scale: 0.5}]"], "scenario.staff", "not open", "leave out"),
    (["program=evnts"], "no program called 'evnts'", "command line, program=evnts", "did you mean events?"),
    (["program=[events,serch]"], "no program called 'serch'", "did you mean search?", "There are: advocacy"),
    (["+program=events"], "each program is chosen by its name", "+program=events", "program=NAME or program=[NAME,NAME]"),
    (["shock={rival: 1}"], "each shock is chosen by its name", "shock=[NAME,NAME]", "there are: ai_answers"),
    (["program="], "no program called ''", "There are: advocacy", "superusers"),
    (["program.event.seats=3"], "program.event.seats", "no such setting", "program.events.seats?"),
    (["program.events.seat=3"], "program.events.seat ", "no such setting", "program.events.seats?"),
    (["program.events.first=25"], "program.events.first", "beyond the horizon of 104 weeks", "raise run.weeks"),
    (["program.events.first=9", "program.events.last=8"], "program.events.last", "before month 9", "choose a later month"),
    (["program.platform.tier=3"], "program.platform.tier", "3 is too large", "0 a free group, 1 standard, 2 enterprise"),
    (["shock.rival.month=25"], "shock.rival.month", "whose last month is 24", "earlier month"),
    (["shock.rival.pul=1"], "shock.rival.pul", "no such setting", "shock.rival.pull?"),
    (["organisation.hand_off=1"], "organisation", "no such setting", "did you mean organization"),
    (["organization.hand_off=2"], "organization.hand_off", "2 is too large", "0 to 1 share"),
    (["community.staff=[{answering: 0.6, hosting: 0.5}]"], "community.staff[0]", "add up to 1.1", "lower them to 1"),
    (["budget.roles=[{role: x, editing: 0.7}]"], "budget.roles[0]", "add up to 1.1", "lower them to 1"),
    (["budget.changes=[{month: 4}]"], "budget.changes[0].scale", "is missing", "0 to 10 ratio (of the money planned)"),
    (["budget.changes=[{month: 25, scale: 1}]"], "budget.changes[0].month", "beyond the horizon", "earlier month"),
    (["budget.changes=[{month: 3, scale: 1}, {month: 3, scale: 2}]"], "changes[1].month", "two changes of the b", "keep one"),
    (["budget.changes=[{month: 4, scale: 1}, {month: 3, scale: 2}]"], "changes[1].month", "after month 4", "order of time"),
    (
        ["budget.changes=[{month: 4, scale: 1, cut_order: [staff, evnts]}]"],
        "budget.changes[0].cut_order[1]", "no program called 'evnts'", "did you mean events? There are: paid_media",
    ),
    (["budget.changes=[{month: 4, scale: 1, keep: [stuff]}]"], "changes[0].keep[0]", "called 'stuff'", "mean staff?"),
    (["budget.changes=[{month: 4, scale: 1, keep: [3]}]"], "changes[0].keep[0]", "3 is not a text", "in quotes"),
    (["budget.changes=[{month: 4, scale: 1, keep: staff}]"], "changes[0].keep", "'staff' is not a list", "list of names"),
    (["budget.changes=[{month: 4, scale: 1, keep: [staff, staff]}]"], "keep[1]", "named twice", "keep one"),
    (
        ["budget.changes=[{month: 4, scale: 1, keep: [staff], cut_order: [staff]}]"],
        "keep[0]", "staff is kept and cut", "leave it out",
    ),
    (
        ["budget.changes=[{month: 4, scale: 0.5, keep: [staff]}]"],  # 30 hours at $60: 1,800
        "budget.changes[0].scale", "worth 900 $ a week more than 50%", "keep less",
    ),
    (["budget.hires=[{month: 0}]"], "budget.hires[0].month", "0 is too small", "1 to 240 month"),
    (["budget.hires=[{month: 30}]"], "budget.hires[0].month", "beyond the horizon", "earlier month"),
    (["budget.hires=[{month: 3, people: 0.5}]"], "budget.hires[0].people", "0.5 is not a whole number", "0 to 1,000"),
    (["budget.hires=[{month: 3, role: moderater}]"], "budget.hires[0].role", "'moderater' does", "moderator? There are: staff"),
    (["scenario=no_community", "budget.changes=[{month: 2, scale: 1}]"], "budget.changes", "not open", "leave out"),
    (["scenario=no_community", "budget.hires=[{month: 2}]"], "budget.hires", "not open", "scenario.open"),
    (["community.segments=[{name: a, share: 0.5}]"], "community.segments", "add up to 0.5", "add up to 1"),
    (["community=b2b_saas", "community.plan_share=0.6"], "community.plan_share", "has no effect", "set plan: true or false"),
    (["community.segments=[{share: 1}]"], "community.segments[0].name", "is missing", "give a text"),
    (["scenario.parent=cut40"], "scenario.parent", "more than a name", "in the file of the scenario"),
    (["hydra.job.name=x"], "hydra.job.name", "no effect here", "--config-dir"),
    (["~community.market"], "community.market", "is missing", "give a whole number"),
    (["~community.markt"], "community.markt", "no such setting", "community.market?"),
    (["+run.weeks=5"], "command line, +run.weeks=5", "there already", "without the +"),
    (["community.topics=${nowhere}"], "community.topics", "'nowhere' not found", "key=value"),
    (["community.market=???"], "command line, community.market=???", "Missing", "key=value"),
    (["community.staff=[{hours: 3"], "command line, community.staff=[{hours: 3", "input", "key=value"),
]  # fmt: skip


@pytest.mark.parametrize(("overrides", "words"), [(row[0], row[1:]) for row in BROKEN], ids=lambda v: " ".join(v)[:60])
def test_a_broken_command_line_is_refused(overrides, words):
    here = any(override.lstrip("+").startswith("community=") for override in overrides)
    assert_refused(words, overrides if here else ["community=small_forum", *overrides])


# Broken files: which file, its text, the choice that reads it, words of the message.
GOOD = "community:\n  name: mine\n  market: 90\n"
FILES = [
    ("community/mine", GOOD + "  topics: 0\n", "community=mine", ("community.topics", "line 5", "0 is too small", "1 to 30,000")),
    ("community/mine", GOOD + "  toppics: 9\n", "community=mine", ("mine.yaml, line 5", "no such", "community.topics?")),
    ("community/mine", GOOD + "  staff:\n    - {hours: 2}\n    - {sla: 0}\n", "community=mine", ("line 7", "0 is too", "0.1 to")),
    ("community/mine", GOOD + "pars:\n  needs: {rate: .nan}\n", "community=mine", ("line 6", "nan", "pars.needs.rate")),
    ("community/mine", GOOD + "pars:\n  need: {rate: 1}\n", "community=mine", ("line 6", "pars.need", "pars.needs?")),
    ("community/mine", "community: {name: mine}\n", "community=mine", ("line 2", "market (", "is missing", "whole number")),
    ("community/mine", GOOD + "  title: [a\n", "community=mine", ("mine.yaml, line", "cannot be read", "brackets")),
    ("community/mine", "community: 5\n", "community=mine", ("mine.yaml, line 2", "5 is not a group", "give name, market")),
    ("community/mine", "- 1\n- 2\n", "community=mine", ("mine", "check")),
    ("community/mine", GOOD + "  market: 91\n", "community=mine", ("market", "line 5", "duplicate", "check")),
    ("run/mine", "weeks: 2\n", "run=mine", ("run.weeks", "mine.yaml, line 1", "2 is too small", "4 to")),
    ("scenario/mine", "scenario: {parent: cut41}\n", "scenario=mine", ("mine.yaml, line 2", "no scenario", "cut40?")),
    ("scenario/mine", "scenario: {parent: mine}\n", "scenario=mine", ("mine.yaml, line 2", "mine -> mine", "break it")),
    ("scenario/mine", "scenario:\n  staff:\n    - {month: 4}\n", "scenario=mine", ("line 4", "scale", "is missing", "0 to 10")),
    ("scenario/mine", "- 1\n- 2\n", "scenario=mine", ("mine.yaml", "holds a list, not settings", "`key: value`")),
    ("scenario/mine", "scenario: {title: 3}\n", "scenario=mine", ("mine.yaml, line 2", "3 is not a text", "in quotes")),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "choice", "words"), FILES, ids=[f"{row[0]}-{i}" for i, row in enumerate(FILES)])
def test_a_broken_file_is_refused_with_its_line(tmp_path, path, text, choice, words):
    write(tmp_path, path, text)
    assert_refused(words, [choice], tmp_path)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    write(tmp_path, "community/mine", GOOD)
    (tmp_path / "community" / "mine.yaml").write_bytes(b"\xff\xfe\x00")
    assert_refused(["mine.yaml", "cannot be read", "check"], ["community=mine"], tmp_path)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: None, ["--config-dir", "there is no such folder", "give the folder"]),
        (lambda folder: folder.mkdir(), ["--config-dir", "holds no configuration", "community/NAME.yaml"]),
        (
            lambda folder: [(folder / "run").mkdir(parents=True), (folder / "config.yaml").write_text("")],
            ["--config-dir", "config.yaml would replace", "another name"],
        ),
    ],
)
def test_a_useless_folder_is_refused(tmp_path, make, words):
    make(tmp_path / "mine")
    assert_refused(words, [], tmp_path / "mine")


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(ConfigError) as refusal:
        compose(["run.seeds=0", "links.bonds=2", "+links.bond=1"])
    assert [problem.key for problem in refusal.value.problems] == ["links.bond", "links.bonds", "run.seeds"]


def test_what_was_typed_is_what_is_shown():
    with pytest.raises(ConfigError, match="command line, --seeds 0"):
        compose(["run.seeds=0"], typed={"run.seeds=0": "--seeds 0"})


def test_building_needs_no_hydra():
    config = build({"community": {"name": "x", "market": 5}, "scenario": {"name": "baseline"}})
    assert config.run.weeks == 104 and config.pars == Pars()
    with pytest.raises(ConfigError, match=r"community.name: is missing; give a text"):
        build({"community": {"market": 5}, "scenario": {"name": "baseline"}})
    with pytest.raises(ConfigError, match="5 is not a group of settings"):
        build(5)


def assert_refused(words, overrides, config_dir=None):
    with pytest.raises(ConfigError) as refusal:
        compose(overrides, None, config_dir)
    message = str(refusal.value)
    assert len(refusal.value.problems) == 1, message
    assert all(word in message for word in words), message


def write(folder, path, text):
    """A configuration file whose keys count from the top; those of a run are its own. Its first line is for Hydra."""
    file = folder / f"{path}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text if path.startswith("run/") else f"# @package _global_\n{text}")
