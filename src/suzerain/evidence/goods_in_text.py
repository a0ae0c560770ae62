"""Which goods a sentence names, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from suzerain.core.codes import goods
from suzerain.evidence.vocabulary import plural, read_vocabulary

BROADER = {"civil_technology": "technology", "support": "diplomatic"}
LONGEST = 5


@dataclass(frozen=True, slots=True)
class GoodWord:
    """A good named in a sentence.

    Args:
        first: Index of its first token.
        last: Index one past its last token.
        good: Code of `goods.csv`.
    """

    first: int
    last: int
    good: str

    @property
    def group(self) -> str:
        """Group of the good, such as `arms`."""
        return goods()[self.good].group


@cache
def good_surfaces() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Surface forms by first word, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in read_vocabulary("goods_words.csv"):
        for surface in row["surface"].split("|"):
            words = surface.split()
            for last in {words[-1], plural(words[-1])}:
                form = (*words[:-1], last)
                table.setdefault(form[0], []).append((form, row["good"]))
    for forms in table.values():
        forms.sort(key=lambda one: -len(one[0]))
    return table


def find_goods(words: Sequence[str]) -> tuple[GoodWord, ...]:
    """Find the goods named in a tokenised sentence, longest names first.

    Args:
        words: Tokens in lower case.

    Examples:
        >>> [one.good for one in find_goods("iran sends drones for crude oil".split())]
        ['drones', 'oil']
    """
    surfaces = good_surfaces()
    found: list[GoodWord] = []
    index = 0
    while index < len(words):
        for form, good in surfaces.get(words[index], ()):
            if tuple(words[index : index + len(form)]) == form:
                found.append(GoodWord(index, index + len(form), good))
                index += len(form) - 1
                break
        index += 1
    return tuple(
        one
        for number, one in enumerate(found)
        if not (
            one.good in {"exports", "trade"}
            and number
            and found[number - 1].last == one.first
        )
    )
