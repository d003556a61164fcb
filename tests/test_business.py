"""The business and the community: what passes between them, and what does not."""

import functools

import numpy as np
import pytest

from agents import simulate
from agents.accounts import Segment
from agents.behaviours import ageing
from agents.codes import CUSTOMER, NEVER
from agents.counts import COUNTS
from agents.founding import Founders, Founding, Stock, found
from agents.links import TO_BUSINESS, Links
from agents.simulate import first_guess
from scenarios.causal import cause, dashboard
from tests.small_worlds import changed, eventful, founding, lively

WEEKS = 40
BUSINESS = (
    "aware evaluating trials customers noticed signups won due renewed churned expanded revenue revenue_lost revenue_expanded"
).split()
CUT = Links()._replace(**dict.fromkeys(TO_BUSINESS, 0.0))
PLACE = Founding(
    market=3000,
    topics=7,
    questions_a_week=20.0,
    founders=(Founders(150, (0.0, 4.0), 40.0, 10.0), Founders(200, (0.0, 20.0), 1.0, 3.0)),
    stock=(Stock((0.0, 2.0), solved=150, unsolved=20),),
    segments=(
        Segment("small", 0.3, 1.0, 900.0, churn=0.5, term=13, conversion=0.5, customers=0.4, aware=0.5),
        Segment("large", 0.7, 4.0, 50_000.0, churn=0.4, term=26, conversion=0.3, customers=0.4, aware=0.5),
    ),
)


def felt(questions, topics, calendar, tally, pars, now):
    """Stands in for `ageing`, to be undone."""


def feelings_of(world):
    """What half of the members feel for the company: more affinity, more trust or less."""
    rng = np.random.default_rng(8)
    here = world.members.first_post != NEVER
    world.attitudes.affinity[:] = np.where(here, rng.uniform(0.2, 0.9, here.size), 0.0)
    world.attitudes.trust[:] = np.where(here, rng.uniform(0.3, 1.0, here.size), 0.5)
