"""One turn's positions: what they are worth, how likely each is, who bargains."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import StrategyError
from suzerain.strategy.classics.spatial_model.bargaining import (
    PositionBargain,
    compromise,
    interpolate,
)
from suzerain.strategy.classics.spatial_model.challenge import (
    best_target,
    expected_gain,
    winning_chance,
)
from suzerain.strategy.classics.spatial_model.election import elect
from suzerain.strategy.classics.spatial_model.perception import (
    distance,
    perceived,
    risk_attitudes,
    utility,
)
from suzerain.strategy.classics.spatial_model.published import SAME_POSITION
from suzerain.strategy.classics.spatial_model.rules import SpatialRules
from suzerain.strategy.classics.spatial_model.voting import coalitions, victory

Array = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Contestants:
    """Hold what does not change from turn to turn.

    Args:
        influence: Strength. Shape `(actor,)`.
        salience: 0 to 1. Shape `(actor, dimension)`.
        rules: The rules.
    """

    influence: Array
    salience: Array
    rules: SpatialRules

    @property
    def attention(self) -> Array:
        """Sum of each actor's saliences. Shape `(actor,)`."""
        return np.asarray(self.salience.sum(axis=1))

    def election(self, worth: Array) -> Array:
        """Probability of each option, everyone voting by influence.

        Args:
            worth: Utility of the column's option to the row's actor.

        Returns:
            Probabilities. Shape `(option,)`.
        """
        strength = coalitions(self.influence, worth, self.rules.voting_rule)
        chance = victory(strength, self.rules.victory_model)
        return elect(strength, chance, self.rules.election_model)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SpatialState:
    """Hold one turn.

    Args:
        position: Where each stands, 0 to 1. Shape `(actor, dimension)`.
        ideal: What each wants. Same shape.
        apart: Distance of the column's position from the row's ideal. Shape
            `(actor, actor)`.
        risk: Attitudes; 0 for all when probabilities say nothing. Shape `(actor,)`.
        is_even: Whether probabilities say nothing.
        own: Utility of the column's position to the row's actor. Shape
            `(actor, actor)`.
        probability: Of each actor's position; actors at one position share one, so
            that the sum may exceed 1. Shape `(actor,)`.
    """

    position: Array
    ideal: Array
    apart: Array
    risk: Array
    is_even: bool
    own: Array
    probability: Array


def assess(position: Array, ideal: Array, who: Contestants) -> SpatialState:
    """Find risk attitudes, utilities and probabilities of a turn.

    Args:
        position: Where each stands, 0 to 1. Shape `(actor, dimension)`.
        ideal: What each wants. Same shape.
        who: The actors.

    Returns:
        The state.
    """
    apart = distance(ideal, who.salience, position)
    neutral = np.zeros(len(position))
    odds = who.election(utility(apart, neutral[:, None]))
    risk = risk_attitudes(odds, who.rules.risk_range)
    is_even = risk is None
    risk = neutral if risk is None else risk
    own = utility(apart, risk[:, None])
    unique, last = unique_positions(position)
    return SpatialState(
        position=position,
        ideal=ideal,
        apart=apart,
        risk=risk,
        is_even=is_even,
        own=own,
        probability=who.election(own[:, unique])[last],
    )


def unique_positions(position: Array) -> tuple[Indices, Indices]:
    """Name the actors whose positions stand for all, in order.

    An actor whose position is within 0.001 of an earlier unique one is not unique. A
    position near several is counted with the last of them, as in the toolkit.

    Args:
        position: Positions, 0 to 1. Shape `(actor, dimension)`.

    Returns:
        Places of the unique ones; and for each actor, the place among those.

    Examples:
        >>> unique, place = unique_positions(np.array([[0.1], [0.5], [0.1004]]))
        >>> unique.tolist(), place.tolist()
        ([0, 1], [0, 1, 0])
    """
    apart = position[:, None] - position
    near = np.sqrt((apart * apart).sum(axis=2)) < SAME_POSITION
    unique: list[int] = []
    for actor in range(len(position)):
        if not near[actor, unique].any():
            unique.append(actor)
    places = np.array(unique, dtype=np.intp)
    back = near[:, places[::-1]].argmax(axis=1)
    return places, len(places) - 1 - back


def bargains(state: SpatialState, who: Contestants) -> list[PositionBargain]:
    """Let every actor challenge its best target and propose bargains.

    Args:
        state: The turn.
        who: The actors.

    Returns:
        Bargains in order of the challengers.
    """
    if state.is_even:
        return []
    seen = perceived(state.apart, state.risk, who.rules.risk_adjust)
    weight, attention = who.influence * who.attention, who.attention
    everyone = np.arange(len(weight))
    made: list[PositionBargain] = []
    for actor in range(len(weight)):
        chance, gain = _estimate(seen[actor], actor, everyone, who, weight)
        target = best_target(gain, actor)
        if target is None:
            continue
        pair = np.array([actor, target])
        version = _version(state, who, pair, float(chance[target]))
        if who.rules.proposal == "InitOnlyInterp":
            versions = [version]
        else:  # the toolkit takes the target's estimate of the gain for a chance
            gained = _estimate(seen[target], actor, pair[1:], who, weight)[1]
            other = _version(state, who, pair, float(gained[0]))
            both = (float(attention[actor]), float(attention[target]))
            is_pair = who.rules.proposal == "InitRcvrInterp"
            versions = (
                [version, other] if is_pair else [compromise(version, other, both)]
            )
        made += [_proposal(pair, one) for one in versions]
    return made


def _estimate(
    seen: Array, challenger: int, targets: Indices, who: Contestants, weight: Array
) -> tuple[Array, Array]:
    """One estimator's chance of the challenger, and what the challenger gains."""
    chance = winning_chance(
        seen,
        weight,
        challenger,
        targets,
        voting_rule=who.rules.voting_rule,
        commitment=who.rules.commitment,
    )
    there = seen[challenger, targets]
    worth = np.stack((np.full_like(there, seen[challenger, challenger]), there))
    return chance, expected_gain(worth, who.attention[targets], chance)


def _version(
    state: SpatialState, who: Contestants, pair: Indices, chance: float
) -> Array:
    """Both positions of a bargain, the challenger's chance being so."""
    return interpolate(
        state.position[pair],
        who.salience[pair],
        np.array([chance, 1 - chance]),
        who.rules.interpolation,
    )


def _proposal(pair: Indices, version: Array) -> PositionBargain:
    if not np.isfinite(version).all():
        raise StrategyError(
            "a bargain lies at no finite position: the weights of both sides cancel",
            "chances from 0 to 1",
            "propose with InitOnlyInterp, which takes no gain for a chance",
        )
    challenger, target = (int(one) for one in pair)
    first, second = version
    return PositionBargain(
        challenger=challenger, target=target, first=first, second=second
    )
