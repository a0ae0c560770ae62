"""RSS and Atom feeds: what they offer to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from suzerain.core.errors import EmptySource, UnreadableSource
from suzerain.sources.dates import find_date

MOST_ENTRIES = 200  # of one feed, the first ones
LONGEST_PART = 2_000_000  # code points of one title, link or text
_FULL = frozenset({"encoded", "content"})
_PARTS = frozenset(
    {"title", "link", "guid", "description", "summary", "encoded", "content"}
    | {"pubdate", "published", "updated", "date", "issued"}
)
_DATES = ("pubdate", "published", "date", "issued", "updated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article that a feed offers.

    Args:
        title: Its headline.
        link: Its address, or empty.
        published: ISO date, or empty.
        text: HTML of the whole article, where the feed carries it; else empty.
        summary: HTML of what the feed says of it.
    """

    title: str
    link: str
    published: str
    text: str
    summary: str


@dataclass(slots=True)
class _Open:
    parts: dict[str, list[str]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    link: str = ""


class _TypeDeclared(Exception):
    """The feed declares entities."""


class _Feed:
    """Collect entries from the events of a parser."""

    def __init__(self) -> None:
        self.entries: list[_Open] = []
        self._entry: _Open | None = None
        self._part = ""
        self._inside = 0  # elements inside a part, such as XHTML

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition("}")[2].lower()
        if name in {"item", "entry"} and self._entry is None:
            self._entry = _Open()
        elif self._entry is None:
            return
        elif self._part:
            self._inside += 1
            if name in {"p", "div", "br", "li", "h1", "h2", "h3", "blockquote"}:
                self.data("<p>")
        elif name in _PARTS:
            self._part = name
            if name == "link" and attributes.get("rel", "alternate") == "alternate":
                self._entry.link = self._entry.link or attributes.get("href", "")
            mime = attributes.get("type", "")
            if name == "content" and (
                attributes.get("src") or mime.startswith("image")
            ):
                self._part = "media"

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2].lower()
        if self._inside:
            self._inside -= 1
        elif self._part:
            self._part = ""
        elif name in {"item", "entry"} and self._entry is not None:
            if len(self.entries) < MOST_ENTRIES:
                self.entries.append(self._entry)
            self._entry = None

    def data(self, words: str) -> None:
        if self._entry is None or not self._part or self._part == "media":
            return
        size = self._entry.sizes.get(self._part, 0)
        if size < LONGEST_PART:
            self._entry.parts.setdefault(self._part, []).append(words)
            self._entry.sizes[self._part] = size + len(words)

    def comment(self, words: str) -> None:
        """Comments are not part of the feed."""

    def pi(self, target: str, words: str) -> None:
        """Instructions are not part of the feed."""

    def doctype(self, *_: str) -> None:
        """Entities are not wanted."""
        raise _TypeDeclared

    def close(self) -> _Feed:
        return self


def read_feed(data: bytes, name: str) -> tuple[Entry, ...]:
    r"""List the articles that a feed offers, in its order.

    Args:
        data: The bytes of the feed.
        name: Its name or address, for messages.

    Raises:
        UnreadableSource: If its XML is broken, or declares a document type.
        EmptySource: If it offers nothing.

    Examples:
        >>> feed = b"<rss><channel><item><title>A pact</title></item></channel></rss>"
        >>> [entry.title for entry in read_feed(feed, "feed.xml")]
        ['A pact']
    """
    from lxml import etree

    parser = etree.XMLParser(
        target=_Feed(),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
    )
    try:
        parser.feed(data)
        feed: _Feed = parser.close()
    except _TypeDeclared:
        raise UnreadableSource(
            f"the feed {name} declares a document type",
            "an RSS or Atom feed",
            "do not trust it; open the articles in a browser and save them",
        ) from None
    except etree.LxmlError as error:
        raise UnreadableSource(
            f"the feed {name} is broken XML ({type(error).__name__})",
            "an RSS or Atom feed",
            "open the articles in a browser and save them",
        ) from None
    if not feed.entries:
        raise EmptySource(
            f"the feed {name} offers no article",
            "a feed with entries",
            "give the address of an article itself",
        )
    return tuple(_entry(one) for one in feed.entries)


def _entry(found: _Open) -> Entry:
    def words(*names: str) -> str:
        texts = ("".join(found.parts.get(name, ())).strip() for name in names)
        return next(filter(None, texts), "")

    dates = (find_date(words(name)[:100]) for name in _DATES)
    return Entry(
        title=" ".join(words("title").split()),
        link=(words("link") or found.link or _address(words("guid"))).strip(),
        published=next(filter(None, dates), ""),
        text=words(*sorted(_FULL, reverse=True)),
        summary=words("description", "summary"),
    )


def _address(guid: str) -> str:
    return guid if guid.startswith(("http://", "https://")) else ""
