"""Shocks: what befalls a community from outside, one file each.

A shock writes into the columns of `agents.entities.Calendar` from its month on; several go together. Each is a group of
declared settings with one verb, `write(calendar)`. As long as its size is left at zero, a shock changes nothing.
"""

from typing import NamedTuple

from scenarios.shocks.ai_answers import AiAnswers
from scenarios.shocks.budget_cut import BudgetCut
from scenarios.shocks.outage import Outage
from scenarios.shocks.platform_move import PlatformMove
from scenarios.shocks.price_rise import PriceRise
from scenarios.shocks.recession import Recession
from scenarios.shocks.release import Release
from scenarios.shocks.reorganization import Reorganization
from scenarios.shocks.rival import Rival
from scenarios.shocks.search_change import SearchChange
from scenarios.shocks.top_helpers_leave import TopHelpersLeave
from scenarios.shocks.toxicity_wave import ToxicityWave


class Shocks(NamedTuple):
    """All shocks (M33)."""

    budget_cut: BudgetCut = BudgetCut()
    top_helpers_leave: TopHelpersLeave = TopHelpersLeave()
    release: Release = Release()
    outage: Outage = Outage()
    toxicity_wave: ToxicityWave = ToxicityWave()
    ai_answers: AiAnswers = AiAnswers()
    recession: Recession = Recession()
    rival: Rival = Rival()
    platform_move: PlatformMove = PlatformMove()
    reorganization: Reorganization = Reorganization()
    price_rise: PriceRise = PriceRise()
    search_change: SearchChange = SearchChange()
