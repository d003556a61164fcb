"""Labels beside the lines they name, moved apart where they would overlap, instead of a legend."""

import math

from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox, IdentityTransform

from experiments.charts.style import LABEL, ink


def spread(wanted, heights, low: float, high: float) -> list[float]:
    """Centers as near as possible to the `wanted` ones, so that labels of these heights do not overlap.

    All within [low, high] if they fit there at all, else centered on it. In the order given.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    blocks = []  # [center, height, members]; neighbours that touch become one block around their mean
    for i in order:
        blocks.append([_inside(wanted[i], heights[i], low, high), heights[i], [i]])
        while len(blocks) > 1 and blocks[-2][0] + blocks[-2][1] / 2 > blocks[-1][0] - blocks[-1][1] / 2:
            _, above, late = blocks.pop()
            _, below, early = blocks.pop()
            members, height = early + late, below + above
            center = sum(wanted[k] for k in members) / len(members)
            blocks.append([_inside(center, height, low, high), height, members])
    centers = [0.0] * len(wanted)
    for center, height, members in blocks:
        bottom = center - height / 2
        for i in members:
            centers[i] = bottom + heights[i] / 2
            bottom += heights[i]
    return centers


def _inside(center, height, low, high):
    return (low + high) / 2 if height >= high - low else min(max(center, low + height / 2), high - height / 2)


class EndLabels(Artist):
    """Labels to the right of the axes, each with a thin leader from its point. Placed when drawn, at any size."""

    def __init__(self, ax, gap=14.0):
        super().__init__()
        self.gap = gap  # points between the axes and the labels
        self.points, self.texts, self.leaders = [], [], []
        ax.add_artist(self)
        self.set_clip_on(False)
        self.set_zorder(6)

    def add(self, x, y, text, color, size=LABEL, weight="bold") -> None:
        """Name the point (x, y), in the units of the axes, with `text` in `color`; a point that is unknown gets no label."""
        if not (math.isfinite(x) and math.isfinite(y)):
            return
        label = Text(0, 0, text, color=ink(color), fontsize=size, fontweight=weight, va="center", linespacing=1.1)
        leader = Line2D([0, 0], [0, 0], color=color, linewidth=1.0, alpha=0.7, solid_capstyle="butt")
        for child in (label, leader):
            child.set_transform(IdentityTransform())
            child.set_figure(self.get_figure(root=False))
        self.points.append((float(x), float(y)))
        self.texts.append(label)
        self.leaders.append(leader)

    def place(self, renderer) -> None:
        """Put every label where it belongs for the present size of the axes."""
        if not self.texts:
            return
        box, unit = self.axes.bbox, renderer.points_to_pixels(1.0)
        anchors = self.axes.transData.transform(self.points)
        extents = [text.get_window_extent(renderer) for text in self.texts]
        centers = spread(anchors[:, 1], [e.height + 5 * unit for e in extents], box.y0, box.y1)
        left = box.x1 + self.gap * unit
        for (x, y), center, text, leader in zip(anchors, centers, self.texts, self.leaders, strict=True):
            text.set_position((left, center))
            leader.set_data([x, left - 3 * unit], [y, center])

    def get_window_extent(self, renderer=None):
        """Box around all labels, so that the layout leaves room for them."""
        renderer = renderer or self.get_figure(root=True).canvas.get_renderer()
        self.place(renderer)
        return Bbox.union([text.get_window_extent(renderer) for text in self.texts] or [Bbox.null()])

    def draw(self, renderer):
        """Place and draw the leaders and the labels."""
        self.place(renderer)
        for child in (*self.leaders, *self.texts):
            child.draw(renderer)
        self.stale = False
