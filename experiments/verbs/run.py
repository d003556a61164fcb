"""`gravity run`: one scenario, all seeds."""

from experiments.verbs.options import EXIT, add_choice, add_options


def add_parser(subparsers) -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "run",
        help="one scenario, all seeds",
        description="Run one scenario on all seeds and say where its figures stand at the horizon, with bands.",
        epilog=f"Example: gravity run scenario=cut40 run.seeds=20 pars.needs.rate=0.2. {EXIT}",
    )
    parser.add_argument("words", nargs="*", metavar="KEY=VALUE", help="overrides: community=NAME, scenario=NAME, key=value")
    add_options(parser)
    add_choice(parser)
    parser.set_defaults(main=main)


def main(args) -> int:
    """Run, and give the answer. Returns the exit code."""
    from experiments.easel import second_process

    with second_process(wanted=not args.no_pictures) as easel:
        return answered(args, easel)


def answered(args, easel) -> int:
    """The same, with the easel on which pictures are drawn."""
    from experiments import health_marks, sentences
    from experiments.compare import answer, at_horizon, costs, happening, levels
    from experiments.figures_shown import MOST, named, shown_rows
    from experiments.tables import take, write_csv
    from experiments.verbs.options import out_folder
    from experiments.verbs.work import changes_told, give, pictures, results_of, without

    metrics = named(args.metrics, MOST)
    (result,) = results_of(args, [None], args.words)
    folder = out_folder(args, result.id)
    by_month, health = levels([result]), health_marks.health_of([result])
    table = health_marks.marked(answer(by_month), health)
    write_csv(by_month, folder / "by_month.csv")
    write_csv(costs([result]), folder / "costs.csv")
    drawn, left_out = pictures("run", [result], folder, args, easel)
    sentence = sentences.described(at_horizon(by_month), result.config.community.name, len(result.seeds), health)
    files = [folder / "by_month.csv", folder / "costs.csv", *drawn, *result.files]
    everything = args.json or (args.all and not metrics)
    kept = list(range(len(table["metric"])) if everything else shown_rows(table, happening(by_month), metrics, more=0))
    shown = table if args.json else health_marks.for_reader(take(table, kept))
    below = ["", *_notes(len(table["metric"]) - len(kept), folder), *health_marks.notes(health), *without(left_out)]
    data = {"health": health_marks.as_data(health), "left_out": left_out}
    give(args, result.id, sentence, shown, files, changes_told([result]), below if len(below) > 1 else (), **data)
    return 0


def _notes(left_out: int, folder) -> list[str]:
    """What the table does not say."""
    return [f"{left_out} more figures with --all, and in {folder / 'by_month.csv'}"] if left_out else []
