"""First-order and total Sobol indices, by SciPy, of any model that draws in worlds."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from suzerain.core.errors import DataMissing, OutlookError
from suzerain.outlook.scenario import Spanned
from suzerain.outlook.whatif.design import Model, swapped

REST = "all others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """How much of an outcome's variance one input explains.

    Args:
        id: Name of the input, or `all others`.
        first: Part that it explains alone, 0 to 1 but for chance.
        total: Part that is left when all but it are known, at least `first` but for
            chance.
    """

    id: str
    first: Spanned
    total: Spanned

    def to_dict(self) -> dict[str, Any]:
        """Return all fields."""
        return {
            "id": self.id,
            "first": self.first.to_dict(),
            "total": self.total.to_dict(),
        }


def sobol(
    model: Model,
    names: Sequence[str],
    *,
    count: int,
    seed: int = 1,
    resamples: int,
    confidence: float,
) -> tuple[Index, ...]:
    """Part the variance of an outcome among its inputs.

    Args:
        model: Gives the outcome in worlds, drawing its inputs there.
        names: Names of the inputs told apart; the others count as one.
        count: Worlds of a block, a power of two.
        seed: Seed of the draws.
        resamples: How often worlds are drawn again for an interval.
        confidence: Part of resamples between the ends of an interval, such as 0.8.

    Returns:
        Indices, the largest total first; what is not named comes last.

    Raises:
        DataMissing: If SciPy is not here; the extra is named.
        OutlookError: If the count is no power of two, or the outcome never varies.

    References:
        Saltelli et al. 2010 for the first order; Jansen 1999 for the total.
    """
    if count < 2 or count & (count - 1):
        raise OutlookError(
            f"{count} worlds for each index", "a power of two", "use 512 or 1024"
        )
    stats = _scipy_stats()
    laid = swapped(names, count, seed)
    blocks = model(laid).reshape(-1, count)
    if np.ptp(blocks[:2]) == 0:
        raise OutlookError(
            "the outcome is the same in every world: it has no variance to part",
            "an outcome that varies",
            "ask for another outcome, or draw more worlds",
        )
    found = stats.sobol_indices(
        func={
            "f_A": blocks[None, 0],
            "f_B": blocks[None, 1],
            "f_AB": blocks[2:, None],
        },
        n=count,
    )
    with warnings.catch_warnings():  # an index that is 0 in every resample
        warnings.simplefilter("ignore")
        again = found.bootstrap(confidence_level=confidence, n_resamples=resamples)
    rows = [
        Index(
            id=name,
            first=_read(found.first_order, again.first_order, spot),
            total=_read(found.total_order, again.total_order, spot),
        )
        for spot, name in enumerate((*names, REST))
    ]
    named = sorted(rows[:-1], key=lambda one: (-one.total.value, one.id))
    return (*named, rows[-1])


def _read(values: Any, bounds: Any, spot: int) -> Spanned:
    interval = bounds.confidence_interval
    value, low, high = (
        float(np.ravel(one)[spot]) for one in (values, interval.low, interval.high)
    )
    if np.isnan(low) or np.isnan(high):
        low = high = value
    return Spanned(value=value, low=low, high=high)


def _scipy_stats() -> Any:
    try:
        return import_module("scipy.stats")
    except ImportError as error:
        raise DataMissing(
            "Sobol indices need SciPy, which is not installed",
            "the extra 'sensitivity'",
            "run `pip install 'suzerain[sensitivity]'`, or use --method rank",
        ) from error
