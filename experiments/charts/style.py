"""How every picture looks: size, type, colors. Worn while drawing and taken off again, never set for good."""

import math
import threading
from contextlib import contextmanager
from pathlib import Path

import matplotlib
import matplotlib.colors
from matplotlib import font_manager
from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator

from experiments.charts.words import number

LABEL = 18  # points, on axes and lines
NOTE = 14  # points, for what only the second row needs to read
DARK = "#222222"
GREY = "#4d4d4d"  # the baseline, always
PALE = "#999999"
# Okabe and Ito (2008), "Color Universal Design", those that stand out on white; each with a line style of its own,
# so that the picture also works in black and white.
COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")
DASHES = ((0, ()), (0, (5, 1.6)), (0, (1.2, 1.2)), (0, (6, 1.5, 1.2, 1.5)))
ALARM = "#D55E00"

_LOCK = threading.RLock()
_FILE = Path(__file__).with_name("gravity.mplstyle")


def _settings() -> dict:
    settings = dict(matplotlib.rc_params_from_file(_FILE, use_default_template=False))
    installed = set(font_manager.get_font_names())  # a family that is not installed would warn at every text
    settings["font.family"] = [name for name in settings["font.family"] if name in installed] or ["sans-serif"]
    return settings


SETTINGS = _settings()


@contextmanager
def styled():
    """Wear the style inside the block. One thread at a time: matplotlib keeps its settings in one place for all."""
    with _LOCK, matplotlib.rc_context():
        matplotlib.rcParams.update(SETTINGS)
        yield


def looks(names, reference="baseline") -> dict[str, dict]:
    """Color and line style of each scenario, in the order given: `reference` dark grey, the others in fixed order.

    The same list gives the same looks in every chart of a deck, with or without the reference in it.
    """
    others = [name for name in names if name != reference]
    found = {
        name: {"color": COLORS[i % len(COLORS)], "linestyle": DASHES[i % len(DASHES)]} for i, name in enumerate(others)
    }
    return found | {reference: {"color": GREY, "linestyle": "-"}}


def reference_of(names) -> str:
    """The scenario the others are held against: the baseline if it is there, else the first."""
    return "baseline" if "baseline" in names or not names else names[0]


def ink(color) -> tuple:
    """The color, darkened until text in it reads well on white (contrast at least 4.5, WCAG 2.1)."""
    rgb = matplotlib.colors.to_rgb(color)
    while 1.05 / (_luminance(rgb) + 0.05) < 4.5:
        rgb = tuple(0.95 * part for part in rgb)
    return rgb


def _luminance(rgb) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def grid(panels: int) -> tuple[int, int]:
    """Rows and columns for so many panels on a wide slide."""
    rows = 1 if panels <= 3 else 2 if panels <= 8 else 3
    return rows, math.ceil(panels / rows)


def dress(ax, size=LABEL) -> None:
    """Plain axes: no box, pale horizontal lines, sizes set, so that a chart looks right on any axes it is given."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.grid(axis="y", color="#e4e4e4", linewidth=0.8)
    ax.tick_params(labelsize=size, length=4)


def months(ax, first, last, size=LABEL) -> None:
    """The time axis: months, ticks at quarters or (half) years."""
    span = max(last - first, 1)
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60) if span / s <= 6), 120)
    ax.set_xlim(first, last if last > first else first + 1)
    ax.xaxis.set_major_locator(MultipleLocator(step))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda v, _: number(v)))
    ax.set_xlabel("months", fontsize=size)


def amounts(ax, show=number, ticks=5, axis="y", whole=False) -> None:
    """Number the axis as `show` writes a value; `whole`: no ticks between whole numbers."""
    which = ax.yaxis if axis == "y" else ax.xaxis
    which.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 5, 10] if whole else [1, 2, 2.5, 5, 10], integer=whole))
    which.set_major_formatter(FuncFormatter(lambda v, _: show(v)))


def from_zero(ax) -> None:
    """Amounts start at 0; only values below it make room for themselves."""
    low, high = ax.dataLim.y0, ax.dataLim.y1
    ax.set_ylim(min(0.0, 1.08 * low), max(1.08 * high, 0.0) or 1.0)


def heading(ax, name: str, note: str = "", size=LABEL, room: int = 1) -> None:
    """Name of a panel in bold, above it; under the name what is shown and its unit, at note size.

    `room`: lines kept for the note, so that the names of panels in a row stand at one height.
    """
    note += "\n" * max(room - 1 - note.count("\n"), 0)
    lines = note.count("\n") + 1
    ax.set_title(name, loc="left", fontsize=size, fontweight="bold", color=DARK, pad=11 + lines * NOTE * 1.3)
    ax.annotate(
        note, (0, 1), (0, 6), xycoords="axes fraction", textcoords="offset points", va="bottom", ha="left",
        fontsize=NOTE, color=DARK, linespacing=1.2, annotation_clip=False, gid="note",
    )  # fmt: skip
