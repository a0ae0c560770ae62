"""From a brief to the outline of a document: an executive page, then the basis."""

from __future__ import annotations

from typing import Any

from suzerain.brief.contents import Contents
from suzerain.brief.documents.drawing import draw
from suzerain.brief.documents.footnotes import Footnotes
from suzerain.brief.documents.outline import (
    PAPERS,
    Lettering,
    Manner,
    Manuscript,
    Portion,
    Words,
    widths,
)
from suzerain.brief.export.cleaning import Cleaner
from suzerain.brief.finding import Finding, Name, Number, Piece, Pieces, Quote
from suzerain.brief.section import Picture, Section, Table

HOW = (
    "Raised figures lead to footnotes: the sentence of a source or the assumption "
    "behind a number. A world is one possible state of affairs, every uncertain "
    "number drawn once from its range; a share of worlds says how often a result "
    "holds among them. Brackets hold the middle four fifths."
)
ONE_LINE = dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")
ANNEX = "Tables that stand behind those above."
UNNOTED = ("assumptions",)
WHOLE_ROWS, WHOLE_LETTERS = 9, 1500


class _Writer:
    """Collects blocks, and footnotes in the order in which they are first met."""

    def __init__(self, brief: Contents) -> None:
        documents = brief.results.case.documents
        self.words = brief.words
        self.steps: dict[str, dict[str, Any]] = brief.traces
        self.sources = {
            name: place
            for place, one in enumerate(documents, start=1)
            for name in (one.name, brief.results.document_name(one.id))
        }
        self.footnotes = Footnotes(
            steps=self.steps, sources=self.sources, words=brief.words
        )
        self.blocks: list[Portion] = []
        self.notes: list[str] = []
        self.places: dict[tuple[str, bool], int] = {}
        self.brief_notes = False
        self.noted = True
        self.annex = False

    def add(self, block: Portion) -> None:
        self.blocks.append(block)

    def mark(self, ref: str, met: set[str]) -> tuple[int, bool]:
        """Number of a footnote, 0 where the same block has its mark already."""
        if ref in met or not self.noted or self._told_anyway(ref):
            return 0, False
        met.add(ref)
        key = (ref, self.brief_notes)
        if key in self.places:
            return self.places[key], True
        write = self.footnotes.short if self.brief_notes else self.footnotes.full
        self.notes.append(write(ref))
        self.places[key] = len(self.notes)
        return len(self.notes), False

    def _told_anyway(self, ref: str) -> bool:
        """Whether the annex needs no note: the assumption stands in its table."""
        return self.annex and self.steps[ref]["kind"] == "assumption"

    def runs(self, pieces: Pieces | Finding, met: set[str]) -> Words:
        flat = pieces.pieces if isinstance(pieces, Finding) else pieces
        return tuple(run for piece in flat for run in self._piece(piece, met))

    def _piece(self, piece: Piece, met: set[str]) -> list[Lettering]:
        if isinstance(piece, Number):
            note, again = (0, False) if piece.quiet else self.mark(piece.ref, met)
            text = unbroken(piece.text)
            return [Lettering(text=text, note=note, again=again, language=piece.lang)]
        if isinstance(piece, Quote):
            return [run for one in piece.all for run in self._quote(one, met)]
        if isinstance(piece, Name):
            text = clean(piece.text)
            return [Lettering(text=text, manner="outside", language=piece.lang)]
        return [Lettering(text=clean(piece))]

    def _quote(self, quote: Quote, met: set[str]) -> list[Lettering]:
        before, after = self.words.grammar.quotes
        said = [
            Lettering(text=before),
            Lettering(text=clean(quote.text), manner="quote", language=quote.lang),
            Lettering(text=after),
        ]
        number = self.sources.get(quote.source, 0)
        by = [quote.speaker] if quote.speaker else []
        by += [self.words("source {1}", number)] if number else []
        if by:
            said += [
                Lettering(text=" ("),
                Lettering(text=clean(", ".join(by)), manner="outside"),
                Lettering(text=")"),
            ]
        note, again = self.mark(quote.claim, met)
        return [*said, Lettering(text=" ", note=note, again=again)]

    def heading(self, level: int, runs: Words) -> None:
        self.add(Portion(kind="heading", level=level, runs=runs))

    def table(self, listed: Table) -> None:
        met: set[str] = set()
        head = tuple(
            tuple(Lettering(text=clean(str(p)), manner="strong") for p in cell)
            for cell in listed.head
        )
        rows = tuple(tuple(self.runs(cell, met) for cell in row) for row in listed.rows)
        self.add(
            Portion(
                kind="table",
                runs=plain(listed.caption),
                head=head,
                rows=rows,
                wide=widths(head, rows),
                whole=len(rows) <= WHOLE_ROWS and _letters(rows) <= WHOLE_LETTERS,
            )
        )


def _letters(rows: tuple[tuple[Words, ...], ...]) -> int:
    return sum(len(run.text) for row in rows for cell in row for run in cell)


