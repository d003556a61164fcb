"""Exports: read strictly, hashed, refused with file, line, reason and advice; written whole or not at all."""

import gzip
import json
import os
import time

import numpy as np
import pytest

from experiments.data import DataError, data_hash, read_export, write_export
from scenarios.events import ANSWER, FOLLOWUP, QUESTION, event_table
from scenarios.statistics import observe
from tests.real_data import DATA, needs_data

T0 = 1_420_070_400  # 2015-01-01


def events(*extra, n=6):
    """Lines of a sound events.csv with n threads of three posts, and extra rows."""
    rows = ["t,user,thread,kind"]
    for i in range(n):
        rows += [f"{T0 + i * 9000},u{i},th{i},q", f"{T0 + i * 9000 + 60},helper,th{i},a",
                 f"{T0 + i * 9000 + 90},u{i},th{i},f"]
    return [*rows, *extra]


POSTS = ["id,user,topic,at,body"]
for i in range(6):
    POSTS += [f'p{i},anna,t{i},2015-01-0{i + 1}T10:00:00Z,"two', f'lines, {i}"', f"r{i},bob,t{i},2015-01-0{i + 1} 12:00,x",
              f"s{i},anna,t{i},2015-01-0{i + 1} 13:00:00 UTC,x"]
USERS = ["id,joined", "anna,2014-12-01", "bob,2014-12-02", "carl,2014-12-03"]
TOPICS = ["id,at,views,solved_at", *(f"t{i},2015-01-0{i + 1}T10:00:00Z,{10 * i},{'2015-02-01' * (i < 2)}" for i in range(6))]
DISCOURSE = {"posts.csv": POSTS, "users.csv": USERS, "topics.csv": TOPICS}


def put(folder, files):
    folder.mkdir(exist_ok=True)
    for name, lines in files.items():
        raw = lines if isinstance(lines, bytes) else ("\n".join(lines) + "\n").encode()
        (folder / name).write_bytes(gzip.compress(raw) if name.endswith(".gz") and not isinstance(lines, bytes) else raw)
    return folder


def test_event_table_format(tmp_path):
    folder = put(tmp_path, {
        "events.csv.gz": events(f"{T0 + 10},,th0,c", f"{T0 + 10},-1,th0,c"),
        "threads.csv": ["accepted,thread,title,views", *(f"1,th{i},hello,{i}.5" for i in range(5)), "0,th5,hello,"],
        "users.csv": ["user,joined,staff", f"u1,{T0},0", f"silent,{T0 - 5},", f"helper,{T0 - 9},1"],
    })
    table = read_export(folder)
    assert len(table.t) == 20 and table.t.tolist() == sorted(table.t.tolist()) and table.end == table.t[-1]
    assert np.bincount(table.kind).tolist() == [6, 6, 2, 6] and np.count_nonzero(table.user == -1) == 2
    assert sorted(table.views[np.isfinite(table.views)].tolist()) == [0.5, 1.5, 2.5, 3.5, 4.5]
    assert table.accepted.sum() == 5 and table.joined.tolist() == [T0 - 9, T0 - 5, T0]
    assert table.staff.tolist() == [table.user[table.kind == ANSWER][0]]
    assert table.notes == ("5 of 7 members are not in the list of users; kept",)


def test_discourse_format(tmp_path):
    table = read_export(put(tmp_path, DISCOURSE))
    assert table.kind.tolist() == [QUESTION, ANSWER, FOLLOWUP] * 6
    assert table.t[:3].tolist() == [T0 + 10 * 3600, T0 + 12 * 3600, T0 + 13 * 3600]
    assert table.accepted.sum() == 2 and sorted(table.views.tolist()) == [0, 10, 20, 30, 40, 50]
    assert len(table.joined) == 3 and table.notes == ()


