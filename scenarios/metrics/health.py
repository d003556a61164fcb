"""The health gate: is a community active, does a visit wake interest, do members get value? If not, nothing else matters.

Every sign has a line below which (above which, for what is better small) health is weak, and one below which it is
poor. The lines depend on the kind of community: question-and-answer sites live on answers; networks of practitioners
and fans live on talk, and leave more questions open without harm. Of each figure the mean of the last three months is
judged, since a single month of a small community tells little.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

GOOD, WEAK, POOR, UNKNOWN = "good", "weak", "poor", "unknown"
QUARTER = 3  # months
ANSWERS, FORUM, TALK = "answers", "forum", "talk"  # what communities of a kind live on
_WORDS = {ANSWERS: ("question-and-answer", "q&a"), TALK: ("network", "practitioner", "fan", "interest")}


class Health(NamedTuple):
    """How a community is, and why it is not better."""

    state: str
    reasons: tuple[str, ...] = ()


CLOSED = Health(UNKNOWN)  # where there is no community, health bars nothing


class Sign(NamedTuple):
    """A figure that tells of health, and its lines by the kind of community."""

    metric: str
    told: str  # what is said of it, with its value
    lines: dict[str, tuple[float, float]]  # weak from here, poor from here; by kind
    source: str
    above: bool = False  # weak above its line, not below


def _everywhere(weak: float, poor: float) -> dict[str, tuple[float, float]]:
    return dict.fromkeys((ANSWERS, FORUM, TALK), (weak, poor))


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
        "toxic_exposure", "{:.0%} of the visits meet toxicity", _everywhere(0.05, 0.20),
        "assumed; S23: each toxic comment costs half an active day to two", above=True,
    ),
    Sign(
        "newcomers_per_contributor", "{:.1f} newcomers for each member who can receive them", _everywhere(3.0, float("inf")),
        "M15: sustainable up to 3", above=True,
    ),
    Sign(
        "answered_7d", "{:.0%} of the questions are answered within seven days",
        {ANSWERS: (0.75, 0.60), FORUM: (0.60, 0.50), TALK: (0.40, 0.25)},
        "S14: small communities 0.60-0.85, a usual goal 0.50; S36: 0.90 is excellent; facts.md: 0.81 in a site that lives; "
        "for talk assumed",
    ),
    Sign(
        "first_posts_answered_7d", "{:.0%} of the first posts are answered within seven days",
        {ANSWERS: (0.50, 0.35), FORUM: (0.50, 0.35), TALK: (0.35, 0.20)},
        "S2: 0.50-0.75 without a promise of staff, Usenet 0.60; the poor line and those for talk are assumed",
    ),
)  # fmt: skip


def health(levels: Mapping[str, object], kind: str = "") -> Health:
    """The health of a community: poor if one sign is, else weak if one is, else good; the reasons, worst first.

    Args:
        levels: the figures of metrics by name, each by month, nan where unknown (a run, or medians of runs).
        kind: of the community, in words, as `Community.kind`.
    """
    found = [(sign, _figure(levels, sign.metric)) for sign in SIGNS]
    if _nobody(levels):
        return Health(POOR, ("nobody is active",))
    if not any(np.isfinite(figure) for _, figure in found):
        return Health(UNKNOWN)
    told: dict[str, list[str]] = {POOR: [], WEAK: []}
    for sign, figure in found:
        if (state := _state(sign, figure, kind_of(kind))) in told:
            told[state].append(sign.told.format(figure))
    worst = next((state for state in told if told[state]), GOOD)
    return Health(worst, (*told[POOR], *told[WEAK]))


def kind_of(words: str) -> str:
    """What a community of this kind lives on: answers, talk, or both as a forum."""
    return next((kind for kind, known in _WORDS.items() if any(word in words.lower() for word in known)), FORUM)


def _state(sign: Sign, figure: float, kind: str) -> str:
    weak, poor = sign.lines[kind]
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


def _nobody(levels) -> bool:
    months = _known(levels, "active")
    return len(months) > 0 and not months[-QUARTER:].any()


def _known(levels, name: str) -> np.ndarray:
    months = np.asarray(levels.get(name, ()), float).ravel()
    return months[np.isfinite(months)]
