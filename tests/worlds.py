"""Tiny worlds written by hand: a few people and questions, every other column at its start value.

Statistical tests in `tests/behaviours` refuse a right model with a chance of `FALSE_ALARM` for each figure they look at,
in fresh seeds; the seeds are fixed, so a test that passes today passes tomorrow. Each shows a wrong model that it refuses.
"""

import math

import numba
import numpy as np
from scipy.stats import chi2, kstest, norm

from agents.behaviours.advocating import AdvocatingPars
from agents.behaviours.ageing import AgeingPars
from agents.behaviours.answering import AnsweringPars
from agents.behaviours.asking import AskingPars
from agents.behaviours.bonding import BondingPars
from agents.behaviours.buying import BuyingPars
from agents.behaviours.conforming import ConformingPars
from agents.behaviours.exposure import ExposurePars
from agents.behaviours.feeling import FeelingPars
from agents.behaviours.helping import HelpingPars
from agents.behaviours.joining import JoiningPars
from agents.behaviours.leaving import LeavingPars
from agents.behaviours.moderating import ModeratingPars
from agents.behaviours.needs import NeedsPars
from agents.behaviours.noise import NoisePars
from agents.behaviours.noticing import NoticingPars
from agents.behaviours.orbit_levels import OrbitPars
from agents.behaviours.posting import PostingPars
from agents.behaviours.qualifying import QualifyingPars
from agents.behaviours.recording import RecordingPars
from agents.behaviours.renewing import RenewingPars
from agents.behaviours.replying import ReplyingPars
from agents.behaviours.self_service import SelfServicePars
from agents.behaviours.staff_helping import StaffHelpingPars
from agents.behaviours.viewing import ViewingPars
from agents.behaviours.visiting import VisitingPars
from agents.entities import EVENT_ROWS, QUESTION_ROWS, RECALL, WISH_ROWS
from agents.founding import Founders, Founding, Path, StaffMember, Stock
from agents.links import Links
from agents.pars import Pars
from agents.world import Room, World, empty_world
from sim.clock import Now

# A lively community whatever the defaults are fitted to: explicit values for all that decides how much happens.
LIVELY = Pars(
    needs=NeedsPars(8.0, 8.0, 0.3, 0.5, 0.5, 0.3, 0.30, 0.10, 0.15, 1.0),
    visiting=VisitingPars(-1.5, 0.5, 2.0, 0.2, 0.3, 1.0, 2.0, 1.0, 0.3, 0.5),
    self_service=SelfServicePars(0.75, 0.5, 0.1, 0.05, 0.5, 0.05, 0.3, 0.05, 0.8),
    asking=AskingPars(0.6, 0.3, 0.05, 0.2, 0.3, 0.5, 0.2, 0.3, 0.6, 2.0, 1.7, 0.5),
    posting=PostingPars(0.8, 0.2),
    viewing=ViewingPars(0.4),
    helping=HelpingPars(0.02, 1.5, 0.7, 0.5, 20.0, 40.0, 0.6, 8.0, 0.7, 0.05, 0.03, 0.3, 0.1, 0.05),
    staff_helping=StaffHelpingPars(15.0, 0.8),
    answering=AnsweringPars(0.5, 0.7, 0.4, 0.4, 0.5),
    replying=ReplyingPars(8.0, 0.0),
    bonding=BondingPars(0.3),
    feeling=FeelingPars(1.0, 4.0, 7.0, 2.0, 30.0, 0.15, 0.05, 0.03, 5.0, 0.3, 0.15),
    orbit_levels=OrbitPars(3.0, 1.0, 4.0, 6.0, 7.0),
    joining=JoiningPars(0.1, 2.0, 0.1, 0.4),
    leaving=LeavingPars(-2.0, 0.5, 2.0, 0.5, 1.0, 0.5, 1.0, 0.5),
    ageing=AgeingPars(0.3, 0.2),
    recording=RecordingPars(4.0, 4.0),
    noise=NoisePars(0.05, 2.0, 0.15),
    moderating=ModeratingPars(5.0, 0.3, 0.2, 0.1, 0.25, 0.4, 0.25),
    exposure=ExposurePars(0.1, 40.0, 1.0, 0.5, 14.0),
    conforming=ConformingPars(26.0, 0.15, 0.16, 0.5),
    noticing=NoticingPars(0.2, 0.5, 0.01, 0.3, 0.3),
    qualifying=QualifyingPars(60.0, 0.6, 0.05),
    buying=BuyingPars(1.0, 0.25, 0.5, 4.0, 1.8, 3.0, 0.5, 0.5, 0.05, 0.5, 20.0, 0.5),
    renewing=RenewingPars(4.0, 0.5, 1.0, 20.0, 1.0, 0.2, 0.25, 2.0),
    advocating=AdvocatingPars(0.3, 0.6, 4.0, 0.5, 0.05, 2.0, 1.0, 20.0),
)
# Attitudes that stay as they are put, and in which affinity and trust weigh half.
JUDGING = LIVELY.judging._replace(memory=1e12, cooling=1e12, usual=0.6, fond=0.5, trusting=0.5)
TRUSTING = LIVELY.trusting._replace(memory=1e12, usual=0.5)
COMPILED = not numba.config.DISABLE_JIT
FALSE_ALARM = 1e-6
LINKS = Links()._replace(**dict.fromkeys(Links._fields, 1.0))  # every link as it is
NOW = Now(seed=7, week=3)
VILLAGE = Founding(
    market=300,
    topics=5,
    staff=(StaffMember(4.0, 0.8, 24.0),),
    founders=(Founders(20, (0.0, 4.0), 60.0, 12.0), Founders(20, (5.0, 50.0), 0.0, 4.0), Founders(10, lurking=True)),
    questions_a_week=10.0,
    stock=(Stock((0.0, 2.0), 60, 10),),
)


