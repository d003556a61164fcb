"""`gravity grow`: a community lived for years from its start, and written down as the start of a new one."""

MONTHS = 48
EXIT = "Exit code: 0 written, 2 a bad configuration or nobody is there in the end (nothing is written)."


def add_parser(subparsers) -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "grow",
        help="let a community live for years, and start another where it stands",
        description="Run a community once from its start, and write a community that starts with the people and the old "
        "questions that are there at the end: a steady state of the model's own rules.",
        epilog=f"Example: gravity grow community=launch name=ours --months 60. {EXIT}",
    )
    parser.add_argument("words", nargs="*", metavar="KEY=VALUE", help="name=NEW_NAME, community=NAME, and overrides")
    parser.add_argument("--months", type=int, default=MONTHS, metavar="M", help=f"months to live (default {MONTHS})")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    parser.add_argument("--config-dir", metavar="FOLDER", help="where the new file goes: FOLDER/community (default configs)")
    parser.set_defaults(main=main, seeds=None, threads=None)


def main(args) -> int:
    """Grow, and give the answer. Returns the exit code.

    Raises:
        ConfigError: the configuration cannot be run, or there is no name; then nothing was written.
    """
    from pathlib import Path

    from experiments.compose import compose
    from experiments.config_files import GROUPS, load
    from experiments.grown import grow
    from experiments.verbs.options import overrides
    from experiments.verbs.work import compile_if_cold, give

    name = named(args.words)
    words, typed = overrides(args, [word for word in args.words if not word.startswith("name=")])
    folder = Path(args.config_dir or "configs")
    new = not folder.is_file() and not any((folder / group).is_dir() for group in GROUPS)  # nothing to be found there yet
    config = compose(words, None, None if new else args.config_dir, typed)
    compile_if_cold()
    command = f"gravity grow {' '.join(args.words)} --months {args.months}"
    file = grow(config, name, folder, command)
    founders = load(file)["community"]["founders"]
    table = {field: [group[field] for group in founders] for field in ("members", "answers", "questions")}
    table = {"silent": [f"{low:g} to {high:g} weeks" for low, high in (group["silent"] for group in founders)]} | table
    here = sum(group["members"] for group in founders)
    give(args, f"grow-{name}", f"{name} starts with {here:,} members, as {config.community.name} has them.", table, [file])
    return 0


def named(words) -> str:
    """The name of the new community.

    Raises:
        ConfigError: there is none, or it cannot be the name of a file.
    """
    import re

    from scenarios.problems import ConfigError, Problem

    name = next((word.removeprefix("name=") for word in words if word.startswith("name=")), None)
    if name is None:
        raise ConfigError([Problem("name", "is missing", "write name=NEW_NAME of the community to be written", "command line")])
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name):
        advice = "use letters, digits and _, a letter first: it names a file"
        raise ConfigError([Problem("name", f"{name!r} cannot be a name", advice, f"command line, name={name}")])
    return name
