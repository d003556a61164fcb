"""People: who is here, who comes, where they stand, and the mass of them all."""

from agents.orbit import LEVEL_NAMES
from scenarios.metrics.metric import Metric, end, total

_LEVEL_STEPS = {"Exploring": "outermost", "Participating": "third", "Contributing": "second", "Leading": "innermost"}


def _level(name: str) -> Metric:
    return Metric(
        name.lower(),
        "members",
        0 if name == "Exploring" else 1,
        f"members in the {_LEVEL_STEPS[name]} orbit level, {name}, at the end of the month",
        "demotion waits for the next review: a level empties late",
        end(name.lower()),
    )


def _posts(name: str) -> Metric:
    return Metric(
        f"posts_{name.lower()}",
        "posts/month",
        0 if name == "Exploring" else 1,
        f"contributions of members who stood in the {_LEVEL_STEPS[name]} orbit level, {name}, as the week of the post began",
        "who posts for the first time still counts as Exploring; level and posts go together, as posts earn the level",
        total(f"by_{name.lower()}"),
    )


ACTIVE = Metric(
    "active",
    "members",
    1,
    "members who contributed within the last four weeks, at the end of the month",
    "one-time askers count as much as helpers",
    end("active"),
)
MASS = Metric(
    "mass",
    "love x reach",
    1,
    "sum over active members of love times reach (Orbit: strength of their ties, and clout outside), at the end of the month",
    "grows with the number of members; a few with many ties carry most of it",
    end("mass"),
)
METRICS = (
    Metric(
        "members",
        "members",
        1,
        "people who ever joined, at the end of the month",
        "never falls: those who drifted away are in it",
        end("members"),
    ),
    Metric(
        "lurking",
        "members",
        0,
        "members who have not contributed yet and have not drifted away, at the end of the month",
        "whether they read cannot be seen in an export",
        end("lurking"),
    ),
    Metric(
        "joined",
        "people/month",
        1,
        "people who became members: registered, or asked straight away",
        "sign-ups that never post",
        total("joined"),
    ),
    Metric(
        "newcomers",
        "people/month",
        1,
        "members who contributed for the first time",
        "more problems with the product bring more newcomers",
        total("newcomers"),
    ),
    Metric(
        "contributions",
        "posts/month",
        1,
        "posts of members: questions, answers and further talk; staff left out",
        "much talk need not help anybody; more problems with the product bring more questions",
        total("contributions"),
    ),
    Metric(
        "visits",
        "visits/month",
        1,
        "weeks with a visit, summed over members",
        "a week with one visit counts as much as one with seven",
        total("visits"),
    ),
    *(_level(LEVEL_NAMES[level]) for level in (4, 3, 2, 1)),
    *(_posts(LEVEL_NAMES[level]) for level in (4, 3, 2, 1)),
)
