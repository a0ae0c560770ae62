"""The inputs of Caliendo and Parro's study of NAFTA: 31 regions, 40 sectors, 1993.

The authors give matrices without names; regions and sectors stand in a fixed order.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import UnreadableSource
from suzerain.sources.found import Found
from suzerain.sources.states import translate

if TYPE_CHECKING:
    import duckdb

Array = NDArray[np.float64]

REGIONS = (
    *("Argentina", "Australia", "Austria", "Brazil", "Canada", "Chile", "China"),
    *("Denmark", "Finland", "France", "Germany", "Greece", "Hungary", "India"),
    *("Indonesia", "Ireland", "Italy", "Japan", "Korea", "Mexico"),
    *("Netherlands", "New Zealand", "Norway", "Portugal", "South Africa", "Spain"),
    *("Sweden", "Turkey", "UK", "USA", "ROW"),
)
TRADABLE = (
    *("Agriculture", "Mining", "Food", "Textile", "Wood", "Paper", "Petroleum"),
    *("Chemicals", "Plastic", "Minerals", "Basic metals", "Metal products"),
    *("Machinery n.e.c.", "Office", "Electrical", "Communication", "Medical"),
    *("Auto", "Other transport equipment", "Other"),
)
SECTORS = (
    *TRADABLE,
    *("Electricity", "Construction", "Retail", "Hotels", "Land transport"),
    *("Water transport", "Air transport", "Auxiliary transport", "Post", "Finance"),
    *("Real estate", "Renting of machinery", "Computer", "R&D", "Other business"),
    *("Public", "Education", "Health", "Other services", "Private"),
)
REST = "ROW"
NOT_TRADED = 8.22  # the authors' elasticity of what is not traded, which nothing uses
THOUSAND = 1000.0  # trade is in thousand dollars, output in dollars
PER_CENT = 100.0
PLACES = (len(REGIONS), len(SECTORS))


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the tables `regions`, `sectors`, `flows`, `tariffs`, `inputs`, `output`.

    Args:
        found: The authors' text files.
        sql: Connection to read on.

    Raises:
        DataMissing: If a file is not there.
        UnreadableSource: If a matrix has another shape, or holds no numbers.
    """
    (path,) = found.files("xbilat????.txt")[:1] or [found.file("xbilat????.txt")]
    base, states = _year(path), np.array(_states(), dtype=object)
    sectors, traded = np.array(SECTORS, dtype=object), len(TRADABLE)
    theta = np.full(len(SECTORS), NOT_TRADED)
    theta[:traded] = _matrix(found.file("T.txt"), (traded,))
    count = len(states)
    tables: dict[str, dict[str, NDArray[np.generic]]] = {
        "regions": {
            "place": np.arange(count),
            "state": states,
            "name": np.array(REGIONS, dtype=object),
        },
        "sectors": {
            "place": np.arange(len(sectors)),
            "sector": sectors,
            "tradable": np.arange(len(sectors)) < traded,
            "elasticity": theta,
        },
        "flows": _pairs(_matrix(path, (traded, count, count)), base, states, "flow"),
        "tariffs": _tariffs(found, states),
        "inputs": _long(
            _matrix(found.file("IO.txt"), (count, len(sectors), len(sectors))),
            {"state": states, "input": sectors, "sector": sectors},
            "share",
        ),
        "output": _output(found, states, sectors),
    }
    return {name: _relation(sql, name, columns) for name, columns in tables.items()}


def _states() -> list[str]:
    return [*(translate(name, "name", 1993) for name in REGIONS[:-1]), REST]


def _output(
    found: Found, states: NDArray[np.object_], sectors: NDArray[np.object_]
) -> dict[str, NDArray[np.generic]]:
    shape = (len(sectors), len(states))
    made = _matrix(found.file("GO.txt"), shape).T
    value = _matrix(found.file("B.txt"), shape).T
    rows = _long(made / THOUSAND, {"state": states, "sector": sectors}, "output")
    return rows | {"value_added": value.ravel()}


def _tariffs(
    found: Found, states: NDArray[np.object_]
) -> dict[str, NDArray[np.generic]]:
    found.file("tariffs????.txt")
    shape = (len(TRADABLE), len(states), len(states))
    years = [
        _pairs(_matrix(path, shape) / PER_CENT, _year(path), states, "tariff")
        for path in sorted(found.files("tariffs????.txt"))
    ]
    return {name: np.concatenate([year[name] for year in years]) for name in years[0]}


def _pairs(
    values: Array, year: int, states: NDArray[np.object_], what: str
) -> dict[str, NDArray[np.generic]]:
    sectors = np.array(TRADABLE, dtype=object)
    axes = {"sector": sectors, "importer": states, "exporter": states}
    return {"year": np.full(values.size, year)} | _long(values, axes, what)


def _long(
    values: Array, axes: dict[str, NDArray[np.object_]], what: str
) -> dict[str, NDArray[np.generic]]:
    """Turn an array with named axes into columns."""
    grid = np.meshgrid(*axes.values(), indexing="ij")
    columns = {name: part.ravel() for name, part in zip(axes, grid, strict=True)}
    return columns | {what: np.ascontiguousarray(values).ravel()}


def _matrix(path: Path, shape: tuple[int, ...]) -> Array:
    """Read numbers, of which there must be as many as the shape holds."""
    try:
        values = np.loadtxt(path, dtype=np.float64)
    except (ValueError, OSError) as error:
        raise UnreadableSource(
            f"{path.name!r} is no matrix of numbers: {str(error).split(';')[0]}",
            "the authors' text file, whole",
            "get the file again",
        ) from error
    lines = (shape[0] * shape[1], shape[2]) if len(shape) > 2 else shape
    wrong = np.count_nonzero(~np.isfinite(values))
    if values.shape != lines or wrong:
        raise UnreadableSource(
            f"{path.name!r} holds {' x '.join(map(str, values.shape))} values, "
            f"{wrong} of them NaN or infinite",
            f"{' x '.join(map(str, lines))} finite numbers",
            "get the file again",
        )
    return values.reshape(shape)


def _year(path: Path) -> int:
    named = re.search(r"(\d{4})\.txt$", path.name)
    if named is None:
        raise UnreadableSource(
            f"{path.name!r} names no year", "names such as tariffs2005.txt", "rename it"
        )
    return int(named[1])


def _relation(
    sql: duckdb.DuckDBPyConnection, name: str, columns: dict[str, NDArray[np.generic]]
) -> duckdb.DuckDBPyRelation:
    sql.register(f"caliendo_parro_{name}", columns)
    order = {
        "flows": "year, importer, exporter, sector, flow",
        "tariffs": "year, importer, exporter, sector, tariff",
    }
    listed = order.get(name, ", ".join(columns))
    return sql.sql(f"SELECT {listed} FROM caliendo_parro_{name}")
