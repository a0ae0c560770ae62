"""What the presence of one third power takes out of a pact, and what that is worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from suzerain.case.pact import Pact
from suzerain.core.estimate import Estimate
from suzerain.measures.exposure import Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shadow:
    """Hold a pact as it would be were one power not there, the others watching.

    Args:
        actor: The power.
        level: Levels of the terms without it. Shape `(world, term)`.
        surplus: Members' gains without it, in log welfare. Shape `(member, world)`.
    """

    actor: str
    level: Array
    surplus: Array

    def to_dict(
        self, pact: Pact, level: Array, surplus: Array, present: float
    ) -> dict[str, Any]:
        """Compare with the pact as it is, plain.

        Args:
            pact: The pact.
            level: Levels of its terms as it is. Shape `(world, term)`.
            surplus: Members' gains as it is. Shape `(member, world)`.
            present: Level from which a term counts as present.

        Returns:
            `terms`: for each, share of worlds in which it is there `without` the power
            and `with` it, in which its presence takes it out (`taken`) and puts it in
            (`added`), and the mean change of its level. `members`: what the shadow is
            worth to each, below zero where it loses.
        """
        return {
            "terms": [
                {
                    "term": term.id,
                    "without": float((before := self.level[:, t] >= present).mean()),
                    "with": float((after := level[:, t] >= present).mean()),
                    "taken": float((before & ~after).mean()),
                    "added": float((after & ~before).mean()),
                    "mean_change": float((level[:, t] - self.level[:, t]).mean()),
                }
                for t, term in enumerate(pact.terms)
            ],
            "members": {
                member: spread_of(surplus[m] - self.surplus[m])
                for m, member in enumerate(pact.members)
            },
        }


def spread_of(values: Array) -> dict[str, Any]:
    """Sum up a difference over all worlds, and over those in which there is one.

    Args:
        values: The difference. Shape `(world,)`.

    Returns:
        `low`, `median`, `high` and `mean` over all; the `share` of worlds in which it
        is not zero, and the range `where` it is not.

    Examples:
        >>> spread_of(np.array([0.0, -0.5]))["share"]
        0.5
    """
    some = values[values != 0]
    where = some if some.size else np.zeros(1)
    return {
        **Estimate(values=values, unit="").to_dict(),
        "mean": float(values.mean()),
        "share": some.size / values.size,
        "where": Estimate(values=where, unit="").to_dict(),
    }
