"""A brief as Markdown, each number with a footnote."""

from __future__ import annotations

import re
from typing import Any

from suzerain.brief.contents import Contents
from suzerain.brief.documents.footnotes import nearest
from suzerain.brief.finding import Finding, Name, Number, Piece, Pieces, Quote
from suzerain.brief.markup import shortened
from suzerain.brief.section import Picture, Section, Table

NOTED = 3


class _Notes:
    """Footnotes in the order in which their numbers are first met."""

    def __init__(self, traces: dict[str, dict[str, Any]]) -> None:
        self.traces = traces
        self.places: dict[str, int] = {}

    def mark(self, ref: str) -> str:
        place = self.places.setdefault(ref, len(self.places) + 1)
        return f"[^{place}]"

    def lines(self) -> list[str]:
        return [
            f"[^{place}]: {note(self.traces, ref)}"
            for ref, place in self.places.items()
        ]


def to_markdown(brief: Contents) -> str:
    """Write a brief as Markdown.

    Args:
        brief: The brief.

    Returns:
        The text; footnotes name the sentence or assumption behind each number.
    """
    notes = _Notes(brief.traces)
    lines = [f"# {_safe(brief.title)}", ""]
    if brief.results.case.as_of:
        lines += [f"As of {_safe(brief.results.case.as_of)}", ""]
    lines += ["## Bottom line", ""]
    for finding in brief.bottom_line:
        lines += [f"**{finding.head}** {_pieces(finding, notes)}", ""]
    for section in brief.sections:
        lines += _section(section, notes)
    lines += ["## Sources", ""]
    lines += [
        f"- {_safe(doc.title or doc.name)} ({_safe(doc.name)}, sha256 `{doc.sha256}`)"
        for doc in brief.results.case.documents
    ]
    lines += ["", "## Run record", ""]
    lines += [
        f"- {key}: `{_code(str(value))}`"
        for key, value in brief.run.items()
        if key != "documents"
    ]
    return "\n".join([*lines, "", "## Notes", "", *notes.lines(), ""])


def note(traces: dict[str, dict[str, Any]], ref: str) -> str:
    """Say in one line what a number rests on: nearest sentences and assumptions."""
    step = traces[ref]
    head = f"`{_code(ref)}`: {_safe(step['label'])}"
    found = nearest(traces, ref)
    words = [
        f"“{_safe(s['quote'])}” ({_safe(s['source'])}, characters "
        f"{s['start']}-{s['end']})"
        for s in found
        if s["kind"] == "claim"
    ]
    assumed = [
        f"{_safe(s['label'])}: {_safe(s.get('value', ''))} "
        f"({_safe(s.get('reason', ''))}; {_safe(s.get('citation', ''))})"
        for s in found
        if s["kind"] == "assumption"
    ]
    parts = [head]
    for title, texts in (("sources", words), ("assumed", assumed)):
        if texts:
            more = f" and {len(texts) - NOTED} more" if len(texts) > NOTED else ""
            parts.append(f"{title}: {'; '.join(texts[:NOTED])}{more}")
    return ". ".join(parts)


def _section(section: Section, notes: _Notes) -> list[str]:
    lines = [f"## {section.title}", ""]
    if section.intro:
        lines += [section.intro, ""]
    lines += [f"- {_pieces(finding, notes)}" for finding in section.findings]
    if section.findings:
        lines.append("")
    for block in section.blocks:
        if isinstance(block, Picture):
            lines += [f"### {_pieces(block.title, notes)}", ""]
            lines += [_pieces(block.reading, notes), ""]
            for listed in (block.table, *block.more):
                lines += _table(listed, notes)
        else:
            lines += _table(block, notes)
    return lines


def _table(table: Table, notes: _Notes) -> list[str]:
    head = [_pieces(cell, notes) for cell in table.head]
    rows = [[_pieces(cell, notes) for cell in row] for row in table.rows]
    return [
        f"*{table.caption}*",
        "",
        f"| {' | '.join(head)} |",
        f"|{'---|' * len(head)}",
        *(f"| {' | '.join(row)} |" for row in rows),
        "",
    ]


def _pieces(pieces: Pieces | Finding, notes: _Notes) -> str:
    flat = pieces.pieces if isinstance(pieces, Finding) else pieces
    return "".join(_piece(piece, notes) for piece in flat)


def _piece(piece: Piece, notes: _Notes) -> str:
    if isinstance(piece, Number):
        return _safe(piece.text) + ("" if piece.quiet else notes.mark(piece.ref))
    if isinstance(piece, Quote):
        return "; ".join(_quote(quote, notes) for quote in piece.all)
    return _safe(piece.text) if isinstance(piece, Name) else piece


def _quote(quote: Quote, notes: _Notes) -> str:
    mark = notes.mark(quote.claim)
    source = f" ({_safe(shortened(quote.source))})" if quote.source else ""
    return f"“{_safe(quote.text)}”{source}{mark}"


def _safe(text: str) -> str:
    """Keep text from outside on one line and without markup of its own."""
    flat = " ".join(text.split())
    return re.sub(r"([\\`*_\[\]<>|#&])", r"\\\1", flat)


def _code(text: str) -> str:
    return " ".join(text.replace("`", "'").split())
