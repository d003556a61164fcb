"""Markdown: tables and links of the generated documents."""

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; what stands in a cell cannot break it."""
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for row in rows:
        lines.append("| " + " | ".join(cell(value) for value in row) + " |")
    return "\n".join(lines)


def cell(value: object) -> str:
    """A value as the text of one cell."""
    return " ".join(str(value).split()).replace("|", "\\|")


def link(path: str, text: str = "") -> str:
    """A link from a document in docs/ to a file of the checkout, named by its stem unless a text is given."""
    pure = PurePosixPath(path)
    stem = pure.parent.name if pure.stem in ("__init__", "__main__") else pure.stem
    return f"[{text or stem}](../{path})"


def links(paths: Iterable[str]) -> str:
    """Links to several files, by their stems."""
    return ", ".join(link(path) for path in paths)


def number(value: float) -> str:
    """A number as one would write it."""
    return f"{value:,.0f}" if abs(value) >= 1000 and value == int(value) else f"{value:g}"
