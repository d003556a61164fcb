"""The schedule: what happens in a week, in order. The twin, the documentation and the tests read these very lines."""

from agents.behaviours import (
    admitting,
    advocating,
    ageing,
    answering,
    asking,
    attending,
    bonding,
    buying,
    coming_across,
    conforming,
    crediting,
    departing,
    exposure,
    feeling,
    helping,
    improving,
    introducing,
    joining,
    judging,
    landing,
    learning,
    leaving,
    listening,
    managing,
    mingling,
    moderating,
    needs,
    noise,
    noticing,
    opening,
    orbit_levels,
    posting,
    publishing,
    qualifying,
    queueing,
    recognizing,
    recording,
    renewing,
    replying,
    reviewing,
    seeding,
    self_service,
    sorting,
    staff_helping,
    suggesting,
    supporting,
    trusting,
    viewing,
    visiting,
    welcoming,
    writing,
)
from sim.kernel import kernel


@kernel
def week_of(w, p, now):
    """One week."""
    # fmt: off
    departing.everyone(w.people, w.members, w.feelings, w.calendar, w.weekly, p.feeling, now)
    managing.everyone(w.staff, w.calendar, w.lifts, w.weekly, now)
    ageing.everyone(w.questions, w.topics, w.calendar, w.tally, p.ageing, now)
    needs.everyone(w.people, w.topics, w.calendar, p.needs, now)
    visiting.everyone(
        w.people, w.members, w.feelings, w.ties, w.topics, w.calendar, w.lifts, w.tally, p.visiting, p.feeling,
        p.exposure, p.moderating, w.links, now,
    )
    self_service.everyone(w.people, w.members, w.topics, w.calendar, w.lifts, p.self_service, w.links, now)
    asking.everyone(w.people, w.members, w.calendar, w.lifts, w.tally, p.asking, w.links, now)
    posting.everyone(w.people, w.members, w.feelings, w.questions, w.events, w.tally, w.weekly, p.posting, now)
    opening.everyone(
        w.people, w.members, w.topics, w.questions, w.events, w.tally, w.weekly, p.opening, p.posting, now,
    )
    admitting.everyone(w.members, w.ties, w.tally, now)
    noise.everyone(w.members, w.calendar, w.tally, p.noise, now)
    moderating.everyone(w.members, w.topics, w.lifts, w.tally, w.weekly, p.moderating, w.links, now)
    exposure.everyone(w.members, w.tally, w.weekly, p.exposure, now)
    viewing.everyone(w.tally, p.viewing, now)
    helping.everyone(
        w.people, w.members, w.feelings, w.ties, w.topics, w.questions, w.wishes, w.lifts, w.tally, p.helping, p.feeling,
        p.moderating, w.links, now,
    )
    staff_helping.everyone(w.staff, w.questions, w.wishes, w.calendar, w.tally, p.staff_helping, now)
    sorting.everyone(w.questions, w.wishes, w.tally)
    answering.everyone(w.questions, w.wishes, w.people, w.staff, w.tally, p.answering, now)
    replying.everyone(
        w.people, w.members, w.feelings, w.questions, w.wishes, w.topics, w.events, w.tally, w.weekly, p.replying, now,
    )
    seeding.everyone(w.questions, w.topics, w.calendar, w.lifts, w.tally, w.weekly, now)
    welcoming.everyone(w.members, w.feelings, w.calendar, w.lifts, w.tally, w.weekly, p.welcoming, w.links, now)
    introducing.everyone(
        w.people, w.members, w.feelings, w.ties, w.calendar, w.lifts, w.tally, w.weekly, p.introducing, p.bonding,
        w.links, now,
    )
    attending.everyone(w.members, w.feelings, w.calendar, w.lifts, p.attending, p.feeling, now)
    mingling.everyone(w.people, w.members, w.ties, w.lifts, w.weekly, p.mingling, p.bonding, now)
    writing.everyone(w.members, w.feelings, w.orbits, w.company, w.calendar, w.lifts, p.writing, p.feeling, w.links, now)
    publishing.everyone(w.people, w.members, w.questions, w.topics, w.company, w.lifts, w.tally, w.weekly, p.publishing, now)
    learning.everyone(w.people, w.members, w.calendar, w.lifts, w.weekly, p.learning, now)
    bonding.everyone(w.people, w.members, w.questions, w.wishes, w.ties, w.tally, p.bonding, now)
    recognizing.everyone(w.members, w.feelings, w.calendar, w.lifts, w.weekly, p.recognizing, p.feeling, now)
    feeling.everyone(w.people, w.members, w.feelings, p.feeling, w.links, now)
    conforming.everyone(w.members, w.lifts, w.tally, p.conforming, w.links, now)
    crediting.everyone(w.orbits, w.events, w.tally, w.weekly, now)
    orbit_levels.everyone(w.members, w.feelings, w.orbits, p.orbit_levels, now)
    joining.everyone(
        w.people, w.members, w.feelings, w.orbits, w.accounts, w.seats, w.calendar, w.lifts, w.tally, w.weekly, p.joining,
        w.links, now,
    )
    leaving.everyone(w.people, w.members, w.feelings, w.ties, w.weekly, p.leaving, p.feeling, p.exposure, w.links, now)
    coming_across.everyone(w.people, w.accounts)
    supporting.everyone(w.people, p.asking, w.links, now)
    queueing.everyone(w.people, w.desks, w.weekly, p.queueing, now)
    trusting.everyone(w.people, w.members, w.feelings, w.attitudes, w.lifts, w.weekly, p.trusting, now)
    judging.everyone(w.people, w.members, w.feelings, w.attitudes, w.desks, p.judging, p.self_service, p.feeling, w.links, now)
    reviewing.everyone(w.people, w.attitudes, w.topics, w.company, w.weekly, p.reviewing, p.advocating, now)
    suggesting.everyone(w.members, w.topics, w.lifts, w.company, w.weekly, p.suggesting, now)
    listening.everyone(w.people, w.questions, w.topics, w.tally, w.calendar, w.lifts, w.weekly, p.listening, w.links, now)
    improving.everyone(w.accounts, w.topics, w.calendar, w.company, w.weekly, p.improving, w.links, now)
    noticing.everyone(w.accounts, w.calendar, w.lifts, w.company, w.tally, w.weekly, p.noticing, w.links, now)
    qualifying.everyone(
        w.people, w.members, w.attitudes, w.accounts, w.seats, w.calendar, w.lifts, w.weekly, p.qualifying, p.trusting,
        w.links, now,
    )
    buying.everyone(
        w.people, w.accounts, w.seats, w.segments, w.attitudes, w.calendar, w.company, w.weekly, p.buying, p.judging,
        p.trusting, w.links, now,
    )
    renewing.everyone(
        w.people, w.members, w.accounts, w.seats, w.segments, w.attitudes, w.ties, w.calendar, w.weekly, p.renewing,
        p.judging, p.trusting, w.links, now,
    )
    advocating.everyone(
        w.people, w.members, w.orbits, w.attitudes, w.accounts, w.calendar, w.lifts, w.company, w.weekly, p.advocating,
        p.judging, p.trusting, w.links, now,
    )
    landing.everyone(w.topics, w.calendar, w.lifts, w.weekly, p.landing, p.self_service, w.links, now)
    recording.everyone(
        w.people, w.members, w.feelings, w.attitudes, w.orbits, w.ties, w.topics, w.questions, w.staff, w.accounts,
        w.calendar, w.tally, w.weekly, p.recording, p.feeling, p.judging, p.trusting, w.links, now,
    )
    # fmt: on
