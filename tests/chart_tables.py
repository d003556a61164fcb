"""Tables of plausible shape for the tests of the pictures, drawn from a fixed seed. They are not results."""

import numpy as np

SCENARIOS = ("baseline", "cut40", "double_staff", "no_community")
UNITS = {"gravity": "per member", "pull": "joins per 100 active", "hold": "share"}


def stacked(parts):
    """One table out of many with the same columns."""
    return {name: np.concatenate([np.asarray(part[name]) for part in parts]) for name in parts[0]}


def bands(draws):
    """Median and bands over the first axis of an array (runs, points)."""
    at = {"median": 50, "low80": 10, "high80": 90, "low95": 2.5, "high95": 97.5}
    return {name: np.nanpercentile(draws, q, axis=0) for name, q in at.items()}


def wander(rng, runs, steps, scale):
    return scale * np.cumsum(rng.normal(size=(runs, steps)), axis=1) / np.sqrt(steps)


def gravity_table(scenarios=SCENARIOS, runs=50, last=24):
    rng = np.random.default_rng(7)
    months = np.arange(last + 1)
    trend = {"baseline": 0.0, "cut40": -1.6, "double_staff": 0.5, "no_community": -3.6}
    parts = []
    for metric, level, scale in (("gravity", 0.05, 0.25), ("pull", 6.0, 0.9), ("hold", 0.31, 0.05)):
        for scenario in scenarios:
            slope = trend.get(scenario, 0.3) * np.minimum(months / 12, 1.3) * level * 0.2
            draws = level + slope + wander(rng, runs, last + 1, scale)
            draws = draws if metric == "gravity" else np.maximum(draws, 0)
            line = bands(draws)
            if metric == "hold":
                line = {name: np.where(months > last - 3, np.nan, column) for name, column in line.items()}
            parts.append(_named(scenario, metric, months, line) | {"runs": np.full(last + 1, runs)})
    return stacked(parts)


def difference_table(scenarios=SCENARIOS[1:], metrics=("gravity", "pull", "hold"), runs=50, effect=1.0):
    rng = np.random.default_rng(8)
    months = np.arange(25)
    parts = []
    for metric in metrics:
        scale = {"gravity": 0.12, "pull": 0.8, "hold": 0.06}.get(metric, 40.0)
        for i, scenario in enumerate(scenarios):
            slope = effect * (-1, 0.35, -2.2, 0.1)[i % 4] * scale * np.clip(months - 3, 0, 15) / 10
            draws = slope + wander(rng, runs, 25, scale * 0.4)
            parts.append(
                _named(scenario, metric, months, bands(draws))
                | {"runs": np.full(25, runs), "pairing_gain": np.full(25, 2.2 + i), "reference": np.full(25, "baseline")}
            )
    return stacked(parts)


def orbit_table(scale=1.0, runs=50):
    rng = np.random.default_rng(9)
    months = np.arange(25)
    parts = []
    levels = {"Exploring": (1400, 1460), "Participating": (310, 350), "Contributing": (38, 71), "Leading": (6, 13)}
    for level, (start, end) in levels.items():
        draws = scale * np.maximum(np.linspace(start, end, 25) + wander(rng, runs, 25, 0.15 * start), 0)
        line = bands(np.round(draws))
        parts.append(
            {"month": months, "level": np.full(25, level)}
            | {name: line[name] for name in ("median", "low80", "high80")}
            | {"runs": np.full(25, runs)}
        )
    return stacked(parts)


def reuse_table(runs=50):
    rng = np.random.default_rng(10)
    months = np.arange(1, 25)
    asked = np.round(120 + 25 * np.sin(months / 4) + rng.normal(0, 5, 24))
    reused = 420 * (1 - np.exp(-months / 11))
    return {
        "month": months, "asked": asked, "answered": np.round(asked * 0.82), "reused": np.round(reused),
        "reused_low80": np.round(reused * 0.85), "reused_high80": np.round(reused * 1.2), "runs": np.full(24, runs),
    }  # fmt: skip


