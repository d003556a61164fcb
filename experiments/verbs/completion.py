"""`gravity completion`: the script that lets a shell complete verbs, options, scenarios and communities."""

SHELLS = ("bash", "zsh", "fish")


def add_parser(subparsers) -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "completion",
        help="print the script that lets a shell complete this command",
        description="Print a completion script.",
        epilog='bash, zsh: eval "$(gravity completion bash)". fish: gravity completion fish | source',
    )
    parser.add_argument("shell", choices=SHELLS)
    parser.set_defaults(main=main)


def main(args) -> int:
    """Print the script. Returns the exit code."""
    from experiments.completion import SCRIPTS

    print(SCRIPTS[args.shell], end="")
    return 0