def test_discourse_variants(tmp_path):
    marked = [line + (",accepted" if line.startswith("id") else ",") for line in POSTS if not line.startswith("lines")]
    marked = [line.replace(',"two,', ",x,") for line in marked]
    marked[2] = marked[2][:-1] + ",true"
    table = read_export(put(tmp_path / "a", {"posts.csv.gz": marked, "users.csv": USERS}))
    assert table.accepted.sum() == 1 and table.views is None
    both = {"posts.csv": marked, "users.csv": USERS, "topics.csv": TOPICS}
    assert read_export(put(tmp_path / "b", both)).accepted.sum() == 2
    numbered = [line.replace("anna", "-1") for line in POSTS]  # the system opens topics: an unknown asker
    table = read_export(put(tmp_path / "c", {"posts.csv": [*numbered, "z,carl,t1,2015-03-01,x"], "users.csv": USERS}))
    assert np.count_nonzero(table.kind == FOLLOWUP) == 0 and np.count_nonzero(table.user == -1) == 12


def test_time_forms_are_one_time(tmp_path):
    forms = ("1420106407", "1420106407.0", "2015-01-01T10:00:07Z", "2015-01-01 10:00:07", "2015-01-01 10:00:07 UTC",
             "2015-01-01T12:00:07+02:00", "2015-01-01T10:00:07.000Z")
    table = read_export(put(tmp_path, {"events.csv": events(*(f"{form},u0,th0,f" for form in forms))}))
    assert np.count_nonzero(table.t == 1_420_106_407) == len(forms)


def test_ids_are_hashed_and_stable(tmp_path):
    plain = [line.replace(",u", ",").replace("th", "") for line in events()[1:]]
    table = read_export(put(tmp_path / "a", {"events.csv": ["t,user,thread,kind", *plain]}))
    assert min(table.user.min(), table.thread.min()) > 10**6  # small numbers do not stay small
    assert not set(table.user.tolist()) & set(table.thread.tolist())  # user 1 and thread 1 get different names
    spreadsheet = ["t,user,thread,kind", *(line.replace(",q", ".0,q") for line in plain)]
    again = read_export(put(tmp_path / "b", {"events.csv": spreadsheet}))
    assert again.thread.tolist() == table.thread.tolist() and again.user.tolist() == table.user.tolist()
    anna = read_export(put(tmp_path / "c", DISCOURSE)).user[0]
    assert anna == 4_322_974_831_904_641_925  # the same on every machine, in every version


def test_end_of_observation(tmp_path):
    files = {"events.csv": events(), "summary.json": [json.dumps({"data_end": "2015-06-01 00:00:00"})]}
    assert read_export(put(tmp_path, files)).end == T0 + 151 * 86400


def test_a_few_contradictions_are_told(tmp_path):
    many = events(f"{T0 - 60},helper,th0,a", f"{T0 + 60},u1,elsewhere,a", f"{T0 + 99},helper,th0,f", n=100)
    table = read_export(put(tmp_path, {"events.csv": many, "threads.csv": ["thread,views", *(
        f"th{i},1" for i in range(1, 100)), "stray,1"]}))
    assert len(table.t) == 302 and np.isnan(table.views).sum() == 1
    assert table.notes == (
        "posts in threads without a question: 1 of 303 rows, left out",
        "posts before their question: 1 of 302 rows, kept",
        "follow-ups by another than the asker: 1 of 302 rows, kept",
        "threads without any post: 1 of 100 rows, left out",
        "1 of 100 threads have no row of their own; views and accepted unknown",
    )


