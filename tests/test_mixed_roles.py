"""One team that creates value and asks for leads, or two: what a year of it does to help, trust and sales (M23, M32).

Paired runs. Every difference asserted was measured at three standard deviations of a run or more (most at five to twenty), so
a right model fails on fresh seeds with a chance below 0.01; one without the effect passes with one of 2 ** -SEEDS a figure.
"""

import functools

import numpy as np
import pytest

from agents.behaviours.buying import BuyingPars
from agents.behaviours.noticing import NoticingPars
from agents.behaviours.qualifying import QualifyingPars
from agents.counts import COUNTS
from agents.simulate import simulate
from scenarios.config import to_founding, to_path
from tests.plans import planned
from tests.test_business import PARS

SEEDS = 4
MANAGER = {
    "hours": 32, "skill": 0.7, "sla": 12.0, "answering": 0.25, "welcoming": 0.2, "introducing": 0.15, "hosting": 0.1,
    "editing": 0.1, "prospecting": 0.1,
}  # fmt: skip
VENDOR = {
    "topics": 7,
    "questions_a_week": 20.0,
    "segments": [
        {"name": "small", "share": 0.4, "value": 900, "churn": 0.2, "conversion": 0.3, "customers": 0.3, "aware": 0.6},
        {"name": "big", "share": 0.6, "people": 4, "value": 5e4, "churn": 0.1, "conversion": 0.3, "customers": 0.3, "aware": 0.6},
    ],
}
MEMBERS = [
    {"members": 150, "silent": [0.0, 4.0], "answers": 40.0, "questions": 10.0},
    {"members": 200, "silent": [0.0, 20.0], "answers": 1.0, "questions": 3.0},
]


@functools.cache
def lived(mixed: float):
    """Weekly counts of a year, shape (SEEDS, weeks, counts), at that share of creating hours spent on asking for leads."""
    config = planned(
        weeks=52, staff=[MANAGER], market=2500, founders=MEMBERS, community=VENDOR,
        organization={"mixed_roles": mixed, "hand_off": 0.8},
    )  # fmt: skip
    pars = PARS._replace(buying=BuyingPars(), noticing=NoticingPars(), qualifying=QualifyingPars())
    founding, path = to_founding(config), to_path(config)
    return np.stack([simulate(founding, path, pars, config.links, seed).weekly for seed in range(SEEDS)])


def sums(mixed, name, weeks=slice(None)):
    return lived(mixed)[:, weeks, COUNTS.index(name)].sum(axis=1)


@pytest.mark.shows(13, 24)
@pytest.mark.parametrize("act", ["staff_answers", "welcomed", "introduced", "articles"])
def test_a_team_with_a_quota_of_leads_has_less_time_for_people(act):
    assert (sums(0.5, act) < sums(0.0, act)).all()


@pytest.mark.shows(13, 23, 24)
def test_the_community_of_a_team_that_only_creates_is_livelier_and_trusts_the_company():
    for name in ("active", "member_answers"):
        assert (sums(0.0, name) > sums(0.5, name)).all(), name
    together, apart = (sums(mixed, "trust", slice(-1, None)) / sums(mixed, "asked", slice(-1, None)) for mixed in (0.5, 0.0))
    assert (apart > together + 0.1).all()


@pytest.mark.shows(25, 26)
def test_leads_from_last_nights_meetup_are_bought_with_the_customers_of_next_year():
    """Asking brings leads at once; trust goes, and introductions, trials and contracts with it."""
    first, last = slice(0, 8), slice(-26, None)
    assert (sums(0.5, "sold", first) > 0).all() and not sums(0.0, "sold").any()
    assert (sums(0.5, "qualified", last) < sums(0.0, "qualified", last)).all()
    for name in ("signups", "won"):
        assert (sums(0.5, name, last) < sums(0.0, name, last)).all(), name
