"""From what a format reader found to a Document with blocks, title, date, language."""

from __future__ import annotations

from suzerain.core.errors import EmptySource
from suzerain.sources.blocks import find_blocks
from suzerain.sources.dates import published_by_name, published_in
from suzerain.sources.document import Document, document_id
from suzerain.sources.language import find_language
from suzerain.sources.reading import Reading
from suzerain.sources.signs import describe_signs

LONGEST_TITLE = 300  # code points
OWN_DATE_IS_LATER = frozenset(  # the file's own date is when it was made or printed
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
MARKED_UP = frozenset({"text/html", "message/rfc822"})


def make_document(reading: Reading, name: str) -> Document:
    """Give a Reading its blocks, title, date and language.

    Args:
        reading: What a format reader found.
        name: File name or title under which the user knows it.

    Raises:
        EmptySource: If there is nothing but space.

    Examples:
        >>> make_document(Reading(text="A pact is signed"), "typed").title
        'A pact is signed'
    """
    text = reading.text
    if not text.strip():
        raise EmptySource(
            f"{name} holds no text", "an article", "check that the right file is given"
        )
    blocks = find_blocks(text, media_type=reading.media_type, hints=reading.hints)
    first = next((block for block in blocks if block.kind == "headline"), None)
    headline = text[first.start : first.end].lstrip("# ") if first else ""
    written = "" if reading.media_type in MARKED_UP else headline
    return Document(
        id=document_id(text),
        name=name,
        text=text,
        title=(written or reading.title or headline)[:LONGEST_TITLE],
        published=_published(reading, name),
        publisher=reading.publisher,
        language=find_language(text),
        media_type=reading.media_type,
        blocks=blocks,
        notes=(*reading.notes, *describe_signs(text)),
    )


def _published(reading: Reading, name: str) -> str:
    if reading.media_type in OWN_DATE_IS_LATER:
        return (
            published_in(reading.text) or published_by_name(name) or reading.published
        )
    return reading.published or published_in(reading.text) or published_by_name(name)
