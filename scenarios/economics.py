"""Economics: what things cost. Used to plan a budget and to read results in money; prices change nobody's mind."""

from typing import NamedTuple

from sim.pars import par


class Economics(NamedTuple):
    """Prices, in US dollars."""

    staff_hour: par(
        "$/hour", 0, 500, "an hour of staff, all costs in", "C",
        "assumed: $84,000-120,000 a year (model.md M28: 85-120) at 1,700 hours is 49-71",
    ) = 60.0  # fmt: skip
    ticket: par("$/ticket", 0, 1000, "a support ticket, as claims of savings reckon", "B", "model.md M11: 8-62 by level") = 25.0
    self_service: par("$/problem", 0, 50, "a problem solved by reading", "B", "model.md M11: 0.10") = 0.10
    platform_year: par(
        "$/year", 0, 5_000_000, "a standard platform", "B", "model.md M28: five to six figures, a free group 0"
    ) = 30_000.0
    enterprise_year: par(
        "$/year", 0, 5_000_000, "an enterprise platform", "B", "requirements.md: upper five figures to six figures"
    ) = 120_000.0
    moderation_hour: par("$/hour", 0, 500, "an hour of moderation", "B", "requirements.md: from $20") = 20.0
    superuser_year: par("$/year", 0, 50_000, "a superuser's seat: access, thanks, travel", "C", "assumed") = 500.0
    event_seat: par("$/seat", 0, 5000, "a seat at an event", "C", "assumed") = 30.0
    course_seat: par("$/seat", 0, 5000, "a seat in a course", "C", "assumed") = 40.0
    page: par("$/page", 0, 5000, "an answer made into a page", "C", "assumed: two hours and a half of an editor") = 150.0
    ideation_year: par("$/year", 0, 1_000_000, "a board for ideas", "C", "assumed") = 12_000.0
    nudge: par("$/person", 0, 5000, "asking for a reference, and the thanks for it", "C", "assumed") = 50.0
    seed: par("$/answer", 0, 500, "a question with its answer, written unasked", "C", "assumed: 20 minutes") = 20.0
    gift: par("$/answer", 0, 1000, "the gift card for an answer to a survey", "C", "assumed") = 25.0
    invitation: par("$/person", 0, 1000, "a personal invitation", "C", "assumed: two minutes") = 2.0
    agent_hour: par("$/hour", 0, 500, "an hour of a support agent, all costs in", "C", "assumed: below staff") = 45.0
    member_hour: par("$/hour", 0, 500, "an hour of a member, saved or spent", "C", "assumed: wage of users") = 40.0
    margin: par("share", 0, 1, "of the revenue that is left after production", "C", "assumed: usual of software") = 0.75
