"""Numbers that carry their first and second derivatives, exactly, for all rows at once.

    (f g)'' = f'' g + g'' f + f' g'^T + g' f'^T,      (h o f)'' = h'' f' f'^T + h' f''

A likelihood written once gives its gradient and its Hessian by the rules of the
calculus, without differences.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from suzerain.measures.exposure import Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Jet:
    """Hold values with their derivatives by some inputs.

    Args:
        value: Shape `(row,)`.
        slope: First derivatives. Shape `(input, row)`.
        curve: Second derivatives. Shape `(input, input, row)`.
    """

    value: Array
    slope: Array
    curve: Array

    def __add__(self, other: Jet | Array | float) -> Jet:
        """Add a jet, or what does not vary with the inputs."""
        if not isinstance(other, Jet):
            value = np.asarray(self.value + other)
            return Jet(value=value, slope=self.slope, curve=self.curve)
        return Jet(
            value=self.value + other.value,
            slope=self.slope + other.slope,
            curve=self.curve + other.curve,
        )

    def __sub__(self, other: Jet | Array | float) -> Jet:
        """Take away a jet, or what does not vary with the inputs."""
        return self + (-1 * other)

    def __mul__(self, other: Jet | Array | float) -> Jet:
        """Multiply by a jet, or by what does not vary with the inputs."""
        if not isinstance(other, Jet):
            return Jet(
                value=np.asarray(self.value * other),
                slope=self.slope * other,
                curve=self.curve * other,
            )
        cross = self.slope[:, None] * other.slope[None]
        return Jet(
            value=self.value * other.value,
            slope=self.slope * other.value + other.slope * self.value,
            curve=self.curve * other.value
            + other.curve * self.value
            + cross
            + cross.swapaxes(0, 1),
        )

    __rmul__ = __mul__

    def __truediv__(self, other: Array | float) -> Jet:
        """Divide by what does not vary with the inputs."""
        return self * (1 / other)

    def through(self, value: Array, first: Array, second: Array) -> Jet:
        """Put the jet through a function of one number.

        Args:
            value: The function where the jet is. Shape `(row,)`.
            first: Its first derivative there. Shape `(row,)`.
            second: Its second derivative there. Shape `(row,)`.

        Returns:
            The jet of the function.
        """
        square = self.slope[:, None] * self.slope[None]
        return Jet(
            value=value,
            slope=first * self.slope,
            curve=second * square + first * self.curve,
        )

    def exp(self) -> Jet:
        """Take the exponential."""
        raised = np.exp(self.value)
        return self.through(raised, raised, raised)

    def log(self) -> Jet:
        """Take the logarithm; values must be above zero."""
        inverse = 1 / self.value
        return self.through(np.log(self.value), inverse, -(inverse**2))


def inputs(values: Array) -> tuple[Jet, ...]:
    """Make jets of the inputs themselves.

    Args:
        values: Shape `(input, row)`.

    Returns:
        One jet an input, whose slope is 1 by itself.

    Examples:
        >>> x, y = inputs(np.array([[2.0], [3.0]]))
        >>> found = x * x * y
        >>> print(found.value, found.slope[:, 0], found.curve[..., 0].tolist())
        [12.] [12.  4.] [[6.0, 4.0], [4.0, 0.0]]
    """
    count, rows = values.shape
    slopes = np.broadcast_to(np.eye(count)[:, :, None], (count, count, rows))
    flat = np.zeros((count, count, rows))
    return tuple(
        Jet(value=value, slope=slope, curve=flat)
        for value, slope in zip(values, slopes, strict=True)
    )
