"""Options that verbs share, and the overrides that they stand for."""

from pathlib import Path

from scenarios.problems import ConfigError, Problem

MONTHS = 240  # scenarios.months.MONTHS, which is slow to read
REFUSED = "2 a bad configuration (nothing is written)"
EXIT = f"Exit code: 0 answered, {REFUSED}."


def add_options(parser) -> None:
    """The options of every verb that runs scenarios."""
    parser.add_argument("--seeds", type=int, metavar="N", help="runs of each scenario, on the same draws (run.seeds)")
    parser.add_argument("--months", type=int, metavar="M", help="months ahead (run.weeks)")
    parser.add_argument("--threads", type=int, metavar="N", help="runs side by side, 0 = all cores (run.threads)")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    parser.add_argument("--store", metavar="FOLDER", help="where runs are kept (default $GRAVITY_STORE, else runs)")
    parser.add_argument("--config-dir", metavar="FOLDER", help="your own configuration files, searched first")
    parser.add_argument("--out", metavar="FOLDER", help="where pictures and tables go (default outputs/ID)")
    parser.add_argument("--no-pictures", action="store_true", help="draw nothing")


def add_choice(parser) -> None:
    """The options of every verb that prints a table of figures."""
    parser.add_argument("--metrics", metavar="A,B,C", help="only these figures (gravity ls metrics)")
    parser.add_argument("--all", action="store_true", help="every figure in the table, not only the foremost")


def overrides(args, words) -> tuple[list[str], dict[str, str]]:
    """The overrides of a command: the words and those that options stand for; and, for the latter, what was typed.

    Raises:
        ConfigError: a number of months that cannot be simulated.
    """
    if args.months is not None and not 1 <= args.months <= MONTHS:
        what = f"{args.months} is too {'small' if args.months < 1 else 'large'}"
        raise ConfigError([Problem("--months", what, f"give 1 to {MONTHS} months", "command line")])
    months = None if args.months is None else weeks_of(args.months)
    given = (("seeds", "run.seeds", args.seeds), ("months", "run.weeks", months), ("threads", "run.threads", args.threads))
    typed = {f"{key}={value}": f"--{name} {getattr(args, name)}" for name, key, value in given if value is not None}
    return [*words, *typed], typed


def is_override(word: str) -> bool:
    """Whether a word sets something (key=value, +key=value, ~key), or else is a name."""
    return "=" in word or word.startswith(("+", "~"))


def weeks_of(months: int) -> int:
    """The weeks that so many whole months take: 12 months are 52 weeks."""
    return -(-months * 52 // 12)


def out_folder(args, name: str) -> Path:
    """Where pictures and tables of an answer go.

    Raises:
        NotADirectoryError: there is a file of this name.
    """
    folder = Path(args.out) if args.out else Path("outputs") / name
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(20, "is a file, not a folder; give another with --out", str(folder))
    return folder
