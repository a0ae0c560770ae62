"""Global Sanctions Data Base: cases, who sanctioned whom, aims and how they ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.core.errors import UnreadableSource
from suzerain.sources.found import Found
from suzerain.sources.layouts import read_layout
from suzerain.sources.tabular import select

if TYPE_CHECKING:
    import duckdb

KINDS = ("trade", "arms", "military", "financial", "travel", "other")
NAMES = ("targets", "senders", "descr_trade", "objective", "success")
COLUMNS = {
    "case_id": "case_id",
    "targets": "sanctioned_state",
    "senders": "sanctioning_state",
    "first_year": "begin",
    "last_year": "end",
    "descr_trade": "descr_trade",
    "objective": "objective",
    "success": "success",
} | {one: one for one in KINDS}
LAYOUTS = {"GSDB_V4.csv": COLUMNS, "gsdb_v2_cases.csv": COLUMNS}
OUTCOMES = ("success_total", "success_part", "nego_settlement", "failed", "ongoing")
BODIES = (  # names in the lists that are no single state
    "African Union",
    "Balkans",
    "CSCE",
    "ChinCom",
    "CoCom",
    "Comecon",
    "Cominform",
    "Commonwealth",
    "ECOWAS",
    "EU",
    "G8",
    "ICC Rome Statute Signatories",
    "Kimberly Process Participants",
    "League of Arab States",
    "MERCOSUR",
    "NAFTA",
    "NATO",
    "OAPEC",
    "OIC",
    "Organisation of African Unity",
    "Organization of American States",
    "Organization of Eastern Carribean States",
    "Pacific Islands Forum",
    "Paris Agreement Signatories",
    "SADC",
    "Terrorist Organizations (Al-Qaeda)",
    "Terrorist Organizations (ISIL and ANF)",
    "Terrorist Organizations (Taliban and Al-Qaeda)",
    "Terrorist Organizations (Taliban)",
    "UN",
    "UNASUR",
    "Western countries",
)
SPELLINGS = {"FRY": "YUG"}  # names that no other source writes


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read `cases`, `parties`, `objectives` and `dyads`.

    Args:
        found: The publisher's zip or case file, or the extract.
        sql: Connection with the table `state_names` and the function `state_key`.

    Raises:
        DataMissing: If no file is there.
        UnreadableSource: If columns lack, or an outcome is unknown.
    """
    types = dict.fromkeys(("case_id", "first_year", "last_year", *KINDS), "INTEGER")
    rows = read_layout(found, sql, LAYOUTS, types | dict.fromkeys(NAMES, "VARCHAR"))
    flags = ", ".join(f'"{one}" = 1 AS "{one}"' for one in KINDS)
    cases = rows.project(
        f"case_id, first_year, last_year, {flags}, {_extent('exp')} AS export_cut, "
        f"{_extent('imp')} AS import_cut, targets, senders, "
        "objective, success"
    )
    listed = _listed(cases)
    kinds = ", ".join(f'"{one}"' for one in KINDS)
    return {
        "cases": cases.project(
            f"case_id, first_year, last_year, {kinds}, export_cut, import_cut, "
            "targets, senders"
        ),
        "parties": _parties(sql, listed),
        "objectives": _objectives(cases),
        "dyads": _dyads(found, sql, cases, listed),
    }


def _extent(side: str) -> str:
    """Write SQL for how far a trade sanction goes: `complete`, `partial` or empty."""
    return (
        f"CASE WHEN descr_trade LIKE '%{side}_compl%' THEN 'complete' "
        f"WHEN descr_trade LIKE '%{side}_part%' THEN 'partial' END"
    )


