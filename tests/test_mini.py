"""The reference workload: three implementations, one law, checked by hand where the outcome is certain."""

import numba
import numpy as np
import pytest
from scipy.special import ndtri

from experiments.bench import mini_engine, mini_founding, mini_mesa, mini_numpy
from experiments.bench.mini import ACTIVE, COLUMNS, DORMANT, SETTINGS, Mini, agreement, parameters, topics, totals, zipf
from sim.draws import BLOCK, words

PLAIN = bool(numba.config.DISABLE_JIT)  # without the compiler the engine is slow: less of everything
SIZE, WEEKS, SEEDS, REFERENCES = (1500, 16, 3, 20) if PLAIN else (20_000, 104, 8, 20)
ALL = pytest.mark.parametrize("run", [mini_engine.run, mini_numpy.run, mini_mesa.run], ids=["engine", "numpy", "mesa"])


def column(rows, name):
    return rows[:, COLUMNS.index(name)]


def failed(measured, reference):
    return [verdict.total for verdict in agreement(measured, reference) if not verdict.ok]


@pytest.fixture(scope="module")
def reference():
    return {s: [mini_numpy.run(SIZE, WEEKS, 100 + k, s) for k in range(REFERENCES)] for s in SETTINGS}


# The same law


@pytest.mark.parametrize("setting", SETTINGS)
def test_engine_agrees_with_numpy(setting, reference):
    # false alarm: at most 8 totals x 1/300, were their standard errors just 1 %; in fact only churned comes near
    runs = [mini_engine.run(SIZE, WEEKS, k, setting) for k in range(SEEDS)]
    assert failed(runs, reference[setting]) == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_mesa_agrees_with_numpy(setting):
    # 8 totals at four standard errors of a t with 18 degrees of freedom: false alarm below 1 %
    n, weeks = 800, 30
    runs = [mini_mesa.run(n, weeks, k, setting) for k in range(6)]
    assert failed(runs, [mini_numpy.run(n, weeks, 50 + k, setting) for k in range(14)]) == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_gate_refuses_a_wrong_law(setting, reference):
    right = SETTINGS[setting]
    doubled = [mini_engine.run(SIZE, WEEKS, k, right._replace(beta=2 * right.beta)) for k in range(SEEDS)]
    assert "questions" in failed(doubled, reference[setting])
    fading = [mini_engine.run(SIZE, WEEKS, k, right._replace(decay=0.97)) for k in range(SEEDS)]
    assert "mean_love" in failed(fading, reference[setting])


def test_gate_allows_what_it_says():
    def runs(*visits):
        rows = np.zeros((len(visits), 1, len(COLUMNS)))
        rows[:, 0, COLUMNS.index("visits")] = visits
        return list(rows)

    def verdict(ours, theirs):
        return next(v for v in agreement(ours, theirs) if v.total == "visits")

    assert verdict(runs(102, 104), runs(100, 100)).ok  # 3 %, exactly
    assert not verdict(runs(102.1, 104.1), runs(100, 100)).ok
    # pooled deviation 10, two runs a side: standard error 10, that is 10 %
    noisy = verdict(runs(95 + 39 - 5 * 0.414213562, 105 + 39 + 5 * 0.414213562), runs(92.9289322, 107.0710678))
    assert noisy.allowed == pytest.approx(40, rel=1e-6)
    assert noisy.ok
    assert not verdict(runs(133.9, 148.1), runs(92.9289322, 107.0710678)).ok


def test_totals_by_hand():
    rows = np.arange(20.0).reshape(2, 10)
    assert totals(rows) == {
        "visits": 12, "questions": 14, "reuses": 16, "answered": 18, "churned": 15, "live": 12, "active": 5,
        "mean_love": 11,
    }  # fmt: skip


# What must hold in any run


@ALL
@pytest.mark.parametrize("setting", SETTINGS)
def test_nothing_is_lost(run, setting):
    n = 700
    rows = run(n, 40, 3, setting)
    get = {name: column(rows, name) for name in COLUMNS}
    asked, settled = np.cumsum(get["questions"]), np.cumsum(get["answered"] + get["expired"])
    assert asked[-1] > 0
    np.testing.assert_array_equal(asked, settled + get["open"])
    assert (get["questions"] + get["reuses"] <= get["visits"]).all()
    assert (get["visits"] <= get["live"] + np.diff(get["churned"], prepend=0)).all()
    assert (get["active"] <= get["live"]).all()
    assert (get["live"] + get["churned"] <= n).all()
    assert (np.diff(get["live"] + get["churned"]) >= 0).all()  # nobody becomes a prospect again
    assert ((get["mean_love"] > 0) & (get["mean_love"] < 1)).all()


