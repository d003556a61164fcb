"""Improving: now and then the product team mends what it hears most of, in the product or in the docs (bookkeeping; M22).

How often it can do something is its own affair, the same with and without a community. Insight lets it aim better, and mend
more at a time: a ticket says that something is wrong, talk among customers says how they work and what they tried.
Only where there is a company in the model: with no accounts nothing is mended.
"""

from typing import NamedTuple

from agents import counts
from agents.streams import IMPROVE
from sim.draws import uniform, uniforms
from sim.kernel import kernel, rule
from sim.pars import par

OF = "world"
READS = (
    "topics.tickets topics.heard topics.gifted topics.votes topics.reviewed topics.quality topics.docs calendar.release "
    "company.ideas company.built weekly"
)
WRITES = (
    "topics.tickets topics.heard topics.gifted topics.votes topics.reviewed topics.quality topics.docs company.built weekly"
)  # fmt: skip
LOTS = 1000  # first key of the draws between topics of which the same is heard


class ImprovingPars(NamedTuple):
    """The product team."""

    every: par("weeks", 1, 52, "from one review of what was heard to the next", "C", "assumed") = 4.0
    improvements: par("topics", 0, 50, "worked on after a review", "C", "assumed") = 2.0
    closes: par("share", 0, 1, "of what is left to mend on a topic, done by one improvement", "C", "assumed") = 0.1
    detail: par("ratio", 0, 5, "more, where all that is known was heard in the community", "C", "assumed") = 1.0
    docs: par("share", 0, 1, "of the improvements that go to the docs", "C", "assumed") = 0.5
    case: par("reports", 0, 1000, "that a topic needs before anybody works on it", "C", "assumed") = 6.0
    votes: par("ratio", 0, 5, "weight of a vote against a problem reported", "C", "assumed") = 0.2
    reviews: par("ratio", 0, 5, "weight of a review against a problem reported", "C", "assumed") = 0.5
    erodes: par("share", 0, 1, "of what was mended, undone by what a release brings", "C", "assumed") = 0.1
    formal: par("weeks", 1, 260, "until a ticket has faded by 63 % from what the team knows", "C", "assumed") = 26.0
    talk: par("weeks", 1, 260, "until an insight, a review or a vote has", "C", "assumed") = 13.0


# The rules
@rule
def signal(
    tickets: float, heard: float, gifted: float, reviewed: float, votes: float, gain: float, pars: ImprovingPars
) -> float:  # fmt: skip
    """How loud a topic is; `gain` is that of the link `insight`. Reviews stand outside the community: no link carries them."""
    return tickets + heard + gifted + pars.reviews * reviewed + gain * pars.votes * votes


@rule
def step(heard: float, loud: float, pars: ImprovingPars) -> float:
    """Share of what is left to mend that an improvement closes: more, the more of what is known was heard from customers."""
    return min(pars.closes * (1.0 + pars.detail * (heard / loud if loud > 0.0 else 0.0)), 1.0)


@rule
def closed(share: float, step: float) -> float:
    """Share that is mended after one more improvement."""
    return share + step * (1.0 - share)


@rule
def remembered(weeks: float) -> float:
    """What is left of a signal after a week."""
    return 1.0 - 1.0 / max(weeks, 1.0)


# The world
@kernel
def everyone(accounts, topics, calendar, company, weekly, pars, links, now):
    """A review every few weeks; what was heard fades; a release brings new problems."""
    every = int(pars.every)
    if accounts.value.size > 0 and now.week % every == every - 1:
        for k in range(int(pars.improvements)):
            _improve(topics, company, weekly, k, pars, links.insight, now)
    for t in range(topics.heard.size):
        topics.tickets[t] *= remembered(pars.formal)
        topics.heard[t] *= remembered(pars.talk)
        topics.gifted[t] *= remembered(pars.talk)
        topics.votes[t] *= remembered(pars.talk)
        topics.reviewed[t] *= remembered(pars.talk)
        if calendar.release[now.week]:
            topics.quality[t] *= 1.0 - pars.erodes
            topics.docs[t] *= 1.0 - pars.erodes


@kernel
def _improve(topics, company, weekly, k, pars, gain, now):
    """One improvement, of the topic that is loudest, if there is a case; what was heard on it counts as done in that share."""
    t = _loudest(topics, k, pars, gain, now)
    loud = _loudness(topics, t, gain, pars)
    if loud < pars.case:
        return
    done = step(topics.heard[t], loud, pars)
    u, v, _, _ = uniforms(now.seed, IMPROVE, now.week, k)
    voted = gain * pars.votes * topics.votes[t]
    if company.built[0] < company.ideas[0] and v * loud < voted:
        company.built[0] += 1.0
        weekly[now.week, counts.BUILT] += 1.0
    if u < pars.docs:
        topics.docs[t] = closed(topics.docs[t], done)
    else:
        topics.quality[t] = closed(topics.quality[t], done)
    topics.tickets[t] *= 1.0 - done
    topics.heard[t] *= 1.0 - done
    topics.gifted[t] *= 1.0 - done
    topics.votes[t] *= 1.0 - done
    topics.reviewed[t] *= 1.0 - done


@kernel
def _loudness(topics, t, gain, pars):
    """How loud a topic is."""
    reviewed, votes = topics.reviewed[t], topics.votes[t]
    return signal(topics.tickets[t], topics.heard[t], topics.gifted[t], reviewed, votes, gain, pars)


@kernel
def _loudest(topics, k, pars, gain, now):
    """The loudest topic; where nothing or the same is heard, any of them by an addressed draw."""
    best, most, lot = 0, -1.0, 0.0
    for t in range(topics.heard.size):
        loud = _loudness(topics, t, gain, pars)
        if loud >= most:
            drawn = uniform(now.seed, IMPROVE, now.week, LOTS + k * topics.heard.size + t)
            if loud > most or drawn < lot:
                best, most, lot = t, loud, drawn
    return best
