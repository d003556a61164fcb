"""Pictures: what is on the axes, what is refused, and that a slide has no text over text. Tables: `chart_tables`."""

import matplotlib
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from agents.orbit import LEVEL_NAMES
from experiments.charts import CHARTS, PANELS, fit_check, style
from experiments.charts.answer_reuse import passes
from experiments.charts.difference import gain_note, leaves_zero
from experiments.charts.labels import EndLabels, spread
from experiments.charts.orbit_levels import LEVELS
from experiments.charts.picture import grid, picture
from experiments.tables import count, take, where
from tests import chart_tables as example


def bare(panels):
    """Axes of a plain figure, without any style."""
    figure = Figure()
    FigureCanvasAgg(figure)
    return figure.subplots(1, panels, squeeze=False).ravel()


def drawn(name, table, **extra):
    axes = bare(PANELS[name](table))
    assert CHARTS[name](table, axes, **extra) is axes
    return axes


def end_labels(ax):
    return [text.get_text() for artist in ax.artists if isinstance(artist, EndLabels) for text in artist.texts]


def words(ax):
    texts = [*ax.texts, ax.title, ax._left_title, ax.xaxis.label, ax.yaxis.label]
    return " ".join(" ".join(t.get_text() for t in texts).split() + " ".join(end_labels(ax)).split())


# Each chart


def test_gravity_draws_three_figures_and_names_each_scenario_once():
    table = example.gravity_table()
    axes = drawn("gravity", table)
    for ax, metric in zip(axes, ("gravity", "pull", "hold"), strict=True):
        rows = where(table, metric=metric, scenario="cut40")
        median = next(x for x in ax.lines if x.get_color() == style.COLORS[0])
        np.testing.assert_array_equal(median.get_ydata(), rows["median"])
        baseline = next(x for x in ax.lines if x.get_color() == style.GREY)
        np.testing.assert_array_equal(baseline.get_ydata(), where(table, metric=metric, scenario="baseline")["median"])
        assert ax.get_title(loc="left") == metric.capitalize()
        assert len(ax.collections) == 2 * 4  # two bands a scenario
        assert ax.get_xlabel() == "months"
    assert "about zero in any steady state" in words(axes[0])
    assert axes[1].get_ylim()[0] == axes[2].get_ylim()[0] == 0
    assert [sorted(end_labels(ax)) for ax in axes] == [[], [], ["baseline", "cut40", "double staff", "no community"]]


def test_gravity_bands_are_the_80_and_95_of_the_table():
    table = example.gravity_table(("baseline",))
    pull = where(table, metric="pull")
    wide, narrow = (c.get_paths()[0].get_extents() for c in drawn("gravity", table)[1].collections)
    assert (wide.y0, wide.y1) == (pull["low95"].min(), pull["high95"].max())
    assert (narrow.y0, narrow.y1) == (pull["low80"].min(), pull["high80"].max())


def test_baseline_is_dark_grey_and_colors_stay_whether_it_is_shown_or_not():
    with_it = style.looks(["baseline", "a", "b"])
    without = style.looks(["a", "b"])
    assert with_it["baseline"]["color"] == style.GREY
    assert with_it["a"] == without["a"] and with_it["b"] == without["b"]
    assert len({look["color"] for look in with_it.values()}) == len({str(x["linestyle"]) for x in with_it.values()}) == 3
    assert style.reference_of(["x", "baseline"]) == "baseline"
    assert style.reference_of(["x", "y"]) == "x"


def test_difference_has_a_bold_zero_marks_the_first_month_and_tells_the_gain():
    table = example.difference_table(("cut40",), ("pull",))
    (ax,) = drawn("difference", table)
    zero = next(x for x in ax.lines if list(x.get_ydata()) == [0, 0])
    assert zero.get_linewidth() > 2
    first = np.flatnonzero(table["high95"] < 0)[0]
    (dot,) = [x for x in ax.lines if x.get_marker() == "o"]
    assert dot.get_xydata().tolist() == [[table["month"][first], table["median"][first]]]
    assert f"month {table['month'][first]}" in words(ax)
    assert "pairing: 2.2× narrower" in words(ax)
    assert end_labels(ax) == ["cut40"]


def test_difference_without_effect_marks_nothing():
    table = example.difference_table(("cut40",), ("pull",), effect=0.0)
    assert leaves_zero(table) is None
    (ax,) = drawn("difference", table)
    assert not [x for x in ax.lines if x.get_marker() == "o"]


