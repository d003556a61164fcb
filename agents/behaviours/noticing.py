"""Noticing: accounts come to know the product: by marketing, by members and what they write, by search (M1, M12, M21, M27)."""

from typing import NamedTuple

from agents.codes import AWARE, FORMER, UNAWARE
from agents.counts import NOTICED
from agents.streams import NOTICE
from sim.draws import uniform
from sim.kernel import kernel, rule
from sim.pars import par
from sim.scan import rows_below

OF = "accounts"
READS = "accounts.stage accounts.people accounts.exposed calendar.open lifts.media company.articles tally.mass weekly"
WRITES = "accounts.stage accounts.since weekly"


class NoticingPars(NamedTuple):
    """What makes an account aware."""

    outside: par("1/year", 0, 2, "the company's own marketing, press, chance", "C", "assumed; Bass form: 0.005-0.05") = 0.05
    imitation: par("1/year", 0, 3, "word of mouth, were all members at full warmth and reach", "B", "Bass form: 0.2-0.6") = 0.4
    article: par(
        "ratio/article", 0, 1, "more of the outside impulse per article in stock", "C",
        "assumed; Woods (M21): 4 a month, about 40 in stock, +20 %",
    ) = 0.005  # fmt: skip
    landed: par("chance", 0, 1, "a search that led one of its people to the community makes it aware", "C", "assumed") = 0.2
    returning: par("1/year", 0, 5, "a former customer considers the product again", "C", "assumed") = 0.15


# The rules
@rule
def outreach(media: float, articles: float, force: float, content: float, mouth: float, pars: NoticingPars) -> float:
    """Chance a year to become aware, searches apart. `content`, `mouth`: gains of links; `force`: members' warmth x reach."""
    return pars.outside * (1.0 + content * pars.article * articles) + media + mouth * pars.imitation * force


@rule
def notice_chance(stage: int, exposed: bool, reached: float, landing: float, pars: NoticingPars) -> float:
    """Chance to become aware this week; `landing` is the gain of the link `search_landing`."""
    if stage == FORMER:
        return min(pars.returning / 52.0, 1.0)
    if stage != UNAWARE:
        return 0.0
    return min(reached / 52.0 + (landing * pars.landed if exposed else 0.0), 1.0)


@kernel
def reached_now(calendar, lifts, company, tally, pars, links, now):
    """This week's chance a year to become aware, searches apart. Of a closed community nobody speaks."""
    force = tally.mass[0] * calendar.open[now.week]
    return outreach(lifts.media[now.week], company.articles[0], force, links.content, links.word_of_mouth, pars)


# Everyone
@kernel
def everyone(accounts, calendar, lifts, company, tally, weekly, pars, links, now):
    """A scan over all accounts; those without people stay as they are."""
    reached, landing = reached_now(calendar, lifts, company, tally, pars, links, now), links.search_landing
    most = max(notice_chance(UNAWARE, True, reached, landing, pars), notice_chance(FORMER, True, reached, landing, pars))
    for a in rows_below(most, accounts.stage.size, now.seed, NOTICE, now.week):
        stage = int(accounts.stage[a])
        chance = notice_chance(stage, accounts.exposed[a] > 0, reached, landing, pars)
        if accounts.people[a] > 0 and uniform(now.seed, NOTICE, now.week, a) < chance:
            accounts.stage[a] = AWARE
            accounts.since[a] = now.week
            weekly[now.week, NOTICED] += stage == UNAWARE


# One account
def one(account, calendar, lifts, company, tally, weekly, pars, links, now):
    """The same for one account."""
    if not account.people:
        return
    reached = reached_now(calendar, lifts, company, tally, pars, links, now)
    chance = notice_chance(account.stage, account.exposed > 0, reached, links.search_landing, pars)
    if uniform(now.seed, NOTICE, now.week, account.row) < chance:
        weekly[now.week, NOTICED] += account.stage == UNAWARE
        account.stage = AWARE
        account.since = now.week
