"""What the measures say of every pair of states, from one year's flows at a time.

Row `i` is who would lose, column `j` who would cut. With `w` the part of `i`'s
purchases and `x` that of its sales that is with `j`, the loss `D[i, j]` is that of
`measures.bilateral`, each assumption at its median instead of over worlds. Nothing of
another year enters, and what was not observed is NaN.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from suzerain.core.assumption import Register, load_register
from suzerain.core.flows import Flows
from suzerain.measures.observed import laid_out, too_little, unobserved
from suzerain.measures.published.barbieri import (
    interdependence,
    salience,
    symmetry,
    trade,
    trade_share,
)
from suzerain.measures.published.hirschman import hhi
from suzerain.measures.published.oneal_russett import trade_dependence
from suzerain.outlook.backtest.cut_losses import CutLosses

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

UNKNOWN: Final = (np.nan, np.nan)
OURS: Final = ("dependence", "reverse", "asymmetry", "joint", "excess")
THIRD: Final = ("other_hold", "other_apart", "hold_on_other")
PUBLISHED: Final = (
    "import_share",
    "import_concentration",
    "trade_share",
    "salience",
    "symmetry",
    "interdependence",
    "trade_to_product",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DyadFrame:
    """Hold the measures of all pairs in one year.

    Args:
        year: The year; nothing of another one is in it.
        actors: Codes of the states.
        values: Measure by name: of row `i`, who would lose, and column `j`, who would
            cut; NaN where unobserved. Shape `(actor, actor)` each.
            `dependence`: part of `i`'s welfare that a cut by `j` takes.
            `reverse`: the same of `j` cut by `i`.
            `asymmetry`: the first less the second, `j`'s leverage over `i`.
            `joint`: loss when `j` and the supplier on whom `i` depends most beside
            it cut together.
            `excess`: `joint` less the two losses alone, each in log welfare.
            `other_hold`: largest leverage of anybody but `j` over `i`.
            `other_apart`: how far that other power stands from `j`, if positions
            were given.
            `hold_on_other`: leverage of `j` over that other power.
            `import_share`, `import_concentration`: Hirschman's share and index.
            `trade_share`, `salience`, `symmetry`, `interdependence`: Barbieri's.
            `trade_to_product`: Oneal and Russett's.
        other: Place of the other power, -1 where nobody holds anything.
            Shape `(actor, actor)`.
        amount: Purchases of `i` from `j`, NaN where unobserved. Same shape.
    """

    year: int
    actors: tuple[str, ...]
    values: Mapping[str, Array]
    other: NDArray[np.intp]
    amount: Array

    def read(self, name: str, of: Sequence[str], to: Sequence[str]) -> Array:
        """Return a measure for pairs of codes, NaN for a state that is not here.

        Args:
            name: Name of the measure.
            of: Codes of who would lose. Length `pair`.
            to: Codes of who would cut. Same length.

        Returns:
            Values. Shape `(pair,)`.
        """
        return pick(self.values[name], self.actors, of, to)

    def bought(self, of: Sequence[str], to: Sequence[str]) -> Array:
        """Return amounts bought for pairs of codes, NaN where unobserved."""
        return pick(self.amount, self.actors, of, to)

    def patron(self, code: str) -> str:
        """Return who has most leverage over a state, empty when nobody has any."""
        if code not in self.actors:
            return ""
        hold = self.values["asymmetry"][self.actors.index(code)]
        if not (hold > 0).any():
            return ""
        return self.actors[int(np.nanargmax(hold))]

    def largest_partner(self, code: str) -> str:
        """Return with whom a state trades most, empty when nothing was observed."""
        if code not in self.actors:
            return ""
        share = self.values["trade_share"][self.actors.index(code)]
        if not (share > 0).any():
            return ""
        return self.actors[int(np.nanargmax(share))]


def dyad_frame(
    flows: Flows,
    year: int,
    *,
    products: Mapping[str, float] | None = None,
    totals: Mapping[str, tuple[float, float]] | None = None,
    apart: tuple[Sequence[str], Array] | None = None,
    register: Register | None = None,
) -> DyadFrame:
    """Measure all pairs of one year.

    Args:
        flows: Flows of trade as reported; smoothed ones hold later years.
        year: The year.
        products: Product of each state that year, in the unit of the flows; a state
            without one takes the declared part of imports.
        totals: All imports and all exports of each state that year.
        apart: Codes of states, and how far each stands from each other that year;
            NaN where unknown. Shape of the matrix `(code, code)`.
        register: The assumptions; those shipped when left out.

    Returns:
        The measures. A state too little of whose purchases were observed has none.

    Examples:
        A buys nearly all from B, who has many to trade with.

        >>> whole = np.zeros(9, dtype=np.int32)
        >>> flows = Flows(
        ...     actors=("AAA", "BBB", "CCC", "DDD"),
        ...     goods=("trade",),
        ...     year=whole + 2014,
        ...     recipient=np.array([0, 0, 0, 1, 1, 1, 2, 2, 2], dtype=np.int32),
        ...     provider=np.array([1, 2, 3, 0, 2, 3, 0, 1, 3], dtype=np.int32),
        ...     good=whole,
        ...     amount=np.array([90.0, 5, 5, 10, 45, 45, 1, 50, 50]),
        ...     unit="million current USD",
        ...     origin="an example",
        ... )
        >>> frame = dyad_frame(flows, 2014)
        >>> frame.patron("AAA"), frame.largest_partner("AAA")
        ('BBB', 'BBB')
        >>> bool(frame.read("asymmetry", ["AAA"], ["BBB"])[0] > 0)
        True
    """
    register = load_register() if register is None else register
    here, amount, seen = laid_out(flows, year)
    names = tuple(flows.actors[place] for place in here)
    np.fill_diagonal(seen, val=False)
    rest = unobserved(
        amount, [(totals or {}).get(name, UNKNOWN) for name in names], register
    )
    bought = amount.sum(axis=0)
    blind = too_little(amount, rest[0], register) | ~(bought > 0).any(axis=1)
    worth = np.array([(products or {}).get(name, np.nan) for name in names])
    cut = CutLosses(bought, rest, worth, register)
    known = seen & ~blind[:, None]
    values = _ours(cut, known)
    other = _others(values["asymmetry"])
    values |= _third(values["asymmetry"], other, _apart(apart, names))
    observed = np.where(seen, bought, np.nan)
    values |= _published(observed, worth)
    return DyadFrame(
        year=year, actors=names, values=values, other=other, amount=observed
    )


def pick(
    values: Array, actors: Sequence[str], of: Sequence[str], to: Sequence[str]
) -> Array:
    """Read cells of a matrix by the codes of its rows and columns.

    Args:
        values: The matrix. Shape `(actor, actor)`.
        actors: Codes of rows and columns.
        of: Codes of rows wanted.
        to: Codes of columns wanted, as many.

    Returns:
        The cells, NaN where a code is not there. Shape `(pair,)`.

    Examples:
        >>> pick(np.array([[0.0, 1.0], [2.0, 0.0]]), ["A", "B"], ["B", "C"], ["A", "A"])
        array([ 2., nan])
    """
    place = {code: k for k, code in enumerate(actors)}
    i = np.array([place.get(code, -1) for code in of], dtype=np.intp)
    j = np.array([place.get(code, -1) for code in to], dtype=np.intp)
    if not len(actors):
        return np.full(len(i), np.nan)
    return np.where((i >= 0) & (j >= 0), values[i, j], np.nan)


def log_part(lost: Array) -> Array:
    """Turn parts of welfare lost into log losses, which add up.

    Examples:
        >>> float(log_part(np.array([0.5]))[0].round(4))
        0.6931
    """
    return np.asarray(-np.log1p(-lost))


def _ours(cut: CutLosses, known: Mask) -> dict[str, Array]:
    """Losses alone, both ways and with the largest other supplier."""
    alone = np.where(known, cut.loss(cut.buy, cut.sell), np.nan)
    rows, partner = np.arange(len(alone))[:, None], _largest_beside(alone)
    both = cut.buy + cut.buy[rows, partner], cut.sell + cut.sell[rows, partner]
    joint = np.where(known, cut.loss(*both), np.nan)
    return {
        "dependence": alone,
        "reverse": alone.T.copy(),
        "asymmetry": alone - alone.T,
        "joint": joint,
        "excess": log_part(joint) - log_part(alone) - log_part(alone[rows, partner]),
    }


def _largest_beside(values: Array) -> NDArray[np.intp]:
    """Column of each row's largest value beside the cell's own. Shape of `values`."""
    filled = np.where(np.isnan(values), -np.inf, values)
    columns = np.arange(len(filled))
    first = filled.argmax(axis=1)
    filled[columns, first] = -np.inf
    second = filled.argmax(axis=1)
    out = np.where(columns == first[:, None], second[:, None], first[:, None])
    return np.asarray(out, dtype=np.intp)


def _others(hold: Array) -> NDArray[np.intp]:
    """Who beside the column has most leverage over the row; -1 where nobody."""
    other = _largest_beside(hold)
    held = hold[np.arange(len(hold))[:, None], other]
    return np.where(held > 0, other, -1)


def _third(hold: Array, other: NDArray[np.intp], apart: Array) -> dict[str, Array]:
    """Measures of the strongest other power; its hold is 0 where nobody has one."""
    rows, columns = np.indices(hold.shape)
    there = other >= 0
    place = np.where(there, other, 0)
    nobody = np.where(np.isnan(hold).all(axis=1), np.nan, 0.0)[rows]
    return {
        "other_hold": np.where(there, hold[rows, place], nobody),
        "other_apart": np.where(there, apart[place, columns], np.nan),
        "hold_on_other": np.where(there, hold[place, columns], np.nan),
    }


def _apart(apart: tuple[Sequence[str], Array] | None, names: Sequence[str]) -> Array:
    """Lay positions out over the states of the flows."""
    if apart is None:
        return np.full((len(names), len(names)), np.nan)
    codes, far = apart
    of, to = np.meshgrid(names, names, indexing="ij")
    return pick(far, codes, of.ravel().tolist(), to.ravel().tolist()).reshape(of.shape)


def _published(bought: Array, worth: Array) -> dict[str, Array]:
    """Published measures of the same flows, unobserved where either way is."""
    between = trade(bought)
    size = len(bought)
    with np.errstate(invalid="ignore"):
        total = np.nansum(between, axis=1)
        mine = trade_share(between, total)
        spent = np.nansum(bought, axis=1)[:, None]
        share = bought / np.where(spent > 0, spent, np.nan)
        whole = np.broadcast_to(hhi(bought)[:, None], (size, size))
    return {
        "import_share": share,
        "import_concentration": np.array(whole),
        "trade_share": mine,
        "salience": salience(mine, mine.T),
        "symmetry": symmetry(mine, mine.T),
        "interdependence": interdependence(mine, mine.T),
        "trade_to_product": trade_dependence(between, worth),
    }
