"""Write a picture: PNG and SVG with source and alt text inside, and its numbers beside them as CSV."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.image import imsave

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
        _lay_out(fig)
        about = {"Source": source, "Description": alt}
        with ThreadPoolExecutor(1) as aside:  # packing a PNG needs no interpreter
            packed = aside.submit(_packed, _painted(fig), fig.dpi, {"Software": None, "Title": title, **about})
            svg = _svg(fig, {"Date": None, "Creator": None, "Title": title or None, **about})
        png = packed.result()
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


def _lay_out(fig) -> None:
    """Give everything its place once, for both files: `savefig` would do so for each, and draw all one more time for it."""
    FigureCanvasAgg(fig)
    if (engine := fig.get_layout_engine()) is not None:
        engine.execute(fig)
        fig.set_layout_engine("none")


def _painted(fig):
    """The figure as pixels."""
    canvas = FigureCanvasAgg(fig)
    canvas.draw()
    return canvas.buffer_rgba()


def _packed(pixels, dpi, metadata) -> bytes:
    file = io.BytesIO()
    imsave(file, pixels, format="png", origin="upper", dpi=dpi, metadata=metadata)
    return file.getvalue()


def _svg(fig, metadata) -> bytes:
    file, dpi = io.BytesIO(), fig.dpi
    try:
        FigureCanvasSVG(fig).print_svg(file, metadata=metadata)
    finally:
        fig.set_dpi(dpi)
        FigureCanvasAgg(fig)
    return file.getvalue()
