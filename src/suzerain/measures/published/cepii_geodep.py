"""Which imports a country depends on, as CEPII's GeoDep lists them.

A good is critical for a country in a year when

1. the HHI of its imports over suppliers exceeds 0.4,
2. the HHI of the world's exports over suppliers exceeds 0.4,
3. its imports exceed its exports of the good, and
4. the three hold in at least two years of a window of three.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from suzerain.core.assumption import Register
from suzerain.measures.published.hirschman import hhi
from suzerain.measures.published.portfolio import Array
from suzerain.measures.published.screening import (
    Screening,
    centre,
    flows_between,
    observed_sum,
    ratio,
    screen,
)


def cepii_geodep(flow: ArrayLike, *, register: Register | None = None) -> Screening:
    """Name the goods on whose suppliers each country depends, year by year.

    The thresholds are rows `published.geodep.*` of the register, as CEPII states
    them (Lefebvre & Wibaux 2024).

    Args:
        flow: What each recipient imports from each provider, NaN where it was not
            observed. Shape `(..., good, recipient, provider)`, the last two axes
            over the same countries; the axis of the years, if any, comes first.
        register: The register with the thresholds; the shipped one when left out.

    Returns:
        The criteria 1 to 3, each of shape `(..., good, recipient)`. `lasting` adds
        the fourth.

    Raises:
        SuzerainError: If the shape does not fit or an amount is negative.

    Examples:
        One good and three countries: the first buys 9 of 10 from the second, which
        is also the world's only large exporter.

        >>> flow = np.array([[[0.0, 9.0, 1.0], [0.0, 0.0, 0.0], [0.0, 5.0, 0.0]]])
        >>> cepii_geodep(flow).critical
        array([[1., 0., 1.]])

    References:
        Lefebvre & Wibaux 2024.
    """
    amount = flows_between(np.asarray(flow))
    imports, exports = observed_sum(amount, -1), observed_sum(amount, -2)
    return screen(
        {
            "import_concentration": hhi(amount),
            "export_concentration": hhi(exports)[..., None],
            "imports_over_exports": ratio(imports, exports),
        },
        {
            "import_concentration": centre(register, "published.geodep.concentration"),
            "export_concentration": centre(register, "published.geodep.world"),
            "imports_over_exports": centre(register, "published.geodep.coverage"),
        },
    )


def lasting(critical: ArrayLike, *, register: Register | None = None) -> Array:
    """Keep what holds in enough years of a window that ends with the year.

    CEPII's page says "at least two years in a three-year window"; that the window
    ends with the year asked about is a reading of this project.

    Args:
        critical: 1, 0 or NaN, as `cepii_geodep` returns it. Shape `(year, ...)`,
            years in a row.
        register: The register with `published.geodep.window` and
            `published.geodep.years`; the shipped one when left out.

    Returns:
        1 where it holds in enough years, 0 where it cannot any more, NaN where the
        years before are unknown and would decide. Same shape.

    Examples:
        >>> lasting(np.array([1.0, 0.0, 1.0, 0.0, 0.0]))
        array([nan, nan,  1.,  0.,  0.])

    References:
        Lefebvre & Wibaux 2024.
    """
    held = np.asarray(critical, np.float64)
    window = round(centre(register, "published.geodep.window"))
    needed = centre(register, "published.geodep.years")
    before = np.full((window - 1, *held.shape[1:]), np.nan)
    padded = np.concatenate([before, held])
    spans = np.stack([padded[k : k + len(held)] for k in range(window)])
    sure = (spans == 1).sum(axis=0)
    possible = sure + np.isnan(spans).sum(axis=0)
    unknown = np.where(possible >= needed, np.nan, 0.0)
    return np.where(sure >= needed, 1.0, unknown)
