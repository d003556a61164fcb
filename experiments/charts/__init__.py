"""Pictures. Each chart draws a table it is given on axes it is given: no computing of results, no saving, no style set.

`CHARTS` maps a name to its chart, `PANELS` to the number of axes that it needs for a table. `picture.picture` puts a
chart on a slide with its takeaway as title, `alt.alt` says it in words, `save.save` writes it with its numbers.
"""

from collections.abc import Callable

from experiments.charts import answer_reuse, cohorts, difference, fit_check, funnel, gravity, ledger, lorenz, orbit_levels, sheet

_MODULES = (gravity, difference, sheet, orbit_levels, answer_reuse, cohorts, lorenz, funnel, ledger, fit_check)

CHARTS: dict[str, Callable] = {module.__name__.rsplit(".", 1)[1]: module.chart for module in _MODULES}
PANELS: dict[str, Callable] = {module.__name__.rsplit(".", 1)[1]: module.panels for module in _MODULES}
