"""The community that is simulated: its market, its people, its answers, and where these figures come from."""

from typing import NamedTuple

from scenarios.fields import choice, series, span, whole
from scenarios.staff import StaffMember
from sim.pars import par

LONGEST_AGO = 1040  # weeks: twenty years
LIVING = ANSWERS, BOTH, TALK = "answers", "both", "talk"


class Founders(NamedTuple):
    """Members alike who are here at the start."""

    members: whole("people", 0, 20_000_000, "how many they are")
    silent: span("weeks", 0, LONGEST_AGO, "since the last contribution") = (0.0, 4.0)
    answers: par("answers/year", 0, 20_000, "given by each, while active", "A", "from the export") = 0.0
    questions: par("questions/year", 0, 5_000, "asked by each, while active", "A", "from the export") = 1.0
    lurking: bool = False  # registered, never contributed


class Stock(NamedTuple):
    """Old questions alike."""

    age: span("years ago", 0, LONGEST_AGO / 52, "when they were asked")
    solved: whole("questions", 0, 20_000_000, "with an answer that helps others")
    unsolved: whole("questions", 0, 20_000_000, "without one") = 0


class Segment(NamedTuple):
    """Accounts alike: a part of the market that buys, renews or leaves alike (M31)."""

    name: str
    share: par("share", 0, 1, "of the people of the market", "C", "assumed") = 1.0
    people: par("people", 1, 100_000, "of an account, on average", "C", "assumed") = 1.0
    value: par("$/year", 0, 100_000_000, "median worth of an account", "B", "model.md: $70 self-serve to six figures") = 1000.0
    spread: par("ln-sd", 0, 3, "of the worth", "C", "assumed") = 1.0
    churn: par("share/year", 0, 0.95, "lost, all else usual", "B", "model.md M25: 4-7 %, 8-13 %, 17-26 % by size") = 0.1
    term: whole("weeks", 1, 520, "between two renewals") = 52
    conversion: par("chance", 0, 1, "that a trial ends in a contract, all else usual", "C", "assumed") = 0.2
    plan: bool = True  # customers have a right to a ticket
    customers: par("share", 0, 1, "of the accounts that are customers at the start", "C", "assumed") = 0.3
    aware: par("share", 0, 1, "of the others that know the product at the start", "C", "assumed") = 0.2


class Observed(NamedTuple):
    """A statistic of the export that the community was fitted to, with its sampling interval."""

    statistic: str
    value: par("", -1e12, 1e12, "observed", "A", "from the export")
    low: par("", -1e12, 1e12, "low end of the 95% interval", "A", "from the export")
    high: par("", -1e12, 1e12, "high end of the 95% interval", "A", "from the export")


class PastStaff(NamedTuple):
    """Somebody who was paid to work in the community during its history."""

    hours: par("hours/week", 0, 168, "for the community", "A", "fitted")
    skill: par("0-1", 0, 1, "how hard a problem this person can solve", "C", "assumed") = 0.8
    sla: par("hours", 0.1, 1000, "mean delay before stepping in", "A", "fitted") = 24.0
    first: whole("week", 0, LONGEST_AGO, "first week of work, from the first event") = 0
    last: whole("week", 0, LONGEST_AGO, "last week of work") = LONGEST_AGO


class History(NamedTuple):
    """What a replay of the export starts from; no weeks: there is none."""

    weeks: whole("weeks", 0, LONGEST_AGO, "from the first event to the end of the export") = 0
    market: whole("people", 0, 20_000_000, "of the replay") = 0
    demand: series("ratio", 0, 100, "interest of outsiders in blocks of four weeks") = ()
    staff: tuple[PastStaff, ...] = ()


class Community(NamedTuple):
    """What a community starts with, and what is set from outside."""

    name: str
    market: whole("people", 1, 20_000_000, "who could ever be members")
    title: str = ""
    kind: str = ""  # in words, for readers
    lives_on: choice("what members come for; lines of health and facts go by it", *LIVING) = BOTH
    source: str = ""  # where the figures come from
    licence: str = ""
    data_hash: str = ""  # of the export that it was fitted to
    topics: whole("topics", 1, 30_000, "that problems are about") = 50
    plan_share: par("share", 0, 1, "of a market without segments with a right to open a ticket", "C", "assumed") = 0.3
    questions_a_week: par("questions/week", 0, 1e6, "that the founders' answers were given to", "A", "from the export") = 0.0
    staff: tuple[StaffMember, ...] = ()
    founders: tuple[Founders, ...] = ()
    stock: tuple[Stock, ...] = ()
    segments: tuple[Segment, ...] = ()  # none: everybody uses the product, and nobody buys or leaves
    demand: series("ratio", 0, 100, "problems outside the community by week, held at the last value; empty: 1") = ()
    release_every: whole("weeks", 0, 520, "between product releases, 0 = none") = 26
    observed: tuple[Observed, ...] = ()
    history: History = History()
