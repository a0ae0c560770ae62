"""What positions are worth to each actor, and what each believes of the others.

Distance d = sqrt(sum_k (s_k (ideal_k - x_k))^2 / sum_k s_k^2), utility
u = (1 - d)(1 + R d). The risk attitude R of an actor is read off the probability of its
position when everyone is risk neutral: the likelier it is, the more the actor takes
it easy.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from suzerain.strategy.classics.spatial_model.published import (
    EVEN_SPREAD,
    RISK_RANGES,
    RISK_WEIGHTS,
)
from suzerain.strategy.classics.spatial_model.rules import RiskAdjust, RiskRange

Array = NDArray[np.float64]


def distance(ideal: Array, salience: Array, position: Array) -> Array:
    """Measure how far each position is from each actor's ideal, by its saliences.

    Args:
        ideal: Ideals, 0 to 1. Shape `(actor, dimension)`.
        salience: Saliences, 0 to 1. Same shape.
        position: Positions, 0 to 1. Shape `(option, dimension)`.

    Returns:
        Distances, 0 to 1. Shape `(actor, option)`.

    Examples:
        Only the first question matters to this actor.

        >>> ideal, position = np.array([[0.2, 0.2]]), np.array([[0.5, 0.9]])
        >>> distance(ideal, np.array([[0.5, 0.0]]), position).round(6)
        array([[0.3]])
    """
    apart = (ideal[:, None] - position) * salience[:, None]
    whole = (salience * salience).sum(axis=1)
    return np.asarray(np.sqrt((apart * apart).sum(axis=2) / whole[:, None]))


def utility(apart: Array, risk: Array) -> Array:
    """Turn distances into utility, curved by risk attitude.

    Args:
        apart: Distances. Any shape.
        risk: Risk attitudes, -1 to 1. Broadcasts against `apart`.

    Returns:
        Utility, 1 at no distance and 0 at the largest.

    Examples:
        >>> utility(np.array([0.5]), np.array([0.2])).round(6)
        array([0.55])
    """
    return (1 - apart) * (1 + np.minimum(apart, 1) * risk)


def risk_attitudes(probability: Array, scale: RiskRange) -> Array | None:
    """Read risk attitudes off the probabilities of positions.

    Args:
        probability: Of each actor's position, everyone being risk neutral. Shape
            `(actor,)`.
        scale: Range of the attitudes: `Min` 0 to 1, `Mid` -1/2 to 1, `Max` -1 to 1.

    Returns:
        Attitudes; None if all probabilities are alike, as they say nothing then.
        Same shape.

    Examples:
        >>> risk_attitudes(np.array([0.1, 0.3, 0.6]), "Mid").round(6)
        array([-0.5,  0.1,  1. ])
    """
    high, low = probability.max(), probability.min()
    if high - low <= EVEN_SPREAD:
        return None
    times, of_high, of_low, divisor = RISK_RANGES[scale]
    raised = times * probability - (of_high * high + of_low * low)
    return np.asarray(raised / (divisor * (high - low)))


def perceived(apart: Array, risk: Array, adjust: RiskAdjust) -> Array:
    """Give each actor's estimate of everyone's utilities.

    Each knows its own attitude and takes that of others to lie between the two.

    Args:
        apart: Distance from the row's ideal to the column's position. Shape
            `(actor, actor)`.
        risk: Attitudes. Shape `(actor,)`.
        adjust: How far the other's attitude is seen.

    Returns:
        Utility of the last axis's position to the middle axis's actor, as the first
        axis's actor sees it. Shape `(actor, actor, actor)`.

    Examples:
        >>> apart, risk = np.array([[0.0, 0.5], [0.5, 0.0]]), np.array([0.8, -0.4])
        >>> perceived(apart, risk, "OneThird")[0].round(6)
        array([[1. , 0.7],
               [0.6, 1. ]])
    """
    own, others = RISK_WEIGHTS[adjust]
    seen = (own * risk[:, None] + others * risk) / (own + others)
    return utility(apart, seen[:, :, None])
