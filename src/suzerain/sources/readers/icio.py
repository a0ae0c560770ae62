"""OECD Inter-Country Input-Output tables: one CSV a year, a column for every buyer.

Rows and columns are named `COUNTRY_INDUSTRY`, such as `DEU_C29`, columns of final use
`COUNTRY_USE`, such as `DEU_HFCE`. Below the sellers stand taxes less subsidies (TLS),
value added (VA) and output (OUT), and the last column is output too.
"""

from __future__ import annotations

import csv
import re
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from suzerain.core.errors import UnreadableSource
from suzerain.sources.found import Found
from suzerain.sources.matrices import Array, Arrays, check_arrays, tables_of

if TYPE_CHECKING:
    import duckdb

FILES = "????_SML.csv"
YEAR = re.compile(r"(\d{4})_sml\.csv", re.IGNORECASE)
USES = ("HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR")
TOTALS = ("TLS", "VA", "OUT")


class _Layout(NamedTuple):
    """Which columns of a table are industries, and in what order.

    Args:
        countries: Codes in the order of the file.
        industries: Codes in the order of the file.
        columns: Cells of a line that follow its name.
    """

    countries: tuple[str, ...]
    industries: tuple[str, ...]
    columns: int


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the tables `intermediate`, `final` and `output`.

    Args:
        found: The OECD's zip of several years, or its CSVs.
        sql: Connection with the table `states`.

    Raises:
        DataMissing: If no year is there.
        UnreadableSource: If a table is cut, has other columns, or does not add up.
    """
    paths = {_year(path): path for path in found.files(FILES)}
    return tables_of(sql, "icio", sorted(paths), lambda year: _load(paths[year]), USES)


def arrays(source: Found | str | Path, year: int) -> Arrays:
    """Return the table of one year as matrices.

    Args:
        source: The files, or where they lie.
        year: Such as 2020.

    Returns:
        Intermediate use, shape `(country-industry, country-industry)`, sellers in
        rows; final use, shape `(country-industry, country-use)`, six uses for each
        country in the order of `USES`; gross output, shape `(country-industry,)`;
        codes of the countries, `ROW` for the rest of the world; codes of the
        industries. All values in million current USD at basic prices.

    Raises:
        DataMissing: If the year is not there.
        UnreadableSource: If the table is cut, has other columns, or does not add up.
    """
    name = f"{int(year)}_SML.csv"
    if isinstance(source, Found):
        return _load(source.file(name))
    with Found(source) as found:
        return _load(found.file(name))


def _year(path: Path) -> int:
    named = YEAR.fullmatch(path.name)
    if named is None:
        raise _refused(path, "no year in its name", "names such as 2020_SML.csv")
    return int(named[1])


def _load(path: Path) -> Arrays:
    """Read one year; one line is in memory as text at a time."""
    lines = _lines(path)
    layout = _layout(path, next(lines, []))
    sellers = [f"{c}_{i}" for c in layout.countries for i in layout.industries]
    cells = np.empty((len(sellers), layout.columns))
    for place, seller in enumerate(sellers):
        name, *rest = next(lines, [""])
        if name != seller:
            said = f"the row {name!r}" if name else "no row"
            raise _refused(path, f"{said} in the place of {seller}", "all its rows")
        cells[place] = _numbers(path, name, rest, layout.columns)
    below = tuple(line[0] for line in lines if line[0])
    if below != TOTALS:
        raise _refused(path, f"rows {below} below the sellers", f"rows {TOTALS}")
    size = len(sellers)
    found = (
        np.ascontiguousarray(cells[:, :size]),
        np.ascontiguousarray(cells[:, size:-1]),
        np.ascontiguousarray(cells[:, -1]),
        layout.countries,
        layout.industries,
    )
    check_arrays(found, path.name, len(USES))
    return found


def _layout(path: Path, names: Sequence[str]) -> _Layout:
    """Tell countries and industries by the names of the columns."""
    pairs = [name.partition("_")[::2] for name in names[1:-1]]
    parts = [part for _, part in pairs]
    countries = tuple(dict.fromkeys(country for country, _ in pairs))
    industries = tuple(dict.fromkeys(part for part in parts if part not in USES))
    wanted = [(c, i) for c in countries for i in industries]
    wanted += [(c, use) for c in countries for use in USES]
    if not wanted or pairs != wanted or names[0] != "V1" or names[-1] != "OUT":
        shown = ", ".join([*names[:3], "...", *names[-2:]]) if names else "none"
        raise _refused(
            path,
            f"columns {shown}",
            f"V1, each COUNTRY_INDUSTRY, each COUNTRY_USE ({', '.join(USES)}), OUT",
        )
    return _Layout(countries, industries, len(names) - 1)


def _lines(path: Path) -> Iterator[list[str]]:
    """Give the heading as its cells, and each line as its name and the rest."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            yield next(csv.reader([file.readline()]), [])
            for line in file:
                name, _, rest = line.rstrip("\r\n").partition(",")
                yield [name.strip('"'), rest]
        except UnicodeDecodeError as error:
            raise _refused(path, f"no text: {error}", "the OECD's CSV") from error


def _numbers(path: Path, name: str, rest: Sequence[str], columns: int) -> Array:
    """Read the numbers of a line; an empty cell is refused, for it says nothing."""
    text = rest[0] if rest else ""
    cells = text.count(",") + 1
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # older numpy warns
            found = np.fromstring(text, dtype=np.float64, sep=",")
    except ValueError:
        found = np.empty(0)
    if len(found) != columns or cells != columns:
        raise _refused(
            path,
            f"{cells} cells in the row {name}, not all of them numbers",
            f"{columns} numbers in each row",
        )
    return found


def _refused(path: Path, what: str, accepted: str) -> UnreadableSource:
    return UnreadableSource(
        f"{path.name!r} has {what}",
        accepted,
        "give the small version (SML) of the OECD's table, whole and as published",
    )
