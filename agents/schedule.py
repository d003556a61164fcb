"""The schedule: what happens in a week, in order. The twin, the documentation and the tests read these very lines."""

from agents.behaviours import (
    advocating,
    ageing,
    answering,
    asking,
    bonding,
    buying,
    exposing,
    feeling,
    helping,
    joining,
    leaving,
    needs,
    noticing,
    orbit_levels,
    posting,
    qualifying,
    recording,
    renewing,
    replying,
    self_service,
    sorting,
    staff_helping,
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
    self_service.everyone(w.people, w.members, w.topics, w.calendar, p.self_service, w.links, now)
    asking.everyone(w.people, w.members, w.calendar, p.asking, w.links, now)
    posting.everyone(w.people, w.members, w.feelings, w.questions, w.events, w.tally, w.weekly, p.posting, now)
    viewing.everyone(w.tally, p.viewing, now)
    helping.everyone(w.people, w.members, w.feelings, w.questions, w.wishes, w.tally, p.helping, p.feeling, p.viewing, now)
    staff_helping.everyone(w.staff, w.questions, w.wishes, w.calendar, w.tally, p.staff_helping, now)
    sorting.everyone(w.questions, w.wishes, w.tally)
    answering.everyone(w.questions, w.wishes, w.people, w.staff, w.tally, p.answering, now)
    replying.everyone(w.members, w.feelings, w.questions, w.wishes, w.topics, w.events, w.tally, w.weekly, p.replying, now)
    bonding.everyone(w.members, w.questions, w.wishes, w.ties, w.tally, p.bonding, now)
    feeling.everyone(w.people, w.members, w.feelings, p.feeling, w.links, now)
    orbit_levels.everyone(w.members, w.feelings, w.orbits, p.orbit_levels, now)
    joining.everyone(w.people, w.members, w.feelings, w.orbits, w.calendar, w.tally, p.joining, w.links, now)
    leaving.everyone(w.people, w.members, w.feelings, w.ties, w.weekly, p.leaving, p.feeling, w.links, now)
    exposing.everyone(w.people, w.accounts)
    noticing.everyone(w.accounts, w.calendar, w.lifts, w.company, w.tally, w.weekly, p.noticing, w.links, now)
    qualifying.everyone(
        w.people, w.members, w.attitudes, w.accounts, w.seats, w.calendar, w.lifts, w.weekly, p.qualifying, w.links, now
    )
    buying.everyone(
        w.people, w.accounts, w.seats, w.segments, w.attitudes, w.calendar, w.company, w.weekly, p.buying, w.links, now
    )
    renewing.everyone(
        w.people,
        w.members,
        w.accounts,
        w.seats,
        w.segments,
        w.attitudes,
        w.ties,
        w.calendar,
        w.weekly,
        p.renewing,
        w.links,
        now,
    )
    advocating.everyone(
        w.people,
        w.members,
        w.orbits,
        w.attitudes,
        w.accounts,
        w.calendar,
        w.lifts,
        w.company,
        w.weekly,
        p.advocating,
        w.links,
        now,
    )
    recording.everyone(
        w.people,
        w.members,
        w.feelings,
        w.orbits,
        w.ties,
        w.topics,
        w.staff,
        w.accounts,
        w.calendar,
        w.tally,
        w.weekly,
        p.recording,
        p.asking,
        p.feeling,
        now,
    )
