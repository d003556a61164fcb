"""Write the generated documents, or with --check say how the committed ones differ from the code and exit with 1."""

import argparse
import sys
from difflib import unified_diff

from experiments.documents import ROOT, fresh
from experiments.tables import write_whole


def differences(documents: dict[str, str], root=ROOT) -> str:
    """How the files of a checkout differ from what they should be, as a diff; empty where they do not."""
    lines = []
    for name, text in documents.items():
        path = root / name
        held = path.read_text(encoding="utf-8") if path.exists() else ""
        lines += unified_diff(held.splitlines(), text.splitlines(), name, "from the code", lineterm="", n=1)
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Run the command. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m experiments.documents", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; print what would change")
    check = parser.parse_args(argv).check
    documents = fresh()
    found = differences(documents)
    if check:
        print(found or "the documents are what the code says")
        return 1 if found else 0
    for name, text in documents.items():
        write_whole(ROOT / name, text.encode())
        print(f"wrote {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
