"""Economics: what things cost. Used to read results in money; none of it changes what people do."""

from typing import NamedTuple

from sim.pars import par


class Economics(NamedTuple):
    """Prices, in US dollars."""

    staff_hour: par(
        "$/hour", 0, 500, "an hour of staff, all costs in", "C",
        "assumed: $84,000-120,000 a year (model.md M28: 85-120) at 1,700 hours is 49-71",
    ) = 60.0  # fmt: skip
    ticket: par("$/ticket", 0, 1000, "a support ticket", "B", "model.md M11: 8-62 by level") = 25.0
    self_service: par("$/problem", 0, 50, "a problem solved by reading", "B", "model.md M11: 0.10") = 0.10
    platform_year: par(
        "$/year", 0, 5_000_000, "the platform", "C", "assumed; model.md M28: five to six figures, a free group 0"
    ) = 30_000.0
    agent_hour: par(
        "$/hour", 0, 500, "an hour of a support agent, where tickets take more than their price", "C", "assumed: below staff"
    ) = 45.0  # fmt: skip
    member_hour: par("$/hour", 0, 500, "an hour of a member, saved or spent", "C", "assumed: wage of users") = 40.0
    margin: par("share", 0, 1, "of the revenue that is left after production", "C", "assumed: usual of software") = 0.75
