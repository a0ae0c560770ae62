"""UN Security Council vetoes: the drafts that fell, and who cast a veto on each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.core.errors import UnreadableSource
from suzerain.sources.found import Found
from suzerain.sources.layouts import read_layout
from suzerain.sources.tabular import select

if TYPE_CHECKING:
    import duckdb

MEMBERS = {
    "China": "CHN",
    "France": "FRA",
    "Russia": "RUS",
    "USSR": "SUN",
    "USA": "USA",
    "UK": "GBR",
}
SEAT_CHANGED = "1971-10-25"  # until then Taipei's government sat for China
VETOES = ("member_veto1", "member_veto2", "member_veto3")
TEXTS = ("date", "draft", "meeting_record", "agenda_item", "crisis_topic", "region")
LAYOUTS = {
    "unsc_vetoes_*.csv": {one: one for one in ("year", *TEXTS, *VETOES)},
}


def read(
    found: Found, sql: duckdb.DuckDBPyConnection
) -> dict[str, duckdb.DuckDBPyRelation]:
    """Read the tables `drafts` and `vetoes`.

    Args:
        found: The publisher's file.
        sql: Connection to read on.

    Raises:
        DataMissing: If the file is not there.
        UnreadableSource: If columns lack, a date is not month/day/year of its year, or
            a member is unknown.
    """
    types = {"year": "INTEGER"} | dict.fromkeys((*TEXTS, *VETOES), "VARCHAR")
    rows = read_layout(found, sql, LAYOUTS, types).project(
        "row_number() OVER ()::INTEGER AS number, *, "
        "try_strptime(date, '%m/%d/%Y')::DATE AS day"
    )
    _refuse_dates(rows)
    cast = select(
        rows,
        "SELECT number, day, trim(member) AS member FROM "
        f"(SELECT number, day, unnest([{', '.join(VETOES)}]) AS member FROM r) "
        "WHERE member IS NOT NULL",
    )
    _refuse_members(cast)
    codes = " ".join(f"WHEN '{name}' THEN '{code}'" for name, code in MEMBERS.items())
    vetoes = cast.project(
        "number, year(day)::INTEGER AS year, day AS date, "
        f"CASE WHEN member = 'China' AND day < DATE '{SEAT_CHANGED}' THEN 'TWN' "
        f"ELSE CASE member {codes} END END AS state"
    )
    drafts = rows.project(
        "number, year, day AS date, draft, "
        "array_to_string(regexp_split_to_array(meeting_record, '\\s+'), '; ') "
        "AS meeting, "
        "agenda_item AS agenda, crisis_topic AS topic, region"
    )
    return {"drafts": drafts, "vetoes": vetoes}


def _refuse_dates(rows: duckdb.DuckDBPyRelation) -> None:
    odd = rows.filter("day IS NULL OR year(day) <> year").limit(3).fetchall()
    if odd:
        raise UnreadableSource(
            f"row {odd[0][0]} is of {odd[0][1]}, with the date {odd[0][2]!r}",
            "dates as month/day/year, within the year beside them",
            "give the publisher's file, not one saved from a spreadsheet",
        )


def _refuse_members(cast: duckdb.DuckDBPyRelation) -> None:
    known = ", ".join(f"'{name}'" for name in MEMBERS)
    odd = cast.filter(f"member NOT IN ({known})").limit(1).fetchall()
    if odd:
        raise UnreadableSource(
            f"row {odd[0][0]} has a veto of {odd[0][2]!r}",
            ", ".join(MEMBERS),
            "check the release",
        )
