"""Seeding: staff write answers that nobody has asked for yet, question and answer (M9, M28).

They join the old questions of the stock, so that they serve those who search and go out of date like any other answer.
Nobody has asked them: they are no posts, and helpers do not take them up.
"""

from agents.behaviours.needs import zipf_topic
from agents.codes import MIDDLE
from agents.counts import SEEDED
from agents.entities import OVERFLOW, QUESTION_ROWS, RECALL
from agents.streams import QUESTION_KEY, SEED
from sim.draws import derived_key, uniform, uniforms
from sim.kernel import kernel, rule

OF = "world"
READS = "topics.alias topics.keep topics.fresh calendar.open lifts.seeds tally.rows weekly"
WRITES = (
    "questions.key questions.asker questions.topic questions.kind questions.asked questions.hour questions.appeal "
    "questions.answers questions.waited questions.solver questions.fresh topics.fresh tally.rows tally.first weekly"
)
NO_APPEAL = 1e-20  # a question that is no question draws no answer within a lifetime


# The rule
@rule
def whole(u: float, number: float) -> int:
    """A fractional number as a whole one, right on average, from a uniform."""
    return int(number) + (1 if u < number - int(number) else 0)


@kernel
def write_down(questions, topics, tally, topic, author, key, week):
    """Append an answer to no one's question to the stock. Returns whether there was room for it."""
    q = tally.rows[QUESTION_ROWS]
    if q == questions.key.size:
        tally.rows[OVERFLOW] = 1
        return False
    questions.key[q] = key
    questions.asker[q] = -1
    questions.topic[q] = topic
    questions.kind[q] = MIDDLE
    questions.asked[q] = week
    questions.hour[q] = 0.0
    questions.appeal[q] = NO_APPEAL
    questions.answers[q] = 1
    questions.waited[q] = 0.0
    questions.solver[q] = author
    questions.fresh[q] = 1
    topics.fresh[topic] += 1
    tally.rows[QUESTION_ROWS] = q + 1
    tally.first[week + RECALL + 1] = q + 1
    return True


# The world
@kernel
def everyone(questions, topics, calendar, lifts, tally, weekly, now):
    """Write this week's seeds, topics by demand."""
    seed, week = now.seed, now.week
    if not calendar.open[week] or lifts.seeds[week] <= 0.0:
        return
    for ordinal in range(whole(uniform(seed, SEED, week, -1), lifts.seeds[week])):
        u, v, _, _ = uniforms(seed, SEED, week, ordinal)
        key = derived_key(ordinal, week, 2, QUESTION_KEY)
        if write_down(questions, topics, tally, zipf_topic(u, v, topics), -2, key, week):
            weekly[week, SEEDED] += 1
