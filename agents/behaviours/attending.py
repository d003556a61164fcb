"""Attending: who wants to take part in this week's event (M20). Everyone writes only its own wish; `mingling` seats them."""

from typing import NamedTuple

from agents.behaviours.feeling import faded, warmth
from agents.codes import ACTIVE
from agents.rows import staying
from agents.streams import ATTEND
from sim.draws import uniform
from sim.kernel import kernel, rule
from sim.pars import par

OF = "members"
READS = "members.membership feelings.love feelings.felt calendar.open lifts.meetup_seats"
WRITES = "members.attended"


class AttendingPars(NamedTuple):
    """Who goes to events."""

    cool: par("chance", 0, 0.5, "an active member without warmth wants to attend", "B", "model.md M20: 1-10 %") = 0.01
    warm: par("chance", 0, 0.5, "one at full warmth", "B", "model.md M20: 1-10 %") = 0.10


# The rule
@rule
def attend_chance(warm: float, pars: AttendingPars) -> float:
    """Chance that an active member wants to attend, by warmth in [0, 1)."""
    return pars.cool + (pars.warm - pars.cool) * warm


# Everyone
@kernel
def everyone(members, feelings, calendar, lifts, pars, feeling, now):
    """Active members, in a week with an event."""
    week = now.week
    is_event = calendar.open[week] > 0 and lifts.meetup_seats[week] >= 1.0
    members.attended[:] = 0
    if not is_event:
        return
    for i in staying(members.membership):
        if members.membership[i] == ACTIVE:
            warm = warmth(faded(feelings.love[i], float(week - int(feelings.felt[i]))), feeling)
            members.attended[i] = uniform(now.seed, ATTEND, week, i) < attend_chance(warm, pars)


# One member
def one(member, calendar, lifts, pars, feeling, now):
    """The same for one member."""
    member.attended = 0
    if calendar.open[now.week] and lifts.meetup_seats[now.week] >= 1.0 and member.membership == ACTIVE:
        warm = warmth(faded(member.love, now.week - member.felt), feeling)
        member.attended = uniform(now.seed, ATTEND, now.week, member.row) < attend_chance(warm, pars)
