"""Dock 5: the simulator's own kernels, simplified until a closed form is known.

Joining alone is the diffusion of Bass (1969); leaving alone is geometric survival; equal helpers and one topic give the
waits of a queue; ties fade exponentially. Each figure may differ by sampling error only: a right model is refused with a
chance of `FALSE_ALARM` for each row, in fresh seeds. Kernels are called as the schedule calls them, with all other
behaviours left out.
"""

import math

import numpy as np
from scipy.stats import chi2, norm

from agents.codes import ACTIVE, LAPSED, LURKING, MIDDLE, NONE
from agents.entities import QUESTION_ROWS, RECALL, WISH_ROWS
from agents.links import Links
from agents.pars import Pars
from agents.schedule import week_of
from agents.ties import bonds, touch
from agents.world import Room, World, empty_world
from experiments.docks.rows import row, within
from sim.clock import Now
from sim.phases import arguments, phases_in

FALSE_ALARM = 1e-6
PEOPLE = 100_000
PHASES = {phase.name: phase for phase in phases_in(week_of)}
HAZARD, WEEKS = 0.05, 30  # leaving
OUTSIDE, IMITATION, ADOPTING = 0.05, 1.0, (100, 200, 300)  # joining: per year, and the weeks that are compared
WAIT = 60.0  # hours until staff step in
LOOKS, PACE = 2.0, 20.0  # helpers who look at a question, and the hours each takes
NO_TALK = {"crowd": 0.5, "solves": 1.0, "thanks": 0.0, "turn": 0.0, "keen": 0.0}


def small(people=1, staff=0, weeks=8, questions=16, wishes=32, **groups) -> World:
    """A world in which nobody has a trait or a problem yet. `groups`: a dict of parameters for each behaviour that differs."""
    pars = Pars()
    pars = pars._replace(**{name: getattr(pars, name)._replace(**fields) for name, fields in groups.items()})
    return empty_world(Room(people, 1, staff, weeks, questions, wishes, 64), pars, Links())


def put(entity, **columns) -> None:
    """Write columns of an entity: one value for all rows, or a list for the first ones."""
    for name, values in columns.items():
        getattr(entity, name)[: len(values) if np.ndim(values) else None] = values


def pose(world: World, count: int, **columns) -> None:
    """So many questions in week 0."""
    put(world.questions, asked=np.zeros(count), key=np.arange(count), appeal=1.0, asker=-1, kind=MIDDLE, waited=-1)
    put(world.questions, **columns)
    world.tally.rows[QUESTION_ROWS] = count
    world.tally.first[:] = np.where(np.arange(world.tally.first.size) > RECALL, count, 0)


def do(world: World, now: Now, *phases: str) -> None:
    """These phases of the week, as the schedule calls them."""
    for name in phases:
        phase = PHASES[name]
        phase.module.everyone(*arguments(phase, w=world, p=world.pars, now=now))


# Bass adoption: joining alone


def adopt(n: int, weeks: int, outside: float, imitation: float) -> tuple[np.ndarray, np.ndarray]:
    """Weeks in which people joined (-1 never), and the share that has joined by the end of each week.

    Whoever has joined stays, as warm as can be: word of mouth is by members alone.
    """
    rates = {"outside": outside, "imitation": imitation, "landed": 0.0, "keen": 0.0}
    w = small(n, weeks=weeks, joining=rates, recording={"clout": 10.0, "usual": 10.0})  # each has the usual reach, without ties
    share = np.zeros(weeks)
    for week in range(weeks):
        now = Now(11, week)
        do(w, now, "joining")
        here = w.members.membership != NONE
        w.members.membership[here] = ACTIVE
        put(w.members, last_post=week)
        put(w.feelings, love=1e12, felt=week)
        do(w, now, "recording")
        share[week] = here.mean()
    return w.members.joined, share


