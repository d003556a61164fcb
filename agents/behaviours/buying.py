"""Buying: aware, evaluating, on trial, customer - or back to being aware (M24, M26, M27, M34)."""

import math
from typing import NamedTuple

from agents.accounts import engage, keenness, mood, shifted
from agents.behaviours.judging import regard_now
from agents.codes import AWARE, CUSTOMER, EVALUATING, TRIAL
from agents.counts import ACTIVE, MEMBER_ANSWERS, QUESTIONS, SIGNUPS, WON, WON_QUALIFIED
from agents.streams import BUY
from sim.batch import BLOCK, draw, list_below, new_batch
from sim.draws import uniforms
from sim.kernel import allocating, inlined, kernel, rule
from sim.pars import par

OF = "accounts"
READS = (
    "people.keen accounts.segment accounts.first accounts.people accounts.value accounts.stage accounts.since accounts.qualified "
    "seats.person segments.term segments.conversion attitudes.satisfaction attitudes.affinity attitudes.trust "
    "attitudes.judged attitudes.warmed attitudes.trusted "
    "calendar.economy calendar.rival calendar.price calendar.level calendar.open company.proof company.reviews weekly"
)
WRITES = "accounts.value accounts.stage accounts.since accounts.renewal accounts.qualified people.engaged people.project weekly"
MOST = 5.0  # times the usual chance to take an interest, at most


class BuyingPars(NamedTuple):
    """How an account comes to buy."""

    interest: par("1/year", 0, 10, "an account that knows the product begins to evaluate it", "C", "assumed") = 0.4
    decide: par("1/week", 0.01, 1, "an evaluation ends", "C", "assumed: 8 weeks on average") = 0.125
    tries: par("chance", 0, 1, "it ends in a trial, all else usual", "C", "assumed") = 0.4
    trial: par("weeks", 1, 52, "a trial lasts", "C", "assumed") = 4.0
    qualified: par("ratio", 1, 5, "a trusted introduction converts better", "B", "model.md M27: 1.2-3") = 1.8
    attitude: par("log-odds", 0, 10, "per unit of attitude of its people", "C", "assumed; sign M24") = 3.0
    keen: par("log-odds/sd", 0, 2, "per unit of the mean keenness of its people (M34)", "C", "assumed") = 0.3
    proof: par("log-odds", 0, 5, "a reference like oneself was found", "C", "assumed; sign M26") = 0.5
    finds: par("1/reference", 0, 1, "how quickly one finds such a reference, among those of one's segment", "C", "assumed") = 0.05
    living: par("log-odds", 0, 5, "a lively community is in view: a signal that cannot be faked", "C", "assumed; M26") = 0.3
    lively: par("people", 1, 10000, "active members at which it is half as lively as can be", "C", "assumed") = 100.0
    help: par("log-odds", 0, 5, "whoever evaluates is answered by customers in the community", "C", "assumed; sign M26") = 0.3


# The rules
@rule
def found(proof: float, pars: BuyingPars) -> float:
    """Chance to find a reference like oneself; `proof`: what there is per segment, in references, never less than none."""
    return 1.0 - math.exp(-pars.finds * max(proof, 0.0))


@rule
def conviction(proof: float, reviews: float, active: float, is_open: bool, gain: float, pars: BuyingPars) -> float:
    """Log-odds from what others show. `proof`, `reviews`: worth of references and reviews per segment; `active`: members.

    `gain` is that of the link `proof`: cut, there are still the reviews, which need no community.
    """
    anyway = found(reviews, pars)
    seen = active / (active + pars.lively) if is_open else 0.0
    return pars.proof * (anyway + gain * (found(proof + reviews, pars) - anyway)) + gain * pars.living * seen


@rule
def advice(answers: float, questions: float, is_open: bool, gain: float, pars: BuyingPars) -> float:
    """Log-odds from answers to what one asks before buying: as likely as other questions were answered last week."""
    if not is_open or questions <= 0.0:
        return 0.0
    return gain * pars.help * (1.0 - math.exp(-answers / questions))


@rule
def appeal(mood: float, keen: float, shown: float, economy: float, against: float, pars: BuyingPars) -> float:
    """Log-odds of each step towards a contract, 0 = usual. `against`: pull of a rival and weight of a price rise."""
    return pars.attitude * mood + pars.keen * keen + shown + math.log(max(economy, 1e-6)) - against


@rule
def interest_chance(z: float, pars: BuyingPars) -> float:
    """Chance to begin to evaluate this week."""
    return min(pars.interest / 52.0 * min(math.exp(z), MOST), 1.0)


@rule
def moves_at_most(stage: int, weeks: int, pars: BuyingPars) -> float:
    """The greatest chance that an account which came to its stage so many weeks ago moves on this week."""
    if stage == AWARE:
        return pars.interest / 52.0 * MOST
    if stage == EVALUATING:
        return pars.decide
    return 1.0 if stage == TRIAL and weeks >= pars.trial else 0.0


