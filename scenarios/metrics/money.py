"""Money: what support, staff and programs cost, what is captured, and what members get for nothing.

`months.costs` holds what the community costs by name (`scenarios.ledger`): staff, platform, each program.
"""

import numpy as np

from scenarios.budget import STAFF
from scenarios.metrics.metric import Metric, ratio, total
from scenarios.metrics.value import deflected_naive, member_value


def support_cost(months) -> np.ndarray:
    """The agents of the desk, whether they have enough to do or not, and problems solved by reading."""
    prices = months.economics
    alone = months.total("docs") + months.total("reused")
    return prices.agent_hour * months.total("desk_hours") + prices.self_service * alone


def saving_claimed(months) -> np.ndarray:
    """Every question solved and every old answer reused at the price of a ticket."""
    return months.economics.ticket * deflected_naive(months)


def staff_cost(months) -> np.ndarray:
    """What the community's staff are paid, all roles together."""
    staff = (cost for name, cost in months.costs.items() if name.startswith(f"{STAFF}/"))
    return months.total_of(sum(staff, np.zeros(len(months.weekly))))


def community_cost(months) -> np.ndarray:
    """All that the community costs."""
    return months.total_of(_of_all(months))


def net_cost(months) -> np.ndarray:
    """Support and the community."""
    return support_cost(months) + community_cost(months)


def captured_value(months) -> np.ndarray:
    """What is left of the revenue after production and support."""
    return months.economics.margin * months.total("revenue") - support_cost(months)


def net(months) -> np.ndarray:
    """Captured value less what the community costs."""
    return captured_value(months) - community_cost(months)


def net_total(months) -> np.ndarray:
    """The same, added up since the start: months count with their weeks."""
    return np.cumsum(net(months) * months.weeks) * 12.0 / 52.0


def created_value(months) -> np.ndarray:
    """Member hours saved, at the price of an hour of a member."""
    return months.economics.member_hour * member_value(months)


def captured_per_created(months) -> np.ndarray:
    """What the company keeps for every dollar that members gain; nan where nothing is sold."""
    return np.where(months.total("revenue") > 0, ratio(captured_value(months), created_value(months)), np.nan)


def _of_all(months) -> np.ndarray:
    """What the community costs in each week."""
    return sum(months.costs.values(), np.zeros(len(months.weekly)))


METRICS = (
    Metric(
        "support_cost",
        "$/month",
        -1,
        "agents of the support desk at the price of their hours; and problems solved by documentation or an old answer at that "
        "of self-service",
        "follows the tickets a quarter later and more, as people are hired and let go by plan; falls when people give up",
        support_cost,
    ),
    Metric(
        "saving_claimed",
        "$/month",
        0,
        "questions solved and old answers reused, each at the price of a ticket: what a dashboard claims to have saved",
        "most of these people would never have opened a ticket; what is really spared is the difference of support_cost",
        saving_claimed,
    ),
    Metric(
        "staff_cost",
        "$/month",
        0,
        "what the community's staff are paid: salaries, or hours at their price; the support desk is left out",
        "shows effort, not effect",
        staff_cost,
    ),
    Metric(
        "community_cost",
        "$/month",
        0,
        "staff, platform and programs of the community together; each by name in the series cost/NAME of a run",
        "shows effort, not effect",
        community_cost,
    ),
    Metric(
        "net_cost",
        "$/month",
        -1,
        "support and the community together",
        "leaves out what members gain, and all that retention and sales may gain",
        net_cost,
    ),
    Metric(
        "revenue",
        "$/month",
        1,
        "revenue of all customers in the month",
        "comes with or without a community: only the difference between two scenarios is its work",
        total("revenue"),
    ),
    Metric(
        "revenue_lost",
        "$/year",
        -1,
        "yearly value of the contracts lost in the month",
        "one large account outweighs many small ones",
        total("revenue_lost"),
    ),
    Metric(
        "revenue_expanded",
        "$/year",
        1,
        "yearly value that customers added to their contracts in the month",
        "a price rise looks like more",
        total("revenue_expanded"),
    ),
    Metric(
        "captured_value",
        "$/month",
        1,
        "value captured by the company: revenue times margin, less the cost of support",
        "all revenue is in it: the community's part is the difference to a scenario without it",
        captured_value,
    ),
    Metric(
        "created_value",
        "$/month",
        1,
        "value created for members, paying or not: their net hours saved, at the price of a member's hour",
        "never to be added to what is captured; the price of an hour is assumed",
        created_value,
    ),
    Metric(
        "captured_per_created",
        "$ per $",
        0,
        "value captured by the company for each dollar of value created for members (Woods: create before capturing)",
        "as captured value, it holds revenue that comes without a community",
        captured_per_created,
    ),
    Metric(
        "net",
        "$/month",
        1,
        "captured value less the cost of the community",
        "what is built now pays later: trust, answers and helpers are not in it",
        net,
    ),
    Metric(
        "net_total",
        "$",
        1,
        "captured value less the cost of the community, added up from the start to the end of the month; not discounted",
        "ends at the horizon, while costs come first and gains last",
        net_total,
    ),
)
