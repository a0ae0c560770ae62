# ruff: noqa: SIM905 - a list of words reads best as words

"""A web page to the text of its article.

The page streams through lxml's parser without a tree, so its nesting costs nothing.
Scripts are never run and nothing that a page links to is opened.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from suzerain.sources.dates import find_date
from suzerain.sources.document import BlockKind
from suzerain.sources.reading import Reading
from suzerain.sources.text import decode

HEAD = 4096  # bytes in which a page declares its encoding
LONGEST_CELL = 80  # code points; longer cells of a table are paragraphs
CELLS = " | "  # between the cells of a row
LINK_SHARE = 0.5  # of a block's letters; more is a menu
SHORTEST_LEFT = 250  # letters; with fewer left, names of classes are not believed
SHORTEST_ARTICLE = 0.25  # of the page's letters; a smaller `article` is a teaser
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE
)
_SILENT = frozenset(
    "script style noscript template svg math iframe object embed form button select "
    "textarea nav footer aside dialog menu canvas audio video map".split()
)
_BLOCK = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre td th tr table section "
    "article main header figure figcaption address hr br body".split()
)
_WHOLE = frozenset(("html", "body", "main", "article"))
_HEADS = frozenset(("h1", "h2"))
_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()
)
_FURNITURE = re.compile(
    r"(?<!with-)(?<!has-)(?<!no-)(?<!without-)(?<!hide-)(?<![a-z])"
    r"(?:comments?|disqus|respond|related|read-?more|read-?also|read-?next|more-?on|"
    r"share|sharing|social|newsletter|cookies?|consent|gdpr|onetrust|didomi|paywall|"
    r"side-?bar|adverts?|advertis\w*|ads?|ad-?(?:slot|unit|box|container)|sponsor\w*|"
    r"promo|promoted|breadcrumbs?|popup|pop-up|modal|overlay|lightbox|subscribe|sign-?up|"
    r"donat\w*|recommend\w*|most-?(?:read|popular|viewed)|trending|teasers?|byline|tags|"
    r"tag-?list|author-?(?:bio|box|card)|skip|skip-?link|sr-only|screen-?reader\w*|"
    r"visually-?hidden|masthead|site-?(?:header|footer|nav)|nav|navbar|navigation|"
    r"top-?bar|toolbar|pagination|pager)(?![a-z])",
    re.IGNORECASE,
)
_ROLES = frozenset(
    "navigation complementary contentinfo banner dialog alertdialog search menu "
    "menubar toolbar tooltip alert status".split()
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d]*[1-9])|"
    r"font-size\s*:\s*0(?![.\d]*[1-9])|(?:left|top|text-indent)\s*:\s*-\d{3,}|"
    r"clip\s*:\s*rect\(\s*0",
    re.IGNORECASE,
)
_STATED = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{8,40})\"")
_DATES = frozenset(
    "article:published_time datepublished date dc.date dc.date.issued dcterms.created "
    "pubdate publishdate og:published_time parsely-pub-date sailthru.date".split()
)
_SPACE = re.compile(r"[ \t\r\n\x0b\x0c]+")


@dataclass(slots=True)
class _Paragraph:
    words: list[str] = field(default_factory=list)
    linked: int = 0
    size: int = 0
    tag: str = ""
    inside: bool = False
    row: int = 0  # of a table; 0 outside
    cell: int = 0


class _Page:
    """Collect paragraphs, title and dates from the events of a parser."""

    def __init__(self, *, by_name: bool = True) -> None:
        self.by_name = by_name
        self.paragraphs: list[_Paragraph] = []
        self.meta: dict[str, str] = {}
        self.title: list[str] = []
        self._now = _Paragraph()
        self._silent = 0
        self._open: list[tuple[str, bool]] = []
        self._links = 0
        self._inside = 0
        self._in_title = False
        self._rows: list[int] = []  # those that are open, the innermost last
        self._made = 0  # rows and cells so far
        self._row = self._cell = 0
        self.named = 0  # elements dropped for their names

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "meta":
            self._keep_meta(attributes)
        if tag == "time" and "datetime" in attributes and not self._silent:
            self.meta.setdefault("time", attributes["datetime"])
        silent = tag in _SILENT or _is_hidden(tag, attributes)
        if not silent and self.by_name and _is_furniture(tag, attributes):
            silent = True
            self.named += 1
        if tag not in _VOID:
            self._open.append((tag, silent))
            self._silent += silent
        if tag in _BLOCK:
            self._flush()
            self._note_cell(tag)
            self._now.tag = tag
        self._inside += tag in {"article", "main"}
        self._links += tag == "a"
        self._in_title = tag == "title" and not self._silent

    def _note_cell(self, tag: str) -> None:
        self._made += tag in {"tr", "td", "th"}
        if tag == "tr":
            self._rows.append(self._made)
        elif tag in {"td", "th"} and self._rows:
            self._row, self._cell = self._rows[-1], self._made

    def end(self, tag: str) -> None:
        if tag in _BLOCK:
            self._flush()
        if tag in {"td", "th", "tr", "table"}:
            self._row = 0
        if tag == "tr" and self._rows:
            self._rows.pop()
        if tag in _VOID:
            return
        self._in_title = False
        if self._open and self._open[-1][0] == tag:
            self._silent -= self._open.pop()[1]
            self._inside -= tag in {"article", "main"}
            self._links -= tag == "a"

    def data(self, words: str) -> None:
        if self._in_title:
            self.title.append(words)
        elif not self._silent:
            self._now.words.append(words)
            size = len(words.strip())
            self._now.size += size
            self._now.linked += size if self._links else 0

    def comment(self, words: str) -> None:
        """Comments are not part of the text."""

    def pi(self, target: str, words: str) -> None:
        """Instructions are not part of the text."""

    def close(self) -> _Page:
        self._flush()
        held = Counter((one.row, one.cell) for one in self.paragraphs if one.row)
        laid_out = {row for (row, _), count in held.items() if count > 1}
        for one in self.paragraphs:
            one.row = 0 if one.row in laid_out else one.row
        return self

    def _keep_meta(self, attributes: Mapping[str, str]) -> None:
        key = attributes.get("property") or attributes.get("name")
        key = key or attributes.get("itemprop") or ""
        if key and attributes.get("content"):
            self.meta.setdefault(key.casefold(), attributes["content"])

    def _flush(self) -> None:
        if self._now.size:
            self._now.inside = self._inside > 0
            self._now.row, self._now.cell = self._row, self._cell
            self.paragraphs.append(self._now)
        tag = self._open[-1][0] if self._open else ""
        self._now = _Paragraph(tag=tag)


def read_html(data: bytes, name: str, *, declared: str = "") -> Reading:
    r"""Extract the visible article of a web page, its title and its date.

    Args:
        data: The bytes of the page.
        name: Its name, for messages.
        declared: Encoding that the sender of the page names, or empty.

    Raises:
        UnreadableSource: If no encoding fits the bytes.

    Examples:
        >>> page = b"<title>News</title><nav>Menu</nav><h1>A pact</h1><p>They met.</p>"
        >>> read_html(page, "page.html").text
        'A pact\n\nThey met.'
    """
    written = _CHARSET.search(data[:HEAD])
    source, notes = decode(
        data, name, declared=declared or (written[1].decode("ascii") if written else "")
    )
    encoded = source.replace("\0", "").encode("utf-8", "replace")
    page = _parsed(encoded, by_name=True)
    if page.named and _letters(page) < SHORTEST_LEFT:
        whole = _parsed(encoded, by_name=False)
        page = whole if _letters(whole) > 2 * _letters(page) else page
    text, hints = _join(_main_part(page.paragraphs))
    return Reading(
        text=text,
        media_type="text/html",
        title=_title(page),
        published=_published(page.meta, source),
        publisher=page.meta.get("og:site_name", "").strip(),
        notes=(*notes, "offsets count the text extracted from the page, not its code"),
        hints=hints,
    )


def _parsed(encoded: bytes, *, by_name: bool) -> _Page:
    from lxml import etree

    parser = etree.HTMLParser(
        target=_Page(by_name=by_name), encoding="utf-8", no_network=True, huge_tree=True
    )
    try:
        parser.feed(encoded)
        page: _Page = parser.close()
    except etree.LxmlError:
        return _Page()
    return page


def _letters(page: _Page) -> int:
    return sum(paragraph.size - paragraph.linked for paragraph in page.paragraphs)


def _is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    if tag in _WHOLE:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if attributes.get("role", "").lower() in _ROLES:
        return True
    return bool(_HIDDEN.search(attributes.get("style", "")[:500]))


def _is_furniture(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether the names of an element say that it is no part of the article."""
    if tag in _WHOLE or tag in _HEADS:
        return False
    named = f"{attributes.get('class', '')[:300]} {attributes.get('id', '')[:100]}"
    return bool(_FURNITURE.search(named))


