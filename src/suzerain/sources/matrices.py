"""World input-output tables, from matrices of a year to rows of a table.

Rows and columns of the matrices go country by country: industry `s` of country `k` is
row `k * industries + s`, and use `u` of country `k` column `k * uses + u`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import UnreadableSource

if TYPE_CHECKING:
    import duckdb

Array = NDArray[np.float64]
Arrays = tuple[Array, Array, Array, tuple[str, ...], tuple[str, ...]]
ROUNDING = 0.5  # most that rounding to whole units moves a cell
REST = "ROW"  # the rest of the world, which is no state
PART = 1e-4  # most that sums of a large total may miss it by


def check_arrays(arrays: Arrays, where: str, uses: int) -> None:
    """Refuse matrices that are no input-output table.

    Args:
        arrays: Intermediate use, final use, output, countries, industries.
        where: File, for messages.
        uses: Sorts of final use of each country.

    Raises:
        UnreadableSource: If shapes differ, a cell is no number, intermediate use or
            output is negative, or uses do not add up to output.
    """
    flows, final, output, countries, industries = arrays
    size = len(countries) * len(industries)
    shapes = (flows.shape, final.shape, output.shape)
    wanted = ((size, size), (size, len(countries) * uses), (size,))
    if shapes != wanted:
        raise _refused(where, f"matrices of shapes {shapes}", f"shapes {wanted}")
    if not all(np.isfinite(part).all() for part in (flows, final, output)):
        raise _refused(where, "a cell that is no number", "a number in every cell")
    if flows.min(initial=0.0) < 0 or output.min(initial=0.0) < 0:
        raise _refused(where, "negative flows or output", "0 or more")
    gap = np.abs(flows.sum(axis=1) + final.sum(axis=1) - output)
    most = ROUNDING * (size + final.shape[1]) + PART * output
    if (gap > most).any():
        row = int((gap - most).argmax())
        country, industry = divmod(row, len(industries))
        raise _refused(
            where,
            f"uses of {countries[country]} {industries[industry]} that miss its output "
            f"{output[row]:g} by {gap[row]:g}",
            "uses that add up to output, but for rounding",
        )


def tables_of(
    sql: duckdb.DuckDBPyConnection,
    name: str,
    years: Iterable[int],
    load: Callable[[int], Arrays],
    uses: Sequence[str],
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Write the matrices of each year as rows; a cell of 0 has none.

    One year is in memory at a time; rows go to tables of the connection.

    Args:
        sql: Connection to write on.
        name: Of the dataset; temporary tables begin with it.
        years: Years to read.
        load: Reads the arrays of a year.
        uses: Names of the sorts of final use.

    Returns:
        The tables `intermediate`, `final` and `output`.
    """
    target = _Target(sql=sql, name=name)
    target.make()
    places = target.places("use", uses)
    for year in years:
        _add(target, year, load(year), places)
    target.settle()
    return _named(sql, name)


