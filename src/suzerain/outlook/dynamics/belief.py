"""What members believe of the harm that a power bears, learned from what it does.

Members spread their belief over thresholds `T_k`. When the power objects to a harm `H`,
or bears it, each weight is multiplied by the chance of that,

    P(objects | T_k) = 1 / (1 + (T_k / H) ** (1 / s)),

to the power `1 / review`: months between two decisions of the power are one signal.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from suzerain.outlook.dynamics.noise import Single

LEAST = np.finfo(np.float32).tiny


class Belief:
    """Hold members' belief about one power in a block of worlds.

    Args:
        thresholds: Equally likely thresholds at the start. Shape `(point,)`.
        worlds: Number of worlds.

    Examples:
        >>> belief = Belief(np.array([0.1, 1.0, 10.0], dtype=np.float32), 1)
        >>> one = np.ones(1, dtype=np.float32)
        >>> before = belief.bears(2 * one, one)
        >>> belief.learn(5 * one, objects=one < 0, seen=one > 0, noise=one, review=one)
        >>> bool(belief.bears(2 * one, one) > before)
        True
    """

    __slots__ = ("_weights", "thresholds")

    def __init__(self, thresholds: Single, worlds: int) -> None:
        self.thresholds = np.log(np.maximum(thresholds, LEAST))[:, None]
        self._weights = np.zeros((len(thresholds), worlds), dtype=np.float32)

    def learn(
        self,
        harm: Single,
        *,
        objects: NDArray[np.bool_],
        seen: NDArray[np.bool_],
        noise: Single,
        review: Single,
    ) -> None:
        """Update on what the power does in a month.

        Args:
            harm: What it bears or objects to, in log welfare. Shape `(world,)`.
            objects: Whether it objects.
            seen: Whether its act says anything: it could have stopped the pact.
            noise: How inexactly its acts show its threshold.
            review: Months that count as one signal.
        """
        gap = (np.log(np.maximum(harm, LEAST)) - self.thresholds) / noise
        said = -np.logaddexp(0, np.where(objects, -gap, gap))
        self._weights = self._weights + np.where(seen, said / review, 0)

    def bears(self, harm: Single, noise: Single) -> Single:
        """Return the believed chance that it bears a harm. Shape `(world,)`."""
        weights = np.exp(self._weights - self._weights.max(axis=0))
        gap = (np.log(np.maximum(harm, LEAST)) - self.thresholds) / noise
        borne = 1 / (1 + np.exp(np.minimum(gap, -np.log(LEAST) / 2)))
        return np.asarray((weights * borne).sum(axis=0) / weights.sum(axis=0))
