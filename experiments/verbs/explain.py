"""`gravity explain`: what a name stands for, its value, and where that was set."""

from experiments.verbs.ls import EXIT
from experiments.verbs.options import is_override


def add_parser(subparsers) -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "explain",
        help="what a name stands for, its value, and where that was set",
        description="Explain a setting, a group of settings, a metric, a link, a community, a scenario, a program, a shock, "
        "a behaviour, a mechanism (M19) or a fact (S14). A setting is told with its value in the composed configuration, "
        "the file and line that set it, unit, range, meaning, source and evidence.",
        epilog=f"Examples: gravity explain pars.visiting.habit community=small_forum. gravity explain hold. {EXIT}",
    )
    parser.add_argument("words", nargs="*", metavar="NAME | KEY=VALUE", help="one name, and overrides")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    parser.add_argument("--config-dir", metavar="FOLDER", help="your own configuration files, searched first")
    parser.set_defaults(main=main)


def main(args) -> int:
    """Explain, and give the answer. Returns the exit code.

    Raises:
        ConfigError: not one name, a name that is nothing, or a configuration that cannot be composed.
    """
    from experiments.explain import explain
    from experiments.verbs.work import give
    from scenarios.problems import ConfigError, Problem

    names = [word for word in args.words if not is_override(word)]
    if len(names) != 1:
        what = f"{len(names)} names to explain"
        raise ConfigError([Problem("", what, "give one: gravity explain run.weeks; see gravity ls", "command line")])
    found = explain(names[0], [word for word in args.words if is_override(word)], args.config_dir)
    kinds = " and ".join(f"{'an' if each.kind[0] in 'aeiou' else 'a'} {each.kind}" for each in found)
    many = f"{names[0]} stands for {len(found)} settings" if len({each.kind for each in found}) < len(found) else ""
    sentence = f"{many or f'{found[0].name} is {kinds}'}."
    rows = [{"kind": each.kind, "name": each.name, "what": what, "told": told} for each in found for what, told in each.told]
    shown = rows if args.json else _for_reader(rows)
    table = {name: [row[name] for row in shown] for name in shown[0]}  # lists: values of any kind
    give(args, f"explain {names[0]}", sentence, table, [])
    return 0


def _for_reader(rows: list[dict]) -> list[dict]:
    """The rows as texts, with kind and name only where a thing begins."""
    from experiments.explain import as_text

    shown, before = [], None
    for row in rows:
        this = row["kind"], row["name"]
        kept = {} if this != before else {"kind": "", "name": ""}
        shown.append(row | kept | {"told": as_text(row["told"])})
        before = this
    return shown
