"""Claims read in the view of a text, and led back to the text itself.

Forged letters, invisible signs and paragraphs in another language are taken away
before a document is read; each claim is then written with the exact words and offsets
of the document as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from suzerain.evidence.claim import Claim
from suzerain.sources.document import Block, Document
from suzerain.sources.language import is_foreign
from suzerain.sources.signs import View, view_document, view_of

READ = ("headline", "body")
FORGED = "a word here mixes letters that look alike"


def read_seen(
    document: Document, read: Callable[[Document], list[Claim]]
) -> list[Claim]:
    """Read a document as it is seen.

    Args:
        document: The document.
        read: What turns a document into claims.

    Returns:
        The claims, their spans in the document as it is; those on words with forged
        letters carry a note.

    Examples:
        >>> read_seen(Document(id="doc-1", name="a", text="They met."), lambda one: [])
        []
    """
    kept = _readable(document)
    if document.blocks and not any(block.kind in READ for block in kept):
        return []
    document = replace(document, blocks=kept)
    view = view_of(document.text)
    if view is None:
        return read(document)
    claims = read(view_document(document, view))
    return [_back(document, view, claim) for claim in claims]


def _readable(document: Document) -> tuple[Block, ...]:
    """Leave out the paragraphs that are in a language which is not read."""
    text, language = document.text, document.language
    kept = tuple(
        block
        for block in document.blocks
        if block.kind not in READ
        or not is_foreign(text[block.start : block.end], language)
    )
    bodies = [block.kind for block in document.blocks].count("body")
    if bodies and not any(block.kind == "body" for block in kept):
        return ()
    return kept


def _back(document: Document, view: View, claim: Claim) -> Claim:
    start, end = view.back(claim.start, claim.end)
    head, _, _, number = claim.id.rsplit("-", 3)
    forged = (FORGED,) if view.is_forged(start, end) else ()
    return replace(
        claim,
        id=f"{head}-{start}-{end}-{number}",
        start=start,
        end=end,
        quote=document.text[start:end],
        notes=(*claim.notes, *forged),
    )
