"""Who and what is in the world: every entity's columns with unit and meaning. Row i of people, members, feelings and
orbits is person i; so is row i of `ties.circle`, which tells the row of the ties. What is read for few people at a time is
packed; what is searched lies by itself."""

from typing import NamedTuple

from agents.codes import NEVER
from sim.columns import column, packed

SLOTS = 6  # ties that a member keeps: the strongest ones
MANNERS = 0.5  # norm that people bring along: about half of newcomers' posts keep rules unseen (Matias 2019: 52 %)


class People(NamedTuple):
    """Everyone in the addressable market: traits from founding, and this week's need."""

    keen: packed("f4", "sd", "latent keenness: raises needs, joining, staying and clarity alike (M34)")
    need_rate: column("f4", "problems/week", "how often a problem comes up while engaged with the product")
    willing: packed("f4", "answers/question", "gross willingness to answer a question that is seen (M4)")
    pace: packed("f4", "days/week", "further days present in a week with a visit")
    skill: packed("f4", "0-1", "how hard a problem this person can solve")
    field: packed("i2", "topic", "home topic")
    plan: column("u1", "0/1", "has a right to open a support ticket")
    account: packed("i4", "row", "the account that this person belongs to, -1 where there are no accounts", -1)
    engaged: column("u1", "0/1", "uses the product: of a customer's account, or one on trial", 1)
    clout: packed("f4", "ratio", "reach outside the community, median 1 (M14)", 1)
    project: column("i2", "week", "last week of the present project with the product; earlier weeks: none", -1)
    need: column("u1", "kind", "kind of this week's problem, 0 = none")
    topic: packed("i2", "topic", "topic of this week's problem")
    search: packed("u1", "code", "what self-service came to this week; of an earlier week where there is no problem now")
    channel: column("u1", "code", "what became of this week's problem")
    base: packed("u1", "code", "what would have become of it without a community: AI, docs, ticket, gave up; else as `search`")
    solved: packed("i2", "week", "the last week whose own question was solved before it ended", NEVER)


class Members(NamedTuple):
    """The same people's life in the community."""

    membership: column("u1", "code", "none, lurking, active, lapsed")
    joined: column("i2", "week", "when the person joined, before the start negative", -1)
    first_post: column("i2", "week", "first contribution", NEVER)
    first_reply: packed("u1", "code", "reception of the first post: none yet, waiting, replied within 7 days")
    last_post: column("i2", "week", "last contribution", NEVER)
    last_visit: packed("i2", "week", "last week with a visit, up to last week", NEVER)
    days: column("u1", "days", "days present this week")
    norm: packed("f4", "0-1", "how far the norms of the community have become one's own (M35)", MANNERS)
    rude: column("u1", "posts", "toxic posts written this week (M18)")
    hurt: packed("i2", "week", "the last week in which one met toxicity (M18)", NEVER)
    welcomed: packed("u1", "code", "onboarding: not yet, welcomed, took part (M19)")
    invited: packed("u1", "0/1", "joined because invited (M1, M15)")
    attended: column("u1", "0/1", "took part in an event this week (M20)")
    wrote: column("u1", "0/1", "offered an article this week (M21)")


class Feelings(NamedTuple):
    """What members feel, and what the last weeks brought them."""

    love: packed("f4", "weight", "Orbit love at week `felt`: weights of activities, fading 10 % a month (M13)")
    motive: packed("f4", "ratio", "motive to help at week `felt`, 1 = as founded (M29)", 1)
    fatigue: packed("f4", "ratio", "load above taste, piled up, at week `felt` (M29)")
    felt: packed("i2", "week", "when love, motive and fatigue were last brought up to date")
    comments: packed("i2", "comments", "replies received in week `comments_week` (M3)")
    comments_week: column("i2", "week", "the last week with a reply received", NEVER)
    given: packed("i2", "answers", "answers given in week `given_week`")
    given_week: column("i2", "week", "the last week with an answer given", NEVER)
    thanks: packed("i2", "thanks", "thanks received in week `given_week`")
    lean: packed("f4", "hardness", "of the problems of one's last answers beyond that of what is asked (M30)")
    standing: packed("f4", "answers", "answers given, half forgotten in 13 weeks, at week `felt`: reputation (M4, M17)")
    glow: packed("f4", "log", "lift of the will to contribute from recognition, fading, at week `felt` (M17)")


class Orbits(NamedTuple):
    """Where members stand in the Orbit Model."""

    step: column("u1", "1-12", "orbit step: 1-3 Exploring, 4-6 Participating, 7-9 Contributing, 10-12 Leading")
    best: packed("u1", "1-12", "best step reached since the last review")
    month_days: column("u1", "days", "days present this month")
    quarter_days: column("u1", "days", "days present this quarter")
    weeks_met: packed("u1", "weeks", "weeks with two days or more since the last review")
    months_met: packed("u1", "months", "months with seven days or more since the last review")
    quarters_met: packed("u1", "quarters", "quarters with thirty days or more since the last review")


