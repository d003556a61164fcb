"""Compiling: `kernel` for loops over columns, `rule` for scalar rules, both cached by the hash of all their sources.

A kernel makes no arrays: what it works on is given to it, so nobody needs to count who still uses what. (With the counting,
reading a dozen columns of an entity for one person costs more than what is done with them.) What does make arrays is
`allocating`; it may call kernels, but no kernel may call it, except the week its phases, which give nothing back.

Numba stamps a cached function with its own file only, so a kernel would not notice an edited rule in another file.
Therefore the cache folder is named by a hash of every source that a kernel may call: the packages `sim` and `agents`.
"""

import contextlib
import functools
import hashlib
import inspect
import os
import shutil
import tempfile
from pathlib import Path

import numba
import numpy as np
from numba import types
from numba.core import sigutils

_PACKAGES = ("sim", "agents")
_NUMBERS = {float: types.float64, int: types.int64, bool: types.boolean}
_KEPT = 4  # cache folders of earlier sources that are left alone; older ones are removed


def source_hash() -> str:
    """Hash (16 hex digits) of Numba's and NumPy's version, bounds checking, and every source that a kernel may call."""
    root = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256(f"{numba.__version__} {np.__version__} {numba.config.BOUNDSCHECK}".encode())
    for package in _PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            digest.update(str(path.relative_to(root)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _cache_homes():
    """Folders to try for the kernel cache, best first."""
    if named := os.environ.get("GRAVITY_CACHE_DIR"):
        yield Path(named)
    with contextlib.suppress(RuntimeError):  # a user without a home, as in some containers
        yield Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gravity-well" / "kernels"
    yield Path(tempfile.gettempdir()) / f"gravity-well-{os.getuid() if hasattr(os, 'getuid') else 'user'}"


def _cache_folder() -> str | None:
    """The first writable cache folder for today's sources, or None: then every process compiles anew."""
    name = source_hash()
    for home in _cache_homes():
        folder = home / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            os.utime(folder)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            _forget_old(home)
            return str(folder)
    return None


def _forget_old(home: Path) -> None:
    """Remove the caches of sources that are long gone."""
    folders = sorted((f for f in home.iterdir() if f.is_dir()), key=lambda f: f.stat().st_mtime, reverse=True)
    for folder in folders[_KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)


CACHE = _cache_folder()


def _jit(fn, inline="never", is_inner=False, counts=False, cached=True):
    options = {"nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True, "inline": inline, "_nrt": counts}
    options["no_cpython_wrapper"] = is_inner
    folder = os.path.join(CACHE, "inner") if CACHE and is_inner else CACHE
    before, numba.config.CACHE_DIR = numba.config.CACHE_DIR, folder or ""
    try:
        return numba.njit(cache=cached and CACHE is not None, **options)(fn)
    finally:
        numba.config.CACHE_DIR = before


def _two_ways(fn, counts=False):
    """A function with two ways in: one for Python, and an inner one for other kernels, each compiled when first used.

    The way in from Python unpacks every column of every entity. To leave it out of what only kernels call saves four
    tenths of the time to compile.
    """
    function = _jit(fn, counts=counts)
    if numba.config.DISABLE_JIT:
        return function, function
    inner = _jit(fn, is_inner=True, counts=counts)
    function.get_call_template = inner.get_call_template
    function.get_overload = inner.get_overload
    return function, inner


def kernel(fn):
    """Compile a loop over columns that makes no arrays. It releases the interpreter, so that runs go side by side on threads."""
    return _two_ways(fn)[0]


def allocating(fn):
    """Compile a loop that makes arrays of its own: it keeps count of who uses them, which a kernel is spared."""
    return _two_ways(fn, counts=True)[0]


def rows(fn):
    """Compile a generator of rows for kernels to loop over. It becomes part of each kernel that uses it.

    It is compiled anew with them, as Numba forgets how to go on with a generator that it finds in its cache.
    """
    return _jit(fn, cached=False)


def signed(signature: str):
    """Compile for one signature only, such as "float64(int64, int64)".

    Numba would compile anew for every constant that a caller passes: a number that stands in the source is a type of
    its own. For what is called from everywhere that multiplies the time to compile.
    """
    return lambda fn: fn if numba.config.DISABLE_JIT else _on_demand(fn, signature)


def inlined(fn):
    """Compile a few lines that must stand in the body of the loop that calls them, or it does not vectorise."""
    return _jit(fn, inline="always")


def rule(fn):
    """Compile a scalar rule: numbers in, a number out; no array, no clock, no generator.

    The annotations are the contract: `float`, `int`, `bool`, or a NamedTuple class of parameters, all of whose
    fields have defaults. Arguments are converted to them, so that a rule gives the same bits whether it is called
    from a kernel with a float32 column, from a Mesa agent with a Python float, or with the compiler off.
    """
    hints = inspect.get_annotations(fn, eval_str=True)
    wanted = [hints[name] for name in inspect.signature(fn).parameters]
    if numba.config.DISABLE_JIT:
        return _converting(fn, wanted)
    arguments = [_NUMBERS.get(hint) or numba.typeof(hint()) for hint in wanted]
    return _on_demand(fn, _NUMBERS[hints["return"]](*arguments))


def _on_demand(fn, signature):
    """Compile for one signature, but only when first called: a start from the cache then has nothing to load.

    Numba compiles functions with a given signature at once. Here both ways into a function, a call from another
    kernel and one from Python, first see to it that it is compiled for this signature and no other.
    """
    function, inner = _two_ways(fn)
    arguments, _ = sigutils.normalize_signature(signature)
    template_for = inner.get_call_template

    def from_kernel(given, keywords):
        inner.compile(signature)
        return template_for(arguments, keywords)

    function.get_call_template = from_kernel
    function._compile_for_args = lambda *given, **keywords: function.compile(signature)
    return function


def _converting(fn, wanted):
    """The rule in plain Python, with the same conversion of its arguments as the compiled one."""

    @functools.wraps(fn)
    def plain(*given):
        return fn(*(hint(value) if hint in _NUMBERS else value for hint, value in zip(wanted, given, strict=True)))

    return plain