def cohort_table(joined=12, horizon=12, size=60):
    rng = np.random.default_rng(11)
    parts = []
    for month in range(1, joined + 1):
        members = int(rng.integers(size // 3, 2 * size))
        since = np.arange(0, min(horizon, joined - month + 3) + 1)
        share = np.where(since == 0, 1.0, 0.42 * (since + 0.3) ** -0.6)
        share = np.where(since == 0, 1.0, rng.binomial(members, np.clip(share, 0, 1)) / members)
        parts.append(
            {"joined_month": np.full(len(since), month), "months_since": since, "active_share": share,
             "members": np.full(len(since), members)}
        )  # fmt: skip
    return stacked(parts)


def lorenz_tables(lines=("baseline", "cut40", "double_staff", "observed")):
    parts, gini, half = [], [], []
    for i, line in enumerate(lines):
        x = np.linspace(0, 1, 101)
        power = (6.0, 9.0, 4.2, 7.1, 5.0)[i]
        y = 0.3 * x**2 + 0.7 * x ** (3 * power)
        spread = 0.0 if line == "observed" else 0.25
        low, high = np.clip(y - spread * y * (1 - y) * 0.6, 0, 1), np.clip(y + spread * y * (1 - y) * 0.6, 0, 1)
        parts.append({"line": np.full(101, line), "share_helpers": x, "share_answers": y, "low80": low, "high80": high})
        gini.append(1 - 2 * np.trapezoid(y, x))
        half.append((9, 5, 14, 8, 10)[i])
    return stacked(parts), {"line": np.array(lines), "gini": np.array(gini), "helpers_for_half": np.array(half)}


PARTS = np.linspace(0.1, 0.9, 9)
COUNTS = 2.0 ** np.arange(9)
WINDOWS = np.arange(1, 13)
STATISTICS = {
    # name: (x, center of the observed, x label, log x, log y)
    "retention by window": (WINDOWS, 0.4 * WINDOWS**-0.55, "months since joining", False, False),
    "hours to first answer": (PARTS, 2.0 * np.exp(6 * PARTS), "share of questions", False, True),
    "members by posts": (COUNTS, 0.6 * COUNTS**-0.9, "posts or more", True, True),
    "monthly questions": (np.arange(1, 37), 130 + 30 * np.sin(np.arange(1, 37) / 5), "months", False, False),
    "helper concentration": (np.arange(1, 11), 1 - np.exp(-np.arange(1, 11) / 4), "top helpers", False, False),
    "answers per question": (np.arange(0, 6), np.array([0.18, 0.45, 0.2, 0.1, 0.05, 0.02]), "answers", False, False),
    "share answered": (np.array([0.0]), np.array([0.82]), "", False, False),
    "askers who return": (np.array([0.0]), np.array([0.27]), "", False, False),
}


def fit_table(names=tuple(STATISTICS), runs=50, off="hours to first answer"):
    rng = np.random.default_rng(12)
    parts = []
    for name in names:
        x, center, label, log_x, log_y = STATISTICS.get(name, STATISTICS["share answered"])
        draws = center * np.exp(rng.normal(0, 0.12, (runs, len(x))) + rng.normal(0, 0.1, (runs, 1)))
        observed = center * np.exp(rng.normal(0, 0.12, len(x))) * (1.5 if name == off else 1.0)
        parts.append(
            {"statistic": np.full(len(x), name), "x": x, "observed": observed}
            | bands(draws)
            | {"x_label": np.full(len(x), label), "log_x": np.full(len(x), log_x), "log_y": np.full(len(x), log_y)}
            | {"runs": np.full(len(x), runs)}
        )
    return stacked(parts)


def sheet_table(scenarios=SCENARIOS[1:], metrics=("active", "hold", "nps", "tickets"), effect=1.0, runs=50, **more):
    """Every scenario has an effect on the first figure, the third, and so on; `more`: columns that are the same in every row."""
    table = difference_table(scenarios, metrics, runs, effect)
    odd = np.isin(table["metric"], metrics[1::2])
    middle = np.where(odd, table["median"], 0.0)
    for name in ("median", "low80", "high80", "low95", "high95"):
        table[name] = table[name] - middle
    n = len(odd)
    told = {"group": np.full(n, "health"), "better": np.where(table["metric"] == "tickets", -1, 1), "mark": np.full(n, "", "U16")}
    return table | told | {name: np.full(n, value) for name, value in more.items()}


def ledger_table(scenarios=("baseline", "cut40"), gain=60_000.0, last=24, runs=50):
    """Costs from the first month on, gains that grow, so that there is a hole, against a scenario without any."""
    rng = np.random.default_rng(13)
    months = np.arange(1, last + 1)
    parts = {"staff/community_manager": -8000.0, "program/events": -2000.0, "platform": -2500.0}
    tables = []
    for i, scenario in enumerate(scenarios):
        scale = 1.0 - 0.3 * i
        draws = {"revenue after production": gain * scale * months**2 / last + wander(rng, runs, last, 9 * gain)}
        draws |= {"support": 300.0 * months + wander(rng, runs, last, 200.0)}
        draws |= {part: np.full((runs, last), scale * cost * months) for part, cost in parts.items()}
        net = sum(draws.values())
        kinds = dict.fromkeys(draws, "value") | dict.fromkeys(parts, "cost")
        for item, figures in (draws | {"net": net}).items():
            n = len(months)
            tables.append(
                {"scenario": np.full(n, scenario), "item": np.full(n, item), "kind": np.full(n, kinds.get(item, "net")),
                 "unit": np.full(n, "$"), "month": months, **bands(figures), "p_better": np.mean(figures > 0, axis=0),
                 "runs": np.full(n, runs), "reference": np.full(n, "no_community"), "hole": np.full(n, -40_000.0),
                 "hole_month": np.full(n, 4.0), "payback": np.full(n, 8.5 + i), "paid_back": np.full(n, 0.9)}
            )  # fmt: skip
    return stacked(tables)


STAGES = {  # name: (accounts, moved, share)
    "aware": (1460, False, np.nan), "evaluating": (250, False, np.nan), "on trial": (59, False, np.nan),
    "customers": (968, False, np.nan), "became aware": (266, True, np.nan), "introduced": (36, True, np.nan),
    "began a trial": (1540, True, np.nan), "bought": (300, True, 0.2), "renewed": (1661, True, 0.82),
}  # fmt: skip


def funnel_table(scenarios=SCENARIOS, effect=-10.0, runs=50):
    """Every scenario but the first has so many accounts more at every stage."""
    rows = []
    for i, scenario in enumerate(scenarios):
        for stage, (accounts, moved, rate) in STAGES.items():
            change = i * effect if i else np.nan
            median = max(accounts + np.nan_to_num(change), 0)
            rows.append(
                {"scenario": scenario, "stage": stage, "moved": moved, "unit": "accounts", "month": 24, "median": median,
                 "low80": 0.95 * median, "high80": 1.05 * median, "low95": 0.9 * median, "high95": 1.1 * median, "rate": rate,
                 "change": change, "change_low80": change - 5, "change_high80": change + 5, "runs": runs,
                 "reference": scenarios[0]}
            )  # fmt: skip
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


def example(name):
    """A table for the chart called `name`, and more tables that it takes."""
    if name == "lorenz":
        curves, labels = lorenz_tables()
        return curves, {"labels": labels}
    made = {
        "gravity": gravity_table, "difference": difference_table, "orbit_levels": orbit_table, "answer_reuse": reuse_table,
        "cohorts": cohort_table, "fit_check": fit_table, "sheet": sheet_table, "ledger": ledger_table, "funnel": funnel_table,
    }  # fmt: skip
    return made[name](), {}


def _named(scenario, metric, months, line):
    n = len(months)
    return {
        "scenario": np.full(n, scenario), "metric": np.full(n, metric), "unit": np.full(n, UNITS.get(metric, "a month")),
        "month": months, **line,
    }  # fmt: skip
