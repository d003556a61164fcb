"""Business: what the market does: who knows the product, tries it, buys, stays, grows, and speaks for it."""

import numpy as np

from scenarios.metrics.metric import Metric, end, ratio, share, total

MONTHS_PER_YEAR = 12.0


def awareness(months) -> np.ndarray:
    """Accounts that know the product or are further, at the end of the month."""
    return sum(months.end(stage) for stage in ("aware", "evaluating", "trials", "customers"))


def churn_rate(months) -> np.ndarray:
    """Accounts lost in a year at the pace of the month, per customer."""
    return MONTHS_PER_YEAR * ratio(months.total("churned"), months.mean("customers"))


def renewal_gap(months) -> np.ndarray:
    """Renewal rate of accounts with a contributor less that of the others, among the contracts of the last twelve months."""
    due, renewed, due_members, renewed_members = (
        _last_year(months.total(name)) for name in ("due", "renewed", "due_members", "renewed_members")
    )
    return ratio(renewed_members, due_members) - ratio(renewed - renewed_members, due - due_members)


def _last_year(flow) -> np.ndarray:
    """Sum over the last twelve months, fewer in the first year: contracts end too rarely for a single month."""
    reached = np.concatenate([[0.0], np.cumsum(flow)])
    last = np.arange(1, len(flow) + 1)
    return reached[last] - reached[np.maximum(last - 12, 0)]


METRICS = (
    Metric(
        "awareness",
        "accounts",
        1,
        "accounts that know the product, weigh it, try it or have it, at the end of the month",
        "knowing is not wanting",
        awareness,
    ),
    Metric(
        "signups",
        "accounts/month",
        1,
        "accounts that began a trial in the month",
        "trials of the curious end in nothing",
        total("signups"),
    ),
    Metric(
        "trials",
        "accounts",
        1,
        "accounts on trial at the end of the month",
        "grows when nobody decides",
        end("trials"),
    ),
    Metric(
        "qualified",
        "accounts/month",
        1,
        "accounts that the community introduced to sales in the month, where there was trust first",
        "grows when staff ask for leads instead of helping: read it beside trust",
        total("qualified"),
    ),
    Metric(
        "won",
        "accounts/month",
        1,
        "accounts that became customers in the month",
        "small accounts count as large",
        total("won"),
    ),
    Metric(
        "conversion",
        "share",
        1,
        "accounts won in the month per trial begun in it",
        "trials of earlier months are won in this one: above 1 when sign-ups fall",
        share("won", "signups"),
    ),
    Metric(
        "conversion_qualified",
        "share",
        1,
        "the same for qualified leads: won among those introduced by the community, per introduction of the month",
        "who gets introduced was keen before: not what an introduction does",
        share("won_qualified", "qualified"),
    ),
    Metric(
        "customers",
        "accounts",
        1,
        "accounts with a contract at the end of the month",
        "large ones count as small",
        end("customers"),
    ),
    Metric(
        "renewed",
        "accounts/month",
        1,
        "contracts that came up in the month and were renewed",
        "grows with the number that come up; small accounts count as large",
        total("renewed"),
    ),
    Metric(
        "renewal_rate",
        "share",
        1,
        "of the contracts that came up in the month, the share renewed",
        "few come up in a month; a wave of new customers shows only a term later",
        share("renewed", "due"),
    ),
    Metric(
        "churn_rate",
        "share/year",
        -1,
        "customers lost in the month as a share of all, times twelve",
        "customers who cannot leave yet are in it",
        churn_rate,
    ),
    Metric(
        "renewal_gap",
        "share",
        0,
        "renewal rate of accounts with somebody who contributes to the community (and has not drifted away) less that of the "
        "others, over the contracts of the last twelve months: the dashboard's figure",
        "not what the community does: the keen join, and the keen renew (M34); compare with no_community instead",
        renewal_gap,
    ),
    Metric(
        "expanded",
        "accounts/month",
        1,
        "customers that bought more in the month",
        "one seat more counts as a thousand",
        total("expanded"),
    ),
    Metric(
        "references",
        "per month",
        1,
        "references, cases and talks that customers gave in the month",
        "asked for too often they lose their worth and cost trust",
        total("references"),
    ),
    Metric(
        "referrals",
        "accounts/month",
        1,
        "accounts that customers recommended it to",
        "hearing is not buying",
        total("referrals"),
    ),
    Metric(
        "insights",
        "insights/month",
        1,
        "insights from the community that reached those who build, write or sell",
        "an insight that arrives may be built by nobody",
        total("insights"),
    ),
    Metric(
        "built",
        "ideas/month",
        1,
        "ideas of members that were built",
        "the loudest idea need not be the best",
        total("built"),
    ),
    Metric(
        "quality",
        "0 to 1",
        1,
        "quality of the product at the end of the month, mean over what problems are about",
        "the topics that matter most weigh no more than the rest",
        end("quality"),
    ),
    Metric(
        "doc_quality",
        "0 to 1",
        1,
        "quality of the documentation at the end of the month, mean over what problems are about",
        "good pages that nobody finds count as good",
        end("doc_quality"),
    ),
)
