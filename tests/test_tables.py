"""Tables: rows, filters, joins, and files that are written whole or not at all."""

import json
import os

import numpy as np
import pytest

from experiments import tables

TABLE = {"name": np.array(["a", "b", "a"]), "x": np.array([1.5, np.nan, 3.0]), "n": np.array([1, 2, 3], np.int32)}


def test_rows_are_plain_values_ready_for_json():
    found = tables.rows(TABLE)
    assert found == [{"name": "a", "x": 1.5, "n": 1}, {"name": "b", "x": None, "n": 2}, {"name": "a", "x": 3.0, "n": 3}]
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_where_keeps_the_matching_rows_in_order():
    assert tables.where(TABLE, name="a")["n"].tolist() == [1, 3]
    assert tables.where(TABLE, name="a", n=3)["x"].tolist() == [3.0]
    assert tables.count(tables.where(TABLE, name="c")) == 0


def test_values_come_in_order_of_appearance():
    assert tables.values(TABLE, "name") == ["a", "b"]


def test_a_table_without_columns_has_no_rows():
    assert tables.count({}) == 0
    assert tables.rows({}) == []


def test_joined_gives_each_row_its_partner():
    labels = {"name": np.array(["b", "a"]), "gini": np.array([0.2, 0.1])}
    both = tables.joined(TABLE, labels, on="name")
    assert both["gini"].tolist() == [0.1, 0.2, 0.1]
    assert list(both) == ["name", "x", "n", "gini"]


def test_clear_errors():
    with pytest.raises(ValueError, match=r"differ in length: \{'x': 2, 'y': 1\}"):
        tables.count({"x": np.zeros(2), "y": np.zeros(1)})
    with pytest.raises(ValueError, match="where: no column color; the table has name, x, n"):
        tables.where(TABLE, color=1)
    with pytest.raises(ValueError, match="name 'b' stands 0 times in the second table"):
        tables.joined(TABLE, {"name": np.array(["a"])}, on="name")
    with pytest.raises(ValueError, match="name 'a' stands 2 times"):
        tables.joined(TABLE, {"name": np.array(["a", "a", "b"])}, on="name")


def test_csv_is_readable_and_the_same_every_time(tmp_path):
    path = tmp_path / "new" / "t.csv"
    tables.write_csv({"say": np.array(['a "b", c', "d"]), "x": np.array([0.1, np.inf]), "f": np.float32([0.1, 2])}, path)
    assert path.read_bytes() == b'say,x,f\n"a ""b"", c",0.1,0.1\nd,,2.0\n'
    with pytest.raises(ValueError, match="differ in length"):
        tables.write_csv({"x": np.zeros(2), "y": np.zeros(1)}, path)


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path, monkeypatch):
    path = tmp_path / "a.bin"
    tables.write_whole(path, b"old")

    def broken(descriptor):
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="disk full"):
        tables.write_whole(path, b"new and longer")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.bin"]


def test_writing_over_a_file_replaces_it_and_leaves_no_draft(tmp_path):
    tables.write_whole(tmp_path / "a", b"1")
    tables.write_whole(tmp_path / "a", b"2")
    assert (tmp_path / "a").read_bytes() == b"2"
    assert len(list(tmp_path.iterdir())) == 1
