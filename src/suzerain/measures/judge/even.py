"""A made world of equal regions, small enough to reckon by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from suzerain.core.economy import Economy


def even_economy(
    regions: Sequence[str],
    sectors: Sequence[str],
    *,
    home: float,
    value_added: float = 1.0,
    elasticity: float = 2.0,
    tariff: float = 0.0,
) -> Economy:
    """Make a world in which all regions, and all sectors, are alike.

    Args:
        regions: Their names; two or more.
        sectors: Their names.
        home: Part of spending that stays at home; the others share the rest evenly.
        value_added: Part of value added in output; inputs are spread evenly.
        elasticity: Trade elasticity of every sector.
        tariff: Tariff on every import, 0.05 is five per cent.

    Returns:
        An economy in balance, with an income of 1 for each region.

    Examples:
        >>> print(even_economy(("Land", "Isle"), ("Grain",), home=0.8))
        2 regions and 1 sectors, units (an even world)
    """
    count, kinds = len(regions), len(sectors)
    own = np.eye(count)
    trade = own * home + (1 - own) * (1 - home) / (count - 1)
    return Economy(
        regions=tuple(regions),
        sectors=tuple(sectors),
        trade=np.repeat(trade[:, :, None], kinds, axis=2),
        value_added=np.full((count, kinds), value_added),
        inputs=np.full((count, kinds, kinds), (1 - value_added) / kinds),
        final=np.full((count, kinds), 1 / kinds),
        elasticity=np.full(kinds, elasticity),
        tariff=np.repeat(((1 - own) * tariff)[:, :, None], kinds, axis=2),
        income=np.ones(count),
        deficit=np.zeros(count),
        unit="units",
        origin="an even world",
    )
