"""`gravity validate`: facts that a credible community shows, observed beside simulated, for each preset; what emerges from
pairs of runs; and the docks."""

from experiments.verbs.options import REFUSED

EXIT = f"Exit code: 0 no hard fact is missed, {REFUSED}, 3 ran, and one is."
SEEDS = 10  # runs of each preset
PAIRS = 6  # runs of each variant of an experiment: on the same draws fewer are enough


def add_parser(subparsers) -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "validate",
        help="facts of real communities beside the simulated ones",
        description="Hold the simulated communities against facts of real ones, and parts of the model against published "
        "models. A fitted preset lives its history again and is held against its own figures; any other is run ahead and "
        "held against general bands. What comes of spending, cutting, growing and the like is held against theirs by pairs of "
        "runs on the same draws. What is missed is printed.",
        epilog=f"Example: gravity validate --preset small_forum --seeds 10. {EXIT}",
    )
    parser.add_argument("words", nargs="*", metavar="KEY=VALUE", help="overrides for all presets, such as links.bonds=0")
    parser.add_argument("--preset", nargs="+", action="extend", default=[], metavar="NAME", help="only these communities")
    parser.add_argument("--docks", action="store_true", help="the published models (without the rest, unless it is named too)")
    parser.add_argument("--emergence", action="store_true", help="what emerges from pairs of runs (likewise)")
    told = f"runs of each preset (default {SEEDS}), and of each variant of an experiment (default {PAIRS})"
    parser.add_argument("--seeds", type=int, metavar="N", help=told)
    parser.add_argument("--months", type=int, metavar="M", help="months ahead, for presets without a history")
    parser.add_argument("--threads", type=int, metavar="N", help="runs side by side, 0 = all cores (run.threads)")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    parser.add_argument("--store", metavar="FOLDER", help="where runs are kept (default $GRAVITY_STORE, else runs)")
    parser.add_argument("--config-dir", metavar="FOLDER", help="your own configuration files, searched first")
    parser.set_defaults(main=main)


def main(args) -> int:
    """Validate, and give the answer. Returns the exit code.

    Raises:
        ConfigError: a configuration cannot be run; then nothing was written.
    """
    from experiments import health_marks
    from experiments.config_files import choices
    from experiments.identity import hash_of
    from experiments.tables import columns
    from experiments.validation import docked, hard_missed, sentence
    from experiments.verbs.work import give

    everything = not (args.preset or args.docks or args.emergence)
    names = choices("community", args.config_dir) if everything else args.preset
    pairs = PAIRS if args.seeds is None else args.seeds
    args.seeds = SEEDS if args.seeds is None else args.seeds
    plans = _plans(args, pairs) if args.emergence or everything else []
    rows, files, health = _of_presets(args, names) if names else ([], [], {})
    if plans:
        rows += _emerging(args, plans)
    if args.docks or everything:
        rows += docked()
    shown = rows if args.json else [row | {"ok": "yes" if row["ok"] else "NO"} for row in rows]
    name, below = hash_of([args.words, names, args.seeds, len(rows)]), health_marks.notes(health)
    below, data = (["", *below] if below else ()), ({"health": health_marks.as_data(health)} if health else {})
    give(args, name, sentence(rows), columns(shown), files, below=below, **data)
    return 3 if hard_missed(rows) else 0


def _of_presets(args, names: list[str]) -> tuple[list[dict], list, dict]:
    """The rows of some presets, those with a history from replays of it; the files in which the runs are kept; and the
    health of the presets that were run ahead."""
    from experiments.health_marks import health_of
    from experiments.progress import progress
    from experiments.runner import missing, run
    from experiments.store import Store
    from experiments.validation import kept_at, replays_missing, rows_ahead, rows_replayed
    from experiments.verbs.work import compile_if_cold
    from scenarios.config import seeds_of

    configs = _configs(args, names)
    compile_if_cold()
    store, rows, files, health = Store(args.store), [], [], {}
    for config in configs:
        name, seeds = config.community.name, list(seeds_of(config))
        if config.community.history.weeks:
            with progress(replays_missing(config, seeds, store)) as shown:
                rows += rows_replayed(config, seeds, store, lambda shown=shown, name=name: shown.step(name))
            files.append(kept_at(config, seeds, store))
        else:
            with progress(len(missing(store.run(config), seeds))) as shown:
                result = run(config, store=store, progress=shown)
            rows += rows_ahead(result)
            health[name] = health_of([result])[result.name]
            files += result.files
    return rows, files, health


def _plans(args, seeds: int) -> list:
    """The experiments of emergence with their configurations, all checked before anything runs."""
    from experiments.emergence import EXPERIMENTS
    from experiments.emergence.running import planned

    _communities_by_name(args)
    return planned(EXPERIMENTS.values(), args.words, seeds, args.config_dir)


def _emerging(args, plans) -> list[dict]:
    """The rows of the experiments of emergence."""
    from experiments.emergence.running import row, work
    from experiments.progress import progress
    from experiments.store import Store
    from experiments.verbs.work import compile_if_cold

    compile_if_cold()
    store = Store(args.store)
    with progress(work(plans, store)) as shown:
        return [row(plan, store, shown) for plan in plans]


def _configs(args, names: list[str]) -> list:
    """The configuration of each preset, all checked before anything runs."""
    from experiments.compose import compose
    from experiments.verbs.options import overrides

    _communities_by_name(args)
    words, typed = overrides(args, args.words)
    return [compose([f"community={name}", *words], None, args.config_dir, typed) for name in names]


def _communities_by_name(args) -> None:
    """Raises ConfigError where a community is chosen by an override."""
    from scenarios.problems import ConfigError, Problem

    chosen = next((word for word in args.words if word.lstrip("+~").split("=")[0] == "community"), None)
    if chosen:
        problem = Problem("community", "communities are named with --preset", "write --preset NAME", f"command line, {chosen}")
        raise ConfigError([problem])
