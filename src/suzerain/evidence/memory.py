"""What a document has said so far."""

from __future__ import annotations

from functools import lru_cache

from suzerain.evidence.actor_codes import states
from suzerain.evidence.claim import Claim
from suzerain.evidence.focus import Focus
from suzerain.evidence.mention import confidence
from suzerain.evidence.quotes import Tag
from suzerain.evidence.relations import relations

LARGEST_PACT = 4


class Memory:
    """What a document has said so far."""

    def __init__(self) -> None:
        self.focus = Focus(())
        self.pact = ""
        self.guess = ""  # the pact as guessed, until a claim names one
        self.last: dict[str, tuple[str, str]] = {}
        self.speaker = ""
        self.power = ""
        self.tags: list[Tag] = []  # who speaks, sentence by sentence
        self.technology = ""
        self.weak = False  # whether at most a headline suggests the pact
        self.given: set[tuple[str, str]] = set()
        self.good = ""  # the good that the sentence before named last
        self.seen: dict[tuple[object, ...], list[str]] = {}


def is_fresh(claim: Claim, all_here: list[Claim], memory: Memory) -> bool:
    """Say whether the document has not made a claim before, and keep it in mind.

    Args:
        claim: The claim.
        all_here: All claims of its sentence.
        memory: What the document has said so far.
    """
    pair: tuple[str, ...] = (claim.subject, claim.object)
    if relations()[claim.relation].symmetric:
        pair = tuple(sorted(states(claim.subject) | states(claim.object)))
    key = (
        claim.relation, pair, claim.good, claim.polarity, claim.attributed_to,
        claim.value, claim.low, claim.high, claim.unit,
        claim.kind == "forecast" and not relations()[claim.relation].symmetric,
        "" if relations()[claim.relation].group == "tie" else claim.time,
        "counterfactual" in claim.notes,
    )  # fmt: skip
    if _said(claim, memory.seen.get(key, [])):
        return False
    if not claim.object and any(
        one.relation == claim.relation and one.subject == claim.subject and one.object
        and one.good == claim.good
        for one in all_here
    ):  # fmt: skip
        return False
    if claim.relation == "PERMITS" and "counterfactual" not in claim.notes and any(
        "counterfactual" in one.notes and one.subject == claim.subject
        for one in all_here
    ):  # fmt: skip
        return False
    memory.seen.setdefault(key, []).append(claim.quote)
    return True


def _said(claim: Claim, before: list[str]) -> bool:
    """Whether a clause only says again what was said before.

    A tie is the same however it is put; an act is another one unless the clause has
    mostly the same words, as where the headline comes again in the text.
    """
    if not before:
        return False
    if relations()[claim.relation].group not in {"act", "stance", "effect"}:
        return True
    words = _words(claim.quote)
    same = confidence("evidence.same_act")
    return any(
        len(words & one) >= same * len(words | one) for one in map(_words, before)
    )


@lru_cache(maxsize=1024)
def _words(quote: str) -> frozenset[str]:
    return frozenset(quote.lower().split())


def _guess_from_exchange(claim: Claim, memory: Memory) -> None:
    """Two that give one another something may be the pact, until one is named."""
    pair = (claim.subject, claim.object)
    if claim.kind == "history" or "+" in "".join(pair) or not all(pair):
        return
    memory.given.add(pair)
    if memory.weak and pair[::-1] in memory.given:
        memory.pact = memory.guess = "+".join(sorted(pair))
        memory.weak = False


def remember(claim: Claim, memory: Memory) -> None:
    """Take in what a claim tells of the pact, its goods and the powers around it.

    Args:
        claim: The claim.
        memory: What the document has said so far.
    """
    memory.last[claim.relation] = (claim.subject, claim.object)
    if relations()[claim.relation].group in {"transfer", "share"}:
        memory.last["recent"] = (claim.subject, claim.object)
    if relations()[claim.relation].group == "transfer":
        memory.last["transfer"] = (claim.subject, claim.object)
        _guess_from_exchange(claim, memory)
        memory.last[f"good {claim.good}"] = (claim.subject, claim.object)
    if relations()[claim.relation].group in {"power", "knowledge"} and not states(
        claim.subject
    ) & states(memory.pact):
        memory.power = claim.subject.split("/")[0]
    both = states(claim.subject) | states(claim.object)
    largest = LARGEST_PACT if claim.relation in {"PACT", "AGREE"} else 2
    if (
        claim.relation in {"PACT", "ALLY", "PARTNER", "AGREE", "FRIENDSHIP"}
        and 2 <= len(both) <= largest
    ):
        joined = "+".join(sorted(both))
        named = claim.relation == "PACT" and len(both) == 2
        guessed = memory.pact == memory.guess
        if named or (guessed and (claim.relation != "AGREE" or not memory.pact)):
            memory.pact, memory.guess, memory.weak = joined, "", False
