"""Bargains between two positions, and what their adoption is worth to everyone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.strategy.classics.spatial_model.perception import distance, utility
from suzerain.strategy.classics.spatial_model.published import (
    DECIMALS,
    EVEN_CHANCE,
    LEAST_WEIGHT,
)
from suzerain.strategy.classics.spatial_model.rules import Interpolation

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PositionBargain:
    """Hold what a challenger proposes that it and its target adopt.

    Args:
        challenger: Place of the actor that proposes.
        target: Place of the other.
        first: Position for the challenger, 0 to 1. Shape `(dimension,)`.
        second: Position for the target. Same shape.
    """

    challenger: int
    target: int
    first: Array
    second: Array


def interpolate(
    position: Array, salience: Array, chance: Array, rule: Interpolation
) -> Array:
    """Place a bargain between two positions, question by question.

    Each side pulls with salience and chance to win, both squared under `S2P2`; the
    result is rounded to four decimals of the scale. Under `S2PMax` only the likelier
    winner pulls, by how much likelier it is, and nothing is rounded.

    Args:
        position: The two positions, 0 to 1. Shape `(2, dimension)`.
        salience: The two saliences. Same shape.
        chance: Chances that the first and that the second wins. Shape `(2,)`.
        rule: The interpolation.

    Returns:
        What each is to adopt. Shape `(2, dimension)`.

    Examples:
        Equal saliences and odds of two to one pull four to one.

        >>> position = np.array([[0.0], [1.0]])
        >>> odds = np.array([2, 1]) / 3
        >>> interpolate(position, np.array([[0.5], [0.5]]), odds, "S2P2").round(4)
        array([[0.2],
               [0.2]])
    """
    if rule == "S2PMax":
        return _leaning(position, salience, chance)
    if rule == "S2P2":
        salience, chance = salience * salience, chance * chance
    weight = salience * chance[:, None]
    mine, theirs = weight
    total = mine + LEAST_WEIGHT + theirs
    here, there = position
    near = ((mine + LEAST_WEIGHT) * here + theirs * there) / total
    far = (mine * here + (LEAST_WEIGHT + theirs) * there) / total
    whole = np.trunc(EVEN_CHANCE + np.stack((near, far)) * DECIMALS)
    return np.asarray(whole / DECIMALS)


def _leaning(position: Array, salience: Array, chance: Array) -> Array:
    """Move each towards the other as far as that one is likelier to win."""
    pull = np.maximum(chance[::-1] - chance, 0)[:, None]
    own = salience * salience
    other = own[::-1]
    step = pull * other / (pull * other + LEAST_WEIGHT + (1 - pull) * own)
    return np.asarray(position + step * (position[::-1] - position))


def compromise(first: Array, second: Array, attention: tuple[float, float]) -> Array:
    """Average the challenger's and the target's versions of a bargain.

    The toolkit says that it weighs by power; its code takes the challenger's influence
    on both sides, so that sums of saliences are all that is left of the weights.

    Args:
        first: The challenger's version. Shape `(2, dimension)`.
        second: The target's. Same shape.
        attention: Sums of the saliences of the challenger and the target.

    Returns:
        The compromise. Same shape.

    Examples:
        >>> compromise(np.array([[0.0]]), np.array([[1.0]]), (0.25, 0.75))
        array([[0.75]])
    """
    mine, theirs = attention
    return np.asarray((mine * first + theirs * second) / (mine + theirs))


def worth_of_bargains(
    bargains: list[PositionBargain],
    tastes: tuple[Array, Array, Array],
    own: Array,
) -> Array:
    """Give the utility to everyone of the state after each bargain.

    Args:
        bargains: What is proposed.
        tastes: Ideals and saliences, 0 to 1, shape `(actor, dimension)`; and risk
            attitudes, shape `(actor,)`.
        own: Utility of the column's position to the row's actor. Shape
            `(actor, actor)`.

    Returns:
        Mean utility of all positions: first as things are, then after each bargain.
        Shape `(actor, 1 + bargain)`.
    """
    actors = len(own)
    ideal, salience, risk = tastes
    challengers = [one.challenger for one in bargains]
    targets = [one.target for one in bargains]
    width = ideal.shape[1]
    first = np.array([one.first for one in bargains]).reshape(-1, width)
    second = np.array([one.second for one in bargains]).reshape(-1, width)
    total = np.zeros((actors, 1 + len(bargains)))
    for place in (first, second):
        total[:, 1:] += utility(distance(ideal, salience, place), risk[:, None])
    stays = np.ones((actors, 1 + len(bargains)), dtype=np.bool_)
    stays[challengers, np.arange(1, 1 + len(bargains))] = False
    stays[targets, np.arange(1, 1 + len(bargains))] = False
    for holder in range(actors):  # in the toolkit's order, so that ties stay ties
        total += own[:, holder, None] * stays[holder]
    return np.asarray(total / actors)
