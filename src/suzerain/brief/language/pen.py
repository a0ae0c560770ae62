"""Plain text put into another language, and a note of what had no words there."""

from __future__ import annotations

import re
from typing import Any

from suzerain.brief.language.catalogue import FIRST, FIRST_QUOTE, LAST, Catalogue

SENTENCES = re.compile(rf"(?<=[.?!{FIRST_QUOTE}-{LAST}]) (?=[A-Z{FIRST}-{LAST}])")
# A name taken over: words that begin large, with the small ones that join them.
PROPER = re.compile(
    r"(?:(?:the|unnamed) )?[^\W\d_a-z][^\s()]*"
    r"(?: (?:[^\W_a-z][^\s()]*|al|bin|da|de|del|der|di|du|la|of|van|von))*"
)
STEP_WORDS = ("label", "value", "reason", "citation")
# A work of others, which keeps its name.
WORK = re.compile(r"[^\W\d_].*(?:19|20)\d\d\w?", re.DOTALL)


class Pen:
    """Writes in another language.

    Args:
        words: The catalogue.
    """

    def __init__(self, words: Catalogue) -> None:
        self.words = words
        self.lacking: dict[str, None] = {}

    def text(self, english: str) -> str:
        """Translate plain text; sentence by sentence where the whole is not known.

        Args:
            english: The text; what the catalogue lacks stays as it is and is noted.
        """
        whole = self.words.say(english)
        if whole is not None:
            return whole
        if WORK.fullmatch(english):
            return english
        said = [self.words.say(one) or self.lack(one) for one in cut(english)]
        return " ".join(said)

    def lack(self, english: str) -> str:
        """Note words that have no translation."""
        self.lacking.setdefault(english)
        return english

    def steps(self, steps: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
        """Translate what is said of each step behind a figure, quotations aside.

        Args:
            steps: Steps by id.
        """
        return {key: self._step(step) for key, step in steps.items()}

    def _step(self, step: dict[str, Any]) -> dict[str, Any]:
        said = STEP_WORDS[1:] if step["kind"] == "claim" else STEP_WORDS
        return {
            name: self.text(str(value)) if name in said else value
            for name, value in step.items()
        }


def say_steps(
    steps: dict[str, dict[str, Any]], words: Catalogue
) -> dict[str, dict[str, Any]]:
    """Put the steps behind all figures into a language.

    Args:
        steps: Steps by id, in English.
        words: The catalogue of the language.
    """
    return steps if words.is_english else Pen(words).steps(steps)


def cut(text: str) -> list[str]:
    """Cut a text into sentences.

    Examples:
        >>> cut("It holds. Will it last?")
        ['It holds.', 'Will it last?']
    """
    return SENTENCES.split(text)
