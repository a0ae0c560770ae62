"""Shocks that leave no equilibrium to be found, told before any is sought."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from suzerain.core.economy import Array, Economy
from suzerain.measures.judge.shock import Index, Shocks

ROUNDING = 1e-12


def hopeless(
    economy: Economy, shocks: Shocks, shares: Array
) -> Iterator[tuple[int, str]]:
    """Yield the shocks that have no equilibrium, and why.

    Args:
        economy: The balanced economy.
        shocks: The shocks.
        shares: What they add to trade shares at given prices.
            Shape `(entry, sector)`.
    """
    yield from _without_supply(economy, shocks, shares)
    yield from _without_payment(economy, shocks, shares)


def _without_supply(
    economy: Economy, shocks: Shocks, shares: Array
) -> Iterator[tuple[int, str]]:
    """A sector that is used, and that nobody is left to supply."""
    used = (economy.final > 0) | (economy.inputs > 0).any(axis=2)
    regions = len(economy.regions)
    pairs, entry = np.unique(
        shocks.shock * regions + shocks.importer, return_inverse=True
    )
    left = np.ones((len(pairs), len(economy.sectors)))
    np.add.at(left, entry, shares)
    for pair, sector in np.argwhere((left <= ROUNDING) & used[pairs % regions]):
        shock, importer = divmod(int(pairs[pair]), regions)
        name, what = economy.regions[importer], economy.sectors[sector]
        yield shock, f"nobody is left to supply {name} with {what}"


def _without_payment(
    economy: Economy, shocks: Shocks, shares: Array
) -> Iterator[tuple[int, str]]:
    """A region whose imports and exports cannot differ by its deficit.

    Who buys nothing abroad and sells there needs a surplus; who sells nothing and buys
    needs a deficit; who does neither can have none.
    """
    foreign = economy.trade.sum(axis=2) * (1 - np.eye(len(economy.regions)))
    lost = shares.sum(axis=1) * (shocks.importer != shocks.exporter)
    buys = _left(foreign.sum(axis=1), shocks, shocks.importer, lost)
    sells = _left(foreign.sum(axis=0), shocks, shocks.exporter, lost)
    deficit = np.where(
        np.abs(economy.deficit) > ROUNDING * economy.income, economy.deficit, 0
    )
    off = (~buys & ~sells & (deficit != 0)) | (~buys & sells & (deficit >= 0))
    off |= buys & ~sells & (deficit <= 0)
    words = {True: "something", False: "nothing"}
    for shock, region in np.argwhere(off):
        bought, sold = (
            words[bool(buys[shock, region])],
            words[bool(sells[shock, region])],
        )
        what = f"{economy.regions[region]} can buy {bought} abroad and sell {sold}"
        yield int(shock), f"{what}, which does not fit its trade balance"


def _left(
    total: Array, shocks: Shocks, region: Index, lost: Array
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Whether each region still trades under each shock."""
    left = np.tile(total, (len(shocks), 1))
    np.add.at(left, (shocks.shock, region), lost)
    return left > ROUNDING * total
