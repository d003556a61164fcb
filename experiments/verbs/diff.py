"""`gravity diff`: every setting in which two scenarios or communities differ, and where it was set."""

from experiments.verbs.ls import EXIT
from experiments.verbs.options import is_override

NAMED = 3  # settings that the sentence names
LONGEST = 48  # letters of a value in the printed table


def add_parser(subparsers) -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "diff",
        help="every setting in which two scenarios or communities differ",
        description="Compose two scenarios, two communities or two files, and list every setting that differs, with the "
        "place that set it.",
        epilog=f"Examples: gravity diff baseline cut40. gravity diff mine/scenario/a.yaml mine/scenario/b.yaml. {EXIT}",
    )
    parser.add_argument("words", nargs="*", metavar="A B | KEY=VALUE", help="two names or files, and overrides for both")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    parser.add_argument("--config-dir", metavar="FOLDER", help="your own configuration files, searched first")
    parser.set_defaults(main=main)


def main(args) -> int:
    """Compare the settings, and give the answer. Returns the exit code.

    Raises:
        ConfigError: not two names, names that are nothing, or configurations that cannot be composed.
    """
    from experiments.differing import choices, differing
    from experiments.verbs.work import give
    from scenarios.problems import ConfigError, Problem

    names = [word for word in args.words if not is_override(word)]
    if len(names) != 2:
        advice = "give two: gravity diff baseline cut40"
        raise ConfigError([Problem("", f"{len(names)} thing{'s' * (len(names) != 1)} to compare", advice, "command line")])
    rows = differing(*choices(names, args.config_dir), [word for word in args.words if is_override(word)])
    if not args.json:
        rows = _for_reader(rows, *names)
    table = {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}
    give(args, f"diff {' '.join(names)}", sentence(names, [row["setting"] for row in rows]), table, [])
    return 0


def sentence(names: list[str], settings: list[str]) -> str:
    """In how many settings two things differ, and the first of them."""
    one, other = names
    if not settings:
        return f"{other} and {one} differ in no setting."
    more = f" and {len(settings) - NAMED} more" if len(settings) > NAMED else ""
    many = "1 setting" if len(settings) == 1 else f"{len(settings)} settings"
    return f"{other} differs from {one} in {many}: {', '.join(settings[:NAMED])}{more}."


def _for_reader(rows: list[dict], one: str, other: str) -> list[dict]:
    """The rows as texts, under the names of what is compared."""
    one, other = (one, other) if one != other else ("before", "after")
    return [
        {
            "setting": row["setting"],
            one: _cut(row["before"]),
            other: _cut(row["after"]),
            f"set by ({one})": row["set_before"],
            f"set by ({other})": row["set_after"],
        }
        for row in rows
    ]


def _cut(value) -> str:
    from scenarios.config import as_json

    text = as_json(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."
