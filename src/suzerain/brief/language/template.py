"""English sentences with slots: which one a text is, and what stands in its slots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from suzerain.brief.language.grammar import FIGURE

SLOT = re.compile(r"\{(\d)(?::([a-zéèà' ]+))?((?:\|[^{}|]*)*)\}")
KINDS = {
    "n": FIGURE.pattern,
    "p": "[\ue000-\uf8ff]",
    "raw": r"[^\s].{0,160}?",
    "": r".+?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One English sentence with slots, and its translation.

    Args:
        english: The sentence; `{1}` stands for words that are translated in their
            turn, `{1:n}` for a figure, `{1:p}` for one piece of a sentence,
            `{1:name}` for an actor or a good that a table names, `{1:raw}` for words
            that are taken over.
        said: The translation. `{1:de}` puts what stands in slot 1 into the case `de`;
            `{1|holds|hold}` chooses by number, and with four words by gender too.
        pattern: What matches the sentence.
        literal: Its longest run without a slot, to look for first.
        kinds: Kind of each slot, by its number.
    """

    english: str
    said: str
    pattern: re.Pattern[str]
    literal: str
    kinds: dict[str, str]


def template(english: str, said: str, name: str = ".+?") -> Template:
    """Compile a sentence with slots.

    Args:
        english: The sentence.
        said: Its translation.
        name: What matches a name that the tables hold.

    Examples:
        >>> made = template("{1} or more: {2:n}", "{1} ou plus : {2}")
        >>> made.pattern.fullmatch("3 or more: 12 %")["s2"]
        '12 %'
    """
    kinds_of, pattern, end = KINDS | {"name": name}, "", 0
    kinds: dict[str, str] = {}
    literals = []
    for found in SLOT.finditer(english):
        literal = english[end : found.start()]
        literals.append(literal)
        key, kind = found[1], found[2] or ""
        pattern += re.escape(literal)
        pattern += (
            f"(?P=s{key})"
            if key in kinds
            else f"(?P<s{key}>{kinds_of.get(kind, '.+?')})"
        )
        kinds.setdefault(key, kind)
        end = found.end()
    literals.append(english[end:])
    return Template(
        english=english,
        said=said,
        pattern=re.compile(pattern + re.escape(english[end:]), re.DOTALL),
        literal=max(literals, key=len),
        kinds=kinds,
    )


def parts(said: str) -> Iterator[str | tuple[str, str, tuple[str, ...]]]:
    """Cut a translation into words and slots.

    Args:
        said: The translation.

    Yields:
        Words, or number of the slot, its case and the words to choose from.

    Examples:
        >>> list(parts("{1} {1|tient|tiennent}"))
        [('1', '', ()), ' ', ('1', '', ('tient', 'tiennent'))]
    """
    end = 0
    for found in SLOT.finditer(said):
        if found.start() > end:
            yield said[end : found.start()]
        choices = tuple(found[3].split("|")[1:]) if found[3] else ()
        yield found[1], found[2] or "", choices
        end = found.end()
    if end < len(said):
        yield said[end:]
