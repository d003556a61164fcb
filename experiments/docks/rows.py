"""One row of a docking table, in the form that `gravity validate` prints."""


def row(fact: str, preset: str, band: str, observed: float, simulated: float, ok: bool) -> dict:
    """A row: the fact, whose figure it is, the band in words, observed beside simulated, and the verdict."""
    return {
        "fact": fact,
        "preset": preset,
        "band": band,
        "observed": observed,
        "simulated": simulated,
        "ok": bool(ok),
    }


def within(fact: str, preset: str, observed: float, simulated: float, tolerance: float, digits: int = 3) -> dict:
    """A row that is right when simulated is no further than `tolerance` from observed (shown to `digits`)."""
    band = f"{observed - tolerance:.{digits}f} to {observed + tolerance:.{digits}f}"
    return row(fact, preset, band, observed, round(simulated, digits), abs(simulated - observed) <= tolerance)


def markdown(table: list[dict]) -> str:
    """The rows as a table for a document; a row without `ok` is marked, not hidden."""
    lines = ["| fact | preset | band | observed | simulated | ok |", "|---|---|---|---|---|---|"]
    for line in table:
        figures = f"{line['observed']:g} | {line['simulated']:.7g} | {'yes' if line['ok'] else '**no**'}"
        lines.append(f"| {line['fact']} | {line['preset']} | {line['band']} | {figures} |")
    return "\n".join(lines)
