"""What a ledger says: whether the money comes back, when, and after how deep a hole."""

import numpy as np

from experiments.charts.bands import ends, reference_named, runs
from experiments.charts.ledger import NET, at_end, label
from experiments.charts.words import listed, longest_that_fits, money, number, percent, sentence, short, shown
from experiments.hedges import by_chance, hedge_of, is_clear
from experiments.tables import Table, rows, values, where


def title(table: Table) -> str:
    """Takeaway of the ledger: the clearest net against the reference, and its payback."""
    last = {name: pair[1] for name, pair in ends(where(table, item=NET), "scenario").items()}
    reference, month = reference_named(table), number(max(row["month"] for row in last.values()))
    clear = [name for name, row in last.items() if is_clear(row)]
    if not clear:
        who = f"between {shown(next(iter(last)))} and" if len(last) == 1 else "from"
        return longest_that_fits(
            f"No clear difference in money {who} {reference} by month {month}", f"No clear difference in money by month {month}"
        )
    name = max(clear, key=lambda n: abs(last[n]["median"]))
    row, word = last[name], hedge_of(last[name])
    size, against = _about(abs(row["median"])), f"Against {reference}, {shown(name)} {word}"
    lead = f"{against} {'nets' if row['median'] > 0 else 'loses'} {size} by month {month}"
    if row["median"] < 0:
        lead = longest_that_fits(f"{against} costs {size} more than it brings by month {month}", lead)
    bare = f"With {short(name)}, money is {word} {'gained' if row['median'] > 0 else 'lost'} by month {month}"
    if back := _back(row):
        return longest_that_fits(f"{against} pays back in month {back} and nets {size} by month {month}", lead, bare)
    return longest_that_fits(lead, bare)


def subtitle(table: Table) -> str:
    """What is counted, against what, and how often the money came back."""
    had, reference = runs(table), reference_named(table)
    firsts = [where(table, scenario=name) for name in values(table, "scenario")]
    back = ", ".join(f"{percent(each['paid_back'][0])} with {short(each['scenario'][0])}" for each in firsts)
    return (
        f"Difference to {reference}, median and bands{f' of {had} runs' if had else ''}, not discounted; "
        f"runs that end at zero or above: {back}{f'; {by_chance(had)} of nets look clear by chance' if by_chance(had) else ''}"
    )


def told(table: Table) -> list[str]:
    """Alt text: the two panels, the items in the end, the net and its payback."""
    last, scenarios = at_end(table), values(table, "scenario")
    lines = [
        f"Bars of dollars added up over {number(np.max(table['month']))} months against {reference_named(table)}, for "
        f"{listed(scenarios)}, and beside them lines of the net over time."
    ]
    for name in scenarios:
        of_name = rows(where(last, scenario=name))
        net = of_name[-1]
        biggest = sorted((row for row in of_name if row["item"] != NET), key=lambda r: -abs(r["median"] or 0.0))[:4]
        items = ", ".join(f"{label(row['item'])} {money(row['median'])}" for row in biggest if row["median"])
        lines.append(
            f"{sentence(short(name))}: {items or 'nothing'}; net {money(net['median'])}, 80 percent between "
            f"{money(net['low80'])} and {money(net['high80'])}{_when(net)}."
        )
    return lines


def _when(row) -> str:
    back = _back(row)
    return f", back in month {back} after {money(row['hole'])}" if back else ""


def _back(row) -> str:
    """The month in which the money is back, if there was a hole and the end is above it; else nothing."""
    came = row["hole"] < 0 < row["median"] and row["payback"] is not None and np.isfinite(row["payback"])
    return number(np.ceil(row["payback"])) if came else ""


def _about(dollars) -> str:
    return money(float(f"{dollars:.2g}"))
