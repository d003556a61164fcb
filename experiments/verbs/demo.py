"""`gravity demo`: a real forum read, founded, fitted, simulated two years ahead under two budgets, and compared."""

REAL = "../shared/data/docusign"  # the export of a real forum, if somebody has put it there
SCENARIOS = ("baseline", "cut40")
SYNTHETIC_START = 1_577_836_800  # seconds since 1970: 1 January 2020
SYNTHETIC = ("community=small_forum", "community.market=6000", "run.weeks=104")


def add_parser(subparsers) -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "demo",
        help="the whole way in one command: read, fit, compare, draw",
        description="Read a forum export (a synthetic one if none is there), fit it, compare two budgets, draw the pictures.",
        epilog="Example: gravity demo --data path/to/export",
    )
    told = f"a forum export (default {REAL}, which comes apart from the program, if it is there; else a synthetic one)"
    parser.add_argument("--data", metavar="FOLDER", help=told)
    parser.add_argument("--trials", type=int, default=120, metavar="N", help="sets of parameters to try (default 120)")
    parser.add_argument("--seeds", type=int, default=50, metavar="N", help="runs of each scenario (default 50)")
    parser.add_argument("--out", default="outputs/demo", metavar="FOLDER", help="where all of it goes (default outputs/demo)")
    parser.set_defaults(main=main)


def main(args) -> int:
    """Walk the whole way. Returns the exit code of the last step."""
    from pathlib import Path

    out = Path(args.out)
    data = Path(args.data) if args.data else Path(REAL)
    if not args.data and not data.is_dir():
        data = out / "synthetic_export"
        print(f"No forum export is here: {data} is made up by a simulation. It is SYNTHETIC, not a real community.\n")
        synthesize(data)
    configs = out / "configs"
    print(f"1. Reading {data} and fitting a community to it\n")
    fitted = step(
        "fit", f"data={data}", "name=demo_forum", "--trials", args.trials, "--config-dir", configs, "--out", out / "fit"
    )
    if fitted:
        return fitted
    print(f"\n2. Two years ahead: {' against '.join(SCENARIOS)}, {args.seeds} runs each on the same draws\n")
    compared = step(
        "compare", *SCENARIOS, "community=demo_forum", "--seeds", args.seeds, "--config-dir", configs, "--out", out / "compare"
    )
    print(f"\nThe pictures are in {out / 'fit'} and {out / 'compare'}.")
    return compared


def step(*words) -> int:
    """One command of the way. Returns its exit code."""
    from experiments.cli import main as gravity

    print(f"$ gravity {' '.join(map(str, words))}\n", flush=True)
    return gravity([str(word) for word in words])


def synthesize(folder) -> None:
    """Write the export of a simulated forum, unless it is there already."""
    from agents.simulate import simulate
    from experiments.compose import compose
    from experiments.data.synthetic import write_export
    from scenarios.config import to_founding, to_path
    from scenarios.replay import WEEK, table_of

    if folder.exists():
        return
    config = compose(SYNTHETIC)
    run = simulate(to_founding(config), to_path(config), config.pars, config.links, seed=1)
    table = table_of(run, SYNTHETIC_START, SYNTHETIC_START + config.run.weeks * WEEK)
    folder.parent.mkdir(parents=True, exist_ok=True)
    write_export(folder, table, source="SYNTHETIC: made by a simulation of Gravity Well, not a real community")
