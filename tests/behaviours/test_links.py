"""Links: a gain of 0 cuts exactly its path, and without the community the business is as if there had never been one."""

import functools
import inspect

import numpy as np
import pytest

from agents import counts
from agents.codes import COMMUNITY, DOCS, FIRST_NONE, FIRST_REPLIED, FIRST_WAITING, REUSED, STALE_HIT, TICKET
from agents.founding import StaffMember, found, steady
from agents.links import Links
from agents.schedule import week_of
from agents.simulate import first_guess, simulate
from sim.clock import Now
from sim.phases import arguments, phases_in
from tests.worlds import LINKS, LIVELY, VILLAGE, changed, copied, on_calendar, put, snapshot

WEEKS = 16
PHASES = {phase.name: phase for phase in phases_in(week_of)}
LINKED = [name for name, phase in PHASES.items() if "w.links" in phase.arguments]
# what matters to few is made to matter to more, so that a cut shows in a small village
STRONG = LIVELY._replace(
    asking=LIVELY.asking._replace(ignored=1.0),
    visiting=LIVELY.visiting._replace(habit=-6.0, attention=3.0, settled=3.0, bonds=4.0),
    joining=LIVELY.joining._replace(imitation=20.0),
    leaving=LIVELY.leaving._replace(drift=0.0, love=0.0, settled=4.0, bonds=4.0, present=0.0),
)


def without(**groups):
    """The parameters with some set to 0, by group."""
    return STRONG._replace(**{g: getattr(STRONG, g)._replace(**dict.fromkeys(names, 0.0)) for g, names in groups.items()})


# What is as good as a cut in each phase that a link acts in: parameters at 0, or a column that holds nothing.
PATHS = {
    ("visiting", "first_reply"): lambda w: put(w.members, first_reply=FIRST_NONE),
    ("visiting", "attention"): lambda w: put(w.feelings, comments=0),
    ("visiting", "bonds"): lambda w: put(w.ties, strength=0),
    ("visiting", "moderation"): lambda w: put(w.lifts, tidy=0, personal=0),
    ("asking", "moderation"): lambda w: put(w.lifts, rules=0),
    ("moderating", "moderation"): without(moderating=["flagged"]),
    ("helping", "moderation"): lambda w: put(w.lifts, tidy=0, personal=0),
    ("helping", "recognition"): lambda w: put(w.feelings, glow=0),
    ("conforming", "moderation"): lambda w: put(w.lifts, rules=0, tidy=0),
    ("self_service", "answer_reuse"): without(self_service=["findability"]),
    ("self_service", "search_landing"): without(self_service=["landing"]),
    ("asking", "first_reply"): lambda w: put(w.members, first_reply=FIRST_NONE),
    ("feeling", "helping_motive"): without(feeling=["thanks", "use", "starve"]),
    ("joining", "word_of_mouth"): lambda w: put(w.tally, pulse=[w.tally.pulse[0], 0.0]),
    ("leaving", "first_reply"): lambda w: put(w.members, first_reply=FIRST_NONE),
    ("leaving", "bonds"): lambda w: put(w.ties, strength=0),
}


def moderated(path):
    """The same path with rules shown and a personal filter."""
    path.lifts.rules[:] = path.lifts.personal[:] = 0.5
    return path


@functools.cache
def before_each_phase(week=9):
    """The world just before every phase of a week in which there is something of everything."""
    path, worlds = moderated(steady(WEEKS, 4)), {}
    world = found(VILLAGE, path, LIVELY, LINKS, 1, first_guess(VILLAGE, path))
    put(world.feelings, glow=1.0)
    for earlier in range(week):
        week_of(world, LIVELY, Now(1, earlier))
    for name in PHASES:
        worlds[name] = copied(world)
        step(name, world, LIVELY, Now(1, week))
    reply = worlds["asking"].members.first_reply
    reply[reply == FIRST_REPLIED] = FIRST_WAITING  # so that there are some who met silence
    return worlds, Now(1, week)


def step(name, world, pars, now):
    PHASES[name].module.everyone(*arguments(PHASES[name], w=world, p=pars, now=now))


def after(name, links=LINKS, instead=None):
    """What a phase makes of that world: the columns it may write."""
    worlds, now = before_each_phase()
    world = copied(worlds[name])._replace(links=links)
    if callable(instead):
        instead(world)
    step(name, world, STRONG if instead is None or callable(instead) else instead, now)
    return {column: value for column, value in snapshot(world).items() if column in PHASES[name].writes}


def cut(*names):
    return LINKS._replace(**dict.fromkeys(names, 0.0))


def test_all_places_where_a_gain_is_read_are_listed():
    sources = {name: inspect.getsource(phase.module) for name, phase in PHASES.items()}
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
    path = steady(WEEKS, 4)
    whole, less = (simulate(VILLAGE, path, STRONG, links, 1).weekly for links in (LINKS, cut(link)))
    parts = np.flatnonzero((whole != less).any(axis=1))
    assert parts.size
    # replies and ties of last week, and last week's members at work, cannot act in the first one
    assert parts[0] >= (link in ("attention", "word_of_mouth", "helping_motive"))


# Without a community: projects and their problems are the same whoever is a member.

EVEN = LIVELY
BUSINESS = ("needs", "docs", "tickets", "gave_up")


def business(community=VILLAGE, pars=EVEN, links=LINKS, is_open=1):
    path = on_calendar(steady(WEEKS, 4), open=is_open)
    run = simulate(community, path, pars, links, 1)
    return {name: run.weekly[:, counts.COUNTS.index(name)] for name in (*BUSINESS, "questions", "reused", "visits", "joined")}


def same_business(one, other):
    return all(np.array_equal(one[name], other[name]) for name in BUSINESS)


def test_a_closed_community_might_as_well_never_have_been():
    never = business(VILLAGE._replace(staff=(), stock=()), is_open=0)  # the same people, and nothing to come to
    assert never["tickets"].sum() > 50
    for community in (VILLAGE, VILLAGE._replace(staff=(StaffMember(80.0),) * 5), VILLAGE._replace(stock=())):
        assert same_business(business(community, is_open=0), never)
    assert not same_business(business(), never)


def test_with_all_links_that_leave_the_community_cut_it_is_a_world_to_itself():
    nobody_asks = EVEN._replace(asking=EVEN.asking._replace(member=0.0, outside=0.0, landed=0.0))
    alone = business(pars=nobody_asks, links=cut("answer_reuse", "search_landing", "word_of_mouth"))
    assert same_business(alone, business(pars=nobody_asks, is_open=0))
    assert alone["visits"].sum() > 0 and alone["joined"].sum() > 0
    assert not alone["questions"].any() and not alone["reused"].any()


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
        would = (taken & (without_it == TICKET)).sum()
        assert here.weekly[week, counts.WOULD_TICKET] == would
        avoided += would
        misled += (stung & (p.channel == TICKET) & (without_it != TICKET)).sum()
    assert avoided > 20 and misled > 0
