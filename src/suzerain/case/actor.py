"""Actor and need."""

from __future__ import annotations

from dataclasses import dataclass

from suzerain.core.spread import Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A state, bloc or body of the case.

    Args:
        code: Its code.
        name: Its name for a reader.
        kind: `state`, `bloc`, `organisation` or `group`.
    """

    code: str
    name: str
    kind: str = "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """How much a good matters to an actor.

    Args:
        actor: Who needs it.
        good: What is needed.
        weight: Part of the actor's welfare that this need makes up, 0 to 1.
        home: Part of the supply that the actor makes itself, 0 to 1.
        urgent: True when a source calls the need dire.
        basis: Ids of the claims and assumptions behind the numbers.
        notes: What was decided on the way, such as a weight scaled down.
    """

    actor: str
    good: str
    weight: Spread
    home: Spread
    urgent: bool = False
    basis: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """`need.<good>.<actor>`."""
        return f"need.{self.good}.{self.actor}"
