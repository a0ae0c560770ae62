"""Find figures on a page that lead nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import html

# Words of a source, names taken over as they are, and ids, hashes and dates.
QUOTED = {"q", "blockquote", "mark", "bdi", "code", "script", "style", "time"}
SPOKEN = ("aria-label", "title", "alt")


def traces(page: str) -> dict[str, Any]:
    return json.loads(html.fromstring(page).get_element_by_id("traces").text)


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
    if step["kind"] in ("claim", "assumption"):
        return bool(step.get("quote") or step.get("reason"))
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
        element = element.getparent()
    return None
