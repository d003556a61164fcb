"""How sure a sentence or a title may sound: hedge words for chances, and the chances that bands allow.

A paired difference whose 80% band leaves out 0 has its sign in at least 90% of the runs, at 95% in at least 97.5%.
Two lines whose 80% (95%) bands do not touch are in that order in at least 80% (95%), however they hang together.
"""

HEDGES = ((0.99, "almost certainly"), (0.90, "very likely"), (0.66, "likely"), (0.33, "about even"))
UNSURE = "no clear"
OPEN = 0.5  # what the bands leave open


def hedge(chance: float) -> str:
    """Word for a chance in [0, 1]: "almost certainly" from 0.99, "very likely" 0.90, "likely" 0.66, "about even" 0.33.

    Raises ValueError for a number that is not a chance.
    """
    if not 0 <= chance <= 1:
        raise ValueError(f"hedge: {chance} is not a chance; give a number from 0 to 1")
    return next((word for least, word in HEDGES if chance >= least), UNSURE)


def chance_of_sign(row: dict) -> float:
    """Chance that a paired difference has the sign of its median; open if its 80% band holds 0.

    From `p_better`, if the row has it, else the least that its bands allow.
    """
    if _unknown(row, "80") or row["low80"] <= 0 <= row["high80"]:
        return OPEN
    if row.get("p_better") is not None:
        return max(row["p_better"], 1 - row["p_better"])
    return 0.9 if _unknown(row, "95") or row["low95"] <= 0 <= row["high95"] else 0.975


def chance_apart(one: dict, other: dict) -> float:
    """Least chance that two values lie in the order of their medians, by their bands; open if these touch."""
    for width, chance in (("95", 0.95), ("80", 0.80)):
        if _unknown(one, width) or _unknown(other, width):
            continue
        low, high = f"low{width}", f"high{width}"
        if one[low] > other[high] or one[high] < other[low]:
            return chance
    return OPEN


def _unknown(row, width) -> bool:
    return row.get(f"low{width}") is None or row.get(f"high{width}") is None
