"""Where a search begins: the defaults, or the preset of another community that is more like this one."""

from experiments.config_files import BUILT_IN, load
from experiments.fit.space import Searched


def starts(space: tuple[Searched, ...]) -> list[dict[str, float]]:
    """The defaults, then the parameters of every shipped preset that was fitted, in the order of their names."""
    defaults = {each.key: each.start for each in space}
    found = [defaults]
    for file in sorted((BUILT_IN / "community").glob("*.yaml")):
        tree = load(file)
        if tree["community"].get("data_hash"):
            given = {f"{group}.{name}": value for group, pars in tree.get("pars", {}).items() for name, value in pars.items()}
            found.append({each.key: inside(given.get(each.key, defaults[each.key]), each) for each in space})
    return found


def inside(value: float, searched: Searched) -> float:
    """A value moved into the searched range, off its very ends."""
    margin = 1e-3 * (searched.high - searched.low)
    return min(max(value, searched.low + margin), searched.high - margin)
