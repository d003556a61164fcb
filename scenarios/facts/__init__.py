"""Facts that a credible community shows, each as one function of an event table, the same for real and simulated ones.

The activity threshold (S18) and the arithmetic of the Orbit Model (S37) need no community: they are docks
(`experiments.docks`).
"""

from scenarios.facts import newcomers, posts
from scenarios.facts.carried import Own, carried, own_figures
from scenarios.facts.fact import Band, Fact
from scenarios.facts.verdict import verdict

__all__ = ["FACTS", "Band", "Fact", "Own", "asked_of", "carried", "own_figures", "verdict"]
_ALL = sorted((*newcomers.FACTS, *posts.FACTS), key=lambda fact: int(fact.id[1:]))
FACTS: dict[str, Fact] = {fact.key: fact for fact in _ALL}


def asked_of(config) -> dict[str, Fact]:
    """The facts that a community can show, by key: those of staff only where there are staff, or were in its history."""
    staffed = config.community.staff or config.community.history.staff
    return {key: fact for key, fact in FACTS.items() if staffed or not fact.of_staff}