def _listed(cases: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Give each name of the two lists a row."""
    return (
        select(
            cases,
            " UNION ALL ".join(
                f"SELECT case_id, first_year, '{role}' AS role, "
                f"trim(unnest(string_split({column}, ','))) AS name FROM r"
                for role, column in (("sender", "senders"), ("target", "targets"))
            ),
        )
        .filter("name <> ''")
        .distinct()
    )


def _parties(
    sql: duckdb.DuckDBPyConnection, listed: duckdb.DuckDBPyRelation
) -> duckdb.DuckDBPyRelation:
    """Tell states from bodies, by the year in which a case begins."""
    dated = listed.project("*, first_year AS year")
    return _named(sql, dated, "name").project(
        "case_id, role, name, state, "
        f"CASE WHEN {_is_body('name')} THEN 'body' WHEN state IS NULL THEN 'unknown' "
        "ELSE 'state' END AS kind"
    )


def _named(
    sql: duckdb.DuckDBPyConnection, rows: duckdb.DuckDBPyRelation, name: str
) -> duckdb.DuckDBPyRelation:
    """Add `state`, the state that a name means in the year of its row."""
    own = ", ".join(f"('{said}', '{code}')" for said, code in SPELLINGS.items())
    sql.table("state_names")  # fails here, and not amid a query, when it is not there
    return select(
        rows,
        f"SELECT r.*, CASE WHEN NOT {_is_body(f'r.{name}')} "
        "THEN coalesce(own.iso3, n.iso3) END AS state FROM r "
        f"LEFT JOIN (VALUES {own}) AS own(said, iso3) ON own.said = r.{name} "
        f"LEFT JOIN state_names AS n ON n.key = state_key(r.{name}) "
        "AND r.year BETWEEN n.first AND n.last",
    )


def _is_body(name: str) -> str:
    return f"({name} IN ({', '.join(repr(body) for body in BODIES)}))"


def _objectives(cases: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Set each aim beside its outcome; beside none where the lists differ in length."""
    split = select(
        cases,
        "SELECT case_id, string_split(objective, ',') AS aims, "
        "string_split(success, ',') AS ends FROM r WHERE objective IS NOT NULL",
    )
    rows = select(
        split,
        "SELECT case_id, unnest(generate_series(1, len(aims)))::INTEGER AS number, "
        "aims, CASE WHEN len(ends) = len(aims) THEN ends END AS ends FROM r",
    ).project(
        "case_id, number, replace(trim(aims[number]), ' ', '_') AS objective, "
        "trim(ends[number]) AS outcome"
    )
    known = ", ".join(f"'{name}'" for name in OUTCOMES)
    odd = rows.filter(f"outcome NOT IN ({known})").limit(1).fetchall()
    if odd:
        raise UnreadableSource(
            f"case {odd[0][0]} has the outcome {odd[0][3]!r}",
            ", ".join(OUTCOMES),
            "check the release",
        )
    return rows.project("*, outcome = 'ongoing' AS ongoing")


def _dyads(
    found: Found,
    sql: duckdb.DuckDBPyConnection,
    cases: duckdb.DuckDBPyRelation,
    listed: duckdb.DuckDBPyRelation,
) -> duckdb.DuckDBPyRelation:
    """Count the sanctions in force of each sender on each state by year."""
    kinds = ", ".join(f'c."{one}"' for one in KINDS)
    years = select(
        cases,
        f"SELECT case_id, {', '.join(KINDS)}, "
        "unnest(generate_series(first_year, last_year))::INTEGER AS year FROM r",
    )
    lists = listed.project("case_id, role, name")
    pairs = (
        years.set_alias("c")
        .join(lists.filter("role = 'sender'").set_alias("s"), "s.case_id = c.case_id")
        .join(lists.filter("role = 'target'").set_alias("t"), "t.case_id = c.case_id")
        .project(f"c.case_id, c.year, {kinds}, s.name AS sent, t.name AS hit")
    )
    senders = _named(sql, pairs, "sent").project("* RENAME (state AS sender)")
    both = _named(sql, senders, "hit").project("* RENAME (state AS target)")
    lost = f"target IS NULL OR (sender IS NULL AND NOT {_is_body('sent')})"
    found.drop("dyads", "the target is no state, or a name unknown", both.filter(lost))
    any_kind = ", ".join(f'bool_or("{one}") AS "{one}"' for one in KINDS)
    return select(
        both.filter(f"NOT ({lost})").project(
            "* REPLACE (coalesce(sender, sent) AS sender)"
        ),
        f"SELECT year, sender, target, bool_or({_is_body('sent')}) AS body, "
        f"count(DISTINCT case_id)::INTEGER AS cases, {any_kind} FROM r "
        "WHERE sender <> target GROUP BY year, sender, target",
    )
