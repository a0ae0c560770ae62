"""What is contested about the past, and what will be settled in future."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One piece of evidence on a contested question.

    Args:
        claims: Ids of the claims that state it.
        sort: Kind of evidence, a name used in the register, such as `denial`.
        cluster: Items with the same cluster share an origin and count once.
    """

    claims: tuple[str, ...]
    sort: str
    cluster: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """Whether a third power knew of a pact and agreed to it.

    Args:
        id: Such as `contest.CHN.prk-rus`.
        question: In words.
        actor: The third power.
        pact: Id of the pact.
        rows: Exclusive and exhaustive hypotheses, the last being `other`.
        evidence: The items, from claims with passages only.
        asserted: Ids of claims that argue for one row (opinions, not evidence).
    """

    id: str
    question: str
    actor: str
    pact: str
    rows: tuple[str, ...] = ("not_asked", "told", "agreed", "directed", "other")
    evidence: tuple[Item, ...] = ()
    asserted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What will be settled, when, and by which rule.

    Args:
        id: Such as `question.missile_technology.RUS.PRK`.
        text: In words.
        term: Id of the term that must be delivered.
        by: ISO date by which it resolves.
        rule: How it resolves.
        basis: Ids of the claims from which it was made.
    """

    id: str
    text: str
    term: str
    by: str
    rule: str
    basis: tuple[str, ...] = ()
