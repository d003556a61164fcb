"""`gravity ls`: what there is: communities, scenarios, metrics, links, facts, experiments, behaviours, parameters, ..."""

from argparse import ArgumentTypeError

EXIT = "Exit code: 0 answered, 2 bad input. Runs nothing, writes nothing."


def add_parser(subparsers) -> None:
    """Declare the verb."""
    from experiments.catalog import TOPICS

    parser = subparsers.add_parser(
        "ls",
        help="what there is: communities, scenarios, metrics, links, ...",
        description="List what has a name, with what it is; without a word, an overview.",
        epilog=f"Example: gravity ls scenarios. Then: gravity explain NAME. {EXIT}",
    )
    parser.add_argument("topic", nargs="?", type=_topic, choices=TOPICS, help=", ".join(TOPICS), metavar="WHAT")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    parser.add_argument("--config-dir", metavar="FOLDER", help="your own configuration files, searched first")
    parser.set_defaults(main=main)


def main(args) -> int:
    """List, and give the answer. Returns the exit code.

    Raises:
        ConfigError: a folder or file of configurations that cannot be read.
    """
    from experiments.catalog import PLURALS, overview, table_of
    from experiments.tables import columns
    from experiments.verbs.work import give

    found = table_of(args.topic, args.config_dir) if args.topic else overview(args.config_dir)
    if not args.topic:
        sentence = f"{len(found)} lists; gravity explain NAME tells more of whatever has a name."
    elif not found:
        sentence = f"There are no {args.topic}; put some into {PLURALS.get(args.topic, args.topic)}/NAME.yaml of --config-dir."
    else:
        one = args.topic.removesuffix("s") if args.topic not in PLURALS else PLURALS[args.topic]
        sentence = f"1 {one}." if len(found) == 1 else f"{len(found)} {args.topic}."
    give(args, f"ls {args.topic or ''}".strip(), sentence, columns(found), [])
    return 0


def _topic(word: str) -> str:
    from experiments.catalog import topic_of

    try:
        return topic_of(word)
    except ValueError as error:
        raise ArgumentTypeError(f"there is no list {word!r}; {error}") from None
