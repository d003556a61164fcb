"""Emergence: what nobody typed in and runs show, on the communities that come with the model, held against bands.

Each theme has its file; each experiment its variants, run on the same draws, and one figure.
"""

from experiments.emergence import (
    conduct,
    cuts,
    deflection,
    ignition,
    lags,
    life,
    membership,
    onboarding,
    recognition,
    spending,
    stock,
    substitution,
    welcome,
    withdrawal,
)
from experiments.emergence.experiment import Experiment, Variant

__all__ = ["EXPERIMENTS", "Experiment", "Variant"]
_THEMES = (
    withdrawal, ignition, spending, lags, cuts, welcome, deflection, membership, onboarding, conduct, recognition, stock,
    substitution, life,
)  # fmt: skip
EXPERIMENTS: dict[str, Experiment] = {each.key: each for theme in _THEMES for each in theme.EXPERIMENTS}