class Ties(NamedTuple):
    """Each member's strongest ties, own side only. Those of members lie side by side, so that outsiders take no room."""

    circle: column("i4", "row", "where a person's own ties lie in the other columns, -1 before joining", -1)
    other: packed("i4", "person", "whom, meaningless where the strength is 0", slots=SLOTS)
    strength: packed("f4", "weight", "connection strength at week `met`: direct 10, indirect 1 (M14)", slots=SLOTS)
    met: packed("i2", "week", "last interaction", slots=SLOTS)


class Attitudes(NamedTuple):
    """What people think of the company: the go-between of all effects on the business (M24)."""

    satisfaction: packed("f4", "0-1", "with product and support (CSAT), at week `judged`")
    affinity: packed("f4", "0-1", "feeling for the brand, from the community, at week `warmed`")
    trust: packed("f4", "0-1", "in the company, at week `trusted` (M23)")
    judged: packed("i2", "week", "when satisfaction was last brought up to date")
    warmed: packed("i2", "week", "when affinity was last brought up to date")
    trusted: packed("i2", "week", "when trust was last brought up to date")
    review: column("u1", "0/1", "wrote a review on a site outside this week (M22, M26)")


class Accounts(NamedTuple):
    """Those who buy, renew, expand or leave together: one person or many (M25, M27)."""

    segment: column("u1", "row", "which segment of the market")
    first: column("i4", "row", "first of its rows in the seats")
    people: column("i4", "people", "how many belong to it")
    value: column("f4", "$/year", "worth of its contract, now or once it is a customer")
    stage: column("u1", "code", "unaware, aware, evaluating, trial, customer, former")
    since: column("i2", "week", "when it came to this stage")
    renewal: column("i2", "week", "when its contract comes up next", NEVER)
    qualified: column("u1", "0/1", "introduced to sales by the community manager (M27)")
    exposed: column("u1", "0/1", "somebody of it came across the community this week (M12)")


class Seats(NamedTuple):
    """The people of all accounts, account by account."""

    person: column("i4", "person", "who")


class Segments(NamedTuple):
    """Kinds of accounts (M31)."""

    churn: column("f8", "share/year", "accounts lost in a year, all else usual (M25)")
    term: column("i2", "weeks", "between two renewals")
    conversion: column("f8", "chance", "a trial ends in a contract, all else usual (M27)")
    plan: column("u1", "0/1", "customers have a right to a ticket (M11)")


class Company(NamedTuple):
    """What the company has, has heard and is known by: one row."""

    proof: column("f8", "references", "references, talks and cases that a buyer can find, fading (M26)")
    reviews: column("f8", "references", "what reviews on sites outside are worth to a buyer, good less bad, fading (M26)")
    articles: column("f8", "articles", "by members, fading (M21)")
    ideas: column("f8", "ideas", "posted so far (M22)")
    built: column("f8", "ideas", "built so far (M22)")


class Desks(NamedTuple):
    """The support desk (M29): row 0 as it is, row `WITHOUT` as it would be without a community."""

    load: column("f8", "hours/week", "work that the desk reckons with")
    hands: column("f8", "hours/week", "of agents there")
    coming: column("f8", "hours/week", "of agents in the next quarter")
    backlog: column("f8", "hours", "of work that waits")
    wait: column("f8", "weeks", "that a ticket waits")


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
    tickets: column("f8", "tickets", "of the last months, fading: what support tells the product team (M22)")
    heard: column("f8", "insights", "that arrived from the community, fading (M22)")
    gifted: column("f8", "answers", "to surveys, for a gift: on any topic, whatever the trouble, fading (M22)")
    votes: column("f8", "votes", "for ideas on this topic, fading (M22)")
    reviewed: column("f8", "reviews", "by users who had a problem with it, fading: voices of the extremes (M22)")
    quality: column("f8", "0-1", "share of the topic's problems that the product has done away with (M22)")
    docs: column("f8", "0-1", "share of the topic's gaps in the docs that have been closed (M22)")


class Staff(NamedTuple):
    """People paid to work in the community. They carry no orbit level and no gravity."""

    hours: column("f4", "hours/week", "working hours for the community at the start")
    skill: column("f4", "0-1", "how hard a problem this person can solve")
    sla: column("f4", "hours", "mean delay before stepping in")
    first: column("i2", "week", "first week of work")
    last: column("i2", "week", "last week of work", 32767)
    answering: column("f4", "share", "of the hours that goes to answers", 0.4)
    ramp: column("f4", "weeks", "until full output after the first week of work, 0 = at once (M28)")