def many(compiled: int, plain: int) -> int:
    """How many draws a statistical test makes: fewer with the compiler off."""
    return compiled if COMPILED else plain


def tiny(
    people=3, topics=2, staff=0, weeks=8, questions=16, wishes=32, events=64, accounts=0, segments=0
) -> World:
    """A world in which nobody has a trait, a problem or a question yet. Everybody is outside the community."""
    world = empty_world(Room(people, topics, staff, weeks, questions, wishes, events, accounts, segments), Pars(), LINKS)
    put(world.ties, circle=np.arange(people))
    put(world.attitudes, satisfaction=world.pars.judging.usual, trust=world.pars.trusting.usual)
    return world


def on_calendar(path: Path, **columns) -> Path:
    """The same path with other columns of the calendar: one value for all weeks, or one for each."""
    full = {name: np.broadcast_to(np.asarray(value), path.weeks) for name, value in columns.items()}
    return path._replace(calendar=path.calendar._replace(**full))


def put(entity, **columns) -> None:
    """Write columns of an entity: one value for all rows, or a list for the first ones."""
    for name, values in columns.items():
        getattr(entity, name)[: len(values) if np.ndim(values) else None] = values


def pose(world: World, asked, **columns) -> None:
    """Questions asked in these weeks, in their order; key, row by row, is 100, 101, …"""
    assert list(asked) == sorted(asked), "questions stand in the order of posting"
    put(world.questions, asked=asked, key=np.arange(100, 100 + len(asked)), appeal=1.0, **columns)
    world.tally.rows[QUESTION_ROWS] = len(asked)
    world.tally.first[:] = np.searchsorted(asked, np.arange(world.tally.first.size) - RECALL)


def want(world: World, question, helper, hour) -> None:
    """This week's wishes, in this order."""
    put(world.wishes, question=question, helper=helper, hour=hour)
    world.tally.rows[WISH_ROWS] = len(question)


def wishes_of(world: World) -> list[tuple]:
    """This week's wishes as (question, helper, hour)."""
    used = world.tally.rows[WISH_ROWS]
    return list(zip(*(column[:used].tolist() for column in world.wishes[:3]), strict=True))


def events_of(world: World) -> list[tuple]:
    """The event log as (hour, user, thread, kind)."""
    used = world.tally.rows[EVENT_ROWS]
    return list(zip(*(column[:used].tolist() for column in world.events), strict=True))


def snapshot(world: World) -> dict[str, np.ndarray]:
    """Copies of all columns by name, "entity.column"."""
    tables = {name: entity for name, entity in world._asdict().items() if name not in ("weekly", "pars", "links")}
    taken = {f"{name}.{column}": array.copy() for name, e in tables.items() for column, array in e._asdict().items()}
    return taken | {"weekly": world.weekly.copy()}


def copied(world: World) -> World:
    """The same world on arrays of its own."""
    tables = {name: e for name, e in world._asdict().items() if name not in ("weekly", "pars", "links")}
    own = {name: type(e)(*(column.copy() for column in e)) for name, e in tables.items()}
    return world._replace(weekly=world.weekly.copy(), **own)


def changed(before: dict, after: dict) -> set[str]:
    """Names of the columns that differ between two snapshots."""
    return {name for name, old in before.items() if not np.array_equal(old, after[name])}


def chi_square(counts, expected) -> bool:
    """Whether counts agree with what is expected in each bin (Pearson; every bin expects five or more)."""
    counts, expected = np.asarray(counts, float), np.asarray(expected, float)
    assert expected.min() >= 5 and math.isclose(counts.sum(), expected.sum(), rel_tol=1e-9)
    return ((counts - expected) ** 2 / expected).sum() < chi2.isf(FALSE_ALARM, len(counts) - 1)


def near(value: float, expected: float, sd: float) -> bool:
    """Whether a normal figure with that standard deviation agrees with what is expected."""
    return abs(value - expected) < norm.isf(FALSE_ALARM / 2) * sd


def is_standard_normal(z) -> bool:
    """Whether draws are standard normal: distribution (Kolmogorov and Smirnov), mean and variance."""
    n, z = len(z), np.asarray(z, float)
    return kstest(z, "norm").pvalue > FALSE_ALARM and near(z.mean(), 0, n**-0.5) and near(z.var(), 1, (2 / n) ** 0.5)
