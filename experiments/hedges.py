"""How sure a sentence or a title may sound: hedge words for chances and numbers of runs, and the chances that bands allow.

A paired difference whose 80% band leaves out 0 has its sign in at least 90% of the runs, at 95% in at least 97.5%.
Of few runs a band says little, so that no word stronger than "likely" is used; `by_chance` says how little.
Two lines whose 80% (95%) bands do not touch are in that order in at least 80% (95%), however they hang together.
"""

HEDGES = ((0.99, "almost certainly"), (0.90, "very likely"), (0.66, "likely"), (0.33, "about even"))
UNSURE = "no clear"
OPEN = 0.5  # what the bands leave open
FEWEST = 5  # runs; with fewer a band is no more than the runs themselves, and nothing is claimed
ENOUGH = 10  # runs; with fewer the evidence is called weak, and no word stronger than "likely" is used
WEAK = 0.89  # the chance that weak evidence allows, at most
# Share of figures whose 80% band of so many runs leaves out 0 where nothing differs (normal draws).
BY_CHANCE = {5: 0.105, 6: 0.063, 7: 0.038, 8: 0.025, 9: 0.017, 10: 0.013, 11: 0.012, 12: 0.007, 15: 0.002, 20: 0.0002}


def hedge(chance: float, runs: int | None) -> str:
    """Word for a chance in [0, 1]: "almost certainly" from 0.99, "very likely" 0.90, "likely" 0.66, "about even" 0.33.

    With fewer than `ENOUGH` runs, or where nobody says how many (None), never stronger than "likely".

    Raises ValueError for a number that is not a chance.
    """
    if not 0 <= chance <= 1:
        raise ValueError(f"hedge: {chance} is not a chance; give a number from 0 to 1")
    allowed = chance if runs is not None and runs >= ENOUGH else min(chance, WEAK)
    return next((word for least, word in HEDGES if allowed >= least), UNSURE)


def hedge_of(row: dict) -> str:
    """Word for the chance that a paired difference has the sign of its median, by its band and the runs that know it."""
    return hedge(chance_of_sign(row), runs_of(row))


def runs_of(*rows: dict) -> int | None:
    """In how many runs the figures of rows are known: of their columns `known`, else `runs`; None if one does not say."""
    found = [row.get("known", row.get("runs")) for row in rows]
    return None if None in found else int(min(found))


def by_chance(runs: int | None) -> str:
    """How many figures would look clear if nothing differed, as "10%"; empty where that is too few to speak of."""
    known = [n for n in BY_CHANCE if runs is not None and n <= runs]
    share = BY_CHANCE[max(known)] if known else 0.0
    return f"{share:.0%}" if share >= 0.005 else ""


def is_clear(row: dict, of: str = "") -> bool:
    """Whether the 80% band of a difference (or of the column `of`) leaves out 0."""
    low, high = row[f"{of}low80"], row[f"{of}high80"]
    return low is not None and (low > 0 or high < 0)


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
