"""A tornado: how far an outcome swings as one input moves, all others drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from suzerain.core.errors import OutlookError
from suzerain.core.worlds import Worlds
from suzerain.outlook.whatif.design import Model, moved_alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a tornado.

    Args:
        id: Name of the input.
        input_low: What the input is when low.
        input_high: What it is when high.
        low: Mean outcome then.
        high: Mean outcome when the input is high.
    """

    id: str
    input_low: float
    input_high: float
    low: float
    high: float

    @property
    def swing(self) -> float:
        """Mean outcome at a high input, less that at a low one."""
        return self.high - self.low

    def to_dict(self) -> dict[str, Any]:
        """Return all fields and the swing."""
        return {
            "id": self.id,
            "input_low": self.input_low,
            "input_high": self.input_high,
            "low": self.low,
            "high": self.high,
            "swing": self.swing,
        }


def tornado(
    model: Model, names: Sequence[str], worlds: Worlds, *, tail: float
) -> tuple[Bar, ...]:
    """Swing one input after the other from low to high, in the same worlds.

    Args:
        model: Gives the outcome in worlds, drawing its inputs there.
        names: Names under which it draws them.
        worlds: The worlds; inputs that do not swing are drawn as there.
        tail: Chance at which an input is low, 0 to below a half; it is high at one
            less this.

    Returns:
        Bars, the widest first.

    Raises:
        OutlookError: If the tail is out of its bounds, or an input is never drawn.

    Examples:
        `y = 3 a + b` with both from 0 to 1 swings by 3 and 1, whatever else is drawn.

        >>> from suzerain.core.spread import Spread
        >>> unit = Spread(low=0, high=1)
        >>> linear = lambda w: 3 * w.draw("a", unit) + w.draw("b", unit)
        >>> bars = tornado(linear, ["b", "a"], Worlds(count=8), tail=0)
        >>> [(bar.id, round(bar.swing, 9)) for bar in bars]
        [('a', 3.0), ('b', 1.0)]

    References:
        Eschenbach 1992.
    """
    if not 0 <= 2 * tail < 1:
        raise OutlookError(
            f"a tail of {tail}", "0 to below a half", "set whatif.tail to 0.1"
        )
    laid = moved_alone(names, worlds, tail)
    blocks = model(laid).reshape(-1, worlds.count).mean(axis=1)
    bars = []
    for spot, name in enumerate(names):
        if name not in laid.drawn:
            raise OutlookError(
                f"{name!r} is not among the inputs", "inputs that are drawn"
            )
        first = 2 * spot + 1
        given = laid.drawn[name].reshape(-1, worlds.count)
        bars.append(
            Bar(
                id=name,
                input_low=float(given[first, 0]),
                input_high=float(given[first + 1, 0]),
                low=float(blocks[first]),
                high=float(blocks[first + 1]),
            )
        )
    return tuple(sorted(bars, key=lambda bar: (-abs(bar.swing), bar.id)))
