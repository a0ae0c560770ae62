"""The tables of a case as Parquet files, described by a Frictionless data package."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from suzerain.brief.export.content import Column, Content, Row, columns

DESCRIPTOR = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_DUCK = {
    "string": "VARCHAR",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
    "list": "VARCHAR[]",
}
_KEYS = {
    "terms": ["pact", "id"],
    "events": ["claim"],
}
_POINTS = {
    ("claims", "doc"): ("documents", "id"),
    ("terms", "pact"): ("pacts", "id"),
    ("stances", "claim"): ("claims", "id"),
    ("events", "claim"): ("claims", "id"),
}


def data_package(content: Content, licence: str = "") -> dict[str, bytes]:
    """Write one Parquet file a table, and `datapackage.json` beside them.

    Args:
        content: The tables of an export.
        licence: SPDX name of the licence under which the analyst gives the tables
            away; without one none is named.

    Returns:
        Contents by file name.
    """
    described = {
        "$schema": PROFILE,
        "name": slug(content.case.name),
        "title": content.title,
        "description": _description(content, licence),
        "version": str(content.run["suzerain"]),
        **({"licenses": [{"name": licence}]} if licence else {}),
        "sources": [_source(row) for row in content.tables["documents"]],
        "contributors": [{"title": "Suzerain", "roles": ["processing software"]}],
        "run": content.run,
        "resources": [_resource(name, told) for name, told in columns().items()],
    }
    text = json.dumps(described, ensure_ascii=False, allow_nan=False, indent=1)
    return {
        DESCRIPTOR: f"{text}\n".encode(),
        **{
            f"{name}.parquet": _parquet(content.tables[name], told)
            for name, told in columns().items()
        },
    }


def _description(content: Content, licence: str) -> str:
    rights = (
        f"The tables are given under {licence}; quotes remain their publishers'."
        if licence
        else "No licence is declared; quotes remain their publishers'."
    )
    return (
        f"{content.case}. Every row with an id is explained by `suzerain why CASE ID`, "
        f"down to the passages of `claims` and the ranges of `assumptions`. {rights}"
    )


def _source(row: Row) -> dict[str, str]:
    told = {"title": row["title"] or row["name"], "path": "", "version": row["sha256"]}
    return {name: value for name, value in told.items() if value}


def _resource(name: str, told: tuple[Column, ...]) -> dict[str, Any]:
    points = [
        {"fields": [field], "reference": {"resource": where, "fields": [other]}}
        for (table, field), (where, other) in _POINTS.items()
        if table == name
    ]
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in told],
        "primaryKey": _KEYS.get(name, ["id"]),
    }
    if name == "events":  # one claim may report acts of several
        del schema["primaryKey"]
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": {**schema, **({"foreignKeys": points} if points else {})},
    }


def _field(column: Column) -> dict[str, str]:
    sort = "array" if column.type == "list" else column.type
    told = {
        "name": column.column,
        "type": sort,
        "unit": column.unit,
        "description": column.description,
    }
    return {name: value for name, value in told.items() if value}


def _parquet(rows: list[Row], told: tuple[Column, ...]) -> bytes:
    """Write rows as one Parquet file, with the types of their columns.

    The rows go to DuckDB as lines of JSON: it takes any text, and any number of rows.
    """
    import duckdb

    from suzerain.sources.answers import quoted

    with tempfile.TemporaryDirectory() as folder:
        lines, made = Path(folder) / "rows.json", Path(folder) / "rows.parquet"
        with lines.open("w", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(row, allow_nan=False)}\n" for row in rows)
        types = ", ".join(f"\"{c.column}\": '{_DUCK[c.type]}'" for c in told)
        shaped = ", ".join(f'"{c.column}"' for c in told)
        table = (  # of our own names of columns
            f"SELECT {shaped} FROM read_json($lines, format = 'newline_delimited', "  # noqa: S608
            f"columns = {{{types}}}, maximum_object_size = $largest)"
        )
        if not rows:
            empty = ", ".join(f'NULL::{_DUCK[c.type]} AS "{c.column}"' for c in told)
            table = f"SELECT {empty} WHERE false"
        with duckdb.connect() as door:
            door.execute("SET threads = 1")  # rows keep their order
            largest = max(lines.stat().st_size + 1, 1 << 24)
            given = {"lines": str(lines), "largest": largest} if rows else {}
            copied = (
                f"COPY ({table}) TO {quoted(made)} (FORMAT parquet, COMPRESSION zstd)"
            )
            door.execute(copied, given)
        return made.read_bytes()


def slug(text: str) -> str:
    """Write a name that a data package may have: small letters, digits, `-_.`.

    Examples:
        >>> slug("The Pact of Velm!"), slug("…")
        ('the-pact-of-velm', 'case')
    """
    signs = (sign if sign.isascii() and sign.isalnum() else "-" for sign in text)
    parts = "".join(signs).lower().split("-")
    return "-".join(part for part in parts if part) or "case"
