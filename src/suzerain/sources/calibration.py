"""Tables of trade, inputs and output become the shares of an economy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from suzerain.core.economy import Array, Economy
from suzerain.sources.matrices import Arrays


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WorldTable:
    """What a world's accounts of one year say, in money.

    Args:
        regions: Codes of the regions.
        sectors: Names of the sectors.
        flow: Sales before tariffs, at home too. Shape `(importer, exporter, sector)`.
        materials: Part of the using sector's output that goes to each input.
            Shape `(region, input, using)`.
        tariff: Ad valorem. Shape `(importer, exporter, sector)`.
        elasticity: Trade elasticity. Shape `(sector,)`.
        unit: Such as `million current USD`.
        origin: Dataset, version and year.
        names: Names of the regions; empty where the table has codes only.
    """

    regions: tuple[str, ...]
    sectors: tuple[str, ...]
    flow: Array
    materials: Array
    tariff: Array
    elasticity: Array
    unit: str
    origin: str
    names: tuple[str, ...] = ()


def calibrated(table: WorldTable) -> Economy:
    """Turn money into shares.

    Final demand is what is spent and not used as an input. Where that is negative it is
    set to 0, as Caliendo & Parro 2015 do; a sector that nobody buys is sold at home; a
    sector without output uses no inputs.

    Args:
        table: Accounts of one year.

    Returns:
        The economy. It is not balanced yet: prepare it before it is shocked.
    """
    spent = table.flow * (1 + table.tariff)
    spending = spent.sum(axis=1)
    home = np.eye(len(table.regions))[:, :, None]
    whole = spending[:, None]
    trade = np.where(whole > 0, spent / np.where(whole > 0, whole, 1), home)
    sold = table.flow.sum(axis=0)
    materials = np.where(sold[:, None] > 0, table.materials, 0)
    value_added = 1 - materials.sum(axis=1)
    final = spending - np.einsum("nkj,nj->nk", materials, sold)
    final = np.maximum(final, 0)
    bought, given = table.flow.sum(axis=(1, 2)), table.flow.sum(axis=(0, 2))
    return Economy(
        regions=table.regions,
        sectors=table.sectors,
        trade=trade,
        value_added=value_added,
        inputs=materials,
        final=final / final.sum(axis=1, keepdims=True),
        elasticity=table.elasticity,
        tariff=table.tariff,
        income=(value_added * sold).sum(axis=1),
        deficit=bought - given,
        unit=table.unit,
        origin=table.origin,
        names=table.names,
    )


def from_input_output(
    arrays: Arrays, *, elasticity: Array, tariff: float, unit: str, origin: str
) -> Economy:
    """Make an economy from a world input-output table.

    The table says who sold what to which industry. The model knows one composite of
    each sector, so inputs and final use come from the same mix of suppliers. There are
    no tariffs in such a table; one for all imports is assumed.

    Args:
        arrays: Intermediate use, final use, output, countries and industries.
        elasticity: Trade elasticity. Shape `(industry,)`.
        tariff: On every import, ad valorem.
        unit: Of the table.
        origin: Dataset, version and year.
    """
    used, final, output, countries, industries = arrays
    n, j = len(countries), len(industries)
    cells = used.reshape(n, j, n, j)
    bought = cells.sum(axis=3) + final.reshape(n, j, n, -1).sum(axis=3)
    inputs = cells.sum(axis=0).transpose(1, 0, 2)
    made = output.reshape(n, 1, j)
    materials = np.divide(inputs, made, out=np.zeros_like(inputs), where=made > 0)
    total = materials.sum(axis=1, keepdims=True)
    materials /= np.maximum(total, 1)  # a sector may not use more than it makes
    flow = np.maximum(bought, 0).transpose(2, 0, 1)
    abroad = 1 - np.eye(n)[:, :, None]
    return calibrated(
        WorldTable(
            regions=countries,
            sectors=industries,
            flow=np.ascontiguousarray(flow),
            materials=materials,
            tariff=np.broadcast_to(tariff * abroad, (n, n, j)),
            elasticity=elasticity,
            unit=unit,
            origin=origin,
        )
    )
