"""Links: a gain of 0 cuts exactly its path, and without the community the business is as if there had never been one."""

import functools
import inspect

import numpy as np
import pytest

from agents import attitude, counts
from agents.accounts import Segment
from agents.codes import (
    COMMUNITY,
    DOCS,
    EDITING,
    FIRST_NONE,
    FIRST_REPLIED,
    FIRST_WAITING,
    INTRODUCING,
    LISTENING,
    NEVER,
    PROSPECTING,
    REUSED,
    STALE_HIT,
    TICKET,
    WELCOMING,
)
from agents.founding import StaffMember, found, steady
from agents.links import TO_BUSINESS, Links
from agents.schedule import week_of
from agents.simulate import first_guess, simulate
from sim.clock import Now
from sim.phases import arguments, phases_in
from tests.worlds import LINKS, LIVELY, VILLAGE, changed, copied, on_calendar, put, snapshot

WEEKS = 16
SURVEYED = 12  # a week in which people are asked what they think
PHASES = {phase.name: phase for phase in phases_in(week_of)}
LINKED = [name for name, phase in PHASES.items() if "w.links" in phase.arguments]
# what matters to few is made to matter to more, so that a cut shows in a small village
STRONG = LIVELY._replace(
    asking=LIVELY.asking._replace(ignored=1.0),
    visiting=LIVELY.visiting._replace(habit=-6.0, attention=3.0, settled=3.0, bonds=4.0),
    joining=LIVELY.joining._replace(imitation=20.0),
    writing=LIVELY.writing._replace(offers=0.2),
    leaving=LIVELY.leaving._replace(drift=0.0, love=0.0, settled=4.0, bonds=4.0, present=0.0),
    judging=LIVELY.judging._replace(fond=1.0, trusting=1.0, promoter=0.65, detractor=0.55, memory=260.0),
    suggesting=LIVELY.suggesting._replace(idea=1.0, vote=1.0),
    improving=LIVELY.improving._replace(every=1.0, votes=5.0, improvements=4.0),
    noticing=LIVELY.noticing._replace(imitation=3.0, landed=1.0, article=1.0),
    qualifying=LIVELY.qualifying._replace(minutes=5.0, trust=0.0, sold=1.0),
    buying=LIVELY.buying._replace(interest=10.0, decide=1.0, trial=1.0, attitude=4.0, proof=1.0, living=1.0, help=1.0),
    renewing=LIVELY.renewing._replace(attitude=4.0, bound=5.0, half=1.0, expands=0.5),
    advocating=LIVELY.advocating._replace(affinity=0.0, trust=0.55, reference=52.0, referral=52.0),
)
SMALL = Segment("small", 1.0, 2.0, churn=0.999, term=4, conversion=0.5, customers=0.5, aware=0.5)
TOWN = VILLAGE._replace(market=3000, segments=(SMALL,))  # people who buy together
TRADE = ("noticing", "qualifying", "buying", "renewing", "advocating")


def without(**groups):
    """The parameters with some set to 0, by group."""
    return STRONG._replace(**{g: getattr(STRONG, g)._replace(**dict.fromkeys(names, 0.0)) for g, names in groups.items()})


def _as_without_a_community(world):
    """Every problem ends as it would without one, and nobody has any warmth."""
    put(world.people, channel=world.people.base, search=0)
    put(world.feelings, love=0.0)


def _unheard(world):
    """Nothing gets through to the company, which sees the tickets that there would be without a community."""
    put(world.calendar, hand_off=0.0)
    put(world.people, channel=world.people.base)


def _without(entity, column, place):
    """A single figure at 0."""

    def instead(world):
        getattr(getattr(world, entity), column)[place] = 0.0

    return instead


def _nothing_to_show(world):
    """No references, and no community in view; reviews are outside."""
    world.company.proof[0] = 0.0
    put(world.calendar, open=0)


