"""Addresses on the web, looked at without going there."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit, urlunsplit


def is_address(given: str) -> bool:
    """Whether something is the address of a web page.

    Examples:
        >>> (
        ...     is_address("https://example.org/a"),
        ...     is_address("file:///a"),
        ...     is_address("a"),
        ... )
        (True, False, False)
    """
    if not given.lower().startswith(("http://", "https://")):
        return False
    try:
        return bool(urlsplit(given).hostname)
    except ValueError:
        return False


def is_inside(url: str) -> bool:
    """Whether an address names this machine or a private network.

    Examples:
        >>> is_inside("http://127.0.0.1/"), is_inside("https://example.org/")
        (True, False)
    """
    host = (urlsplit(url).hostname or "").rstrip(".")
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def plain(url: str) -> str:
    """Return an address without the name and password that it may hold."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