def test_leaving_zero_is_seen_on_both_sides():
    line = {"low95": np.array([-1.0, -1, 0.1]), "high95": np.array([1.0, -0.1, 2])}
    assert leaves_zero(line) == 1
    assert leaves_zero(take(line, [0, 2])) == 1
    assert leaves_zero(take(line, [0])) is None


def test_gain_is_never_flattered():
    assert gain_note([3.42, 5.11]) == "pairing: 3.4–5.1× narrower"
    assert gain_note([2.0, 2.0]) == "pairing: 2× narrower"
    assert gain_note([0.8, 3.0]) == "pairing: width divided by 0.8–3"
    assert gain_note([np.nan]) == ""


def test_difference_of_a_share_is_in_percentage_points():
    table = example.difference_table(("cut40",), ("hold",))
    (ax,) = drawn("difference", table)
    assert "percentage points" in words(ax)
    assert ax.yaxis.get_major_formatter()(-0.05) == "−5"


def test_orbit_levels_stack_to_the_total_and_enlarge_the_inner_two():
    table = example.orbit_table()
    stack, inner = drawn("orbit_levels", table)
    total = sum(where(table, level=level)["median"] for level in LEVELS)
    np.testing.assert_allclose(stack.lines[-1].get_ydata(), total)
    assert len(stack.collections) == 4
    contributing = where(table, level="Contributing")
    drawn_lines = [x.get_ydata().tolist() for x in inner.lines]
    for name in ("median", "low80", "high80"):
        assert contributing[name].tolist() in drawn_lines
    assert len(inner.lines) == 6
    assert [x.split("\n")[0] for x in end_labels(stack)] == list(LEVELS)
    assert stack.get_ylim()[0] == inner.get_ylim()[0] == 0


def test_orbit_levels_have_the_names_of_the_model():
    assert [LEVEL_NAMES[i] for i in (1, 2, 3, 4)] == list(LEVELS)


def test_answer_reuse_draws_its_three_lines_and_the_passing():
    table = example.reuse_table()
    (ax,) = drawn("answer_reuse", table)
    by_color = {x.get_color(): x.get_ydata().tolist() for x in ax.lines if x.get_marker() == "None"}
    assert list(by_color.values()) == [table[name].tolist() for name in ("reused", "asked", "answered")]
    first = passes(table)
    assert (table["reused"][first:] > table["asked"][first:]).all()
    assert table["reused"][first - 1] <= table["asked"][first - 1]
    assert f"from month {table['month'][first]} on" in words(ax)
    assert ax.get_ylim()[0] == 0
    low = table | {"reused": table["asked"] / 2}
    assert passes(low) is None and passes(table | {"reused": table["asked"] * 2}) is None
    assert "more than is asked" not in words(drawn("answer_reuse", low)[0])


def test_cohort_cells_carry_their_numbers_and_few_members_are_hatched():
    table = example.cohort_table()
    (ax,) = drawn("cohorts", table)
    hatched = [p for p in ax.patches if p.get_gid() == "few"]
    assert len(hatched) == (table["members"] < 30).sum() > 0
    numbers = [t.get_text() for t in ax.texts if t.get_gid() != "note"]
    assert numbers == [f"{100 * share:.0f}" for share in table["active_share"]]
    row = np.flatnonzero((table["joined_month"] == 3) & (table["months_since"] == 2))[0]
    there = next(t for t in ax.texts if t.get_position() == (2, 2))
    assert there.get_text() == f"{100 * table['active_share'][row]:.0f}"
    many = drawn("cohorts", table | {"members": np.full(count(table), 100)})[0]
    assert not [p for p in many.patches if p.get_gid() == "few"] and "hatched" not in words(many)


def test_cohort_cells_of_the_future_stay_empty_and_months_may_be_words():
    table = example.cohort_table(3, 3)
    table["active_share"] = np.where(table["months_since"] == 3, np.nan, table["active_share"])
    table["joined_month"] = np.array([f"2024-{m:02d}" for m in table["joined_month"]])
    (ax,) = drawn("cohorts", table)
    assert len([t for t in ax.texts if t.get_gid() != "note"]) == np.isfinite(table["active_share"]).sum()
    assert ax.get_yticklabels()[1].get_text().startswith("2024-02 (")


