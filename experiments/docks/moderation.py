"""Dock 3 and S20: three kinds of moderation in a community where people come and post when it pays.

Ren and Kraut 2014, "Agent-based modeling to support online community design". Public (working paper, and the description
of the authors' NetLogo program) is: a step is a day; 1, 3 or 5 newcomers a day; a member comes when the benefit it expects
exceeds the cost, and posts likewise; benefits are information (flattening beyond 40 messages), sharing, bonds, identity
and fun; the cost is in proportion to the messages read, divided by the share of them that interests; who stays away for
long has left; off-topic messages are deleted for all (community-level), or each member is shown what interests
(personalized). The numbers in `Pars` are assumed, rounded, and the same in all three conditions: a condition only decides
which messages a member is shown. `come` and `post` set the level of activity; nothing was set by a ratio of conditions.
"""

import math
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import NamedTuple

import numpy as np

from experiments.docks.rows import row
from sim.draws import below, normal, uniforms
from sim.kernel import allocating, kernel, rule

NONE, COMMUNITY, PERSONAL = 0, 1, 2  # everybody sees all; nobody sees what is off topic; each sees what interests
BREADTHS = 1, 5, 9  # topics of the community: narrow, medium, broad (assumed)
VOLUMES = 1, 3, 5  # newcomers a day
DAYS, FIRST = 300, 100  # posts are counted from day 100 to day 300, as in the published snapshots
OVERLOAD = 40.0  # messages of interest up to which each adds as much as the one before it (published)
RUNS = 4  # communities in each cell
SEED = 2014
OTHERS, VARY = 10, 0.2  # other settings to try the order in, and how far each assumed number is varied
_MEMBER, _VISIT, _LIKES = 1, 2, 3  # streams: these worlds have no other draws
_OFF = -1  # topic of what is off topic

# Posts per member at given ranks in the OpenEnergyMonitor forum, 2014: 606 people who posted, 23.8 posts a day. Counted from
# github.com/openenergymonitor/forum-archive at e0a42e3 (MIT), posts with a known author.
RANKS = 1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 400
REAL_POSTS = 1316, 704, 443, 323, 160, 62, 34, 22, 12, 6, 3, 2
REAL_DAYS = 365


class Pars(NamedTuple):
    """What the paper leaves open or is not public: assumed."""

    founders: int = 30  # members on the first day
    window: int = 3  # days for which a message stands on the board
    scope: int = 60  # newest messages that a member looks at in a visit
    off_topic: float = 0.3  # share of new threads that are off topic
    off_interest: float = 0.2  # chance that a message off topic, or on a topic of others, interests
    precision: float = 0.9  # chance that the personal filter judges a message rightly
    reply: float = 0.75  # share of posts that reply to a message of interest, where there is one
    price: float = 0.001  # cost of reading a message when all interest
    weight: float = 0.25  # of each kind of benefit: equal
    memory: float = 0.2  # weight of the newest experience in what one expects
    sharp: float = 3.0  # log-odds per unit of benefit
    come: float = -4.0  # log-odds to come in a day at no benefit and no cost
    post: float = -4.875  # log-odds to post in a visit at no benefit
    spread: float = 1.5  # sd of both among members
    absent: int = 30  # days away after which one has left


ASSUMED = Pars()


class Cell(NamedTuple):
    """One cell of the experiment: means over its communities."""

    posts: float  # a day, that stand on the board: what is deleted does not count
    visits: float  # a member


# The rules


@rule
def information(matched: float) -> float:
    """Benefit of so many messages of interest: proportional up to the overload, then by the logarithm."""
    x = matched / OVERLOAD
    return x if x <= 1.0 else 1.0 + math.log(x)


@rule
def reading(shown: float, matched: float, price: float) -> float:
    """Cost of so many messages divided by the share that interests (one more on both sides: never by nothing)."""
    return price * shown * (shown + 1.0) / (matched + 1.0)


@rule
def enough(count: float, half: float) -> float:
    """A benefit that one can have enough of: 0 at none, a half at `half`, 1 at very many."""
    return count / (count + half)


@rule
def chance(z: float) -> float:
    """Logistic."""
    return 1.0 / (1.0 + math.exp(-z))


