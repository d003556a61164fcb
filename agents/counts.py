"""What is counted every week: the columns of the weekly table, by name and number."""

COUNTS = (
    "lurking", "active", "lapsed", "members", "joined", "landed_joins", "newcomers",
    "needs", "docs", "reused", "stale_hits", "questions", "tickets", "gave_up", "would_ticket",
    "member_answers", "staff_answers", "solved", "turns", "thanks", "visits", "landings",
    "commitment", "exploring", "participating", "contributing", "leading", "mass", "love",
    "caused", "contributions", "staff_hours", "fresh_answers", "stale_answers", "left", "returned",
)  # fmt: skip
(
    LURKING, ACTIVE, LAPSED, MEMBERS, JOINED, LANDED_JOINS, NEWCOMERS,
    NEEDS, DOCS, REUSED, STALE_HITS, QUESTIONS, TICKETS, GAVE_UP, WOULD_TICKET,
    MEMBER_ANSWERS, STAFF_ANSWERS, SOLVED, TURNS, THANKS, VISITS, LANDINGS,
    COMMITMENT, EXPLORING, PARTICIPATING, CONTRIBUTING, LEADING, MASS, LOVE,
    CAUSED, CONTRIBUTIONS, STAFF_HOURS, FRESH_ANSWERS, STALE_ANSWERS, LEFT, RETURNED,
) = range(len(COUNTS))  # fmt: skip
