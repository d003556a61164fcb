"""The event table: sorted, checked, nothing silently mended."""

import numpy as np
import pytest

from scenarios.events import ANSWER, COMMENT, FOLLOWUP, QUESTION, event_table


def test_sorts_by_time_and_keeps_the_order_within_a_second():
    table = event_table([30, 10, 10, 20], [1, 2, 3, -1], [5, 5, 6, 5], [ANSWER, QUESTION, QUESTION, COMMENT])
    assert table.t.tolist() == [10, 10, 20, 30]
    assert table.user.tolist() == [2, 3, -1, 1]
    assert table.thread.tolist() == [5, 6, 5, 5]
    assert table.kind.tolist() == [QUESTION, QUESTION, COMMENT, ANSWER]
    assert [column.dtype for column in table[:4]] == [np.int64, np.int64, np.int64, np.int8]
    assert table.end == 30 and table.joined is None and table.views is None and table.staff.tolist() == []


def test_optional_columns():
    table = event_table(
        [1, 2, 3], [0, 1, 1], [9, 4, 9], [QUESTION, QUESTION, FOLLOWUP], end=99,
        joined=[7, 3], views=[1, np.nan], accepted=[0, 1], staff=[8, 2, 8], notes=["a", "b"],
    )
    assert table.end == 99 and table.joined.tolist() == [3, 7] and table.staff.tolist() == [2, 8]
    assert table.views.dtype == np.float64 and table.views[0] == 1 and np.isnan(table.views[1])
    assert table.notes == ("a", "b")


def test_an_empty_table_and_a_thread_without_its_question_are_allowed():
    assert event_table([], [], [], [], end=5).end == 5
    assert len(event_table([1], [0], [3], [ANSWER]).t) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"user": [1]}, "event columns differ in length: {'t': 2, 'user': 1, 'thread': 2, 'kind': 2}"),
        ({"t": [[1, 2]]}, r"t has shape \(1, 2\): give a flat list"),
        ({"t": [1.5, 2.0]}, "t holds float64 values: give whole numbers"),
        ({"kind": [0, 4]}, "kind holds 4: use {0: 'question'"),
        ({"user": [1, -2]}, "user holds -2: number users from 0, and write -1"),
        ({"kind": [0, 0], "thread": [7, 7]}, "thread 7 has 2 questions: give one per thread"),
        ({"views": [1.0]}, r"views has shape \(1,\) for 2 threads: give one number per thread id"),
        ({"accepted": [1, 0, 1]}, r"accepted has shape \(3,\) for 2 threads"),
        ({"joined": [1.5]}, "joined holds float64 values"),
        ({"t": [], "user": [], "thread": [], "kind": []}, "an empty table has no last event: give `end`"),
    ],
)
def test_refusals(change, message):
    good = {"t": [1, 2], "user": [0, 1], "thread": [3, 4], "kind": [QUESTION, ANSWER]}
    with pytest.raises(ValueError, match=message):
        event_table(**good | change)
