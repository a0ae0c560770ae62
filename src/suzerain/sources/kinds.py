"""Which kind of file some bytes are, and its reader."""

from __future__ import annotations

from suzerain.core.errors import EmptySource, SourceTooLarge, UnreadableSource
from suzerain.sources import docx, mail
from suzerain.sources.reading import Reading

LARGEST = 20_000_000  # bytes of one file
FORMATS = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".pdf": "application/pdf",
    ".docx": docx.MEDIA_TYPE,
    ".eml": mail.MEDIA_TYPE,
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".xml": "application/xml",
    ".urls": "text/plain",
}
FEEDS = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/xml", "text/xml"}
)
SIMILAR = {"application/xhtml+xml": "text/html", "text/x-markdown": "text/markdown"}
ACCEPTED = (
    "a .txt, .md, .html, .pdf, .docx or .eml file, a feed, a folder of them, a web "
    "address, or - for standard input"
)
HEAD = 1024  # bytes in which a file shows what it is
_FEED_ROOTS = (b"<rss", b"<feed", b"<rdf:rdf")


def parse(
    data: bytes, name: str, suffix: str, *, media_type: str = "", declared: str = ""
) -> Reading:
    """Read the bytes of one file, whatever its kind.

    Args:
        data: The whole file.
        name: Its name, for messages.
        suffix: How its name ends, in small letters, or empty.
        media_type: What a server says that it is, or empty.
        declared: Encoding that a server names, or empty.

    Raises:
        EmptySource: If there is no text.
        SourceTooLarge: If it has more than 20 MB.
        UnreadableSource: If it is broken, locked, or of a kind that is not read.

    Examples:
        >>> parse(b"They met.", "a.txt", ".txt").text
        'They met.'
    """
    refuse_large(len(data), name)
    if not data.strip():
        raise EmptySource(
            f"{name} is empty", "an article", "check that the right file is given"
        )
    kind = kind_of(data, suffix, media_type)
    match kind:
        case "application/pdf":
            from suzerain.sources.pdf import read_pdf

            return read_pdf(data, name)
        case "text/html":
            from suzerain.sources.html import read_html

            return read_html(data, name, declared=declared)
        case docx.MEDIA_TYPE:
            return docx.read_docx(data, name)
        case mail.MEDIA_TYPE:
            return mail.read_mail(data, name)
        case "text/plain" | "text/markdown":
            from suzerain.sources.text import read_text

            return read_text(data, name, media_type=kind, declared=declared)
    raise _unknown(data, name, suffix or media_type)


def kind_of(data: bytes, suffix: str, media_type: str = "") -> str:
    """Say which kind some bytes are: by their beginning, their name, their sender.

    Args:
        data: The bytes.
        suffix: How the name ends, in small letters, or empty.
        media_type: What a server says, or empty.

    Returns:
        A media type; empty for a kind that is not read.
    """
    head = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    named = FORMATS.get(suffix, "")
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if is_feed(data):
        return "application/xml"
    said = SIMILAR.get(media_type, media_type)
    if said in FORMATS.values():
        return said
    if named not in ("", *FEEDS):
        return named
    if suffix and not media_type.startswith("text/"):
        return ""
    return _sniffed(data, head)


def _sniffed(data: bytes, head: bytes) -> str:
    if head.startswith(b"PK\x03\x04") and b"word/" in data:
        return docx.MEDIA_TYPE
    html = (b"<!doctype html", b"<html", b"<head", b"<body")
    return "text/html" if head.lower().startswith(html) else "text/plain"


def is_feed(data: bytes) -> bool:
    """Whether some bytes are an RSS or Atom feed.

    Examples:
        >>> is_feed(b"<?xml version='1.0'?><rss version='2.0'>"), is_feed(b"They met.")
        (True, False)
    """
    head = data[: 4 * HEAD].lower()
    if b"<" not in head[:64]:
        return False
    if b"\0" in head[:64]:
        head = head.replace(b"\0", b"")
    if b"<html" in head or b"<!doctype html" in head:
        return False
    return any(root in head for root in _FEED_ROOTS)


def refuse_large(size: int, name: str) -> None:
    """Refuse a file by its size.

    Args:
        size: Bytes.
        name: Its name, for the message.

    Raises:
        SourceTooLarge: If it has more than 20 MB.
    """
    if size > LARGEST:
        raise SourceTooLarge(
            f"{name} has {size / 1e6:.0f} MB or more",
            f"files up to {LARGEST / 1e6:.0f} MB",
            "give the article alone, or split the file",
        )


def _unknown(data: bytes, name: str, kind: str) -> UnreadableSource:
    from suzerain.sources.text import refuse_known_binary

    if kind in {".xml", ".rss", ".atom"} or kind in FEEDS:
        return UnreadableSource(
            f"{name} is XML, but no RSS or Atom feed", ACCEPTED, "give the page itself"
        )
    refuse_known_binary(data, name)  # a better message
    return UnreadableSource(
        f"{name} is of a kind that is not read ({kind})",
        ACCEPTED,
        "if it is plain text, rename it to end in .txt",
    )
