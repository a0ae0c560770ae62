"""What an actor expects from challenging another, with third parties taking sides.

With P the estimated chance that challenger i beats target j, s the target's salience
and u(i), u(j) what the two positions are worth to k, the gain of k is
(1 - s) 2u(i) + s (P 2u(i) + (1 - P) 2u(j)) - (u(i) + u(j)): a target that pays no
attention gives in.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from suzerain.strategy.classics.spatial_model.published import LEAST_GAIN, LEAST_SIDE
from suzerain.strategy.classics.spatial_model.rules import Commitment, VotingRule
from suzerain.strategy.classics.spatial_model.voting import response

Array = NDArray[np.float64]
Indices = NDArray[np.intp]


def winning_chance(
    seen: Array,
    weight: Array,
    challenger: int,
    targets: Indices,
    *,
    voting_rule: VotingRule,
    commitment: Commitment,
) -> Array:
    """Estimate the chance that a challenger beats each target.

    Args:
        seen: Utility of the column's position to the row's actor, as the estimator
            sees it. Shape `(actor, actor)`.
        weight: Influence times the sum of saliences. Shape `(actor,)`.
        challenger: Who challenges.
        targets: Who is challenged. Shape `(target,)`.
        voting_rule: How a difference of utility becomes votes.
        commitment: What third parties stake.

    Returns:
        Chances. Shape `(target,)`.

    Examples:
        Weights of 2 and 1 and no third party: two to one.

        >>> seen = np.array([[1.0, 0.4], [0.4, 1.0]])
        >>> sides = {"voting_rule": "Prop", "commitment": "SemiCommit"}
        >>> winning_chance(seen, np.array([2.0, 1.0]), 0, np.array([1]), **sides)
        array([0.66666667])
    """
    own = seen.diagonal()
    mine = weight[challenger] * response(
        own[challenger] - seen[challenger, targets], voting_rule
    )
    theirs = weight[targets] * response(
        seen[targets, challenger] - own[targets], voting_rule
    )
    for_it = LEAST_SIDE + np.maximum(mine, 0) + np.maximum(theirs, 0)
    against = LEAST_SIDE + np.maximum(-mine, 0) + np.maximum(-theirs, 0)
    if commitment == "SemiCommit":  # under the others both sides are worth the same
        votes = _third_votes(
            seen, weight, challenger, targets, (for_it, against), voting_rule
        )
        for_it = np.vstack((for_it, np.maximum(votes, 0))).sum(axis=0)
        against = np.vstack((against, np.maximum(-votes, 0))).sum(axis=0)
    return np.asarray(for_it / (for_it + against))


def _third_votes(
    seen: Array,
    weight: Array,
    challenger: int,
    targets: Indices,
    sides: tuple[Array, Array],
    rule: VotingRule,
) -> Array:
    """Votes of each third party; 0 for the two themselves. Shape `(actor, target)`.

    A third party that joins a side and wins keeps its position; if its side loses it
    must take the winner's. It weighs that by the chance its joining gives.
    """
    for_it, against = sides
    first, second = seen[:, challenger, None], seen[:, targets]
    own = seen.diagonal()[:, None]
    lean = weight[:, None] * response(first - second, rule)
    joined = for_it + np.maximum(lean, 0)
    resisted = against + np.maximum(-lean, 0)
    chance = joined / (joined + resisted)
    rest = 1 - chance
    helping = chance * (first + first + own) + rest * (second + second + second)
    opposing = chance * (first + first + first) + rest * (second + second + own)
    votes: Array = weight[:, None] * response(helping - opposing, rule)
    votes[challenger] = 0
    votes[targets, np.arange(len(targets))] = 0
    return votes


def expected_gain(worth: Array, attention: Array, chance: Array) -> Array:
    """Give what an actor gains by a challenge, over leaving things as they are.

    Args:
        worth: Utility to that actor of the challenger's position and the target's.
            Shape `(2, target)`.
        attention: Sum of the target's saliences, 0 to 1. Shape `(target,)`.
        chance: Chance that the challenger wins. Same shape.

    Returns:
        Gain of utility, summed over both positions. Same shape.

    Examples:
        >>> worth = np.array([[1.0], [0.4]])
        >>> expected_gain(worth, np.array([0.5]), np.array([0.5])).round(6)
        array([0.3])
    """
    first, second = worth
    won, lost = first + first, second + second
    contest = chance * won + (1 - chance) * lost
    gain = (1 - attention) * won + attention * contest - (first + second)
    return np.asarray(gain)


def best_target(gain: Array, challenger: int) -> int | None:
    """Name the target with the largest gain worth a challenge, the first among equals.

    Args:
        gain: Expected gains. Shape `(actor,)`.
        challenger: Who challenges; no target of its own.

    Returns:
        Place of the target; None if no gain is large enough.

    Examples:
        >>> best_target(np.array([9.0, 0.1, 0.2]), 0)
        2
    """
    others = np.where(np.arange(len(gain)) == challenger, -np.inf, gain)
    best = int(others.argmax())
    return best if others[best] > LEAST_GAIN else None
