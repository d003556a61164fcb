"""The whole suite: compile once before the tests are shared out, so that no two processes compile the same."""

import os


def pytest_configure(config):
    """Fill the kernel cache in the process that hands out the tests."""
    if hasattr(config, "workerinput") or os.environ.get("NUMBA_DISABLE_JIT") == "1":
        return
    from experiments.verbs.work import compile_if_cold

    compile_if_cold()
