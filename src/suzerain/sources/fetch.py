"""The only door to the network: one page or file at an address that was named.

Nothing is fetched unless an address is given. Only http and https are spoken, no
script is run, no cookie is kept, and size, time and redirections are bounded.
"""

from __future__ import annotations

import contextlib
import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.parse import urlsplit, urlunsplit

from suzerain.core.errors import DataMissing, SourceTooLarge, UnreadableSource
from suzerain.sources.address import is_address, is_inside, plain

LARGEST = 20_000_000  # bytes of one answer
WAIT = 20.0  # seconds for a connection, or for the next bytes
LONGEST = 60.0  # seconds for a whole answer
CHUNK = 65_536  # bytes
AGENT = "suzerain (reads the article that its user names)"
_SAVE = "save the page in a browser as .html or .pdf and read that file"
_NEEDED = "an address that answers, or a file on this machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address answered.

    Args:
        data: The bytes.
        media_type: Such as `text/html`, in small letters; empty when not said.
        charset: Encoding that the answer names, or empty.
        url: Where the answer came from, after redirections.
    """

    data: bytes
    media_type: str
    charset: str
    url: str


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follow few redirections, and to web addresses only."""

    max_redirections = 5

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Refuse to leave the web, or to go from the web into this machine."""
        if not is_address(newurl) or (
            is_inside(newurl) and not is_inside(req.full_url)
        ):
            raise UnreadableSource(
                f"{plain(req.full_url)} leads to {plain(newurl)}",
                "an address on the web",
                _SAVE,
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class Refusal(DataMissing):
    """An address answers that it does not give what was asked for.

    Args:
        url: The address.
        status: Number of the answer, such as 404.
        reason: Its words.
        size: Size of the whole file, when the answer tells it.
    """

    def __init__(self, url: str, status: int, reason: str, size: int | None) -> None:
        self.status = status
        self.size = size
        super().__init__(
            f"{plain(url)} answers {status} {reason}".rstrip(), _NEEDED, _SAVE
        )


def fetch(url: str) -> Fetched:
    """Fetch one page.

    Args:
        url: An http or https address.

    Raises:
        DataMissing: If there is no network, or the address does not answer.
        SourceTooLarge: If the answer has more than 20 MB.
        UnreadableSource: If it is no web address, or leads away from the web.
    """
    with answer_of(url) as answer:
        data = _read(answer, url)
        squeezed = answer.headers.get("Content-Encoding", "").strip().lower()
        return Fetched(
            data=_unsqueezed(data, squeezed, url),
            media_type=answer.headers.get_content_type()
            if "Content-Type" in answer.headers
            else "",
            charset=answer.headers.get_content_charset() or "",
            url=answer.geturl(),
        )


@contextlib.contextmanager
def answer_of(url: str, more: Mapping[str, str] | None = None) -> Iterator[Any]:
    """Open an address and give its answer, as yet unread.

    What goes wrong while it is read is told in the words of this module.

    Args:
        url: An http or https address.
        more: Headers to send besides our own.

    Raises:
        DataMissing: If there is no network, or the address does not answer; a
            `Refusal` if it answers no.
        UnreadableSource: If it is no web address, or leads away from the web.
    """
    if not is_address(url) or any(sign <= " " or sign == "\x7f" for sign in url):
        raise UnreadableSource(
            f"{url!r} is no web address", "an http or https address", "check it"
        )
    opener = plain_opener(_Redirects())
    headers = {"User-Agent": AGENT, "Accept-Encoding": "identity", "Accept": "*/*"}
    try:
        asked = urllib.request.Request(  # noqa: S310 - checked
            _encoded(url), headers={**headers, **(more or {})}
        )
        with opener.open(asked, timeout=WAIT) as answer:
            yield answer
    except urllib.error.HTTPError as error:
        size = re.fullmatch(r"bytes \*/(\d+)", error.headers.get("Content-Range", ""))
        error.close()
        raise Refusal(
            url, error.code, error.reason, int(size[1]) if size else None
        ) from None
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise DataMissing(
            f"{plain(url)} cannot be reached: {_why(reason)}",
            "a network connection, or a file on this machine",
            _SAVE,
        ) from None


def plain_opener(
    redirects: urllib.request.HTTPRedirectHandler, *, proxied: bool = True
) -> urllib.request.OpenerDirector:
    """Make an opener for http and https alone, with rules of its own for redirects.

    Args:
        redirects: What decides whether a redirect is followed.
        proxied: Whether the user's proxies are used.
    """
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(None if proxied else {}),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        redirects,
    ):
        opener.add_handler(handler)
    return opener


def _read(answer: IO[bytes], url: str) -> bytes:
    """Read an answer, however slowly it drips, within the bounds."""
    until = time.monotonic() + LONGEST
    read1 = getattr(answer, "read1", answer.read)
    parts: list[bytes] = []
    size = 0
    while part := read1(CHUNK):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise _too_large(url)
        if time.monotonic() > until:
            raise DataMissing(
                f"{plain(url)} was not whole after {LONGEST:.0f} seconds",
                _NEEDED,
                _SAVE,
            )
    return b"".join(parts)


def _unsqueezed(data: bytes, encoding: str, url: str) -> bytes:
    """Undo a compression that was not asked for, up to the size of an answer."""
    if encoding in {"", "identity"}:
        return data
    import zlib

    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise UnreadableSource(
            f"{plain(url)} answers in the compression {encoding!r}", _NEEDED, _SAVE
        )
    try:
        content = zlib.decompressobj(47).decompress(data, LARGEST + 1)
    except zlib.error:
        raise UnreadableSource(
            f"{plain(url)} answers with broken compression", _NEEDED, _SAVE
        ) from None
    if len(content) > LARGEST:
        raise _too_large(url)
    return content


def _encoded(url: str) -> str:
    """Write the letters of other scripts in an address as the web does."""
    from urllib.parse import quote

    parts = urlsplit(url)
    keep = "/%:=&?~#+!$,;'@()*[]"
    host = (
        parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    )
    return urlunsplit(
        (parts.scheme, host, quote(parts.path, keep), quote(parts.query, keep), "")
    )


def _why(reason: object) -> str:
    return getattr(reason, "strerror", None) or str(reason) or type(reason).__name__


def _too_large(url: str) -> SourceTooLarge:
    return SourceTooLarge(
        f"{plain(url)} has more than {LARGEST / 1e6:.0f} MB",
        f"up to {LARGEST / 1e6:.0f} MB",
        _SAVE,
    )
