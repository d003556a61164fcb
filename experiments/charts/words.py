"""Numbers and names as they are written in pictures."""

import math
import textwrap

MINUS = "\u2212"


def number(value: float) -> str:
    """Three figures, thousands with commas, a true minus: "1,240", "0.033", "−5.2"; "unknown" if not finite."""
    if not math.isfinite(value):
        return "unknown"
    text = f"{value:,.0f}" if abs(value) >= 999.5 else f"{value:.3g}"
    return "0" if text in ("0", "-0") else text.replace("-", MINUS)


def rounded(value: float) -> str:
    """As `number`, below a hundred with two figures only: what a sentence needs, "6" for 6.04."""
    return number(float(f"{value:.2g}") if abs(value) < 100 else value)


def percent(share: float) -> str:
    """A share in percent: "42%", below one percent "0.4%"."""
    if not math.isfinite(share):
        return "unknown"
    return f"{number(100 * share if abs(share) < 0.01 else float(round(100 * share)))}%"


def points(share: float) -> str:
    """A difference of shares in percentage points, without the word."""
    return number(round(100 * share, 6))


def amount(value: float, unit: str) -> str:
    """A value with its unit; the unit "share" is written in percent."""
    return plain(value, unit) if unit == "share" else f"{rounded(value)} {unit}".rstrip()


def plain(value: float, unit: str) -> str:
    """A value without the words of its unit: a share in percent, anything else as a number."""
    return percent(value) if unit == "share" else rounded(value)


def change(value: float, unit: str) -> str:
    """Size of a change with its unit; of a share in percentage points."""
    if unit == "share":
        size = percent(abs(value)).rstrip("%")
        return f"{size} point" if size == "1" else f"{size} points"
    return amount(abs(value), unit)


def shown(name) -> str:
    """A name from a configuration as it is read aloud: "cut40_then_restore" becomes "cut40 then restore"."""
    return str(name).replace("_", " ").strip()


def wrapped(text: str, width: int) -> str:
    """The text in lines of at most `width` characters, as far as its words allow."""
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)


def balanced(text: str, width: int) -> str:
    """Wrapped into as few lines as `width` allows, of about equal length."""
    lines = wrapped(text, width).count("\n")
    narrowest = next(w for w in range(1, width + 1) if wrapped(text, w).count("\n") <= lines)
    return wrapped(text, narrowest)


def shortened(text: str, most: int) -> str:
    """The text cut at a word to at most `most` characters, with an ellipsis where it was cut."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut).rstrip(" ,;:") + "…"


def sentence(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
