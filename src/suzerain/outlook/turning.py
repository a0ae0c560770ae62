"""What would turn an answer over: the likelihood ratio that one more item would need.

Odds multiply by a ratio, so a belief `p` comes to even odds with a ratio of
`(1 - p) / p`, and the second row comes level with the first with `p_1 / p_2`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from suzerain.core.estimate import Estimate
from suzerain.outlook.linchpin import Scale
from suzerain.outlook.shift import Shift

Array = NDArray[np.float64]
TINY = float(np.finfo(np.float64).tiny)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Turning:
    """A border that the answer may cross, and what would carry it across.

    Args:
        kind: `half`: what is asked becomes more, or less, likely than not. `leader`:
            the second row overtakes the first.
        name: What would gain; with `half`, what is asked.
        against: What it is weighed against.
        ratio: `P(E | name) / P(E | against)` that brings the two level, by world.
        reached_by: Sorts of evidence of which one more item would do it.
        falls_without: Evidence without which it would be so already.
    """

    kind: Literal["half", "leader"]
    name: str
    against: str
    ratio: Estimate
    reached_by: tuple[str, ...]
    falls_without: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return all fields; the ratio with low, median and high."""
        return {
            "kind": self.kind,
            "name": self.name,
            "against": self.against,
            "ratio": self.ratio.to_dict(),
            "reached_by": list(self.reached_by),
            "falls_without": list(self.falls_without),
        }


def needed(belief: float) -> float:
    """Return the likelihood ratio that brings a belief to even odds.

    Args:
        belief: Probability now, above 0 and up to 1.

    Examples:
        At four to one for, it takes evidence four times likelier if it is not so.

        >>> round(needed(0.8), 3)
        0.25
    """
    return (1 - belief) / belief


def turning_points(
    scale: Scale, total: Array, taken: Sequence[Shift], added: Sequence[Shift]
) -> tuple[Turning, ...]:
    """Find what would carry the answer across 50 %, and swap its first two rows.

    Args:
        scale: The contest.
        total: Log-likelihood of all items. Shape `(row, world)`.
        taken: What the answer would be without each piece of evidence.
        added: What it would be with one more item of each sort.

    Returns:
        Two borders: even odds on what is asked, and the second row against the first.
    """
    belief = scale.posterior(total + scale.context)
    asked = scale.chance_asked(belief)
    above = 2 * float(np.median(asked)) > 1
    half = Turning(
        kind="half",
        name=scale.name,
        against=f"not {scale.name}",
        ratio=Estimate(
            values=np.maximum(1 - asked, TINY) / np.maximum(asked, TINY), unit="ratio"
        ),
        reached_by=_crossing(added, above=above),
        falls_without=_crossing(taken, above=above),
    )
    if len(scale.rows) < len(("first", "second")):
        return (half,)
    order = np.argsort(-np.median(belief, axis=1), kind="stable")
    first, second = int(order[0]), int(order[1])
    level = np.maximum(belief[first], TINY) / np.maximum(belief[second], TINY)
    leader = Turning(
        kind="leader",
        name=scale.rows[second],
        against=scale.rows[first],
        ratio=Estimate(values=level, unit="ratio"),
        reached_by=_overtaking(added, scale.rows[first]),
        falls_without=_overtaking(taken, scale.rows[first]),
    )
    return (half, leader)


def _crossing(shifts: Sequence[Shift], *, above: bool) -> tuple[str, ...]:
    return _names([one for one in shifts if (2 * one.median > 1) != above])


def _overtaking(shifts: Sequence[Shift], leader: str) -> tuple[str, ...]:
    return _names([one for one in shifts if one.leader != leader])


def _names(shifts: Sequence[Shift]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shift.name for shift in shifts))
