"""The Mesa twin: agents that are views of one row of the columns, and a phase done by one agent after the other.

The only file of the engine that imports Mesa. The columns hold the state; an agent holds its row number and nothing else,
so the kernels and the agents see and change the very same numbers.
"""

import difflib
import inspect
from operator import attrgetter

import mesa

from sim.columns import Column, columns_of
from sim.phases import Phase, arguments

_OWN = ("model", "row", "unique_id", "pos")  # what an agent has besides its columns
_KEPT = (*_OWN, "random", "rng", "remove", "create_agents")  # names that a column must not take
_UNSET = object()


class _Cell:
    """A column as an attribute of an agent."""

    def __init__(self, entity: str, name: str, spec: Column):
        self.column_in = attrgetter(f"{entity}.{name}")
        self.slots = spec.slots
        self.__doc__ = f"{spec.meaning} ({spec.unit}); column {entity}.{name}"

    def __get__(self, agent, owner=None):
        if agent is None:
            return self
        column = self.column_in(agent.model.world)
        return column[agent.row] if self.slots else column.item(agent.row)

    def __set__(self, agent, value):
        self.column_in(agent.model.world)[agent.row] = value


class RowAgent(mesa.Agent):
    """A view of row `row` of one or more entities of `model.world`, as a Mesa agent.

        class Person(RowAgent, views={"people": People, "members": Members}): ...

    Reading a column's name gives a plain Python number (an array where the row has several slots), writing it writes
    the column. Other names are refused with a hint, so that a slip of the pen does not become a new attribute; declare
    attributes of your own on the subclass. A column named `step` takes the place of Mesa's method: phases step agents.

    Raises:
        TypeError: a column's name is taken by Mesa or by another viewed entity (when the class is made).
        AttributeError: no such column.
    """

    def __init_subclass__(cls, views: dict[str, type] | None = None, **kwargs):
        super().__init_subclass__(**kwargs)
        for entity, declared in (views or {}).items():
            for name, spec in columns_of(declared).items():
                if name in _KEPT or isinstance(vars(cls).get(name), _Cell):
                    raise TypeError(f"{cls.__name__}: column {entity}.{name} hides another {name!r}; rename the column")
                setattr(cls, name, _Cell(entity, name, spec))

    def __init__(self, model: mesa.Model, row: int, unique_id: int):
        # Mesa 3.3 keeps every model alive whose agents number themselves in Agent.__init__: register without it.
        self.model, self.row, self.unique_id, self.pos = model, row, unique_id, None
        model.register_agent(self)
        self.unique_id = unique_id  # Mesa 3.5 numbers agents on registration

    def __getattr__(self, name):
        raise AttributeError(_unknown(type(self), name))

    def __setattr__(self, name, value):
        if name not in _OWN and getattr(type(self), name, _UNSET) is _UNSET:
            raise AttributeError(_unknown(type(self), name))
        super().__setattr__(name, value)


def columns_seen(kind: type[RowAgent]) -> list[str]:
    """Names of the columns that agents of a kind see, in order."""
    return [name for owner in reversed(kind.__mro__) for name, cell in vars(owner).items() if isinstance(cell, _Cell)]


def _unknown(kind: type[RowAgent], name: str) -> str:
    near = difflib.get_close_matches(name, [*columns_seen(kind), *_OWN], 1)
    hint = f"; did you mean {near[0]!r}?" if near else f"; its columns are {', '.join(columns_seen(kind))}"
    return f"{kind.__name__} has no {name!r}{hint}"


def activate(phase: Phase, agents, order=None, **roots) -> None:
    """Let every agent of a Mesa AgentSet do a phase, one after the other.

    Args:
        phase: its module's `one(agent, …)` is called with those arguments of `everyone` that it names.
        agents: the AgentSet.
        order: takes the list of agents and returns it in the order of activation; None: shuffled by Mesa.
        roots: where the schedule's argument names start, as for `sim.phases.arguments`.

    Raises:
        TypeError: `one` asks for something that `everyone` is not given.
    """
    one = phase.module.one
    given = dict(zip(_parameters(phase.module.everyone), arguments(phase, **roots), strict=True))
    wanted = _parameters(one)[1:]
    if missing := [name for name in wanted if name not in given]:
        raise TypeError(f"{phase.name}.one asks for {', '.join(missing)}; {phase.name}.everyone has {', '.join(given)}")
    values = [given[name] for name in wanted]
    if order is None:
        agents.shuffle_do(one, *values)
        return
    for agent in order(list(agents)):
        one(agent, *values)


def _parameters(function) -> list[str]:
    return list(inspect.signature(getattr(function, "py_func", function)).parameters)
