"""What happens for the first time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from suzerain.evidence.beside import told_before, told_beside
from suzerain.evidence.claim import Claim
from suzerain.evidence.parsed import Parsed
from suzerain.sources.document import Document

SINCE_YEAR = re.compile(r"\bsince\b.{0,60}?\b(1[5-9]\d\d|20\d\d)\b")
BEING = frozenset("is was are were be been become becomes became being".split())  # noqa: SIM905
SINCE = frozenset({"since", "ever", "decades", "years", "history", "such", "kind"})
ENDS = frozenset({",", ".", ";", ":", "and", "but"})
REACH = 9
OWNERS = frozenset({"his", "her", "its", "their", "'s"})


def find_firsts(
    document: Document, parsed: Parsed, claims: Sequence[Claim]
) -> Iterator[Claim]:
    """Find what a sentence tells as a first, with the sides of what is told.

    "X was the first to visit Y", "it is the first time that X has met Y", "X flew to Y,
    its first visit since the war": the claim beside it, as a first. "First, X left" and
    "the first ship" are none.

    Args:
        document: Where the sentence stands.
        parsed: The sentence.
        claims: What else it tells.
    """
    if not claims or "irst" not in parsed.text:
        return
    if any(one.relation == "FIRST_SINCE" for one in claims):
        return
    for at in _places(parsed):
        span = _span(parsed, at)
        if span is None:
            continue
        start, end, aside = span
        base = None if aside else told_beside(claims, start, start + 1)
        base = base or told_before(claims, start) or told_beside(claims, end - 1, end)
        if base is not None:
            start = start if aside else min(start, base.start)
            yield _first(document, base, start, end)
            return


def _first(document: Document, base: Claim, start: int, end: int) -> Claim:
    quote = document.text[start:end]
    told = SINCE_YEAR.search(quote)
    year = float(told.group(1)) if told else None
    return replace(
        base, kind="quantity", relation="FIRST_SINCE", start=start, end=end,
        quote=quote, value=year, low=year, high=year, unit="year" if told else "",
        polarity="positive", good="",
        id=f"c-{document.id.removeprefix('doc-')}-{start}-{end}",
    )  # fmt: skip


def _places(parsed: Parsed) -> Iterator[int]:
    """Tokens that say "first", also at the head of a description."""
    for at, word in enumerate(parsed.words):
        if word == "first":
            yield at
        elif word == "<actor>":
            text = parsed.text[parsed.starts[at] : parsed.ends[at]].lower()
            if text.startswith(("the first ", "first ")):
                yield at


def _span(parsed: Parsed, at: int) -> tuple[int, int, bool] | None:
    """Words of the first, and whether they stand apart behind a comma."""
    words = parsed.words
    article = at - 1 if words[at] == "first" else at
    if words[at] == "first" and (at == 0 or words[article] not in {"the", *OWNERS}):
        return None
    after = words[at + 1 : at + 1 + REACH]
    cut = next((n for n, one in enumerate(after) if one in {",", ";", "."}), len(after))
    after = after[:cut]
    before = words[article - 1] if article > 0 else ""
    time = after[:1] == ["time"]
    so = bool(SINCE & set(after))
    does = any(
        one == "to" and _is_verb(parsed, at + 2 + n) for n, one in enumerate(after)
    )
    if time and not (so or "that" in after[:2] or before == "for"):
        return None
    if not time and not ((does and (before in BEING or before == ",")) or so):
        return None
    aside = before == "," or (not time and before not in BEING)
    left = article
    if not aside:
        left, _ = parsed.clause(at)
    last = at + 1
    while last < len(words) and words[last] not in {",", ";", ".", "and", "but"}:
        last += 1
    return (
        parsed.base + parsed.starts[left],
        parsed.base + parsed.ends[min(last, len(words)) - 1],
        aside,
    )


def _is_verb(parsed: Parsed, at: int) -> bool:
    verb = parsed.verb_at[at] if at < len(parsed.words) else None
    return verb is not None
