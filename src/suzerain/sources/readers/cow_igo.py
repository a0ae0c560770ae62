"""Intergovernmental organisations: memberships, and how many a pair shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.core.errors import UnreadableSource
from suzerain.sources.found import Found
from suzerain.sources.layouts import both_ways, encoding_of, read_layout
from suzerain.sources.tabular import select
from suzerain.sources.translate import translated

if TYPE_CHECKING:
    import duckdb

COUNTS = {
    "cow_igo_dyadic_counts.parquet": {
        "code1": "ccode1",
        "code2": "ccode2",
        "year": "year",
        "shared": "dyadigos",
    },
}
MEMBERS = ("state_year_formatv3.csv", "igo_state_year_format3.parquet")
BESIDE = ("ccode", "year", "state", "country")  # columns that are no organisation
STATUS = {1: "full", 2: "associate", 3: "observer"}
MISSING = -9


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the tables `dyads` and `memberships`.

    The counts of pairs are read where they are given, else made from the memberships.

    Args:
        found: The publisher's state-year file, or the two files of the extract.
        sql: Connection with the table `state_codes`.

    Raises:
        DataMissing: If no file is there.
        UnreadableSource: If columns lack, or a code names no state.
    """
    cells = _cells(found, sql)
    memberships = _memberships(sql, cells)
    if found.holds(*COUNTS):
        pairs = _given(found, sql)
    else:
        present = translated(sql, cells.project("code, year"), {"code": "state"})
        pairs = _held(
            sql,
            "igo_pairs",
            _made(present.project("year, state").distinct(), memberships),
        )
    return {
        "dyads": both_ways(pairs, {"state1": "state2"}),
        "memberships": memberships,
    }


def _given(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    types = dict.fromkeys(("code1", "code2", "year", "shared"), "INTEGER")
    rows = read_layout(found, sql, COUNTS, types)
    observed = rows.filter("shared >= 0")
    found.drop("dyads", "not observed", rows.filter("shared < 0 OR shared IS NULL"))
    named = translated(sql, observed, {"code1": "state1", "code2": "state2"})
    return select(
        named,
        "SELECT year, state1, state2, max(shared)::INTEGER AS shared FROM ("
        "SELECT year, least(state1, state2) AS state1, "
        "greatest(state1, state2) AS state2, shared FROM r WHERE state1 <> state2) "
        "GROUP BY year, state1, state2",
    )


def _made(
    present: duckdb.DuckDBPyRelation, memberships: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Count the organisations of which both states are full or associate members."""
    joined = memberships.filter("status IN ('full', 'associate')")
    shared = select(
        joined,
        "SELECT a.year, a.state AS state1, b.state AS state2, count(*) AS shared "
        "FROM r AS a JOIN r AS b ON a.year = b.year "
        "AND a.organisation = b.organisation AND a.state < b.state GROUP BY ALL",
    )
    pairs = select(
        present,
        "SELECT a.year, a.state AS state1, b.state AS state2 FROM r AS a "
        "JOIN r AS b ON a.year = b.year AND a.state < b.state",
    )
    return (
        pairs.set_alias("p")
        .join(
            shared.set_alias("s"),
            "p.year = s.year AND p.state1 = s.state1 AND p.state2 = s.state2",
            how="left",
        )
        .project(
            "p.year AS year, p.state1 AS state1, p.state2 AS state2, "
            "coalesce(s.shared, 0)::INTEGER AS shared"
        )
    )


def _cells(found: Found, sql: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """Read the wide file: a row a state and year, a column an organisation."""
    path = found.file(*MEMBERS)
    if path.name.lower().endswith(".parquet"):
        wide = sql.from_parquet(str(path))
    else:
        name = str(path).replace("'", "''")
        wide = sql.sql(
            f"SELECT * FROM read_csv('{name}', header = true, all_varchar = true, "
            f"encoding = '{encoding_of(path)}')"
        )
    names = {name.lower(): name for name in wide.columns}
    if "ccode" not in names or "year" not in names:
        raise UnreadableSource(
            f"{path.name!r} lacks the columns ccode and year",
            "the publisher's file of states by year",
            "check that it is the file of states, not the one of organisations",
        )
    kept = [name for name in wide.columns if name.lower() not in BESIDE]
    return wide.project(
        f'CAST("{names["ccode"]}" AS INTEGER) AS code, '
        f'CAST("{names["year"]}" AS INTEGER) AS year, '
        + ", ".join(f'CAST("{name}" AS INTEGER) AS "{name.lower()}"' for name in kept)
    )


def _memberships(
    sql: duckdb.DuckDBPyConnection, cells: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Give each state and organisation a row, where something is said of them."""
    status = " ".join(f"WHEN {code} THEN '{word}'" for code, word in STATUS.items())
    long = select(
        cells,
        "SELECT code, year, organisation, value FROM (UNPIVOT r ON * EXCLUDE "
        "(code, year) INTO NAME organisation VALUE value)",
    ).filter(f"value > 0 OR value = {MISSING}")
    named = translated(sql, _held(sql, "igo_cells", long), {"code": "state"})
    return _held(
        sql,
        "igo_memberships",
        select(
            named,
            "SELECT year, state, organisation, "
            f"CASE min(CASE WHEN value > 0 THEN value END) {status} END AS status "
            "FROM r GROUP BY year, state, organisation",
        ),
    )


def _held(
    sql: duckdb.DuckDBPyConnection, name: str, rows: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Keep rows that are asked for more than once: the wide file is read once."""
    sql.execute(f"DROP TABLE IF EXISTS {name}")
    rows.create(name)
    return sql.table(name)
