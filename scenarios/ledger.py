"""The ledger: what the community costs, week by week, by role, program and platform; and how a change is told."""

from collections import Counter

import numpy as np

from scenarios.budget import PLATFORM, STAFF, decided_hours, named, paid, plan, positions_of, spans
from scenarios.programs import INDEPENDENT
from scenarios.staff import payroll
from sim.clock import month_of


def costs(config) -> dict[str, np.ndarray]:
    """Dollars a week, shape (weeks,), of all that is planned: "staff/ROLE", "program/NAME" and "platform".

    What is planned and then cut stays in the ledger, at zero. Without a community nothing is paid but
    for the programs that do not need one.
    """
    weeks, prices, money, rates = config.run.weeks, config.economics, paid(config), plan(config)
    is_open = float(config.scenario.open)
    table: dict[str, np.ndarray] = {}
    for place in money.positions:
        cost = place.member.pay(prices) * place.at_work(weeks) * money.hours * is_open
        entry = f"staff/{place.member.role}"
        table[entry] = table.get(entry, np.zeros(weeks)) + cost
    for name, program in named(config):
        if rates[name].any():
            entry = PLATFORM if name == PLATFORM else f"program/{name}"
            table[entry] = program.cost(prices) * money.programs[name] * (1.0 if name in INDEPENDENT else is_open)
    return table


def told(config) -> list[str]:
    """What every change of the budget leaves of each program and of staff, a line for each change.

    Of staff, the wages that are paid of those planned, once all notice has run out, and who is there more or less.
    """
    money, rates, lines, prices = paid(config), plan(config), [], config.economics
    planned = positions_of(config)
    due = payroll(planned, prices, config.run.weeks) * decided_hours(config)
    given = payroll(money.positions, prices, config.run.weeks) * money.hours
    for span in spans(config):
        if span.scale == 1.0 and not lines:
            continue
        week, end = span.weeks.start, span.weeks.stop - 1
        shares = {name: money.programs[name][week] for name, rate in rates.items() if rate[week] > 0.0}
        if due[end] > 0.0:
            shares[STAFF] = given[end] / due[end]
        left = ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
        come = _more(money.positions, planned, end)
        gone = _more(planned, money.positions, end)
        people = "".join(f"; {what}: {names}" for what, names in (("hired", come), ("dismissed", gone)) if names)
        lines.append(f"month {month_of(week) + 1}: {span.scale:.0%} of the planned money: {left}{people}")
    return lines


def _more(some, others, week: int) -> str:
    """Whom there are more of among some positions than among others in a week: "2 moderator, 1 community_manager"."""
    count, less = (Counter(each.member.role for each in them if each.first <= week <= each.last) for them in (some, others))
    return ", ".join(f"{people} {role}" for role, people in (count - less).items())
