"""Sorting: this week's wishes in the order of question, hour and helper, so that whoever wished first does not matter."""

from agents.entities import WISH_ROWS
from sim.kernel import kernel

OF = "world"
READS = "wishes.question wishes.helper wishes.hour tally.rows"
WRITES = (
    "wishes.question wishes.helper wishes.hour wishes.taken wishes.solved wishes.thanked wishes.turns "
    "questions.wishes questions.wished"
)


@kernel
def _before(wishes, a, b):
    """Whether wish a comes before wish b."""
    if wishes.question[a] != wishes.question[b]:
        return wishes.question[a] < wishes.question[b]
    if wishes.hour[a] != wishes.hour[b]:
        return wishes.hour[a] < wishes.hour[b]
    return wishes.helper[a] < wishes.helper[b]


@kernel
def _swap(wishes, a, b):
    wishes.question[a], wishes.question[b] = wishes.question[b], wishes.question[a]
    wishes.helper[a], wishes.helper[b] = wishes.helper[b], wishes.helper[a]
    wishes.hour[a], wishes.hour[b] = wishes.hour[b], wishes.hour[a]


@kernel
def _sink(wishes, root, end):
    while 2 * root + 1 < end:
        child = 2 * root + 1
        if child + 1 < end and _before(wishes, child, child + 1):
            child += 1
        if not _before(wishes, root, child):
            return
        _swap(wishes, root, child)
        root = child


@kernel
def everyone(questions, wishes, tally):
    """Heap sort in place, then tell every question where its wishes are."""
    n = tally.rows[WISH_ROWS]
    for root in range(n // 2 - 1, -1, -1):
        _sink(wishes, root, n)
    for end in range(n - 1, 0, -1):
        _swap(wishes, 0, end)
        _sink(wishes, 0, end)
    for w in range(n):
        wishes.taken[w] = 0
        wishes.solved[w] = 0
        wishes.thanked[w] = 0
        wishes.turns[w] = 0
        q = wishes.question[w]
        if w == 0 or wishes.question[w - 1] != q:
            questions.wishes[q] = w
            questions.wished[q] = 0
        questions.wished[q] += 1
