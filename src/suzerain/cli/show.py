"""Results as JSON, CSV or a table on standard output."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from suzerain.cli.failure import harmless

LONGEST_CELL = 72
LARGEST_PLAIN = 1e4  # from here on a number is shown without decimals


def chosen(form: str | None) -> str:
    """Settle the form: as asked, else a table on a terminal and JSON in a pipe."""
    return form or ("table" if sys.stdout.isatty() else "json")


def show_rows(
    rows: Iterable[Mapping[str, Any]],
    form: str | None,
    heads: Sequence[str] = (),
    text: str = "",
) -> None:
    """Print rows: one JSON object a line, CSV, or a table.

    Args:
        rows: What to print.
        form: `json`, `csv`, `table`, or None to choose by where it goes.
        heads: Names of the columns, for when there is no row.
        text: What to print instead of the table, when lines read better.
    """
    match chosen(form):
        case "json":  # row by row, so that any number of them needs no memory
            for row in rows:
                click.echo(to_json(row))
        case "csv":
            click.echo(_csv(list(rows), heads), nl=False)
        case _:
            click.echo(harmless(text) if text else table_text(list(rows)))


def show_record(record: Any, form: str | None, table: str) -> None:
    """Print one nested result: as JSON, or as the text made for readers."""
    match chosen(form):
        case "json":
            click.echo(to_json(record, indent=2))
        case _:
            click.echo(harmless(table))


def to_json(value: Any, indent: int | None = None) -> str:
    """Write JSON that any reader takes: no NaN, no escapes of letters."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)


def talk(message: str) -> None:
    """Say how things go, on a terminal's standard error only."""
    if sys.stderr.isatty():
        plain = harmless(message)
        styled = plain if os.environ.get("NO_COLOR") else click.style(plain, dim=True)
        click.echo(styled, err=True)


def _csv(rows: list[Mapping[str, Any]], heads: Sequence[str]) -> str:
    names = list(rows[0]) if rows else list(heads)
    if not names:
        return ""
    out = io.StringIO()
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _cell(row[key]) for key in row} for row in rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return str(value)


def _shown(value: Any) -> str:
    if isinstance(value, float):
        large = abs(value) >= LARGEST_PLAIN
        return f"{value:.0f}" if large else f"{value:.4g}"
    return harmless(" ".join(_cell(value).split()))[:LONGEST_CELL]


def table_text(rows: list[Mapping[str, Any]]) -> str:
    """Lay rows out under one another, one column a key."""
    if not rows:
        return "(nothing)"
    heads = list(rows[0])
    cells = [[_shown(row[head]) for head in heads] for row in rows]
    widths = [
        max(len(head), *(len(row[k]) for row in cells)) for k, head in enumerate(heads)
    ]
    lines = [heads, ["-" * width for width in widths], *cells]
    return "\n".join(
        "  ".join(
            cell.ljust(width) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )
