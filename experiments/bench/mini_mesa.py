"""`community-mini` as an idiomatic Mesa model (3.3 to 3.5): one agent per member, `AgentSet`s, a `DataCollector`."""

import math

import numpy as np
from mesa import Agent, Model
from mesa.agent import AgentSet
from mesa.datacollection import DataCollector

from experiments.bench.mini import (
    ACTIVE,
    CHURNED,
    COLUMNS,
    DORMANT,
    PROSPECT,
    TICKS,
    Mini,
    check,
    parameters,
    topics,
    zipf,
)


class Member(Agent):
    """A member of the community."""

    def __init__(self, model: "Community", state: int, love: float, expertise: int, propensity: float):
        super().__init__(model)
        self.state = state
        self.love = love
        self.expertise = expertise
        self.propensity = propensity
        self.last_visit = 0

    def feel(self, change: float) -> None:
        """Love changes, within 0 … 1."""
        self.love = min(max(self.love + change, 0.0), 1.0)

    def visit_or_stay(self) -> None:
        """Visit, with or without a problem, or stay away, fall asleep or churn (phase A)."""
        model, pars, chance = self.model, self.model.pars, self.random.random
        if chance() < pars.visit + pars.visit_love * self.love:
            self.last_visit = model.steps
            self.state = ACTIVE
            model.visitors.append(self)
            if chance() < pars.problem:
                self.search()
        elif self.love < pars.low and chance() < pars.churn:
            self.state = CHURNED
            model.live.remove(self)
        elif model.steps - self.last_visit >= pars.dormant:
            self.state = DORMANT

    def search(self) -> None:
        """Find a fresh answer, or post a question."""
        model = self.model
        (topic,) = self.random.choices(model.topics, cum_weights=model.bounds)
        if self.random.random() < model.found[topic]:
            model.reuses += 1
            self.feel(model.pars.reuse_love)
        else:
            model.asked += 1
            model.open.append((self, topic, model.steps))

    def answer(self) -> None:
        """Answer some of the open questions (phase B)."""
        model, pars = self.model, self.model.pars
        if not model.open:
            return
        for _ in range(min(self.rng.poisson(self.propensity), len(model.open))):
            pick = self.random.randrange(len(model.open))
            model.open[pick], model.open[-1] = model.open[-1], model.open[pick]
            asker, topic, _ = model.open.pop()
            model.stock[topic] += 1.0
            model.answered += 1
            asker.feel(pars.asker_love)
            self.feel(pars.answer_love)

    def decay(self) -> None:
        """Love fades (phase D)."""
        self.love *= self.model.pars.decay


class Community(Model):
    """A community of n members."""

    def __init__(self, n: int, pars: Mini, rng: int):
        super().__init__(rng=rng)
        self.pars = pars
        self.topics = range(topics(n))
        self.bounds = np.cumsum(zipf(len(self.topics))).tolist()
        self.stock = [0.0] * len(self.topics)
        self.open: list[tuple[Member, int, int]] = []
        members = Member.create_agents(
            self,
            n,
            state=np.where(self.rng.random(n) < pars.active, ACTIVE, PROSPECT).tolist(),
            love=self.rng.uniform(pars.love_from, pars.love_to, n).tolist(),
            expertise=self.rng.integers(0, len(self.topics), n).tolist(),
            propensity=self.rng.lognormal(math.log(pars.propensity), pars.spread, n).tolist(),
        )
        self.live = members.select(lambda member: member.state == ACTIVE)
        self.prospects = list(members.select(lambda member: member.state == PROSPECT))
        reporters = {
            "active": lambda model: sum(member.state == ACTIVE for member in model.live),
            "visits": lambda model: len(model.visitors),
            "questions": "asked",
            "reuses": "reuses",
            "answered": "answered",
            "churned": lambda model: len(model.agents) - len(model.live) - len(model.prospects),
            "mean_love": lambda model: model.live.agg("love", sum) / len(model.live) if model.live else 0.0,
            "live": lambda model: len(model.live),
            "expired": "expired",
            "open": lambda model: len(model.open),
        }
        self.datacollector = DataCollector(model_reporters=reporters)

    def step(self) -> None:
        """One week, in the order of the phases."""
        pars, week = self.pars, self.steps
        self.visitors: list[Member] = []
        self.asked = self.reuses = self.answered = 0
        self.found = [1.0 - math.exp(-pars.beta * stock) for stock in self.stock]
        self.live.do("visit_or_stay")  # stocks are frozen: the order does not matter
        if self.open:
            AgentSet(self.visitors, random=self.random).shuffle_do("answer")
        self.expire(week)
        self.live.do("decay")
        self.stock = [stock * pars.age for stock in self.stock]
        self.recruit(week)
        self.datacollector.collect(self)

    def expire(self, week: int) -> None:
        """Questions that are too old leave the list, and disappoint their askers (phase C)."""
        old = [question for question in self.open if week - question[2] >= self.pars.expiry]
        self.open = [question for question in self.open if week - question[2] < self.pars.expiry]
        for asker, _, _ in old:
            asker.feel(-self.pars.asker_love)
        self.expired = len(old)

    def recruit(self, week: int) -> None:
        """Prospects become active (phase E)."""
        wanted = self.rng.poisson(self.pars.recruit * self.live.agg("love", sum))
        for _ in range(min(wanted, len(self.prospects))):
            member = self.prospects.pop()
            member.state, member.last_visit = ACTIVE, week
            self.live.add(member)


def run(n: int, ticks: int = TICKS, seed: int = 1, setting: str | Mini = "mini") -> np.ndarray:
    """Simulate n members for `ticks` weeks; rows of COLUMNS, float64 of shape (ticks, columns).

    Raises:
        ValueError: unknown setting, or a size out of range.
    """
    check(n, ticks)
    model = Community(n, parameters(setting), rng=seed)
    for _ in range(ticks):
        model.step()
    rows = model.datacollector.get_model_vars_dataframe()
    model.remove_all_agents()  # Mesa 3.3 keeps every model for ever: at least let its agents go
    return rows[list(COLUMNS)].to_numpy(np.float64)
