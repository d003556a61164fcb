"""`gravity explain`: what a name stands for, its value, and where that was set."""

from collections import Counter

from experiments.verbs.ls import EXIT
from experiments.verbs.options import is_override


def add_parser(subparsers) -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "explain",
        help="what a name stands for, its value, and where that was set",
        description="Explain a setting, a group of settings, a metric, a link, a community, a scenario, a program, a shock, "
        "a behaviour, a mechanism (M19), a fact (S14) or an experiment (cut_hidden). A setting is told with its value in the "
        "composed configuration, the file and line that set it, unit, range and meaning; a default also with its source and "
        "evidence.",
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
    sentence = told_in_one(names[0], found)
    rows = [{"kind": each.kind, "name": each.name, "what": what, "told": told} for each in found for what, told in each.told]
    shown = rows if args.json else _for_reader(rows)
    table = {name: [row[name] for row in shown] for name in shown[0]}  # lists: values of any kind
    give(args, f"explain {names[0]}", sentence, table, [])
    return 0


def told_in_one(word: str, found) -> str:
    """What a name is, in one sentence, or how many things of each kind it stands for."""
    counts = Counter(each.kind for each in found)
    each_one = [f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}" if n == 1 else f"{n} {kind}s" for kind, n in counts.items()]
    kinds = f"{', '.join(each_one[:-1])} and {each_one[-1]}" if len(each_one) > 1 else each_one[0]
    return f"{word} stands for {kinds}." if max(counts.values()) > 1 else f"{found[0].name} is {kinds}."


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
