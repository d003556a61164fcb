"""The history of a fitted community, lived again from what its preset carries of it: no data needed."""

import numpy as np

from agents.founding import Founding, StaffMember, steady
from agents.simulate import simulate
from scenarios.events import NOBODY, EventTable
from scenarios.replay import MONTH_WEEKS, WEEK, Replay, table_of
from scenarios.statistics import digest_of

RELEASE_EVERY = 26  # weeks, as in `scenarios.replay`


def replay_from(config) -> Replay | None:
    """The community of a preset as it was before its first event; None if the preset carries no history."""
    history = config.community.history
    weeks = history.weeks
    if not weeks:
        return None
    founding = Founding(
        market=history.market,
        topics=config.community.topics,
        plan_share=config.community.plan_share,
        staff=tuple(StaffMember(**each._asdict()) for each in history.staff),
    )
    blocks = np.asarray(history.demand or (1.0,))
    path = steady(weeks, RELEASE_EVERY)
    path.calendar.demand[:] = blocks[np.minimum(np.arange(weeks) // MONTH_WEEKS, len(blocks) - 1)]
    return Replay(founding, path, 0, weeks * WEEK)


def figures(facts, config, replay: Replay, seed: int, marked: dict[str, bool]) -> dict[str, float]:
    """The figure of each fact in one replay.

    Args:
        facts: `Fact`s.
        config: of the preset.
        replay: from `replay_from`.
        seed: of the run.
        marked: by key of a fact, whether staff are marked as such in the table that it is counted from. An export in
            which they are not must be compared with a table in which they are not.
    """
    run = simulate(replay.founding, replay.path, config.pars, config.links, seed)
    table = table_of(run, replay.start, replay.end)
    with_staff, without = digest_of(table), digest_of(unmarked(table))
    return {fact.key: fact.figure(with_staff if marked[fact.key] else without) for fact in facts}


def unmarked(table: EventTable) -> EventTable:
    """The same events with nobody known to be staff."""
    return table._replace(staff=NOBODY)
