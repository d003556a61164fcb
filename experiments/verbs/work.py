"""What verbs have in common: compose, run what is missing with progress shown, draw, and give the answer."""

import sys
import threading
from importlib import import_module


def results_of(args, scenarios, words):
    """The results of some scenarios (None: the one in the overrides) under the same overrides, all on the same seeds.

    Args:
        args: the options of the command.
        scenarios: names.
        words: the overrides.

    Raises:
        ConfigError: the configuration cannot be run; then nothing was written.
        StoreError: the store cannot be written.
    """
    compile_if_cold()
    from experiments.compose import compose_all
    from experiments.progress import progress
    from experiments.runner import missing, run
    from experiments.store import Store
    from experiments.verbs.options import out_folder, overrides
    from scenarios.config import seeds_of

    texts, typed = overrides(args, words)
    composed = compose_all(texts, scenarios, args.config_dir, typed)
    out_folder(args, "")
    store = Store(args.store)
    lacking = sum(len(missing(store.run(each.config), seeds_of(each.config))) for each in composed)
    if lacking and not args.no_pictures:  # the runs leave this thread idle
        threading.Thread(target=import_module, args=("experiments.pictures",), daemon=True).start()
    with progress(lacking) as shown:
        return [run(each.config, store=store, progress=shown, changes=each.changes) for each in composed]


def pictures(verb: str, results, folder, args, easel, metrics=()) -> tuple[list, list[str]]:
    """The pictures of an answer, drawn by `experiments.pictures`, and why others are left out; here verbs meet charts."""
    if args.no_pictures:
        return [], []
    from experiments.pictures import draw

    return draw(verb, results, folder, metrics, easel)


def without(left_out) -> list[str]:
    """Lines for the pictures that there are not."""
    return [f"not drawn: {each}" for each in left_out]


def give(args, name: str, sentence: str, table, files, above=(), below=(), **extra) -> None:
    """Print an answer: one sentence, one table, one list of files; or, with --json, one object that holds the same.

    Args:
        name: the id of the answer.
        table: the rows, as columns by name.
        above, below: lines for the reader only, above and below the table.
        extra: further entries of the object.
    """
    from experiments.tables import rows

    if args.json:
        import json

        answer = {"id": name, "sentence": sentence, "files": [str(file) for file in files], "table": rows(table), **extra}
        print(json.dumps(answer, ensure_ascii=False, allow_nan=False))
        return
    listed = ["", "Files:", *(f"  {file}" for file in files)] if files else []
    print("\n".join([sentence, "", *above, *aligned(table), *below, *listed]).rstrip())


def aligned(table) -> list[str]:
    """A table as lines of text: names to the left, numbers to the right, "-" for what is not known."""
    from experiments.tables import rows
    from experiments.words import number

    held = rows(table)
    cells = [[name, *(_cell(row[name], number) for row in held)] for name in table]
    right = [all(not isinstance(row[name], str) for row in held) for name in table]
    widths = [max(map(len, column)) for column in cells]
    lines = []
    for i in range(len(held) + 1):
        places = zip(cells, widths, right, strict=True)
        lines.append("  ".join(c[i].rjust(w) if r else c[i].ljust(w) for c, w, r in places).rstrip())
    return lines


def _cell(value, number) -> str:
    if value is None:
        return "-"
    return value if isinstance(value, str) else number(value)


def changes_told(results) -> list[str]:
    """What makes each scenario differ from its parent, a line for each setting; and what a budget leaves of each program."""
    from scenarios.config import as_json
    from scenarios.ledger import told

    lines = [
        f"{result.name} is {result.config.scenario.parent} with {change.key}: {as_json(change.before)} -> {as_json(change.after)}"
        for result in results
        for change in result.changes
    ]
    lines += [f"{result.name}, {line}" for result in results if result.config.scenario.open for line in told(result.config)]
    return [*lines, ""] if lines else []


def compile_if_cold() -> None:
    """Compile the model before the clock of the progress starts, and say what the first start waits for."""
    from pathlib import Path

    import numba

    from sim.kernel import CACHE

    if numba.config.DISABLE_JIT or (CACHE is not None and any(Path(CACHE).rglob("*.nbi"))):
        return
    print("first start: compiling the model, about a minute", file=sys.stderr, flush=True)
    from experiments.warm_up import warm_up

    warm_up()
