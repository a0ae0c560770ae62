"""Direct speech that runs over several sentences, and whose it is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from suzerain.evidence.claim import Claim
from suzerain.evidence.parsed import Parsed
from suzerain.evidence.speech import Speech

LONGEST = 3000  # code points; a mark that is not closed by then was no quotation
NEARBY = 160  # code points between two parts of one speech
MARKS = re.compile(r"[\"“”„«»]")
OPENS = frozenset("“„«")
SHUTS = frozenset("”»")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tag:
    """Who speaks where the text says so.

    Args:
        start: First code point of the sentence that names the speaker.
        end: One past its last.
        speaker: Code or name.
        direct: Whether a quotation stands in that sentence.
    """

    start: int
    end: int
    speaker: str
    direct: bool


def quoted_spans(text: str) -> tuple[Span, ...]:
    """Find the stretches in quotation marks.

    A quotation that opens each of its paragraphs anew is one stretch.

    Args:
        text: A whole document.

    Examples:
        >>> quoted_spans('He said: "No. Never." She left.')
        ((9, 21),)
        >>> quoted_spans("A “quotation” here")
        ((2, 13),)
    """
    spans: list[Span] = []
    start = -1
    for found in MARKS.finditer(text):
        at = found.start()
        mark = found.group()
        opens = mark in OPENS or (mark == '"' and _opens(text, at))
        if start >= 0 and at - start > LONGEST:
            start = -1
        if opens:
            anew = start >= 0 and text[start:at].rstrip(" \t").endswith("\n")
            start = start if anew else at
        elif start >= 0 and (mark in SHUTS or mark == '"'):
            spans.append((start, at + 1))
            start = -1
    return tuple(spans)


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return (not before or before.isspace() or before in "([—–-") and not (  # noqa: RUF001
        not after or after.isspace()
    )


def tags_of(parsed: Parsed, speeches: Iterable[Speech]) -> tuple[Tag, ...]:
    """The speakers that a sentence names, for the quotations around it.

    Args:
        parsed: The sentence.
        speeches: Who says what in it.
    """
    start, end = parsed.base, parsed.base + len(parsed.text)
    return tuple(Tag(start, end, one.speaker, one.direct) for one in speeches)


def attribute_quotes(
    text: str, claims: Sequence[Claim], tags: Sequence[Tag]
) -> list[Claim]:
    """Give claims inside a quotation to whom the quotation belongs.

    Args:
        text: The document.
        claims: Its claims.
        tags: The speakers that its sentences name, in order.

    Returns:
        The claims; those that no sentence of their own gives a speaker, and that stand
        in a quotation with one, are his, and reported.
    """
    open_claims = [one for one in claims if not one.attributed_to]
    if not open_claims or not tags:
        return list(claims)
    owned = _owners(text, quoted_spans(text), tags)
    return [_replaced(one, owned) for one in claims]


def _replaced(claim: Claim, owned: Sequence[tuple[Span, str]]) -> Claim:
    """One claim, with the speaker of the quotation it stands in."""
    if claim.attributed_to:
        return claim
    first = bisect_left(owned, claim.end, key=lambda one: one[0][1])
    for (start, end), speaker in owned[first : first + 1]:
        if start <= claim.start and claim.end <= end:
            firm = claim.certainty == "asserted"
            return replace(
                claim,
                attributed_to=speaker,
                certainty="reported" if firm else claim.certainty,
            )
    return claim


def _owners(
    text: str, spans: Sequence[Span], tags: Sequence[Tag]
) -> list[tuple[Span, str]]:
    """Speakers of the quotations: of their last sentence, else of the one before."""
    owned: list[tuple[Span, str]] = []
    last: tuple[int, str] = (-NEARBY - 1, "")
    begins = [tag.start for tag in tags]
    ends = [tag.end for tag in tags]
    for start, end in spans:
        # tags are sorted and do not overlap, so those at hand are neighbours
        near_tags = tags[bisect_left(ends, start - 3) : bisect_right(begins, end)]
        touching = [tag for tag in near_tags if tag.direct and start <= tag.end]
        leading = [tag for tag in near_tags if tag.start <= start <= tag.end + 3]
        speaker = (touching or leading or [Tag(0, 0, "", False)])[-1].speaker
        near = start - last[0] <= NEARBY and "\n\n" not in text[last[0] : start]
        if not speaker and near:
            speaker = last[1]
        if speaker:
            owned.append(((start, end), speaker))
            last = (end, speaker)
    return owned