BROKEN = {
    "missing column": (["t,userid,thread,kind", *events()[1:]],
                       r"events.csv, line 1: has no column 'user'; did you mean 'userid'\? rename it to 'user'"),
    "other name": (["created_at,user,thread,kind", *events()[1:]], "did you mean 'created_at'"),
    "no such column": (["t,user,thread,zz", *events()[1:]], "add it; the header has t, user, thread, zz"),
    "semicolons": ([line.replace(",", ";") for line in events()], "it is separated by ';': save it with commas"),
    "doubled column": (["t,user,thread,kind,t", *(line + ",1" for line in events()[1:])], "line 1: has the column 't' twice"),
    "empty": (b"", "events.csv: is empty; export it again, with a header"),
    "only blank lines": (b"\n\n", "events.csv: is empty"),
    "header only": (events()[:1], "has a header but no rows"),
    "ragged row": (events("1420070400,u0,th0"), "line 20: has 3 cells where the header has 4; give every row one cell"),
    "longer row": (events("1420070400,u0,th0,a,9"), "line 20: has 5 cells"),
    "bad time": (events("soon,u0,th0,a"), "line 20: t is 'soon', which is no time; write seconds since 1970 or ISO 8601"),
    "odd number": (events("1_420_070_400,u0,th0,a"), "t is '1_420_070_400', which is no time"),
    "infinite time": (events("inf,u0,th0,a"), "t is 'inf', which is no time"),
    "huge time": (events("9" * 30 + ",u0,th0,a"), "which is no time"),
    "no time": (events(",u0,th0,a"), "line 20: t is '', which is no time"),
    "month 13": (events("2015-13-01,u0,th0,a"), "t is '2015-13-01', which is no time"),
    "before 1990": (events("20150101,u0,th0,a"), "line 20: t is '20150101', before 1990"),
    "milliseconds": (events("1420070400000,u0,th0,a"), "far in the future: perhaps milliseconds"),
    "future": (events(f"{int(time.time()) + 9 * 86400},u0,th0,a"), "in the future; write seconds"),
    "unknown kind": (events("1420070400,u0,th0,x"), "line 20: kind is 'x'; use q question, a answer"),
    "kind in words": (events("1420070400,u0,th0,Answer"), "kind is 'Answer'; did you mean 'a'"),
    "capital kind": (events("1420070400,u0,th0,A"), "kind is 'A'; did you mean 'a'"),
    "no thread": (events("1420070400,u0,,a"), "line 20: thread is ''; give every row its thread"),
    "second question": (events("1420070400,u0,th0,q"), "line 20: this thread has a second question"),
    "orphans": (events(*["1420070400,u0,lost,a"] * 3), r"line 20: posts in threads without a question \(3 of 21 rows\)"),
    "no question at all": ([events()[0], *["1420070400,u0,lost,a"] * 12], r"without a question \(12 of 12 rows\)"),
    "before the question": (events(*[f"{T0 - 9},u1,th0,a"] * 3), r"line 20: posts before their question \(3 of 21"),
    "foreign follow-ups": (events(*[f"{T0 + 9},u1,th0,f"] * 3), r"follow-ups by another than the asker \(3 of 21"),
    "too few events": (events(n=2), "holds 6 events by 3 known members; that is too small to fit: at least 10 events"),
    "too few members": ([events()[0], *(f"{T0 + i},{'me' * (i % 2)},th{i},q" for i in range(18))],
                        "holds 18 events by 1 known members"),
    "open quote": (events('1420070400,"u0,th0,a'), r"line 20: is not sound CSV \(unexpected end of data\); check the quotes"),
    "latin-1": ("\n".join(events("1420070400,J\xfcrgen,th0,a")).encode("latin-1"), "line 20: is not UTF-8 text; save it as"),
    "UTF-16": ("\n".join(events()).encode("utf-16"), "line 1: holds a NUL byte; it may be UTF-16"),
    "NUL": ("\n".join(events("1420070400,u\x000,th0,a")).encode(), "line 20: holds a NUL byte"),
    "packed, not named so": (gzip.compress(b"x"), "is packed with gzip but not named so; rename it to events.csv.gz"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_events_are_refused(tmp_path, name):
    lines, message = BROKEN[name]
    with pytest.raises(DataError, match=message) as caught:
        read_export(put(tmp_path, {"events.csv": lines}))
    assert caught.value.file == str(tmp_path / "events.csv") and caught.value.advice
    assert "line" not in message or caught.value.line == int(message.split("line ")[1].split(":")[0])


SOUND = "\n".join(events()).encode()
PACKED = gzip.compress(SOUND, mtime=0)
FOLDERS = {
    "cut gzip": ({"events.csv.gz": PACKED[:-20]}, "ends in the middle: the gzip file is cut short"),
    "no gzip": ({"events.csv.gz": SOUND}, "is not a sound gzip file"),
    "damaged gzip": ({"events.csv.gz": PACKED[:40] + bytes([PACKED[40] ^ 255]) + PACKED[41:]}, "is not a sound gzip file"),
    "damaged start": ({"events.csv.gz": b"\x1f\x8b\x07" + PACKED[3:]}, "is not a sound gzip file"),
    "empty gzip": ({"events.csv.gz": b""}, "events.csv.gz: is empty"),
    "packed twice": ({"events.csv": events(), "events.csv.gz": events()}, "has both events.csv and events.csv.gz; keep one"),
    "two exports": ({"events.csv": events(), **DISCOURSE}, r"holds two exports \(events.csv and posts.csv\)"),
    "no export": ({"event.csv": events()}, "has neither events.csv nor posts.csv; it holds event.csv; put in events.csv"),
    "nothing": ({}, "has neither events.csv nor posts.csv; it is empty"),
    "views": ({"events.csv": events(), "threads.csv": ["thread,views", "th0,many"]},
              "threads.csv, line 2: views is 'many'; give a number from 0 upwards"),
    "negative views": ({"events.csv": events(), "threads.csv": ["thread,views", "th0,-3"]}, "views is '-3'"),
    "views in Python": ({"events.csv": events(), "threads.csv": ["thread,views", "th0,1_0"]}, "views is '1_0'"),
    "endless views": ({"events.csv": events(), "threads.csv": ["thread,views", "th0,inf"]}, "views is 'inf'"),
    "accepted": ({"events.csv": events(), "threads.csv": ["thread,accepted", "th0,maybe"]},
                 "threads.csv, line 2: accepted is 'maybe'; write 1 for yes, 0 for no"),
    "thread twice": ({"events.csv": events(), "threads.csv": ["thread,views", "th0,1", "th1,1", "th0,2"]},
                     "threads.csv, line 4: thread 'th0' occurs a second time"),
    "other threads": ({"events.csv": events(), "threads.csv": ["thread,views", "x,1"]},
                      r"threads.csv, line 2: threads without any post \(1 of 1 rows\)"),
    "threads missing": ({"events.csv": events(), "threads.csv": ["thread,views", "th0,1"]},
                        "threads.csv: lacks 5 of the 6 threads that have posts"),
    "joined": ({"events.csv": events(), "users.csv": ["user,joined", "u0,1", "u1,"]},
               "users.csv, line 3: joined is '', which is no time"),
    "user twice": ({"events.csv": events(), "users.csv": ["user,joined", "u0,2015-01-01", "u0,2015-01-02"]},
                   "users.csv, line 3: user 'u0' occurs a second time"),
    "staff": ({"events.csv": events(), "users.csv": ["user,joined,staff", "u0,2015-01-01,boss"]}, "staff is 'boss'"),
    "summary": ({"events.csv": events(), "summary.json": ["{"]}, "summary.json: cannot be read"),
    "end": ({"events.csv": events(), "summary.json": ['{"data_end": "late"}']}, "summary.json: cannot be read"),
    "early end": ({"events.csv": events(), "summary.json": ['{"data_end": "2014-06-01"}']},
                  "data_end '2014-06-01' is more than 7 days before the last event"),
    "future end": ({"events.csv": events(), "summary.json": ['{"data_end": "2999-01-01"}']}, "is in the future"),
    "no users": ({"posts.csv": POSTS}, "has posts but no users.csv; add users.csv with the columns id, joined"),
    "post twice": ({**DISCOURSE, "posts.csv": [*POSTS, "p0,bob,t1,2015-01-09,x"]},
                   "posts.csv, line 26: id 'p0' occurs a second time"),
    "ragged after a long text": ({**DISCOURSE, "posts.csv": [*POSTS, "p9,bob,t1,2015-01-09"]},
                                 "posts.csv, line 26: has 4 cells where the header has 5"),
    "posts without topic": ({**DISCOURSE, "posts.csv": [POSTS[0].replace("topic", "topic_id"), *POSTS[1:]]},
                            "did you mean 'topic_id'"),
    "topic twice": ({**DISCOURSE, "topics.csv": [*TOPICS, TOPICS[1]]}, "topics.csv, line 8: id 't0' occurs a second time"),
    "topic time": ({**DISCOURSE, "topics.csv": [*TOPICS, "t9,never,1,"]}, "topics.csv, line 8: at is 'never'"),
    "solved": ({**DISCOURSE, "topics.csv": [*TOPICS, "t9,2015-01-01,1,yes"]}, "line 8: solved_at is 'yes', which is no time"),
    "openers": ({**DISCOURSE, "topics.csv": ["id,user", *(f"t{i},carl" for i in range(6))]},
                r"line 2: topics whose first post is by another user \(6 of 6 rows\); posts.csv must hold the opening"),
}


@pytest.mark.parametrize("name", FOLDERS)
def test_broken_folders_are_refused(tmp_path, name):
    files, message = FOLDERS[name]
    with pytest.raises(DataError, match=message) as caught:
        read_export(put(tmp_path / "export", files))
    assert str(caught.value).startswith(str(tmp_path / "export")) and "; " in str(caught.value)


def test_a_folder_is_needed(tmp_path):
    with pytest.raises(DataError, match="does not exist; give the folder"):
        read_export(tmp_path / "gone")
    (tmp_path / "file").write_text("x")
    with pytest.raises(DataError, match="is not a folder"):
        data_hash(tmp_path / "file")
    (tmp_path / "folder" / "events.csv").mkdir(parents=True)
    with pytest.raises(DataError, match=r"events.csv: cannot be read \(.*\); check that it is a file"):
        read_export(tmp_path / "folder")


def test_hash_follows_the_content_not_the_packing(tmp_path):
    plain = data_hash(put(tmp_path / "a", {"events.csv": events(), "users.csv": USERS}))
    assert plain == data_hash(put(tmp_path / "b", {"events.csv.gz": events(), "users.csv.gz": USERS, "notes.txt": ["x"]}))
    assert plain != data_hash(put(tmp_path / "c", {"events.csv": events("1420070400,u0,th0,c"), "users.csv": USERS}))
    assert plain != data_hash(put(tmp_path / "d", {"events.csv": events(), "users.csv": USERS[:-1]}))
    assert len(plain) == 32


# Writing


def small_table(**more):
    rng = np.random.default_rng(0)
    thread = np.r_[np.arange(20), rng.integers(0, 20, 80)]
    kind = np.r_[np.full(20, QUESTION), np.full(80, ANSWER)]
    t = T0 + np.r_[np.sort(rng.integers(0, 86400 * 300, 20)), 86400 * 301 + rng.integers(0, 86400 * 90, 80)]
    more = {"end": T0 + 400 * 86400, "staff": [3], "joined": T0 - np.arange(40)} | more
    return event_table(t, rng.integers(-1, 15, 100), thread, kind, **more)


def test_a_written_export_reads_back_as_the_same_community(tmp_path):
    views = np.where(np.arange(20) % 3, np.arange(20) * 1.5, np.nan)
    table = small_table(views=views, accepted=np.arange(20) % 2)
    back = read_export(write_export(tmp_path / "out" / "made", table))
    assert back.end == table.end and back.joined.tolist() == table.joined.tolist() and back.notes == ()
    first, second = observe(table), observe(back)
    np.testing.assert_allclose(list(second.values()), list(first.values()))
    assert np.isfinite(first["staff_answers"]) and np.isfinite(first["median_views"])
    bare = small_table(joined=None)
    assert read_export(write_export(tmp_path / "bare", bare)).joined is None
    assert "synthetic" in json.loads((tmp_path / "bare" / "summary.json").read_text())["source"]


def test_writing_is_deterministic_and_whole_or_not_at_all(tmp_path, monkeypatch):
    first, second = (write_export(tmp_path / name, small_table()) for name in "ab")
    for file in os.listdir(first):
        assert (first / file).read_bytes() == (second / file).read_bytes()
    with pytest.raises(DataError, match="is already there; remove it or give another folder"):
        write_export(first, small_table())

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        write_export(tmp_path / "c", small_table())
    assert sorted(os.listdir(tmp_path)) == ["a", "b"]


def test_a_thread_without_a_question_is_not_written(tmp_path):
    with pytest.raises(DataError, match="thread 7 has no question; leave such threads out"):
        write_export(tmp_path / "x", event_table([T0], [1], [7], [ANSWER]))
    assert os.listdir(tmp_path) == []


@needs_data
def test_a_real_community_reads_quickly_and_completely():
    start = time.process_time()
    table = read_export(DATA / "se_travel")
    assert time.process_time() - start < 10  # under 2 s on an idle machine
    assert len(table.t) == 226_068 and len(table.joined) == 44_202 and len(np.unique(table.thread)) == 25_346
    assert table.notes == ("posts before their question: 10 of 226068 rows, kept",)