@kernel
def look(i, liked, moderation, board, topic, author, exchanged, found, pars, seed):
    """Member i reads the board, newest first: messages shown, of interest (listed in `found`), and by acquaintances."""
    shown, matched, known = 0, 0, 0
    for m in range(board[1] - 1, board[0] - 1, -1):
        if shown == pars.scope:
            break
        if author[m] == i or (moderation == COMMUNITY and topic[m] == _OFF):
            continue
        u_like, u_filter, _, _ = uniforms(seed, _LIKES, i, m)
        likes = topic[m] == liked or u_like < pars.off_interest
        if moderation == PERSONAL and likes != (u_filter < pars.precision):
            continue
        shown += 1
        friend = exchanged[i, author[m]] > 1
        known += friend
        if likes or friend:
            found[matched] = m
            matched += 1
    return shown, matched, known


@allocating
def live(moderation, breadth, newcomers, days, pars, seed):
    """One community: posts by member, visits by member, posts by day that stand on the board."""
    people = pars.founders + newcomers * days
    author, topic = np.empty(people * days, np.int32), np.empty(people * days, np.int32)
    opened = np.zeros(days + 1, np.int64)  # messages before each day
    nature, liked = np.empty(people), np.empty(people, np.int64)
    for i in range(people):
        u, v, w, _ = uniforms(seed, _MEMBER, 0, i)
        nature[i], liked[i] = pars.spread * normal(u, v), below(w, breadth)
    posts, visits, daily, last = np.zeros(people), np.zeros(people), np.zeros(days), np.zeros(people, np.int64)
    hope, praise = np.zeros(people), np.full(people, 0.5)  # what one expects of a visit, and of a post
    exchanged, found = np.zeros((people, people), np.uint8), np.empty(pars.scope, np.int64)
    size = 0
    for day in range(days):
        board = opened[max(day - pars.window, 0)], size  # what is posted today is read tomorrow
        opened[day] = size
        for i in range(pars.founders + newcomers * (day + 1)):
            new = visits[i] == 0.0
            if not new and day - last[i] > pars.absent:
                continue
            u_come, u_post, u_reply, u_topic = uniforms(seed, _VISIT, day, i)
            if not new and u_come >= chance(pars.come + nature[i] + pars.sharp * hope[i]):
                continue
            visits[i] += 1.0
            last[i] = day
            shown, matched, known = look(i, liked[i], moderation, board, topic, author, exchanged, found, pars, seed)
            alike = matched / shown if shown > 0 else 0.0
            social = enough(float(known), 5.0) + alike  # bonds and identity
            gain = information(float(matched)) + social + enough(float(shown), 20.0)
            net = pars.weight * gain - reading(float(shown), float(matched), pars.price)
            hope[i] += (1.0 if new else pars.memory) * (net - hope[i])
            worth = pars.weight * (enough(float(matched), 5.0) + social + praise[i])
            if u_post >= chance(pars.post + nature[i] + pars.sharp * worth):
                continue
            author[size], topic[size] = i, _OFF if u_topic < pars.off_topic else liked[i]
            praise[i] -= 0.5 * pars.memory * praise[i]
            if matched > 0 and u_reply < pars.reply:
                m = found[below(u_reply / pars.reply, matched)]
                topic[size], other = topic[m], author[m]
                exchanged[i, other] = exchanged[other, i] = min(exchanged[i, other] + 1, 250)
                praise[other] += pars.memory * (1.0 - praise[other])
            posts[i] += 1.0
            daily[day] += moderation != COMMUNITY or topic[size] != _OFF
            size += 1
    return posts, visits, daily


# The figures


def cell(moderation: int, breadth: int, volume: int, pars: Pars = ASSUMED, runs: int = RUNS, days: int = DAYS) -> Cell:
    """One cell of the experiment; community k of every cell has seed `SEED` + k.

    Raises:
        ValueError: nothing to live through.
    """
    if min(breadth, volume, runs) < 1 or days <= FIRST:
        raise ValueError(f"{breadth} topics, {volume} newcomers, {runs} runs of {days} days: 1 or more, over {FIRST} days")
    lives = [live(moderation, breadth, volume, days, pars, SEED + k) for k in range(runs)]
    return Cell(*(float(np.mean(x)) for x in ([daily[FIRST:].mean() for _, _, daily in lives], [v.mean() for _, v, _ in lives])))


def experiment(pars: Pars = ASSUMED, runs: int = RUNS) -> dict[tuple[int, int, int], Cell]:
    """All 27 cells, by moderation, breadth and volume."""
    where = list(product((NONE, COMMUNITY, PERSONAL), BREADTHS, VOLUMES))
    with ThreadPoolExecutor() as pool:
        return dict(zip(where, pool.map(lambda at: cell(*at, pars, runs), where), strict=True))


