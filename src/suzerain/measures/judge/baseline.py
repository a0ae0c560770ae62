"""A balanced economy, laid out so that reckoning many shocks is products of matrices.

Prices are kept as `z = -theta ln P`, so that `ln U` of the price index
`U = sum_i pi_i c_i^-theta` is the next `z`. The update of prices and spending solves
each region's own input-output links at once, and that of wages the whole world's, both
as they are at the baseline. Updates need no more digits than the gap that they close,
so their matrices are in single precision; what they are held against is not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from suzerain.core.economy import Array, Economy
from suzerain.core.errors import SuzerainError

Single = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TradeTable:
    """TradeTable shares as the engine multiplies with them.

    Args:
        shares: Of the importer's spending. Shape `(sector, importer, exporter)`.
        net: The part that reaches the exporter, after tariffs. Same shape.
        taxed: Whether there are tariffs.
    """

    shares: Array
    net: Array
    taxed: bool

    @classmethod
    def of(cls, trade: Array, tariff: Array) -> TradeTable:
        """Lay out shares and tariffs of shape `(importer, exporter, sector)`."""
        shares = np.ascontiguousarray(trade.transpose(2, 0, 1))
        taxed = bool(tariff.any())
        net = np.ascontiguousarray((trade / (1 + tariff)).transpose(2, 0, 1))
        return cls(shares=shares, net=net if taxed else shares, taxed=taxed)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Baseline:
    """Hold a balanced economy and what does not change from shock to shock.

    Args:
        economy: Regions, sectors and shares; its wages clear every labour market.
        spending: Spending of each region on each sector, in the economy's unit.
            Shape `(region, sector)`.
        trade: TradeTable shares laid out.
        cost_links: From `z` and the log wage to `-theta ln c`.
            Shape `(region, sector, sector + 1)`.
        use_links: From output and income to spending and value added.
            Shape `(region, sector + 1, sector + 1)`.
        price_block: Solves a region's own links of prices.
            Shape `(region, sector, sector)`.
        spend_block: The same for spending.
        wage_step: From excess demand for labour to log wages.
            Shape `(region, region)`.
        price_wage: How `z` answers log wages. Shape `(sector, region, region)`.
        spend_wage: How spending answers log wages. Same shape.
    """

    economy: Economy
    spending: Array
    trade: TradeTable
    cost_links: Array
    use_links: Array
    price_block: Single
    spend_block: Single
    wage_step: Array
    price_wage: Single
    spend_wage: Single

    @property
    def income(self) -> Array:
        """Income of each region: value added, tariff revenue and deficit."""
        economy = self.economy
        kept = (economy.trade / (1 + economy.tariff)).sum(axis=1)
        revenue = (self.spending * (1 - kept)).sum(axis=1)
        income: Array = economy.income + revenue + economy.deficit
        return income


def lay_out(economy: Economy) -> Baseline:
    """Lay an economy out, with neither spending nor the response to wages yet."""
    regions, sectors = economy.value_added.shape
    theta = economy.elasticity
    trade = TradeTable.of(economy.trade, economy.tariff)
    own_links = economy.inputs.transpose(0, 2, 1) * theta[:, None] / theta
    own_value = -theta * economy.value_added
    own_share = np.einsum("jnn->nj", trade.shares)
    own_net = np.einsum("jnn->nj", trade.net)
    one, nothing = np.eye(sectors), np.zeros((sectors, regions, regions), np.float32)
    return Baseline(
        economy=economy,
        spending=np.zeros((regions, sectors)),
        trade=trade,
        cost_links=np.concatenate([own_links, own_value[:, :, None]], axis=2),
        use_links=_use_links(economy),
        price_block=_inverse(one - own_share[:, :, None] * own_links),
        spend_block=_inverse(one - economy.inputs * own_net[:, None, :]),
        wage_step=np.zeros((regions, regions)),
        price_wage=nothing,
        spend_wage=nothing,
    )


def _inverse(blocks: Array) -> Single:
    return np.linalg.inv(blocks).astype(np.float32)


def _use_links(economy: Economy) -> Array:
    """Spending is inputs times output and final parts times income."""
    regions, sectors = economy.value_added.shape
    links = np.zeros((regions, sectors + 1, sectors + 1))
    links[:, :-1, :-1] = economy.inputs
    links[:, :-1, -1] = economy.final
    links[:, -1, :-1] = economy.value_added
    return links


def with_deficits(economy: Economy, deficits: str) -> Economy:
    """Return the economy with its deficits held, or without any."""
    if deficits == "held":
        return economy
    if deficits == "closed":
        return replace(economy, deficit=np.zeros_like(economy.deficit))
    raise SuzerainError(
        f"deficits {deficits!r}", "held, closed", "choose one of the two"
    )
