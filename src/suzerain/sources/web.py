"""Articles behind addresses: single pages, lists of addresses, feeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from suzerain.core.errors import EmptySource, SourceError
from suzerain.sources.address import is_address, is_inside, plain
from suzerain.sources.compose import make_document
from suzerain.sources.document import Document
from suzerain.sources.feed import Entry, read_feed
from suzerain.sources.html import read_html
from suzerain.sources.kinds import is_feed, parse

if TYPE_CHECKING:
    from suzerain.sources.fetch import Fetched

SHORTEST_FULL = 600  # code points; a shorter text of a feed is a summary
MOST_ADDRESSES = 1000
LONGEST_LIST = 200_000  # bytes
_COMMENT = "#"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something that was offered and could not be read.

    Args:
        name: File name or address.
        reason: Why.
    """

    name: str
    reason: str


def read_address(url: str) -> Iterator[Document | LeftOut]:
    """Read what is behind an address: an article, a list of addresses, or a feed.

    Args:
        url: An http or https address.

    Raises:
        DataMissing: If there is no network, or the address does not answer.
        SourceError: If what it answers cannot be read.
    """
    answer = _fetch(url)
    if is_feed(answer.data):
        yield from read_entries(answer.data, plain(answer.url), base=answer.url)
    elif answer.media_type == "text/plain" and addresses_in(answer.data):
        yield from read_addresses(
            addresses_in(answer.data), plain(url), base=answer.url
        )
    else:
        yield _page(answer, plain(url))


def read_entries(
    data: bytes, name: str, *, base: str = ""
) -> Iterator[Document | LeftOut]:
    """Read the articles of a feed.

    An article that the feed carries whole is read from it, any other from its
    address. Where that cannot be reached, what the feed says of it is read, with a
    note.

    Args:
        data: The bytes of the feed.
        name: Its name or address.
        base: Address that its links start from, or empty.

    Raises:
        SourceError: If the feed is broken or none of its articles can be read.
    """
    read = 0
    refusal: SourceError | None = None
    for entry in read_feed(data, name):
        try:
            document = _entry_document(entry, name, base)
        except SourceError as error:
            refusal = refusal or error
            yield LeftOut(name=entry.link or entry.title or name, reason=error.what)
        else:
            read += 1
            yield document
    if not read and refusal:
        raise refusal


def read_addresses(
    addresses: tuple[str, ...], name: str, *, base: str = ""
) -> Iterator[Document | LeftOut]:
    """Read the pages of a list of addresses, in its order.

    Args:
        addresses: http and https addresses.
        name: Name of the list, for messages.
        base: Where the list comes from, when it was fetched.

    Raises:
        SourceError: If none of them can be read.
    """
    read = 0
    refusal: SourceError | None = None
    for address in addresses:
        try:
            _refuse_inside(address, base, name)
            document = _page(_fetch(address), plain(address))
        except SourceError as error:
            refusal = refusal or error
            yield LeftOut(name=plain(address), reason=error.what)
        else:
            read += 1
            yield document
    if not read and refusal:
        raise refusal


def addresses_in(data: bytes) -> tuple[str, ...]:
    r"""Return the addresses of a list, or nothing when it is no list.

    A list holds one http or https address a line, blank lines, and comments after `#`.

    Args:
        data: The bytes of a text file.

    Examples:
        >>> addresses_in(b"# today\nhttps://example.org/a\n")
        ('https://example.org/a',)
        >>> addresses_in(b"See https://example.org/a\n")
        ()
    """
    if len(data) > LONGEST_LIST or not data[:64].strip().startswith((b"http", b"#")):
        return ()
    lines = data.decode("utf-8", "replace").splitlines()
    listed = [line.strip() for line in lines]
    kept = [line for line in listed if line and not line.startswith(_COMMENT)]
    if not kept or any(" " in line or not is_address(line) for line in kept):
        return ()
    return tuple(dict.fromkeys(kept))[:MOST_ADDRESSES]


def _fetch(url: str) -> Fetched:
    from suzerain.sources.fetch import fetch

    return fetch(url)


def _page(answer: Fetched, name: str) -> Document:
    suffix = PurePosixPath(urlsplit(answer.url).path).suffix.lower()
    reading = parse(
        answer.data,
        name,
        "" if answer.media_type else suffix,
        media_type=answer.media_type,
        declared=answer.charset,
    )
    host = (urlsplit(answer.url).hostname or "").removeprefix("www.")
    return make_document(replace(reading, publisher=reading.publisher or host), name)


def _entry_document(entry: Entry, name: str, base: str) -> Document:
    link = urljoin(base, entry.link) if entry.link else ""
    if len(entry.text) >= SHORTEST_FULL or not is_address(link):
        whole = entry.text or entry.summary
        return _from_feed(entry, whole, plain(link) or name, ())
    try:
        _refuse_inside(link, base, name)
        document = _page(_fetch(link), plain(link))
    except SourceError as error:
        said = entry.text or entry.summary
        if not said:
            raise
        note = f"only what the feed says of it was read: {error.what}"
        return _from_feed(entry, said, plain(link), (note,))
    return replace(
        document,
        title=document.title or entry.title,
        published=document.published or entry.published,
    )


def _from_feed(entry: Entry, text: str, name: str, notes: tuple[str, ...]) -> Document:
    title = entry.title if "<" in entry.title else escape(entry.title)
    page = f"<h1>{title}</h1><div>{text}</div>".encode()
    reading = read_html(page, name, declared="utf-8")
    reading = replace(
        reading, published=entry.published, notes=(*reading.notes, *notes)
    )
    return make_document(reading, name)


def _refuse_inside(address: str, base: str, name: str) -> None:
    """Refuse to follow a list from the web into this machine or its network."""
    if base and is_inside(address) and not is_inside(base):
        raise EmptySource(
            f"{name} points into a private network: {plain(address)}",
            "addresses on the web",
            "give that address yourself if you trust it",
        )