def bass_week_by_week(outside: float, imitation: float, weeks: int) -> tuple[np.ndarray, np.ndarray]:
    """Adopters' share by weekly steps of F' = (p + qF)(1 - F), and its variance times people (linear noise)."""
    share, variance, x, v = np.zeros(weeks), np.zeros(weeks), 0.0, 0.0
    for week in range(weeks):
        hazard = (outside + imitation * x) / 52
        v = (1 + (imitation * (1 - 2 * x) - outside) / 52) ** 2 * v + (1 - x) * hazard * (1 - hazard)
        x += (1 - x) * hazard
        share[week], variance[week] = x, v
    return share, variance


def bass(outside: float, imitation: float, weeks: int) -> np.ndarray:
    """The published curve (Bass 1969) at the end of each week."""
    decay = np.exp(-(outside + imitation) * np.arange(1, weeks + 1) / 52)
    return (1 - decay) / (1 + imitation / outside * decay)


# Geometric survival: leaving alone


def survive(n: int, weeks: int, hazard: float, keen=0.0) -> np.ndarray:
    """Weeks in which members drifted away, -1 never. They differ in nothing but `keen`."""
    alone = {"drift": math.log(hazard), "keen": 1.0, "love": 2.0, "settled": 0.3, "bonds": 1.0, "present": 1.0, "tired": 1.0}
    w = small(n, weeks=weeks, leaving=alone)
    put(w.members, membership=LURKING, joined=-9)
    put(w.people, keen=keen)
    gone = np.full(n, -1)
    for week in range(weeks):
        do(w, Now(12, week), "leaving")
        gone[(gone < 0) & (w.members.membership == LAPSED)] = week
    return gone


def geometric(chance: float, weeks: int) -> np.ndarray:
    """Shares that leave a state in each week, and the share that never does, at a constant chance a week."""
    stay = (1.0 - chance) ** np.arange(weeks + 1)
    return np.append(-np.diff(stay), stay[-1])


def weekly_counts(first_weeks, weeks: int) -> np.ndarray:
    """How many did it in each week, and how many never did (-1)."""
    return np.bincount(np.where(first_weeks < 0, weeks, first_weeks), minlength=weeks + 1)[: weeks + 1]


# Waiting: equal helpers, one topic


def wait_for_staff(n: int, hours, sla, budget: float = 1.0) -> np.ndarray:
    """Hours until the first answer, of questions asked all through week 0 and answered by staff with time enough."""
    spent = {"minutes": 15.0, "coverage": 1.0}
    w = small(1, len(hours), RECALL, n, n, staff_helping=spent, answering=NO_TALK)
    put(w.staff, hours=hours, sla=sla, skill=1.0, last=99, answering=1.0)
    put(w.calendar, staff=budget)
    pose(w, n, hour=168 * np.random.default_rng(5).random(n))
    for week in range(RECALL):
        w.tally.rows[WISH_ROWS] = 0
        do(w, Now(13, week), "staff_helping", "sorting", "answering")
    return w.questions.waited.astype(float)


def race(n: int, looks: float, pace: float) -> np.ndarray:
    """Hours until the first answer by members in week 0, -1 none: ten looks each, every look takes an exponential time."""
    helpers = int(n * looks / 10)
    equal = {"willing": 1.0, "spread": 0.0, "pace": 0.0, "pace_spread": 0.0, "delay": pace, "most": 10.0, "off_field": 1.0}
    equal |= {"reach": 1e3, "bored": 1.0}
    w = small(helpers, 0, 8, n, 2 * int(n * looks) + 100, helping=equal, viewing={"memory": 0.0}, answering=NO_TALK)
    put(w.members, membership=ACTIVE, days=7)
    put(w.people, skill=1.0, willing=1.0)  # more than there is time for
    pose(w, n)
    do(w, Now(14, 0), "viewing", "helping", "sorting", "answering")
    return w.questions.waited[:n].astype(float)


def unanswered(hours, looks: float, pace: float):
    """Share of questions without an answer after so many hours: Poisson many helpers look, each takes an exponential time."""
    return np.exp(-looks * (1.0 - np.exp(-np.asarray(hours) / pace)))


# Ties