def test_lorenz_lines_labels_and_the_observed_one_dotted():
    table, labels = example.lorenz_tables()
    (ax,) = drawn("lorenz", table, labels=labels)
    np.testing.assert_array_equal(
        next(x for x in ax.lines if x.get_color() == "black").get_ydata(), where(table, line="observed")["share_answers"]
    )
    assert next(x for x in ax.lines if x.get_color() == "black").get_linestyle() == "--"  # a dash pattern: dots
    assert "baseline\n9 give half, Gini 0.73" in end_labels(ax)
    assert len(end_labels(ax)) == 4
    assert [0, 1] in [list(x.get_ydata()) for x in ax.lines]  # everyone helps equally


def test_fit_check_counts_and_outlines_the_worst():
    table = example.fit_table()
    axes = drawn("fit_check", table)
    covers = fit_check.coverage(table)
    for ax, (name, cover) in zip(axes, covers.items(), strict=True):
        rows = where(table, statistic=name)
        inside = (rows["observed"] >= rows["low80"]) & (rows["observed"] <= rows["high80"])
        assert (cover.inside, cover.points) == (inside.sum(), len(inside))
        assert f"{cover.inside} of {cover.points} inside" in words(ax)
        dots = next(x for x in ax.lines if x.get_marker() == "o")
        np.testing.assert_array_equal(dots.get_ydata(), rows["observed"])
    outlined = [ax.get_title(loc="left").replace("\n", " ").lower() for ax in axes if ax.spines["top"].get_linewidth() > 2]
    assert outlined == ["hours to first answer"]
    assert axes[1].get_yscale() == "log" and "log scale upward" in words(axes[1])
    assert axes[2].get_xscale() == "log" and "log scale both axes" in words(axes[2])
    assert axes[0].get_yscale() == "linear" and axes[0].get_ylim()[0] == 0


def test_no_panel_is_the_worst_of_one_or_of_perfect_ones():
    cover = fit_check.Cover
    assert fit_check.worst_of({"a": cover(0, 3, 1.0)}) is None
    assert fit_check.worst_of({"a": cover(3, 3, 0.0), "b": cover(2, 2, 0.0)}) is None
    assert fit_check.worst_of({"a": cover(1, 2, 0.1), "b": cover(1, 2, 0.9)}) == "b"
    assert fit_check.worst_of({"a": cover(1, 2, 0.1), "b": cover(3, 4, 0.9)}) == "a"


# What every chart does


@pytest.mark.parametrize("name", CHARTS)
def test_too_few_runs_make_a_notice_instead_of_a_picture(name):
    table, extra = example.example(name)
    axes = drawn(name, table | {"runs": np.full(count(table), 3)}, **extra)
    assert [t.get_text() for t in axes[0].texts] == ["not enough runs: need about 2 more"]
    assert not axes[0].lines and not axes[0].collections and not axes[0].axison
    assert not any(ax.get_visible() for ax in axes[1:])
    nothing = take(table, slice(0))
    assert "need about 5 more" in words(drawn(name, nothing, **extra)[0])


def test_five_runs_are_enough_for_a_picture():
    table = example.reuse_table(runs=5)
    assert "not enough" not in words(drawn("answer_reuse", table)[0])


def test_unknown_ends_get_no_label():
    table = example.reuse_table()
    table["answered"][-1] = np.nan
    figure = picture("answer_reuse", table)
    figure.draw_without_rendering()
    assert [text.split("\n")[0] for text in end_labels(figure.axes[0])] == ["solved by reuse", "asked"]


@pytest.mark.parametrize("name", CHARTS)
def test_a_missing_column_is_named(name):
    table, extra = example.example(name)
    gone = next(iter(table))
    with pytest.raises(ValueError, match=f"chart {name}: no column {gone}; the table has"):
        CHARTS[name]({k: v for k, v in table.items() if k != gone}, bare(1), **extra)


@pytest.mark.parametrize("name", [name for name in CHARTS if name not in ("cohorts", "lorenz")])
def test_two_lines_in_one_are_refused(name):
    table, extra = example.example(name)
    with pytest.raises(ValueError, match="stands twice in one line"):
        drawn(name, take(table, np.repeat(np.arange(count(table)), 2)), **extra)


