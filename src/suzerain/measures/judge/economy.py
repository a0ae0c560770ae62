"""What an economy must be before it can be solved."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from suzerain.core.economy import Array, Economy
from suzerain.core.errors import SuzerainError

ROUNDING = 1e-8


def check_economy(economy: Economy) -> None:
    """Refuse an economy whose shares are none.

    Args:
        economy: Shapes, signs and sums are checked; balance is not.

    Raises:
        SuzerainError: All that is wrong, in one message.

    Examples:
        >>> from suzerain.measures.judge.even import even_economy
        >>> names = ("Land", "Isle")
        >>> check_economy(even_economy(names, ("Grain",), home=0.8))
        >>> try:
        ...     check_economy(even_economy(names, ("Grain",), home=0.8, elasticity=0))
        ... except SuzerainError as error:
        ...     print(error.what)
        an even world: elasticities of 0 or less
    """
    found = list(_shapes(economy)) or list(_values(economy))
    if found:
        raise SuzerainError(
            f"{economy.origin}: {'; '.join(found)}",
            "shares from 0 to 1 that add up to 1, and elasticities above 0",
            "mend the table, or the reader that made the economy",
        )


def _shapes(economy: Economy) -> Iterator[str]:
    n, j = len(economy.regions), len(economy.sectors)
    wanted = {
        "trade": (n, n, j),
        "value_added": (n, j),
        "inputs": (n, j, j),
        "final": (n, j),
        "elasticity": (j,),
        "tariff": (n, n, j),
        "income": (n,),
        "deficit": (n,),
    }
    for name, shape in wanted.items():
        values = getattr(economy, name)
        if values.shape != shape:
            yield f"{name} has the shape {values.shape} and not {shape}"
        elif not np.isfinite(values).all():
            yield f"{name} holds a value that is no number"
    if n < 2:
        yield "there are fewer than two regions"


def _values(economy: Economy) -> Iterator[str]:
    if not (economy.elasticity > 0).all():
        yield "elasticities of 0 or less"
    if not (economy.income > 0).all():
        yield "a region without income"
    if not (economy.tariff > -1).all():
        yield "tariffs of -1 or less"
    for name in ("trade", "value_added", "final"):
        if (getattr(economy, name) < 0).any():
            yield f"{name} holds a negative share"
    yield from _sum("trade shares of an importer and sector", economy.trade.sum(axis=1))
    yield from _sum("final shares of a region", economy.final.sum(axis=1))
    cost = economy.value_added + economy.inputs.sum(axis=1)
    yield from _sum("value added and inputs of a sector", cost)
    world = float(economy.income.sum())
    if abs(float(economy.deficit.sum())) > ROUNDING * world:
        yield "deficits of all regions do not add up to 0"


def _sum(what: str, total: Array) -> Iterator[str]:
    worst = total.flat[np.abs(total - 1).argmax()]
    if abs(worst - 1) > ROUNDING:
        yield f"{what} add up to {worst:.6g} and not to 1"
