"""Documents with the passages of their claims marked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from markupsafe import Markup, escape

from suzerain.brief.markup import anchor
from suzerain.evidence.claim import Claim
from suzerain.sources.document import Document

LONGEST = 60_000
AROUND = 400


def marked(document: Document, claims: Iterable[Claim]) -> Markup:
    """Write a document's text, each claimed passage as a `<mark>`.

    Overlapping passages are cut into pieces; each piece names all its claims. Of a
    very long document only the surroundings of its passages are shown.

    Args:
        document: The document.
        claims: Its claims.

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
        A gives <a id="at-c"></a><mark data-claims="c">B oil</mark>.
    """
    own = sorted(
        (c for c in claims if c.doc == document.id),
        key=lambda c: (c.start, c.end, c.id),
    )
    cuts = {0, len(document.text)}
    for claim in own:
        cuts |= {claim.start, claim.end}
    edges = sorted(cuts)
    parts: list[Markup] = []
    for start, end in pairwise(edges):
        covering = [c for c in own if c.start <= start and end <= c.end]
        text = document.text[start:end]
        if not covering:
            parts.append(escape(_shortened(text, whole=len(document.text) <= LONGEST)))
            continue
        parts += [
            Markup('<a id="at-{}"></a>').format(anchor(c.id))
            for c in covering
            if c.start == start
        ]
        names = " ".join(c.id for c in covering)
        parts.append(Markup('<mark data-claims="{}">{}</mark>').format(names, text))
    return Markup("").join(parts)


def _shortened(text: str, *, whole: bool) -> str:
    if whole or len(text) <= 2 * AROUND:
        return text
    return f"{text[:AROUND]}\n[…]\n{text[-AROUND:]}"