# What is as good as a cut in each phase that a link acts in: parameters at 0, or a column that holds nothing.
PATHS = {
    ("visiting", "first_reply"): lambda w: put(w.members, first_reply=FIRST_NONE),
    ("visiting", "attention"): lambda w: put(w.feelings, comments=0),
    ("visiting", "bonds"): lambda w: put(w.ties, strength=0),
    ("visiting", "moderation"): lambda w: put(w.lifts, tidy=0, personal=0),
    ("asking", "moderation"): lambda w: put(w.lifts, rules=0),
    ("moderating", "moderation"): without(moderating=["flagged"]),
    ("helping", "bonds"): without(helping=["bonds"]),
    ("helping", "moderation"): lambda w: put(w.lifts, tidy=0, personal=0),
    ("helping", "recognition"): lambda w: put(w.feelings, glow=0),
    ("conforming", "moderation"): lambda w: put(w.lifts, rules=0, tidy=0),
    ("self_service", "answer_reuse"): without(self_service=["findability"]),
    ("self_service", "search_landing"): without(self_service=["landing"]),
    ("landing", "search_landing"): without(landing=["public"]),
    ("asking", "first_reply"): lambda w: put(w.members, first_reply=FIRST_NONE),
    ("welcoming", "onboarding"): lambda w: put(w.lifts, hours=0),
    ("introducing", "onboarding"): lambda w: put(w.lifts, hours=0),
    ("writing", "recognition"): lambda w: put(w.feelings, glow=0),
    ("feeling", "helping_motive"): without(feeling=["thanks", "use", "starve"]),
    ("joining", "word_of_mouth"): lambda w: put(w.tally, mass=0.0),
    ("leaving", "first_reply"): lambda w: put(w.members, first_reply=FIRST_NONE),
    ("leaving", "bonds"): lambda w: put(w.ties, strength=0),
    ("supporting", "peer_support"): lambda w: put(w.people, solved=NEVER),
    ("judging", "support_to_attitude"): _as_without_a_community,
    ("listening", "insight"): _unheard,
    ("improving", "insight"): without(improving=["votes"]),
    ("noticing", "search_landing"): lambda w: put(w.accounts, exposed=0),
    ("noticing", "word_of_mouth"): _without("tally", "mass", 0),
    ("noticing", "content"): _without("company", "articles", 0),
    ("qualifying", "trust"): lambda w: put(w.calendar, hand_off=0.0),
    ("buying", "proof"): _nothing_to_show,
    ("buying", "trust"): without(judging=["trusting"]),
    ("renewing", "switching_cost"): lambda w: put(w.ties, strength=0),
    ("renewing", "trust"): without(judging=["trusting"]),
    ("advocating", "trust"): lambda w: put(w.attitudes, trust=w.attitudes.trust * 0 + STRONG.trusting.usual),
    ("advocating", "word_of_mouth"): without(advocating=["referral"]),
    ("recording", "trust"): without(judging=["trusting"]),
}


def company(is_open=1):
    """A calendar with programs of all kinds, so that every link has something to carry."""
    path = on_calendar(steady(WEEKS, 4), open=is_open)
    path.lifts.hours[:, [WELCOMING, INTRODUCING, EDITING]] = 4.0
    path.lifts.hours[:, [LISTENING, PROSPECTING]] = 1.0
    path.lifts.superusers[:] = 20.0
    path.lifts.ideation[:] = 1.0
    path.lifts.gift[:] = 2.5
    path.lifts.selling[:] = 0.5
    path.lifts.rules[:] = path.lifts.personal[:] = 0.5
    return path


