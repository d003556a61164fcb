"""`gravity compare`: scenarios held against the first of them, on the same draws."""

from experiments.verbs.options import REFUSED, add_choice, add_options, is_override

EXIT = f"Exit code: 0 answered, {REFUSED}, 3 ran, but the evidence is too weak to answer."


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
    add_choice(parser)
    parser.set_defaults(main=main)


def main(args) -> int:
    """Compare, and give the answer. Returns the exit code."""
    from experiments.easel import second_process

    with second_process(wanted=not args.no_pictures) as easel:
        return answered(args, easel)


def answered(args, easel) -> int:
    """The same, with the easel on which pictures are drawn."""
    from experiments.figures_shown import MOST, named, shown_rows

    scenarios, metrics = _scenarios(args.words), named(args.metrics, MOST)
    from experiments import health_marks, sentences
    from experiments.appearance import beside
    from experiments.compare import all_equal, answer, at_horizon, costs, differences, happening, levels
    from experiments.identity import hash_of
    from experiments.tables import take, write_csv
    from experiments.verbs.options import out_folder
    from experiments.verbs.work import changes_told, give, pictures, results_of, without

    results = results_of(args, scenarios, [word for word in args.words if is_override(word)])
    seeds = len(results[0].seeds)
    name = hash_of([[result.id for result in results], results[0].seeds])
    folder = out_folder(args, name)
    by_month, of_each = differences(results), levels(results)
    health = health_marks.health_of(results)
    horizon, table = at_horizon(by_month), health_marks.marked(answer(by_month), health)
    tables = {"answer.csv": table, "differences.csv": by_month, "by_month.csv": of_each, "costs.csv": costs(results)}
    for file, each in tables.items():
        write_csv(each, folder / file)
    drawn, left_out = pictures("compare", results, folder, args, easel, metrics)
    identical = {result.name for result in results[1:] if all_equal([results[0], result])}
    sentence = sentences.compared(horizon, seeds, identical, health)
    files = [*(folder / file for file in tables), *drawn, *(file for result in results for file in result.files)]
    everything = args.json or (args.all and not metrics)
    rows = range(len(table["metric"])) if everything else shown_rows(table, happening(of_each), metrics)
    shown = table if args.json else health_marks.for_reader(take(table, list(rows)))
    notes = _notes(take(horizon, list(rows)), len(table["metric"]) - len(rows), folder)
    below = [*notes, *beside(results), *health_marks.notes(health), *without(left_out)]
    data = {"health": health_marks.as_data(health), "left_out": left_out}
    give(args, name, sentence, shown, files, changes_told(results), ["", *below] if below else (), **data)
    return 0 if sentences.enough(seeds) else 3


def _scenarios(words) -> list[str]:
    """The scenarios named.

    Raises:
        ConfigError: fewer than two, one of them twice, or a scenario given as an override.
    """
    from scenarios.problems import ConfigError, Problem

    names = [word for word in words if not is_override(word)]
    chosen = next((word for word in words if word.lstrip("+~").split("=")[0] == "scenario"), None)
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


def _notes(horizon, left_out: int, folder) -> list[str]:
    """What the table does not say: rows left out, no pairing gain, figures that are not known up to the end."""
    import numpy as np

    lines = [f"{left_out} more figures with --all, and in {folder / 'answer.csv'}"] if left_out else []
    if np.any(horizon["low80"] == horizon["high80"]):
        lines.append("pairing_gain -: the paired differences have no width at all")
    known = np.isfinite(horizon["median"])
    last = horizon["month"][known].max(initial=0)
    for month in np.unique(horizon["month"][known & (horizon["month"] < last)]):
        names = dict.fromkeys(horizon["metric"][known & (horizon["month"] == month)].tolist())
        lines.append(f"known up to month {month:g} only: {', '.join(names)}")
    return lines
