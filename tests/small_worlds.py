"""Small busy worlds for the tests of the machinery, and bit-for-bit comparison of worlds."""

from typing import get_type_hints

import numpy as np

from agents.accounts import Segment
from agents.codes import EDITING, INTRODUCING, LISTENING, MODERATING, PROSPECTING, WELCOMING
from agents.entities import EVENT_ROWS, QUESTION_ROWS, WISH_ROWS
from agents.founding import Founders, Founding, Path, StaffMember, Stock, quiet
from agents.pars import Pars
from agents.world import World
from sim.columns import columns_of, laid_out

IN_USE = {"questions": QUESTION_ROWS, "wishes": WISH_ROWS, "events": EVENT_ROWS}  # entities that grow


def founding(market: int = 200, staff: int = 2) -> Founding:
    """A community with all that a founding knows, where much happens for its size."""
    return Founding(
        market=market,
        topics=7,
        questions_a_week=6.0,
        staff=(
            StaffMember(hours=6.0, skill=0.8, sla=8.0, ramp=30.0),
            StaffMember(hours=7.0, skill=0.4, sla=5.0, first=12, last=13),
            StaffMember(hours=3.0, skill=0.9, sla=8.0, first=2, last=6),
        )[:staff],
        founders=(
            Founders(4, silent=(0.0, 2.0), answers=150.0),
            Founders(market // 5, silent=(0.0, 20.0), answers=1.0, questions=3.0),
            Founders(market // 10, silent=(0.0, 60.0)),
            Founders(market // 10, silent=(0.0, 50.0), lurking=True),
        ),
        segments=(
            Segment("small", 0.4, 1.0, 900.0, churn=0.999999, term=1, conversion=0.5, customers=0.4, aware=0.5),
            Segment("large", 0.6, 5.0, 50_000.0, churn=0.9999999, term=2, conversion=0.3, plan=False, customers=0.3),
        ),
        stock=(Stock((0.0, 0.2), solved=10, unsolved=15), Stock((0.2, 3.0), solved=60, unsolved=20)),
    )


def eventful(weeks: int, seed: int = 0, closed: tuple[int, ...] = ()) -> Path:
    """A calendar in which everything changes: demand, staff paid, releases, and weeks without the community."""
    rng = np.random.default_rng(seed)
    is_open = np.ones(weeks, np.uint8)
    is_open[list(closed)] = 0
    path = quiet(weeks)
    path.calendar.demand[:] = rng.uniform(0.5, 2.0, weeks)
    path.calendar.staff[:] = rng.uniform(0.3, 1.0, weeks)
    path.calendar.open[:] = is_open
    path.calendar.release[:] = np.arange(weeks) % 3 == 1
    path.calendar.toxicity[:] = rng.uniform(0.5, 3.0, weeks)
    for name in ("digest", "comfort", "rules", "tidy", "personal"):
        getattr(path.lifts, name)[:] = rng.uniform(0.0, 1.0, weeks)
    path.calendar.leavers[:] = np.arange(weeks) % 4 == 2
    path.calendar.moved[:] = np.where(np.arange(weeks) % 6 == 3, 0.1, 0.0)
    path.lifts.hours[:, [WELCOMING, INTRODUCING, EDITING]] = rng.uniform(0.0, 3.0, (weeks, 3))
    path.lifts.hours[::2, EDITING] = 0.0
    path.lifts.hours[:, MODERATING] = rng.uniform(0.0, 0.3, weeks)
    path.lifts.invitations[:] = np.where(np.arange(weeks) < 10, 1.0, 30.0)
    path.lifts.superusers[:] = rng.integers(0, 8, weeks)
    path.lifts.badges[:] = rng.uniform(0.3, 1.0, weeks)
    path.lifts.meetup_seats[1::2] = 12.0
    path.lifts.courses[:] = rng.uniform(0.0, 20.0, weeks)
    path.lifts.seeds[:] = rng.uniform(0.0, 4.0, weeks)
    rng = np.random.default_rng([seed, 3])
    path.calendar.outage[:] = rng.choice([0.0, 0.05], weeks)
    path.calendar.ai[:] = rng.uniform(0.0, 0.2, (weeks, 5)) * rng.integers(0, 2, (weeks, 1))
    path.calendar.search[:] = rng.uniform(0.5, 1.5, weeks)
    path.calendar.hand_off[:] = rng.uniform(0.3, 0.9, weeks)
    path.lifts.hours[:, [LISTENING, PROSPECTING]] = rng.uniform(0.0, 4.0, (weeks, 2))
    path.lifts.findability[:] = rng.uniform(0.0, 0.3, weeks)
    path.lifts.landing[:] = rng.uniform(0.0, 1.0, weeks)
    path.lifts.ideation[:] = rng.uniform(0.3, 1.0, weeks)
    path.lifts.gift[:] = rng.uniform(0.0, 3.0, weeks)
    path.lifts.selling[:] = rng.choice([0.0, 1.0, 6.0], weeks)
    path.calendar.economy[:] = rng.uniform(0.5, 1.5, weeks)
    path.calendar.rival[:] = rng.uniform(0.0, 1.0, weeks)
    path.calendar.price[:] = rng.uniform(0.0, 1.0, weeks)
    path.lifts.media[:] = rng.uniform(0.0, 1.0, weeks)
    path.lifts.nudges[:] = rng.integers(1, 5, weeks)
    path.calendar.care[:] = rng.uniform(0.0, 0.1, weeks)
    path.calendar.work[:] = path.lifts.hours * rng.uniform(0.0, 1.0, (weeks, 1))
    return path


def columns(world: World) -> dict[str, np.ndarray]:
    """Every array of a world by its name, "entity.column" or "weekly"."""
    named = {"weekly": world.weekly}
    for entity in world._fields:
        if entity not in ("weekly", "pars", "links"):
            block = getattr(world, entity)
            named |= {f"{entity}.{name}": getattr(block, name) for name in columns_of(type(block))}
    return named


def declared():
    """Every declared column as (entity, name, declaration)."""
    for entity, kind in get_type_hints(World).items():
        if entity not in ("weekly", "pars", "links"):
            yield from ((entity, name, spec) for name, spec in columns_of(kind).items())


def copied(world: World) -> World:
    """The same world on arrays of its own."""
    return with_columns(world, {name: array.copy() for name, array in columns(world).items()})


def with_columns(world: World, named: dict[str, np.ndarray]) -> World:
    """The world with other arrays, named as by `columns`."""
    entities = {}
    for entity in world._fields:
        if entity not in ("weekly", "pars", "links"):
            block = getattr(world, entity)
            entities[entity] = laid_out(type(block), {name: named[f"{entity}.{name}"] for name in block._fields})
    return world._replace(weekly=named["weekly"], **entities)


def used(world: World) -> dict[str, np.ndarray]:
    """The columns as far as rows are in use; the room beyond is memory set aside."""
    named = columns(world)
    for name, array in named.items():
        if (entity := name.partition(".")[0]) in IN_USE:
            named[name] = array[: world.tally.rows[IN_USE[entity]]]
    return named


def differences(one: World, other: World) -> list[str]:
    """Names of the columns whose bytes differ. Empty: the worlds are equal, bit for bit."""
    a, b = used(one), used(other)
    assert a.keys() == b.keys()
    return [name for name in a if a[name].dtype != b[name].dtype or a[name].tobytes() != b[name].tobytes()]


def changed(pars, **values):
    """Parameters with some values changed, named group__field."""
    for name, value in values.items():
        group, field = name.split("__")
        pars = pars._replace(**{group: getattr(pars, group)._replace(**{field: value})})
    return pars


def lively(pars=None):
    """Parameters with which everything that can happen happens often: many needs, answers, ties, comings and goings."""
    return changed(
        Pars() if pars is None else pars,
        needs__rate=0.6,
        needs__spread=1.0,
        needs__start=6.0,
        needs__project=5.0,
        visiting__love=2.5,
        asking__lapsed=0.3,
        posting__appeal=1.0,
        helping__spread=2.0,
        helping__delay=20.0,
        answering__crowd=0.5,
        leaving__keen=1.2,
        leaving__love=2.0,
        visiting__habit=-3.5,
        visiting__bonds=4.0,
        visiting__attention=1.0,
        asking__member=0.7,
        asking__outside=0.3,
        asking__rules=3.0,
        asking__expect=0.4,
        asking__ticket=0.5,
        ageing__stale=0.3,
        ageing__repaired=0.3,
        answering__turn=0.6,
        answering__thanks=0.6,
        helping__willing=0.05,
        helping__bonds=0.5,
        helping__identity=1.0,
        helping__information=0.5,
        helping__reading=0.5,
        helping__reputation=0.5,
        noise__rate=0.2,
        exposure__hits=0.3,
        visiting__interest=1.5,
        moderating__stray=0.5,
        feeling__taste=1.0,
        joining__outside=1.0,
        joining__invited=0.5,
        joining__landed=0.4,
        attending__warm=0.5,
        writing__offers=0.2,
        learning__wants=0.5,
        recognizing__responds=0.7,
        recognizing__first=1.0,
        judging__detractor=0.6,
        judging__extreme=1.0,
        listening__read=3.0,
        suggesting__idea=0.3,
        improving__every=2.0,
        improving__case=0.0,
        improving__improvements=3.0,
        leaving__drift=-1.0,
        leaving__bonds=4.0,
        noticing__outside=1.0,
        noticing__imitation=3.0,
        noticing__article=1.0,
        noticing__landed=0.3,
        noticing__returning=4.0,
        qualifying__minutes=100.0,
        qualifying__trust=0.4,
        qualifying__sold=0.1,
        buying__interest=5.0,
        buying__decide=0.5,
        buying__tries=0.6,
        buying__trial=2.0,
        buying__finds=0.5,
        buying__proof=2.0,
        buying__living=2.0,
        buying__lively=10.0,
        buying__help=2.0,
        renewing__bound=5.0,
        renewing__half=100.0,
        renewing__expands=0.9,
        advocating__affinity=0.0,
        advocating__trust=0.4,
        advocating__reference=9.0,
        advocating__referral=9.0,
    )
