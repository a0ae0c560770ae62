"""CEPII's Gravity database: flows between countries and what lies between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.sources.found import Found
from suzerain.sources.tabular import read_columns
from suzerain.sources.translate import translated

if TYPE_CHECKING:
    import duckdb

NUMBERS = {
    "dist": "distance",
    "distw_harmonic": "weighted_distance",
}
FLAGS = {
    "contig": "contiguous",
    "comlang_off": "common_language",
    "col_dep_ever": "colonial_ever",
    "fta_wto": "agreement",
}
FLOWS = {
    "tradeflow_baci": "flow_baci",
    "tradeflow_comtrade_o": "flow_comtrade_exporter",
    "tradeflow_comtrade_d": "flow_comtrade_importer",
    "tradeflow_imf_o": "flow_imf_exporter",
    "tradeflow_imf_d": "flow_imf_importer",
}
SIZES = {"gdp_o": "gdp", "pop_o": "population"}
WHOLE = "BIGINT"  # years and flags
COLUMNS = {
    "year": WHOLE,
    "country_id_o": "VARCHAR",
    "country_id_d": "VARCHAR",
    "iso3_o": "VARCHAR",
    "iso3_d": "VARCHAR",
    "country_exists_o": "DOUBLE",
    "country_exists_d": "DOUBLE",
    **dict.fromkeys((*NUMBERS, *FLAGS, *FLOWS, *SIZES), "DOUBLE"),
}


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the tables `pairs` and `countries`.

    Args:
        found: The publisher's zip, its folder, or the file `Gravity_V202211.csv`.
        sql: Connection with the tables of states.

    Raises:
        DataMissing: If the file is not there.
        UnreadableSource: If columns lack, or a code names no country.
    """
    path = found.file("Gravity_V202211.csv")
    rows = read_columns(sql, path, COLUMNS, encoding="latin-1")
    exist = "coalesce(country_exists_o = 1 AND country_exists_d = 1, false)"
    itself = "country_id_o = country_id_d"
    found.drop(
        "pairs",
        "a country that did not exist in that year",
        rows.filter(f"NOT {exist}"),
    )
    there = rows.filter(exist)
    found.drop("pairs", "a country with itself, see `countries`", there.filter(itself))
    named = translated(
        sql,
        there.filter(f"NOT ({itself})"),
        {"iso3_o": "exporter", "iso3_d": "importer"},
        system="iso3",
    )
    alone = translated(sql, there.filter(itself), {"iso3_o": "state"}, system="iso3")
    return {
        "pairs": named.project(
            ", ".join(
                (
                    "year",
                    "exporter",
                    "importer",
                    _renamed(NUMBERS),
                    *(f"{name} <> 0 AS {ours}" for name, ours in FLAGS.items()),
                    _renamed(FLOWS),
                )
            )
        ),
        "countries": alone.project(f"year, state, {_renamed(SIZES)}"),
    }


def _renamed(names: dict[str, str]) -> str:
    return ", ".join(f"{theirs} AS {ours}" for theirs, ours in names.items())
