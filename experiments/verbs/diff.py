"""`gravity diff`: every setting in which two scenarios, communities, programs, shocks or runs differ, and where it was set."""

from experiments.verbs.ls import EXIT
from experiments.verbs.options import is_override

NAMED = 3  # settings that the sentence names
LONGEST = 48  # letters of a value in the printed table
ITEMS = 6  # of a list; longer ones are not taken apart


def add_parser(subparsers) -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "diff",
        help="every setting in which two scenarios, communities, programs or shocks differ",
        description="Compose two things of one kind (scenarios, communities, programs, shocks, runs) or two files, and list "
        "every setting that differs, with the place that set it.",
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
    found = differing(*choices(names, args.config_dir), [word for word in args.words if is_override(word)])
    rows = found if args.json else _for_reader(found, *names)
    table = {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}
    give(args, f"diff {' '.join(names)}", sentence(names, [row["setting"] for row in found]), table, [])
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
            one: _cut(row["setting"], row["before"]),
            other: _cut(row["setting"], row["after"]),
            f"set by ({one})": row["set_before"],
            f"set by ({other})": row["set_after"],
        }
        for row in (each for whole in rows for each in _by_item(whole))
    ]


def _by_item(row: dict) -> list[dict]:
    """A row for each item in which two short lists of groups differ; any other row as it is."""
    before, after = row["before"], row["after"]
    if not all(isinstance(side, list) and all(isinstance(item, dict) for item in side) for side in (before, after)):
        return [row]
    most = max(len(before), len(after))
    if most > ITEMS:
        return [row]
    pairs = [[side[i] if i < len(side) else None for side in (before, after)] for i in range(most)]
    return [
        row | {"setting": f"{row['setting']}[{i}]", "before": old, "after": new}
        for i, (old, new) in enumerate(pairs)
        if old != new
    ]


def _cut(key: str, value) -> str:
    from experiments.declarations import declared
    from experiments.whence import ways
    from scenarios.config import as_json
    from scenarios.fields import tree_of

    if value is None:
        return "-"
    if isinstance(value, dict):
        defaults = declared(ways(key)).group._field_defaults
        value = {name: part for name, part in value.items() if name not in defaults or part != tree_of(defaults[name])}
    text = as_json(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."
