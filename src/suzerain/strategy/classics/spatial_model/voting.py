"""Votes by difference of utility, coalitions, and chances of victory.

An actor of weight w that values option a over b by du = u(a) - u(b) gives w f(du) votes
to a, or -w f(du) to b when that is negative. A coalition is 1e-8 and its votes. The
chance that a beats b is c(a)^e / (c(a)^e + c(b)^e).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from suzerain.strategy.classics.spatial_model.published import (
    BINARY_PART,
    CUBIC_PART,
    DOUBLINGS,
    EVEN_CHANCE,
    EVEN_MARGIN,
    LEAST_CHANCE,
    LEAST_COALITION,
    PROSPECT_DIVISOR,
    SURE_RATIO,
)
from suzerain.strategy.classics.spatial_model.rules import VictoryModel, VotingRule

Array = NDArray[np.float64]
Indices = NDArray[np.intp]


def response(gain: Array, rule: VotingRule) -> Array:
    """Turn differences of utility into votes for each unit of weight.

    Args:
        gain: Utility of the first option less that of the second. Any shape.
        rule: The voting rule.

    Returns:
        Votes for the first option; negative for the second. Same shape.

    Examples:
        A gain counts two thirds of a loss under the rule after prospect theory.

        >>> response(np.array([-0.3, 0.3]), "ASymProsp")
        array([-0.3,  0.2])
    """
    if rule == "PropCbc":
        return (1 - CUBIC_PART) * gain + CUBIC_PART * (gain * gain * gain)
    if rule == "PropBin":
        return (1 - BINARY_PART) * gain + BINARY_PART * _all_or_nothing(gain)
    if rule == "ASymProsp":
        return np.where(gain < 0, gain, 2 * gain / PROSPECT_DIVISOR)
    if rule == "Binary":
        return _all_or_nothing(gain)
    return gain * gain * gain if rule == "Cubic" else gain


def _all_or_nothing(gain: Array) -> Array:
    return np.clip(gain / EVEN_MARGIN, -1, 1)


@lru_cache
def _pairs(options: int) -> tuple[Indices, Indices]:
    """Every pair of options once, the later option first."""
    return np.tril_indices(options, -1)


def coalitions(weight: Array, utility: Array, rule: VotingRule) -> Array:
    """Add up who votes for each option against each other one.

    A vote is cast once for a pair, on the later option against the earlier, which
    matters under `ASymProsp` alone.

    Args:
        weight: Strength of each actor. Shape `(actor,)`.
        utility: What each option is worth to each actor. Shape `(actor, option)`.
        rule: The voting rule.

    Returns:
        Strength for the row's option against the column's. Shape `(option, option)`.

    Examples:
        The first actor prefers the first option by 0.5, the other the second by 0.25.

        >>> utility = np.array([[1.0, 0.5], [0.5, 0.75]])
        >>> coalitions(np.array([10.0, 8.0]), utility, "Prop").round(6)
        array([[0., 5.],
               [2., 0.]])
    """
    options = utility.shape[1]
    later, earlier = _pairs(options)
    votes = response(utility[:, later] - utility[:, earlier], rule)
    votes = weight[:, None] * votes
    strength = np.full((options, options), LEAST_COALITION)
    for sign, row, column in ((1, later, earlier), (-1, earlier, later)):
        cast = np.maximum(sign * votes, 0)
        strength[row, column] = cast.sum(axis=0, initial=LEAST_COALITION)
    return strength


def victory(strength: Array, model: VictoryModel) -> Array:
    """Give the chance that each option beats each other one.

    Args:
        strength: Coalitions. Shape `(option, option)`.
        model: The victory model.

    Returns:
        Chance that the row's option beats the column's; 1/2 on the diagonal. Same
        shape.

    Examples:
        >>> strength = np.array([[1.0, 2.0], [1.0, 1.0]])
        >>> victory(strength, "Square")
        array([[0.5, 0.8],
               [0.2, 0.5]])
    """
    if model == "Binary":
        chance = _sure_or_even(strength)
    else:
        power = strength
        for _ in range(DOUBLINGS[model]):
            power = power * power
        chance = power / (power + power.T)
    np.fill_diagonal(chance, EVEN_CHANCE)
    return chance


def _sure_or_even(strength: Array) -> Array:
    """The stronger wins if a tenth stronger; in between the chance is linear."""
    other = strength.T
    share = strength / (strength + other)
    between = (share * (SURE_RATIO + 1) - 1) / (SURE_RATIO - 1)
    won, lost = strength >= SURE_RATIO * other, other >= SURE_RATIO * strength
    mine = np.where(won, 1, np.where(lost, LEAST_CHANCE, between))
    theirs = np.where(won, LEAST_CHANCE, np.where(lost, 1, 1 - between))
    return np.asarray(mine / (mine + theirs), dtype=np.float64)
