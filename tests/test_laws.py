"""The laws of the house that can be read off the sources: who imports whom, what never occurs, streams, parameters."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from agents import streams
from agents.links import Links
from agents.pars import Pars
from sim.pars import Par, pars_of

ROOT = Path(__file__).resolve().parents[1]
ORDER = ("sim", "agents", "scenarios", "experiments")  # each may import itself and those before it
COMPILED = ("sim", "agents")
SOURCES = {str(path.relative_to(ROOT)): ast.parse(path.read_text()) for p in ORDER for path in sorted((ROOT / p).rglob("*.py"))}
SCIENCE = {"numpy", "numba"}
ALLOWED = {"sim": SCIENCE | {"llvmlite"}, "agents": SCIENCE, "scenarios": {"numpy", "scipy"}}  # besides the standard library
MESA = ("sim/twin.py", "agents/mesa_world.py")
DISK = {"io", "os", "pathlib", "shutil", "tempfile", "subprocess", "sqlite3", "pickle", "logging"}
KERNEL_FILE = "sim/kernel.py"  # it keeps the cache of compiled code on disk
UNCOUNTED = {"kernel", "inlined", "rule", "signed", "rows"}  # compiled without a count of who still uses an array
DECORATORS = {*UNCOUNTED, "allocating"}
STREAMS = {
    "KEEN": 1, "TRAITS": 2, "SKILLS": 3, "FOUNDERS": 4, "OLD_ANSWERS": 5, "NEED": 10, "VISIT": 11, "SELF_SERVICE": 12,
    "ASK": 13, "TICKET": 14, "POST": 15, "LOOK": 16, "WISH": 17, "STAFF_WISH": 18, "CROWD": 19, "SOLVE": 20, "TURNS": 21,
    "THANKS": 22, "READ": 23, "JOIN": 24, "LEAVE": 25, "STALE": 26, "REPAIR": 27,
    "PROJECT": 28, "TALK": 29, "PROJECTS_UNDER_WAY": 6, "QUESTION_KEY": 30, "WISH_KEY": 31,
    "CLOUT": 7, "ACCOUNTS": 8, "VALUES": 9, "OUTAGE": 32, "AI": 33, "TOXIC": 34, "EXPOSURE": 35, "WELCOME": 36, "INTRODUCE":
    37, "ATTEND": 38, "MINGLE": 39, "WRITE": 40, "PUBLISH": 41, "BADGE": 43, "COURSE": 44, "SEED": 45,
    "INVITE": 46, "MOVE": 48, "IDEA": 49, "VOTE": 50, "HEAR": 51, "GIFT": 52, "IMPROVE": 53, "PEER": 54,
    "NOTICE": 55, "BUY": 56, "QUALIFY": 57, "PROSPECT": 58, "RENEW": 59, "EXPAND": 60, "ADVOCATE": 61, "REFER": 62, "OPENING": 63,
    "REVIEW": 64, "HOST": 65,
}  # fmt: skip


def imported(tree) -> set[str]:
    """Dotted names of the modules that a source imports, wherever in it the import stands."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names.add(node.module)
    return names


def strangers(file: str, tree) -> set[str]:
    """What a source imports and may not."""
    package = file.split("/")[0]
    roots = {name.split(".")[0] for name in imported(tree)}
    wrong = roots & {*ORDER[ORDER.index(package) + 1 :], "tests"}
    if package != "experiments":
        free = ALLOWED[package] | ({"mesa"} if file in MESA else set())
        if package == "agents" and Path(file).stem in ("founding", "analysis"):
            free |= {"networkx"}
        outside = roots - set(ORDER) - set(sys.stdlib_module_names)
        wrong |= outside - free
    if package == "scenarios" or (package in COMPILED and file != KERNEL_FILE):
        wrong |= roots & DISK
    return wrong


def test_imports_go_one_way():
    assert {file: wrong for file, tree in SOURCES.items() if (wrong := strangers(file, tree))} == {}


def test_there_is_something_to_look_at():
    assert all(sum(file.startswith(package + "/") for file in SOURCES) > 2 for package in ORDER)
    assert set(MESA) < set(SOURCES) and KERNEL_FILE in SOURCES


@pytest.mark.parametrize(
    ("file", "line", "wrong"),
    [
        ("sim/new.py", "from agents.world import World", {"agents"}),
        ("agents/new.py", "import scenarios.events", {"scenarios"}),
        ("agents/joining.py", "import networkx as nx", {"networkx"}),
        ("agents/founding.py", "import networkx as nx", set()),
        ("agents/simulate.py", "def f():\n    import mesa", {"mesa"}),
        ("scenarios/budget.py", "from pathlib import Path\nimport hydra", {"pathlib", "hydra"}),
        ("scenarios/budget.py", "from experiments import store", {"experiments"}),
        ("experiments/run.py", "import hydra, mesa\nfrom scenarios import events", set()),
    ],
)
def test_a_wrong_import_would_be_seen(file, line, wrong):
    assert strangers(file, ast.parse(line)) == wrong


