"""Datasets become economies that the judge can solve."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from suzerain.core.assumption import Register, load_register
from suzerain.core.economy import Array, Economy
from suzerain.core.errors import DataMissing, SuzerainError, UnknownName
from suzerain.sources.calibration import WorldTable, calibrated, from_input_output
from suzerain.sources.dataset import datasets
from suzerain.sources.found import Found
from suzerain.sources.matrices import Arrays
from suzerain.sources.opened import OpenTables
from suzerain.sources.recognise import found_at
from suzerain.sources.shelf import load
from suzerain.sources.tabular import select

if TYPE_CHECKING:
    import duckdb

STUDY = "caliendo-parro"
TABLES = ("wiod", "icio")


def read_economy(
    path_or_name: str | Path,
    year: int | None = None,
    *,
    elasticity: float | Sequence[float] | None = None,
    register: Register | None = None,
) -> Economy:
    """Read an economy of regions and sectors.

    Args:
        path_or_name: A dataset on the shelf, such as `wiod`, or where its files lie:
            Caliendo & Parro's study, or a world input-output table.
        year: Year of the table; the only or the latest one when None.
        elasticity: Trade elasticity of all sectors, or of each, in place of the
            dataset's or the register's.
        register: Assumptions; input-output tables hold no trade elasticity, so
            `measure.trade_elasticity` is taken for every sector; nor tariffs, for which
            `measure.unknown_tariff` is.

    Returns:
        The economy, not yet balanced. Its regions are ISO3 codes and `ROW`.

    Raises:
        DataMissing: If there is no such dataset, or not that year.
        UnknownName: If the dataset holds no economy.
        SourceError: If its files cannot be read.
    """
    name, place = _recognised(path_or_name)
    if name == STUDY:
        with load(place) as tables:
            economy = _study(tables, year)
    else:
        arrays, year = _arrays(name, place, year)
        known = register if register is not None else load_register()
        assumed = known["measure.trade_elasticity"].spread
        tariff = known["measure.unknown_tariff"].spread.low
        economy = from_input_output(
            arrays,
            elasticity=np.full(len(arrays[-1]), assumed.mode or assumed.low),
            tariff=tariff,
            unit="million current USD",
            origin=f"{name} {datasets()[name].version}, {year}",
        )
    return economy if elasticity is None else _with(economy, elasticity)


def read_tariffs(
    path_or_name: str | Path, year: int, regions: Sequence[str], sectors: Sequence[str]
) -> Array:
    """Read the tariffs of a year from Caliendo & Parro's study.

    Args:
        path_or_name: The dataset, or where its files lie.
        year: Such as 2005.
        regions: Codes of the economy's regions.
        sectors: Names of its sectors.

    Returns:
        Tariffs, 0.05 is five per cent. Shape `(importer, exporter, sector)`.

    Raises:
        DataMissing: If the dataset is not there.
        UnknownName: If it has no tariffs, or none of that year.
    """
    name, place = _recognised(path_or_name)
    if name != STUDY:
        raise UnknownName(name, (STUDY,), "the datasets that hold tariffs")
    with load(place) as tables:
        return _tariffs(tables, year, regions, sectors)


def _recognised(path_or_name: str | Path) -> tuple[str, str | Path]:
    """Tell the dataset, and where it is: its name again when it is on the shelf."""
    holding = (STUDY, *TABLES)
    given = str(path_or_name)
    if given in datasets():
        if given in holding:
            return given, given
        raise UnknownName(given, holding, "the datasets that hold an economy")
    if not Path(given).exists():
        raise DataMissing(
            f"no dataset and no path is called {given!r}",
            f"{', '.join(holding)} once added, or the path of a dataset's files",
            "check the spelling, or run `suzerain data list`",
        )
    places = {
        name: place for name, place in found_at(path_or_name).items() if name in holding
    }
    if len(places) != 1:
        raise SuzerainError(
            f"{given!r} holds {len(places)} economies of regions and sectors",
            f"a folder or file of one of {', '.join(places or holding)}",
            "give the folder of that dataset",
        )
    return next(iter(places.items()))


def _with(economy: Economy, elasticity: float | Sequence[float]) -> Economy:
    values = np.asarray(elasticity, dtype=np.float64)
    if values.ndim and values.shape != economy.elasticity.shape:
        raise SuzerainError(
            f"{len(values)} elasticities",
            f"one, or one for each of {len(economy.sectors)} sectors",
            "count the sectors",
        )
    return replace(
        economy, elasticity=np.broadcast_to(values, economy.elasticity.shape)
    )


def _study(tables: OpenTables, year: int | None) -> Economy:
    base = int(tables["flows"].limit(1).fetchnumpy()["year"][0])
    if year not in (None, base):
        raise UnknownName(str(year), (str(base),), "the years of the study")
    regions = _column(tables["regions"], "state")
    sectors = _column(tables["sectors"], "sector")
    axes = {"importer": regions, "exporter": regions, "sector": sectors}
    flow = _cube(tables["flows"], axes, "flow")
    places = {"state": regions, "sector": sectors}
    output = _cube(tables["output"], places, "output")
    exports = flow.sum(axis=0)
    own = np.arange(len(regions))
    flow[own, own] += np.maximum(output, exports) - exports
    parts = _cube(
        tables["inputs"],
        {"state": regions, "input": sectors, "sector": sectors},
        "share",
    )
    total = parts.sum(axis=1, keepdims=True)
    spent = 1 - _cube(tables["output"], places, "value_added")[:, None]
    theta = _cube(tables["sectors"], {"sector": sectors}, "elasticity")
    return calibrated(
        WorldTable(
            regions=regions,
            sectors=sectors,
            flow=flow,
            materials=np.where(total > 0, parts / np.where(total > 0, total, 1), 0)
            * spent,
            tariff=_tariffs(tables, base, regions, sectors),
            elasticity=theta,
            unit="thousand current USD",
            origin=f"{STUDY}, {base}",
            names=_column(tables["regions"], "name"),
        )
    )


def _tariffs(
    tables: OpenTables, year: int, regions: Sequence[str], sectors: Sequence[str]
) -> Array:
    rows = tables["tariffs"].filter(f"year = {int(year)}")
    if not rows.limit(1).fetchall():
        years = tables["tariffs"].project("year").distinct().fetchall()
        known = (str(found) for (found,) in years)
        raise UnknownName(str(year), known, "the years with tariffs")
    axes = {"importer": regions, "exporter": regions, "sector": sectors}
    return _cube(rows, axes, "tariff")


def _arrays(name: str, place: str | Path, year: int | None) -> tuple[Arrays, int]:
    """Read the input-output table of a year, the latest when none is asked for."""
    if str(place) == name:
        with load(name) as tables:
            return _from_rows(tables, year)
    reader = import_module(f"suzerain.sources.readers.{name}")
    with Found(place) as found:
        if year is None:
            year = max(_years(found, datasets()[name].recognise))
        return reader.arrays(found, year), year


def _years(found: Found, patterns: Sequence[str]) -> Iterator[int]:
    for path in found.files(*patterns):
        yield from (int(digits) for digits in re.findall(r"\d{4}", path.stem)[-1:])


def _from_rows(tables: OpenTables, year: int | None) -> tuple[Arrays, int]:
    """Set the rows of a stored input-output table into matrices."""
    (years,) = zip(*_asked(tables["output"], "DISTINCT year"), strict=True)
    if year is None:
        year = max(years)
    if year not in years:
        raise UnknownName(str(year), map(str, years), "the years of the table")
    rows = {name: table.filter(f"year = {int(year)}") for name, table in tables.items()}
    states, industries, uses = (
        tuple(name for (name,) in _asked(rows[table], f"DISTINCT {column}"))
        for table, column in (
            ("output", "state"),
            ("output", "industry"),
            ("final", "use"),
        )
    )
    seller = {"seller_state": states, "seller_industry": industries}
    buyer = {"buyer_state": states, "buyer_industry": industries}
    size = len(states) * len(industries)
    used = _cube(rows["intermediate"], seller | buyer, "value").reshape(size, size)
    use = {"buyer_state": states, "use": uses}
    final = _cube(rows["final"], seller | use, "value").reshape(size, -1)
    made = {"state": states, "industry": industries}
    output = _cube(rows["output"], made, "value").ravel()
    return (used, final, output, states, industries), year


def _asked(rows: duckdb.DuckDBPyRelation, what: str) -> list[tuple[Any, ...]]:
    return select(rows, f"SELECT {what} FROM r ORDER BY ALL").fetchall()


def _column(rows: duckdb.DuckDBPyRelation, name: str) -> tuple[str, ...]:
    """Read names in the order of their places."""
    found = select(rows, f"SELECT {name} FROM r ORDER BY place").fetchall()
    return tuple(str(value) for (value,) in found)


def _cube(
    rows: duckdb.DuckDBPyRelation, axes: Mapping[str, Sequence[str]], value: str
) -> Array:
    """Set rows with named places into an array; what has no row is 0."""
    columns = rows.project(", ".join((*axes, value))).fetchnumpy()
    cube = np.zeros([len(names) for names in axes.values()])
    places = []
    for axis, names in axes.items():
        known = {name: place for place, name in enumerate(names)}
        places.append([known[name] for name in columns[axis]])
    cube[tuple(np.array(place) for place in places)] = columns[value]
    return cube
