"""What is counted every week: the columns of the weekly table, by name and number."""

COUNTS = (
    "lurking", "active", "lapsed", "members", "joined", "landed_joins", "newcomers",
    "needs", "docs", "reused", "stale_hits", "questions", "tickets", "gave_up", "would_ticket",
    "member_answers", "staff_answers", "solved", "turns", "thanks", "visits", "landings",
    "commitment", "exploring", "participating", "contributing", "leading", "mass", "love",
    "caused", "contributions", "staff_hours", "fresh_answers", "stale_answers", "left", "returned",
    "rude", "toxic", "hurt", "clutter", "welcomed", "took_part", "introduced", "attended", "articles", "awarded", "badged",
    "learned", "seeded", "invited", "departed",
    "ai_solved", "ticket_hours", "backlog", "insights", "ideas", "built", "quality", "doc_quality", "distorted",
    "satisfaction", "affinity", "trust", "promoters", "detractors", "asked",
    "aware", "evaluating", "trials", "customers", "noticed", "signups", "qualified", "won", "won_qualified",
    "due", "renewed", "churned", "expanded", "due_members", "renewed_members", "expanded_members",
    "revenue", "revenue_lost", "revenue_expanded", "references", "referrals", "nudged", "sold",
    "reviews", "rating", "peer_solved", "staff_turns", "desk_hours", "first_questions", "maintainers", "challengers",
    "by_exploring", "by_participating", "by_contributing", "by_leading",
)  # fmt: skip
(
    LURKING, ACTIVE, LAPSED, MEMBERS, JOINED, LANDED_JOINS, NEWCOMERS,
    NEEDS, DOCS, REUSED, STALE_HITS, QUESTIONS, TICKETS, GAVE_UP, WOULD_TICKET,
    MEMBER_ANSWERS, STAFF_ANSWERS, SOLVED, TURNS, THANKS, VISITS, LANDINGS,
    COMMITMENT, EXPLORING, PARTICIPATING, CONTRIBUTING, LEADING, MASS, LOVE,
    CAUSED, CONTRIBUTIONS, STAFF_HOURS, FRESH_ANSWERS, STALE_ANSWERS, LEFT, RETURNED,
    RUDE, TOXIC, HURT, CLUTTER, WELCOMED, TOOK_PART, INTRODUCED, ATTENDED, ARTICLES, AWARDED, BADGED, LEARNED, SEEDED,
    INVITED, DEPARTED,
    AI_SOLVED, TICKET_HOURS, BACKLOG, INSIGHTS, IDEAS, BUILT, QUALITY, DOC_QUALITY, DISTORTED,
    SATISFACTION, AFFINITY, TRUST, PROMOTERS, DETRACTORS, ASKED,
    AWARE, EVALUATING, TRIALS, CUSTOMERS, NOTICED, SIGNUPS, QUALIFIED, WON, WON_QUALIFIED,
    DUE, RENEWED, CHURNED, EXPANDED, DUE_MEMBERS, RENEWED_MEMBERS, EXPANDED_MEMBERS,
    REVENUE, REVENUE_LOST, REVENUE_EXPANDED, REFERENCES, REFERRALS, NUDGED, SOLD,
    REVIEWS, RATING, PEER_SOLVED, STAFF_TURNS, DESK_HOURS, FIRST_QUESTIONS, MAINTAINERS, CHALLENGERS,
    BY_EXPLORING, BY_PARTICIPATING, BY_CONTRIBUTING, BY_LEADING,
) = range(len(COUNTS))  # fmt: skip
