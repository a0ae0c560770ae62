"""Words that a page's scripts show, and what their sliders are called."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from suzerain.brief.language.catalogue import Catalogue
from suzerain.brief.language.pages import handed
from suzerain.brief.language.pen import Pen

# Keys of the problem under which words stand, and those that hold tables of them.
SAID = frozenset(("label", "name", "reason", "citation", "text", "patron"))
TABLES = frozenset(("names",))
BRIEF = ("shared", "brief", "whatif", "outcomes")
Moves = TypeVar("Moves", bound=Any)


def script_words(words: Catalogue) -> dict[str, Any]:
    """Give the words of a brief's scripts, part by part; nothing for English.

    Args:
        words: The language.

    Examples:
        >>> from suzerain.brief.language.catalogue import catalogue
        >>> script_words(catalogue())
        {}
        >>> script_words(catalogue("fr"))["shared"]["theme.dark"]
        'Sombre'
    """
    if words.is_english:
        return {}
    return handed(words, *BRIEF)


def said_moves(moves: Moves, words: Catalogue) -> Moves:
    """Put the names of all that may be moved on a page into a language.

    Args:
        moves: What the page takes to move assumptions; ids and figures stay.
        words: The language.
    """
    if words.is_english:
        return moves
    pen = Pen(words)
    return replace(
        moves,
        problem=_said(moves.problem, pen),
        context=_said(moves.context, pen),
        why=pen.text(moves.why) if moves.why else "",
        steps=tuple(
            replace(
                step,
                label=step.label if step.kind == "claim" else pen.text(step.label),
                value=pen.text(step.value) if step.value else "",
                reason=pen.text(step.reason) if step.reason else "",
                citation=pen.text(step.citation) if step.citation else "",
            )
            for step in moves.steps
        ),
    )


def _said(value: Any, pen: Pen, key: str = "") -> Any:
    match value:
        case dict() if key in TABLES:
            return {k: pen.words.say(v, bare=True) or v for k, v in value.items()}
        case dict():
            return {k: _said(one, pen, k) for k, one in value.items()}
        case list():
            return [_said(one, pen) for one in value]
        case str() if key in SAID and value:
            return pen.text(value)
        case _:
            return value
