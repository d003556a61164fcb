"""The verbs of the command line, one file each: `add_parser(subparsers)` and `main(args) -> exit code`.

These files import next to nothing at their top, so that help and completion are quick.
"""
