"""Departing: shocks that take members away: top helpers leave for good, a platform move loses people (M33, M36).

What was written down stays in the stock of answers; what only they knew goes with them. Who is lost in a move drifts away
with ties intact. Helpers who leave for good never help again; as users of the product they may still come to ask.
"""

import numpy as np

from agents.behaviours.feeling import halved
from agents.codes import ACTIVE, LAPSED, LURKING
from agents.counts import DEPARTED
from agents.streams import MOVE
from sim.draws import uniform
from sim.kernel import allocating

OF = "world"
READS = "members.membership feelings.standing feelings.felt calendar.leavers calendar.moved weekly"
WRITES = "members.membership people.willing weekly"


@allocating
def best_standing(members, feelings, wanted, repute, week):
    """The active members with the highest standing in the eyes of the others, at most `wanted` rows; ties by row."""
    n = 0
    for i in range(members.membership.size):
        n += members.membership[i] == ACTIVE and feelings.standing[i] > 0.0
    rows, standing = np.empty(n, np.int64), np.empty(n)
    n = 0
    for i in range(members.membership.size):
        if members.membership[i] == ACTIVE and feelings.standing[i] > 0.0:
            rows[n] = i
            standing[n] = halved(feelings.standing[i], float(week - int(feelings.felt[i])), repute)
            n += 1
    best = np.empty(min(max(wanted, 0), n), np.int64)
    for place in range(best.size):
        top = 0
        for k in range(1, n):
            if standing[k] > standing[top]:
                top = k
        best[place] = rows[top]
        standing[top] = -1.0
    return best


# The world
@allocating
def everyone(people, members, feelings, calendar, weekly, feeling, now):
    """Those who leave for good, then those who are lost in the move."""
    week = now.week
    if calendar.leavers[week] > 0:
        gone = best_standing(members, feelings, int(calendar.leavers[week]), feeling.repute, week)
        for k in range(gone.size):
            members.membership[gone[k]] = LAPSED
            people.willing[gone[k]] = 0.0
        weekly[week, DEPARTED] += gone.size
    if calendar.moved[week] > 0.0:
        for i in range(members.membership.size):
            state = members.membership[i]
            if (state == ACTIVE or state == LURKING) and uniform(now.seed, MOVE, week, i) < calendar.moved[week]:
                members.membership[i] = LAPSED
                weekly[week, DEPARTED] += 1
