"""Find figures on a page that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import html

# Words of a source, names taken over as they are, and ids, hashes and dates.
QUOTED = {"q", "blockquote", "mark", "bdi", "code", "script", "style", "time"}
SPOKEN = ("aria-label", "title", "alt")


def traces(page: str) -> dict[str, Any]:
    """The chain as it stands on the page: rows, marked sentences, listed steps."""
    tree = html.fromstring(page)
    claims = [a for a in tree.iter("a") if a.get("data-at")]
    found: dict[str, Any] = {}
    for element in tree.xpath("//*[starts-with(@id, 'why-')]"):
        found[_key(element.get("id"))] = _step(element, claims)
    for step in found.values():
        if "same" in step:
            step["parents"] = found[step["same"]]["parents"]
    return found


def _step(element: Any, claims: list[Any]) -> dict[str, Any]:
    if element.tag == "a":
        name = _key(element.get("id"))
        article = next(element.iterancestors("article"))
        pieces = (
            mark.text_content()
            for mark in article.iter("mark")
            if name in mark.get("data-claims").split()
        )
        return {"kind": "claim", "quote": "".join(pieces)}
    if element.tag == "tr":
        return {"kind": "assumption", "reason": element.xpath("string(td[3])")}
    step: dict[str, Any] = {"kind": element.get("class")}
    for name in ("reason", "source"):
        for part in element.find_class(name):
            step[name] = part.text_content()
    for quoted in element.iter("q"):
        step["quote"] = quoted.text_content()
    for part in element.find_class("from"):
        step["parents"] = [_key(a.get("href")[1:]) for a in part.iter("a")]
    for part in element.find_class("same"):
        step["same"] = _key(part.find("a").get("href")[1:])
    if element.find_class("all"):
        step["parents"] = [_key(claim.get("id")) for claim in claims]
    return step


def _key(anchor: str) -> str:
    escaped = anchor.removeprefix("why-")
    return re.sub(r"_([0-9a-f]+)_", lambda m: chr(int(m[1], 16)), escaped)


def naked(page: str) -> list[str]:
    """Texts with a figure that is neither bound to a grounded trace nor quoted."""
    known = traces(page)
    tree = html.fromstring(page)
    found = []
    for element, text in _texts(tree):
        if not any(letter.isdigit() for letter in text) or _is_quoted(element):
            continue
        ref = _ref(element)
        if ref is None or not grounded(known, ref):
            found.append(text.strip())
    return found


def grounded(known: dict[str, Any], ref: str, above: tuple[str, ...] = ()) -> bool:
    if ref not in known or ref in above:
        return False
    step = known[ref]
    if step["kind"] in ("claim", "assumption", "data"):
        return bool(step.get("quote") or step.get("reason") or step.get("source"))
    below = step.get("parents", [])
    return bool(below) and all(grounded(known, p, (*above, ref)) for p in below)


def _texts(tree: Any) -> Iterator[tuple[Any, str]]:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.text:
            yield element, element.text
        if element.tail and element.getparent() is not None:
            yield element.getparent(), element.tail
        for name in SPOKEN:
            if element.get(name):
                yield element, element.get(name)


def _is_quoted(element: Any) -> bool:
    while element is not None:
        if element.tag in QUOTED or "given" in element.get("class", "").split():
            return True
        element = element.getparent()
    return False


def _ref(element: Any) -> str | None:
    while element is not None:
        if element.get("data-ref"):
            return element.get("data-ref")
        for name in ("href", "id"):
            place = (element.get(name) or "").removeprefix("#")
            if place.startswith("why-"):
                return _key(place)
        element = element.getparent()
    return None
