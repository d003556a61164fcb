"""Documents that are written from the code and held to it: `python -m experiments.documents` writes them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]  # of the checkout: tests and docs are not part of an installed package


def fresh() -> dict[str, str]:
    """The text of every generated document, by its path in the checkout. Nothing is simulated or compiled."""
    from experiments.documents import coverage, odd  # imported late: each reads the whole model

    return {"docs/odd.md": odd.document(ROOT), "docs/coverage.md": coverage.document(ROOT)}
