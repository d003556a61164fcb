"""Recognizing: awards for the members of highest standing, badges for thresholds (M17).

Both light a glow that raises the will to contribute (`helping`, `writing`) and fades. Awards go to the top; badges stir
those who are close to the next threshold, and of them only the few who respond to such things at all.
"""

from typing import NamedTuple

from agents.behaviours.departing import best_standing
from agents.behaviours.feeling import halved
from agents.behaviours.orbit_levels import month_ends
from agents.codes import ACTIVE
from agents.counts import AWARDED, BADGED
from agents.streams import BADGE
from sim.draws import uniforms
from sim.kernel import allocating, kernel, rule
from sim.pars import par
from sim.scan import rows_at

OF = "world"
READS = (
    "members.membership feelings.standing feelings.glow feelings.felt feelings.given_week calendar.open lifts.superusers "
    "lifts.badges weekly"
)
WRITES = "feelings.glow weekly"


class RecognizingPars(NamedTuple):
    """What recognition does."""

    award: par(
        "log", 0, 2, "lift of the will to contribute by an award", "B",
        "set to S22: answers x1.2-1.8; more than the 0.2-0.6 of M17, which what others answered first has been taken from",
    ) = 0.55  # fmt: skip
    badge: par("log", 0, 2, "lift shortly before a threshold", "C", "assumed: that of a small award") = 0.2
    responds: par("share", 0, 1, "of people whom badges move at all", "B", "model.md M17: 5-30 %") = 0.15
    first: par("answers", 1, 1000, "standing at the first threshold; each further one is twice as high", "C", "assumed") = 5.0
    near: par("ratio", 0, 1, "of a threshold from which on it is close", "C", "assumed: goal gradient") = 0.8


# The rules
@rule
def is_near(standing: float, pars: RecognizingPars) -> bool:
    """Whether the next threshold is close: thresholds are `first`, twice, four times as much and so on."""
    threshold = pars.first
    while threshold <= standing:
        threshold *= 2.0
    return standing >= pars.near * threshold


@rule
def lit(glow: float, lift: float, weeks: float, half: float) -> float:
    """Glow to write down for the week `felt`, so many weeks ago, that is at least `lift` by now."""
    return max(glow, halved(lift, -weeks, half))


@kernel
def light(feelings, i, lift, week, half):
    """Light the glow of one member."""
    feelings.glow[i] = lit(feelings.glow[i], lift, float(week - int(feelings.felt[i])), half)


# The world
@allocating
def everyone(members, feelings, calendar, lifts, weekly, pars, feeling, now):
    """Awards at the end of a month; badges for those who gave answers this week."""
    week = now.week
    if not calendar.open[week]:
        return
    if month_ends(week) and lifts.superusers[week] >= 1.0:
        best = best_standing(members, feelings, int(lifts.superusers[week]), feeling.repute, week)
        for k in range(best.size):
            light(feelings, best[k], pars.award, week, feeling.glow)
        weekly[week, AWARDED] += best.size
    if lifts.badges[week] > 0.0:
        for i in rows_at(feelings.given_week, week):
            if members.membership[i] == ACTIVE:
                u, v, _, _ = uniforms(now.seed, BADGE, 0, i)  # once for all weeks
                standing = halved(feelings.standing[i], float(week - int(feelings.felt[i])), feeling.repute)
                if u < lifts.badges[week] and v < pars.responds and is_near(standing, pars):
                    light(feelings, i, pars.badge, week, feeling.glow)
                    weekly[week, BADGED] += 1
