"""A directed flow of a good from provider to recipient."""

from __future__ import annotations

from dataclasses import dataclass

from suzerain.core.spread import Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """How much of what a recipient gets from abroad comes from one provider.

    Args:
        provider: Who provides.
        recipient: Who receives.
        good: What flows.
        share: Provider's part of the recipient's foreign supply, 0 to 1.
        inferred: True when no source states the number.
        basis: Ids of the claims and assumptions behind it.
        notes: Reservations, such as `doubtful denominator`.
    """

    provider: str
    recipient: str
    good: str
    share: Spread
    inferred: bool = False
    basis: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """`tie.<good>.<provider>.<recipient>`."""
        return f"tie.{self.good}.{self.provider}.{self.recipient}"
