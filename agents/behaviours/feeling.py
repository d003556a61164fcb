"""Feeling: love, motive, fatigue, standing and the glow of recognition, after what happened this week (M4, M13, M17, M29)."""

import math
from typing import NamedTuple

from agents.codes import NONE
from agents.orbit import left_after
from sim.batch import BLOCK, bring, list_marked, new_batch
from sim.kernel import allocating, kernel, rule
from sim.pars import par

OF = "members"
READS = (
    "members.membership members.days feelings.felt feelings.love feelings.motive feelings.fatigue members.last_post "
    "feelings.comments feelings.comments_week feelings.given feelings.given_week feelings.thanks feelings.standing feelings.glow "
    "people.willing"
)
WRITES = (
    "feelings.love feelings.motive feelings.fatigue feelings.standing feelings.glow feelings.felt members.last_visit"
)


class FeelingPars(NamedTuple):
    """How the week is felt."""

    visit: par("weight", 0, 12, "love from a day present: reading", "B", "Orbit model, activity weights 1-3") = 1.0
    post: par("weight", 0, 12, "love from a week with a post; answers come on top", "B", "Orbit model, weights 4-6") = 4.0
    answer: par("weight", 0, 12, "love from an answer given, at most five a week", "B", "Orbit model, weights 7-9") = 7.0
    reply: par("weight", 0, 12, "love from a reply received, at most five a week", "C", "assumed") = 2.0
    half: par("weight", 1, 200, "love at which the feeling for the community is half of its greatest", "C", "assumed") = 30.0
    thanks: par("ratio", 0, 1, "motive regained by a thank-you", "C", "assumed; sign: Wikipedia thanks experiment") = 0.15
    use: par("ratio", 0, 1, "motive regained by an answer given", "C", "assumed") = 0.03
    starve: par("ratio", 0, 0.2, "motive lost in a week present without an answer of one's own", "C", "assumed") = 0.01
    taste: par("answers/week", 1, 200, "answers a week that a helper likes to give, times willingness^0.5", "C", "assumed") = 60.0
    tire: par("ratio", 0, 2, "fatigue from a week with twice that load", "C", "assumed") = 0.3
    rest: par("1/week", 0, 1, "fatigue slept off in a week", "C", "assumed") = 0.15
    repute: par("weeks", 1, 104, "in which half of one's standing is forgotten", "C", "assumed: a quarter") = 13.0
    glow: par("weeks", 1, 26, "in which half of the lift by recognition is gone", "B", "model.md M17: 1-3 months") = 8.0


# The rules
@rule
def faded(love: float, weeks: float) -> float:
    """Love after some weeks: 10 % less each month (Orbit model)."""
    return love * left_after(weeks)


@rule
def rested(fatigue: float, weeks: float, pars: FeelingPars) -> float:
    """Fatigue after some weeks of rest."""
    return fatigue * (1.0 - pars.rest) ** weeks if fatigue > 0.0 else 0.0


@rule
def halved(value: float, weeks: float, half: float) -> float:
    """What is left of a value after some weeks, half of it gone in `half` weeks; weeks below 0 ask what it was before."""
    return value * math.exp(-math.log(2.0) / half * weeks) if value > 0.0 else 0.0


@rule
def warmth(love: float, pars: FeelingPars) -> float:
    """Feeling for the community in [0, 1): love with diminishing returns."""
    return love / (love + pars.half)


@rule
def week_of_love(days: int, posted: bool, answers: int, replies: int, pars: FeelingPars) -> float:
    """Love earned this week: sum of activity weights, answers and replies capped at five."""
    earned = pars.visit * days + pars.answer * min(answers, 5) + pars.reply * min(replies, 5)
    return earned + (pars.post if posted else 0.0)


