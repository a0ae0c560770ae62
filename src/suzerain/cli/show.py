"""Results as JSON, CSV or a table on standard output."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click

from suzerain.core.errors import SuzerainError

_Command = TypeVar("_Command", bound=Callable[..., Any])


def output_options(command: _Command) -> _Command:
    """Give a command `--json`, `--csv` and `--table`."""
    for form in ("table", "csv", "json"):
        command = click.option(
            f"--{form}", "form", flag_value=form, help=f"Print {form.upper()}."
        )(command)
    return command


def chosen(form: str | None) -> str:
    """Settle the form: as asked, else a table on a terminal and JSON in a pipe."""
    return form or ("table" if sys.stdout.isatty() else "json")


def show_rows(rows: Iterable[Mapping[str, Any]], form: str | None) -> None:
    """Print rows: one JSON object a line, CSV, or a table."""
    rows = list(rows)
    match chosen(form):
        case "json":
            for row in rows:
                click.echo(to_json(row))
        case "csv":
            click.echo(_csv(rows), nl=False)
        case _:
            click.echo(_table(rows))


def show_record(record: Any, form: str | None, table: str) -> None:
    """Print one nested result: as JSON, or as the text made for readers."""
    match chosen(form):
        case "json":
            click.echo(to_json(record, indent=2))
        case "csv":
            raise SuzerainError(
                "this result is nested and has no CSV form",
                "--json or --table",
                "use --json",
            )
        case _:
            click.echo(table)


def to_json(value: Any, indent: int | None = None) -> str:
    """Write JSON that any reader takes: no NaN, no escapes of letters."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)


def talk(message: str) -> None:
    """Say how things go, on a terminal's standard error only."""
    if sys.stderr.isatty():
        click.echo(click.style(message, dim=True), err=True)


def _csv(rows: list[Mapping[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _cell(row[key]) for key in row} for row in rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return str(value)


def _table(rows: list[Mapping[str, Any]]) -> str:
    if not rows:
        return "(nothing)"
    heads = list(rows[0])
    cells = [[_cell(row[head])[:72] for head in heads] for row in rows]
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
