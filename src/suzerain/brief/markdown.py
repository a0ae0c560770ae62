"""A brief as Markdown, each number with a footnote."""

from __future__ import annotations

import re
from typing import Any

from suzerain.brief.contents import Contents
from suzerain.brief.documents.footnotes import nearest
from suzerain.brief.finding import Finding, Name, Number, Piece, Pieces, Quote
from suzerain.brief.language.catalogue import Catalogue
from suzerain.brief.markup import shortened
from suzerain.brief.section import Picture, Section, Table

NOTED = 3


class _Notes:
    """Footnotes in the order in which their numbers are first met."""

    def __init__(self, traces: dict[str, dict[str, Any]], words: Catalogue) -> None:
        self.traces = traces
        self.words = words
        self.places: dict[str, int] = {}

    def mark(self, ref: str) -> str:
        place = self.places.setdefault(ref, len(self.places) + 1)
        return f"[^{place}]"

    def lines(self) -> list[str]:
        return [
            f"[^{place}]: {note(self.traces, ref, self.words)}"
            for ref, place in self.places.items()
        ]


def to_markdown(brief: Contents) -> str:
    """Write a brief as Markdown.

    Args:
        brief: The brief.

    Returns:
        The text; footnotes name the sentence or assumption behind each number.
    """
    notes = _Notes(brief.traces, brief.words)
    words = brief.words
    lines = [f"# {_safe(brief.title)}", ""]
    if brief.results.case.as_of:
        lines += [words("As of {1}", _safe(brief.results.case.as_of)), ""]
    lines += [f"## {words('Bottom line')}", ""]
    for finding in brief.bottom_line:
        lines += [f"**{finding.head}** {_pieces(finding, notes)}", ""]
    for section in brief.sections:
        lines += _section(section, notes)
    lines += [f"## {words('Sources')}", ""]
    lines += [
        f"- {_safe(doc.title or doc.name)} ({_safe(doc.name)}, sha256 `{doc.sha256}`)"
        for doc in brief.results.case.documents
    ]
    lines += ["", f"## {words('Run record')}", ""]
    lines += [
        f"- {words('{1}:', words(key.replace('_', ' ')))} `{_code(str(value))}`"
        for key, value in brief.run.items()
        if key != "documents"
    ]
    return "\n".join([*lines, "", f"## {words('Notes')}", "", *notes.lines(), ""])


def note(traces: dict[str, dict[str, Any]], ref: str, words: Catalogue) -> str:
    """Say in one line what a number rests on: nearest sentences and assumptions."""
    step = traces[ref]
    head = f"`{_code(ref)}`: {_safe(step['label'])}"
    found = nearest(traces, ref)
    before, after = words.grammar.quotes
    quoted = [
        f"{before}{_safe(s['quote'])}{after} ({_safe(s['source'])}, {_place(s, words)})"
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
    for title, texts in (("sources", quoted), ("assumed", assumed)):
        if texts:
            told = "; ".join(texts[:NOTED])
            rest = len(texts) - NOTED
            more = words("{1} more", rest) if rest > 0 else ""
            both = f"{told}{words(' and ')}{more}" if more else told
            parts.append(f"{words('{1}:', words(title))} {both}")
    return ". ".join(parts)


def _place(step: dict[str, Any], words: Catalogue) -> str:
    return words("characters {1}", f"{step['start']}-{step['end']}")


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
    before, after = notes.words.grammar.quotes
    source = f" ({_safe(shortened(quote.source))})" if quote.source else ""
    return f"{before}{_safe(quote.text)}{after}{source}{mark}"


def _safe(text: str) -> str:
    """Keep text from outside on one line and without markup of its own."""
    flat = " ".join(text.split())
    return re.sub(r"([\\`*_\[\]<>|#&])", r"\\\1", flat)


def _code(text: str) -> str:
    return " ".join(text.replace("`", "'").split())
