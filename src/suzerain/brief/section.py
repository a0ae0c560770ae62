"""Parts of a brief: sections, tables and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from suzerain.brief.finding import Finding, Piece, Pieces, flatten, own_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells, each made of words, numbers, names and quotations.

    Args:
        id: Short name.
        caption: What it shows, in one sentence.
        head: Names of the columns.
        rows: The cells.
        key: Name of the look it has on the page, or empty.
        folded: True to show it only when asked for.
    """

    id: str
    caption: str
    head: tuple[Pieces, ...]
    rows: tuple[tuple[Pieces, ...], ...]
    key: str = ""
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture, what it says in one sentence, and the table it is drawn from.

    Args:
        id: Short name.
        title: Its title.
        reading: One sentence.
        svg: The picture as safe HTML, made by the chart modules.
        table: The same data.
        legend: Pairs of mark (a class of the style sheet) and meaning.
        more: Other tables on the same thing, shown folded.
    """

    id: str
    title: Pieces
    reading: Finding
    svg: str
    table: Table
    legend: tuple[tuple[str, str], ...] = ()
    more: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it.

    Args:
        id: Anchor of the section.
        title: Its heading.
        findings: Sentences, most important first.
        blocks: Tables and pictures.
        intro: A sentence on how to read it.
        short: Its name in the list of contents, when the title is long.
    """

    id: str
    title: str
    findings: tuple[Finding, ...] = ()
    blocks: tuple[Table | Picture, ...] = ()
    intro: str = ""
    short: str = ""


def cell(*pieces: Piece | Pieces) -> Pieces:
    """Make a table cell; figures among plain words are refused."""
    return tuple(
        own_words(piece) if isinstance(piece, str) else piece
        for piece in flatten(pieces)
    )


def table(
    name: str,
    caption: str,
    head: tuple[str | Pieces, ...],
    rows: Sequence[tuple[Pieces, ...]],
    key: str = "",
    *,
    folded: bool = False,
) -> Table:
    """Make a table from plain headings and rows of cells."""
    headings = tuple(cell(part) if isinstance(part, str) else part for part in head)
    return Table(
        id=name,
        caption=own_words(caption),
        head=headings,
        rows=tuple(rows),
        key=key,
        folded=folded,
    )


def tables(block: Table | Picture) -> tuple[Table, ...]:
    """All tables of a block: itself, or those under a picture."""
    return (block.table, *block.more) if isinstance(block, Picture) else (block,)
