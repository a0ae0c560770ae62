"""What a document holds, in order, before it is Word or PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from suzerain.brief.documents.drawing import Drawing

# Letters: on a line of a table, in a column at most, in a word, between columns.
ACROSS, LINE, LONGEST_WORD, PADDING = 92, 160, 24, 4

Manner = Literal["", "strong", "soft", "outside", "quote", "code"]
Kind = Literal[
    "title", "kicker", "byline", "heading", "answer", "finding", "text", "small",
    "table", "picture", "entry", "break",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """Words in one manner of type, with a footnote behind them.

    Args:
        text: The words, cleaned.
        manner: How they are set; `outside` for names and titles taken over.
        language: BCP 47 code where they stand in another language than the document.
        note: Number of the footnote, or 0.
        again: True where the footnote was given before, so that only its mark stands.
    """

    text: str
    manner: Manner = ""
    note: int = 0
    again: bool = False
    language: str = ""


Words = tuple[Lettering, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """A paragraph, a heading, a table, a picture, or a new page.

    Args:
        kind: Which of them.
        runs: Its words; the caption of a table, the title of a picture.
        level: Of a heading, 1 to 3.
        head: Names of a table's columns.
        rows: Its cells.
        wide: How wide each column is, as a part of the page.
        drawing: Of a picture.
        whole: True for a table that is short enough to stay on one page.
    """

    kind: Kind
    runs: Words = ()
    level: int = 0
    head: tuple[Words, ...] = ()
    rows: tuple[tuple[Words, ...], ...] = ()
    wide: tuple[float, ...] = ()
    drawing: Drawing | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A format of paper.

    Args:
        name: As Typst calls it.
        wide: Width in twentieths of a point.
        tall: Height in twentieths of a point.
    """

    name: str
    wide: int
    tall: int


PAPERS = {
    "a4": Paper(name="a4", wide=11906, tall=16838),
    "letter": Paper(name="us-letter", wide=12240, tall=15840),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A whole document.

    Args:
        title: For its properties.
        about: One sentence for its properties.
        author: Who wrote it, for its properties.
        language: BCP 47 code.
        kicker: What stands over each page but the first.
        page_of: How a page is counted, with `{1}` for it and `{2}` for the last.
        direction: `ltr` or `rtl`.
        paper: What it is printed on.
        blocks: What stands in it, in order.
        notes: Footnotes; the number of one is its place, from 1.
    """

    title: str
    about: str
    author: str
    language: str = "en-GB"
    kicker: str = ""
    page_of: str = "page {1} of {2}"
    direction: str = "ltr"
    paper: Paper = PAPERS["a4"]
    blocks: tuple[Portion, ...] = ()
    notes: tuple[str, ...] = field(default=())


def widths(
    head: tuple[Words, ...], rows: tuple[tuple[Words, ...], ...]
) -> tuple[float, ...]:
    """Share the page among columns by what they hold.

    A column is first as wide as its longest word; what is left goes to those that
    hold more.

    Examples:
        >>> short, long = Lettering(text="no"), Lettering(text="a few words " * 9)
        >>> [round(w, 2) for w in widths(((short,), (short,)), (((short,), (long,)),))]
        [0.09, 0.91]
    """
    columns = zip(head, *rows, strict=True) if rows else ((cell,) for cell in head)
    least, longest, usual = [], [], []
    for column in columns:
        texts = ["".join(run.text for run in cell) for cell in column]
        word = max((len(w) for text in texts for w in text.split()), default=1)
        least.append(min(word, LONGEST_WORD) + PADDING)
        longest.append(min(max(map(len, texts)), LINE) + PADDING)
        usual.append(min(sum(map(len, texts)) / len(texts), LINE) + PADDING)
    wanted = longest if sum(longest) <= ACROSS else usual
    more = [max(want - low, 0.0) for want, low in zip(wanted, least, strict=True)]
    spare = max(ACROSS - sum(least), 0) / (sum(more) or 1)
    found = [low + up * min(spare, 1.0) for low, up in zip(least, more, strict=True)]
    return tuple(wide / sum(found) for wide in found)
