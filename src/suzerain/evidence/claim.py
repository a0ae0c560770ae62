"""One statement by one speaker, with its passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "event",
    "tie",
    "quantity",
    "stance",
    "denial",
    "forecast",
    "hypothesis",
    "evidence",
    "history",
]
Polarity = Literal["positive", "negative"]
Certainty = Literal["asserted", "hedged", "reported", "denied", "conditional"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Record what one passage states.

    The fields from `id` to `place` are the record that `suzerain read --json`
    prints; the rest says how it was read.

    Args:
        id: Stable within its document: `c-<document>-<start>-<end>-<n>`.
        doc: Id of the document.
        start: First code point of the quote in the document.
        end: One past its last code point.
        quote: Exactly `document.text[start:end]`.
        kind: What sort of statement it is.
        subject: Actor code, `CODE/Person`, or codes joined with `+`.
        relation: One of the relations of `evidence/tables/relations.csv`.
        object: Actor code, or empty.
        value: A point, when one is stated.
        low: Lower bound as stated; None when open.
        high: Upper bound as stated; None when open.
        unit: Unit of these numbers, or empty.
        polarity: Of the proposition.
        certainty: How firmly it is put.
        attributed_to: Speaker, or empty for the author.
        time: ISO date or year, or empty.
        place: Where, or empty.
        good: Code of the good concerned, or empty.
        extractor: Name and version of what made the claim.
        notes: Flags, such as `doubtful denominator`.
    """

    id: str
    doc: str
    start: int
    end: int
    quote: str
    kind: Kind
    subject: str
    relation: str
    object: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    polarity: Polarity = "positive"
    certainty: Certainty = "asserted"
    attributed_to: str = ""
    time: str = ""
    place: str = ""
    good: str = ""
    extractor: str = ""
    notes: tuple[str, ...] = ()


def numbered(claim: Claim, number: int) -> Claim:
    """Complete the id of a claim that was just made and that nobody else holds.

    A copy of each claim would take a fiftieth of all reading time.

    Args:
        claim: The claim; its id still lacks the number.
        number: Its number in its sentence.
    """
    object.__setattr__(claim, "id", f"{claim.id}-{number}")
    return claim
