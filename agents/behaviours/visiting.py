"""Visiting: who comes to the community this week out of habit, love, attention and company (M3, M4, M5)."""

import math
from typing import NamedTuple

from agents.behaviours.exposure import ExposurePars, soreness
from agents.behaviours.feeling import faded, rested, warmth
from agents.behaviours.moderating import sight
from agents.codes import ACTIVE, FIRST_REPLIED, LURKING
from agents.rows import list_staying
from agents.streams import VISIT
from agents.ties import company
from sim.batch import BLOCK, bring, draw, new_batch
from sim.draws import poisson, uniforms
from sim.kernel import allocating, kernel, rule
from sim.pars import par

OF = "members"
READS = (
    "people.keen people.pace members.membership feelings.love feelings.fatigue feelings.felt feelings.comments "
    "feelings.comments_week members.first_reply members.joined members.last_visit ties.circle ties.other ties.strength ties.met "
    "members.hurt calendar.open lifts.digest lifts.comfort lifts.tidy lifts.personal tally.posts tally.custom"
)
WRITES = "members.days"


class VisitingPars(NamedTuple):
    """What brings a member back without a problem of one's own."""

    habit: par("log-odds", -9, 3, "a visit in a week, all else at zero", "A", "fitted to the activity of cohorts") = -2.1
    keen: par("log-odds/sd", 0, 3, "per unit of keenness (M34)", "C", "assumed") = 0.9
    love: par("log-odds", 0, 8, "from no to full warmth", "C", "assumed; sign Ren & Kraut 2014") = 0.6
    attention: par("log-odds/reply", 0, 1, "per reply received last week, at most five", "B", "Cottica: 0.09-0.29") = 0.15
    settled: par(
        "log-odds", 0, 2, "first post replied within 7 days", "C", "assumed; sign: Joyce & Kraut 2006, less than +0.12"
    ) = 0.3
    bonds: par("log-odds", 0, 4, "when all one's ties came last week", "C", "assumed") = 1.0
    fresh: par("log-odds", 0, 8, "registered last week: comes to look round", "C", "assumed") = 4.0
    tired: par("log-odds", 0, 4, "per unit of fatigue", "C", "assumed") = 1.0
    overload: par("log-odds", 0, 2, "per doubling of the posts in a visit beyond 40", "C", "assumed; Ren & Kraut 2014") = 0.3
    interest: par(
        "log-odds", 0, 4, "per doubling of the share of what one meets that interests", "C", "assumed; sign Ren & Kraut 2014"
    ) = 0.5


# The rules
@rule
def offer(posts: float, clear: float, comfort: float, digest: float, pars: VisitingPars) -> float:
    """What the place holds for all alike, in log-odds: news by mail, interest, less what is too much to take in.

    `posts` are those that a visitor meets, `clear` and `comfort` doublings: of their interest, of what one can take in.
    """
    return digest + pars.interest * clear - pars.overload * max(0.0, math.log2(max(posts, 1.0) / 40.0) - comfort)


@rule
def pull(
    keen: float, warm: float, replies: int, settled: bool, fresh: bool, fatigue: float, sore: float, attention: float,
    welcome: float, pars: VisitingPars, exposure: ExposurePars,
) -> float:  # fmt: skip
    """Log-odds of a visit, company and offer apart. `attention` and `welcome` are gains of links."""
    z = pars.habit + pars.keen * keen + pars.love * warm + attention * pars.attention * min(replies, 5)
    if settled:
        z += welcome * pars.settled
    if fresh:
        z += pars.fresh
    return z - pars.tired * fatigue - exposure.visits * sore


@rule
def threshold(u: float) -> float:
    """Log-odds of a uniform: a chance with log-odds z comes true where z exceeds it."""
    return math.log(u / (1.0 - u))


@rule
def days_present(u: float, pace: float) -> int:
    """Days present in a week with a visit, 1 to 7."""
    return min(1 + poisson(u, pace), 7)


# Everyone
@kernel
def come(batch, count, held_out, people, members, feelings, ties, pars, feeling, exposure, links, week):
    """Of those listed, who comes, and on how many days. Company is looked up only where it tips the balance."""
    for k in range(count):
        i, replies = batch.rows[k], 0
        gone = float(week - int(feelings.felt[i]))
        if feelings.comments[i] > 0 and feelings.comments_week[i] == week - 1:
            replies = int(feelings.comments[i])
        z = held_out + pull(
            people.keen[i], warmth(faded(feelings.love[i], gone), feeling), replies,
            members.first_reply[i] == FIRST_REPLIED, members.joined[i] == week - 1,
            rested(feelings.fatigue[i], gone, feeling), soreness(week - int(members.hurt[i]), exposure), links.attention,
            links.first_reply, pars, exposure,
        )  # fmt: skip
        wanted = threshold(batch.u[k])
        if wanted >= z and wanted < z + links.bonds * pars.bonds:
            z += links.bonds * pars.bonds * company(ties, members.last_visit, i, week)
        if wanted < z:
            members.days[i] = days_present(batch.v[k], people.pace[i])


@allocating
def everyone(people, members, feelings, ties, topics, calendar, lifts, tally, pars, feeling, exposure, moderating, links, now):
    """Those who have not drifted away are few in a market: each draws by itself."""
    week = now.week
    members.days[:] = 0
    if not calendar.open[week]:
        return
    posts, clear = sight(topics, lifts, tally, moderating, links.moderation, week)
    held_out = offer(posts, clear, lifts.comfort[week], lifts.digest[week], pars)
    batch = new_batch()
    for low in range(0, members.days.size, BLOCK):
        count = list_staying(batch, members.membership, low)
        draw(batch, count, now.seed, VISIT, week)
        bring(batch, count, feelings.felt)
        bring(batch, count, members.hurt)
        bring(batch, count, members.joined)
        bring(batch, count, people.keen)
        come(batch, count, held_out, people, members, feelings, ties, pars, feeling, exposure, links, week)


# One member
def one(member, topics, calendar, lifts, tally, pars, feeling, exposure, moderating, links, now):
    """The same for one member."""
    member.days = 0
    if not calendar.open[now.week] or member.membership not in (LURKING, ACTIVE):
        return
    u, v, _, _ = uniforms(now.seed, VISIT, now.week, member.row)
    gone = now.week - member.felt
    replies = member.comments if member.comments_week == now.week - 1 else 0
    posts, clear = sight(topics, lifts, tally, moderating, links.moderation, now.week)
    z = offer(posts, clear, lifts.comfort[now.week], lifts.digest[now.week], pars) + pull(
        member.keen, warmth(faded(member.love, gone), feeling), replies, member.first_reply == FIRST_REPLIED,
        member.joined == now.week - 1, rested(member.fatigue, gone, feeling),
        soreness(now.week - member.hurt, exposure), links.attention, links.first_reply, pars, exposure,
    )  # fmt: skip
    if threshold(u) < z + links.bonds * pars.bonds * member.company(now.week):
        member.days = days_present(v, member.pace)
