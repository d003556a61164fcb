"""The page docs/how_to_add.md does what it says: its blocks are carried out in a copy of the sources, in order.

A block is called by what follows the language: a YAML or Python block with a path is written to this file; a `diff` block
changes one; a Python block without a path is run; and so is every line of a `console` block. The compiler is off, so that
no kernel is compiled for a world that lives once.
"""

import os
import re
import shutil
import subprocess
import sys
from typing import NamedTuple

import pytest

from experiments.documents import ROOT

PAGE = ROOT / "docs" / "how_to_add.md"
COPIED = ("sim", "agents", "scenarios", "experiments", "configs", "tests")
SMALL = ("community.market=150", "--seeds", "1", "--no-pictures")  # of a command that simulates
_BLOCK = re.compile(r"^```(\w+)(?: +(\S+))?\n(.*?)^```$", re.M | re.S)
FILES, COMMANDS = ("yaml", "python"), {"gravity": ["-m", "experiments.cli"], "pytest": ["-m", "pytest"]}


class Block(NamedTuple):
    """A fenced block of the page."""

    language: str
    path: str
    text: str


def blocks_of(text):
    """The blocks of a page or a section, in order."""
    return [Block(language, path or "", body) for language, path, body in _BLOCK.findall(text)]


def edited(text, diff):
    """A text after a diff without line numbers: what it keeps says where, and must be there once.

    A line of the diff stands for every line that begins with it, so that a long call is named by its beginning.
    """
    lines, kept = text.splitlines(), [line[1:] for line in diff.splitlines() if not line.startswith("+")]
    found = [
        i
        for i in range(len(lines) - len(kept) + 1)
        if all(mine.startswith(line) if line else not mine for mine, line in zip(lines[i:], kept, strict=False))
    ]
    assert len(found) == 1, f"{len(found)} places for:\n{diff}"
    at, result = found[0], lines[: found[0]]
    for line in diff.splitlines():
        if line.startswith("+"):
            result.append(line[1:])
        else:
            result.append(lines[at])
            at += 1
    return "\n".join([*result, *lines[at:]]) + "\n"


def python(folder, *arguments):
    """What a Python in a folder says; it must end well."""
    environment = os.environ | {"PYTHONPATH": str(folder), "NUMBA_DISABLE_JIT": "1", "GRAVITY_CACHE_DIR": str(folder / "cache")}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    weak = 3 if "experiments.cli" in arguments else 0  # the evidence of a single small run is weak
    assert done.returncode in (0, weak), f"{' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def command(line):
    """The arguments for Python of a line that one would type; runs are made small."""
    verb, *words = line.split()
    if verb == "gravity":
        words = [*re.sub(r"--seeds \S+", "", " ".join(words)).split(), *SMALL]
    return [*COMMANDS[verb], *words]


def carried_out(block, folder):
    """Do what a block says in a folder. Returns what was printed."""
    target = folder / block.path
    if block.language == "diff":
        target.write_text(edited(target.read_text(), block.text))
    elif block.path:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(block.text)
    elif block.language == "python":
        return python(folder, "-c", block.text)
    else:
        return "".join(python(folder, *command(line)) for line in block.text.splitlines())
    return ""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the sources, the same for all sections: each builds on those before it."""
    folder = tmp_path_factory.mktemp("copy")
    for package in COPIED:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def sections():
    """The sections of the page, by their headings; those that change a file that there is not yet wait for it."""
    parts = re.split(r"^## (.*)\n", PAGE.read_text(encoding="utf-8"), flags=re.M)[1:]
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return {head: text for head, text in pairs if all((ROOT / b.path).exists() for b in blocks_of(text) if b.language == "diff")}


def test_the_page_does_what_it_says(copy):
    said = {head: "".join(carried_out(block, copy) for block in blocks_of(text)) for head, text in sections().items()}
    assert "summer" in said["A scenario: one file"]
    assert "first_hundred" in said["A community: one file"]
    assert "......" in said["A behavior: one file and one line of the schedule"]


def test_every_block_is_understood():
    blocks = blocks_of(PAGE.read_text(encoding="utf-8"))
    assert len(blocks) == PAGE.read_text(encoding="utf-8").count("\n```") // 2
    for block in blocks:
        assert block.language in ("console", "diff", *FILES), block
        assert bool(block.path) == (block.language in ("diff", "yaml")) or block.language == "python", block
        for line in block.text.splitlines() if block.language == "console" else ():
            assert line.split()[0] in COMMANDS, line


@pytest.mark.parametrize("diff", [" x\n+y\n", " a\n+y\n", " a\n c\n+y\n"])
def test_a_change_without_its_one_place_is_refused(diff):
    with pytest.raises(AssertionError, match="places for"):
        edited("a\nb\na\n", diff)


def test_a_change_is_made_where_the_kept_lines_are():
    assert edited("f(1)\nb\n\na\n", " f(\n+y\n b\n") == "f(1)\ny\nb\n\na\n"
    assert edited("f(1)\nb\n\na\n", "+y\n a\n") == "f(1)\nb\n\ny\na\n"


def test_a_command_is_made_small():
    assert command("gravity run scenario=a --months 24 --seeds 9 --config-dir m")[2:] == [
        "run", "scenario=a", "--months", "24", "--config-dir", "m", *SMALL,
    ]  # fmt: skip
