"""Attention: how often threads are read and answers accepted, where an export tells."""

import numpy as np

from scenarios.statistics.answering import ripe
from scenarios.statistics.estimators import Missing, Quantile, Ratio
from scenarios.statistics.statistic import Statistic


def _median_views(d):
    if d.table.views is None:
        return Missing()
    known = d.asked & np.isfinite(d.table.views)
    return Quantile(d.table.views[known], d.owner[known])


def _accepted(d):
    if d.table.accepted is None:
        return Missing()
    known = d.once(ripe) & np.isfinite(d.table.accepted)
    return Ratio(d.per_unit(d.owner[known], d.table.accepted[known]), d.per_unit(d.owner[known]))


def _staff_answers(d):
    if not d.is_staff.any():
        return Missing()
    rows = d.to_others & (d.member >= 0)
    staff = rows & d.is_staff[d.member]
    return Ratio(d.per_unit(d.member[staff]), d.per_unit(d.member[rows]))


STATISTICS = (
    Statistic(
        "median_views",
        "views",
        "median page views of a question up to the end",
        "old questions had more time; robots are counted on some platforms",
        _median_views,
    ),
    Statistic(
        "accepted",
        "share",
        "questions with an accepted answer, of questions at least 30 days old at the end where it is known",
        "many askers never mark",
        _accepted,
    ),
    Statistic(
        "staff_answers",
        "share",
        "answers to others written by staff, of those by known users (S40); nan where staff are not marked",
        "staff who post under private accounts",
        _staff_answers,
    ),
)
