"""Programs: what can be bought for a community beside the hours of its staff, one file each.

A program never acts by itself: it writes capacity and conditions into the weekly columns of `agents.entities.Lifts`,
where programs add up, and it has a price. Each is a group of declared settings with two verbs:

    write(lifts, scale)   adds what it buys; `scale` is the share of its size that is paid in each week, 0 while it does
                          not run
    cost(prices)          dollars a week at full size

As long as its size is left at zero, a program changes nothing.
"""

from typing import NamedTuple

from scenarios.programs.advocacy import Advocacy
from scenarios.programs.content import Content
from scenarios.programs.education import Education
from scenarios.programs.events import Events
from scenarios.programs.ideation import Ideation
from scenarios.programs.insight_desk import InsightDesk
from scenarios.programs.introductions import Introductions
from scenarios.programs.invitations import Invitations
from scenarios.programs.moderation import Moderation
from scenarios.programs.onboarding import Onboarding
from scenarios.programs.paid_media import PaidMedia
from scenarios.programs.platform import Platform
from scenarios.programs.rewarded_feedback import RewardedFeedback
from scenarios.programs.rules import Rules
from scenarios.programs.sales_pressure import SalesPressure
from scenarios.programs.search import Search
from scenarios.programs.seeding import Seeding
from scenarios.programs.superusers import Superusers

INDEPENDENT = ("paid_media", "rewarded_feedback")  # of a community: they go on where there is none


class Programs(NamedTuple):
    """All programs, in the order in which a budget cut takes them unless it says otherwise."""

    paid_media: PaidMedia = PaidMedia()
    sales_pressure: SalesPressure = SalesPressure()
    rewarded_feedback: RewardedFeedback = RewardedFeedback()
    invitations: Invitations = Invitations()
    events: Events = Events()
    search: Search = Search()
    content: Content = Content()
    education: Education = Education()
    advocacy: Advocacy = Advocacy()
    ideation: Ideation = Ideation()
    insight_desk: InsightDesk = InsightDesk()
    seeding: Seeding = Seeding()
    introductions: Introductions = Introductions()
    onboarding: Onboarding = Onboarding()
    superusers: Superusers = Superusers()
    moderation: Moderation = Moderation()
    rules: Rules = Rules()
    platform: Platform = Platform()
