"""Where to start: statistical backward induction.

The last movers' choices are fitted alone, by a binary regression; given how likely
they then are, so are the choices before them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.exposure import Array
from suzerain.strategy.classics.strategic_models.jet import inputs
from suzerain.strategy.classics.strategic_models.links import Chance
from suzerain.strategy.classics.strategic_models.maximise import climb
from suzerain.strategy.classics.strategic_models.trees import Fork, Leaf

RIDGE = 1e-2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Seen:
    """What lies below a node: ends, and what each player's coefficients weigh there."""

    ends: tuple[int, ...]
    weights: dict[int, dict[str, Array]]


def backward_start(
    tree: Fork,
    matrices: Mapping[str, Array],
    end: NDArray[np.intp],
    link: Chance,
) -> dict[str, Array]:
    """Fit move by move, from the last to the first.

    Args:
        tree: The first move.
        matrices: Regressors of each utility, as orthogonal columns.
        end: The end that each row came to. Shape `(row,)`.
        link: Probit or logit.

    Returns:
        Coefficients of each utility.
    """
    found = {name: np.zeros(matrix.shape[1]) for name, matrix in matrices.items()}

    def look(node: Fork | Leaf) -> _Seen:
        if isinstance(node, Leaf):
            return _Seen(
                ends=(node.number,),
                weights={who: {u: matrices[u]} for who, u in node.paid.items()},
            )
        left, right = look(node.left), look(node.right)
        came = np.isin(end, left.ends + right.ends)
        weights = _gap(left, right, node.player)
        names = [name for name, matrix in weights.items() if matrix.shape[1]]
        chance = np.full(len(end), 1 / np.float64(2))
        if names:
            stacked = np.concatenate([weights[name] for name in names], axis=1)
            went = np.where(np.isin(end, right.ends), 1.0, -1.0)
            fitted = binary(stacked[came], went[came], link)
            chance = link(inputs((stacked @ fitted)[None])[0])[0].value
            edges = np.cumsum([weights[name].shape[1] for name in names])[:-1]
            for name, part in zip(names, np.split(fitted, edges), strict=True):
                found[name] = np.sqrt(2) * part
        return _Seen(
            ends=left.ends + right.ends,
            weights=_mixed(left.weights, right.weights, chance[:, None]),
        )

    look(tree)
    return found


def _gap(left: _Seen, right: _Seen, player: int) -> dict[str, Array]:
    """Weigh what a move to the right gains its mover."""
    gains = dict(right.weights.get(player, {}))
    for name, matrix in left.weights.get(player, {}).items():
        gains[name] = -matrix
    return gains


def _mixed(
    left: dict[int, dict[str, Array]], right: dict[int, dict[str, Array]], chance: Array
) -> dict[int, dict[str, Array]]:
    mixed: dict[int, dict[str, Array]] = {}
    for side, weight in ((left, 1 - chance), (right, chance)):
        for who, utilities in side.items():
            own = mixed.setdefault(who, {})
            own |= {name: weight * matrix for name, matrix in utilities.items()}
    return mixed


def binary(matrix: Array, went: Array, link: Chance) -> Array:
    """Fit a binary regression, held near zero so that it always has an answer.

    Args:
        matrix: Regressors. Shape `(row, regressor)`.
        went: 1 for right, -1 for left. Shape `(row,)`.
        link: Probit or logit.

    Returns:
        Coefficients. Shape `(regressor,)`.
    """

    def surface(at: Array) -> tuple[float, Array, Array]:
        argument = inputs((went * (matrix @ at))[None])[0]
        log = link(argument)[1]
        signed = went[:, None] * matrix
        curve = signed.T @ (log.curve[0, 0][:, None] * signed)
        return (
            float(log.value.sum() - RIDGE * (at @ at)),
            signed.T @ log.slope[0] - 2 * RIDGE * at,
            curve - 2 * RIDGE * np.eye(len(at)),
        )

    return climb(surface, np.zeros(matrix.shape[1])).at