class Calendar(NamedTuple):
    """What befalls the community, a row a week: the market, the budget, shocks (M33)."""

    demand: column("f8", "ratio", "problems of people outside the community, 1 = usual", 1)
    staff: column("f8", "ratio", "share of the staff hours that the budget pays", 1)
    free: column("f8", "share", "of these hours that is left after what running the place and its members takes", 1)
    care: column("f8", "hours/member", "of staff that each active member takes in a week, before anything else is done (M29)")
    work: column("f8", "hours", "of the community's own staff among those by activity in Lifts.hours", slots=7)
    open: column("u1", "0/1", "the community exists", 1)
    release: column("u1", "0/1", "the product has a release this week")
    leavers: column("i4", "people", "top helpers who leave for good this week")
    moved: column("f8", "share", "of the members are lost this week as the platform moves")
    outage: column("f8", "share", "of those who use the product meet trouble this week, on top of their projects")
    toxicity: column("f8", "ratio", "rude posts, 1 = usual", 1)
    ai: column("f8", "share", "of the problems of each kind (place = code) that AI solves before anything else", slots=5)
    economy: column("f8", "ratio", "readiness to buy and to renew, 1 = usual, less in a recession", 1)
    rival: column("f8", "log-odds", "pull of a rival on those whose contract comes up")
    price: column("f8", "log-odds", "weight of a price rise on those whose contract comes up")
    level: column("f8", "ratio", "list price, 1 = usual: what new and renewed contracts are made at", 1)
    search: column("f8", "ratio", "visits that search engines send, 1 = usual", 1)
    hand_off: column("f8", "share", "of insights and leads that arrive where they are needed (M32)", 0.5)


class Lifts(NamedTuple):
    """What programs buy, a row a week: capacity and conditions, all zero unless somebody pays. Programs add up."""

    hours: column("f8", "hours", "of staff by activity, see WELCOMING and its neighbours in agents.codes", slots=7)
    digest: column("f8", "log-odds", "of a visit, by mails that tell what is new")
    invitations: column("f8", "people", "outsiders who are invited this week")
    findability: column("f8", "chance", "on top, that an answer that exists is found")
    landing: column("f8", "ratio", "on top of the visits that search engines send")
    comfort: column("f8", "doublings", "of the posts that a visitor can take in, by a better platform")
    rules: column("f8", "share", "of the visitors to whom the rules are shown (M18)")
    tidy: column("f8", "share", "of off-topic posts that community-level moderation moves away (M18)")
    personal: column("f8", "share", "of uninteresting posts that a personal filter hides (M18)")
    superusers: column("f8", "people", "seats of the program for the top helpers (M17)")
    badges: column("f8", "share", "of the members who are told of their thresholds (M17)")
    meetup_seats: column("f8", "seats", "at events this week (M20)")
    courses: column("f8", "seats", "in courses this week")
    seeds: column("f8", "answers", "written by staff unasked, question and answer")
    ideation: column("f8", "share", "of the members who see the board for ideas and votes (M22)")
    gift: column("f8", "answers", "to paid surveys this week: rewarded feedback (M22)")
    nudges: column("f8", "people", "of the inner orbit who are asked for a reference this week (M26)")
    selling: column("f8", "messages", "of sales that a visitor meets in the community this week (M23)")
    media: column("f8", "1/year", "chance to become aware by paid media (after adstock and saturation)")


class Events(NamedTuple):
    """What a forum export would show: one row for each question, answer, comment and follow-up."""

    hour: column("f8", "hours", "since the start")
    user: column("i4", "person", "who; staff count down from -2")
    thread: column("i4", "row", "question")
    kind: column("u1", "kind", "question, answer, comment, follow-up")


class Tally(NamedTuple):
    """Rows in use of the entities that grow, and single figures carried from week to week."""

    rows: column("i8", "rows", "in use and done with: see QUESTION_ROWS and its neighbours")
    first: column("i8", "row", "first question of week w at place w + RECALL")
    within: column("f8", "questions", "in view, of so many weeks or less, weighted by attention")
    posts: column("f8", "posts", "of last week")
    mass: column("f8", "share", "warmth of active members, weighed by their reach, per person of the market, last week")
    seen: column("f8", "questions", "in view")
    arrivals: column("f8", "people", "who joined last week and have not been welcomed")
    toxic: column("f8", "posts", "toxic ones that moderation left standing (M18)")
    clutter: column("f8", "posts", "off-topic ones that moderation left standing (M18)")
    custom: column("f8", "0-1", "mean norm of those present, above MANNERS (M35)")
    unanswered: column("f8", "share", "of the questions of recent weeks without an answer by the end of the week after")


# Places of Tally.rows. OVERFLOW: an entity had no room; CIRCLES: members whose ties have a row; CREDITED: events that were
# already counted by orbit level.
QUESTION_ROWS, WISH_ROWS, EVENT_ROWS, OVERFLOW, CIRCLES, CREDITED = range(6)
AS_IT_IS, WITHOUT = range(2)  # rows of Desks
RECALL = 8  # weeks for which a question is looked at by those who might answer
