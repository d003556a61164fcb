"""The model to be timed: a fitted community in a larger market, on the engine, on its Mesa twin, and on threads."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from agents.simulate import Run, simulate
from experiments.bench.measure import ROOT, bytes_per_person
from experiments.compose import compose
from scenarios.config import Config, to_founding, to_path

START = (
    "from experiments.verbs.work import compile_if_cold; compile_if_cold(); "
    "from experiments.bench.model import config, run_once; run_once(config(5000, 4), 1)"
)


def config(people: int, weeks: int, overrides: tuple[str, ...] = ()) -> Config:
    """The default community, or that of the overrides, in a market of so many people."""
    return compose((*overrides, f"community.market={people}", f"run.weeks={weeks}"))


def run_once(chosen: Config, seed: int) -> Run:
    """One run on the engine."""
    return simulate(to_founding(chosen), to_path(chosen), chosen.pars, chosen.links, seed)


def run_twin(chosen: Config, seed: int) -> None:
    """The same run, one Mesa agent at a time."""
    from agents.mesa_world import CommunityModel

    model = CommunityModel(to_founding(chosen), to_path(chosen), chosen.pars, chosen.links, seed)
    for _ in range(chosen.run.weeks):
        model.step()


def run_many(chosen: Config, seeds: int, threads: int) -> None:
    """Runs side by side on threads."""
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda seed: run_once(chosen, seed), range(1, seeds + 1)))


def run_alone(people: int, weeks: int, overrides: tuple[str, ...] = ()) -> dict[str, float]:
    """Seconds and peak memory (MB) of one run in a new process, once its kernels are loaded.

    Raises:
        RuntimeError: the process fails; with what it wrote last.
    """
    code = (
        "import json, resource, sys, time\n"
        "from experiments.bench.model import config, run_once\n"
        "people, weeks, words = json.loads(sys.argv[1])\n"
        "chosen = config(people, weeks, tuple(words))\n"
        "run_once(config(20_000, 4, tuple(words)), 1)\n"
        "start = time.perf_counter()\n"
        "run_once(chosen, 1)\n"
        "seconds, most = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(seconds, most / (1024 if sys.platform != 'darwin' else 1024**2))"
    )
    given = json.dumps([people, weeks, overrides])
    done = subprocess.run([sys.executable, "-c", code, given], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the run of {people:,} people failed ({done.returncode}):\n{done.stderr[-2000:]}")
    seconds, most = map(float, done.stdout.split())
    return {"seconds": seconds, "peak_mb": most}


def memory(run: Run) -> dict[str, float]:
    """Bytes a person of a run: the columns of people, and those of ties, questions and events apart."""
    world = run.world
    people = len(world.people.need)
    own = (world.people, world.members, world.feelings, world.attitudes, world.orbits)
    grown = (world.questions, world.wishes, world.events)
    return {
        "bytes_per_person": sum(bytes_per_person(entity, people) for entity in own),
        "ties_per_person": bytes_per_person(world.ties, people),
        "questions_and_events_per_person": sum(bytes_per_person(entity, people) for entity in grown),
    }


def activity(run: Run, people: int) -> dict[str, float]:
    """How busy the timed run was, as means over its weeks: shares of the market."""
    from agents import counts

    weekly = run.weekly.mean(axis=0) / people
    return {"members": weekly[counts.MEMBERS], "visits_a_week": weekly[counts.VISITS], "needs_a_week": weekly[counts.NEEDS]}
