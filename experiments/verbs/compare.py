"""`gravity compare`: scenarios held against the first of them, on the same draws."""

from experiments.verbs.options import EXIT, add_options, is_override

FOREMOST = 5  # figures that are shown whatever they say
MOST = 8  # further figures of a group (health, attitude, value, money) and scenario that are shown, if clear


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
    scenarios = _scenarios(args.words)
    from experiments import health_marks, sentences
    from experiments.appearance import beside
    from experiments.compare import all_equal, answer, at_horizon, costs, differences, levels
    from experiments.identity import hash_of
    from experiments.tables import take, write_csv
    from experiments.verbs.options import out_folder
    from experiments.verbs.work import changes_told, give, pictures, results_of

    results = results_of(args, scenarios, [word for word in args.words if is_override(word)])
    seeds = len(results[0].seeds)
    name = hash_of([[result.id for result in results], results[0].seeds])
    folder = out_folder(args, name)
    by_month = differences(results)
    health = health_marks.health_of(results)
    horizon, table = at_horizon(by_month), health_marks.marked(answer(by_month), health)
    tables = {"answer.csv": table, "differences.csv": by_month, "by_month.csv": levels(results), "costs.csv": costs(results)}
    for file, each in tables.items():
        write_csv(each, folder / file)
    drawn = pictures("compare", results, folder, args)
    identical = {result.name for result in results[1:] if all_equal([results[0], result])}
    sentence = sentences.compared(horizon, seeds, identical, health)
    files = [*(folder / file for file in tables), *drawn, *(file for result in results for file in result.files)]
    shown = table if args.json else health_marks.for_reader(take(table, _told(table)))
    below = [*_notes(horizon, folder), *beside(results), *health_marks.notes(health)]
    data = {"health": health_marks.as_data(health)}
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


def _told(table) -> list[int]:
    """The rows that a reader is shown: the foremost figures, and the first of each group with a clear difference."""
    from collections import Counter

    from experiments.sentences import is_clear
    from experiments.tables import rows
    from scenarios.metrics import METRICS

    first, held, told = list(METRICS)[:FOREMOST], Counter(), []
    for i, row in enumerate(rows(table)):
        group = row["scenario"], METRICS[row["metric"]].group
        is_more = row["metric"] not in first and is_clear(row) and held[group] < MOST
        held[group] += is_more
        if is_more or row["metric"] in first:
            told.append(i)
    return told


def _notes(horizon, folder) -> list[str]:
    """What the table does not say: rows left out, no pairing gain, figures that are not known up to the end."""
    import numpy as np

    left_out = len(horizon["metric"]) - len(_told(horizon))
    lines = [f"{left_out} more figures are in {folder / 'answer.csv'}"] if left_out else []
    if np.any(horizon["low80"] == horizon["high80"]):
        lines.append("pairing_gain -: the paired differences have no width at all")
    known = np.isfinite(horizon["median"])
    last = horizon["month"][known].max(initial=0)
    for month in np.unique(horizon["month"][known & (horizon["month"] < last)]):
        names = dict.fromkeys(horizon["metric"][known & (horizon["month"] == month)].tolist())
        lines.append(f"known up to month {month:g} only: {', '.join(names)}")
    return lines
