"""The lowest draws: who comes first where not everybody can."""

from sim.kernel import kernel


@kernel
def take_lowest(draws, taken):
    """Fill `taken` (int64) with the places of the lowest draws, lowest first, those alike in their order.

    Each is looked for anew: few are taken. (A sort takes seconds to compile, in every kernel that has one inside.)
    There are to be as many draws at least.
    """
    last = -1
    for k in range(taken.size):
        best = -1
        for j in range(draws.size):
            is_left = last < 0 or draws[j] > draws[last] or (draws[j] == draws[last] and j > last)
            if is_left and (best < 0 or draws[j] < draws[best]):
                best = j
        taken[k] = last = best