@ALL
def test_the_seed_decides(run):
    rows = run(500, 10, 7, "busy")
    np.testing.assert_array_equal(rows, run(500, 10, 7, "busy"))
    assert (rows != run(500, 10, 8, "busy")).any()


# Worked by hand: parameters that leave nothing to chance. Love 0.5 for everyone, half of them prospects or none

CERTAIN = Mini(active=1.0, love_from=0.5, love_to=0.5, visit=1.0, visit_love=0.0, problem=1.0, beta=0.0, recruit=0.0)


@ALL
def test_unanswered_questions_expire(run):
    n = 60
    rows = run(n, 4, 1, CERTAIN._replace(propensity=1e-12, spread=0.0))
    np.testing.assert_array_equal(column(rows, "questions"), [n] * 4)
    np.testing.assert_array_equal(column(rows, "answered"), [0] * 4)
    np.testing.assert_array_equal(column(rows, "expired"), [0, 0, n, n])
    np.testing.assert_array_equal(column(rows, "open"), [n, 2 * n, 2 * n, 2 * n])
    third = (0.5 * 0.98**2 - 0.05) * 0.98
    love = [0.49, 0.4802, third, (third - 0.05) * 0.98]
    np.testing.assert_allclose(column(rows, "mean_love"), love, rtol=1e-6)


@ALL
def test_answers_are_thanked(run):
    n = 60
    rows = run(n, 3, 1, CERTAIN._replace(propensity=5.0, spread=0.0))  # 300 answers wanted: 60 are certain
    np.testing.assert_array_equal(column(rows, "answered"), [n] * 3)
    np.testing.assert_array_equal(column(rows, "open"), [0] * 3)
    first = (0.5 + 0.05 + 0.02) * 0.98  # each asked once; as many answers as members
    assert column(rows, "mean_love")[0] == pytest.approx(first, rel=1e-6)


@ALL
def test_answers_are_found_again(run):
    n = 300  # on 50 topics: what was asked about in the first week is known, only a few rare topics are left
    rows = run(n, 2, 1, CERTAIN._replace(propensity=25.0, spread=0.0, beta=1e9))
    assert column(rows, "reuses")[0] == 0
    assert column(rows, "reuses")[1] + column(rows, "questions")[1] == n
    assert column(rows, "reuses")[1] > 0.9 * n


@ALL
def test_the_silent_fall_asleep(run):
    rows = run(50, 9, 1, CERTAIN._replace(visit=0.0))
    np.testing.assert_array_equal(column(rows, "active"), [50] * 7 + [0, 0])
    np.testing.assert_array_equal(column(rows, "live"), [50] * 9)
    np.testing.assert_allclose(column(rows, "mean_love")[-1], 0.5 * 0.98**9, rtol=1e-6)


@ALL
def test_the_loveless_leave(run):
    cold = CERTAIN._replace(visit=0.0, love_from=0.05, love_to=0.05, churn=1.0)
    rows = run(50, 2, 1, cold)
    np.testing.assert_array_equal(column(rows, "churned"), [50, 50])
    np.testing.assert_array_equal(column(rows, "live"), [0, 0])
    np.testing.assert_array_equal(column(rows, "active"), [0, 0])
    np.testing.assert_array_equal(column(rows, "mean_love"), [0, 0])
    kept = run(50, 2, 1, cold._replace(churn=0.0))
    np.testing.assert_array_equal(column(kept, "churned"), [0, 0])


@ALL
def test_recruits_keep_their_first_love(run):
    n = 400
    rows = run(n, 2, 1, CERTAIN._replace(visit=0.0, active=0.5, recruit=1000.0))
    np.testing.assert_array_equal(column(rows, "live"), [n, n])
    np.testing.assert_array_equal(column(rows, "active"), [n, n])
    first, second = column(rows, "mean_love")
    assert 0.49 < first < 0.5  # those who were here lost 2 %, recruits nothing
    assert second == pytest.approx(first * 0.98, rel=1e-6)


# The engine's parts


