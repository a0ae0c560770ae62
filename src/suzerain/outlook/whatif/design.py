"""Worlds laid out by a plan, so that one input moves and all others stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from suzerain.case.case import Case
from suzerain.case.change import Value
from suzerain.core.errors import OutlookError
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.outlook.whatif.headline import (
    MEASURED,
    Headline,
    find_headline,
    headlines,
)
from suzerain.outlook.whatif.settings import Applied, apply
from suzerain.strategy.problem import chosen_pact

Plan = Callable[[str], Array]
Model = Callable[[Worlds], Array]


def _unlaid(name: str) -> Array:
    raise OutlookError(f"no plan lays {name!r} out", "worlds with a plan")


@dataclass(slots=True)
class Designed(Worlds):
    """Draw named uncertainties from chances that a plan lays out.

    Every range of the register still turns its own chances into values, so a design
    holds for any distribution.

    Args:
        plan: Gives the uniform numbers of a name. Shape `(count,)`.

    Examples:
        >>> from suzerain.core.spread import Spread
        >>> worlds = Designed(count=2, plan=lambda name: np.array([0.0, 1.0]))
        >>> worlds.draw("share", Spread(low=0.2, high=0.4))
        array([0.2, 0.4])
    """

    plan: Plan = field(default=_unlaid)

    def apart(self) -> Designed:
        """Return the same worlds with nothing recorded in them yet."""
        return Designed(
            count=self.count, seed=self.seed, _kept=self._kept, plan=self.plan
        )

    def chance(self, name: str) -> Array:
        """Return this name's uniform numbers. Shape `(world,)`."""
        return self.plan(name)


def swapped(names: Sequence[str], count: int, seed: int) -> Designed:
    """Lay out the design of Saltelli: A, B, and A with one input taken from B.

    All inputs that are not named move together, as one more input. So the blocks are A,
    B, one for each name, and one for all others, each of `count` worlds.

    Args:
        names: Names of the inputs.
        count: Worlds of a block.
        seed: Seed of the draws; A is what `Worlds` of this seed and twice the count
            draw first.

    Returns:
        Worlds, `(len(names) + 3) * count` of them.

    References:
        Saltelli et al. 2010.

    Examples:
        >>> worlds = swapped(["x"], 1, seed=1)
        >>> a, b, x, rest = worlds.chance("x")
        >>> bool(a == rest), bool(b == x), bool(a == b)
        (True, True, False)
    """
    blocks = len(names) + 3
    spots = {name: spot for spot, name in enumerate(names)}
    pairs = Worlds(count=2 * count, seed=seed)

    def plan(name: str) -> Array:
        drawn = pairs.chance(name)
        own = 2 + spots.get(name, len(names))
        laid = np.tile(drawn[:count], (blocks, 1))
        laid[[1, own]] = drawn[count:]
        return laid.ravel()

    return Designed(count=blocks * count, seed=seed, plan=plan)


def moved_alone(names: Sequence[str], worlds: Worlds, tail: float) -> Designed:
    """Lay out worlds in which one input after the other is set low, then high.

    The blocks are the worlds as they are, then two for each name.

    Args:
        names: Names of the inputs.
        worlds: The worlds; all other inputs are drawn as there.
        tail: Chance at which an input is low; it is high at one less this.

    Returns:
        Worlds, `(2 * len(names) + 1) * worlds.count` of them.
    """
    blocks = 2 * len(names) + 1
    spots = {name: 2 * spot + 1 for spot, name in enumerate(names)}

    def plan(name: str) -> Array:
        laid = np.tile(worlds.chance(name), (blocks, 1))
        if name in spots:
            laid[spots[name]] = tail
            laid[spots[name] + 1] = 1 - tail
        return laid.ravel()

    return Designed(count=blocks * worlds.count, seed=worlds.seed, plan=plan)


PILOT = 64
"""Worlds in which it is found out which reckoning an outcome needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Hold an outcome of a case as a function of worlds.

    Args:
        applied: The case with a scenario's changes.
        outcome: Name of the outcome, as `find_headline` takes it.
        pact: Id of the pact; the case's first when None.
        only: The one reckoning that it needs.
    """

    applied: Applied
    outcome: str
    pact: str | None = None
    only: str = ""

    def headline(self, worlds: Worlds) -> Headline:
        """Reckon the outcome; what is drawn is recorded in the worlds.

        Raises:
            UnknownReference: If the case has no such outcome.
        """
        found = headlines(self.applied, worlds, pact=self.pact, only=self.only)
        return find_headline(self.outcome, found)

    def __call__(self, worlds: Worlds) -> Array:
        """Return the outcome by world, 0 where it is not asked. Shape `(world,)`."""
        return np.nan_to_num(self.headline(worlds).by_world)


def ask(
    case: Case,
    outcome: str,
    *,
    changes: Mapping[str, Value] | None = None,
    pact: str | None = None,
) -> Sought:
    """Find an outcome, and which reckoning it needs.

    Args:
        case: The case.
        outcome: Its name, as `find_headline` takes it.
        changes: A scenario's changes, put in first.
        pact: Id of the pact; the case's first when left out.

    Raises:
        NoPact: If the case holds no pact.
        UnknownReference: If the case has no such outcome, or nothing to be changed.
        CaseError: If a value cannot be read, or leaves its bounds.
    """
    applied = apply(case, chosen_pact(case, pact), changes or {})
    found = headlines(applied, Worlds(count=PILOT), pact=pact)
    kind = find_headline(outcome, found).id.partition(".")[0]
    only = kind if kind in {*MEASURED, "weigh", "forecast"} else "solve"
    return Sought(applied=applied, outcome=outcome, pact=pact, only=only)
