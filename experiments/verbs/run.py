"""`gravity run`: one scenario, all seeds."""

from experiments.verbs.options import EXIT, add_options


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
    parser.set_defaults(main=main)


def main(args) -> int:
    """Run, and give the answer. Returns the exit code."""
    from experiments import sentences
    from experiments.compare import answer, at_horizon, levels
    from experiments.tables import write_csv
    from experiments.verbs.options import out_folder
    from experiments.verbs.work import changes_told, give, pictures, results_of

    (result,) = results_of(args, [None], args.words)
    folder = out_folder(args, result.id)
    by_month = levels([result])
    table = answer(by_month)
    write_csv(by_month, folder / "by_month.csv")
    drawn = pictures("run", [result], folder, args)
    sentence = sentences.described(at_horizon(by_month), result.config.community.name, len(result.seeds))
    give(args, result.id, sentence, table, [folder / "by_month.csv", *drawn, *result.files], changes_told([result]))
    return 0
