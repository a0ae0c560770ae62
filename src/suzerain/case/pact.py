"""A pact and its terms, and what outsiders say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["observed", "promised", "alleged", "doubted"]
Attitude = Literal[
    "endorses", "supports", "tolerates", "reserved", "concerned", "opposes"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One promise: who gives what to whom.

    Args:
        giver: Who gives.
        taker: Who takes.
        good: What is given.
        status: `observed`, `promised`, `alleged` or `doubted`.
        basis: Ids of the claims behind it.
        inferred: True when no source states the promise: the taker's need stands
            for it, or that nobody signs for nothing (`returns`).
    """

    giver: str
    taker: str
    good: str
    status: Status = "alleged"
    basis: tuple[str, ...] = ()
    inferred: bool = False

    @property
    def id(self) -> str:
        """`term.<good>.<giver>.<taker>`."""
        return f"term.{self.good}.{self.giver}.{self.taker}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pact:
    """Promises between two or more members.

    Args:
        id: Short name, such as `prk-rus`.
        name: Name for a reader.
        members: Codes of the members, in order.
        terms: The promises.
        during_war: True when a member is at war while it runs.
        temporary: True when a source calls it temporary or transactional.
        basis: Ids of the claims that speak of the pact.
        support: How strongly sources bear it, against the other candidates (index).
    """

    id: str
    name: str
    members: tuple[str, ...]
    terms: tuple[Term, ...]
    during_war: bool = False
    temporary: bool = False
    basis: tuple[str, ...] = ()
    support: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What an outsider, or a person of it, says or feels about pact or member.

    Args:
        actor: Code of the state, bloc or body.
        speaker: Speaker as claimed, such as `NATO/Rutte`; may equal `actor`.
        target: Pact id or actor code.
        attitude: From `endorses` to `opposes`.
        claim: Id of the claim.
    """

    actor: str
    speaker: str
    target: str
    attitude: Attitude
    claim: str

    @property
    def id(self) -> str:
        """`stance.<actor>.<target>.<claim>`."""
        return f"stance.{self.actor}.{self.target}.{self.claim}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPower:
    """An actor outside the pact whose response matters.

    Args:
        actor: Its code.
        role: `third` for one that members depend on, `rival` for one against them.
        basis: Ids of the claims that make it one.
    """

    actor: str
    role: Literal["third", "rival"]
    basis: tuple[str, ...] = ()