def forbidden(tree) -> set[str]:
    """What must not occur in compiled packages: other arithmetic, lost writes, hidden generators, slow classes."""
    found = {"random"} & {name.split(".")[0] for name in imported(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in ("fastmath", "parallel"):
            found.add(node.arg)
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        if name in ("prange", "jitclass", "structref", "default_rng"):
            found.add(name)
        if name == "random" and isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("np", "numpy"):
            found.add("np.random")
        if isinstance(node, ast.alias) and node.name in ("prange", "jitclass", "structref", "random"):
            found.add(node.name)
    return found


def test_what_never_occurs_in_compiled_packages():
    looked = {file: forbidden(tree) for file, tree in SOURCES.items() if file.split("/")[0] in COMPILED}
    assert {file: found for file, found in looked.items() if found} == {}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("numba.njit(fastmath=True)", "fastmath"),
        ("njit(parallel=True)", "parallel"),
        ("np.random.random()", "np.random"),
        ("from numpy import random", "random"),
        ("import random", "random"),
        ("from numba.experimental import jitclass", "jitclass"),
        ("for i in numba.prange(3): pass", "prange"),
    ],
)
def test_what_never_occurs_would_be_seen(line, found):
    assert found in forbidden(ast.parse(line))


def powers(tree) -> set[str]:
    """Powers whose last bits depend on the compiler: of a whole number it makes products, of a half a square root."""
    found = set()
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            whole = {a.arg for a in function.args.args if a.annotation and ast.unparse(a.annotation) == "int"}
            for node in ast.walk(function):
                if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
                    exponent = ast.unparse(node.right)
                    if exponent in whole or exponent.lstrip("-") == "0.5":
                        found.add(ast.unparse(node))
    return found


def test_powers_give_the_same_bits_with_and_without_the_compiler():
    """Write `x ** float(n)` and `math.sqrt(x)`."""
    looked = {file: powers(tree) for file, tree in SOURCES.items() if file.split("/")[0] in COMPILED}
    assert {file: found for file, found in looked.items() if found} == {}
    assert powers(ast.parse("def f(x: float, n: int):\n    return x**n + x**0.5 + x**2.5")) == {"x ** n", "x ** 0.5"}


def kernels_called(file: str, tree) -> set[str]:
    """Calls inside a kernel to functions of packages whose sources the kernel cache does not stamp."""
    loose = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] in ("scenarios", "experiments")
        for alias in node.names
    }
    called = set()
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and DECORATORS & {ast.unparse(d).split("(")[0] for d in function.decorator_list}:
            called |= {ast.unparse(call.func).split(".")[0] for call in ast.walk(function) if isinstance(call, ast.Call)}
    return called & loose


def test_kernels_call_only_what_the_cache_watches():
    """Those of other files of `scenarios` and `experiments` may change without the cache noticing."""
    assert {file: called for file, tree in SOURCES.items() if (called := kernels_called(file, tree))} == {}
    sample = "from scenarios.a import g\n@kernel\ndef f(x):\n    return g(x)"
    assert kernels_called("scenarios/b.py", ast.parse(sample)) == {"g"}


def marked(tree, decorators):
    """Compiled functions of a source that carry one of these decorators."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and decorators & {ast.unparse(d).split("(")[0] for d in node.decorator_list}:
            yield node


def allocations_called(tree, allocating: set[str]) -> set[str]:
    """Calls of functions that make arrays, from where nobody would ever free them."""
    return {
        ast.unparse(call.func)
        for function in marked(tree, UNCOUNTED)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] in allocating
    }


def test_no_kernel_calls_what_makes_arrays():
    sources = {file: tree for file, tree in SOURCES.items() if file.split("/")[0] in COMPILED}
    allocating = {node.name for tree in sources.values() for node in marked(tree, {"allocating"})} - {"everyone"}
    assert {"listed", "new_batch"} <= allocating  # every phase has an `everyone`: the week calls it, and gets nothing back
    assert {file: called for file, tree in sources.items() if (called := allocations_called(tree, allocating))} == {}
    sample = "@allocating\ndef g(x):\n    return x\n\n\n@kernel\ndef f(x):\n    return g(x)"
    assert allocations_called(ast.parse(sample), {"g"}) == {"g"}


def test_the_fast_path_imports_nothing_heavy():
    heavy = ("mesa", "pandas", "matplotlib", "hydra", "omegaconf", "pyarrow", "optuna", "networkx")
    code = f"import sys, agents.simulate; print([name for name in {heavy} if name in sys.modules])"
    seen = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "[]"


def test_streams_keep_their_numbers():
    """A number is never given to anything else. A new stream is added here too."""
    numbers = {name: value for name, value in vars(streams).items() if name.isupper()}
    assert numbers == STREAMS
    assert len(set(STREAMS.values())) == len(STREAMS)


@pytest.mark.parametrize("group", [*(type(block) for block in Pars()), Links], ids=lambda group: group.__name__)
def test_every_parameter_is_declared(group):
    declared = pars_of(group)
    assert set(declared) == set(group._field_defaults) != set()
    for name, default in group._field_defaults.items():
        spec = declared[name]
        assert isinstance(spec, Par) and type(default) is float, name
        assert spec.low <= default <= spec.high and spec.low < spec.high, name
        assert spec.grade in ("A", "B", "C"), name
        assert spec.unit and spec.meaning and spec.source.strip(), name
    assert Pars._fields == tuple(Pars._field_defaults)
