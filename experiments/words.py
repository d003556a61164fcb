"""Words: numbers and names as a reader sees them, the same in sentences, tables and pictures."""

import math
from decimal import Decimal

LETTERS = ("ai", "csat", "nps", "seo")  # words that are spelt


def number(value: float | None) -> str:
    """Three figures, thousands with commas: "1,240", "0.033", "-5.2"; "unknown" for what is not finite."""
    if value is None or not math.isfinite(value):
        return "unknown"
    text = f"{value:,.0f}" if abs(value) >= 999.5 else f"{value:.3g}"
    text = f"{Decimal(text):f}" if "e" in text else text
    return "0" if text == "-0" else text


def shown(name) -> str:
    """A name from a configuration as it is read aloud: "cut40_then_restore" becomes "cut40 then restore", "nps" "NPS"."""
    words = str(name).replace("_", " ").strip().split(" ")
    return " ".join(word.upper() if word in LETTERS else word for word in words)


def listed(names) -> str:
    """Names in a row: "a, b and c"."""
    names = list(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
