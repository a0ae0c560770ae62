"""A made history of six states, in the columns that back-tests read."""

from __future__ import annotations

from typing import Any

import numpy as np

CODES = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF")
YEARS = tuple(range(1990, 2000))


def packed(code: str) -> float:
    return float(int.from_bytes(code.encode(), "big"))


def flows_of(year: int, *, seed: int = 1) -> np.ndarray:
    """What each state buys from each in a year: steady, with a little noise."""
    base = np.random.default_rng(seed).gamma(2.0, 100.0, (len(CODES), len(CODES)))
    noise = np.random.default_rng(seed + year).uniform(0.9, 1.1, base.shape)
    return (base * noise + 20).round(1)


def tables(
    *, years: tuple[int, ...] = YEARS, flows: dict[int, np.ndarray] | None = None
) -> dict[str, dict[str, Any]]:
    """Columns of every query of `Annals`; NaN in a flow is no row."""
    laid = {year: (flows or {}).get(year, flows_of(year)) for year in years}
    rows = [
        (year, packed(CODES[i]), packed(CODES[j]), amount[i, j])
        for year, amount in laid.items()
        for i in range(len(CODES))
        for j in range(len(CODES))
        if i != j and not np.isnan(amount[i, j])
    ]
    year, recipient, provider, flow = (
        np.array(part) for part in zip(*rows, strict=True)
    )
    pairs = [(i, j) for i in range(len(CODES)) for j in range(i + 1, len(CODES))]
    one = np.array([packed(CODES[i]) for i, _ in pairs])
    other = np.array([packed(CODES[j]) for _, j in pairs])
    seen = np.repeat(years, len(CODES))
    states = np.array(CODES * len(years), dtype=object)
    return {
        "flows": {
            "year": year.astype(np.int64),
            "recipient": recipient,
            "provider": provider,
            "flow": flow,
        },
        "totals": {
            "year": seen[:0],
            "state": states[:0],
            "imports": np.empty(0),
            "exports": np.empty(0),
        },
        "products": {
            "year": seen,
            "state": states,
            "product": np.tile(np.arange(1.0, 1 + len(CODES)) * 1e4, len(years)),
        },
        "power": {
            "year": seen,
            "state": states,
            "cinc": np.tile(np.arange(1.0, 1 + len(CODES)) / 100, len(years)),
            "population": np.full(len(seen), 1000.0),
        },
        "votes": {
            "year": np.repeat(years, len(pairs)),
            "one": np.tile(one, len(years)),
            "other": np.tile(other, len(years)),
            "agreement": np.random.default_rng(5).uniform(
                0.3, 1, len(pairs) * len(years)
            ),
        },
        "distances": {
            "listed": np.full(len(pairs), 1992),
            "one": one,
            "other": other,
            "km": np.arange(1.0, 1 + len(pairs)) * 100,
        },
    }


def assert_nothing_is_known_before_its_time(whole: Any, cut: Any, year: int) -> None:
    """Rows up to a year must be the same when all that came later is hidden.

    That holds of who is asked as well: the made states neither end nor begin, so that
    nobody is void for what came after.
    """
    late = {
        (int(origin), whole.units[unit]): row
        for row, (origin, unit) in enumerate(zip(whole.origin, whole.unit, strict=True))
    }
    early = {
        (int(origin), cut.units[unit])
        for origin, unit in zip(cut.origin, cut.unit, strict=True)
        if origin <= year
    }
    assert early == {key for key in late if key[0] <= year}
    seen = 0
    for row, (origin, unit) in enumerate(zip(cut.origin, cut.unit, strict=True)):
        key = int(origin), cut.units[unit]
        if origin > year:
            continue
        seen += 1
        for name, values in cut.features.items():
            again = whole.features[name][late[key]]
            assert np.array_equal(values[row], again, equal_nan=True), (key, name)
    assert seen
