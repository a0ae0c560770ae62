"""The language that an atlas is told in: sentences, names of states, figures, lists."""

from __future__ import annotations

from collections.abc import Sequence

from suzerain.brief.atlas_figures import percent_range
from suzerain.brief.labels import assumption_words
from suzerain.brief.language.catalogue import Catalogue, catalogue
from suzerain.brief.language.grammar import FIGURE
from suzerain.brief.language.pen import Pen
from suzerain.brief.states import state_name

NAMED = 8
SAID = "atlas-said"


class Tongue:
    r"""Tells an atlas in one language.

    Args:
        words: The language; English when left out.

    Examples:
        >>> from suzerain.brief.language.catalogue import catalogue
        >>> french = Tongue(catalogue("fr"))
        >>> french.state("JPN"), french.range((0.023, 0.038, 0.063))
        ('Japon', '3,8\xa0% [2,3-6,3\xa0%]')
        >>> french.say("Numbers below {1} are shown as such.", "0,1")
        'Les nombres au-dessous de 0,1 sont montrés comme tels.'
        >>> Tongue().state("JPN")
        'Japan'
    """

    def __init__(self, words: Catalogue | None = None) -> None:
        self.words = words or catalogue()
        self._pen = Pen(self.words)

    def say(self, english: str, *filling: object) -> str:
        """Say a sentence with what stands in it.

        Args:
            english: The sentence, with slots `{1}`, `{2}`.
            filling: What stands in them, in this language already.
        """
        table = self.words.scripts.get(SAID, {})
        text = table.get(english, english)
        if not self.words.is_english:
            text = self.words.grammar.joined(text)
        for place, one in enumerate(filling, start=1):
            text = text.replace(f"{{{place}}}", str(one))
        return text

    def text(self, english: str) -> str:
        """Put words into the language; what it has none for stays."""
        return english if self.words.is_english else self._pen.text(english)

    def state(self, code: str) -> str:
        """Name a state, without its article."""
        name = state_name(code)
        return self.words.say(name, bare=True) or name

    def assumed(self, key: str) -> str:
        """Name an assumption."""
        return self.text(assumption_words(key))

    def figures(self, text: str) -> str:
        """Write figures with the signs of the language."""
        if self.words.is_english:
            return text
        grammar = self.words.grammar
        return grammar.joined(FIGURE.sub(lambda one: grammar.figure(one[0]), text))

    def range(self, values: Sequence[float]) -> str:
        """Write low, median and high."""
        return self.figures(percent_range(values))

    def listed(self, names: Sequence[str], most: int = NAMED) -> str:
        """List names in a sentence, and say how many more there are.

        Examples:
            >>> Tongue().listed(["A", "B", "C"]), Tongue().listed(["A", "B"], most=1)
            ('A, B and C', 'A and 1 more')
        """
        if len(names) > most:
            return self.say(
                "{1} and {2} more", ", ".join(names[:most]), len(names) - most
            )
        if len(names) < 2:
            return "".join(names)
        return self.say("{1} and {2}", ", ".join(names[:-1]), names[-1])
