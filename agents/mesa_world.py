"""The community as a Mesa model: the same columns and rules, one agent at a time, equal bit for bit to the kernels."""

from functools import partial

import mesa
from mesa.datacollection import DataCollector

from agents import counts, ties
from agents.entities import OVERFLOW, QUESTION_ROWS, Accounts, Attitudes, Feelings, Members, Orbits, People, Questions, Staff
from agents.founding import Founding, Path, found
from agents.links import Links
from agents.orbit import gravity
from agents.pars import Pars
from agents.schedule import week_of
from agents.simulate import first_guess, roomier
from agents.world import World
from sim.clock import Now
from sim.phases import arguments, phases_in
from sim.twin import RowAgent, activate

PHASES = phases_in(week_of)
MONTH = 4  # weeks over which the model's live gravity is taken
SHOWN = ("lurking", "active", "lapsed", "questions", "member_answers", "staff_answers", "solved", "reused", "tickets")


VIEWS = {"people": People, "members": Members, "feelings": Feelings, "attitudes": Attitudes, "orbits": Orbits}


class Person(RowAgent, views=VIEWS):
    """Somebody of the market: traits, this week's need, membership, feelings, attitudes and orbit step."""

    def company(self, week: int) -> float:
        """Share [0, 1] of one's tie strength that lies with people who came in the week before `week`."""
        world = self.model.world
        return ties.company(world.ties, world.members.last_visit, self.row, week)

    def reach(self, week: int) -> float:
        """Sum of one's connection strengths in a week, and clout outside."""
        world = self.model.world
        return ties.reach(ties.bonds(world.ties, self.row, week), self.clout, world.pars.recording.clout)


class Question(RowAgent, views={"questions": Questions}):
    """A question, from the founded stock or posted on the way."""


class StaffAgent(RowAgent, views={"staff": Staff}):
    """Somebody paid to work in the community."""


class AccountAgent(RowAgent, views={"accounts": Accounts}):
    """Those who buy, renew, expand or leave together."""


AGENTS = {"people": Person, "members": Person, "questions": Question, "staff": StaffAgent, "accounts": AccountAgent}


class CommunityModel(mesa.Model):
    """A community that Mesa steps week by week: every agent does every phase of `agents.schedule` by itself.

    The outcome is that of `agents.simulate.simulate`, bit for bit, in whatever order the agents are activated.
    `datacollector` collects the counts of `SHOWN` and gravity after every week; put another one in its place at will.

    Args:
        founding: what the community starts with.
        path: what is set from outside; its length is the horizon.
        pars: parameters of the behaviours.
        links: gains of the causal links.
        seed: of the run's draws.
        order_seed: of Mesa's own generator, which shuffles the activation.
        order: takes a list of agents and returns it in the order of activation; None: shuffled.
    """

    def __init__(
        self,
        founding: Founding,
        path: Path,
        pars: Pars = Pars(),  # noqa: B008  (immutable)
        links: Links = Links(),  # noqa: B008
        seed: int = 0,
        order_seed: int = 0,
        order=None,
    ):
        super().__init__(rng=order_seed)
        self.world = found(founding, path, pars, links, seed, first_guess(founding, path))
        self.seed, self.order, self.week, self.horizon = seed, order, 0, path.weeks
        self.running = self.horizon > 0
        for row in range(founding.market):
            Person(self, row, 1 + row)
        for row in range(len(founding.staff)):
            StaffAgent(self, row, 1 + founding.market + row)
        for row in range(self.world.accounts.stage.size):
            AccountAgent(self, row, 1 + founding.market + len(founding.staff) + row)
        self._meet_questions()
        reporters = {name: partial(CommunityModel.count, name=name) for name in SHOWN}
        self.datacollector = DataCollector({**reporters, "gravity": CommunityModel.gravity})

    def step(self) -> None:
        """One week. A week that needs more room than there is starts again with twice as much.

        Raises:
            RuntimeError: the calendar is at its end.
        """
        if self.week == self.horizon:
            raise RuntimeError(f"the calendar ends after {self.horizon} weeks; give the model a longer path")
        before = _copied(self.world)
        self._live(Now(self.seed, self.week))
        while self.world.tally.rows[OVERFLOW]:
            before = roomier(before)
            self.world = _copied(before)
            self._meet_questions()
            self._live(Now(self.seed, self.week))
        self.week += 1
        self.running = self.week < self.horizon
        self.datacollector.collect(self)

    def _live(self, now: Now) -> None:
        """All phases of a week."""
        for phase in PHASES:
            roots = {"w": self.world, "p": self.world.pars, "now": now}
            if phase.of == "world":
                phase.module.everyone(*arguments(phase, **roots))
                self._meet_questions()
            elif AGENTS[phase.of] in self.agents_by_type:
                activate(phase, self.agents_by_type[AGENTS[phase.of]], self.order, **roots)

    def _meet_questions(self) -> None:
        """An agent for every question there is."""
        known, posted = self.agents_by_type.get(Question, ()), int(self.world.tally.rows[QUESTION_ROWS])
        world = self.world
        first = 1 + world.people.keen.size + world.staff.hours.size + world.accounts.stage.size
        for row in range(len(known), posted):
            Question(self, row, first + row)
        if len(known) > posted:
            for question in [q for q in known if q.row >= posted]:
                question.remove()

    def count(self, name: str) -> float:
        """A count of the last week lived, by its name in `agents.counts.COUNTS`; nan before the first."""
        return float(self.world.weekly[self.week - 1, counts.COUNTS.index(name)]) if self.week else float("nan")

    def gravity(self) -> float:
        """Change of weighted commitment per member over the last `MONTH` weeks; nan before they have passed."""
        if self.week <= MONTH:
            return float("nan")
        now, before = self.world.weekly[self.week - 1], self.world.weekly[self.week - 1 - MONTH]
        return gravity(now[counts.COMMITMENT], before[counts.COMMITMENT], int(now[counts.MEMBERS]))


def _copied(world: World) -> World:
    """The same world on arrays of its own. Parameters and links are never written and stay shared."""
    entities = {
        name: type(entity)(*(column.copy() for column in entity))
        for name, entity in world._asdict().items()
        if name not in ("weekly", "pars", "links")
    }
    return world._replace(weekly=world.weekly.copy(), **entities)
