"""Which goods a sentence names, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from suzerain.core.codes import goods
from suzerain.evidence.memo import Memo
from suzerain.evidence.vocabulary import plural, read_vocabulary, word_set

THREE = 3  # words of a name that is not yet known by its first two
# "F-16 fighters" are no soldiers, "S-300 missiles" are one good
NAMED_ONCE = {("aircraft", "troops"), ("air_defence", "missiles")}


@dataclass(frozen=True, slots=True)
class GoodWord:
    """A good named in a sentence.

    Args:
        first: Index of its first token.
        last: Index one past its last token.
        good: Code of `goods.csv`.
        inferred: Whether only a pronoun names it ("them", "the batch").
    """

    first: int
    last: int
    good: str
    inferred: bool = False

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


def _fitting(pair: tuple[str, str]) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Surface forms that may match at a word, by what comes next, longest first."""
    word, after = pair
    return tuple(
        (form, good)
        for form, good in good_surfaces()[word]
        if len(form) == 1 or form[1] == after
    )


FITTING = Memo(_fitting)


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
    if surfaces.keys().isdisjoint(words):
        return ()
    done = 0
    for index, word in enumerate(words):
        if index < done or word not in surfaces:
            continue
        after = words[index + 1] if index + 1 < len(words) else ""
        for form, good in FITTING[word, after]:
            size = len(form)
            if size < THREE or tuple(words[index : index + size]) == form:
                found.append(GoodWord(index, index + size, good))
                done = index + size
                break
    if len(found) < 2:
        return tuple(found)
    return tuple(
        one
        for number, one in enumerate(found)
        if not (
            number
            and found[number - 1].last == one.first
            and (
                one.good in {"exports", "trade"}
                or (found[number - 1].good, one.good) in NAMED_ONCE
            )
        )
    )


def find_pronoun_goods(
    words: Sequence[str], found: Sequence[GoodWord], before: str
) -> tuple[GoodWord, ...]:
    """Let "of them", "sold them to" and "the batch" stand for the good named last.

    Args:
        words: Tokens in lower case.
        found: Goods that the sentence names.
        before: Good that the sentence before named last, or empty.

    Returns:
        All goods of the sentence, left to right.

    Examples:
        >>> words = "peru sold a batch of them to chad".split()
        >>> [one.good for one in find_pronoun_goods(words, (), "drones")]
        ['drones']
    """
    made = list(found)
    lots = word_set("batches")
    pointed = "them" in words or not lots.isdisjoint(words)
    for at, word in enumerate(words if pointed else ()):
        if word != "them" and word not in lots:
            continue
        named = [one.good for one in found if one.last <= at]
        good = named[-1] if named else before
        if good and at and _stands_for(words, at, word):
            made.append(GoodWord(at, at + 1, good, inferred=True))
    general = {"arms": "arms", "weapons": "arms", "weaponry": "arms"}
    for index, one in enumerate(made):
        bare = one.last - one.first == 1 and words[one.first - 1 : one.first]
        definite = bare in (["the"], ["these"], ["those"])
        if definite and words[one.first] in general and before:
            alike = goods()[before].group == general[words[one.first]]
            if alike and one.good != before:
                made[index] = GoodWord(one.first, one.last, before, inferred=True)
    return tuple(sorted(made, key=lambda one: one.first))


def _stands_for(words: Sequence[str], at: int, word: str) -> bool:
    """Whether a token stands for a good: a counted "them", "the batch"."""
    if word == "them":
        return words[at - 1] == "of" or words[at + 1 : at + 2] == ["to"]
    lots = word_set("batches")
    before = words[at - 1] if words[at - 1] not in word_set("orders") else words[at - 2]
    return word in lots and before == "the" and words[at + 1 : at + 2] != ["of"]