def outline(brief: Contents) -> Manuscript:
    """Lay a brief out as a document.

    Args:
        brief: The brief.

    Returns:
        Executive page, sections, sources, tables of the annex, assumptions and run
        record. A number has its footnote where it is first met, and its mark again
        elsewhere; on the executive page footnotes are short, so that the page holds.
    """
    writer = _Writer(brief)
    words = brief.words
    _executive(brief, writer)
    behind: list[Table] = []
    last = [s for s in brief.sections if s.id in UNNOTED]
    for section in brief.sections:
        if section not in last:
            behind += _section(section, writer)
    _sources(brief, writer)
    if behind:
        writer.annex = True
        writer.heading(1, plain(words("Annex")))
        writer.add(Portion(kind="text", runs=plain(words(ANNEX))))
        for listed in behind:
            writer.table(listed)
    writer.noted = False
    for section in last:
        for listed in _section(section, writer):
            writer.table(listed)
    _record(brief, writer)
    return Manuscript(
        title=clean(brief.title),
        about=clean(" ".join(map(str, brief.bottom_line[:1]))),
        author=f"Suzerain {brief.run['suzerain']}",
        language=words.grammar.code,
        kicker=clean(_kicker(brief)),
        page_of=words("page {1} of {2}", "{1}", "{2}"),
        direction=words.grammar.direction,
        paper=PAPERS[brief.paper],
        blocks=tuple(writer.blocks),
        notes=tuple(writer.notes),
    )


def clean(text: str) -> str:
    """Keep text from outside on one line, without characters that steer a reader."""
    return Cleaner().text(text.translate(ONE_LINE))


def unbroken(text: str) -> str:
    r"""Keep a figure and its unit on one line.

    Examples:
        >>> unbroken("63 % (44-81 %)") == "63\u00a0% (44-81\u00a0%)"
        True
    """
    return clean(text).replace(" %", "\u00a0%")


def plain(text: str, manner: Manner = "") -> Words:
    """Words of one manner."""
    return (Lettering(text=clean(text), manner=manner),)


def _executive(brief: Contents, writer: _Writer) -> None:
    words = brief.words
    writer.add(Portion(kind="kicker", runs=plain(_kicker(brief))))
    writer.add(Portion(kind="title", runs=plain(brief.title, "outside")))
    writer.add(Portion(kind="byline", runs=plain(_byline(brief))))
    writer.heading(1, plain(words("Bottom line")))
    writer.brief_notes = True
    met: set[str] = set()
    for finding in brief.bottom_line:
        head = plain(f"{finding.head} ", "strong") if finding.head else ()
        writer.add(Portion(kind="answer", runs=(*head, *writer.runs(finding, met))))
    writer.brief_notes = False
    writer.add(Portion(kind="small", runs=plain(words(HOW))))
    writer.add(Portion(kind="break"))


def _kicker(brief: Contents) -> str:
    as_of = brief.results.case.as_of
    return brief.words("Brief, as of {1}", as_of) if as_of else brief.words("Brief")


def _byline(brief: Contents) -> str:
    """Say what it was made of and by what, and whose judgement it awaits."""
    count = len(brief.results.case.documents)
    return brief.words(
        "Drawn from {1} document by Suzerain {2} in {3} sampled worlds. "
        "A machine read and reckoned; the judgement is the reader's."
        if count == 1
        else "Drawn from {1} documents by Suzerain {2} in {3} sampled worlds. "
        "A machine read and reckoned; the judgement is the reader's.",
        count,
        brief.run["suzerain"],
        f"{brief.results.worlds:,}",
    )


def _section(section: Section, writer: _Writer) -> list[Table]:
    """Write a section; give the tables that belong to the annex."""
    writer.heading(1, plain(section.title))
    behind: list[Table] = []
    if section.intro:
        writer.add(Portion(kind="text", runs=plain(section.intro)))
    for finding in section.findings:
        writer.add(Portion(kind="finding", runs=writer.runs(finding, set())))
    for block in section.blocks:
        if isinstance(block, Picture):
            behind += _picture(block, writer)
        elif block.folded:
            behind.append(block)
        else:
            writer.table(block)
    return behind


def _picture(picture: Picture, writer: _Writer) -> tuple[Table, ...]:
    met: set[str] = set()
    writer.heading(2, writer.runs(picture.title, met))
    writer.add(Portion(kind="text", runs=writer.runs(picture.reading, met)))
    if picture.svg:
        writer.add(
            Portion(
                kind="picture",
                runs=plain("".join(map(str, picture.title))),
                drawing=draw(picture),
            )
        )
    writer.table(picture.table)
    return picture.more


def _sources(brief: Contents, writer: _Writer) -> None:
    writer.heading(1, plain(brief.words("Sources")))
    for place, document in enumerate(brief.results.case.documents, start=1):
        told = [document.name, document.publisher, document.published]
        writer.add(
            Portion(
                kind="entry",
                runs=(
                    *plain(f"{place}. ", "strong"),
                    *plain(document.title or document.name, "outside"),
                    *plain(" ("),
                    *plain(", ".join(str(t) for t in told if t), "outside"),
                    *plain("), sha256 "),
                    *plain(document.sha256, "code"),
                ),
            )
        )


def _record(brief: Contents, writer: _Writer) -> None:
    words = brief.words
    writer.heading(1, plain(words("Run record")))
    again = words("Enough to make the same brief again.")
    writer.add(Portion(kind="text", runs=plain(again)))
    for key, value in brief.run.items():
        if key == "documents" or value in (None, "", []):
            continue
        shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        name = plain(words("{1}:", words(key.replace("_", " "))) + " ", "strong")
        writer.add(Portion(kind="entry", runs=(*name, *plain(shown, "code"))))
