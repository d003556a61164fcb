"""Reception: how the first question of a newcomer is received, and whether the newcomer comes back (S1, S2).

The gap between those who got a reply and those who did not is an association: good questions get replies, and
their authors stay anyway.
"""

import numpy as np

from scenarios.events import QUESTION, UNKNOWN
from scenarios.statistics.digest import DAY, HOUR, NEVER, digest_of
from scenarios.statistics.estimators import Difference
from scenarios.statistics.participation import followed, share_of_members
from scenarios.statistics.statistic import Statistic


def newcomers(d, follow_up_days):
    """Non-staff members whose first event is a question asked at least so long before the end, bool [members]."""
    return (d.table.kind[d.first_row] == QUESTION) & ~d.is_staff & followed(d, follow_up_days)


def reply_wait(d):
    """Seconds from a member's first event to the first answer by another in that thread, [members]."""
    answer = d.first_answer[d.thread[d.first_row]]
    return np.where(answer == NEVER, NEVER, answer - d.first)


def returned(d, after, until, elsewhere):
    """Whether a member has an event later than day `after` and up to day `until`, bool [members].

    `elsewhere`: only events outside the thread of the first event count.
    """
    some = (d.age > after * DAY) & (d.age <= until * DAY)
    return d.any_of(some & d.once(_elsewhere) if elsewhere else some)


def _elsewhere(d):
    home = d.thread[d.first_row]
    return (d.member != UNKNOWN) & (d.thread != (home[d.member] if d.members else UNKNOWN))


def _return(replied, window=(7, 97), reply_days=7, follow_up=187, elsewhere=True):
    def count(d):
        fast = d.once(reply_wait) <= reply_days * DAY
        among = newcomers(d, follow_up) & (fast if replied else ~fast)
        return share_of_members(d, returned(d, *window, elsewhere), among)

    return count


def _gap(**rule):
    return lambda d: Difference(_return(True, **rule)(d), _return(False, **rule)(d))


def first_question(table):
    """What became of newcomers by the reception of their first question, with 187 days of data after it.

    Returns a dict of columns: split, value, n, and the shares p_return_d7_97_other_thread,
    p_return_d7_187_other_thread, p_return_d1_90_any, p_active_d90_180_any, p_asks_again_180d, p_helps_180d.
    """
    d = digest_of(table)
    among, wait = newcomers(d, 187), d.once(reply_wait)
    half_year = d.once(_elsewhere) & (d.age > 0) & (d.age <= 180 * DAY)
    outcomes = {
        "p_return_d7_97_other_thread": returned(d, 7, 97, True),
        "p_return_d7_187_other_thread": returned(d, 7, 187, True),
        "p_return_d1_90_any": returned(d, 1, 90, False),
        "p_active_d90_180_any": returned(d, 90, 180, False),
        "p_asks_again_180d": d.any_of(half_year & d.is_question),
        "p_helps_180d": d.any_of(half_year & d.to_others),
    }
    groups = [("all", "all", among)]
    groups += [(f"reply_{name}", yes, among & ((wait <= limit) == (yes == "yes")))
               for name, limit in (("7d", 7 * DAY), ("24h", DAY)) for yes in ("yes", "no")]
    edges = (("a <=1h", HOUR), ("b 1-24h", DAY), ("c 1-7d", 7 * DAY), ("d none in 7d", NEVER))
    step = np.searchsorted([limit for _, limit in edges], wait)
    groups += [("reply_latency", name, among & (step == i)) for i, (name, _) in enumerate(edges)]
    if d.table.accepted is not None:
        accepted = d.table.accepted[d.thread[d.first_row]] == 1
        groups += [("asker_accepted", str(yes), among & (accepted == yes)) for yes in (False, True)]
    return _rows(groups, ("split", "value"), outcomes)


def first_question_short(table):
    """The same with a 3-day reply window, return on days 3 to 33 and 33 days of data: for short tables."""
    d = digest_of(table)
    among, fast = newcomers(d, 33), d.once(reply_wait) <= 3 * DAY
    outcomes = {
        "p_return_d3_33_other_thread": returned(d, 3, 33, True),
        "p_return_d3_33_any": returned(d, 3, 33, False),
    }
    groups = [("all", among), ("reply within 3d", among & fast), ("no reply within 3d", among & ~fast)]
    return _rows(groups, ("first_question",), outcomes)


def _rows(groups, labels, outcomes):
    table = {label: np.array([group[i] for group in groups]) for i, label in enumerate(labels)}
    table["n"] = np.array([np.count_nonzero(group[-1]) for group in groups])
    for name, has in outcomes.items():
        with np.errstate(invalid="ignore"):
            table[name] = np.array([np.count_nonzero(has & group[-1]) for group in groups]) / np.float64(table["n"])
    return table


def _answered_first_post(d):
    return share_of_members(d, d.once(reply_wait) <= 7 * DAY, newcomers(d, 7))


_SHORT = {"window": (3, 33), "reply_days": 3, "follow_up": 33}
_ANY = {"elsewhere": False}
_BIAS = "an association: good questions get replies, and their authors stay anyway"


def _family(suffix, rule, where):
    return (
        Statistic(f"return_replied{suffix}", "share", f"newcomers with a reply to their first question who {where}",
                  _BIAS, _return(True, **rule)),
        Statistic(f"return_unreplied{suffix}", "share", f"newcomers without a reply who {where}",
                  _BIAS, _return(False, **rule)),
        Statistic(f"return_gap{suffix}", "share", f"difference by reply of the newcomers who {where} (S1)",
                  _BIAS, _gap(**rule)),
    )


STATISTICS = (
    *_family("", {}, "post in another thread on days 7 to 97; reply within 7 days, 187 days of data"),
    *_family("_any", _ANY, "post anywhere on days 7 to 97; reply within 7 days, 187 days of data"),
    *_family("_short", _SHORT, "post in another thread on days 3 to 33; reply within 3 days, 33 days of data"),
    Statistic(
        "first_post_answered_7d",
        "share",
        "first questions of newcomers answered by another within 7 days, 7 days of data (S2)",
        "newcomers whose first post is an answer or comment are left out",
        _answered_first_post,
    ),
)
