"""`gravity fit`: a community founded from a forum export, and the few rates that the export can tell."""

from experiments.verbs.options import EXIT

ABOUT = ("title", "kind", "lives_on", "source", "licence")
KNOWN = ("data", "name", *ABOUT)
SEEDS_OF_CHECK = 1000  # the first seed of the check; the search uses 1, 2, …


def add_parser(subparsers) -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "fit",
        help="found a community from a forum export and fit it",
        description="Read a forum export, found a community from it, fit the rates that it can tell, write a preset.",
        epilog=f"Example: gravity fit data=path/to/export name=our_forum. {EXIT}",
    )
    parser.add_argument("words", nargs="*", metavar="KEY=VALUE", help=f"data=FOLDER, and {', '.join(KNOWN[1:])} of the preset")
    parser.add_argument("--trials", type=int, default=400, metavar="N", help="sets of parameters to try (default 400)")
    parser.add_argument("--seeds", type=int, default=2, metavar="N", help="replays of each set (default 2)")
    parser.add_argument("--checks", type=int, default=40, metavar="N", help="fresh replays for the fit check (default 40)")
    parser.add_argument("--threads", type=int, default=0, metavar="N", help="replays side by side, 0 = all cores")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    parser.add_argument("--config-dir", metavar="FOLDER", help="where the preset goes: FOLDER/community (default configs)")
    parser.add_argument("--out", metavar="FOLDER", help="where the picture goes (default outputs/fit-NAME)")
    parser.add_argument("--no-pictures", action="store_true", help="draw nothing")
    parser.set_defaults(main=main)


def main(args) -> int:
    """Fit, and give the answer. Returns the exit code.

    Raises:
        ConfigError, DataError: nothing was written.
    """
    from pathlib import Path

    given = settings(args)
    from experiments.data.errors import DataError
    from experiments.data.read import data_hash, read_export
    from experiments.fit import check, figures, preset
    from experiments.fit.search import fit
    from experiments.progress import progress
    from experiments.runner import cores
    from experiments.tables import columns
    from experiments.verbs.work import compile_if_cold, give
    from scenarios.facts.carried import carried

    table = read_export(given["data"])
    if long := figures.too_long(table):
        raise DataError(given["data"], long, "leave out what is older")
    name = given["name"]
    threads = args.threads or cores()
    compile_if_cold()
    with progress(args.trials) as shown:
        for note in table.notes:
            shown.note(f"{given['data']}: {note}")
        fitted = fit(table, args.trials, args.seeds, threads, lambda best: shown.step(f"fit {name}, distance {best:.0f}"))
    seeds = range(SEEDS_OF_CHECK, SEEDS_OF_CHECK + args.checks)
    with progress(args.checks) as shown:
        digests = check.replays(fitted, seeds, threads, lambda: shown.step(f"check {name}"))
    rows = check.rows(fitted, digests)

    about = {key: given.get(key, "") for key in ABOUT} | {"data_hash": data_hash(given["data"])}
    about["source"] = about["source"] or f"fitted to the export {Path(given['data']).name}"
    tree = preset.preset(name, about, figures.figures_of(table), fitted, carried(table))
    file = Path(args.config_dir or "configs") / "community" / f"{name}.yaml"
    preset.write(file, tree, f"gravity fit data={Path(given['data']).name} name={name}")
    folder = Path(args.out) if args.out else Path("outputs") / f"fit-{name}"
    drawn = [] if args.no_pictures else pictures(table, digests, folder, name, about["data_hash"])
    give(args, f"fit-{name}", sentence(name, rows, fitted), columns(rows), [file, *drawn], config=str(file))
    return 0


def settings(args) -> dict[str, str]:
    """What the words of the command set.

    Raises:
        ConfigError: an unknown or missing key, a name that cannot be a file, an unknown word, or numbers below 1.
    """
    import re
    from difflib import get_close_matches
    from pathlib import Path

    from scenarios.community import BOTH, LIVING
    from scenarios.problems import ConfigError, Problem

    given, problems = {}, []
    for word in args.words:
        key, equals, value = word.partition("=")
        if not equals or key not in KNOWN:
            near = get_close_matches(key, KNOWN, 1)
            advice = f"did you mean {near[0]}=…?" if near else f"write KEY=VALUE with {', '.join(KNOWN)}"
            problems.append(Problem(key, "is nothing that a fit can set", advice, f"command line, {word}"))
        given[key] = value
    if "data" not in given:
        problems.append(Problem("data", "is missing", "write data=FOLDER of your forum export", "command line"))
    else:
        folder = re.sub(r"[^a-z0-9]+", "_", Path(given["data"]).resolve().name.lower()).strip("_")
        given.setdefault("name", f"{folder}_forum")
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", given["name"]):
            advice = "use letters, digits and _, a letter first: it names a file"
            problems.append(Problem("name", f"{given['name']!r} cannot be a name", advice, "command line"))
    if given.setdefault("lives_on", BOTH) not in LIVING:
        problems.append(Problem("lives_on", f"cannot be {given['lives_on']!r}", f"give {', '.join(LIVING)}", "command line"))
    for option, least in (("trials", 1), ("seeds", 1), ("checks", 5), ("threads", 0)):
        if getattr(args, option) < least:
            problems.append(Problem(f"--{option}", "is too small", f"give {least} or more", "command line"))
    if problems:
        raise ConfigError(problems)
    return given


def pictures(table, digests, folder, name: str, data_hash: str) -> list:
    """The picture of the fit check, and its table."""
    from experiments.charts.alt import alt
    from experiments.charts.picture import picture
    from experiments.charts.save import save
    from experiments.fit.curves import fan_table
    from scenarios.statistics import digest_of

    fan = fan_table(digest_of(table), digests)
    source = f"gravity fit · {name} · data {data_hash[:12]} · {len(digests)} replays, seeds new to the fit"
    folder.mkdir(parents=True, exist_ok=True)
    return save(picture("fit_check", fan), folder / "fit_check", fan, source, alt("fit_check", fan))


def sentence(name: str, rows: list[dict], fitted) -> str:
    """The answer in one sentence: how many statistics are covered, and which are farthest off."""
    covered = sum(row["covered"] for row in rows)
    missed = [row["statistic"] for row in rows if not row["covered"]]
    text = f"{covered} of {len(rows)} statistics of {name} lie in the 80% band of its replays"
    missing = f"; outside are {', '.join(missed)}" if missed else ""
    return f"{text}{missing}. The export cannot tell what the other parameters are: they keep their defaults."
