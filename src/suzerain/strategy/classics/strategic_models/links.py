"""The two ways in which a difference of utility becomes a probability.

Probit: `Phi(t)`; logit: `1 / (1 + exp(-t))`. Both are symmetric, `p(-t) = 1 - p(t)`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.strategic_models.jet import Jet
from suzerain.strategy.classics.strategic_models.normal import (
    log_normal_cdf,
    normal_cdf,
    normal_hazard,
)

Chance = Callable[[Jet], tuple[Jet, Jet]]


def probit(at: Jet) -> tuple[Jet, Jet]:
    """Give the probability of the right-hand move and its logarithm.

    Args:
        at: Difference of utility over its standard deviation.

    Returns:
        `Phi(at)` and its logarithm.
    """
    t = at.value
    hazard, whole = normal_hazard(t), normal_cdf(t)
    log = at.through(log_normal_cdf(t), hazard, -hazard * (hazard + t))
    dense = hazard * whole
    return at.through(whole, dense, -t * dense), log


def logit(at: Jet) -> tuple[Jet, Jet]:
    """Give the probability of the right-hand move and its logarithm.

    Args:
        at: Difference of utility over its scale.

    Returns:
        `1 / (1 + exp(-at))` and its logarithm.
    """
    t = at.value
    right, left = np.exp(-np.logaddexp(0, -t)), np.exp(-np.logaddexp(0, t))
    dense = right * left
    log = at.through(-np.logaddexp(0, -t), left, -dense)
    return at.through(right, dense, dense * (left - right)), log


LINKS: dict[str, Chance] = {"probit": probit, "logit": logit}


def link_named(name: str) -> Chance:
    """Find a link by its name.

    Args:
        name: `probit` or `logit`.

    Returns:
        The link.

    Raises:
        StrategyError: If there is none of that name.
    """
    if name not in LINKS:
        raise StrategyError(
            f"no link {name!r}", ", ".join(LINKS), "leave it out for probit"
        )
    return LINKS[name]
