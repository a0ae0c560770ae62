"""Whether a quote stands in a document, whoever gives it, and where.

Every word of a quote must stand in the document, in the same order and within one
passage. What may differ is how it is written (quotation marks, dashes, space, accents,
the case of letters, `percent` for `%`) and a few words that are left out; nothing may
be left out that turns, doubts, counts or names. A marked ellipsis may leave out more.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from suzerain.evidence.quote_align import WINDOWS, Quote, alignments, windows
from suzerain.evidence.quote_words import (
    BOUNDS,
    ELLIPSIS,
    HEADS,
    MODALS,
    NEGATIONS,
    REVERSALS,
    SCALES,
    Words,
    words_of,
)
from suzerain.sources.document import Document

LONGEST = 400  # words of a quote
MOST_ELLIPSES = 4
LOOK_BACK = 6  # words before a quote in which something may turn it
NEAR = 8  # words; steps of the diagonals that are counted
ALIKE = 0.6  # part of a quote that stands in one passage, to say what was changed
CONDITIONS = frozenset(["if", "unless", "whether"])
OPENERS = frozenset(["that", "whether", "if"])
DOUBTS = frozenset(["may", "might", "could", "would", "should", "cannot"])
NOT_AFTER = frozenset(
    ["not", "never", "no", "nothing", "nobody", "none", "nowhere", "neither"]
)
TURNING = NOT_AFTER | frozenset(
    ["nor", "without", "hardly", "barely", "scarcely", "rarely", "seldom", "unable"]
)
UNSURE = frozenset(
    ["unlikely", "false", "untrue", "possible", "impossible", "rumoured", "rumored"]
)
NOT_ONLY = frozenset(["only", "just", "merely", "least"])
BOUNDING = frozenset(
    ["than", "least", "most", "over", "under", "about", "above", "below", "nearly",
     "almost", "around", "roughly", "approximately"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Accepted:
    """A quote that stands in the document.

    Args:
        start: First code point of the passage.
        end: One past its last code point.
    """

    start: int
    end: int

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Rejected:
    """A quote that does not stand in the document.

    Args:
        reason: What is wrong with it, in words.
    """

    reason: str

    def __bool__(self) -> bool:
        return False


def check_quote(
    quote: str, document: Document, *, within: tuple[int, int] | None = None
) -> Accepted | Rejected:
    """Say where a quote stands in a document, or why it does not.

    Args:
        quote: The words that somebody claims to have read there.
        document: The document.
        within: Code points between which the passage must lie; the whole by default.

    Returns:
        The passage, always in the words of the document, or the reason.

    Examples:
        >>> text = "Minsk will not sell more than 5 percent of its oil to Kyiv."
        >>> document = Document(id="doc-1", name="a", text=text)
        >>> check_quote("minsk will not sell more than 5% of its oil", document)
        Accepted(start=0, end=50)
        >>> check_quote("Minsk will sell more than 5 percent", document).reason
        'it leaves out "not", which turns what is said'
        >>> check_quote("Minsk will not sell more than 9 percent", document).reason
        'it has the number "9", which does not stand there'
    """
    words = words_of(document.text)
    low, high = _limits(words, within)
    pieces = [words_of(piece) for piece in ELLIPSIS.split(quote)]
    pieces = [piece for piece in pieces if len(piece)]
    size = sum(map(len, pieces))
    if not any(key[0].isalnum() for piece in pieces for key in piece.keys):
        return Rejected("it holds no words")
    if size > LONGEST or len(pieces) > MOST_ELLIPSES + 1:
        return Rejected("it is too long for one passage")
    asked = Quote(pieces)
    why = ""
    for left, right in windows(asked, words, low, high):
        for first, last in alignments(asked, words, left, right):
            why = _cut(words, first, last)
            if not why:
                return Accepted(words.starts[first], words.ends[last - 1])
    return Rejected(why or _difference(asked, words, low, high))


def _limits(words: Words, within: tuple[int, int] | None) -> tuple[int, int]:
    if within is None:
        return 0, len(words)
    return bisect_left(words.starts, within[0]), bisect_right(words.ends, within[1])


def _cut(words: Words, first: int, last: int) -> str:
    """What stands just before or behind a passage and turns it; else nothing."""
    after = words.keys[last] if last < len(words) and words.breaks[last] < 1 else ""
    if after in NOT_AFTER:
        return f'it ends before "{words.raw[last]}", which turns what is said'
    if _is_number(words.keys[last - 1]) and (after in SCALES or _is_number(after)):
        return f'it cuts the number before "{words.raw[last]}"'
    if not first or words.breaks[first] > 0:
        return ""
    before, here = words.keys[first - 1], words.keys[first]
    part = before in BOUNDING or _is_number(before) or not before[:1].isalnum()
    if part and (_is_number(here) or here in SCALES):
        return f'it cuts the number behind "{words.raw[first - 1]}"'
    if words.raw[first][:1].isupper() and before in HEADS:
        return f'it cuts the name behind "{words.raw[first - 1]}"'
    return _turned(words, first, here)


def _is_number(key: str) -> bool:
    return key[:1].isdigit()


def _turned(words: Words, first: int, here: str) -> str:
    """What turns a passage, or makes it unsure, from within the clause before it."""
    if words.keys[first - 1] in CONDITIONS | DOUBTS:
        return f'it leaves out "{words.raw[first - 1]}", which makes it unsure'
    for back in (1, 2):
        at = first - back
        if at < 0 or words.breaks[at + 1] > 0:
            break
        after = words.keys[at + 1] if back > 1 else here
        if words.keys[at] in TURNING and after not in NOT_ONLY:
            return f'it begins behind "{words.raw[at]}", which turns what is said'
    before = words.keys[first - 1]
    if before in REVERSALS and here == "to":
        return f'it begins behind "{words.raw[first - 1]}", which turns what is said'
    if before not in OPENERS | {"to"}:
        return ""
    for at in range(first - 2, max(first - LOOK_BACK, -1), -1):
        if words.breaks[at + 1] > 0:
            break
        key = words.keys[at]
        if key in REVERSALS | TURNING | UNSURE:
            return f'it begins behind "{words.raw[at]}", which turns what is said'
    return ""


def _difference(asked: Quote, words: Words, low: int, high: int) -> str:
    """Say what parts a quote from the passage that is most like it."""
    votes: defaultdict[int, float] = defaultdict(float)
    for at, key in enumerate(asked.keys):
        found = words.places.get(key, ())
        for place in found[:WINDOWS]:
            if low <= place < high:
                votes[(place - at) // NEAR] += 1 / len(found)
    if not votes:
        return "none of its words stands in the text"
    best = max(votes, key=lambda one: (votes[one] + votes.get(one + 1, 0), -one))
    left = max(best * NEAR - NEAR, low)
    right = min(left + asked.reach + 3 * NEAR, high)
    here = words.keys[left:right]
    matcher = SequenceMatcher(None, asked.keys, here, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    if shared < ALIKE * len(asked):
        known = sum(key in words.places for key in asked.keys)
        if known == len(asked):
            return "its words stand in different places or in another order"
        return "these words do not stand in the text"
    return _told(asked, words, left, matcher)


def _told(asked: Quote, words: Words, left: int, matcher: SequenceMatcher[str]) -> str:
    """Name the first difference that matters, from an alignment of the words."""
    other = ""
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    for _, first, last, _, _ in codes:
        for at in range(first, last):
            key, raw = asked.keys[at], asked.raw[at]
            if key[:1].isdigit() or key in SCALES or key in BOUNDS:
                return f'it has the number "{raw}", which does not stand there'
            if key in NEGATIONS | REVERSALS:
                return f'it adds "{raw}", which turns what is said'
            if key in MODALS:
                return f'it adds "{raw}", which changes how sure it is'
            if raw[:1].isupper() and asked.breaks[at] < 2:
                other = other or f'it has the name "{raw}", which does not stand there'
            other = other or f'it has "{raw}", which does not stand there'
    for _, first, last, start, end in codes:
        inner = first > 0 and last < len(asked)
        for at in range(left + start, left + end) if inner and not other else ():
            change, raw = words.change(at), words.raw[at]
            if change:
                return f'it leaves out "{raw}", which {_MEANING[change]}'
    return other or "it leaves out too much, or joins what stands apart"


_MEANING = {
    "negation": "turns what is said",
    "number": "counts",
    "modality": "says how sure it is",
    "name": "names somebody or something",
    "frame": "says who does what",
}
