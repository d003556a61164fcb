"""Codes that columns hold: kinds of problem, membership, and what became of a need."""

# Kinds of problem (Millington): docs take the simple, agents the private and hard, the community the middle;
# a gut check ("am I doing this right?") only peers can answer.
NO_NEED, SIMPLE, MIDDLE, HARD, GUT_CHECK = range(5)
KINDS = ("none", "simple", "middle", "hard", "gut check")

NONE, LURKING, ACTIVE, LAPSED = range(4)
MEMBERSHIPS = ("none", "lurking", "active", "lapsed")

# What became of this week's need. After self-service it is met (by AI, by docs, by a reused answer), misled by a stale
# answer, or open, the community seen or not; after asking an open one is a question, a ticket, or given up; at the
# end of the week a question is COMMUNITY only if it was solved there.
NOTHING, DOCS, REUSED, STALE_HIT, OPEN, LANDED, COMMUNITY, TICKET, GAVE_UP, AI = range(10)
CHANNELS = ("none", "docs", "reused", "stale hit", "open", "landed", "community", "ticket", "gave up", "AI")

QUESTION, ANSWER, COMMENT, FOLLOWUP = range(4)  # kinds of event, as in a forum export

FIRST_NONE, FIRST_WAITING, FIRST_REPLIED = range(3)  # the first post: none yet, no reply yet, replied within 7 days

NOT_WELCOMED, WELCOMED, TOOK_PART = range(3)  # onboarding of a newcomer (M19)

UNAWARE, AWARE, EVALUATING, TRIAL, CUSTOMER, FORMER = range(6)  # stages of an account (M27)
STAGES = ("unaware", "aware", "evaluating", "trial", "customer", "former")

# What staff do besides answering; places of Lifts.hours. Prospecting: asking members for leads (M23, M32).
WELCOMING, INTRODUCING, MODERATING, HOSTING, EDITING, LISTENING, PROSPECTING = range(7)
ACTIVITIES = ("welcoming", "introducing", "moderating", "hosting", "editing", "listening", "prospecting")

NEVER = -9999  # the week of what has not happened
