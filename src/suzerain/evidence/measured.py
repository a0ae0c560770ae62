"""A measured number and the actors it joins."""

from __future__ import annotations

from dataclasses import dataclass

from suzerain.evidence.quantities import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measured claim before it is written out.

    Args:
        relation: One of the measured relations.
        subject: Provider, or one side.
        object: Recipient, or the other side.
        quantity: The number.
        good: Good concerned, or empty.
        at: Token of the number.
        first: First token used.
        last: Last token used.
        notes: Flags.
    """

    relation: str
    subject: str
    object: str
    quantity: Quantity
    good: str = ""
    at: int = 0
    first: int = 0
    last: int = 0
    notes: tuple[str, ...] = ()
