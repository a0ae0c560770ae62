"""A brief as plain data."""

from __future__ import annotations

from typing import Any

from suzerain.brief.contents import Contents
from suzerain.brief.finding import Finding, Number, Pieces, Quote
from suzerain.brief.results import Record
from suzerain.brief.section import Table, tables


def to_data(brief: Contents) -> dict[str, Any]:
    """Give findings, tables, traces and the run record as plain data.

    Args:
        brief: The brief.

    Returns:
        What `json.dumps` takes; numbers name the trace that they lead to.
    """
    scene = brief.results.scene
    return {
        "title": brief.title,
        "bottom_line": [_finding(finding) for finding in brief.bottom_line],
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "findings": [_finding(finding) for finding in section.findings],
                "tables": [
                    _table(listed)
                    for block in section.blocks
                    for listed in tables(block)
                ],
            }
            for section in brief.sections
        ],
        "scenario": scene.found.to_dict() if scene else None,
        "solution": brief.results.solution,
        "weighings": list(brief.results.weighings),
        "forecasts": list(brief.results.forecasts),
        "permission": brief.results.permitted,
        "months": _months(brief.results.simulated),
        "traces": brief.traces,
        "run": brief.run,
    }


def _months(run: Record | None) -> dict[str, Any] | None:
    """What the months found; bands of all other numbers are for `simulate`."""
    if run is None:
        return None
    return {key: run[key] for key in run if key not in ("fans", "chances")}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "head": finding.head,
        "text": str(finding),
        "template": finding.text,
        "numbers": [
            {"id": number.id, "text": number.text, "ref": number.ref}
            for number in finding.numbers
        ],
        "quotes": _quotes(finding.pieces),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "id": table.id,
        "caption": table.caption,
        "head": ["".join(map(str, head)) for head in table.head],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
    }


def _cell(cell: Pieces) -> dict[str, Any]:
    refs = [piece.ref for piece in cell if isinstance(piece, Number)]
    quotes = _quotes(cell)
    return {
        "text": "".join(map(str, cell)),
        **({"refs": refs} if refs else {}),
        **({"quotes": quotes} if quotes else {}),
    }


def _quotes(pieces: Pieces) -> list[dict[str, str]]:
    return [
        {"claim": quote.claim, "quote": quote.text, "source": quote.source}
        for piece in pieces
        if isinstance(piece, Quote)
        for quote in piece.all
    ]