def _add(target: _Target, year: int, arrays: Arrays, uses: NDArray[np.int16]) -> None:
    """Add the cells of a year that are not 0."""
    flows, final, output, countries, industries = arrays
    nations = target.places("country", countries)
    trades = target.places("industry", industries)
    sellers, makers = np.repeat(nations, len(trades)), np.tile(trades, len(nations))
    row, column = np.nonzero(flows)
    cells = (sellers[row], makers[row], sellers[column], makers[column])
    target.insert("intermediate", year, (*cells, flows[row, column]))
    row, column = np.nonzero(final)
    buyers, kinds = np.repeat(nations, len(uses)), np.tile(uses, len(nations))
    cells = (sellers[row], makers[row], buyers[column], kinds[column])
    target.insert("final", year, (*cells, final[row, column]))
    target.insert("output", year, (sellers, makers, output))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """The temporary tables, and the codes that numbers in them stand for."""

    sql: duckdb.DuckDBPyConnection
    name: str
    codes: dict[str, dict[str, int]] = field(default_factory=dict)

    def make(self) -> None:
        """Make the tables, empty."""
        cell = "year INTEGER, seller SMALLINT, seller_industry SMALLINT, buyer SMALLINT"
        for table, columns in (
            ("intermediate", f"{cell}, buyer_industry SMALLINT, value DOUBLE"),
            ("final", f"{cell}, kind SMALLINT, value DOUBLE"),
            (
                "output",
                "year INTEGER, seller SMALLINT, industry SMALLINT, value DOUBLE",
            ),
            ("country", "code VARCHAR, place SMALLINT"),
            ("industry", "code VARCHAR, place SMALLINT"),
            ("use", "code VARCHAR, place SMALLINT"),
        ):
            self.sql.execute(
                f"CREATE OR REPLACE TEMP TABLE {self.name}_{table} ({columns})"
            )

    def places(self, kind: str, codes: Sequence[str]) -> NDArray[np.int16]:
        """Number codes in the order in which they were first met."""
        known = self.codes.setdefault(kind, {})
        found = [known.setdefault(code, len(known)) for code in codes]
        return np.array(found, dtype=np.int16)

    def insert(
        self, table: str, year: int, columns: Sequence[NDArray[np.generic]]
    ) -> None:
        """Add rows, given as columns."""
        cells = {f"c{k}": np.ascontiguousarray(one) for k, one in enumerate(columns)}
        self.sql.register("cells_of_year", cells)
        self.sql.execute(
            f"INSERT INTO {self.name}_{table} SELECT {int(year)}, * FROM cells_of_year"
        )
        self.sql.unregister("cells_of_year")

    def settle(self) -> None:
        """Write the codes; refuse countries that are neither state nor the rest."""
        for kind, codes in self.codes.items():
            self.sql.execute(
                f"INSERT INTO {self.name}_{kind} SELECT unnest(?), unnest(?)",
                [list(codes), list(codes.values())],
            )
        strangers = self.sql.execute(
            f"SELECT code FROM {self.name}_country WHERE code <> '{REST}' "
            "AND code NOT IN (SELECT iso3 FROM states) ORDER BY 1"
        ).fetchall()
        if strangers:
            shown = ", ".join(code for (code,) in strangers)
            raise _refused(
                self.name, f"codes of no state: {shown}", f"ISO3 codes, or {REST}"
            )


def _named(
    sql: duckdb.DuckDBPyConnection, name: str
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Put codes in the place of numbers."""
    seller = f"JOIN {name}_country AS a ON a.place = t.seller"
    buyer = f"JOIN {name}_country AS b ON b.place = t.buyer"
    made = f"JOIN {name}_industry AS s ON s.place = t.seller_industry"
    return {
        "intermediate": sql.sql(
            "SELECT t.year, a.code AS seller_state, s.code AS seller_industry, "
            "b.code AS buyer_state, u.code AS buyer_industry, t.value "
            f"FROM {name}_intermediate AS t {seller} {buyer} {made} "
            f"JOIN {name}_industry AS u ON u.place = t.buyer_industry"
        ),
        "final": sql.sql(
            "SELECT t.year, a.code AS seller_state, s.code AS seller_industry, "
            "b.code AS buyer_state, u.code AS use, t.value "
            f"FROM {name}_final AS t {seller} {buyer} {made} "
            f"JOIN {name}_use AS u ON u.place = t.kind"
        ),
        "output": sql.sql(
            "SELECT t.year, a.code AS state, s.code AS industry, t.value "
            f"FROM {name}_output AS t {seller} "
            f"JOIN {name}_industry AS s ON s.place = t.industry"
        ),
    }


def _refused(where: str, what: str, accepted: str) -> UnreadableSource:
    return UnreadableSource(
        f"{where!r} holds {what}",
        accepted,
        "check that the download is whole and of the release that "
        "`suzerain data show` names",
    )