FULL = (
    "first_posts_answered_7d", "active", "contributions_per_visit", "hold", "newcomers", "median_wait_h", "answers", "reused",
    "staff_answer_share", "revenue_expanded", "members", "toxic_exposure", "visits", "mass",
)  # fmt: skip
VARIANTS = {
    **{name: example.example(name) for name in CHARTS},
    "four panels": (example.difference_table(metrics=("gravity", "pull", "hold", "questions")), {}),
    "long names": (example.gravity_table(("baseline", "cut40_but_protect_the_helpers", "a_much_longer_name_still")), {}),
    "upward": (example.difference_table(effect=-1.0), {}),
    "24 months": (example.cohort_table(24, 10, 40), {}),
    "a full sheet": (example.sheet_table(("cut40", "a_much_longer_name_still", "sell_hard"), FULL, mark="poor health"), {}),
    "sheet of one": (example.sheet_table(("cut40",), ("trust",)), {}),
    "sheet of six": (example.sheet_table(("cut40", "no_community"), FULL[:6]), {}),
    "ledger of three": (example.ledger_table(("cut40", "a_much_longer_name_still", "sell_hard")), {}),
    "ledger of loss": (example.ledger_table(("cut40",), 900.0), {}),
    "funnel of one": (example.funnel_table(("baseline",)), {}),
    "twelve": (example.fit_table((*example.STATISTICS, "one more", "answered_in_7_days", "Gini", "helpers for half")), {}),
}
CHART_OF = {
    "four panels": "difference", "long names": "gravity", "upward": "difference", "24 months": "cohorts", "twelve": "fit_check",
    "a full sheet": "sheet", "sheet of one": "sheet", "sheet of six": "sheet", "ledger of three": "ledger",
    "ledger of loss": "ledger", "funnel of one": "funnel",
}  # fmt: skip


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_slide_is_readable_and_has_no_text_over_text(variant):
    table, extra = VARIANTS[variant]
    before = dict(matplotlib.rcParams)
    figure = picture(CHART_OF.get(variant, variant), table, **extra)
    with style.styled():
        figure.draw_without_rendering()
        boxes = _text_boxes(figure)
    assert dict(matplotlib.rcParams) == before  # the style was taken off again
    slide = figure.bbox
    np.testing.assert_allclose(figure.get_size_inches(), (13.333, 7.5), atol=1e-3)
    assert not any(ax.get_legend() for ax in figure.axes)
    sizes = [text.get_fontsize() for text in figure.findobj(Text) if text.get_text() and text.get_visible()]
    assert min(sizes) >= style.NOTE
    for text, box in boxes:
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= slide.x1 and box.y1 <= slide.y1, f"{text!r} leaves the slide"
    for i, (one, a) in enumerate(boxes):
        for other, b in boxes[i + 1 :]:
            wide, high = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
            assert min(wide, high) <= 4, f"{one!r} and {other!r} overlap by {wide:.0f} x {high:.0f} pixels"


def _text_boxes(figure):
    """Every visible text with its box, in pixels; rotated text left out, since its box is larger than itself."""
    renderer = figure.canvas.get_renderer()
    texts = list(figure.texts)
    for ax in figure.axes:
        if ax.get_visible():
            texts += [*ax.texts, ax._left_title, ax.xaxis.label, ax.yaxis.label]
            for axis, (low, high) in ((ax.xaxis, sorted(ax.get_xlim())), (ax.yaxis, sorted(ax.get_ylim()))):
                ticks = axis.get_major_ticks()
                texts += [t.label1 for t in ticks if low <= t.get_loc() <= high]
            texts += [t for artist in ax.artists if isinstance(artist, EndLabels) for t in artist.texts]
    shown = [t for t in texts if t.get_text().strip() and t.get_visible()]
    return [(t.get_text(), t.get_window_extent(renderer)) for t in shown if t.get_rotation() % 180 == 0]


# Refusals


def test_more_than_the_eye_can_tell_apart_is_refused():
    five = tuple("abcde")
    with pytest.raises(ValueError, match=r"at most 4 scenarios, got 5 \(a, b, c, d, e\); leave some out"):
        drawn("gravity", example.gravity_table(five))
    with pytest.raises(ValueError, match="at most 4 scenarios, got 5"):
        drawn("difference", example.difference_table(five))
    with pytest.raises(ValueError, match="at most 4 metrics, got 5"):
        drawn("difference", example.difference_table(("x",), five))
    with pytest.raises(ValueError, match="at most 24 cohorts, got 25"):
        drawn("cohorts", example.cohort_table(25, 2))
    with pytest.raises(ValueError, match="at most 12 statistics, got 13"):
        drawn("fit_check", example.fit_table(tuple("abcdefghijklm")))
    curves, _ = example.lorenz_tables(five)
    with pytest.raises(ValueError, match="at most 5 lines, got 6"):
        more = example.stacked([curves, where(curves, line="a") | {"line": np.full(101, "f")}])
        drawn("lorenz", more | {"gini": np.full(606, 0.5), "helpers_for_half": np.full(606, 3)})


