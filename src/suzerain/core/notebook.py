"""A result as a small table in a notebook."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence


def html_table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table as HTML; everything in it is text and is escaped.

    Args:
        caption: What the table shows.
        head: Headings of the columns; none are shown when empty.
        rows: Cells; the first of each row heads it.

    Examples:
        >>> html_table("who", ["actor", "loss"], [["A & B", "3 %"]])[:36]
        '<table><caption>who</caption><tr><th'
    """
    parts = [f"<caption>{html.escape(caption)}</caption>"]
    if head:
        cells = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in head)
        parts.append(f"<tr>{cells}</tr>")
    for first, *rest in rows:
        cells = "".join(f"<td>{html.escape(cell)}</td>" for cell in rest)
        parts.append(f'<tr><th scope="row">{html.escape(first)}</th>{cells}</tr>')
    return f"<table>{''.join(parts)}</table>"
