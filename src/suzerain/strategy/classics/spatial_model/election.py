"""The probabilistic Condorcet election: from chances in pairs to one distribution.

Conditional: p(a) is proportional to the product over b of P(a beats b). Markov: the
favourite is challenged again and again; p is where the favourites' distribution rests.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.spatial_model.published import (
    INCENTIVE_STEP,
    LEAST_INCENTIVE,
    MOST_PASSES,
    UNIFORM_STEP,
)
from suzerain.strategy.classics.spatial_model.rules import ElectionModel

Array = NDArray[np.float64]


def elect(strength: Array, chance: Array, model: ElectionModel) -> Array:
    """Give the probability of each option.

    Args:
        strength: Coalitions. Shape `(option, option)`.
        chance: Chance of the row's option against the column's. Same shape.
        model: The model of the election.

    Returns:
        Probabilities that add up to 1. Shape `(option,)`.

    Raises:
        StrategyError: If a Markov model does not settle.

    Examples:
        An option that beats the other with 0.8 wins 0.4 of 0.5 combined cases.

        >>> chance = np.array([[0.5, 0.8], [0.2, 0.5]])
        >>> elect(np.ones((2, 2)), chance, "Conditional")
        array([0.8, 0.2])
    """
    if model == "Conditional":
        return _conditional(chance)
    if model == "MarkovUniform":
        kept = (np.diag(chance.sum(axis=1)) + chance) / len(chance)
        return _rest(kept, UNIFORM_STEP)
    incentive = strength * chance
    incentive[np.diag_indices_from(incentive)] += LEAST_INCENTIVE
    challenge = incentive / incentive.sum(axis=0)
    won = chance * challenge
    held = np.diag((chance * challenge.T).sum(axis=1))
    return _rest(held + won, INCENTIVE_STEP)


def _conditional(chance: Array) -> Array:
    """Chance that an option beats every other, given that one does."""
    product: Array = np.multiply.reduce(chance, axis=1)
    if product.max() >= np.finfo(np.float64).tiny:
        return np.asarray(product / product.sum())
    with np.errstate(divide="ignore"):  # too many options for a float's range
        logs = np.log(chance).sum(axis=1)
    scaled = np.exp(logs - logs.max())
    return np.asarray(scaled / scaled.sum())


def _rest(step: Array, least: float) -> Array:
    """Apply a step to even odds, half each time, until nothing moves."""
    odds = np.full(len(step), 1 / len(step))
    for _ in range(MOST_PASSES):
        moved = step @ odds
        change = np.abs(moved - odds).max()
        odds = (odds + moved) / 2
        if change <= least:
            return np.asarray(odds)
    raise StrategyError(
        f"the Markov election has not settled after {MOST_PASSES} passes",
        "elections that settle",
        "use the election model Conditional",
    )
