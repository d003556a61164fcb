"""Parameters: declared once with unit, range, meaning and source; a group is a NamedTuple of floats.

    class VisitingPars(NamedTuple):
        habit: par("log-odds", -6, 2, "a visit in a week at zero love", "C", "assumed") = -1.0

From that line come the config schema, the range check, the documentation, the prior of a fit and the evidence grade:
A measured in this community, B from literature, C assumed.
"""

from typing import Annotated, NamedTuple, get_type_hints


class Par(NamedTuple):
    """One declared parameter."""

    unit: str
    low: float
    high: float
    meaning: str
    grade: str
    source: str


def par(unit: str, low: float, high: float, meaning: str, grade: str, source: str):
    """Declare a parameter of a group: unit, allowed range, meaning, evidence grade (A, B, C) and source."""
    return Annotated[float, Par(unit, low, high, meaning, grade, source)]


def pars_of(group: type) -> dict[str, Par]:
    """The declared parameters of a group, in order."""
    hints = get_type_hints(group, include_extras=True)
    return {name: hints[name].__metadata__[0] for name in group._fields}
