"""The health gate: is a community active, does a visit wake interest, do members get value? If not, nothing else matters.

Every sign has a line below which (above which, for what is better small) health is weak, and one below which it is
poor. The lines depend on what the community lives on (`community.lives_on`): question-and-answer sites live on answers;
networks of practitioners and fans live on talk, and leave more questions open without harm; most forums live on both. Of
each figure the mean of the last three months is judged, since a single month of a small community tells little.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from scenarios.community import ANSWERS, BOTH, LIVING, TALK

GOOD, WEAK, POOR, UNKNOWN = "good", "weak", "poor", "unknown"
QUARTER = 3  # months


class Health(NamedTuple):
    """How a community is, and why it is not better."""

    state: str
    reasons: tuple[str, ...] = ()


CLOSED = Health(UNKNOWN)  # where there is no community, health bars nothing


class Sign(NamedTuple):
    """A figure that tells of health, and its lines by what the community lives on."""

    metric: str
    told: str  # what is said of it, with its value
    lines: dict[str, tuple[float, float]]  # weak from here, poor from here
    source: str
    above: bool = False  # weak above its line, not below


def _everywhere(weak: float, poor: float) -> dict[str, tuple[float, float]]:
    return dict.fromkeys(LIVING, (weak, poor))


# Activity, interest per visit, value to members: the three health metrics of Millington.
SIGNS = (
    Sign(
        "active", "active members are at {:.0%} of what they were", _everywhere(0.75, 0.45),
        "facts.md: a site that was closed had fallen from 140 to 61 active members (44%); the weak line is assumed",
    ),
    Sign(
        "hold", "{:.1%} of those who contribute do so three months later", _everywhere(0.04, 0.02),
        "S12, facts.md: lowest share of newcomers seen active in their third month 0.040; half of it assumed poor",
    ),
    Sign(
        "contributions_per_visit", "{:.3f} contributions a visit", _everywhere(0.03, 0.01),
        "S9: at most 0.97 of the members never contribute; a third of that interest assumed poor",
    ),
    Sign(
        "toxic_exposure", "a toxic post strikes home in {:.0%} of the visits", _everywhere(0.05, 0.20),
        "assumed; S23: each toxic comment costs half an active day to two", above=True,
    ),
    Sign(
        "newcomers_per_contributor", "{:.1f} newcomers for each member who can receive them", _everywhere(3.0, float("inf")),
        "M15: sustainable up to 3", above=True,
    ),
    Sign(
        "answered_7d", "{:.0%} of the questions are answered within seven days",
        {ANSWERS: (0.75, 0.60), BOTH: (0.60, 0.50), TALK: (0.40, 0.25)},
        "S14: small communities 0.60-0.85, a usual goal 0.50; S36: 0.90 is excellent; facts.md: 0.81 in a site that lives; "
        "for talk assumed",
    ),
    Sign(
        "first_posts_answered_7d", "{:.0%} of the first posts are answered within seven days",
        {ANSWERS: (0.50, 0.35), BOTH: (0.50, 0.35), TALK: (0.35, 0.20)},
        "S2: 0.50-0.75 without a promise of staff, Usenet 0.60; the poor line and those for talk are assumed",
    ),
)  # fmt: skip


def health(levels: Mapping[str, object], lives_on: str = BOTH) -> Health:
    """The health of a community: poor if one sign is, else weak if one is, else good; the reasons, worst first.

    Args:
        levels: the figures of metrics by name, each by month, nan where unknown (a run, or medians of runs).
        lives_on: answers, talk or both, as `Community.lives_on`.
    """
    found = [(sign, _figure(levels, sign.metric)) for sign in SIGNS]
    if _nobody(levels):
        return Health(POOR, ("nobody is active",))
    if not any(np.isfinite(figure) for _, figure in found):
        return Health(UNKNOWN)
    told: dict[str, list[str]] = {POOR: [], WEAK: []}
    for sign, figure in found:
        if (state := _state(sign, figure, lives_on)) in told:
            told[state].append(sign.told.format(figure))
    if _alone(levels):
        told[POOR].append("newcomers come, and no member is there to receive them")
    worst = next((state for state in told if told[state]), GOOD)
    return Health(worst, (*told[POOR], *told[WEAK]))


def _state(sign: Sign, figure: float, lives_on: str) -> str:
    weak, poor = sign.lines[lives_on]
    if sign.above:
        weak, poor, figure = -weak, -poor, -figure
    return POOR if figure < poor else WEAK if figure < weak else GOOD


def _figure(levels, name: str) -> float:
    """Mean of the last three known months; of the active members as a share of their first three."""
    months = _known(levels, name)
    if not len(months):
        return np.nan
    last = float(months[-QUARTER:].mean())
    if name != "active":
        return last
    first = float(months[:QUARTER].mean())
    return last / first if first > 0 and len(months) >= 2 * QUARTER else np.nan


def _alone(levels) -> bool:
    """Whether in one of the last three months newcomers came, and nobody was active who had contributed before them; of a
    community that just opened nothing is said."""
    new, each = (np.asarray(levels.get(name, ()), float).ravel() for name in ("newcomers", "newcomers_per_contributor"))
    if len(new) != len(each) or len(new) < 2 * QUARTER:
        return False
    return bool(np.any((new[-QUARTER:] > 0) & np.isnan(each[-QUARTER:])))


def _nobody(levels) -> bool:
    months = _known(levels, "active")
    return len(months) > 0 and not months[-QUARTER:].any()


def _known(levels, name: str) -> np.ndarray:
    months = np.asarray(levels.get(name, ()), float).ravel()
    return months[np.isfinite(months)]
