"""A world of regions and sectors made at random, for tests of the measures."""

from __future__ import annotations

import numpy as np

from suzerain.core.economy import Economy


def make_economy(
    seed: int, regions: int = 4, sectors: int = 3, home: float = 5.0
) -> Economy:
    """Every share above 0; `home` says how much more is bought at home than abroad."""
    rng = np.random.default_rng(seed)
    trade = rng.lognormal(0, 1.5, (regions, regions, sectors))
    spots = np.arange(regions)
    trade[spots, spots] *= home * regions
    trade /= trade.sum(axis=1, keepdims=True)
    value_added = rng.uniform(0.2, 0.8, (regions, sectors))
    inputs = rng.lognormal(0, 1, (regions, sectors, sectors))
    inputs *= ((1 - value_added) / inputs.sum(axis=1))[:, None, :]
    final = rng.lognormal(0, 1, (regions, sectors))
    deficit = rng.normal(0, 0.05, regions)
    return Economy(
        regions=tuple(f"R{k}" for k in range(regions)),
        sectors=tuple(f"s{k}" for k in range(sectors)),
        trade=trade,
        value_added=value_added,
        inputs=inputs,
        final=final / final.sum(axis=1, keepdims=True),
        elasticity=rng.uniform(1, 15, sectors),
        tariff=rng.uniform(0, 0.3, trade.shape) * (1 - np.eye(regions))[..., None],
        income=rng.lognormal(1, 1, regions),
        deficit=deficit - deficit.mean(),
        unit="billion current USD",
        origin="made for a test",
    )
