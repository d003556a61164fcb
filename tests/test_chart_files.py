"""Picture files: the same bytes every time, traceable, with their numbers beside them, whole or not at all."""

import csv
import os
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from experiments.charts import CHARTS, style
from experiments.charts.alt import alt
from experiments.charts.picture import picture
from experiments.charts.save import save
from experiments.tables import count
from tests import chart_tables as example

SOURCE = "run 3f9a · config 88ab · source 5d0e"
ONE_PANEL = example.difference_table(("cut40",), ("pull",))
SMALL = {
    "difference": lambda: (ONE_PANEL, {}),
    "gravity": lambda: (example.gravity_table(("baseline", "cut40"), last=6), {}),
    "cohorts": lambda: (example.cohort_table(4, 3), {}),
    "fit_check": lambda: (example.fit_table(("retention by window", "share answered")), {}),
}


def saved(name, folder):
    table, extra = SMALL.get(name, lambda: example.example(name))()
    return save(picture(name, table, **extra), folder / name, table, SOURCE, alt(name, table, **extra)), table, extra


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Every chart, saved once."""
    folder = tmp_path_factory.mktemp("charts")
    return {name: saved(name, folder) for name in CHARTS}


@pytest.mark.parametrize("name", CHARTS)
def test_the_picture_carries_its_source_its_alt_text_and_its_numbers(name, files):
    (png, svg, data), table, extra = files[name]
    assert (png.name, svg.name, data.name) == (f"{name}.png", f"{name}.svg", f"{name}.data.csv")
    with Image.open(png) as image:
        assert image.size == (1920, 1080)
        assert image.text["Source"] == SOURCE
        assert image.text["Description"] == alt(name, table, **extra)
        assert "Software" not in image.text
    text = svg.read_text("utf-8")
    root = ElementTree.fromstring(text)
    told = " ".join(element.text or "" for element in root.iter())
    assert alt(name, table, **extra) in told and told.count(SOURCE) == 2  # in the metadata, and as the source line
    assert "date" not in text.split("<defs>")[0] and "Matplotlib" not in text
    with open(data, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert rows[0] == list(table) and len(rows) == count(table) + 1


@pytest.mark.parametrize("name", ["gravity", "cohorts"])
def test_the_same_picture_gives_the_same_bytes(name, files, tmp_path):
    again, _, _ = saved(name, tmp_path)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in files[name][0]]


def test_threads_do_not_disturb_each_other(files, tmp_path):
    names = ["difference", "orbit_levels"]
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda name: saved(name, tmp_path)[0], names))
    for name, paths in zip(names, made, strict=True):
        assert [path.read_bytes() for path in paths] == [path.read_bytes() for path in files[name][0]]


def test_saving_twice_writes_one_source_line_and_long_ones_are_cut_in_the_picture_only(tmp_path):
    table = ONE_PANEL
    figure = picture("difference", table)
    save(figure, tmp_path / "a", table, SOURCE, "said")
    long = "run " + "abc " * 60
    (png, _, _) = save(figure, tmp_path / "a", table, long, "said")
    lines = [text.get_text() for text in figure.texts if text.get_gid() == "source"]
    assert len(lines) == 1 and len(lines[0]) <= 100 and lines[0].endswith("…")
    with Image.open(png) as image:
        assert image.text["Source"] == long


def test_a_picture_without_source_or_alt_text_is_refused(tmp_path):
    table = ONE_PANEL
    figure = picture("difference", table)
    with pytest.raises(ValueError, match="the source text is empty; give one for a"):
        save(figure, tmp_path / "a", table, " ", "said")
    with pytest.raises(ValueError, match="the alt text is empty"):
        save(figure, tmp_path / "a", table, SOURCE, "")
    assert not list(tmp_path.iterdir())


def test_a_full_disk_leaves_no_broken_file(tmp_path, monkeypatch):
    table = ONE_PANEL
    figure = picture("difference", table)

    def broken(source, target):
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(OSError, match="disk full"):
        save(figure, tmp_path / "a", table, SOURCE, "said")
    assert not list(tmp_path.iterdir())


def test_the_style_sheet_is_what_is_worn():
    assert style.SETTINGS["svg.fonttype"] == "none" and style.SETTINGS["svg.hashsalt"]
    assert style.SETTINGS["font.family"][0] == "DejaVu Sans"
    assert style.SETTINGS["axes.labelsize"] == style.SETTINGS["xtick.labelsize"] == style.LABEL
    cycle = [entry["color"] for entry in style.SETTINGS["axes.prop_cycle"]]
    assert len(set(cycle)) == 8
    assert [color.strip("#") for color in style.COLORS] == [c.strip("#") for c in cycle[:4]]
    assert np.isclose(style.SETTINGS["figure.figsize"], (13.333, 7.5), atol=1e-3).all()
