"""The schedule: what happens in a week, in order. The twin, the documentation and the tests read these very lines."""

from agents.behaviours import (
    ageing,
    answering,
    asking,
    bonding,
    feeling,
    helping,
    improving,
    joining,
    judging,
    leaving,
    listening,
    needs,
    orbit_levels,
    posting,
    queueing,
    recording,
    replying,
    self_service,
    sorting,
    staff_helping,
    suggesting,
    supporting,
    trusting,
    viewing,
    visiting,
)
from sim.kernel import kernel


@kernel
def week_of(w, p, now):
    """One week."""
    ageing.everyone(w.questions, w.topics, w.calendar, w.tally, p.ageing, now)
    needs.everyone(w.people, w.topics, w.calendar, p.needs, now)
    visiting.everyone(w.people, w.members, w.feelings, w.ties, w.calendar, w.tally, p.visiting, p.feeling, w.links, now)
    self_service.everyone(w.people, w.members, w.topics, w.calendar, w.lifts, p.self_service, w.links, now)
    asking.everyone(w.people, w.members, w.calendar, p.asking, w.links, now)
    posting.everyone(w.people, w.members, w.feelings, w.questions, w.events, w.tally, w.weekly, p.posting, now)
    viewing.everyone(w.tally, p.viewing, now)
    helping.everyone(w.people, w.members, w.feelings, w.questions, w.wishes, w.tally, p.helping, p.feeling, p.viewing, now)
    staff_helping.everyone(w.staff, w.questions, w.wishes, w.calendar, w.tally, p.staff_helping, now)
    sorting.everyone(w.questions, w.wishes, w.tally)
    answering.everyone(w.questions, w.wishes, w.people, w.staff, w.tally, p.answering, now)
    replying.everyone(
        w.people, w.members, w.feelings, w.questions, w.wishes, w.topics, w.events, w.tally, w.weekly, p.replying, now
    )
    bonding.everyone(w.members, w.questions, w.wishes, w.ties, w.tally, p.bonding, now)
    feeling.everyone(w.people, w.members, w.feelings, p.feeling, w.links, now)
    orbit_levels.everyone(w.members, w.feelings, w.orbits, p.orbit_levels, now)
    joining.everyone(w.people, w.members, w.feelings, w.orbits, w.calendar, w.tally, p.joining, w.links, now)
    leaving.everyone(w.people, w.members, w.feelings, w.ties, w.weekly, p.leaving, p.feeling, w.links, now)
    supporting.everyone(w.people, p.asking, w.links, now)
    queueing.everyone(w.people, w.company, w.weekly, p.queueing, now)
    trusting.everyone(w.people, w.members, w.feelings, w.attitudes, w.lifts, w.weekly, p.trusting, now)
    judging.everyone(
        w.people, w.members, w.feelings, w.attitudes, w.company, p.judging, p.self_service, p.feeling, w.links, now
    )
    suggesting.everyone(w.members, w.topics, w.lifts, w.company, w.weekly, p.suggesting, now)
    listening.everyone(w.people, w.questions, w.topics, w.tally, w.calendar, w.lifts, w.weekly, p.listening, w.links, now)
    improving.everyone(w.accounts, w.topics, w.calendar, w.company, w.weekly, p.improving, w.links, now)
    recording.everyone(
        w.people,
        w.members,
        w.feelings,
        w.attitudes,
        w.orbits,
        w.ties,
        w.topics,
        w.staff,
        w.calendar,
        w.tally,
        w.weekly,
        p.recording,
        p.feeling,
        p.judging,
        p.trusting,
        w.links,
        now,
    )
