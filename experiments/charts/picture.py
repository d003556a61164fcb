"""A whole slide around a chart: the takeaway as its title, what is shown beneath, room for the source line."""

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from experiments.charts import CHARTS, PANELS, titles
from experiments.charts.bands import missing_runs
from experiments.charts.style import DARK, GREY, NOTE, grid, styled
from experiments.charts.words import balanced
from experiments.tables import Table

TITLE, SUBTITLE = 26, 16  # points
MARGIN = 0.018  # of the width, left of title and source
TITLE_WIDTH, SUBTITLE_WIDTH = 60, 104  # characters a line


def picture(name: str, table: Table, title: str | None = None, **extra) -> Figure:
    """Draw the chart called `name` on a slide, 13.333 x 7.5 in; returns the figure, to be given to `save`.

    Args:
        name: one of `CHARTS`.
        table: the table of that chart.
        title: a sentence made by `titles`; by default that of the chart.
        extra: more tables for the chart, as `labels` of "lorenz".

    Raises ValueError for an unknown name and whatever the chart refuses.
    """
    if name not in CHARTS:
        raise ValueError(f"no chart {name!r}; there are {', '.join(CHARTS)}")
    with styled():
        figure = Figure()
        FigureCanvasAgg(figure)
        rows, columns = grid(1 if missing_runs(table) else PANELS[name](table))
        axes = figure.subplots(rows, columns, squeeze=False).ravel()
        CHARTS[name](table, axes, **extra)
        _frame(figure, title or titles.title(name, table, **extra), titles.subtitle(name, table))
    return figure


def _frame(figure, title, subtitle) -> None:
    """Write title and subtitle, and leave the strips for them and for the source line free."""
    height = 72 * figure.get_figheight()  # points
    title, subtitle = balanced(title, TITLE_WIDTH), balanced(subtitle, SUBTITLE_WIDTH)
    place = 14.0
    for text, size, weight, color in ((title, TITLE, "bold", DARK), (subtitle, SUBTITLE, "normal", GREY)):
        figure.text(
            MARGIN, 1 - place / height, text, ha="left", va="top", fontsize=size, fontweight=weight, color=color,
            linespacing=1.15, gid="title" if size == TITLE else "subtitle",
        )  # fmt: skip
        place += (text.count("\n") + 1) * size * 1.32 + 4
    bottom = (2.2 * NOTE) / height
    figure.get_layout_engine().set(rect=(0.006, bottom, 0.988, 1 - bottom - (place + 6) / height))
