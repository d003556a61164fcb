"""The reference workload `community-mini`: its parameters, what it records, and the gate that all versions must pass.

One weekly-tick support community. Members visit with a chance that grows with their love for the community; a visitor
may have a problem, finds a fresh answer or posts a question; visitors answer open questions; questions that stay open
cost love; love and answers age; prospects are recruited. `mini_engine`, `mini_numpy` and `mini_mesa` each offer
`run(n, ticks, seed, setting) -> rows`: the draws differ, the law does not.
"""

import difflib
from typing import NamedTuple

import numpy as np

TICKS = 104  # weeks, two years

PROSPECT, ACTIVE, DORMANT, CHURNED = 0, 1, 2, 3  # states of a member; active and dormant ones are live


class Mini(NamedTuple):
    """Parameters of the workload. It is a load to be timed, not a model of a community: all numbers are assumed."""

    beta: float = 0.5  # found per unit of stock: a problem is found with chance 1 - exp(-beta * stock) [0, inf)
    age: float = 0.99  # share of a topic's fresh answers that stays fresh each week [0, 1]
    active: float = 0.7  # chance of being active at the start, else a prospect
    love_from: float = 0.2  # love at the start: uniform between these
    love_to: float = 0.8
    propensity: float = 0.1  # median number of answers per visit while questions are open
    spread: float = 1.0  # standard deviation of the logarithm of propensity
    visit: float = 0.15  # chance of a visit at zero love
    visit_love: float = 0.6  # added at full love
    problem: float = 0.25  # chance that a visitor has a problem
    reuse_love: float = 0.02  # love gained by finding an answer
    answer_love: float = 0.02  # by answering a question
    asker_love: float = 0.05  # by having one's question answered; lost when it expires
    expiry: int = 2  # weeks until an open question expires
    low: float = 0.1  # love below which a member who stayed away may churn
    churn: float = 0.05  # chance that it does
    dormant: int = 8  # weeks without a visit that make an active member dormant
    decay: float = 0.98  # share of love kept each week
    recruit: float = 0.01  # expected recruits per live member and unit of mean love


SETTINGS = {"mini": Mini(), "busy": Mini(beta=0.05, age=0.90)}

# One row per week. Counts of this week: visits, questions (posted), reuses, answered, expired. Stocks at its end: active,
# churned (since the start), live, open (questions). mean_love is that of live members.
COLUMNS = (
    "active",
    "visits",
    "questions",
    "reuses",
    "answered",
    "churned",
    "mean_love",
    "live",
    "expired",
    "open",
)


def parameters(setting: str | Mini) -> Mini:
    """The parameters of a named setting ("mini" or "busy"), or those given.

    Raises:
        ValueError: no such setting.
    """
    if isinstance(setting, Mini):
        return setting
    if setting not in SETTINGS:
        near = difflib.get_close_matches(str(setting), SETTINGS, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"setting {setting!r}: there are {', '.join(SETTINGS)}{hint}")
    return SETTINGS[setting]


def topics(n: int) -> int:
    """Number of topics in a community of n members."""
    return max(50, n // 100)


def zipf(count: int) -> np.ndarray:
    """Chances of the topics, shape (count,), summing to one: topic k has weight 1/(k + 1)."""
    weights = 1.0 / np.arange(1, count + 1)
    return weights / weights.sum()


def check(n: int, ticks: int) -> None:
    """Refuse a size that cannot be run: n in 1 to 2**31 - 1 members, ticks in 1 to 30,000 weeks.

    Raises:
        ValueError: it is out of range.
    """
    if not 1 <= n < 2**31:
        raise ValueError(f"members n = {n}: give 1 to {2**31 - 1}")
    if not 1 <= ticks <= 30_000:
        raise ValueError(f"ticks = {ticks}: give 1 to 30000 weeks")


class Verdict(NamedTuple):
    """One run total of two implementations, each a mean over seeds."""

    total: str
    measured: float
    reference: float
    allowed: float  # largest difference
    ok: bool


def totals(rows: np.ndarray) -> dict[str, float]:
    """Run totals of one run's rows: sums of flows, last churned, means of active, live and mean_love."""
    run = dict(zip(COLUMNS, rows.T, strict=True))
    sums = {name: float(run[name].sum()) for name in ("visits", "questions", "reuses", "answered")}
    means = {name: float(run[name].mean()) for name in ("live", "active", "mean_love")}
    return sums | {"churned": float(run["churned"][-1])} | means


def agreement(measured: list[np.ndarray], reference: list[np.ndarray]) -> list[Verdict]:
    """Whether two implementations follow the same law: a verdict for every run total.

    The means over seeds may differ by 3 % of the reference, or, where the standard error of their difference is above
    1 % of it, by four standard errors. So a right implementation fails a given total in less than 1 of 300 gates even
    where the error is just 1 % (three standard errors), and in far fewer elsewhere.

    Args:
        measured, reference: the rows of at least two runs each, of the same size, length and setting.

    Raises:
        ValueError: fewer than two runs on a side, or runs of different lengths.
    """
    if min(len(measured), len(reference)) < 2:
        raise ValueError(f"agreement: {len(measured)} and {len(reference)} runs; each side needs at least 2 seeds")
    if len(lengths := {len(rows) for rows in [*measured, *reference]}) > 1:
        raise ValueError(f"agreement: runs of {sorted(lengths)} weeks; give runs of the same length")
    ours, theirs = [totals(rows) for rows in measured], [totals(rows) for rows in reference]
    return [_verdict(name, *(np.array([run[name] for run in side]) for side in (ours, theirs))) for name in ours[0]]


def _verdict(name: str, ours: np.ndarray, theirs: np.ndarray) -> Verdict:
    mean, wanted = ours.mean(), theirs.mean()
    squares = ours.var() * ours.size + theirs.var() * theirs.size
    error = np.sqrt(squares / (ours.size + theirs.size - 2) * (1 / ours.size + 1 / theirs.size))
    allowed = 4 * error if error > 0.01 * abs(wanted) else 0.03 * abs(wanted)
    return Verdict(name, float(mean), float(wanted), float(allowed), bool(abs(mean - wanted) <= allowed))
