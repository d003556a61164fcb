"""Settings that are each possible but not together."""

from difflib import get_close_matches

from agents.codes import ACTIVITIES
from scenarios.budget import CUTTABLE, STAFF, paid, profile, spans
from scenarios.community import Community
from scenarios.months import last_month
from scenarios.problems import Problem, amount
from scenarios.staff import ROLES


def contradictions(config) -> list[Problem]:
    """Everything in a configuration that does not go together. The money is counted once all else is sound."""
    found = [problem for rule in _RULES for problem in rule(config)]
    return found or list(_enough_can_be_cut(config))


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
    yield from _in_order(config.scenario.staff, "scenario.staff", "changes of staff", config.run.weeks)


def _budget_changes(config):
    yield from _in_order(config.budget.changes, "budget.changes", "changes of the budget", config.run.weeks)


def _in_order(changes, above: str, what: str, weeks: int):
    """Changes are written in order of time, one a month, within the horizon."""
    months = [change.month for change in changes]
    for i, month in enumerate(months):
        key = f"{above}[{i}].month"
        yield from _within(month, key, weeks)
        if month in months[:i]:
            yield Problem(key, f"month {month} has two {what}", "keep one of them")
        elif i and month < months[i - 1]:
            yield Problem(key, f"month {month} comes after month {months[i - 1]}", "write the changes in order of time")


def _within(month: int, key: str, weeks: int):
    last = last_month(weeks)
    if month > last:
        what = f"month {month} lies beyond the horizon of {weeks} weeks, whose last month is {last}"
        yield Problem(key, what, "choose an earlier month, or raise run.weeks (--months)")


def _programs_run(config):
    for name, program in zip(config.program._fields, config.program, strict=True):
        key = f"program.{name}"
        yield from _within(program.first, f"{key}.first", config.run.weeks)
        if program.last < program.first:
            what = f"month {program.last} comes before month {program.first}, in which the program begins"
            yield Problem(f"{key}.last", what, "choose a later month")


def _shocks_happen(config):
    for name, shock in zip(config.shock._fields, config.shock, strict=True):
        yield from _within(shock.month, f"shock.{name}.month", config.run.weeks)


def _hours_are_split(config):
    for key, staff in (("community.staff", config.community.staff), ("budget.roles", config.budget.roles)):
        for i, member in enumerate(staff):
            total = member.answering + sum(member.split)
            if total > 1 + 1e-9:
                what = f"the shares of the hours ({', '.join(('answering', *ACTIVITIES))}) add up to {total:g}"
                yield Problem(f"{key}[{i}]", what, "lower them to 1 or less; what is left is spent on other things")


def _hires_have_a_role(config):
    for i, hire in enumerate(config.budget.hires):
        yield from _within(hire.month, f"budget.hires[{i}].month", config.run.weeks)
        if profile(hire.role, config) is None:
            roles = dict.fromkeys([*(member.role for member in (*config.community.staff, *config.budget.roles)), *ROLES])
            advice = f"{_nearest(hire.role, roles)}; describe others in budget.roles"
            yield Problem(f"budget.hires[{i}].role", f"nobody knows what a {hire.role!r} does", advice)


def _cuts_name_what_there_is(config):
    for i, change in enumerate(config.budget.changes):
        for setting in ("cut_order", "keep"):
            names = getattr(change, setting)
            for j, name in enumerate(names):
                key = f"budget.changes[{i}].{setting}[{j}]"
                if name not in CUTTABLE:
                    yield Problem(key, f"there is no program called {name!r}", _nearest(name, CUTTABLE))
                elif name in names[:j]:
                    yield Problem(key, f"{name} is named twice", "keep one of them")
                elif setting == "keep" and name in change.cut_order:
                    yield Problem(key, f"{name} is kept and cut", "leave it out of keep, or of cut_order")


def _nearest(name: str, names) -> str:
    near = get_close_matches(name, names, 1, 0.6)
    return (f"did you mean {near[0]}? " if near else "") + f"There are: {', '.join(names)}"


def _enough_can_be_cut(config):
    short = paid(config).short
    changes = list(config.budget.changes)
    for span in spans(config):
        missing = short[span.weeks].max()
        if missing and span.change in changes:
            i = changes.index(span.change)
            what = f"what is kept is worth {amount(round(missing))} $ a week more than {span.scale:.0%} of the planned money"
            yield Problem(f"budget.changes[{i}].scale", what, "keep less, or raise the scale")
            return


def _segments_fill_the_market(config):
    segments = config.community.segments
    total = sum(segment.share for segment in segments)
    if segments and abs(total - 1) > 1e-6:
        what = f"the shares of the segments in the people of the market add up to {total:g}"
        yield Problem("community.segments", what, "make them add up to 1")


def _segments_plan(config):
    c = config.community
    if c.segments and c.plan_share != Community._field_defaults["plan_share"]:
        what = "where there are segments, each one's plan says who has a right to a ticket, so this share has no effect"
        yield Problem("community.plan_share", what, "leave it out, and set plan: true or false in community.segments")


def _without_community(config):
    if config.scenario.open:
        return
    for key, changes in (
        ("scenario.staff", config.scenario.staff),
        ("budget.changes", config.budget.changes),
        ("budget.hires", config.budget.hires),
    ):
        if changes:
            what = f"the community is not open, so its {'money' if key == 'budget.changes' else STAFF} cannot change"
            yield Problem(key, what, f"leave out {key}, or set scenario.open to true")


_RULES = (
    _market_holds_founders,
    _kinds_of_need,
    _lurkers_are_silent,
    _answers_need_questions,
    _staff_changes,
    _budget_changes,
    _programs_run,
    _shocks_happen,
    _hours_are_split,
    _hires_have_a_role,
    _cuts_name_what_there_is,
    _segments_fill_the_market,
    _segments_plan,
    _without_community,
)
