"""What to watch: how much each kind of evidence, not yet seen, would teach.

A look at the sources ends in one of two ways: they show an item of a sort, or they do
not. With the chance `q` that they show it under each row, the look is worth

    I = H(p) - P(shown) H(p | shown) - P(not shown) H(p | not shown)

bits in every world, which is never below 0. Where sources were searched already and
showed nothing (coverage `c`), what is left to find has `q = L (1 - c) / (1 - c L)`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.core.estimate import Estimate
from suzerain.outlook.linchpin import Scale
from suzerain.outlook.shift import Shift

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Indicator:
    """One kind of evidence that has not been seen, and what a look for it would teach.

    Args:
        name: Sort of the evidence.
        chance: Probability that sources show it, given what is known.
        bits: Expected fall of the rows' entropy, 0 or more.
        changes_leader: Chance that the look puts another row in front, 0 to 1.
        if_shown: Median posterior of what is asked, were it shown.
        if_not_shown: The same, were it looked for and not found.
    """

    name: str
    chance: Estimate
    bits: Estimate
    changes_leader: float
    if_shown: float
    if_not_shown: float

    def to_dict(self) -> dict[str, Any]:
        """Return all fields; chance and bits with low, median and high."""
        return {
            "name": self.name,
            "chance": self.chance.to_dict(),
            "bits": self.bits.to_dict(),
            "changes_leader": self.changes_leader,
            "if_shown": self.if_shown,
            "if_not_shown": self.if_not_shown,
        }


def entropy(chances: Array) -> Array:
    """Measure in bits how open a question is.

    Args:
        chances: Probabilities that sum to 1 along the first axis. Shape `(row, ...)`.

    Returns:
        Bits, 0 or more. Shape `(...)`.

    Examples:
        >>> entropy(np.array([[0.5, 1.0], [0.5, 0.0]]))
        array([1., 0.])
    """
    safe = np.where(chances > 0, chances, 1)
    return np.asarray(abs((chances * np.log2(safe)).sum(axis=0)))


def look(belief: Array, shown: Array) -> tuple[Array, Array, Array, Array]:
    """Reckon what a look for one kind of evidence teaches, in every world.

    Args:
        belief: Posterior of each row so far. Shape `(row, world)`.
        shown: Chance that the look finds it, under each row. Shape `(row, world)`.

    Returns:
        Chance that it is found `(world,)`, expected bits `(world,)`, and the posterior
        when it is found and when it is not, each `(row, world)`.

    Examples:
        A sign that always shows under the first row and never under the second
        settles an even question: one bit.

        >>> even = np.array([[0.5], [0.5]])
        >>> chance, bits, found, missed = look(even, np.array([[1.0], [0.0]]))
        >>> float(chance[0]), float(bits[0]), found[:, 0].tolist()
        (0.5, 1.0, [1.0, 0.0])
    """
    joint, left = belief * shown, belief * (1 - shown)
    chance, rest = joint.sum(axis=0), left.sum(axis=0)
    found = np.where(chance > 0, joint / np.where(chance > 0, chance, 1), belief)
    missed = np.where(rest > 0, left / np.where(rest > 0, rest, 1), belief)
    open_then = chance * entropy(found) + rest * entropy(missed)
    return chance, np.maximum(entropy(belief) - open_then, 0), found, missed


def indicators(
    scale: Scale,
    total: Array,
    coverage: Mapping[str, Array],
    shifts: Sequence[Shift],
) -> tuple[Indicator, ...]:
    """Rank kinds of evidence by what a look for each would teach.

    One more item of a sort that is on the board tells only a part of what a first one
    would (its exponent `t`): it shows as `t L + (1 - t) mean of L`.

    Args:
        scale: The contest, with one imagined item of every sort.
        total: Log-likelihood of all real items. Shape `(row, world)`.
        coverage: Chance that the documents searched would have shown it, for sorts
            whose absence is counted. Shape `(world,)` each.
        shifts: What `would_change` says of the same sorts.

    Returns:
        One indicator a sort, most bits first.
    """
    belief = scale.posterior(total + scale.context)
    ahead = belief.argmax(axis=0)
    if_shown = {shift.name: shift.median for shift in shifts}
    found = []
    for spot in np.flatnonzero(~scale.real):
        kept = scale.real.copy()
        kept[spot] = True
        sort = scale.board.items[spot].sort
        chance = np.exp(scale.board.logs[spot])
        weight = scale.board.exponents(kept)[spot]
        shown = weight * chance + (1 - weight) * chance.mean(axis=0)
        searched = coverage.get(sort, np.zeros_like(weight))
        shown = shown * (1 - searched) / (1 - searched * shown)
        seen, bits, if_found, if_missed = look(belief, shown)
        turned = seen * (if_found.argmax(axis=0) != ahead)
        turned += (1 - seen) * (if_missed.argmax(axis=0) != ahead)
        found.append(
            Indicator(
                name=sort,
                chance=Estimate(values=seen, unit="probability"),
                bits=Estimate(values=bits, unit="bit"),
                changes_leader=float(turned.mean()),
                if_shown=if_shown[sort],
                if_not_shown=scale.asked(if_missed),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.bits.values.mean(), one.name)))
