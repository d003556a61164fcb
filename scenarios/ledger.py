"""The ledger: what the community costs, week by week, by role, program and platform; and how a change is told."""

import numpy as np

from scenarios.budget import PLATFORM, STAFF, named, paid, plan, spans
from sim.clock import month_of


def costs(config) -> dict[str, np.ndarray]:
    """Dollars a week, shape (weeks,), of all that is planned: "staff/ROLE", "program/NAME" and "platform".

    What is planned and then cut stays in the ledger, at zero. Without a community nothing is paid.
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
            table[entry] = program.cost(prices) * money.programs[name] * is_open
    return table


def told(config) -> list[str]:
    """What every change of the budget leaves of each program and of staff, a line for each change."""
    money, rates, lines = paid(config), plan(config), []
    for span in spans(config):
        if span.scale == 1.0 and not lines:
            continue
        week = span.weeks.start
        shares = {name: money.programs[name][week] for name, rate in rates.items() if rate[week] > 0.0}
        shares[STAFF] = money.staff[week]
        left = ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
        lines.append(f"month {month_of(week) + 1}: {span.scale:.0%} of the planned money: {left}")
    return lines
