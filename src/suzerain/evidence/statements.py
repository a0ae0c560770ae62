"""Statements of a ministry or government: all that they say is theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from suzerain.evidence.claim import Claim
from suzerain.evidence.denials import settle_denials
from suzerain.evidence.mention import Mention

LONGEST = 160  # code points; a longer line is no heading
BELOW = 240  # code points below a heading in which the issuer may be named
HEADING = re.compile(
    r"^[ \t]*(?:THE |The )?(?:official |press |joint |full text of the )*"
    r"(?:statement|reply|response|declaration|communiqu[eé]|note verbale|press release|"
    r"message|answer|rebuttal|memorandum|bulletin)\b[^.\n]{0,60}?"
    r"\b(?:of|by|from)\b[^.\n]*"
    r"\b(?:ministry|government|embassy|spokes\w+|president|presidency|mission|"
    r"department|office|foreign affairs|cabinet|chancellery|kremlin|army|command)\b"
    r"[^.\n]*$",
    re.IGNORECASE | re.MULTILINE,
)


def issuers(text: str, mentions: Sequence[Mention]) -> tuple[tuple[int, int, str], ...]:
    """Find the parts of a document that are statements, and whose they are.

    Args:
        text: The document.
        mentions: Its actors, in order.

    Returns:
        Start, end and code of each; a part ends where the next one is headed.
    """
    heads = [one for one in HEADING.finditer(text) if len(one[0]) <= LONGEST]
    found = []
    for number, head in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else len(text)
        inside = [one for one in mentions if head.start() <= one.start < head.end()]
        below = [
            one for one in mentions if head.end() <= one.start < head.end() + BELOW
        ]
        named = [one.actor for one in (*inside, *below) if "+" not in one.actor]
        code = next((one for one in named if one and "(unnamed)" not in one), "")
        if code:
            found.append((head.end(), end, code))
    return tuple(found)


def attribute_statements(
    text: str, claims: Sequence[Claim], mentions: Sequence[Mention]
) -> list[Claim]:
    """Give claims of a statement, where nobody else says them, to who issues it.

    Args:
        text: The document.
        claims: Its claims.
        mentions: Its actors, in order.

    Returns:
        The claims; what a statement asserts is reported, and what it says that its
        issuer did not do is denied.
    """
    parts = issuers(text, mentions)
    given = [_issued(claim, parts) for claim in claims] if parts else claims
    return settle_denials(text, given)


def _issued(claim: Claim, parts: Sequence[tuple[int, int, str]]) -> Claim:
    if claim.attributed_to:
        return claim
    for start, end, code in parts:
        if start < claim.end <= end:
            firm = claim.certainty == "asserted"
            return replace(
                claim,
                attributed_to=code,
                certainty="reported" if firm else claim.certainty,
            )
    return claim