@functools.cache
def before_each_phase(place, week=9):
    """The world just before every phase of a week in which there is something of everything."""
    path, worlds = company(), {}
    room = first_guess(place, path)
    pars = STRONG if place.segments else LIVELY
    world = found(place, path, pars, LINKS, 1, room._replace(accounts=max(room.accounts, 1)))
    put(world.feelings, glow=1.0)
    for earlier in range(week):
        week_of(world, pars, Now(1, earlier))
    for name in PHASES:
        worlds[name] = copied(world)
        step(name, world, pars, Now(1, week))
    reply = worlds["asking"].members.first_reply
    reply[reply == FIRST_REPLIED] = FIRST_WAITING  # so that there are some who met silence
    for name in TRADE:  # and some of whom much is heard, who lead, and who think a little better of the company
        worlds[name].tally.mass[0] = 0.5
        put(worlds[name].orbits, step=12)
        put(worlds[name].attitudes, affinity=0.1, warmed=week, trust=0.6, trusted=week)
    return worlds, Now(1, week)


def step(name, world, pars, now):
    PHASES[name].module.everyone(*arguments(PHASES[name], w=world, p=pars, now=now))


def after(name, links=LINKS, instead=None):
    """What a phase makes of that world: the columns it may write."""
    worlds, now = before_each_phase(TOWN if name in TRADE else VILLAGE)
    world = copied(worlds[name])._replace(links=links)
    if callable(instead):
        instead(world)
    if name == "recording":
        now = Now(1, SURVEYED)
    step(name, world, STRONG if instead is None or callable(instead) else instead, now)
    return {column: value for column, value in snapshot(world).items() if column in PHASES[name].writes}


def cut(*names):
    return LINKS._replace(**dict.fromkeys(names, 0.0))


def test_all_places_where_a_gain_is_read_are_listed():
    sources = {name: inspect.getsource(phase.module) for name, phase in PHASES.items()}
    for name in ("buying", "renewing"):  # they ask for the mood of an account, into which a gain goes
        assert " mood(" in sources[name]
        sources[name] += inspect.getsource(attitude)
    assert {(name, link) for name, source in sources.items() for link in Links._fields if f"links.{link}" in source} == set(PATHS)
    assert LINKED == [name for name in PHASES if name in {phase for phase, _ in PATHS}]


@pytest.mark.parametrize("link", Links._fields)
@pytest.mark.parametrize("phase", LINKED)
def test_a_cut_is_exactly_its_path(phase, link):
    with_it, without_it = after(phase), after(phase, cut(link))
    if (phase, link) in PATHS:
        assert changed(without_it, after(phase, instead=PATHS[phase, link])) == set()
        assert changed(without_it, with_it)
    else:
        assert changed(without_it, with_it) == set()


@pytest.mark.parametrize("link", Links._fields)
def test_every_link_carries_something_in_a_run(link):
    assert any(name == link for _, name in PATHS)
    place, path = TOWN if link in ("trust", "content", "proof", "switching_cost") else VILLAGE, company()
    whole, less = (simulate(place, path, STRONG, links, 1).weekly for links in (LINKS, cut(link)))
    parts = np.flatnonzero((whole != less).any(axis=1))
    assert parts.size
    # replies and ties of last week, and last week's members at work, cannot act in the first one
    assert parts[0] >= (link in ("attention", "word_of_mouth", "helping_motive"))


# Without a community: projects and their problems are the same whoever is a member.

EVEN = LIVELY._replace(improving=LIVELY.improving._replace(every=2.0))
BUSINESS = (
    "needs", "docs", "ai_solved", "tickets", "gave_up", "ticket_hours", "backlog", "asked", "satisfaction", "promoters",
    "detractors", "reviews", "rating", "quality", "doc_quality", "distorted",
)  # fmt: skip
OUTWARD = (
    "answer_reuse", "peer_support", "search_landing", "word_of_mouth", "trust", "insight", "content", "proof",
    "support_to_attitude", "switching_cost",
)  # fmt: skip


def world_of(community=VILLAGE, pars=EVEN, links=LINKS, is_open=1):
    """A village with a company in it, of which a fifth of the people are no users, at the end of the calendar."""
    path = company(is_open)
    path.calendar.outage[3] = 0.2
    path.calendar.ai[8:] = 0.1
    path.calendar.hand_off[:] = 0.9
    world = found(community, path, pars, links, 1, first_guess(community, path)._replace(accounts=1))
    world.people.engaged[::5] = 0
    for week in range(WEEKS):
        week_of(world, pars, Now(1, week))
    return world


