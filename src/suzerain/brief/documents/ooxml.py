"""Elements of WordprocessingML, in the order that its schema asks for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
RIGHT_TO_LEFT = frozenset({"R", "AL"})
LETTERS = frozenset({"L", "R", "AL"})


def element(name: str, /, *children: Any, **attributes: object) -> Any:
    """Make an element; `w_p` is the element `p` of the space `w`.

    Args:
        name: Prefix and name, joined by an underscore.
        children: Elements in order, and text; None is left out.
        attributes: Named the same way; one without a prefix has no namespace.

    Returns:
        An lxml element.

    Examples:
        >>> made = element("w_p", element("w_r", element("w_t", "a < b")), w_id=1)
        >>> from lxml import etree
        >>> etree.tostring(made).decode().endswith("a &lt; b</w:t></w:r></w:p>")
        True
    """
    from lxml import etree

    made = etree.Element(_named(name), nsmap=SPACES)
    for key, value in attributes.items():
        made.set(_named(key), str(value))
    for child in children:
        if isinstance(child, str):
            made.text = child
        elif child is not None:
            made.append(child)
    return made


def _named(name: str) -> str:
    prefix, parted, rest = name.partition("_")
    return f"{{{SPACES[prefix]}}}{rest}" if parted and prefix in SPACES else name


def written(root: Any) -> bytes:
    """Write a part of the package."""
    from lxml import etree

    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return bytes(
        etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    )


def directions(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text where its direction turns.

    Word lays out a run by its own mark of direction, so that words from right to left
    need runs of their own. Spaces and points between them go with them.

    Args:
        text: Any text.

    Yields:
        Pieces, and whether each runs from right to left.

    Examples:
        >>> list(directions("by \u05d0\u05d1 \u05d2, of"))
        [('by ', False), ('\u05d0\u05d1 \u05d2', True), (', of', False)]
        >>> list(directions("all left"))
        [('all left', False)]
    """
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    start, k = 0, 0
    while k < len(text):
        if kinds[k] not in RIGHT_TO_LEFT:
            k += 1
            continue
        end = k + 1
        for ahead in range(k + 1, len(text)):
            if kinds[ahead] in RIGHT_TO_LEFT or kinds[ahead] == "NSM":
                end = ahead + 1
            elif kinds[ahead] in LETTERS:
                break
        if start < k:
            yield text[start:k], False
        yield text[k:end], True
        start = k = end
    if start < len(text):
        yield text[start:], False


def starts_right(text: str) -> bool:
    """Whether a paragraph is read from the right: its first letter tells.

    Examples:
        >>> starts_right("1. \u05d0 b"), starts_right("a \u05d0")
        (True, False)
    """
    kinds = map(unicodedata.bidirectional, text)
    return next((kind for kind in kinds if kind in LETTERS), "L") in RIGHT_TO_LEFT
