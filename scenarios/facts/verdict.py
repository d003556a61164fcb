"""Verdicts: the figures of some runs held against the band of a fact, as a row of `gravity validate`."""

import numpy as np

from scenarios.facts.carried import Own
from scenarios.facts.fact import INFINITE, Fact

OWN, GENERAL = "own", "general"


def verdict(fact: Fact, preset: str, config, figures, own: Own | None = None, how: str = "") -> dict:
    """One row: `fact, preset, band, observed, simulated, ok`.

    The middle of the runs (median, or what the fact asks for) must lie in the band: the sampling interval of the
    community's own figure where there is one, else the general band of the fact.

    Args:
        figures: of the runs, shape (runs,); nan where a run cannot tell.
        own: the community's own figure.
        how: what was run, said beside the band.
    """
    figures = np.asarray(figures, float)
    figures = figures[np.isfinite(figures)]
    middle = float(fact.center(figures)) if len(figures) else np.nan
    if own is not None and np.isfinite([own.low, own.high]).all():
        low, high, observed, told, each = own.low, own.high, own.value, OWN, None
    else:
        low, high, observed, where = fact.band(config)
        told, each = where or GENERAL, fact.each
    ok = bool(low <= middle <= high)
    if each and len(figures):
        ok &= bool(each[0] <= np.quantile(figures, 0.1) and np.quantile(figures, 0.9) <= each[1])
    weight = "" if fact.hard else " (soft)"
    return {
        "fact": f"{fact.id} {fact.name}{weight}",
        "preset": preset,
        "band": f"{_span(low, high)} ({', '.join(x for x in (told, how) if x)})",
        "observed": _short(observed),
        "simulated": _short(middle),
        "ok": ok,
    }


def _span(low: float, high: float) -> str:
    return f"{_short(low):g} or more" if high == INFINITE else f"{_short(low):g} to {_short(high):g}"


def _short(value: float) -> float:
    return float(f"{value:.3g}")
