"""One year of flows as a matrix, and how much of it was observed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from suzerain.core.assumption import Register
from suzerain.core.errors import SuzerainError
from suzerain.core.flows import Flows

Array = NDArray[np.float64]


def unobserved(
    amount: Array, totals: list[tuple[float, float]], register: Register
) -> Array:
    """Reckon the imports and exports that no observed flow holds.

    Args:
        amount: As `laid_out` gives them.
        totals: All imports and all exports of each actor, NaN when unknown.
        register: Its `atlas.full_cover`: from that part on flows count as complete.

    Returns:
        What is left of them, 0 or more. Shape `(2, actor)`.

    Examples:
        >>> from suzerain.core.assumption import load_register
        >>> amount = np.array([[[0.0, 6.0], [2.0, 0.0]]])
        >>> unobserved(amount, [(10.0, 2.1), (np.nan, 6.0)], load_register())
        array([[4., 0.],
               [0., 0.]])
    """
    seen = amount.sum(axis=0)
    held = np.stack([seen.sum(axis=1), seen.sum(axis=0)])
    whole = np.nan_to_num(np.array(totals, dtype=np.float64).T)
    full = register["atlas.full_cover"].spread.centre
    return np.where(held >= full * whole, 0, whole - held)


def too_little(amount: Array, rest: Array, register: Register) -> NDArray[np.bool_]:
    """Say whose purchases were observed too little to be read.

    Args:
        amount: As `laid_out` gives them.
        rest: Imports that no observed flow holds. Shape `(actor,)`.
        register: Its `atlas.least_partners` and `atlas.least_cover`.

    Returns:
        True for a state that bought something and is not to be read. Shape `(actor,)`.
    """
    seen = amount.sum(axis=0)
    partners, whole = (seen > 0).sum(axis=1), seen.sum(axis=1)
    cover = whole / np.where(whole > 0, whole + rest, 1)
    few = partners < register["atlas.least_partners"].spread.centre
    little = cover < register["atlas.least_cover"].spread.centre
    return np.asarray((partners > 0) & (few | little))


def laid_out(
    flows: Flows, year: int
) -> tuple[NDArray[np.intp], Array, NDArray[np.bool_]]:
    """Lay one year of flows out as a matrix.

    Args:
        flows: The flows.
        year: The year.

    Returns:
        Places in `flows.actors` of those named in the year, shape `(actor,)`; amounts,
        0 where nothing was observed, shape `(good, recipient, provider)`; and which
        pairs were observed, shape `(recipient, provider)`.

    Raises:
        SuzerainError: If a flow stands twice.
    """
    rows = np.nonzero(flows.year == year)[0]
    ends = np.stack([flows.recipient[rows], flows.provider[rows]])
    here = np.unique(ends).astype(np.intp)
    to, by = np.searchsorted(here, ends)
    shape = (len(flows.goods), len(here), len(here))
    amount, times = np.zeros(shape), np.zeros(shape, dtype=np.int32)
    spot = flows.good[rows], to, by
    np.add.at(times, spot, 1)
    if (times > 1).any():
        good, recipient, provider = (int(axis[0]) for axis in np.nonzero(times > 1))
        raise SuzerainError(
            f"{flows.goods[good]} from {flows.actors[here[provider]]} to "
            f"{flows.actors[here[recipient]]} stands twice in {year}",
            "one row a good, pair and year",
            "add the rows up, or drop one",
        )
    amount[spot] = flows.amount[rows]
    own = np.arange(len(here))
    amount[:, own, own] = 0
    return here, amount, np.asarray(times.any(axis=0))
