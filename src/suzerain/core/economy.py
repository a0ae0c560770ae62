"""A world of regions and sectors in one year, as the shares it is made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Economy:
    """Hold what exact hat algebra starts from (Caliendo & Parro 2015, section 4).

    Args:
        regions: Names or codes of the regions.
        sectors: Names or codes of the sectors.
        trade: Part of the importer's spending on a sector that goes to the exporter;
            over exporters 1. Shape `(importer, exporter, sector)`.
        value_added: Part of value added in gross output. Shape `(region, sector)`.
        inputs: Part of the using sector's gross output that is spent on materials
            of the input sector; with `value_added` 1 over inputs.
            Shape `(region, input, using)`.
        final: Part of final spending on each sector; over sectors 1.
            Shape `(region, sector)`.
        elasticity: Trade elasticity `theta`, above 0. Shape `(sector,)`.
        tariff: Ad valorem, 0.05 is five per cent. Shape `(importer, exporter, sector)`.
        income: Value added of each region in `unit`. Shape `(region,)`.
        deficit: Trade deficit in `unit`; over regions 0. Shape `(region,)`.
        unit: Such as `million current USD`.
        origin: Dataset, version and year.
        names: Names of the regions as the dataset has them; empty where it has codes
            only.
    """

    regions: tuple[str, ...]
    sectors: tuple[str, ...]
    trade: Array
    value_added: Array
    inputs: Array
    final: Array
    elasticity: Array
    tariff: Array
    income: Array
    deficit: Array
    unit: str
    origin: str
    names: tuple[str, ...] = ()

    def __str__(self) -> str:
        return (
            f"{len(self.regions)} regions and {len(self.sectors)} sectors, "
            f"{self.unit} ({self.origin})"
        )
