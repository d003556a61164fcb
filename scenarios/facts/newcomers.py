"""Facts about newcomers: how they are received, who comes back, who never writes, how long they stay."""

from scenarios.community import TALK
from scenarios.facts.fact import Band, Fact, always
from scenarios.statistics import STATISTICS

# Share of the questions that staff take up from which it counts as a promise; assumed: from here on staff alone answer
# more than communities without a promise show.
SLA_COVERAGE = 0.75
SPANS = ((30, 0.25, 0.50, 0.44), (90, 0.15, 0.35, 0.32), (365, 0.03, 0.20, 0.15))  # days, band, observed


def return_gap(table) -> float:
    """S1: how much more of the newcomers come back (another thread, days 7 to 97) with a reply within seven days."""
    return STATISTICS["return_gap"].value(table)


def return_unreplied(table) -> float:
    """S1: share of the newcomers without a reply within seven days who come back."""
    return STATISTICS["return_unreplied"].value(table)


def first_post_answered_7d(table) -> float:
    """S2: share of first questions answered within seven days."""
    return STATISTICS["first_post_answered_7d"].value(table)


def never_contribute(table) -> float:
    """S9: share of the registered who never write."""
    return STATISTICS["never_contribute"].value(table)


def span_over(days: int):
    """S12: share of contributors whose last post is more than so many days after the first."""
    return STATISTICS[f"span_over_{days}d"].value


def has_sla(config) -> bool:
    """Whether staff promise an answer: there are some, and they take up most questions."""
    paid = any(member.hours > 0 for member in config.community.staff)
    return paid and config.pars.staff_helping.coverage >= SLA_COVERAGE


def _base(config) -> Band:
    """Usenet and its like are forums of talk that belong to nobody; in a company's community, fans' and practitioners' too,
    threads begin with a question."""
    if config.community.lives_on == TALK and not config.community.segments:
        return Band(0.30, 0.50, 0.44, "discussion forum")
    return Band(0.06, 0.20, 0.11, "brand Q&A")


def _reception(config) -> Band:
    return Band(0.90, 0.99, where="staffed SLA") if has_sla(config) else Band(0.50, 0.75, 0.61, "no staffed SLA")


FACTS = (
    Fact(
        "return_gap", "S1", "reply to first post raises return", True, return_gap, always(0.03, 0.18, 0.12),
        "Joyce & Kraut 2006; recomputed on eight forums", of_newcomers=True,
    ),
    Fact(
        "return_unreplied", "S1", "return without a reply", True, return_unreplied, _base,
        "Joyce & Kraut 2006; recomputed on eight forums", of_newcomers=True,
    ),
    Fact(
        "first_post_answered_7d", "S2", "first posts answered in 7 days", True, first_post_answered_7d, _reception,
        "recomputed; Burke et al. 2007", of_newcomers=True,
    ),
    Fact(
        "never_contribute", "S9", "registered who never contribute", True, never_contribute, always(0.60, 0.97, 0.733),
        "recomputed; the 90-9-1 rule of thumb", of_newcomers=True,
    ),
    *(
        Fact(
            f"span_over_{days}d", "S12", f"contributors' span over {days} days", True, span_over(days),
            always(low, high, observed), "recomputed", of_newcomers=True,
        )
        for days, low, high, observed in SPANS
    ),
)  # fmt: skip
