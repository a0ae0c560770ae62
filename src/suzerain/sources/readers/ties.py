"""TIES: sanctions imposed by one state on another, and how each case ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.sources.found import Found
from suzerain.sources.layouts import read_layout
from suzerain.sources.translate import translated

if TYPE_CHECKING:
    import duckdb

ONGOING = 3000  # written for the last year of a case that had not ended
FIRST_BODY = 1000  # codes from here on are bodies such as the EEC, not states
WHOLE = (
    "sender_code",
    "target_code",
    "year",
    "imposed_year",
    "end_year",
    "outcome",
    "settlement",
    "success",
    "success_or_settled",
    "earlier",
)
SHARES = ("dependence", "power_difference")
LAYOUTS = {
    "ties_imposed_with_covariates.csv": {
        "case_id": "caseid",
        "sender_code": "primarysender",
        "target_code": "targetstate",
        "year": "startyear",
        "imposed_year": "sancstartyear",
        "end_year": "endyear",
        "outcome": "finaloutcome",
        "settlement": "settlementnaturesender",
        "success": "success",
        "success_or_settled": "success_min",
        "earlier": "prior",
        "dependence": "dependence",
        "power_difference": "power_diff",
    },
}


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the table `cases`.

    Args:
        found: The derived extract; see the faults.
        sql: Connection with the table `states`.

    Raises:
        DataMissing: If the file is not there.
        UnreadableSource: If columns lack, or a code names no state in its year.
    """
    types = {"case_id": "VARCHAR"} | dict.fromkeys(WHOLE, "INTEGER")
    rows = read_layout(found, sql, LAYOUTS, types | dict.fromkeys(SHARES, "DOUBLE"))
    bare = rows.project(
        "* REPLACE (CASE WHEN settlement >= 0 THEN settlement END AS settlement), "
        f"CASE WHEN sender_code < {FIRST_BODY} THEN sender_code END AS from_state, "
        f"CASE WHEN target_code < {FIRST_BODY} THEN target_code END AS to_state"
    )
    named = translated(sql, bare, {"from_state": "sender", "to_state": "target"})
    return {
        "cases": named.project(
            "case_id, year, sender, target, sender_code, target_code, imposed_year, "
            f"CASE WHEN end_year < {ONGOING} THEN end_year END AS end_year, "
            f"end_year >= {ONGOING} AS ongoing, outcome, settlement, "
            "success = 1 AS success, success_or_settled = 1 AS success_or_settled, "
            "earlier, dependence, power_difference"
        )
    }
