"""Pages of ours, put into another language before they are filled."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any

from suzerain.brief.language.catalogue import Catalogue

# Words between two tags, and those of attributes that a reader is told.
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
_NAMED = re.compile(
    r'(?<=\s)(aria-label|aria-roledescription|data-head|placeholder|title)="([^"]*)"'
)
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
# What a template does, and what it fills in.
_DONE = re.compile(r"(\{%.*?%\})", re.DOTALL)
_FILLED = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
PAGE = "-page"


def page_in(page: str, words: Catalogue, name: str) -> str:
    """Put a page into a language: its words, their attributes and its `lang`.

    Args:
        page: The page or its template, in English.
        words: The language.
        name: The page: its words stand under `scripts.NAME-page` of the catalogue.

    Returns:
        The page; words that the catalogue lacks stay English.

    Examples:
        >>> from suzerain.brief.language.catalogue import catalogue
        >>> page = '<html lang="en"><h2 title="Keys">Keys</h2></html>'
        >>> page_in(page, catalogue("fr"), "review")
        '<html lang="fr"><h2 title="Touches">Touches</h2></html>'
    """
    if words.is_english:
        return page
    table = words.scripts.get(f"{name}{PAGE}", {})

    def said(text: str) -> str:
        known = table.get(_key(text))
        if known is None:
            return text
        lead = text[: len(text) - len(text.lstrip())]
        rest = text[len(text.rstrip()) :]
        return lead + _spaced(known, words, escaped=True) + rest

    def text(found: re.Match[str]) -> str:
        return "".join(
            part if part.startswith("{%") else said(part)
            for part in _DONE.split(found[0])
        )

    def named(found: re.Match[str]) -> str:
        return f'{found[1]}="{said(found[2])}"'

    made = page.replace('<html lang="en">', f'<html lang="{words.code}">', 1)
    return _NAMED.sub(named, _TEXT.sub(text, made))


def page_words(page: str) -> list[str]:
    """List the words of a page or template that need a translation, in order.

    Examples:
        >>> page_words('<h2 title="Keys">All {{ n }} keys</h2><b>7</b>')
        ['All {{ n }} keys', 'Keys']
    """
    page = _HIDDEN.sub("", page)
    texts = [part for found in _TEXT.findall(page) for part in _DONE.split(found)]
    texts += [value for _, value in _NAMED.findall(page)]
    return [
        _key(one)
        for one in texts
        if not one.startswith("{%") and _WORD.search(_FILLED.sub("", one))
    ]


def handed(words: Catalogue, *parts: str) -> dict[str, Any]:
    """Give the words of some scripts, as the page takes them; nothing for English.

    Args:
        words: The language.
        parts: Parts of the page, such as `app`.
    """
    if words.is_english:
        return {}
    tables: Mapping[str, Mapping[str, str]] = words.scripts
    return {
        "language": words.code,
        **{
            part: {key: _spaced(text, words) for key, text in tables[part].items()}
            for part in parts
            if part in tables
        },
    }


def words_element(words: Catalogue, *parts: str) -> str:
    """Write the element in which a page brings the words of its scripts."""
    found = handed(words, *parts)
    if not found:
        return ""
    data = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    for sign, put in UNSAFE.items():
        data = data.replace(sign, put)
    return f'<script type="application/json" id="words">{data}</script>'


def _key(text: str) -> str:
    return " ".join(html.unescape(text).split())


def _spaced(text: str, words: Catalogue, *, escaped: bool = False) -> str:
    """Keep signs to their words, outside commands and what a template fills in."""
    pieces = re.split(r"(\{\{.*?\}\}|`[^`]*`)", text)
    pieces[::2] = [_signs(one, words) for one in pieces[::2]]
    if escaped:
        pieces[::2] = [html.escape(one) for one in pieces[::2]]
    return "".join(pieces)


def _signs(text: str, words: Catalogue) -> str:
    for pattern, put in words.grammar.spaces:
        text = re.sub(pattern, put, text)
    return text
