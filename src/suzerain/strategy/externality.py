"""What each term of a pact does to those outside it.

A third power pays for what rivals answer to a term, for the displeasure it has let be
known, and for members that need it less. A rival is moved to answer. All is told for
the whole term.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from suzerain.case.case import Case
from suzerain.core.estimate import Estimate
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.payoff import Payoffs
from suzerain.strategy.rivals import reaction_of
from suzerain.strategy.veto import Veto


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Externality:
    """Hold what one term does to one outsider, in every world.

    Args:
        actor: The outsider.
        role: `third` or `rival`.
        term: Id of the term.
        parts: Named effects. In log welfare for a third power: `rivals` (what their
            answer costs it), `displeasure` (what it minds itself), `dependence` (what
            it loses as members need it less) and their sum, `total`. For a rival the
            `total` that it does in answer, in units of provocation. Each of shape
            `(world,)`.
    """

    actor: str
    role: str
    term: str
    parts: dict[str, Array]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain JSON values, all finite."""
        return {
            "actor": self.actor,
            "role": self.role,
            "term": self.term,
            **{
                name: Estimate(values=values, unit="").to_dict()
                for name, values in self.parts.items()
            },
        }


def externalities(
    case: Case, worlds: Worlds, table: Payoffs, vetoes: Sequence[Veto]
) -> tuple[Externality, ...]:
    """Reckon what every term does to every outsider.

    Args:
        case: The case.
        worlds: Where assumptions are drawn.
        table: What every level of every term is worth, and provokes.
        vetoes: The third powers, each alone.

    Returns:
        One for each third power and term, then one for each rival and term.
    """
    reaction = reaction_of(case, worlds)
    found = []
    for veto in vetoes:
        omega = case.register.draw(worlds, "power.omega", veto.actor)
        due, harm = omega * reaction.cost, veto.harm()
        own = np.maximum(veto.sting - due, 0)
        for t, term in enumerate(table.terms):
            provoked = veto.provocation[:, t, -1]
            parts = {
                "rivals": due * provoked,
                "displeasure": own * provoked,
                "dependence": harm[:, t, -1] - veto.sting * provoked,
                "total": harm[:, t, -1],
            }
            found.append(
                Externality(actor=veto.actor, role="third", term=term.id, parts=parts)
            )
    for k, rival in enumerate(reaction.rivals):
        moved = reaction.by_rival[:, k].sum(axis=1)
        for t, term in enumerate(table.terms):
            answer = {"total": moved * table.provocation[:, t, -1]}
            found.append(
                Externality(actor=rival, role="rival", term=term.id, parts=answer)
            )
    return tuple(found)
