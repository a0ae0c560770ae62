"""A brief as a tagged PDF with headings, tables and linked footnotes."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from suzerain.brief.contents import Contents
from suzerain.brief.documents.ooxml import directions, starts_right
from suzerain.brief.documents.outline import Lettering, Manuscript, Portion, Words
from suzerain.brief.documents.plan import outline
from suzerain.brief.documents.typesetter import typesetter

PAGE_WIDE = 640.0
STANDARD = "ua-1"
SIZES = ((5, 9.0), (8, 8.0))
SMALLEST = 6.5
LONGEST_WHOLE, LONGEST_APART = 900, 60


def to_pdf(brief: Contents) -> bytes:
    """Write a brief as a PDF that follows PDF/UA-1 (ISO 14289-1).

    Args:
        brief: The brief.

    Returns:
        The file. The same brief gives the same bytes where the same fonts are
        installed.

    Raises:
        SuzerainError: If the extra `documents` is not installed.
    """
    return typeset(outline(brief))


def typeset(planned: Manuscript) -> bytes:
    """Typeset an outline.

    A letter that no font at hand can draw would break the standard; the document is
    then tagged all the same, without the claim to follow it, and its record says so.

    Args:
        planned: What stands in the document.

    Returns:
        The file.

    Raises:
        SuzerainError: If the extra `documents` is not installed.
    """
    typst = typesetter()
    try:
        pdf = typst.compile(_parts(planned), format="pdf", pdf_standards=[STANDARD])
    except typst.TypstError:
        pdf = typst.compile(_parts(planned, plain=True), format="pdf")
    return bytes(pdf)


def _parts(planned: Manuscript, *, plain: bool = False) -> dict[str, bytes]:
    """Files that the typesetter reads: our template, the words, the pictures."""
    template = (files("suzerain.brief.documents") / "document.typ").read_bytes()
    language, _, region = planned.language.partition("-")
    pictures: dict[str, bytes] = {}
    data: dict[str, Any] = {
        "title": planned.title,
        "about": planned.about,
        "author": planned.author,
        "language": language,
        "region": region,
        "direction": planned.direction,
        "kicker": planned.kicker,
        "page_of": planned.page_of,
        "paper": planned.paper.name,
        "notes": planned.notes,
        "blocks": [_block(block, pictures) for block in planned.blocks],
    }
    if plain:
        data["blocks"] += [
            _block(Portion(kind="entry", runs=(Lettering(text=UNFIT),)), {})
        ]
    words = json.dumps(data, ensure_ascii=False).encode()
    return {"main.typ": template, "outline.json": words, **pictures}


UNFIT = (
    "This file is tagged, but makes no claim to PDF/UA-1: a text in it has letters "
    "that no installed font can draw."
)


def _block(block: Portion, pictures: dict[str, bytes]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": block.kind,
        "level": block.level,
        "runs": _runs(block.runs),
        "right": starts_right("".join(run.text for run in block.runs)),
    }
    if block.drawing is not None:
        name = f"picture-{len(pictures) + 1}.svg"
        pictures[name] = block.drawing.svg.encode()
        wide = min(block.drawing.wide / PAGE_WIDE, 1.0)
        told |= {"file": name, "wide": wide, "alt": block.drawing.alt}
    if block.kind == "table":
        told |= {
            "columns": block.wide,
            "size": size(len(block.head)),
            "whole": block.whole,
            "breaks": any(_long(cell) for row in block.rows for cell in row),
            "head": [_runs(cell) for cell in block.head],
            "rows": [[_runs(cell) for cell in row] for row in block.rows],
        }
    return told


def size(columns: int) -> float:
    """Size of type in a table, in points: the more columns, the smaller.

    Examples:
        >>> size(3), size(8), size(12)
        (9.0, 8.0, 6.5)
    """
    return next((points for most, points in SIZES if columns <= most), SMALLEST)


def _long(cell: Words) -> bool:
    """Whether a cell may not fit on what is left of a page."""
    return sum(len(run.text) for run in cell) > LONGEST_WHOLE


def _runs(runs: Words) -> list[dict[str, Any]]:
    return [
        {
            "text": r.text,
            "manner": r.manner,
            "note": r.note,
            "again": r.again,
            "language": r.language.partition("-")[0],
            "apart": len(r.text) <= LONGEST_APART
            and any(turned for _, turned in directions(r.text)),
        }
        for r in runs
    ]
