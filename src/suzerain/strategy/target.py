"""The outcome that is asked for: a share of worlds, read off one attempt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.case.pact import Pact
from suzerain.core.errors import StrategyError, UnknownReference
from suzerain.measures.exposure import Array
from suzerain.strategy.bargain import Bargain
from suzerain.strategy.consent import Consent
from suzerain.strategy.setting import Setting
from suzerain.strategy.tolerance import Veto

Truth = NDArray[np.bool_]
WHOLE = ("p_pact", "p_pact_without_consent", "director_index")
POWERS = ("p_can_block", "p_wants_block")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Name an outcome and the threshold that it is to cross.

    Args:
        outcome: `p_pact`, `p_pact_without_consent`, `director_index`, a good or
            `giver.good.taker` (share of worlds in which such a term is present),
            or `ACTOR.p_can_block` or `ACTOR.p_wants_block` (share of the worlds in
            which members would strike a pact if unwatched).
        threshold: Share of worlds, 0 to 1.
        below: True when the outcome is to fall below the threshold, False when it is
            to rise above it.
    """

    outcome: str
    threshold: float
    below: bool

    def __post_init__(self) -> None:
        if not 0 <= self.threshold <= 1:
            raise StrategyError(
                f"a threshold of {self.threshold}",
                "a share of worlds, 0 to 1",
                "try 0.5",
            )

    def is_met(self, value: float) -> bool:
        """Say whether an outcome lies beyond the threshold, strictly.

        Examples:
            >>> Target(outcome="p_pact", threshold=0.5, below=True).is_met(0.5)
            False
        """
        return value < self.threshold if self.below else value > self.threshold

    def gap(self, value: float) -> float:
        """Return how far an outcome is from the threshold; below zero beyond it."""
        return value - self.threshold if self.below else self.threshold - value

    @property
    def power(self) -> str:
        """The third power that the outcome is about, or nothing."""
        actor, _, name = self.outcome.rpartition(".")
        return actor if name in POWERS else ""


def terms_of(target: Target, pact: Pact) -> tuple[int, ...]:
    """Find the terms that an outcome names; none when it is about the whole pact.

    Raises:
        UnknownReference: If it is neither an outcome of the pact nor a term of it.
    """
    if target.outcome in WHOLE or target.power:
        return ()
    name = target.outcome.removeprefix("term.")
    found = tuple(
        t
        for t, term in enumerate(pact.terms)
        if name in (term.good, f"{term.giver}.{term.good}.{term.taker}")
        or target.outcome == term.id
    )
    if not found:
        known = [*WHOLE, *(term.good for term in pact.terms)]
        known += [f"ACTOR.{name}" for name in POWERS]
        raise UnknownReference(
            target.outcome, known, f"the outcomes of the pact {pact.id!r}"
        )
    return found


def holds_in(
    target: Target, setting: Setting, deals: Consent, *, levels: Array, present: float
) -> tuple[Truth, Truth]:
    """Say in which worlds the outcome holds, and in which it is asked for.

    Args:
        target: What is asked for.
        setting: The pact, drawn.
        deals: What members strike.
        levels: The level that each step of each term stands for. Shape
            `(term, level)`.
        present: Level from which a term counts as present.

    Returns:
        Two arrays of shape `(world,)`; the outcome is the share of the second that
        the first holds in.

    Raises:
        UnknownReference: If the outcome names a power that has no say, or no term.
    """
    struck, refused = deals.with_consent.exists, deals.against.exists
    every = np.ones_like(struck)
    if target.outcome == "p_pact":
        return struck, every
    if target.outcome == "p_pact_without_consent":
        return refused, every
    if target.outcome == "director_index":
        return struck & ~refused, every
    if target.power:
        return _does(target, setting, deals.unwatched)
    found = np.zeros_like(struck)
    for spot in terms_of(target, setting.pact):
        found |= levels[spot][deals.with_consent.choice[:, spot]] >= present
    return found, every


def veto_of(target: Target, setting: Setting) -> Veto:
    """Find the power that an outcome is about.

    Raises:
        UnknownReference: If it has no say.
    """
    powers = {veto.actor: veto for veto in setting.vetoes}
    if target.power not in powers:
        where = f"the third powers of the pact {setting.pact.id!r}"
        raise UnknownReference(target.power, powers, where)
    return powers[target.power]


def value_of(holds: Truth, asked: Truth) -> float:
    """Return the share of the worlds asked for in which the outcome holds."""
    return float(holds.sum() / asked.sum()) if asked.any() else 0.0


def _does(target: Target, setting: Setting, free: Bargain) -> tuple[Truth, Truth]:
    """Where a power can stop, or wants to stop, what members would strike unwatched."""
    veto = veto_of(target, setting)
    does = veto.can if target.outcome.endswith(POWERS[0]) else veto.wants
    return does(free.choice) & free.exists, free.exists
