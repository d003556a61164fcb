"""Write a picture: PNG and SVG with source and alt text inside, and its numbers beside them as CSV."""

import io
from pathlib import Path

from matplotlib.figure import Figure

from experiments.charts.style import GREY, NOTE, styled
from experiments.charts.words import shortened
from experiments.tables import Table, write_csv, write_whole

SOURCE_LENGTH = 100  # characters that fit on the source line


def save(fig: Figure, path, table: Table, source: str, alt: str) -> list[Path]:
    """Write `path`.png, `path`.svg and `path`.data.csv, each whole or not at all; returns the three paths.

    The same picture gives the same bytes: no dates are written. The source line goes to the bottom left (there
    cut to one line) and, in full and with the alt text, into the text chunk of the PNG and the metadata of the SVG.

    Raises ValueError for an empty source or alt text: a picture without them cannot be traced or heard.
    """
    for name, text in (("source", source), ("alt", alt)):
        if not text.strip():
            raise ValueError(f"save: the {name} text is empty; give one for {Path(path).name}")
    title = next((text.get_text().replace("\n", " ") for text in fig.texts if text.get_gid() == "title"), "")
    with styled():
        _source_line(fig, source)
        png = _bytes(fig, "png", {"Software": None, "Title": title, "Source": source, "Description": alt})
        svg = _bytes(
            fig, "svg", {"Date": None, "Creator": None, "Title": title or None, "Source": source, "Description": alt}
        )
    files = [Path(f"{path}{ending}") for ending in (".png", ".svg", ".data.csv")]
    write_csv(table, files[2])  # first: no picture stands without its numbers
    write_whole(files[0], png)
    write_whole(files[1], svg)
    return files


def _source_line(fig, source) -> None:
    line = next((text for text in fig.texts if text.get_gid() == "source"), None)
    if line is None:
        line = fig.text(0.018, 0.012, "", ha="left", va="bottom", fontsize=NOTE, color=GREY, gid="source")
    line.set_text(shortened(" ".join(source.split()), SOURCE_LENGTH))


def _bytes(fig, form, metadata) -> bytes:
    file = io.BytesIO()
    fig.savefig(file, format=form, metadata=metadata)
    return file.getvalue()
