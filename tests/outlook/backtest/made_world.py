"""A made world of thirteen states with real codes: trade, votes, pacts and arms."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import made_history
import numpy as np

CODES = (
    *("BRA", "CAN", "CHN", "EGY", "FRA", "GBR", "IND"),
    *("IRN", "ITA", "JPN", "PRK", "RUS", "USA"),
)
YEARS = tuple(range(1960, 2001))


def world(*, seed: int = 1) -> dict[str, dict[str, Any]]:
    """Columns of all that the studies of arms and pacts read."""
    with patch.object(made_history, "CODES", CODES):
        tables = made_history.tables(years=YEARS)
    chance = np.random.default_rng(seed)
    tables["deliveries"] = deliveries(chance)
    tables["pacts"] = pairs(chance, 0.15, "pact")
    tables["borders"] = pairs(chance, 0.2, "border", steady=True)
    tables["rivals"] = pairs(chance, 0.1, "rival")
    sanctions = pairs(chance, 0.1, "case")
    tables["sanctions"] = {
        "year": sanctions["year"],
        "sender": sanctions["state1"],
        "target": sanctions["state2"],
    }
    return tables


def deliveries(chance: np.random.Generator) -> dict[str, Any]:
    """Deliveries; the first four supply most, and the nearer ones more often."""
    rows = [
        (year, CODES[by], CODES[to], 1.0 + by)
        for year in YEARS
        for by in range(len(CODES))
        for to in range(len(CODES))
        if by != to and chance.uniform() < (0.06 if by < 4 else 0.01)
    ]
    year, supplier, recipient, tiv = zip(*rows, strict=True)
    return {
        "year": np.array(year),
        "supplier": np.array(supplier, dtype=object),
        "recipient": np.array(recipient, dtype=object),
        "tiv": np.array(tiv),
    }


def pairs(
    chance: np.random.Generator, often: float, name: str, *, steady: bool = False
) -> dict[str, Any]:
    """Pairs in both orders, in spells of five years or for good."""
    rows = []
    for i, one in enumerate(CODES):
        for other in CODES[i + 1 :]:
            drawn = chance.uniform(size=len(YEARS) // 5 + 1) < often
            for k, year in enumerate(YEARS):
                if drawn[0 if steady else k // 5]:
                    rows += [(year, one, other), (year, other, one)]
    # The record covers every year, whatever was drawn.
    rows += [(year, "FRA", "GBR") for year in YEARS]
    rows = sorted(set(rows))
    year, one, other = zip(*rows, strict=True)
    return {
        "year": np.array(year),
        "state1": np.array(one, dtype=object),
        "state2": np.array(other, dtype=object),
        name: np.ones(len(rows)),
    }
