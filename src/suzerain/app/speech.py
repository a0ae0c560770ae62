"""The language of an answer: which one a browser wants, and the answer put into it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from suzerain.brief.language.catalogue import ENGLISH, Catalogue, catalogue, languages
from suzerain.brief.language.pages import handed, page_in, words_element
from suzerain.brief.language.pen import Pen

if TYPE_CHECKING:
    from starlette.requests import Request

COOKIE = "suzerain-language"
NAME = "language"
HEAD = "</head>"
LONGEST = 4_000_000  # bytes of JSON beyond which an answer stays as it is
SCRIPTS = {"app": ("shared", "app"), "review": ("shared", "review")}
# What is said of an answer that was refused.
REFUSED = frozenset({"error", "accepted", "hint", "what", "wrong"})
# By the beginning of an address: keys under which our own words stand. Rows of the
# case, documents and claims are the analyst's and the sources'; they stay.
OURS: tuple[tuple[str, frozenset[str]], ...] = (
    ("/api/case", frozenset({"names", "goods", "name", "title", "gaps", "text"})),
    ("/api/session", frozenset({"title"})),
    ("/api/check", REFUSED),
    ("/api/assumptions", frozenset({"label", "reason", "citation", "unit"})),
    (
        "/api/jobs",
        frozenset(
            {"message", "label", "reason", "citation", "notes", "question", "text"}
            | {"rule", "word", "readings"}
        ),
    ),
    ("/api/why/", frozenset({"label", "value", "reason", "citation"})),
    ("/api/backtests", frozenset({"question", "outcome", "notes"})),
    ("/api/history", frozenset({"what", "undo", "redo"})),
)
TABLES = "/api/tables"
REVIEW = ("/state", "/decisions")
OF_REVIEW = frozenset(
    {"words", "grade", "flags", "notices", "actors", "relations", "goods"}
)
OF_TABLES = frozenset({"label", "help", "unit", "accepted"})
SERVED = "served"
CHOICE = {"value", "name"}
SOURCE = "claim"  # steps whose words are those of a source


def language_of(request: Request, usual: str = ENGLISH, *, kept: bool = True) -> str:
    """Choose the language of an answer: address, then browser, then server.

    Args:
        request: The request; its query or its cookie may name a language.
        usual: The language of the server.
        kept: Whether what the browser keeps counts.
    """
    known = languages()
    held = request.cookies.get(COOKIE) if kept else None
    for given in (request.query_params.get(NAME), held):
        if given in known:
            return str(given)
    return usual


def page_said(page: bytes, name: str, language: str) -> bytes:
    """Put a page of the interface into a language, with the words of its scripts.

    Args:
        page: The page in English.
        name: `app` or `review`.
        language: Its code.
    """
    words = catalogue(language)
    text = page_in(page.decode("utf-8"), words, name)
    element = words_element(words, *SCRIPTS[name])
    offered = f'<body data-languages="{" ".join(languages())}" '
    text = text.replace("<body ", offered, 1)
    return text.replace(HEAD, f"{element}\n{HEAD}", 1).encode("utf-8")


def page_in_language(page: str, name: str, language: str) -> str:
    """Put a page into a language.

    Args:
        page: The page in English.
        name: Under which name its words stand.
        language: Code of the language.
    """
    return page_in(page, catalogue(language), name)


def words_of(language: str) -> dict[str, Any]:
    """Give the words of the app in a language; none for English.

    Args:
        language: Its code.
    """
    words = catalogue(language)
    return {
        "language": language,
        "languages": list(languages()),
        "words": handed(words, *SCRIPTS["app"]),
    }


def answer_said(body: bytes, path: str, status: int, language: str) -> bytes:
    """Put an answer into a language, as far as its words are our own.

    Args:
        body: The answer, as JSON.
        path: The address that was asked.
        status: Its code.
        language: Code of the language.

    Returns:
        The answer; a refusal that has no words there is marked with `lang`.

    Examples:
        >>> print(answer_said(b'{"names": {"JPN": "Japan"}}', "/api/case", 200, "fr"))
        b'{"names": {"JPN": "Japon"}}'
    """
    keys = _keys(path, status)
    if language == ENGLISH or not keys or len(body) > LONGEST:
        return body
    return _said(body, keys, language)


def _keys(path: str, status: int) -> frozenset[str]:
    if status >= 400:
        return REFUSED
    if path.endswith(REVIEW):
        return OF_REVIEW
    if path == TABLES:
        return OF_TABLES
    return next((keys for start, keys in OURS if path.startswith(start)), frozenset())


@lru_cache(maxsize=64)
def _said(body: bytes, keys: frozenset[str], language: str) -> bytes:
    words = catalogue(language)
    pen = Pen(words)
    value = _walked(json.loads(body), keys, pen)
    if keys is REFUSED and isinstance(value, dict) and pen.lacking:
        value["lang"] = ENGLISH
    return json.dumps(value, ensure_ascii=True, allow_nan=False).encode("ascii")


def _walked(value: Any, keys: frozenset[str], pen: Pen) -> Any:
    match value:
        case dict() if value.get("kind") == SOURCE:
            return {
                key: _walked(one, keys, pen) if isinstance(one, list) else one
                for key, one in value.items()
            }
        case dict():
            return {
                key: _ours(one, keys, pen) if key in keys else _walked(one, keys, pen)
                for key, one in value.items()
            }
        case list():
            return [_walked(one, keys, pen) for one in value]
        case _:
            return value


def _ours(value: Any, keys: frozenset[str], pen: Pen) -> Any:
    """Translate what stands under a key of ours: words, or a list or table of them."""
    match value:
        case str() if value:
            return _worded(value, pen)
        case dict() if value.keys() == CHOICE:  # it keeps its code
            return {**value, "name": _worded(str(value["name"]), pen)}
        case list():
            return [
                one if isinstance(one, str) and keys is OF_TABLES
                else _ours(one, keys, pen)
                for one in value
            ]  # fmt: skip
        case dict() if all(isinstance(one, str) for one in value.values()):
            return {key: _worded(one, pen) for key, one in value.items()}
        case Mapping():
            return _walked(value, keys, pen)
        case _:
            return value


def _worded(text: str, pen: Pen) -> str:
    """A name stands bare, as in a table; all else is translated as it is."""
    words: Catalogue = pen.words
    known = words.scripts.get(SERVED, {}).get(text)
    if known is not None:
        return words.grammar.joined(known)
    bare = words.say(text, bare=True) if text in words.names else None
    return bare if bare is not None else pen.text(text)
