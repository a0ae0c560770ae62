"""On which partner a country depends for a good, in the manner of MERICS.

A country depends on a partner for a good when

1. its imports of the good are at least twice its exports,
2. at least 30 % of these imports come from the partner, and
3. there are few other suppliers: the HHI of the world's exports is high.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from suzerain.core.assumption import Register
from suzerain.measures.published.hirschman import hhi, shares
from suzerain.measures.published.screening import (
    Screening,
    centre,
    flows_between,
    observed_sum,
    ratio,
    screen,
)


def merics(flow: ArrayLike, *, register: Register | None = None) -> Screening:
    """Name the partners on whom each country depends for each good.

    The first two thresholds are stated by MERICS; the third condition is stated
    without a number in what could be read, so its row in the register is a judgement.

    Args:
        flow: What each recipient imports from each provider, NaN where it was not
            observed. Shape `(..., good, recipient, provider)`, the last two axes
            over the same countries.
        register: The register with `published.merics.*`; the shipped one when left
            out.

    Returns:
        The three conditions, each of shape `(..., good, recipient, provider)`;
        unknown between a country and itself.

    Raises:
        SuzerainError: If the shape does not fit or an amount is negative.

    Examples:
        The first country buys 9 of 10 from the second, which sells most there is.

        >>> flow = np.array([[[0.0, 9.0, 1.0], [0.0, 0.0, 0.0], [0.0, 5.0, 0.0]]])
        >>> merics(flow).critical[0, 0]
        array([nan,  1.,  0.])

    References:
        Chimits 2024.
    """
    amount = flows_between(np.asarray(flow))
    imports, exports = observed_sum(amount, -1), observed_sum(amount, -2)
    return screen(
        {
            "deficit": ratio(imports, exports)[..., None],
            "share": shares(amount),
            "few_suppliers": hhi(exports)[..., None, None],
        },
        {
            "deficit": centre(register, "published.merics.deficit"),
            "share": centre(register, "published.merics.share"),
            "few_suppliers": centre(register, "published.merics.suppliers"),
        },
        at_least=frozenset({"deficit", "share"}),
    )