@rule
def win_chance(conversion: float, z: float, qualified: bool, pars: BuyingPars) -> float:
    """Chance that a trial ends in a contract."""
    return min(shifted(conversion, z) * (pars.qualified if qualified else 1.0), 1.0)


@kernel
def shown_now(segments, calendar, company, weekly, pars, judging, trusting, links, now):
    """Conviction and advice this week: by last week's life of the community and the proof there is."""
    week, is_open = now.week, calendar.open[now.week] > 0
    before = weekly[max(week - 1, 0)]
    kinds = max(segments.term.size, 1)
    proof, reviews = company.proof[0] / kinds, company.reviews[0] / kinds
    shown = conviction(proof, reviews, before[ACTIVE], is_open and week > 0, links.proof, pars)
    return shown, advice(before[MEMBER_ANSWERS], before[QUESTIONS], is_open and week > 0, links.proof, pars)


@inlined
def move(
    a, u, v, people, accounts, seats, segments, attitudes, calendar, weekly, shown, advised, pars, judging, trusting, links, now
):  # fmt: skip
    """One account moves on or back; `u` has said that it may, `v` says whether its evaluation or trial ends well."""
    week, stage, kind = now.week, accounts.stage[a], int(accounts.segment[a])
    against = calendar.rival[week] + calendar.price[week]
    felt = mood(a, accounts, seats, attitudes, regard_now(weekly, week, judging), judging, trusting, links, week)
    z = appeal(felt, keenness(a, people, accounts, seats), shown, calendar.economy[week], against, pars)
    if stage == AWARE:
        if u < interest_chance(z, pars):
            accounts.stage[a] = EVALUATING
            accounts.since[a] = week
        return
    accounts.since[a] = week
    if stage == EVALUATING and v < shifted(pars.tries, z + advised):
        accounts.stage[a] = TRIAL
        weekly[week, SIGNUPS] += 1
        engage(a, people, accounts, seats, 1)
    elif stage == TRIAL and v < win_chance(segments.conversion[kind], z, accounts.qualified[a] > 0, pars):
        accounts.stage[a] = CUSTOMER
        accounts.value[a] = float(accounts.value[a]) * calendar.level[week]
        accounts.renewal[a] = week + int(segments.term[kind])
        weekly[week, WON] += 1
        weekly[week, WON_QUALIFIED] += accounts.qualified[a]
    else:
        accounts.stage[a] = AWARE
        accounts.qualified[a] = 0
        engage(a, people, accounts, seats, 0)


# Everyone
@kernel
def set_bounds(batch, low, stage, since, aware, evaluating, due):
    """The greatest chance to move on of each account of a block: trials do so that began in the week `due` or before."""
    bound, stages, begun = batch.bound, stage[low : low + BLOCK], since[low : low + BLOCK]
    for j in range(stages.size):
        is_due = (stages[j] == TRIAL) & (begun[j] <= due)
        ends = 1.0 if is_due else 0.0
        looks = evaluating if stages[j] == EVALUATING else ends
        bound[j] = aware if stages[j] == AWARE else looks


@kernel
def step_on(
    batch, count, people, accounts, seats, segments, attitudes, calendar, weekly, shown, advised, pars, judging, trusting,
    links, now,
):  # fmt: skip
    """Those listed move on or back."""
    for k in range(count):
        move(
            batch.rows[k], batch.u[k], batch.v[k], people, accounts, seats, segments, attitudes, calendar, weekly, shown, advised,
            pars, judging, trusting, links, now,
        )  # fmt: skip


@allocating
def everyone(people, accounts, seats, segments, attitudes, calendar, company, weekly, pars, judging, trusting, links, now):
    """All accounts on their way to a contract; what decides is looked up only where the draw leaves it open."""
    shown, advised = shown_now(segments, calendar, company, weekly, pars, judging, trusting, links, now)
    aware, evaluating = moves_at_most(AWARE, 0, pars), moves_at_most(EVALUATING, 0, pars)
    batch, n, due = new_batch(), accounts.stage.size, math.floor(now.week - pars.trial)
    for low in range(0, n, BLOCK):
        set_bounds(batch, low, accounts.stage, accounts.since, aware, evaluating, due)
        count = list_below(batch, low, n, now.seed, BUY, now.week)
        draw(batch, count, now.seed, BUY, now.week)
        step_on(
            batch, count, people, accounts, seats, segments, attitudes, calendar, weekly, shown, advised, pars, judging,
            trusting, links, now,
        )  # fmt: skip


# One account
def one(account, people, accounts, seats, segments, attitudes, calendar, company, weekly, pars, judging, trusting, links, now):
    """The same for one account."""
    u, v, _, _ = uniforms(now.seed, BUY, now.week, account.row)
    if u < moves_at_most(account.stage, now.week - account.since, pars):
        shown, advised = shown_now(segments, calendar, company, weekly, pars, judging, trusting, links, now)
        move(
            account.row, u, v, people, accounts, seats, segments, attitudes, calendar, weekly, shown, advised, pars, judging,
            trusting, links, now,
        )  # fmt: skip
