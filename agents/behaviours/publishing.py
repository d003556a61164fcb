"""Publishing: staff edit articles by members, as far as their hours go (M21, M36).

An article makes the brand known for a while (`noticing` reads the stock of articles), and what its author knows is written
down: it joins the stock of answers in the author's field, and stays when the author goes.
"""

import math
from typing import NamedTuple

import numpy as np

from agents.behaviours.mingling import within
from agents.behaviours.seeding import whole, write_down
from agents.codes import EDITING
from agents.counts import ARTICLES as PUBLISHED
from agents.streams import PUBLISH, QUESTION_KEY
from sim.clock import WEEKS_PER_MONTH
from sim.draws import derived_key, uniform
from sim.kernel import allocating, rule
from sim.pars import par
from sim.scan import listed

OF = "world"
READS = "people.field members.wrote members.days topics.fresh company.articles lifts.hours tally.rows weekly"
WRITES = (
    "members.wrote members.days members.last_post questions.key questions.asker questions.topic questions.kind questions.asked "
    "questions.hour questions.appeal questions.answers questions.waited questions.solver questions.fresh topics.fresh "
    "company.articles tally.rows tally.first weekly"
)


class PublishingPars(NamedTuple):
    """What an article costs and how long it works."""

    hours: par("hours", 0.25, 40, "of staff to edit and publish an article", "C", "assumed") = 3.0
    fades: par("share/month", 0, 1, "of the articles that are no longer read", "C", "assumed") = 0.05


# The rules
@rule
def capacity(hours: float, pars: PublishingPars) -> float:
    """Articles that the hours of a week pay for."""
    return hours / pars.hours


@rule
def still_read(articles: float, pars: PublishingPars) -> float:
    """What is left of the stock of articles a week later."""
    return articles * math.exp(math.log(max(1.0 - pars.fades, 1e-9)) / WEEKS_PER_MONTH) if articles > 0.0 else 0.0


@allocating
def accepted(members, places, now):
    """Rows of the authors whose article is taken, in the order of people; the other offers are struck out."""
    authors = listed(members.wrote)
    draws = np.array([uniform(now.seed, PUBLISH, now.week, i) for i in authors])
    members.wrote[:] = 0
    return within(authors, draws, places)


# The world
@allocating
def everyone(people, members, questions, topics, company, lifts, tally, weekly, pars, now):
    """Old articles fade; new ones are taken up to what the editors manage."""
    week = now.week
    company.articles[0] = still_read(company.articles[0], pars)
    if lifts.hours[week, EDITING] <= 0.0:
        return
    places = whole(uniform(now.seed, PUBLISH, week, -1), capacity(lifts.hours[week, EDITING], pars))
    authors = accepted(members, places, now)
    for k in range(authors.size):
        i = authors[k]
        members.wrote[i] = 1
        members.last_post[i] = week
        members.days[i] = max(int(members.days[i]), 1)
        key = derived_key(i, week, 3, QUESTION_KEY)
        write_down(questions, topics, tally, int(people.field[i]), i, key, week)
    company.articles[0] += authors.size
    weekly[week, PUBLISHED] += authors.size
