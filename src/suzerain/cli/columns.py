"""A CSV of a user as columns of text."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

from suzerain.core.errors import SuzerainError


def read_table(file: str) -> dict[str, list[str]]:
    """Read a CSV with a header; commas, semicolons and tabs all divide cells.

    Args:
        file: Path of the CSV; - is standard input.

    Returns:
        The cells of each named column, as text.

    Raises:
        SuzerainError: If it cannot be read, a name comes twice, or a row is longer or
            shorter than the header.
    """
    text = read_text(file)
    head, _, _ = text.partition("\n")
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=max(",;\t", key=head.count))
    rows = [row for row in reader if any(row)]
    names = [name.strip() for name in rows[0]] if rows else []
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice or not any(names) or len(rows) < 2:
        raise SuzerainError(
            f"{file} names the column {twice!r} twice" if twice else f"{file} is empty",
            "a header with a name a column, and rows below it",
            "mend the header",
        )
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(names):
            raise SuzerainError(
                f"row {number} of {file} has {len(row)} cells, the header {len(names)}",
                "rows as long as the header",
                "mend the row; put text that holds commas between quotation marks",
            )
    columns = zip(names, zip(*rows[1:], strict=True), strict=True)
    return {name: list(cells) for name, cells in columns if name}


def read_text(file: str) -> str:
    """Read a user's text file in UTF-8, with or without a byte order mark.

    Args:
        file: Path of the file; - is standard input.

    Raises:
        SuzerainError: If it cannot be read.
    """
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SuzerainError(
            f"{file} cannot be read: {error}",
            "a CSV file in UTF-8",
            "check the path, or save the file as UTF-8",
        ) from error
