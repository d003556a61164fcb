"""Growing: a community lived for years by the model itself, and written down as founders and old questions.

So a community that nobody has observed starts in the steady state of its own rules, not in one typed in by hand. Written
is what was composed, with all overrides, as it stands at the end of the run: programs that have ended are left out, those
that run go on, and whoever was hired is there. What a scenario does to the money, and what befalls, is not carried over.
"""

from pathlib import Path

from agents.simulate import simulate
from experiments.fit.figures import Figures, figures_of
from experiments.fit.preset import rounded, write
from scenarios.budget import named, paid
from scenarios.config import Config, to_founding, to_path
from scenarios.fields import tree_of
from scenarios.months import MONTHS, last_month
from scenarios.problems import ConfigError, Problem
from scenarios.replay import WEEK, table_of

KEPT = ("organization", "pars", "links", "economics")  # groups that are carried over as they are


def grown(config: Config) -> Figures:
    """Who is there, and what was asked, at the end of the first run of a configuration, read as from a forum export.

    Raises:
        ConfigError: nobody has written anything, so that there is nothing to start from.
    """
    run = simulate(to_founding(config), to_path(config), config.pars, config.links, config.run.first_seed)
    table = table_of(run, 0, config.run.weeks * WEEK)
    if not table.t.size:
        what = f"nothing was written in {config.run.weeks} weeks of {config.community.name} ({config.scenario.name})"
        raise ConfigError([Problem("", what, "grow an open community whose members write, or give it more months")])
    return figures_of(table)


def founded(config: Config, figures: Figures, name: str) -> dict:
    """The tree of the file of a community that begins where the run of a configuration ends."""
    weeks, old = config.run.weeks, config.community
    community = old._replace(
        name=name,
        questions_a_week=rounded(figures.questions_a_week),
        staff=tuple(place.member for place in paid(config).positions if place.first < weeks <= place.last + 1),
        demand=old.demand[weeks:] or old.demand[-1:],
    )
    tree = set_apart(community) | {
        "founders": [{**group._asdict(), "silent": list(group.silent)} for group in figures.founders],
        "stock": [{**group._asdict(), "age": list(group.age)} for group in figures.stock],
    }
    groups = {group: set_apart(getattr(config, group)) for group in KEPT}
    programs = {each: set_apart(going) for each, program in named(config) if (going := going_on(program, last_month(weeks)))}
    groups["program"] = {each: program for each, program in programs.items() if program}
    return {"community": tree} | {group: settings for group, settings in groups.items() if settings}


def going_on(program, months: int):
    """A program as it is after so many months; None if it has ended by then."""
    if program.last <= months:
        return None
    return program._replace(first=1, last=MONTHS if program.last == MONTHS else program.last - months)


def set_apart(value):
    """The settings of a group that are not their defaults, as plain data; those without a default always."""
    if hasattr(value, "_fields"):
        defaults = value._field_defaults
        parts = zip(value._fields, value, strict=True)
        return {name: set_apart(part) for name, part in parts if name not in defaults or part != defaults[name]}
    if isinstance(value, tuple) and value and hasattr(value[0], "_fields"):
        return [set_apart(part) for part in value]
    return tree_of(value)


def grow(config: Config, name: str, folder: Path, command: str) -> Path:
    """Grow a community and write its file. Returns the file.

    Args:
        config: of the community from which it grows, over the weeks that it is given.
        name: of the new community.
        folder: the configuration folder into whose group `community` it goes.
        command: how it was made, said on top of the file.

    Raises:
        ConfigError: nobody has written anything; then nothing was written.
        OSError: the file cannot be written.
    """
    file = Path(folder) / "community" / f"{name}.yaml"
    write(file, founded(config, grown(config), name), command)
    return file