@rule
def next_motive(motive: float, present: bool, answers: int, thanks: int, gain: float, pars: FeelingPars) -> float:
    """Motive to help in [0.1, 1.5]: thanks and use feed it, a visit without an answer of one's own starves it:
    nothing was asked, or others were there first."""
    fed = pars.thanks * min(thanks, 5) + pars.use * min(answers, 5)
    motive += gain * fed * (1.5 - motive)
    if present and answers == 0:
        motive -= gain * pars.starve * (motive - 0.1)
    return min(max(motive, 0.1), 1.5)


@rule
def added_fatigue(answers: int, willing: float, pars: FeelingPars) -> float:
    """Fatigue from answers beyond the helper's taste: load above taste burns out (M29)."""
    taste = 1.0 + pars.taste * math.sqrt(willing)
    return pars.tire * max(0.0, answers / taste - 1.0)


# Everyone
@kernel
def mark_touched(batch, low, days, given_week, comments_week, week):
    """Mark those of a block who were present, gave an answer or received a reply this week."""
    mark, now, high = batch.mark, given_week.dtype.type(week), low + BLOCK
    there, gave, received = days[low:high], given_week[low:high], comments_week[low:high]
    for j in range(there.size):
        mark[j] = (there[j] > 0) | (gave[j] == now) | (received[j] == now)


@kernel
def feel(batch, count, people, members, feelings, pars, links, week):
    """Bring the feelings of those listed up to date."""
    for k in range(count):
        i = batch.rows[k]
        if members.membership[i] == NONE:
            continue
        days = int(members.days[i])
        answers = int(feelings.given[i]) if feelings.given_week[i] == week else 0
        replies = int(feelings.comments[i]) if feelings.comments_week[i] == week else 0
        gone = float(week - int(feelings.felt[i]))
        posted = members.last_post[i] == week
        thanks = int(feelings.thanks[i]) if answers > 0 else 0
        love = faded(feelings.love[i], gone) + week_of_love(days, posted, answers, replies, pars)
        fatigue = rested(feelings.fatigue[i], gone, pars) + added_fatigue(answers, people.willing[i], pars)
        feelings.love[i] = love
        feelings.fatigue[i] = fatigue
        feelings.motive[i] = next_motive(feelings.motive[i], days > 0, answers, thanks, links.helping_motive, pars)
        feelings.standing[i] = halved(feelings.standing[i], gone, pars.repute) + answers
        feelings.glow[i] = halved(feelings.glow[i], gone, pars.glow)
        feelings.felt[i] = week
        if days > 0:
            members.last_visit[i] = week


@allocating
def everyone(people, members, feelings, pars, links, now):
    """All who were present, answered, or were answered."""
    batch, n = new_batch(), members.days.size
    for low in range(0, n, BLOCK):
        mark_touched(batch, low, members.days, feelings.given_week, feelings.comments_week, now.week)
        count = list_marked(batch, low, n)
        bring(batch, count, feelings.felt)
        bring(batch, count, people.willing)
        bring(batch, count, members.last_visit)
        feel(batch, count, people, members, feelings, pars, links, now.week)


# One member
def one(member, pars, links, now):
    """The same for one member."""
    if member.membership == NONE:
        return
    answers = member.given if member.given_week == now.week else 0
    replies = member.comments if member.comments_week == now.week else 0
    if member.days == 0 and answers == 0 and replies == 0:
        return
    gone = now.week - member.felt
    posted = member.last_post == now.week
    thanks = member.thanks if answers > 0 else 0
    member.love = faded(member.love, gone) + week_of_love(member.days, posted, answers, replies, pars)
    member.fatigue = rested(member.fatigue, gone, pars) + added_fatigue(answers, member.willing, pars)
    member.motive = next_motive(member.motive, member.days > 0, answers, thanks, links.helping_motive, pars)
    member.standing = halved(member.standing, gone, pars.repute) + answers
    member.glow = halved(member.glow, gone, pars.glow)
    member.felt = now.week
    if member.days > 0:
        member.last_visit = now.week
