"""Goods of a sentence, as the document means them."""

from __future__ import annotations

import re

from suzerain.evidence.claim_numbers import MONEY
from suzerain.evidence.draft_goods import MADE
from suzerain.evidence.goods_in_text import (
    GoodWord,
    find_goods,
    find_pronoun_goods,
)
from suzerain.evidence.memory import Memory
from suzerain.evidence.parsed import Parsed
from suzerain.evidence.quantities import Quantity
from suzerain.evidence.vocabulary import word_set

NAMERS = word_set("namers")
PLACES = frozenset(["territory", "transit", "basing"])
PURPOSE_WITHIN = 5  # tokens from "for" to the place
EXCHANGED = frozenset(
    ["exchange", "return", "payment", "need", "demand", "lease", "request", "deal"]
)
TECHNOLOGY = re.compile(
    r"\b(military|weapons?|missile|nuclear|drone|satellite|space|defen[cs]e)\s+(?:technology|know-how)\b",
    re.IGNORECASE,
)


def first_technology(text: str) -> str:
    """Name the first military technology of a text, for a bare "technology" elsewhere.

    Args:
        text: The whole text.

    Examples:
        >>> first_technology("It wants missile technology.")
        'missile_technology'
    """
    lowered = text.lower()
    if "technology" not in lowered and "know-how" not in lowered:
        return ""
    found = TECHNOLOGY.search(text)
    if not found:
        return ""
    word = found.group(1).lower()
    kind = {
        "missile": "missile",
        "nuclear": "nuclear",
        "drone": "drone",
        "satellite": "satellite",
        "space": "satellite",
    }.get(word, "military")
    return f"{kind}_technology"


def goods_of(
    parsed: Parsed, memory: Memory, quantities: tuple[Quantity, ...]
) -> tuple[GoodWord, ...]:
    """Find the goods of a sentence; a bare "technology" is the one spoken of before.

    Args:
        parsed: The sentence.
        memory: What the document has said so far; the last good is kept in it.
        quantities: Numbers of the sentence: money alone is a good too.
    """
    found: list[GoodWord] = []
    counted = [
        (parsed.token_at(one.start), parsed.token_at(one.end))
        for one in quantities
        if one.unit in MONEY
    ]
    for one in find_goods(parsed.words):
        if any(first <= one.first < last for first, last in counted):
            continue
        if NAMERS & set(parsed.words[one.last : one.last + 2]):
            continue  # "the gas distribution company" is no gas
        if one.good in PLACES and _purpose(parsed, one.first):
            continue  # what is given "for its port" is not the port
        if one.good == "territory" and _goal(parsed.words, one.first):
            continue  # what is sent "to an island" is not the island
        good = one.good
        word = " ".join(parsed.words[one.first : one.last])
        if word in {"technology", "know-how", "expertise"}:
            named = [MADE[old.good] for old in found if old.good in MADE]
            good = named[-1] if named else memory.technology or good
        found.append(GoodWord(one.first, one.last, good))
    for quantity in quantities:
        if quantity.unit not in MONEY:
            continue
        at = parsed.token_at(quantity.start)
        if not any(
            (
                -1 <= one.first - at <= 8
                and not _verb_between(parsed, at, one.first)
                and "," not in parsed.words[at : one.first]
            )
            or 0 <= at - one.last <= 4
            for one in found
        ):
            found.append(GoodWord(at, parsed.token_at(quantity.end), "money"))
    meant = find_pronoun_goods(parsed.words, found, memory.good)
    sure = [one.good for one in meant if one.group not in {"money", "diplomatic"}]
    memory.good = sure[-1] if sure else ""
    return meant


def _verb_between(parsed: Parsed, first: int, last: int) -> bool:
    return any(parsed.verb_at[at] is not None for at in range(first, last))


def _purpose(parsed: Parsed, at: int) -> bool:
    """Whether a place only says what for: "gives B land for its port"."""
    words = parsed.words
    near = range(at - 2, max(at - PURPOSE_WITHIN, 0), -1)
    start = next((back for back in near if words[back] == "for"), 0)
    if not start or any(parsed.verb_at[back] for back in range(start - 1, at)):
        return False
    return words[start - 1] not in EXCHANGED


def _goal(words: list[str], at: int) -> bool:
    """Whether a noun only says where to: "to an island"."""
    near = words[max(at - 2, 0) : at]
    return near[:1] == ["to"] and near[1:] in (["an"], ["a"], ["the"], ["<actor>"])
