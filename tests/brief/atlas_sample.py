"""A small world of trade and arms, for tests of the atlas's page."""

from __future__ import annotations

import numpy as np

from suzerain.core.flows import Flows
from suzerain.core.incomes import Incomes
from suzerain.core.worlds import Worlds
from suzerain.measures.atlas import Atlas, make_atlas

STATES = ("CAN", "CHN", "JPN", "MEX", "PRK", "RUS", "SUN", "USA")
YEARS = (1984, 1985, 1995, 1996, 1998, 2004, 2005)
HUBS = {year: ("USA" if year < 2000 else "CHN") for year in YEARS}


def _flows(
    rows: list[tuple[int, str, str, float]], good: str, unit: str, origin: str
) -> Flows:
    return Flows(
        actors=STATES,
        goods=(good,),
        year=np.array([row[0] for row in rows], dtype=np.int32),
        recipient=np.array([STATES.index(row[1]) for row in rows], dtype=np.int32),
        provider=np.array([STATES.index(row[2]) for row in rows], dtype=np.int32),
        good=np.zeros(len(rows), dtype=np.int32),
        amount=np.array([row[3] for row in rows]),
        unit=unit,
        origin=origin,
    )


def present(code: str, year: int) -> bool:
    return code not in ("SUN", "RUS") or (code == "SUN") == (year < 1992)


def trade() -> Flows:
    """All buy mostly from one; North Korea and the Soviet Union report nothing."""
    rows = []
    for year, hub in HUBS.items():
        here = [code for code in STATES if present(code, year)]
        for one in here:
            for other in here:
                amount = 100.0 if other == hub else 3.0
                if {one, other} == {"PRK", "SUN"}:
                    amount = 0.0
                if one != other and (one, other) != ("CAN", "PRK"):
                    rows.append((year, one, other, amount))
    return _flows(rows, "trade", "million current USD", "cow-trade 4.0")


def arms() -> Flows:
    return _flows(
        [
            (1984, "PRK", "SUN", 80.0),
            (1985, "PRK", "CHN", 20.0),
            (2005, "PRK", "SUN", 9.0),
            (2005, "MEX", "USA", 5.0),
        ],
        "arms",
        "million TIV",
        "sipri deliveries to 2024",
    )


def incomes() -> Incomes:
    rows = [
        (year, code)
        for year in YEARS
        for code in STATES
        if present(code, year) and code != "PRK"
    ]
    return Incomes(
        actors=STATES,
        year=np.array([row[0] for row in rows], dtype=np.int32),
        actor=np.array([STATES.index(row[1]) for row in rows], dtype=np.int32),
        low=np.full(len(rows), 600.0),
        high=np.full(len(rows), 700.0),
        unit="million current USD",
        origin="gdp",
    )


def sample_atlas(years: tuple[int, ...] = YEARS) -> Atlas:
    return make_atlas(trade(), incomes(), Worlds(count=60), years=years)
