"""The asymmetry of dependence."""

from __future__ import annotations

import numpy as np

from suzerain.case.case import Case
from suzerain.core.grid import Grid
from suzerain.core.worlds import Worlds
from suzerain.measures.dependence import dependence
from suzerain.measures.exposure import Horizon


def leverage(
    case: Case, worlds: Worlds | None = None, *, horizon: Horizon = "long"
) -> Grid:
    """Measure by how much each actor depends less on another than the other on it.

    `L[i, j] = D[j, i] - D[i, j]` (the asymmetry of Hirschman 1945 and Keohane & Nye
    1977), so `L[i, j] = -L[j, i]`. Where one side's needs are known and the other's
    are not, the unknown dependence counts as none; where both are unknown, the cell
    is NaN.

    Args:
        case: The case.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        horizon: `long`, `middle` or `short`.

    Returns:
        Difference of parts of welfare, -1 to 1. Axes `(leverer, target)`.

    Examples:
        >>> print(leverage(Case(name="empty")))
        leverage (leverer, target), difference of parts of welfare
    """
    base = dependence(case, worlds, horizon=horizon)
    own = base.values
    other = own.transpose(0, 2, 1)
    known = np.nan_to_num(other) - np.nan_to_num(own)
    both = np.isnan(own) & np.isnan(other)

    def basis(leverer: str, target: str) -> tuple[str, ...]:
        ids = (*base[target, leverer].basis, *base[leverer, target].basis)
        return tuple(dict.fromkeys(ids))

    return Grid(
        name="leverage",
        axes=("leverer", "target"),
        labels=base.labels,
        values=np.where(both, np.nan, known),
        unit="difference of parts of welfare",
        basis=basis,
    )
