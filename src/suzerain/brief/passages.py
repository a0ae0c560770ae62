"""Documents with the passages of their claims marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

from suzerain.brief.markup import anchor
from suzerain.evidence.claim import Claim
from suzerain.sources.document import Document

LONGEST = 60_000
AROUND = 400
# ISO 639 codes of languages that are written from right to left.
LEFTWARD = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi")
)


def marked(
    document: Document,
    claims: Iterable[Claim],
    steps: Mapping[str, Mapping[str, Any]] | None = None,
) -> Markup:
    """Write a document's text, each claimed passage as a `<mark>`.

    Overlapping passages are cut into pieces; each piece names all its claims. Of a
    very long document only the surroundings of its passages are shown.

    Args:
        document: The document.
        claims: Its claims.
        steps: Traces, for what the page's script tells of a claim: its reading, its
            value and its place.

    Examples:
        >>> d = Document(id="d", name="d", text="A gives B oil.")
        >>> c = Claim(
        ...     id="c",
        ...     doc="d",
        ...     start=8,
        ...     end=13,
        ...     quote="B oil",
        ...     kind="tie",
        ...     subject="A",
        ...     relation="SUPPLIES_ENERGY",
        ... )
        >>> print(marked(d, [c]))
        A gives <a id="why-c" data-at="8-13"></a><mark data-claims="c">B oil</mark>.
    """
    own = sorted(
        (c for c in claims if c.doc == document.id and c.start < c.end),
        key=lambda c: (c.start, c.end, c.id),
    )
    begins: dict[int, list[Claim]] = defaultdict(list)
    ends: dict[int, list[Claim]] = defaultdict(list)
    for claim in own:
        begins[claim.start].append(claim)
        ends[claim.end].append(claim)
    edges = sorted({0, len(document.text), *begins, *ends})
    parts: list[Markup] = []
    covering: dict[str, None] = {}
    for start, end in pairwise(edges):
        for claim in ends[start]:
            covering.pop(claim.id, None)
        for claim in begins[start]:
            covering[claim.id] = None
            parts.append(_place(claim, (steps or {}).get(claim.id, {})))
        text = document.text[start:end]
        if covering:
            names = " ".join(covering)
            parts.append(Markup('<mark data-claims="{}">{}</mark>').format(names, text))
        else:
            parts.append(escape(_shortened(text, whole=len(document.text) <= LONGEST)))
    return Markup("").join(parts)


def direction(document: Document) -> str:
    """Tell which way a document is written, for the attribute `dir`.

    Examples:
        >>> direction(Document(id="d", name="d", text="", language="ar"))
        'rtl'
        >>> direction(Document(id="d", name="d", text=""))
        'auto'
    """
    if not document.language:
        return "auto"
    code = document.language.lower().partition("-")[0]
    return "rtl" if code in LEFTWARD else "ltr"


def _place(claim: Claim, step: Mapping[str, Any]) -> Markup:
    """Where links to a sentence lead, with what the page's script tells of it."""
    said = Markup("").join(
        Markup(' data-{}="{}"').format(name, step[key])
        for name, key in (("says", "label"), ("value", "value"))
        if step.get(key)
    )
    return Markup('<a id="why-{}" data-at="{}-{}"{}></a>').format(
        anchor(claim.id), claim.start, claim.end, said
    )


def _shortened(text: str, *, whole: bool) -> str:
    if whole or len(text) <= 2 * AROUND:
        return text
    return f"{text[:AROUND]}\n[…]\n{text[-AROUND:]}"
