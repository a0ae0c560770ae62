# ruff: noqa: RUF001 - curly quotes and full-width signs are what is looked for

"""What each stretch of a text is: headline, body, or something not to be read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from suzerain.sources.boilerplate import LONGEST_STRETCH, Phrases, phrases_for
from suzerain.sources.dates import is_dateline
from suzerain.sources.document import Block, BlockKind
from suzerain.sources.paragraphs import find_paragraphs

LONGEST_HEADLINE = 200  # code points
LONGEST_SUBHEAD = 120
LONGEST_NAME = 50
SHORTEST_COPY = 20  # code points without spaces, from which on a repetition is one
SHORTEST_HEADING = 8  # the same for a headline
SHORTEST_LEAD = 60  # the same for a lead that was cut without an ellipsis
_FULL_STOP = re.compile(r"[.。:;,…]['\"”’»)\]]{0,3}\Z")
_CUT = re.compile(
    r"[\s\[(]{0,3}(?:…|\.\.\.)[\])]{0,2}(?:\s*(?:read|show) more)?\W{0,4}\Z",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Gen|President|Prof)\.? )?"
    r"[^\W\d_a-z\u0430-\u044f][\w.'’-]*"
    r"(?: (?:[^\W\d_a-z\u0430-\u044f][\w.'’-]*"
    r"|al|bin|de|da|van|von|of|the|and|und|et|\u0438)){1,4}"
)
_SEGMENT_END = re.compile(
    r"[.!?…。！？][\"'”’»)\]]{0,3}"
    r"(?:\s+(?=[\"'“‘«(\[]?[^\W_a-z\u0430-\u0451])"
    r"|(?<=[\w)][.!?…])(?=[^\W\d_a-z\u0430-\u0451][^\W\d_]))"
    r"|[。！？][”」』]{0,2}"
    r"|(?<=[^\W\d_])\)(?=[^\W\d_a-z\u0430-\u0451][^\W\d_A-Z\u0410-\u042f])"
)
_DOMAIN = re.compile(
    r"(?:www\.\w{1,40}|\b\w{2,40})\.(?:com|org|net|info|news|gov)\Z", re.IGNORECASE
)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?:[^\n]*\n){0,40}?---[ \t]*(?=\r?\n|\Z)")
_MARKUP_LINE = re.compile(r"!\[[^\]]*\]\([^)]*\)|[-*_=~#>|\s]{3,}|https?://\S+")


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    apart: bool
    kind: BlockKind | None
    alone: bool  # the piece is a whole paragraph


def find_blocks(
    text: str,
    *,
    media_type: str = "text/plain",
    hints: Mapping[int, BlockKind] | None = None,
) -> tuple[Block, ...]:
    r"""Mark every paragraph of a text, and the parts of paragraphs that were glued.

    Every character that is not a space lies in exactly one block; blocks are sorted.

    Args:
        text: The text of a document.
        media_type: `text/markdown` makes `#` lines headlines.
        hints: What the page's own markup says, by the offset where a paragraph starts.

    Examples:
        >>> text = "A pact is signed\n\nThe two sides met on Monday.\n\nRead more"
        >>> [block.kind for block in find_blocks(text)]
        ['headline', 'body', 'boilerplate']
    """
    phrases = phrases_for(text)
    pieces = list(
        _pieces(text, phrases, hints or {}, markdown=media_type == "text/markdown")
    )
    pieces = _classify(text, pieces)
    pieces = _drop_link_lists(text, pieces, phrases)
    pieces = _mark_copies(text, pieces)
    return tuple(
        Block(start=piece.start, end=piece.end, kind=piece.kind or "body")
        for piece in pieces
    )


def _pieces(
    text: str, phrases: Phrases, hints: Mapping[int, BlockKind], *, markdown: bool
) -> Iterator[_Piece]:
    begin = 0
    matter = _FRONT_MATTER.match(text) if markdown else None
    if matter:
        begin = matter.end()
        yield _Piece(0, begin, True, "boilerplate", True)
    for part in find_paragraphs(text[begin:]):
        start, end = part.start + begin, part.end + begin
        line = text[start:end]
        kind: BlockKind | None = hints.get(start)
        if phrases.is_line(line) or phrases.is_section(line) or _is_furniture(line):
            kind = "boilerplate"
        elif phrases.is_caption(line):
            kind = "caption"
        elif kind is None and markdown and line.startswith("#"):
            kind = "headline"
        elif phrases.may_hold_stretch(line):
            parts = _cut(text, start, end, phrases, apart=part.apart)
            yield from (replace(one, kind=one.kind or kind) for one in parts)
            continue
        yield _Piece(start, end, part.apart, kind, True)


def _is_furniture(line: str) -> bool:
    if len(line) > LONGEST_STRETCH:
        return False
    return is_dateline(line) or bool(_MARKUP_LINE.fullmatch(line))


def _cut(
    text: str, start: int, end: int, phrases: Phrases, *, apart: bool
) -> Iterator[_Piece]:
    """Cut a paragraph where a call to click or subscribe begins and ends."""
    marked = [
        (left, right, phrases.is_stretch(text[left:right]))
        for left, right in _segments(text, start, end)
    ]
    marked = _join_leads(text, marked)
    runs: list[tuple[int, int, bool]] = []
    for left, right, furniture in marked:
        if runs and runs[-1][2] == furniture:
            runs[-1] = (runs[-1][0], right, furniture)
        else:
            runs.append((left, right, furniture))
    for number, (left, right, furniture) in enumerate(runs):
        kind: BlockKind | None = "boilerplate" if furniture else None
        alone = len(runs) == 1 or (number == len(runs) - 1 and number > 0)
        yield _Piece(left, right, apart and number == 0, kind, alone)


def _join_leads(
    text: str, marked: list[tuple[int, int, bool]]
) -> list[tuple[int, int, bool]]:
    """Count a bare site name before a call to click as part of it."""
    joined: list[tuple[int, int, bool]] = []
    for left, right, furniture in marked:
        if furniture and joined and not joined[-1][2]:
            before = text[joined[-1][0] : joined[-1][1]].rstrip(" .")
            if len(before) <= LONGEST_NAME and _DOMAIN.search(before):
                joined[-1] = (joined[-1][0], joined[-1][1], True)
        joined.append((left, right, furniture))
    return joined


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for found in _SEGMENT_END.finditer(text, start, end):
        stop = found.end()
        if text[begin:stop].strip():
            tail = len(text[begin:stop].rstrip())
            yield begin, begin + tail
            begin = stop
    if text[begin:end].strip():
        yield begin, end


def _classify(text: str, pieces: list[_Piece]) -> list[_Piece]:
    classified: list[_Piece] = []
    titled = False
    for piece in pieces:
        kind = piece.kind
        if kind is None:
            kind = _kind(text[piece.start : piece.end], piece, titled=titled)
        titled = titled or kind == "headline"
        classified.append(replace(piece, kind=kind))
    return classified


def _kind(line: str, piece: _Piece, *, titled: bool) -> BlockKind:
    longest = LONGEST_SUBHEAD if titled else LONGEST_HEADLINE
    if not piece.alone or len(line) > longest or _FULL_STOP.search(line):
        return "body"
    if titled and len(line) <= LONGEST_NAME and _NAME.fullmatch(line):
        return "caption"
    if line[-1] in "!?\"”»’'" and titled:
        return "body"  # a short spoken line, not a heading
    return "headline" if any(sign.isalpha() for sign in line) else "body"


def _drop_link_lists(text: str, pieces: list[_Piece], phrases: Phrases) -> list[_Piece]:
    """Take the titles under "Similar news" for links, not for news.

    Up to the end of the text they all are; before more body, only those that follow
    without a blank line.
    """
    tail_is_links = _tail_of_links(pieces)
    result: list[_Piece] = []
    inside = False
    for number, piece in enumerate(pieces):
        line = text[piece.start : piece.end]
        short = piece.kind in {"headline", "caption"}
        if piece.kind == "boilerplate" and phrases.is_section(line):
            inside = True
        elif not short and piece.kind != "boilerplate":
            inside = False
        elif inside and short and (number >= tail_is_links or not piece.apart):
            result.append(replace(piece, kind="boilerplate"))
            continue
        elif piece.apart and short:
            inside = False
        result.append(piece)
    return result


def _tail_of_links(pieces: list[_Piece]) -> int:
    for number in range(len(pieces), 0, -1):
        if pieces[number - 1].kind == "body":
            return number
    return 0


def _mark_copies(text: str, pieces: list[_Piece]) -> list[_Piece]:
    """Mark repetitions and truncated leads; the full, first version stays."""
    keys = [
        _key(text[piece.start : piece.end])
        if piece.kind in {"headline", "body"}
        else ""
        for piece in pieces
    ]
    shelf = sorted(set(keys) - {""})
    seen: set[str] = set()
    result: list[_Piece] = []
    for piece, key in zip(pieces, keys, strict=True):
        heading = piece.kind == "headline" and _weight(key) >= SHORTEST_HEADING
        enough = heading or _weight(key) >= SHORTEST_COPY
        words = text[piece.start : piece.end]
        if enough and (key in seen or _is_cut_copy(words, key, shelf, piece.kind)):
            result.append(replace(piece, kind="duplicate"))
        else:
            result.append(piece)
        seen.add(key)
    return result


def _is_cut_copy(
    words: str, key: str, shelf: list[str], kind: BlockKind | None
) -> bool:
    cut = bool(_CUT.search(words[-30:]))
    if not cut and (kind != "body" or _weight(key) < SHORTEST_LEAD):
        return False
    follower = bisect_right(shelf, key)
    if follower == len(shelf) or not shelf[follower].startswith(key):
        return False
    return cut or shelf[follower].startswith(key + " ")


def _key(words: str) -> str:
    tail = _CUT.search(words[-30:])
    if tail:
        words = words[: len(words) - (min(len(words), 30) - tail.start())]
    return " ".join(re.findall(r"[^\W_]+", words.casefold()))


def _weight(key: str) -> int:
    """Length of a key; a Han, kana or Hangul sign counts for three letters."""
    return len(key) + 2 * sum(sign >= "\u3040" for sign in key[: 2 * SHORTEST_LEAD])
