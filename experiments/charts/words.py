"""Numbers and names as they are written in pictures."""

import math
import textwrap

from experiments import words
from experiments.words import shown as shown

MINUS = "\u2212"
LONGEST = 90  # characters of a title


def number(value: float) -> str:
    """As in a sentence, with a true minus: "1,240", "0.033", "−5.2"; "unknown" if not finite."""
    return words.number(value).replace("-", MINUS)


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


def money(value: float) -> str:
    """Dollars as they are said: "$325k", "\u2212$1.2m", "$40"; "unknown" if not finite."""
    if not math.isfinite(value):
        return "unknown"
    size = abs(float(f"{value:.3g}"))
    unit, word = next(((u, w) for u, w in ((1e9, "bn"), (1e6, "m"), (1e3, "k")) if size >= u), (1.0, ""))
    text = f"{size / unit:.3g}" if word else f"{size:.0f}"
    return f"{MINUS if value < 0 and text != '0' else ''}${text}{word}"


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


def longest_that_fits(*sentences: str) -> str:
    """The first sentence of at most 90 characters; the last one, to be shortened later, if none is."""
    return next((text for text in sentences if len(text) <= LONGEST), sentences[-1])


def short(name) -> str:
    """At most four words of a name, so that long names leave room for numbers."""
    return " ".join(shown(name).split()[:4])


def listed(names) -> str:
    """Short names in a row: "a, b and c"."""
    return words.listed(short(name) for name in names)


def sentence(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
