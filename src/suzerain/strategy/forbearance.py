"""What the rivals' reaction does to a third power's tolerance.

A power tolerates a bundle unless it can and wants to stop it. Rivals' answers raise
what the bundle costs it by `omega r(x)`, so without them it tolerates no less. The
elasticity says by how many per cent its tolerance moves when all answers move by one:

    [ln p(2 r) - ln p(r / 2)] / (2 ln 2)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from suzerain.case.case import Case
from suzerain.case.pact import Term
from suzerain.core.codes import actor_name
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.bargain import Bargain
from suzerain.strategy.figures import range_over
from suzerain.strategy.payoff import Payoffs
from suzerain.strategy.reaction import Reaction
from suzerain.strategy.rivals import WAYS, reaction_of, stated_bonds
from suzerain.strategy.veto import Veto, pick


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forbearance:
    """Say what rivals' answers do to one power's tolerance of a pact.

    Shares are of the worlds in which members would strike a pact if unwatched, and of
    that pact.

    Args:
        actor: The power.
        with_reaction: Share in which it tolerates the pact.
        without_reaction: The same if no rival answered.
        elasticity: Per cent by which the share moves as all answers move by one; None
            where it is 0.
        cost: What each way of answering costs it, in log welfare. Shape
            `(way, watched)`.
        by_term: What answers to each term cost it. Shape `(term, watched)`.
        without_term: Share if this term provoked nobody. Shape `(term,)`.
    """

    actor: str
    with_reaction: float
    without_reaction: float
    elasticity: float | None
    cost: Array
    by_term: Array
    without_term: Array

    @property
    def difference(self) -> float:
        """What the rivals' answers take off the share."""
        return self.with_reaction - self.without_reaction


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rivalry:
    """Hold how rivals answer a pact, and what that does to third powers.

    Args:
        rivals: Codes of the rivals.
        bonds: Pairs of them that sources call allied or agreed.
        answer: What they do in each way. Shape `(way, watched)`.
        members: What members answer in turn. Shape `(watched,)`.
        unstable_share: Share of worlds in which answers would grow without end.
        pair: The two who drive one another most there.
        powers: What it does to each third power.
        terms: The terms.
        basis: Ids of the claims and assumptions behind it.
    """

    rivals: tuple[str, ...]
    bonds: tuple[tuple[str, str], ...]
    answer: Array
    members: Array
    unstable_share: float
    pair: tuple[str, ...]
    powers: tuple[Forbearance, ...]
    terms: tuple[Term, ...]
    basis: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain JSON values, all finite."""
        return {
            "actors": list(self.rivals),
            "bonds": [list(pair) for pair in self.bonds],
            "reaction": {
                **{way: range_over(self.answer[c]) for c, way in enumerate(WAYS)},
                "members": range_over(self.members),
            },
            "unstable_share": self.unstable_share,
            "unstable_pair": list(self.pair),
            "tolerance": [self._power(power) for power in self.powers],
            "basis": list(self.basis),
        }

    def _power(self, power: Forbearance) -> dict[str, Any]:
        return {
            "actor": power.actor,
            "with_reaction": power.with_reaction,
            "without_reaction": power.without_reaction,
            "difference": power.difference,
            "elasticity": power.elasticity,
            "cost": {way: range_over(power.cost[c]) for c, way in enumerate(WAYS)},
            "terms": [
                {
                    "id": term.id,
                    "cost": range_over(power.by_term[t]),
                    "if_it_provoked_nobody": float(power.without_term[t]),
                }
                for t, term in enumerate(self.terms)
            ],
        }

    def __str__(self) -> str:
        lines = [
            f"  rivals' answers take {actor_name(power.actor)} from tolerating it in "
            f"{power.without_reaction:.0%} to {power.with_reaction:.0%}"
            for power in self.powers
            if self.rivals
        ]
        if self.unstable_share:
            who = " and ".join(map(actor_name, dict.fromkeys(self.pair)))
            lines.append(
                f"  answers grow without end in {self.unstable_share:.1%}, driven by "
                f"{who}; there they stand at their limit"
            )
        return "\n".join(lines)


def rivalry(
    case: Case, worlds: Worlds, table: Payoffs, vetoes: Sequence[Veto], free: Bargain
) -> Rivalry:
    """Ask how rivals answer a pact, and what that does to each power's tolerance.

    Args:
        case: The case.
        worlds: Where assumptions are drawn.
        table: What every level of every term is worth, and provokes.
        vetoes: The third powers, each alone.
        free: What members would strike if unwatched.

    Returns:
        The answers, and each power's tolerance with and without them.

    Raises:
        StrategyError: If in most worlds rivals' answers would grow without end.
    """
    reaction = reaction_of(case, worlds)
    watched = pick(table.provocation, free.choice)[free.exists]
    return Rivalry(
        rivals=reaction.rivals,
        bonds=tuple(stated_bonds(case)),
        answer=reaction.by_way[free.exists].T * watched,
        members=reaction.members[free.exists] * watched,
        unstable_share=reaction.unstable_share,
        pair=reaction.pair,
        powers=tuple(_forbear(case, worlds, veto, free, reaction) for veto in vetoes),
        terms=table.terms,
        basis=reaction.basis,
    )


def _forbear(
    case: Case, worlds: Worlds, veto: Veto, free: Bargain, reaction: Reaction
) -> Forbearance:
    omega = case.register.draw(worlds, "power.omega", veto.actor)
    due = omega * reaction.cost
    alone = np.maximum(veto.sting - due, 0)
    can = veto.can(free.choice) & free.exists

    def borne(sting: Array, provocation: Array = veto.provocation) -> float:
        changed = replace(veto, sting=sting, provocation=provocation)
        stops = can & changed.wants(free.choice)
        return float(1 - stops[free.exists].mean()) if free.exists.any() else 1.0

    here = np.flatnonzero(free.exists)
    cells = veto.provocation[here[:, None], np.arange(len(free.choice.T))]
    levels = np.take_along_axis(cells, free.choice[here][..., None], axis=2)[..., 0]
    cost = (omega[:, None] * reaction.by_way * reaction.price)[here]
    return Forbearance(
        actor=veto.actor,
        with_reaction=borne(veto.sting),
        without_reaction=borne(alone),
        elasticity=_elasticity(borne(alone + 2 * due), borne(alone + due / 2)),
        cost=(cost * levels.sum(axis=1)[:, None]).T,
        by_term=(due[here][:, None] * levels).T,
        without_term=np.array(
            [
                borne(veto.sting, _calm(veto.provocation, t))
                for t in range(free.choice.shape[1])
            ]
        ),
    )


def _calm(provocation: Array, term: int) -> Array:
    calm = provocation.copy()
    calm[:, term] = 0
    return calm


def _elasticity(double: float, half: float) -> float | None:
    if double <= 0 or half <= 0:
        return None
    return float(np.log(double / half) / (2 * np.log(2)))
