"""All parameters of the model: the group of every behaviour that has one, found by looking into `agents.behaviours`.

A behaviour declares its group as a NamedTuple class whose name ends with "Pars"; here it gets the name of its module.
"""

import inspect
import pkgutil
from importlib import import_module
from typing import NamedTuple

from agents import behaviours


def _groups() -> dict[str, type]:
    """The group of each behaviour, by the name of the module, in alphabetical order."""
    found = {}
    for info in pkgutil.iter_modules(behaviours.__path__):
        module = import_module(f"{behaviours.__name__}.{info.name}")
        own = [each for each in vars(module).values() if inspect.isclass(each) and each.__module__ == module.__name__]
        for group in own:
            if group.__name__.endswith("Pars"):
                found[info.name] = group
    return found


_GROUPS = _groups()
Pars = NamedTuple("Pars", list(_GROUPS.items()))
Pars.__doc__ = "One group for each behaviour, named as its module."
Pars.__new__.__defaults__ = tuple(group() for group in _GROUPS.values())
Pars._field_defaults = {name: group() for name, group in _GROUPS.items()}
