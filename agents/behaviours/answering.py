"""Answering: each question takes its wishes in the order of their hours; contention is settled by address (M8, M30)."""

from typing import NamedTuple

from agents.behaviours.helping import MEDIUM, hardness
from agents.entities import WISH_ROWS
from agents.streams import CROWD, SOLVE, WISH_KEY
from sim.draws import derived_key, uniform, uniforms
from sim.kernel import kernel, rule
from sim.pars import par

OF = "questions"
READS = (
    "wishes.question wishes.helper wishes.hour questions.key questions.kind questions.asked questions.hour "
    "questions.answers questions.solver questions.wishes questions.wished questions.asker people.skill people.keen staff.skill "
    "tally.rows"
)
WRITES = (
    "wishes.taken wishes.solved wishes.thanked wishes.turns questions.answers questions.waited questions.solver questions.fresh"
)
MOST_TURNS = 20


class AnsweringPars(NamedTuple):
    """What happens at a question."""

    crowd: par("ratio", 0, 1, "a further answer is still given, per answer there is", "A", "fitted to answers a question") = 0.6
    solves: par("chance", 0, 1, "an able helper's answer solves the problem", "C", "assumed") = 0.7
    thanks: par("chance", 0, 1, "the asker thanks for a helpful answer", "C", "assumed") = 0.3
    turn: par("chance", 0, 0.95, "the talk goes on for another turn, average asker", "A", "fitted to follow-ups") = 0.28
    keen: par("ratio/sd", 0, 2, "keen askers talk on: factor 1 + keen x keenness (M34)", "A", "fitted to one-time askers") = 0.75
    prized: par(
        "ratio", 0, 2, "hard problems bring more thanks: x (1 + prized x (hardness - 0.5)) (M30)", "C", "assumed; sign Wu 2016"
    ) = 1.0


# The rules
@rule
def room_for(answers: int, pars: AnsweringPars) -> float:
    """Chance that a helper still answers where others have."""
    return pars.crowd ** float(answers)


@rule
def solve_chance(skill: float, hard: float, pars: AnsweringPars) -> float:
    """Chance that an answer solves the problem: less where it is harder than the helper is skilled."""
    return pars.solves * min(1.0, max(0.1, 1.0 - 2.0 * max(0.0, hard - skill)))


@rule
def thank_chance(hard: float, pars: AnsweringPars) -> float:
    """Chance that the asker accepts an answer that helped, with thanks: more readily the harder the problem was."""
    return min(pars.thanks * (1.0 + pars.prized * (hard - MEDIUM)), 1.0)


@rule
def talk(u: float, keen: float, pars: AnsweringPars) -> int:
    """Further turns of the talk, geometric from a uniform; the asker's keenness decides how likely each is."""
    chance = min(max(pars.turn * (1.0 + pars.keen * keen), 0.0), 0.95)
    turns, left = 0, chance
    while u < left and turns < MOST_TURNS:
        turns += 1
        left *= chance
    return turns


@kernel
def settle(q, questions, wishes, people, staff, pars, now):
    """The wishes of one question, one after the other. Nobody answers the same question twice in a week."""
    first = questions.wishes[q]
    for w in range(first, first + questions.wished[q]):
        helper = int(wishes.helper[w])
        address = derived_key(helper, now.week, questions.key[q], WISH_KEY)
        if _has_answered(wishes, first, w, helper):
            continue
        if uniform(now.seed, CROWD, now.week, address) >= room_for(int(questions.answers[q]), pars):
            continue
        if questions.answers[q] == 0:
            asked = float(now.week - int(questions.asked[q])) * 168.0
            questions.waited[q] = asked + float(wishes.hour[w]) - float(questions.hour[q])
        questions.answers[q] += 1
        wishes.taken[w] = 1
        skill = people.skill[helper] if helper >= 0 else staff.skill[-2 - helper]
        u, v, x, _ = uniforms(now.seed, SOLVE, now.week, address)
        hard = hardness(int(questions.kind[q]))
        if u < solve_chance(skill, hard, pars):
            wishes.thanked[w] = v < thank_chance(hard, pars)
            if questions.solver[q] == -1:
                questions.solver[q] = helper
                questions.fresh[q] = 1
                wishes.solved[w] = 1
        asker = int(questions.asker[q])
        wishes.turns[w] = talk(x, people.keen[asker], pars) if asker >= 0 else 0


@kernel
def _has_answered(wishes, first, w, helper):
    for earlier in range(first, w):
        if wishes.taken[earlier] and wishes.helper[earlier] == helper:
            return True
    return False


# Everyone
@kernel
def everyone(questions, wishes, people, staff, tally, pars, now):
    """All questions with wishes."""
    for w in range(tally.rows[WISH_ROWS]):
        if w == 0 or wishes.question[w - 1] != wishes.question[w]:
            settle(wishes.question[w], questions, wishes, people, staff, pars, now)


# One question
def one(question, wishes, people, staff, pars, now):
    """The same for one question."""
    world = question.model.world
    first = int(world.questions.wishes[question.row])
    if first < world.tally.rows[WISH_ROWS] and world.wishes.question[first] == question.row:
        settle(question.row, world.questions, wishes, people, staff, pars, now)
