"""A page of ours as the workplace serves it: it leads back, and may save scenarios."""

from __future__ import annotations

import html
import re

HOME = "/#/overview"
WORDS = "Back to the case"
PLACE = re.compile(r'id="contents">\s*<ol>')
MARK = '<meta name="suzerain-app" content="/">'
LANGUAGE = re.compile(rb'<html lang="([a-z-]+)"')
POLICY = re.compile(
    r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', re.IGNORECASE
)
HEAD = 20_000
OWN = "connect-src 'self'"


def as_served(page: bytes) -> bytes:
    """Let a brief or atlas lead back to the case, and a brief save scenarios into it.

    The brief that `suzerain brief` writes is left as it is: opened from a disk, it has
    nowhere to go back to, and may ask nobody for anything.

    Args:
        page: The page; one that is neither page is returned as it is.

    Examples:
        >>> as_served(b"<!doctype html><p>No brief.")
        b'<!doctype html><p>No brief.'
    """
    text = page.decode("utf-8", "surrogateescape")
    found, place = POLICY.search(text), PLACE.search(text)
    if found is None or place is None or found.start() > HEAD:
        return page
    meta = found[0].replace(found[1], f"{found[1]}; {OWN}")
    back = f'{place[0]}<li><a href="{HOME}">{html.escape(_words(page))}</a></li>'
    text = text.replace(found[0], f"{meta}\n{MARK}", 1).replace(place[0], back, 1)
    return text.encode("utf-8", "surrogateescape")


def _words(page: bytes) -> str:
    from suzerain.brief.language.catalogue import catalogue

    found = LANGUAGE.search(page[:HEAD])
    return catalogue(found[1].decode())(WORDS) if found else WORDS
