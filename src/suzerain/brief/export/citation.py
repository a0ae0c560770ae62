"""How to cite the brief of a case: a CITATION.cff, version 1.2.0."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from suzerain.brief.export.content import Content, Row

VERSION = "1.2.0"
ANONYMOUS = "anonymous"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"\d{4}\b")
_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def citation(content: Content, authors: Sequence[str] = (), date: str = "") -> bytes:
    """Write how to cite the brief of a case, its articles and the software.

    Every text is a quoted scalar, so that no word of a source can be read as YAML.

    Args:
        content: The tables of an export.
        authors: Names of the analysts; `anonymous` stands when none is given.
        date: ISO date of the brief, or empty.
    """
    lines = [
        f"cff-version: {VERSION}",
        f"title: {_quoted(content.title)}",
        'message: "If you use this brief, please cite it and the sources it quotes."',
        "type: dataset",
        "authors:",
        *(f"  - name: {_quoted(name)}" for name in (*authors,) or (ANONYMOUS,)),
        *([f"date-released: {_quoted(date)}"] if date else []),
        f"abstract: {_quoted(_abstract(content))}",
        "references:",
        *_reference(
            type="software",
            title="Suzerain: find the power behind a pact",
            version=str(content.run["suzerain"]),
            authors=["The Suzerain developers"],
        ),
    ]
    for row in content.tables["documents"]:
        lines += _article(row)
    return ("\n".join(lines) + "\n").encode()


def _abstract(content: Content) -> str:
    run, tables = content.run, content.tables
    return (
        f"{len(tables['claims'])} claims from {len(tables['documents'])} documents, "
        f"solved in {run['worlds']} worlds with seed {run['seed']}."
    )


def _article(row: Row) -> Iterable[str]:
    day, year = _DAY.fullmatch(row["published"]), _YEAR.match(row["published"])
    when: dict[str, Any] = {}
    if day:
        when["date-published"] = row["published"]
    elif year:
        when["year"] = int(year[0])
    return _reference(
        type="article",
        title=row["title"] or row["name"],
        authors=[row["publisher"] or ANONYMOUS],
        notes=f"{row['name']}, SHA-256 of the text {row['sha256']}",
        **when,
    )


def _reference(authors: Sequence[str], **fields: Any) -> list[str]:
    first, *rest = (
        f"{name}: {value if isinstance(value, int) else _quoted(value)}"
        for name, value in fields.items()
    )
    return [
        f"  - {first}",
        *(f"    {line}" for line in rest),
        "    authors:",
        *(f"      - name: {_quoted(name)}" for name in authors),
    ]


def _quoted(text: str) -> str:
    """Write a double-quoted YAML scalar: JSON, with every break of a line escaped."""
    written = json.dumps(" ".join(text.split()), ensure_ascii=False)
    return _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
