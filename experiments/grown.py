"""Growing: a community lived for years by the model itself, and written down as founders and old questions.

So a community that nobody has observed starts in the steady state of its own rules, not in one typed in by hand.
"""

from pathlib import Path

from agents.simulate import simulate
from experiments import config_files
from experiments.fit.figures import Figures, figures_of
from experiments.fit.preset import rounded, write
from scenarios.config import Config, to_founding, to_path
from scenarios.replay import WEEK, table_of


def grown(config: Config) -> Figures:
    """Who is there, and what was asked, at the end of the first run of a configuration, read as from a forum export."""
    run = simulate(to_founding(config), to_path(config), config.pars, config.links, config.run.first_seed)
    return figures_of(table_of(run, 0, config.run.weeks * WEEK))


def founded(tree: dict, figures: Figures, name: str) -> dict:
    """The tree of a community's file with these founders and questions in the place of its own."""
    community = tree["community"] | {
        "name": name,
        "questions_a_week": rounded(figures.questions_a_week),
        "founders": [{**group._asdict(), "silent": list(group.silent)} for group in figures.founders],
        "stock": [{**group._asdict(), "age": list(group.age)} for group in figures.stock],
    }
    return tree | {"community": community}


def grow(config: Config, name: str, folder: Path, command: str, config_dir=None) -> Path:
    """Grow a community and write its file. Returns the file.

    Args:
        config: of the community from which it grows, over the weeks that it is given.
        name: of the new community.
        folder: the configuration folder into whose group `community` it goes.
        command: how it was made, said on top of the file.
        config_dir: where the community from which it grows is looked for first.

    Raises:
        OSError: the file cannot be written.
    """
    tree = config_files.load(config_files.find(f"community/{config.community.name}", config_dir))
    file = Path(folder) / "community" / f"{name}.yaml"
    write(file, founded(tree, grown(config), name), command)
    return file
