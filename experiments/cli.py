"""The command line: `gravity VERB [overrides] [options]`. Verbs are in `experiments/verbs`, one file each."""

import argparse
import atexit
import contextlib
import gc
import os
import sys
from difflib import get_close_matches
from importlib import import_module, metadata

# Files in experiments/verbs, in the order of the help.
VERBS = (
    "demo", "run", "compare", "fit", "grow", "validate", "ls", "explain", "diff", "check", "bench", "completion",
)  # fmt: skip

SELDOM = 100_000  # new objects after which garbage is looked for


class Refused(Exception):
    """A command that cannot be understood."""


class Parser(argparse.ArgumentParser):
    """A parser whose errors say what to do, and that never takes the beginning of an option for the whole."""

    def __init__(self, **settings):
        super().__init__(**settings, allow_abbrev=False)

    def error(self, message: str):
        """Refuse the command."""
        raise Refused(f"{message}; see {self.prog} --help")


def main(argv: list[str] | None = None) -> int:
    """Run a command. Returns the exit code: 0 answered, 2 bad input, 3 evidence too weak, 130 interrupted."""
    with _seldom_collecting():
        return _answered(sys.argv[1:] if argv is None else list(argv))


def _answered(argv: list[str]) -> int:
    try:
        if argv[:1] == ["__complete"]:
            from experiments.completion import candidates

            print("\n".join(candidates(" ".join(argv[1:]))))
            return 0
        args = parsed(argv)
        return args.main(args)
    except KeyboardInterrupt:
        print("\nstopped; finished runs are kept, and the same command goes on from there", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except MemoryError:
        print("gravity: not enough memory; lower community.market, run.weeks or --threads", file=sys.stderr)
        return 2
    except Exception as error:
        if not _is_input(error):
            raise
        _complain(error)
        return 2


@contextlib.contextmanager
def _seldom_collecting():
    """Look for garbage seldom: nearly all that a command loads stays to its end, where nobody needs to take it apart."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def parser() -> tuple[Parser, dict[str, Parser]]:
    """The parser of all verbs, and that of each."""
    top = Parser(prog="gravity", description="Gravity Well: simulate a community and what its budget does to it.")
    top.add_argument("--version", action="version", version=f"gravity-well {_version()}")
    top.set_defaults(main=None)
    verbs = top.add_subparsers(dest="verb", metavar="VERB", title="verbs", parser_class=Parser)
    for name in VERBS:
        import_module(f"experiments.verbs.{name}").add_parser(verbs)
    return top, verbs.choices


def parsed(argv: list[str]) -> argparse.Namespace:
    """The arguments of a command. Options may stand before, between and after words.

    Raises:
        Refused: an unknown verb or option, or a wrong value, with the nearest that exists.
    """
    top, verbs = parser()
    first = next((word for word in argv if not word.startswith("-")), None)
    if first is not None and first not in verbs:
        raise Refused(f"there is no verb {first!r}; {_nearest(first, verbs, 'verbs')}")
    args, rest = top.parse_known_args(argv)
    if args.verb is None:
        args.main = lambda _: top.print_help() or 0
    known = [option for option in (verbs[args.verb] if args.verb else top)._option_string_actions if option[:2] == "--"]
    for word in rest:
        if word.startswith("-"):
            name = word.split("=")[0]
            raise Refused(f"there is no option {name}; {_nearest(name, known, 'options')}")
    if rest and not hasattr(args, "words"):
        raise Refused(f"{rest[0]!r} has no meaning here; see gravity {args.verb} --help")
    if rest:
        args.words = [*args.words, *rest]
    return args


def _nearest(word: str, known, what: str) -> str:
    near = get_close_matches(word, known, 1, 0.5)
    return (f"did you mean {near[0]}? " if near else "") + f"{what.capitalize()}: {', '.join(known)}"


def _is_input(error: Exception) -> bool:
    """Whether an error is about what the user gave, to be told in a line, and not a fault of the program."""
    from experiments.data.errors import DataError
    from scenarios.problems import ConfigError

    return isinstance(error, (Refused, ConfigError, DataError, OSError))


def _complain(error: Exception) -> None:
    lines = str(error).splitlines()
    if isinstance(error, OSError) and error.filename and error.strerror:
        lines = [f"{error.filename}: {error.strerror}"]
    for line in lines:
        print(f"gravity: {line}", file=sys.stderr)


def _version() -> str:
    try:
        return metadata.version("gravity-well")
    except metadata.PackageNotFoundError:
        return "(not installed)"


if __name__ == "__main__":
    sys.exit(main())
