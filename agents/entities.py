"""Who and what is in the world: every entity's columns with unit and meaning. Row i of people, members, feelings,
orbits and ties is person i."""

from typing import NamedTuple

from agents.codes import NEVER
from sim.columns import column

SLOTS = 6  # ties that a member keeps: the strongest ones


class People(NamedTuple):
    """Everyone in the addressable market: traits from founding, and this week's need."""

    keen: column("f4", "sd", "latent keenness: raises needs, joining, staying and clarity alike (M34)")
    need_rate: column("f4", "problems/week", "how often a problem comes up while engaged with the product")
    willing: column("f4", "answers/question", "gross willingness to answer a question that is seen (M4)")
    pace: column("f4", "days/week", "further days present in a week with a visit")
    skill: column("f4", "0-1", "how hard a problem this person can solve")
    field: column("i2", "topic", "home topic")
    plan: column("u1", "0/1", "has a right to open a support ticket")
    project: column("i2", "week", "last week of the present project with the product; earlier weeks: none", -1)
    need: column("u1", "kind", "kind of this week's problem, 0 = none")
    topic: column("i2", "topic", "topic of this week's problem")
    search: column("u1", "code", "what self-service came to this week; of an earlier week where there is no problem now")
    channel: column("u1", "code", "what became of this week's problem")


class Members(NamedTuple):
    """The same people's life in the community."""

    membership: column("u1", "code", "none, lurking, active, lapsed")
    joined: column("i2", "week", "when the person joined, before the start negative", -1)
    first_post: column("i2", "week", "first contribution", NEVER)
    first_reply: column("u1", "code", "reception of the first post: none yet, waiting, replied within 7 days")
    last_post: column("i2", "week", "last contribution", NEVER)
    last_visit: column("i2", "week", "last week with a visit, up to last week", NEVER)
    days: column("u1", "days", "days present this week")


class Feelings(NamedTuple):
    """What members feel, and what the last weeks brought them."""

    love: column("f4", "weight", "Orbit love at week `felt`: weights of activities, fading 10 % a month (M13)")
    motive: column("f4", "ratio", "motive to help at week `felt`, 1 = as founded (M29)", 1)
    fatigue: column("f4", "ratio", "load above taste, piled up, at week `felt` (M29)")
    felt: column("i2", "week", "when love, motive and fatigue were last brought up to date")
    comments: column("i2", "comments", "replies received in week `comments_week` (M3)")
    comments_week: column("i2", "week", "the last week with a reply received", NEVER)
    given: column("i2", "answers", "answers given in week `given_week`")
    given_week: column("i2", "week", "the last week with an answer given", NEVER)
    thanks: column("i2", "thanks", "thanks received in week `given_week`")


class Orbits(NamedTuple):
    """Where members stand in the Orbit Model."""

    step: column("u1", "1-12", "orbit step: 1-3 Exploring, 4-6 Participating, 7-9 Contributing, 10-12 Leading")
    best: column("u1", "1-12", "best step reached since the last review")
    month_days: column("u1", "days", "days present this month")
    quarter_days: column("u1", "days", "days present this quarter")
    weeks_met: column("u1", "weeks", "weeks with two days or more since the last review")
    months_met: column("u1", "months", "months with seven days or more since the last review")
    quarters_met: column("u1", "quarters", "quarters with thirty days or more since the last review")


class Ties(NamedTuple):
    """Each person's strongest ties, own side only."""

    other: column("i4", "person", "whom, meaningless where the strength is 0", slots=SLOTS)
    strength: column("f4", "weight", "connection strength at week `met`: direct 10, indirect 1 (M14)", slots=SLOTS)
    met: column("i2", "week", "last interaction", slots=SLOTS)


class Questions(NamedTuple):
    """Questions in the order of posting; those before the start are the founded stock."""

    key: column("i8", "key", "address, hashed from asker and week")
    asker: column("i4", "person", "who asked, -1 unknown")
    topic: column("i2", "topic", "what about")
    kind: column("u1", "kind", "kind of problem")
    asked: column("i2", "week", "when asked, before the start negative")
    hour: column("f4", "hours", "when in that week [0, 168)")
    appeal: column("f4", "ratio", "how quickly it draws an answer: clarity, interest")
    answers: column("i2", "answers", "answers by others")
    waited: column("f4", "hours", "time to the first answer, -1 before it", -1)
    solver: column("i4", "person", "who solved it; staff count down from -2; -1 nobody", -1)
    fresh: column("u1", "code", "as an answer for others: 0 unsolved, 1 fresh, 2 stale")
    wishes: column("i4", "row", "first of its rows in this week's sorted wishes")
    wished: column("i4", "count", "how many there are")


class Wishes(NamedTuple):
    """Who wants to answer what this week, and whether it was taken; sorted by question, hour, helper."""

    question: column("i4", "row", "which question")
    helper: column("i4", "person", "who; staff count down from -2")
    hour: column("f4", "hours", "when in this week [0, 168)")
    taken: column("u1", "0/1", "the answer was given")
    solved: column("u1", "0/1", "it solved the problem")
    thanked: column("u1", "0/1", "the asker thanked for it")
    turns: column("u1", "turns", "further turns of the talk between asker and helper")


class Topics(NamedTuple):
    """What problems are about. Demand follows Zipf's law."""

    alias: column("i2", "topic", "alias table: the other topic of this cell (Walker 1977)")
    keep: column("f8", "0-1", "alias table: chance of the cell's own topic")
    fresh: column("i4", "answers", "solved questions whose answer still holds (M9)")
    stale: column("i4", "answers", "solved questions whose answer is out of date (M10)")


class Staff(NamedTuple):
    """People paid to work in the community. They carry no orbit level and no gravity."""

    hours: column("f4", "hours/week", "working hours for the community at the start")
    skill: column("f4", "0-1", "how hard a problem this person can solve")
    sla: column("f4", "hours", "mean delay before stepping in")
    first: column("i2", "week", "first week of work")
    last: column("i2", "week", "last week of work", 32767)


class Calendar(NamedTuple):
    """What is set from outside, a row a week."""

    demand: column("f8", "ratio", "problems of people outside the community, 1 = usual", 1)
    staff: column("f8", "ratio", "share of the staff hours that the budget pays", 1)
    open: column("u1", "0/1", "the community exists", 1)
    release: column("u1", "0/1", "the product has a release this week")


class Events(NamedTuple):
    """What a forum export would show: one row for each question, answer, comment and follow-up."""

    hour: column("f8", "hours", "since the start")
    user: column("i4", "person", "who; staff count down from -2")
    thread: column("i4", "row", "question")
    kind: column("u1", "kind", "question, answer, comment, follow-up")


class Tally(NamedTuple):
    """Rows in use of the entities that grow, and sums carried from week to week."""

    rows: column("i8", "rows", "in use: see QUESTION_ROWS and its neighbours")
    first: column("i8", "row", "first question of week w at place w + RECALL")
    pulse: column("f8", "", "taken at the end of last week: see POSTS and its neighbours")


QUESTION_ROWS, WISH_ROWS, EVENT_ROWS, OVERFLOW = range(4)  # places of Tally.rows; OVERFLOW: an entity had no room
POSTS, MASS, SEEN = range(3)  # places of Tally.pulse: posts last week, love x reach of members, questions in view
RECALL = 8  # weeks for which a question is looked at by those who might answer