def ratio(cells, over: int, under: int, breadths=BREADTHS, volumes=VOLUMES) -> float:
    """Posts a day in one kind of moderation divided by those in another: geometric mean over these cells."""
    logs = [math.log(cells[over, b, v].posts / cells[under, b, v].posts) for b, v in product(breadths, volumes)]
    return math.exp(np.mean(logs))


def commitment(cells) -> float:
    """Visits per member, community-level divided by none: geometric mean over the cells."""
    pairs = product(BREADTHS, VOLUMES)
    return math.exp(np.mean([math.log(cells[COMMUNITY, b, v].visits / cells[NONE, b, v].visits) for b, v in pairs]))


def likeness(posts, real=REAL_POSTS, ranks=RANKS) -> float:
    """Correlation of the logarithms of simulated and real posts per member at the same ranks, as far as both go."""
    simulated = np.sort(posts)[::-1]
    pairs = [(r, simulated[k - 1]) for r, k in zip(real, ranks, strict=True) if k <= simulated.size and simulated[k - 1] > 0]
    return float(np.corrcoef(np.log(np.array(pairs, float)).T)[0, 1])


def other_settings(count: int = OTHERS) -> list[Pars]:
    """The assumed fractions, prices and log-odds, each multiplied by 1 ± 20 % at random.

    Whole numbers stay, and so does the precision of the filter: it is what personalized moderation is.
    """
    start = {name: value for name, value in ASSUMED._asdict().items() if isinstance(value, float) and name != "precision"}
    factors = 1.0 + VARY * np.random.default_rng(SEED).uniform(-1.0, 1.0, (count, len(start)))
    return [ASSUMED._replace(**{n: start[n] * f for n, f in zip(start, each.tolist(), strict=True)}) for each in factors]


def in_order(pars: Pars) -> bool:
    """Whether personalized moderation has the most posts in a medium community."""
    none, community, personal = (cell(kind, 5, 3, pars, 1).posts for kind in (NONE, COMMUNITY, PERSONAL))
    return personal > max(none, community)


def rows() -> list[dict]:
    """The table of dock 3, and S20."""
    cells = experiment()
    raised = commitment(cells)
    broader = ratio(cells, PERSONAL, NONE, BREADTHS[-1:]) / ratio(cells, PERSONAL, NONE, BREADTHS[:1])
    busier = ratio(cells, PERSONAL, NONE, BREADTHS, VOLUMES[-1:]) / ratio(cells, PERSONAL, NONE, BREADTHS, VOLUMES[:1])
    alike = np.mean([likeness(live(NONE, 1, 3, REAL_DAYS, ASSUMED, SEED + k)[0]) for k in range(2 * RUNS)])
    with ThreadPoolExecutor() as pool:
        ordered = sum(pool.map(in_order, other_settings()))
    return [
        band("dock 3 posts a day, personalized (sets the level)", 15.0, 20.0, 17.5, cell(PERSONAL, 5, 3, runs=8 * RUNS).posts),
        band("S20 posts, personalized / none", 1.15, 1.6, 1.36, ratio(cells, PERSONAL, NONE)),
        band("S20 posts, personalized / community-level", 1.25, 1.8, 1.5, ratio(cells, PERSONAL, COMMUNITY)),
        band("S20 posts, community-level / none", 0.8, 1.1, 0.91, ratio(cells, COMMUNITY, NONE)),
        above("S20 visits, community-level / none", "1.02 or more", 1.0, raised, raised >= 1.02),
        above("S20 personalized / none, 9 topics / 1 topic", "above 1", 1.0, broader, broader > 1.0),
        above("S20 personalized / none, 5 / 1 newcomers a day", "above 1", 1.0, busier, busier > 1.0),
        above("dock 3 r of log posts by rank, OpenEnergyMonitor 2014", "0.9 or more", 0.9, alike, alike >= 0.9),
        above(f"dock 3 other settings in this order, of {OTHERS}", "all", OTHERS, ordered, ordered == OTHERS),
    ]


def band(fact: str, low: float, high: float, observed: float, simulated: float) -> dict:
    """A row that is right within a band that does not lie evenly around what was observed."""
    return row(fact, "published", f"{low:g} to {high:g}", observed, round(float(simulated), 3), low <= simulated <= high)


def above(fact: str, words: str, observed: float, simulated: float, ok: bool) -> dict:
    """A row of a sign or a limit."""
    return row(fact, "published", words, observed, round(float(simulated), 3), ok)
