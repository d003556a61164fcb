"""Coming across: which accounts came across the community this week, by a search of one of their people (M12; bookkeeping)."""

from agents.behaviours.self_service import came_across
from sim.kernel import kernel
from sim.scan import rows_with

OF = "world"
READS = "people.need people.search people.account"
WRITES = "accounts.exposed"


# The world
@kernel
def everyone(people, accounts):
    """Mark the accounts of those whose search led to the community."""
    if accounts.exposed.size == 0:
        return
    accounts.exposed[:] = 0
    for i in rows_with(people.need):
        if came_across(int(people.need[i]), int(people.search[i])) and people.account[i] >= 0:
            accounts.exposed[people.account[i]] = 1