def business(*given, **named):
    """The weekly figures of such a village."""
    return {name: column for name, column in zip(counts.COUNTS, world_of(*given, **named).weekly.T, strict=True)}


def same_business(one, other):
    return all(np.array_equal(one[name], other[name]) for name in BUSINESS)


def test_a_closed_community_might_as_well_never_have_been():
    never = business(VILLAGE._replace(staff=(), stock=()), is_open=0)  # the same people, and nothing to come to
    assert never["tickets"].sum() > 50 and never["quality"][-1] > 0 and never["doc_quality"][-1] > 0
    for community in (VILLAGE, VILLAGE._replace(staff=(StaffMember(80.0),) * 5), VILLAGE._replace(stock=())):
        assert same_business(business(community, is_open=0), never)
    assert not any(same_business({**never, name: business()[name]}, never) for name in ("tickets", "satisfaction", "quality"))


def test_with_all_links_that_leave_the_community_cut_it_is_a_world_to_itself():
    alone, never = world_of(links=cut(*OUTWARD)), world_of(is_open=0)
    figures = [dict(zip(counts.COUNTS, world.weekly.T, strict=True)) for world in (alone, never)]
    assert [name for name in BUSINESS if figures[0][name].tobytes() != figures[1][name].tobytes()] == []
    for entity, names in {
        "people": ("need", "project", "base", "engaged"),
        "attitudes": ("satisfaction", "judged"),
        "topics": ("quality", "docs", "tickets", "heard", "gifted", "reviewed"),
    }.items():
        one, other = getattr(alone, entity), getattr(never, entity)
        assert [name for name in names if getattr(one, name).tobytes() != getattr(other, name).tobytes()] == []
    assert alone.company.reviews[0] == never.company.reviews[0] != 0.0
    lived = figures[0]
    assert all(lived[name].sum() > 0 for name in ("visits", "questions", "solved", "joined", "ideas"))
    assert not any(lived[name].any() for name in ("reused", "stale_hits", "insights", "would_ticket"))


@pytest.mark.parametrize("link", ["answer_reuse", "peer_support", "insight", "support_to_attitude"])
def test_each_of_them_alone_reaches_the_business(link):
    assert not same_business(business(links=cut(*(name for name in OUTWARD if name != link))), business(is_open=0))


def test_these_are_all_the_links_to_the_business():
    assert sorted(OUTWARD) == sorted(TO_BUSINESS)


def test_person_by_person_the_community_only_takes_tickets_away_unless_it_misled():
    path = steady(WEEKS, 4)
    shut = on_calendar(path, open=0)
    here, nowhere = (found(VILLAGE, p, EVEN, LINKS, 1, first_guess(VILLAGE, p)) for p in (path, shut))
    avoided = misled = 0
    for week in range(WEEKS):
        for world in (here, nowhere):
            week_of(world, EVEN, Now(1, week))
        p, without_it = here.people, nowhere.people.channel
        assert np.array_equal(p.need, nowhere.people.need) and np.array_equal(p.topic, nowhere.people.topic)
        has = p.need > 0
        assert np.array_equal(p.channel[has] == DOCS, without_it[has] == DOCS)
        taken = has & ((p.channel == REUSED) | (p.channel == COMMUNITY))
        stung = has & (p.search == STALE_HIT) & ~taken
        rest = has & ~taken & ~stung
        assert np.array_equal(p.channel[rest], without_it[rest])
        assert (p.channel[stung & (without_it == TICKET)] == TICKET).all()
        assert np.array_equal(p.base[has], without_it[has]) and np.array_equal(p.base[has], nowhere.people.base[has])
        would = (taken & (without_it == TICKET)).sum()
        assert here.weekly[week, counts.WOULD_TICKET] == would
        avoided += would
        misled += (stung & (p.channel == TICKET) & (without_it != TICKET)).sum()
    assert avoided > 20 and misled > 0
