"""`gravity compare`: scenarios held against the first of them, on the same draws."""

from experiments.verbs.options import EXIT, add_options, is_override


def add_parser(subparsers) -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "compare",
        help="scenarios held against the first, on the same draws",
        description="Run scenarios on the same seeds and give the paired differences to the first, with bands.",
        epilog=f"Example: gravity compare baseline cut40 community=small_forum --seeds 20. {EXIT}",
    )
    parser.add_argument("words", nargs="*", metavar="SCENARIO | KEY=VALUE", help="two scenarios or more, and overrides")
    add_options(parser)
    parser.set_defaults(main=main)


def main(args) -> int:
    """Compare, and give the answer. Returns the exit code."""
    scenarios = _scenarios(args)
    from experiments import sentences
    from experiments.compare import all_equal, answer, at_horizon, differences, levels
    from experiments.identity import hash_of
    from experiments.tables import write_csv
    from experiments.verbs.options import out_folder
    from experiments.verbs.work import changes_told, give, pictures, results_of

    results = results_of(args, scenarios)
    seeds = len(results[0].seeds)
    name = hash_of([[result.id for result in results], results[0].seeds])
    folder = out_folder(args, name)
    by_month = differences(results)
    write_csv(by_month, folder / "differences.csv")
    write_csv(levels(results), folder / "by_month.csv")
    drawn = pictures("compare", results, folder, args)
    horizon = at_horizon(by_month)
    sentence = sentences.compared(horizon, seeds, all_equal(results))
    kept = [file for result in results for file in result.files]
    files = [folder / "differences.csv", folder / "by_month.csv", *drawn, *kept]
    give(args, name, sentence, answer(by_month), files, changes_told(results), _notes(horizon))
    return 0 if sentences.enough(seeds) else 3


def _scenarios(args) -> list[str]:
    """The scenarios named.

    Raises:
        ConfigError: fewer than two, one of them twice, or a scenario given as an override.
    """
    from scenarios.problems import ConfigError, Problem

    names = [word for word in args.words if not is_override(word)]
    chosen = next((word for word in args.words if word.lstrip("+~").split("=")[0] == "scenario"), None)
    example = "write gravity compare baseline cut40"
    if chosen:
        problem = Problem("scenario", "scenarios are compared by name", example, f"command line, {chosen}")
    elif len(names) < 2:
        problem = Problem("", f"{len(names)} scenario to compare", f"name two or more: {example}", "command line")
    elif len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        problem = Problem("", f"{twice} is named twice", "name each scenario once", "command line")
    else:
        return names
    raise ConfigError([problem])


def _notes(horizon) -> list[str]:
    """Where the table needs a word: no pairing gain, or a figure that is not known up to the end."""
    lines = []
    if any(low == high for low, high in zip(horizon["low80"], horizon["high80"], strict=True)):
        lines.append("pairing_gain -: the paired differences have no width at all")
    last = horizon["month"].max() if len(horizon["month"]) else 0
    early = {metric: month for metric, month in zip(horizon["metric"], horizon["month"], strict=True) if month < last}
    lines += [f"{metric}: month {month:g} is the last in which it is known" for metric, month in early.items()]
    return ["", *lines] if lines else []
