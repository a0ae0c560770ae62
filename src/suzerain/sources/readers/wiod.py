"""The World Input-Output Database: who sold what to which industry and use."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from suzerain.core.errors import UnreadableSource
from suzerain.sources.found import Found
from suzerain.sources.matrices import Arrays, check_arrays, tables_of

if TYPE_CHECKING:
    import duckdb

FILES = "wiot_????.npz"
YEAR = re.compile(r"wiot_(\d{4})\.npz", re.IGNORECASE)
USES = ("households", "non-profits", "government", "capital", "inventories")
CODES = {"ROM": "ROU", "RoW": "ROW"}  # theirs to ours


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the tables `intermediate`, `final` and `output`.

    Args:
        found: Matrices of the release of 2013, one `.npz` a year.
        sql: Connection to read on.

    Raises:
        DataMissing: If no year is there.
        UnreadableSource: If a matrix is broken or does not add up.
    """
    paths = {_year(path): path for path in found.files(FILES)}
    return tables_of(
        sql, "wiod", sorted(paths), lambda year: _load(paths[year], year), USES
    )


def arrays(source: Found | str | Path, year: int) -> Arrays:
    """Return the table of one year as matrices.

    Args:
        source: The files, or where they lie.
        year: Such as 2011.

    Returns:
        Intermediate use, shape `(country-industry, country-industry)`, sellers in
        rows; final use, shape `(country-industry, country-use)`, five uses for each
        country in the order of `USES`; gross output, shape `(country-industry,)`;
        codes of the countries, `ROW` for the rest of the world; codes of the
        industries. All values in million current USD at basic prices.

    Raises:
        DataMissing: If the year is not there.
        UnreadableSource: If a matrix is broken or does not add up.
    """
    name = f"wiot_{int(year)}.npz"
    if isinstance(source, Found):
        return _load(source.file(name), year)
    with Found(source) as found:
        return _load(found.file(name), year)


def _year(path: Path) -> int:
    named = YEAR.fullmatch(path.name)
    if named is None:
        raise UnreadableSource(
            f"{path.name!r} names no year",
            "names such as wiot_2011.npz",
            "rename the file",
        )
    return int(named[1])


def _load(path: Path, year: int) -> Arrays:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            inside = int(held["year"])
            flows, final, output = (
                held[name].astype(np.float64) for name in ("Z", "F", "x")
            )
            countries = tuple(CODES.get(c, c) for c in map(str, held["countries"]))
            industries = tuple(map(str, held["industries"]))
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise UnreadableSource(
            f"{path.name!r} holds no input-output table: {error}",
            "arrays Z, F, x, countries, industries and year",
            "get the file again",
        ) from error
    if inside != year:
        raise UnreadableSource(
            f"{path.name!r} holds the year {inside}",
            f"the year of its name, {year}",
            "rename the file",
        )
    found = (flows, final, output, countries, industries)
    check_arrays(found, path.name, len(USES))
    return found
