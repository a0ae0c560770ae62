"""English sentences with slots: which one a text is, and what stands in its slots."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache

from suzerain.brief.language.grammar import FIGURE

SLOT = re.compile(r"\{(\d)(?::([a-zéèà' ]+))?((?:\|[^{}|]*)*)\}")
KINDS = {
    "n": FIGURE.pattern,
    "p": "[\ue000-\uf8ff]",
    "raw": r"[^\s].{0,160}?",
    "": r".+?",
}
NAME = "name"


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
        pattern: What matches the sentence; compiled when it is first asked for.
        loose: The same with anything for names, which is tried first: it is quicker.
        literal: Its longest run without a slot, to look for first.
        kinds: Kind of each slot, by its number.
    """

    english: str
    said: str
    pattern: str
    loose: str
    literal: str
    kinds: dict[str, str]

    def held(self, text: str, names: Container[str] = ()) -> dict[str, str] | None:
        """Give what stands in the slots of a text, or None where it is another.

        Args:
            text: A text in English.
            names: Names that the tables hold.
        """
        if self.literal not in text:
            return None
        found = _compiled(self.loose).fullmatch(text)
        if found is None:
            return None
        named = (w for k, w in found.groupdict().items() if self.kinds[k[1:]] == NAME)
        if not all(word.removeprefix("the ") in names for word in named):
            found = _compiled(self.pattern).fullmatch(text)
        if found is None:
            return None
        return {key[1:]: words for key, words in found.groupdict().items()}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL)


def template(english: str, said: str, name: str = ".+?") -> Template:
    """Compile a sentence with slots.

    Args:
        english: The sentence.
        said: Its translation.
        name: What matches a name that the tables hold.

    Examples:
        >>> made = template("{1} or more: {2:n}", "{1} ou plus : {2}")
        >>> made.held("3 or more: 12 %")
        {'1': '3', '2': '12 %'}
    """
    pattern, end = "", 0
    kinds: dict[str, str] = {}
    literals = []
    for found in SLOT.finditer(english):
        literal = english[end : found.start()]
        literals.append(literal)
        key, kind = found[1], found[2] or ""
        pattern += re.escape(literal)
        held = f"<{NAME}>" if kind == NAME else KINDS.get(kind, ".+?")
        pattern += f"(?P=s{key})" if key in kinds else f"(?P<s{key}>{held})"
        kinds.setdefault(key, kind)
        end = found.end()
    literals.append(english[end:])
    pattern += re.escape(english[end:])
    return Template(
        english=english,
        said=said,
        pattern=pattern.replace(f"<{NAME}>", name),
        loose=pattern.replace(f"<{NAME}>", ".+?"),
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
