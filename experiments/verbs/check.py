"""`gravity check`: whether scenarios can be run, and what that will take. Runs nothing, writes nothing."""

from experiments.verbs.options import is_override

EXIT = "Exit code: 0 all can be run, 2 one cannot. Runs nothing, writes nothing."


def add_parser(subparsers) -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "check",
        help="whether scenarios can be run, how long it takes, how much memory",
        description="Compose and check scenarios, and estimate the time and memory of the runs that are not kept yet: time "
        "from people x weeks x runs and prices measured on two cores, memory from the columns of every entity.",
        epilog=f"Example: gravity check baseline cut40 community=small_forum --seeds 200. {EXIT}",
    )
    parser.add_argument("words", nargs="*", metavar="SCENARIO | KEY=VALUE", help="scenarios (else the default), and overrides")
    parser.add_argument("--seeds", type=int, metavar="N", help="runs of each scenario (run.seeds)")
    parser.add_argument("--months", type=int, metavar="M", help="months ahead (run.weeks)")
    parser.add_argument("--threads", type=int, metavar="N", help="runs side by side, 0 = all cores (run.threads)")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    parser.add_argument("--store", metavar="FOLDER", help="where runs are kept (default $GRAVITY_STORE, else runs)")
    parser.add_argument("--config-dir", metavar="FOLDER", help="your own configuration files, searched first")
    parser.set_defaults(main=main)


def main(args) -> int:
    """Check, and give the answer. Returns the exit code.

    Raises:
        ConfigError: a scenario that cannot be run, with all that is wrong with it.
    """
    from experiments.compose import compose_all
    from experiments.effort import FORMULA, effort
    from experiments.runner import missing
    from experiments.store import Store
    from experiments.tables import columns
    from experiments.verbs.options import overrides
    from experiments.verbs.work import changes_told, give
    from scenarios.config import seeds_of

    names = [word for word in args.words if not is_override(word)]
    texts, typed = overrides(args, [word for word in args.words if is_override(word)])
    composed = compose_all(texts, list(dict.fromkeys(names)) or [None], args.config_dir, typed)
    store, rows = Store(args.store), []
    for each in composed:
        lacking = missing(store.run(each.config), seeds_of(each.config))
        need = effort(each.config, len(lacking))
        rows.append({
            "scenario": each.config.scenario.name, "community": each.config.community.name, "people": need.people,
            "weeks": need.weeks, "runs": each.config.run.seeds, "to_run": need.runs, "threads": need.threads,
            "seconds": round(need.seconds, 1), "megabytes": round(need.bytes / 1e6),
        })  # fmt: skip
    below = ["", f"seconds: {FORMULA}, not on yours", *idle(composed, texts, typed, args.config_dir)]
    differing = [_Told(each) for each in composed]
    give(args, "check", sentence(rows), columns(rows), [], changes_told(differing), below)
    return 0


class _Told:
    """A composed scenario as `changes_told` wants it."""

    def __init__(self, composed):
        self.config, self.changes, self.name = composed.config, composed.changes, composed.config.scenario.name


def idle(composed, texts: list[str], typed: dict[str, str], config_dir) -> list[str]:
    """A line for each scenario, program and shock that was chosen and changes nothing: what it sets is set already."""
    from experiments.compose import compose_all
    from experiments.config_files import SEVERAL
    from experiments.overrides import Overrides
    from scenarios.config import canonical

    scenarios = [each.config.scenario for each in composed]
    found = [
        f"{one.name} changes nothing: all that it sets is set in {one.parent} already"
        for one, each in zip(scenarios, composed, strict=True) if one.parent and not each.changes
    ]  # fmt: skip
    for chosen in Overrides(texts, typed, config_dir).parsed:
        for name in chosen.names if chosen.key in SEVERAL and not chosen.value.startswith("{") else ():
            others = f"{chosen.key}=[{','.join(other for other in chosen.names if other != name)}]"
            without = [others if text == chosen.text else text for text in texts]
            plain = compose_all(without, [one.name for one in scenarios], config_dir, typed)
            if all(canonical(one.config) == canonical(other.config) for one, other in zip(composed, plain, strict=True)):
                where = composed[0].config.community.name
                found.append(f"{chosen.key}={name} changes nothing: all that it sets is set in {where} or the scenario already")
    return found


def sentence(rows: list[dict]) -> str:
    """How many scenarios can be run, and what that takes."""
    from experiments.progress import duration

    runs, seconds = sum(row["to_run"] for row in rows), sum(row["seconds"] for row in rows)
    many = "1 scenario can" if len(rows) == 1 else f"{len(rows)} scenarios can"
    total = sum(row["runs"] for row in rows)
    if not runs:
        return f"{many} be run: all {total} runs are kept already."
    kept = f", {total - runs} of {total} being kept already" if total > runs else ""
    memory = max(row["megabytes"] for row in rows)
    return f"{many} be run: {runs} runs in about {duration(max(seconds, 1.0))} and {memory / 1000:.1f} GB of memory{kept}."
