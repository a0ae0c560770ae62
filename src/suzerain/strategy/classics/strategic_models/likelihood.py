"""How likely what was played is, with exact gradient and Hessian.

The regressors of each equation are turned into orthogonal columns of length
`sqrt(rows)`, so that neither a regressor's unit nor its origin changes the climb.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from suzerain.core.errors import StrategyError
from suzerain.measures.exposure import Array
from suzerain.strategy.classics.strategic_models.design import Regressors
from suzerain.strategy.classics.strategic_models.jet import Jet, inputs

BLOCK = 4096
COLLINEAR = 1e-9

Surface = Callable[[Array], tuple[float, Array, Array]]
RowLikelihood = Callable[[tuple[Jet, ...], slice], Jet]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Basis:
    """Hold the regressors of an equation in orthogonal form, and the way back.

    Args:
        name: Of the equation.
        names: Of its regressors.
        matrix: Orthogonal columns. Shape `(row, regressor)`.
        back: Coefficients of the regressors by those of the orthogonal columns.
            Shape `(regressor, regressor)`.
    """

    name: str
    names: tuple[str, ...]
    matrix: Array
    back: Array


def orthogonal(name: str, given: Regressors) -> Basis:
    """Put the regressors of an equation into orthogonal form.

    Args:
        name: Of the equation, for messages.
        given: Its regressors.

    Returns:
        Orthogonal columns that span the same.

    Raises:
        StrategyError: If a regressor is a sum of others, or never varies.

    Examples:
        >>> made = Regressors(names=("a",), matrix=np.array([[3.0], [4.0]]))
        >>> found = orthogonal("u11", made)
        >>> np.allclose(found.matrix @ np.linalg.solve(found.back, [1]), [3, 4])
        True
    """
    rows, count = given.matrix.shape
    unit = np.abs(given.matrix).max(axis=0, initial=0)
    if (unit == 0).any():
        zero = given.names[int(np.argmin(unit))]
        raise StrategyError(
            f"{zero!r} in {name} is 0 in every row that is used",
            "regressors that vary",
            f"take {zero!r} out of {name}",
        )
    turned, upper = np.linalg.qr(given.matrix / unit)
    own = np.sqrt((upper**2).sum(axis=0))
    loose = np.abs(np.diag(upper)) < COLLINEAR * own
    if count > rows or loose.any():
        bound = given.names[int(np.argmax(loose))]
        raise StrategyError(
            f"{bound!r} in {name} follows from the other regressors there: "
            f"{', '.join(given.names)}",
            "regressors of which none is a sum of others",
            f"take {bound!r} out of {name}",
        )
    back = np.linalg.inv(upper * unit) * np.sqrt(rows) if count else upper
    return Basis(name=name, names=given.names, matrix=turned * np.sqrt(rows), back=back)


def surface_of(
    bases: Sequence[Basis], fixed: Sequence[float | None], rows: RowLikelihood
) -> Surface:
    """Make the log-likelihood of all rows a function of the coefficients.

    Args:
        bases: One an equation.
        fixed: What an equation without coefficients is worth; None for one with them.
        rows: Gives the log-likelihood of some rows from the equations' jets.

    Returns:
        Value, gradient and Hessian by coefficients of the orthogonal columns.
    """
    free = [k for k, value in enumerate(fixed) if value is None]
    counts = [bases[k].matrix.shape[1] for k in free]
    edges = np.cumsum([0, *counts])
    total = len(bases[0].matrix)

    def block(at: Array, part: slice) -> tuple[float, Array, Array]:
        columns = [bases[k].matrix[part] for k in free]
        values = [
            matrix @ at[low:high]
            for matrix, low, high in zip(columns, edges, edges[1:], strict=False)
        ]
        jets = inputs(np.stack(values))
        zero, own = 0 * jets[0], iter(jets)
        found = rows(
            tuple(next(own) if value is None else zero + value for value in fixed), part
        )
        slope = np.concatenate(
            [matrix.T @ one for matrix, one in zip(columns, found.slope, strict=True)]
        )
        curve = np.block(
            [
                [
                    left.T @ (found.curve[i, j][:, None] * right)
                    for j, right in enumerate(columns)
                ]
                for i, left in enumerate(columns)
            ]
        )
        return float(found.value.sum()), slope, curve

    def surface(at: Array) -> tuple[float, Array, Array]:
        with np.errstate(all="ignore"):  # steps too far are refused as not finite
            parts = [
                block(at, slice(low, low + BLOCK)) for low in range(0, total, BLOCK)
            ]
        values, slopes, curves = zip(*parts, strict=True)
        slope, curve = np.sum(slopes, axis=0), np.sum(curves, axis=0)
        return float(sum(values)), np.asarray(slope), np.asarray(curve)

    return surface


def way_back(bases: Sequence[Basis]) -> Array:
    """Make the matrix from orthogonal to given coefficients, of all equations.

    Args:
        bases: One an equation, in order.

    Returns:
        Block by block. Shape `(coefficient, coefficient)`.
    """
    count = sum(len(basis.back) for basis in bases)
    whole, low = np.zeros((count, count)), 0
    for basis in bases:
        high = low + len(basis.back)
        whole[low:high, low:high] = basis.back
        low = high
    return whole