def _main_part(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    kept = [
        paragraph
        for paragraph in paragraphs
        if paragraph.linked <= LINK_SHARE * paragraph.size
        or paragraph.tag in {"h1", "h2"}
    ]
    inside = [paragraph for paragraph in kept if paragraph.inside]
    total = sum(paragraph.size for paragraph in kept)
    if sum(paragraph.size for paragraph in inside) < SHORTEST_ARTICLE * total:
        return kept
    heads = [one for one in kept if one.tag == "h1" and not one.inside][:1]
    return inside if any(one.tag == "h1" for one in inside) else [*heads, *inside]


def _join(paragraphs: list[_Paragraph]) -> tuple[str, dict[int, BlockKind]]:
    parts: list[str] = []
    hints: dict[int, BlockKind] = {}
    offset = row = 0
    for paragraph in paragraphs:
        words = _SPACE.sub(" ", "".join(paragraph.words)).strip()
        if not words:
            continue
        cell = paragraph.row if len(words) <= LONGEST_CELL else 0
        if cell and cell == row:
            parts[-1] += CELLS + words
            offset += len(CELLS) + len(words)
            continue
        row = cell
        if cell:
            hints[offset] = "body"
        elif paragraph.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            hints[offset] = "headline"
        elif paragraph.tag == "figcaption":
            hints[offset] = "caption"
        parts.append(words)
        offset += len(words) + 2
    return "\n\n".join(parts), hints


def _title(page: _Page) -> str:
    heads = [one for one in page.paragraphs if one.tag == "h1"]
    words = "".join(heads[0].words) if heads else ""
    words = words.strip() or page.meta.get("og:title", "") or "".join(page.title)
    return _SPACE.sub(" ", words).strip()


def _published(meta: Mapping[str, str], source: str) -> str:
    for key in (*sorted(_DATES & meta.keys()), "time"):
        date = find_date(meta.get(key, "")[:100])
        if date:
            return date
    stated = _STATED.search(source)
    return find_date(stated[1]) if stated else ""