def test_wrong_tables_are_refused():
    table = example.gravity_table(("baseline",))
    with pytest.raises(ValueError, match="shows gravity, pull, hold, self_sustaining; got push: leave those rows out"):
        drawn("gravity", table | {"metric": np.where(table["metric"] == "hold", "push", table["metric"])})
    with pytest.raises(ValueError, match="chart gravity draws 3 panels, got 2 axes"):
        CHARTS["gravity"](table, bare(2))
    table = example.orbit_table()
    with pytest.raises(ValueError, match="no level 'Lurking'; there are Leading"):
        drawn("orbit_levels", table | {"level": np.where(table["level"] == "Leading", "Lurking", table["level"])})
    with pytest.raises(ValueError, match="Leading has 24 of 25 months"):
        drawn("orbit_levels", take(table, np.arange(count(table) - 1)))
    cells = example.cohort_table(2, 2)
    with pytest.raises(ValueError, match="give one row per cell"):
        drawn("cohorts", example.stacked([cells, cells]))
    curves, labels = example.lorenz_tables()
    with pytest.raises(ValueError, match="line 'observed' stands 0 times in the second table"):
        drawn("lorenz", curves, labels=take(labels, np.arange(3)))
    with pytest.raises(ValueError, match="chart lorenz: no column gini, helpers_for_half"):
        drawn("lorenz", curves)
    with pytest.raises(ValueError, match="chart lorenz, labels: no column gini"):
        drawn("lorenz", curves, labels={"line": labels["line"], "helpers_for_half": labels["helpers_for_half"]})
    fits = example.fit_table(("retention by window",))
    for axis, column in (("x", "x"), ("y", "observed")):
        with pytest.raises(ValueError, match=f"a {column} of 0 or less on a logarithmic axis"):
            drawn("fit_check", fits | {column: np.arange(12.0), f"log_{axis}": np.full(12, True)})
    with pytest.raises(ValueError, match="no chart 'pie'; there are gravity, difference"):
        picture("pie", table)


# Parts


def test_labels_are_spread_without_overlap_as_near_as_they_can_be():
    assert spread([1.0, 5.0], [1, 1], 0, 10) == [1.0, 5.0]
    centers = spread([5.0, 5.1, 5.2], [2, 2, 2], 0, 10)
    assert np.diff(centers).tolist() == pytest.approx([2, 2]) and np.mean(centers) == pytest.approx(5.1)
    assert spread([9.9, 0.1], [2, 2], 0, 10) == [9, 1]
    assert spread([3.0, 3.0], [4, 4], 0, 4) == [0, 4]  # too little room: centered on it


@pytest.mark.parametrize("seed", range(5))
def test_spread_labels_never_overlap_nor_leave_the_room_they_fit_in(seed):
    rng = np.random.default_rng(seed)
    for _ in range(40):
        n = rng.integers(1, 8)
        wanted, heights = rng.uniform(-2, 12, n), rng.uniform(0.2, 1.4, n)
        centers = np.array(spread(list(wanted), list(heights), 0, 10))
        order = np.argsort(centers)
        gaps = np.diff(centers[order]) - (heights[order][:-1] + heights[order][1:]) / 2
        assert (gaps > -1e-9).all()
        assert (centers - heights / 2 > -1e-9).all() and (centers + heights / 2 < 10 + 1e-9).all()
        assert (np.diff(wanted[order]) >= 0).all()


def test_every_number_of_panels_has_its_grid():
    assert [grid(n) for n in (1, 2, 3, 4, 6, 8, 9, 12)] == [
        (1, 1), (1, 2), (1, 3), (2, 2), (2, 3), (2, 4), (3, 3), (3, 4)
    ]  # fmt: skip


def test_text_in_every_color_reads_on_white():
    for color in (*style.COLORS, style.GREY, "black", "#cccccc", "white"):
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in style.ink(color))
        assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5
    assert style.ink("black") == (0, 0, 0)