def left_of_tie(weeks: int) -> float:
    """What is left of a tie of strength 10 after so many idle weeks, as it counts in reach."""
    ties = small(2).ties
    ties.circle[:] = 0, 1
    touch(ties, 0, 1, 10.0, 0)
    return float(bonds(ties, 0, weeks))


# The table


def rows(n: int = PEOPLE) -> list[dict]:
    """The table of dock 5, in worlds of so many people or questions."""
    return [*joining_rows(n), *leaving_rows(n), *waiting_rows(n), *fading_rows()]


def joining_rows(n: int = PEOPLE, simulated=(OUTSIDE, IMITATION)) -> list[dict]:
    """Bass adoption: the share that has joined, early, in the middle and late. `simulated`: other rates, to be refused."""
    weeks = max(ADOPTING)
    _, share = adopt(n, weeks, *simulated)
    expected, variance = bass_week_by_week(OUTSIDE, IMITATION, weeks)
    sd = np.sqrt(variance / n)
    return [agree(f"Bass, joined after {t} weeks", expected[t - 1], share[t - 1], sd[t - 1]) for t in ADOPTING]


def leaving_rows(n: int = PEOPLE, keen=0.0) -> list[dict]:
    """Geometric survival: members left after half of the weeks, and the whole curve. `keen`: unequal members are refused."""
    gone = survive(n, WEEKS, HAZARD, keen)
    counts, half = weekly_counts(gone, WEEKS), WEEKS // 2
    kept = math.exp(-HAZARD * half)
    stayed = float(1.0 - counts[:half].sum() / n)
    curve = n * geometric(1.0 - math.exp(-HAZARD), WEEKS)
    return [
        agree(f"geometric survival, {half} weeks", kept, stayed, math.sqrt(kept * (1.0 - kept) / n)),
        fits("geometric survival, all weeks", counts, curve),
    ]


def waiting_rows(n: int = PEOPLE, wait: float = WAIT, looks: float = LOOKS) -> list[dict]:
    """Waits for staff, and for the first of many equal members. `wait`, `looks`: other worlds, to be refused."""
    for_staff, for_members = wait_for_staff(n, [1e6], [wait]), race(n, looks, PACE)
    edges = np.append(-WAIT * np.log1p(-np.arange(16) / 16.0), np.inf)  # bins that fill evenly
    hours = np.array([0.0, 2.0, 5.0, 10.0, 20.0, 50.0, 168.0])
    open_still = unanswered(hours, LOOKS, PACE)
    raced = np.append(np.histogram(for_members[for_members >= 0], hours)[0], (for_members < 0).sum())
    never = open_still[-1]
    return [
        agree("mean wait for staff, hours", WAIT, for_staff.mean(), WAIT / math.sqrt(n), 2),
        fits("exponential waits for staff", np.histogram(for_staff, edges)[0], np.full(16, n / 16)),
        agree("no answer by equal members", never, raced[-1] / n, math.sqrt(never * (1.0 - never) / n)),
        fits("race of equal members", raced, n * np.append(-np.diff(open_still), never)),
    ]


def fading_rows() -> list[dict]:
    """Exponential decay of a tie of strength 10: 10 % a month, without chance."""
    return [
        within(f"dock 5 tie after {months} idle months", "closed form", round(10 * 0.9**months, 6), left_of_tie(weeks), 1e-5, 6)
        for months, weeks in ((6, 26), (12, 52))
    ]


def agree(fact: str, expected: float, simulated: float, sd: float, digits: int = 4) -> dict:
    """A row of a normal figure with that standard deviation."""
    line = within(f"dock 5 {fact}", "closed form", float(expected), float(simulated), norm.isf(FALSE_ALARM / 2) * sd, digits)
    return line | {"observed": round(float(expected), digits)}


def fits(fact: str, counts, expected) -> dict:
    """A row of Pearson's chi-square; observed is its mean, the degrees of freedom."""
    freedom = len(counts) - 1
    limit = float(chi2.isf(FALSE_ALARM, freedom))
    distance = float(((counts - expected) ** 2 / expected).sum())
    return row(f"dock 5 {fact}, χ²", "closed form", f"below {limit:.1f}", freedom, round(distance, 1), distance < limit)
