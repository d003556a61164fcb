"""Running: all seeds of a configuration, on threads of one process, into the store; what is there is not run again."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed

from experiments.cores import cores
from experiments.parts import Part
from experiments.progress import Quiet
from experiments.result import Result
from experiments.store import RunFolder, Store
from scenarios.config import Config, seeds_of, to_founding, to_path


def run(
    config: Config, seeds: Iterable[int] | None = None, store: Store | None = None, progress: Quiet | None = None, changes=()
) -> Result:
    """The result of a configuration on some seeds (by default its own), from the store or by running what is missing.

    Every seed is kept when it is done: after an interruption, however rude, the same call goes on from there. The
    result does not depend on the number of threads.

    Args:
        config: what to run.
        seeds: which seeds.
        store: where results are kept.
        progress: is told of every finished seed.
        changes: the difference from the parent scenario, for the manifest.

    Raises:
        StoreError: the store cannot be written.
    """
    seeds = sorted(set(seeds_of(config) if seeds is None else seeds))
    store, progress = store or Store(), progress or Quiet()
    folder = store.run(config)
    tables = folder.is_finished(seeds)
    if tables is None:
        with folder.locked(progress.note):
            lacking = missing(folder, seeds)
            _simulate(config, lacking, folder, progress)
            tables = folder.finish(config, changes)
    return Result(config, seeds, folder, changes, tables)


def missing(folder: RunFolder, seeds: Iterable[int]) -> list[int]:
    """The seeds that have yet to be run."""
    tables = folder.tables()
    done = set(folder.part_seeds()) | (tables.seeds if tables else set())
    return [seed for seed in seeds if seed not in done]


def _simulate(config: Config, seeds: list[int], folder: RunFolder, progress: Quiet) -> None:
    """Run seeds on threads and keep each as it is done. The compiled weeks let go of the interpreter."""
    from agents.simulate import simulate
    from scenarios.outcomes import outcomes

    founding, path = to_founding(config), to_path(config)

    def one(seed: int) -> None:
        result = simulate(founding, path, config.pars, config.links, seed)
        folder.keep(Part(seed, result.weekly, outcomes(result, config)))

    with ThreadPoolExecutor(threads(config, len(seeds))) as pool:
        jobs = [pool.submit(one, seed) for seed in seeds]
        try:
            import pyarrow.parquet  # noqa: F401  wanted in the end; the runs leave this thread idle

            for job in as_completed(jobs):
                job.result()
                progress.step(config.scenario.name)
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            progress.note("stopping after the runs in hand")
            raise
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def threads(config: Config, jobs: int) -> int:
    """How many threads to use: as told, or all cores that this process may use; no more than there are jobs."""
    return max(1, min(config.run.threads or cores(), jobs))
