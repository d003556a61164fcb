"""Settings that are each possible but not together."""

from scenarios.problems import Problem, amount
from sim.clock import month_of


def contradictions(config) -> list[Problem]:
    """Everything in a configuration that does not go together."""
    return [problem for rule in _RULES for problem in rule(config)]


def _market_holds_founders(config):
    here = sum(group.members for group in config.community.founders)
    market = config.community.market
    if here > market:
        what = f"{amount(here)} members are here at the start, but the market has only {amount(market)} people"
        yield Problem("community.founders", what, f"lower the members, or give community.market {amount(here)} or more")


def _kinds_of_need(config):
    needs = config.pars.needs
    total = needs.simple + needs.hard + needs.gut_check
    if total > 1:
        what = f"simple, hard and gut_check are shares of all problems, but add up to {total:g}"
        yield Problem("pars.needs", what, "lower them to 1 or less; what is left are middle problems")


def _lurkers_are_silent(config):
    for i, group in enumerate(config.community.founders):
        if group.lurking and group.answers > 0:
            what = "these founders are lurking, so they have never answered"
            yield Problem(f"community.founders[{i}].answers", what, "leave out answers, or set lurking: false")


def _answers_need_questions(config):
    c = config.community
    if c.questions_a_week == 0 and any(group.answers > 0 for group in c.founders):
        what = "founders give answers, but there are no questions that they could have been given to"
        yield Problem("community.questions_a_week", what, "give the questions asked a week before the start")


def _staff_changes(config):
    months = [change.month for change in config.scenario.staff]
    last = month_of(config.run.weeks - 1) + 1
    for i, month in enumerate(months):
        key = f"scenario.staff[{i}].month"
        if month > last:
            what = f"month {month} lies beyond the horizon of {config.run.weeks} weeks, whose last month is {last}"
            yield Problem(key, what, "choose an earlier month, or raise run.weeks (--months)")
        if month in months[:i]:
            yield Problem(key, f"month {month} has two changes of staff", "keep one of them")
        elif i and month < months[i - 1]:
            yield Problem(key, f"month {month} comes after month {months[i - 1]}", "write the changes in order of time")


def _without_community(config):
    if not config.scenario.open and config.scenario.staff:
        what = "the community is not open, so its staff cannot change"
        yield Problem("scenario.staff", what, "leave out scenario.staff, or set scenario.open to true")


_RULES = (
    _market_holds_founders,
    _kinds_of_need,
    _lurkers_are_silent,
    _answers_need_questions,
    _staff_changes,
    _without_community,
)