def test_draws_of_a_block_have_addresses():
    u = np.empty(BLOCK, np.float32)
    mini_engine.fill_block(u, 2**40 + 5, 901, 7, 3)
    for i in (0, 511, 512, 1300, 2047):
        word = words(2**40 + 5, 901, 7, 3 * (BLOCK // 4) + i % (BLOCK // 4))[i // (BLOCK // 4)]
        assert u[i] == pytest.approx(int(word) / 2**32, rel=1e-6)


def test_alias_table_gives_zipf():
    count = 137
    keep, alias = np.empty(count, np.float32), np.empty(count, np.uint32)
    mini_founding.fill_alias(keep, alias, zipf(count) * count)
    chances = keep / count + np.bincount(alias, (1.0 - keep) / count, count)
    np.testing.assert_allclose(chances, 1.0 / np.arange(1, count + 1) / sum(1 / k for k in range(1, count + 1)), 1e-5)


def test_normal_quantile():
    u = np.concatenate((np.linspace(0.0005, 0.9995, 1500), [2.0**-33, 1e-6, 0.075, 0.925, 1 - 1e-6, 1 - 2.0**-33]))
    ours = [mini_founding._normal(float(p)) for p in u]
    np.testing.assert_allclose(ours, ndtri(u), rtol=1e-6, atol=1e-7)


def test_founding_by_its_laws():
    n = 2000 if PLAIN else 40_000
    members, _, _ = mini_founding.found(n, Mini(), 5)
    limit = 4.5 / np.sqrt(n)  # 4.5 standard errors, 8 comparisons: false alarm below 1 in 10,000
    assert abs((members.state == ACTIVE).mean() - 0.7) < limit * np.sqrt(0.21)
    assert abs(members.love.mean() - 0.5) < limit * 0.6 / np.sqrt(12)
    assert (members.love.min() >= 0.2) and (members.love.max() <= 0.8)
    logs = np.log(members.propensity) - np.log(0.1)
    assert abs(logs.mean()) < limit
    assert abs(logs.std() - 1) < limit
    assert abs(members.expertise.mean() / topics(n) - 0.5) < limit / np.sqrt(12) + 1 / topics(n)
    np.testing.assert_allclose(members.quiet, np.exp(-members.propensity), rtol=1e-6)
    for a, b in ((members.love, logs), (members.love, members.state), (logs, members.expertise)):
        assert abs(np.corrcoef(a, b)[0, 1]) < limit


def test_members_keep_their_draws_when_the_community_grows():
    small, large = (mini_founding.found(n, Mini(), 5)[0] for n in (300, 450))
    np.testing.assert_array_equal(small.love, large.love[:300])
    np.testing.assert_array_equal(small.propensity, large.propensity[:300])


@pytest.mark.parametrize("n", [1, BLOCK - 1, BLOCK, BLOCK + 1])
def test_carried_sums_are_the_sums(n):
    weeks, pars = 12, SETTINGS["busy"]
    community = mini_founding.found(n, pars, 4)
    rows = np.empty((weeks, len(COLUMNS)))
    mini_engine.live_through(rows, *community, mini_engine.new_scratch(), pars, 4)
    members = community[0]
    live = (members.state == ACTIVE) | (members.state == DORMANT)
    assert column(rows, "live")[-1] == live.sum()
    assert column(rows, "active")[-1] == (members.state == ACTIVE).sum()
    love = members.love[live].astype(float).mean() * pars.decay**weeks if live.any() else 0.0
    assert column(rows, "mean_love")[-1] == pytest.approx(love, rel=1e-9)
    assert ((members.last_visit >= 0) & (members.last_visit <= weeks)).all()


def test_large_arrivals():
    drawn = np.array([mini_engine.arrivals(243.0, seed, 1) for seed in range(400)])
    assert abs(drawn.mean() - 243) < 4.5 * np.sqrt(243 / 400)  # 4.5 standard errors: false alarm 1 in 100,000
    assert 0.7 < drawn.var() / 243 < 1.36  # 4.5 standard errors of a variance
    assert mini_engine.arrivals(0.0, 1, 1) == 0


# Bad input


@ALL
def test_sizes_are_checked(run):
    for n in (0, -3, 2**31):
        with pytest.raises(ValueError, match="members n"):
            run(n, 5, 1)
    for ticks in (0, 30_001):
        with pytest.raises(ValueError, match="weeks"):
            run(10, ticks, 1)
    with pytest.raises(ValueError, match="did you mean 'mini'"):
        run(10, 5, 1, "mimi")


def test_unknown_setting_without_a_neighbor():
    with pytest.raises(ValueError, match=r"there are mini, busy$"):
        parameters("quiet community")


def test_decay_must_fit_its_column():
    with pytest.raises(ValueError, match="run fewer weeks"):
        mini_engine.run(10, 4000, 1)


def test_gate_needs_runs():
    rows = np.ones((3, len(COLUMNS)))
    with pytest.raises(ValueError, match="at least 2 seeds"):
        agreement([rows], [rows, rows])
    with pytest.raises(ValueError, match="same length"):
        agreement([rows, rows], [rows, rows[:2]])
