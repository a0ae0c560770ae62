"""Columns of text or numbers turned into matrices of regressors.

A column that holds text becomes one regressor a class but the first in alphabetical
order, the reference level. Rows in which a needed value is missing are left out.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import StrategyError, UnknownName
from suzerain.measures.exposure import Array
from suzerain.strategy.classics.strategic_models.formula import (
    Equation,
    Product,
    Regressor,
)

MISSING = ("", "NA", "NaN", "nan", "None", ".")
SHOWN = 12
Columns = Mapping[str, Sequence[object]]
Kept = dict[str, NDArray[np.str_] | Array]


class UnknownColumn(UnknownName):
    """No such column in the data."""

    kind = "column"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Regressors:
    """Hold the matrix of one equation.

    Args:
        names: One a column of the matrix.
        matrix: Shape `(row, regressor)`.
    """

    names: tuple[str, ...]
    matrix: Array


def read_kept(
    columns: Columns, needed: Iterable[str], optional: Iterable[str] = ()
) -> tuple[Kept, int]:
    """Read the columns that are needed, without rows that lack a value.

    Args:
        columns: Texts or numbers by name, all of one length.
        needed: Names of columns that must have a value in every row that is kept.
        optional: Names of columns that may lack one; numbers, NaN where they do.

    Returns:
        The columns, as numbers where every value is one and as text elsewhere; and
        the number of rows left out.

    Raises:
        StrategyError: If a column is not there, holds infinite values, or nothing
            is left.

    Examples:
        >>> kept, left_out = read_kept({"x": ["1", "NA", "3"], "y": "aba"}, ["x", "y"])
        >>> kept["x"].tolist(), kept["y"].tolist(), left_out
        ([1.0, 3.0], ['a', 'a'], 1)
    """
    names, lenient = list(dict.fromkeys(needed)), list(dict.fromkeys(optional))
    texts = {name: _texts(columns, name) for name in (*names, *lenient)}
    if len({len(text) for text in texts.values()}) > 1:
        lengths = ", ".join(f"{name} {len(text)}" for name, text in texts.items())
        raise StrategyError(f"columns differ in length: {lengths}", "one length")
    lacks = {name: np.isin(text, MISSING) for name, text in texts.items()}
    there = ~np.any([lacks[name] for name in names], axis=0)
    if not there.any():
        raise StrategyError(
            "no row has a value in every column that the formula names",
            "rows without missing values",
            f"look at the columns {', '.join(names[:SHOWN])}",
        )
    kept: Kept = {name: _typed(name, texts[name][there]) for name in names}
    for name in lenient:
        filled = np.where(lacks[name], "nan", texts[name])[there]
        kept[name] = _typed(name, filled, may_lack=True)
    return kept, int((~there).sum())


def _texts(columns: Columns, name: str) -> NDArray[np.str_]:
    if name not in columns:
        raise UnknownColumn(name, columns, "the data")
    return np.array([str(value).strip() for value in columns[name]], dtype=np.str_)


def _typed(
    name: str, text: NDArray[np.str_], *, may_lack: bool = False
) -> NDArray[np.str_] | Array:
    try:
        numbers = text.astype(float)
    except ValueError:
        return text
    if np.isinf(numbers).any() or (np.isnan(numbers).any() and not may_lack):
        raise StrategyError(
            f"column {name!r} holds values that are not finite",
            "finite numbers; nothing or NA where a value is missing",
            f"mend {name!r} or leave it out",
        )
    return np.asarray(numbers)


def regressors(equation: Equation, kept: Kept) -> tuple[Regressors, dict[str, str]]:
    """Make the matrix of one equation.

    A factor in a product drops its reference level if the product without it is in
    the equation too, and keeps all its levels if not.

    Args:
        equation: Taken apart.
        kept: Columns, as `read_kept` gives them.

    Returns:
        The matrix, and the reference level of each factor.

    Raises:
        StrategyError: If a logarithm or root is not that of a number above zero.
    """
    (rows,) = {len(column) for column in kept.values()}
    names, parts, references = list[str](), list[Array](), dict[str, str]()
    if equation.constant:
        names.append("(Intercept)")
        parts.append(np.ones((rows, 1)))
    inside = {frozenset(one.text for one in product) for product in equation.products}
    inside |= {frozenset()} if equation.constant else set()
    for product in equation.products:
        made = _expanded(product, kept, inside)
        references |= made[-1]
        names += made[0]
        parts.append(made[1])
        if len(product) == 1 and _is_factor(product[0], kept):
            inside.add(frozenset())  # its levels add up to a constant
    matrix = np.concatenate(parts, axis=1) if parts else np.zeros((rows, 0))
    return Regressors(names=tuple(names), matrix=matrix), references


def _expanded(
    product: Product, kept: Kept, inside: set[frozenset[str]]
) -> tuple[list[str], Array, dict[str, str]]:
    names, columns, references = [""], [_ones(kept)], dict[str, str]()
    for one in product:
        rest = frozenset(other.text for other in product if other is not one)
        own_names, own, reference = _own_columns(one, kept, whole=rest not in inside)
        references |= reference
        pairs = list(itertools.product(range(len(own)), range(len(columns))))
        names = [f"{names[j]}:{own_names[i]}".strip(":") for i, j in pairs]
        columns = [columns[j] * own[i] for i, j in pairs]
    return names, np.stack(columns, axis=1), references


def _ones(kept: Kept) -> Array:
    return np.ones(len(next(iter(kept.values()))))


def _is_factor(one: Regressor, kept: Kept) -> bool:
    return one.change == "factor" or kept[one.column].dtype.kind == "U"


def _own_columns(
    one: Regressor, kept: Kept, *, whole: bool
) -> tuple[list[str], list[Array], dict[str, str]]:
    values = kept[one.column]
    if _is_factor(one, kept):
        if one.change not in ("", "factor"):
            raise StrategyError(
                f"{one.text}: column {one.column!r} holds text", "numbers", ""
            )
        levels = np.unique(values)
        shown = levels if whole else levels[1:]
        reference = {} if whole else {one.text: _shown(levels[0])}
        columns = [np.asarray(values == level, float) for level in shown]
        return [f"{one.text}{_shown(level)}" for level in shown], columns, reference
    numbers = np.asarray(values, float)
    return [one.text], [_changed(one, numbers)], {}


def _shown(level: object) -> str:
    return f"{level:g}" if isinstance(level, float) else str(level)


def _changed(one: Regressor, numbers: Array) -> Array:
    if (one.change == "log" and (numbers <= 0).any()) or (
        (one.change == "sqrt" or one.exponent % 1) and (numbers < 0).any()
    ):
        raise StrategyError(
            f"{one.text}: column {one.column!r} goes down to {numbers.min():g}",
            "numbers above zero" if one.change == "log" else "zero or more",
            f"use {one.column} as it is",
        )
    changes = {"log": np.log, "exp": np.exp, "sqrt": np.sqrt}
    with np.errstate(over="ignore"):
        changed = changes.get(one.change, lambda x: x**one.exponent)(numbers)
    if not np.isfinite(changed).all():
        raise StrategyError(
            f"{one.text} is beyond all numbers for {one.column} {numbers.max():g}",
            "finite numbers",
            f"write {one.column} in a larger unit",
        )
    return np.asarray(changed)
