"""What a seller loses, in the long run, when a buyer stops buying.

With output fixed and all other buyers taking `p^-(1+theta)` at the price `p`, a seller
that loses the part `s` of its sales loses `-ln(1 - s) / (1 + theta)` of its income, in
logs. Here `s` is the part of a region's value added that is in what it no longer
delivers, input-output links included, and `1/(1 + theta)` the mean over that part:

    l = -ln(1 - s) * (sum_j s_j / (1 + theta_j)) / s,   s = sum_j s_j
"""

from __future__ import annotations

import numpy as np

from suzerain.core.economy import Array, Economy
from suzerain.measures.extraction import circulate, own_content, undelivered
from suzerain.measures.judge.shock import Shocks
from suzerain.measures.substitution import TOTAL


def sales_losses(economy: Economy, shocks: Shocks) -> Array:
    """Measure fast what every region loses as a seller under each shock.

    Buyers that a shock cuts off from one seller are reckoned one by one and added.

    Args:
        economy: The world before the shocks.
        shocks: One or many; what they take from trade shares stops, and new tariffs
            are left out.

    Returns:
        Log loss of income. Shape `(shock, region)`.

    Examples:
        Isle sells a tenth of what it makes to Land, and `theta` is 2.

        >>> from suzerain.measures.judge.even import even_economy
        >>> from suzerain.measures.judge.shock import cut
        >>> world = even_economy(("Land", "Isle", "Coast"), ("Grain",), home=0.8)
        >>> sales_losses(world, cut(world, "Land", "Isle")).round(4)  # -ln(0.9)/3
        array([[0.    , 0.0351, 0.    ]])
    """
    circulation = circulate(economy)
    own, output = own_content(circulation), circulation.output
    whole = (circulation.value_added * output).sum(axis=1)
    size = (len(shocks), len(economy.regions))
    lost, answered = np.zeros(size), np.zeros(size)
    for buyer in np.unique(shocks.importer):
        mine = np.flatnonzero(shocks.importer == buyer)
        sellers, spots = shocks.exporter[mine], shocks.shock[mine]
        missing = undelivered(
            circulation, int(buyer), sellers, np.clip(1 - shocks.weight[mine], 0, 1)
        )
        parts = own[sellers] * missing / whole[sellers, None]
        np.add.at(lost, (spots, sellers), parts.sum(axis=1))
        kept = parts / (1 + economy.elasticity)
        np.add.at(answered, (spots, sellers), kept.sum(axis=1))
    mean = answered / np.where(lost > 0, lost, 1)
    with np.errstate(divide="ignore"):
        return np.asarray(np.minimum(-np.log1p(-np.minimum(lost, 1)) * mean, TOTAL))
