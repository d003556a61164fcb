"""Accounts: who buys together, in which segment of the market, and what they are at the start (M25, M27, M31)."""

from typing import NamedTuple


class Segment(NamedTuple):
    """Accounts alike."""

    name: str = ""
    share: float = 1.0  # of the people of the market
    people: float = 1.0  # of an account, on average
    value: float = 1000.0  # $ a year, median
    spread: float = 1.0  # ln-sd of the value
    churn: float = 0.1  # share of the accounts lost in a year, all else usual
    term: int = 52  # weeks between two renewals
    conversion: float = 0.2  # chance that a trial ends in a contract, all else usual
    plan: bool = True  # customers have a right to a ticket
    customers: float = 0.3  # share of the accounts that are customers at the start
    aware: float = 0.2  # share of the others that know the product at the start
