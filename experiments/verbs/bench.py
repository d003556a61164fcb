"""`gravity bench`: how fast, how large, how quick to start; all side by side in one run, so that ratios can be trusted."""

from experiments.verbs.options import EXIT, is_override

MINI = (100_000, 104)  # people, weeks of the reference workload
MODEL = (100_000, 104)
MESA_MINI = (5_000, 20)  # Mesa and the twin are timed on less: they are slow, and linear in people and weeks
TWIN = (5_000, 6)
THREADS = (20_000, 104)
LARGE = (1_000_000, 104)


def add_parser(subparsers) -> None:
    """Declare the verb."""
    parser = subparsers.add_parser(
        "bench",
        help="speed, memory and start of this machine, side by side",
        description="Time the reference workload three ways, the model on the engine and on its Mesa twin, threads, start.",
        epilog=f"Example: gravity bench --quick. {EXIT}",
    )
    parser.add_argument("words", nargs="*", metavar="KEY=VALUE", help="overrides of the timed community")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="rounds A B C A B C … (default 5)")
    parser.add_argument("--seeds", type=int, default=50, metavar="N", help="runs for the threads (default 50)")
    parser.add_argument("--quick", action="store_true", help="two rounds, eight runs, no large run, no cold start")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    parser.set_defaults(main=main)


def main(args) -> int:
    """Measure, and give the answer. Returns the exit code.

    Raises:
        ConfigError: a word that is no override, or a number of rounds or runs below 1.
    """
    check(args)
    rounds, seeds = (2, 8) if args.quick else (args.rounds, args.seeds)
    from experiments.verbs.work import compile_if_cold

    compile_if_cold()
    answer = {"mini": mini(rounds)} | model(rounds, seeds, tuple(args.words))
    answer["large"] = None if args.quick else large(tuple(args.words))
    answer["start"] = start(args.quick)
    if args.json:
        import json

        print(json.dumps(answer))
    else:
        print("\n".join(told(answer)))
    return 0


def check(args) -> None:
    """Refuse words that set nothing, and numbers below 1.

    Raises:
        ConfigError: with what to do.
    """
    from scenarios.problems import ConfigError, Problem

    problems = [
        Problem(word, "is no override", "write KEY=VALUE, such as community=small_forum", "command line")
        for word in args.words
        if not is_override(word)
    ]
    problems += [
        Problem(f"--{name}", f"{getattr(args, name)} is too small", "give 1 or more", "command line")
        for name in ("rounds", "seeds")
        if getattr(args, name) < 1
    ]
    if problems:
        raise ConfigError(problems)


def say(text: str) -> None:
    """Progress, on the error stream."""
    import sys

    print(text, file=sys.stderr, flush=True)


def mini(rounds: int) -> dict[str, float]:
    """Member-weeks a second of the reference workload `community-mini`: engine, idiomatic Mesa, NumPy."""
    from experiments.bench import mini_engine, mini_mesa, mini_numpy
    from experiments.bench.measure import side_by_side

    say("timing community-mini: engine, Mesa, NumPy")
    timed = side_by_side(
        {
            "engine": lambda: mini_engine.run(*MINI),
            "mesa": lambda: mini_mesa.run(*MESA_MINI),
            "numpy": lambda: mini_numpy.run(*MINI),
        },
        rounds,
    )
    work = {"engine": MINI, "mesa": MESA_MINI, "numpy": MINI}
    return {name: work[name][0] * work[name][1] / times["median"] for name, times in timed.items()}


def model(rounds: int, seeds: int, overrides: tuple[str, ...]) -> dict[str, dict]:
    """Person-weeks a second of the model, on the engine and its twin, and on one and two threads; and its memory."""
    from experiments.bench import model as timed_model
    from experiments.bench.measure import side_by_side

    large, small, many = (timed_model.config(*size, overrides) for size in (MODEL, TWIN, THREADS))
    say("timing the model: engine, Mesa twin")
    pair = side_by_side(
        {"engine": lambda: timed_model.run_once(large, 1), "twin": lambda: timed_model.run_twin(small, 1)}, rounds
    )
    say(f"timing {seeds} runs on one and on two threads")
    threads = side_by_side({str(n): lambda n=n: timed_model.run_many(many, seeds, n) for n in (1, 2)}, max(1, rounds // 2))
    run = timed_model.run_once(large, 1)
    return {
        "model": {
            "engine": MODEL[0] * MODEL[1] / pair["engine"]["median"],
            "twin": TWIN[0] * TWIN[1] / pair["twin"]["median"],
        },
        "threads": {n: seeds * THREADS[0] * THREADS[1] / times["median"] for n, times in threads.items()},
        "memory": timed_model.memory(run),
        "activity": timed_model.activity(run, MODEL[0]),
    }


def large(overrides: tuple[str, ...]) -> dict[str, float]:
    """One run of a large market in a process of its own: seconds, and the most memory that the process ever held."""
    from experiments.bench import model as timed_model

    say(f"timing {LARGE[0]:,} people over {LARGE[1]} weeks")
    return timed_model.run_alone(*LARGE, overrides)


def start(quick: bool) -> dict[str, float | None]:
    """Seconds of a new process that composes and runs a tiny community: with a filled cache, and with an empty one."""
    from experiments.bench.measure import cold_start, warm_start
    from experiments.bench.model import START

    say("timing the start")
    return {"warm_s": warm_start(START), "cold_s": None if quick else cold_start(START)}


def told(answer: dict) -> list[str]:
    """The answer as text: figures in millions a second, and the ratios, which are what to trust."""
    mini, model, threads = answer["mini"], answer["model"], answer["threads"]
    lines = [f"The engine does {mini['engine'] / 1e6:,.0f} million member-weeks a second of community-mini.", ""]
    lines += [f"community-mini  {name:7s} {speed / 1e6:10,.2f} million member-weeks/s" for name, speed in mini.items()]
    lines += [f"                engine ÷ {name} = {mini['engine'] / mini[name]:,.1f}" for name in ("mesa", "numpy")]
    lines += [f"model           {name:7s} {speed / 1e6:10,.3f} million person-weeks/s" for name, speed in model.items()]
    lines += [f"                engine ÷ twin = {model['engine'] / model['twin']:,.0f}"]
    lines += [f"threads         {name:7s} {speed / 1e6:10,.1f} million person-weeks/s" for name, speed in threads.items()]
    lines += [f"                two ÷ one = {threads['2'] / threads['1']:.2f}"]
    lines += [f"large           {name} {value:,.1f}" for name, value in (answer["large"] or {}).items()]
    lines += [f"memory          {name} {value:,.0f}" for name, value in answer["memory"].items()]
    lines += [f"activity        {name} {value:.4f} of the market" for name, value in answer["activity"].items()]
    lines += [f"start           {name} {'-' if value is None else f'{value:.1f}'}" for name, value in answer["start"].items()]
    return lines
