"""A document cut where claims and blocks begin and end, so that it can be shown."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from suzerain.evidence.claim import Claim
from suzerain.sources.document import Document


def segments(document: Document, claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Cut a text into pieces, each with the claims that speak in it.

    The pieces joined are the text, to the last sign: they are shown as text and
    never as markup.

    Args:
        document: The document.
        claims: Its claims; passages may overlap.

    Returns:
        For each piece its `text`, the ids of its `claims`, and the `kind` of block.

    Examples:
        >>> paper = Document(id="doc-1", name="a", text="Oil flows. It rains.")
        >>> [piece["text"] for piece in segments(paper, [])]
        ['Oil flows. It rains.']
    """
    text = document.text
    listed = sorted(claims, key=lambda claim: (claim.start, -claim.end))
    blocks = sorted(document.blocks, key=lambda block: block.start)
    cuts = {0, len(text)}
    for start, end in [(one.start, one.end) for one in listed] + [
        (one.start, one.end) for one in blocks
    ]:
        cuts |= {min(start, len(text)), min(end, len(text))}
    places = sorted(cuts)
    found: list[dict[str, Any]] = []
    next_claim = next_block = 0
    inside: list[Claim] = []
    for start, end in pairwise(places):
        inside = [claim for claim in inside if claim.end > start]
        while next_claim < len(listed) and listed[next_claim].start <= start:
            if listed[next_claim].end > start:
                inside.append(listed[next_claim])
            next_claim += 1
        while next_block < len(blocks) and blocks[next_block].end <= start:
            next_block += 1
        here = next_block < len(blocks) and blocks[next_block].start <= start
        found.append(
            {
                "text": text[start:end],
                "claims": [claim.id for claim in inside],
                "kind": blocks[next_block].kind if here else "body",
            }
        )
    return found
