"""What a pact moves: the worth of every term to its taker, and its cost to its giver.

Gains of a member add up over terms, so that what it gets less what it gives is what the
pact brings it. Each is a mean over all worlds, nought where the term is not given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from suzerain.case.pact import Pact
from suzerain.core.frame import Framed, Row, flat
from suzerain.measures.exposure import Array
from suzerain.strategy.solution import Solution

SITUATIONS = {
    "with_consent": "level",
    "without_consent": "level_without_consent",
    "without_patron": "level_without_patron",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exchange(Framed):
    """Hold what each term of a solved pact is worth, by situation.

    Args:
        pact: The pact.
        patron: The power whose consent is asked; empty when none stands out.
        worth: What each term brings its taker, in log welfare of the taker, by
            situation. Each of shape `(world, term)`.
        cost: What it costs its giver, in log welfare of the giver. Same shapes.
    """

    pact: Pact
    patron: str
    worth: Mapping[str, Array]
    cost: Mapping[str, Array]

    _units = dict.fromkeys(SITUATIONS, "share of welfare")

    def to_rows(self) -> list[Row]:
        """Return one row a term: its worth and its cost in each situation."""
        return [flat(row) for row in self.to_dict()["terms"]]

    def to_dict(self) -> dict[str, Any]:
        """Return means over all worlds as plain JSON values."""
        return {
            "pact": self.pact.id,
            "patron": self.patron or None,
            "terms": [
                {
                    "id": term.id,
                    "giver": term.giver,
                    "taker": term.taker,
                    "good": term.good,
                    "worth": self._means(self.worth, t),
                    "cost": self._means(self.cost, t),
                }
                for t, term in enumerate(self.pact.terms)
            ],
            "members": {member: self.balance(member) for member in self.pact.members},
        }

    def balance(self, member: str) -> dict[str, dict[str, float]]:
        """Add up what a member gets, what that costs it, and the difference.

        Args:
            member: Its code.

        Returns:
            Means over worlds by situation, in its log welfare.
        """
        gets, gives, nets = {}, {}, {}
        for name, worth in self.worth.items():
            taken = [t for t, one in enumerate(self.pact.terms) if one.taker == member]
            given = [t for t, one in enumerate(self.pact.terms) if one.giver == member]
            gets[name] = float(worth[:, taken].sum(axis=1).mean())
            gives[name] = float(self.cost[name][:, given].sum(axis=1).mean())
            nets[name] = gets[name] - gives[name]
        return {"gets": gets, "gives": gives, "net": nets}

    def _means(self, tables: Mapping[str, Array], t: int) -> dict[str, float]:
        return {name: float(table[:, t].mean()) for name, table in tables.items()}

    def __str__(self) -> str:
        lines = [f"{self.pact.name}: worth of each term to its taker, on average"]
        for row in self.to_dict()["terms"]:
            told = ", ".join(f"{name} {v:.2%}" for name, v in row["worth"].items())
            lines.append(f"  {row['good']} {row['giver']} to {row['taker']}: {told}")
        return "\n".join(lines)


def exchange(solution: Solution) -> Exchange:
    """Reckon what every term of a solved pact is worth to its taker.

    Args:
        solution: What `solve` returned.

    Returns:
        Worth and cost of each term with the patron's consent, against its refusal,
        and were it not there; without a patron, as solved.
    """
    held = solution.particulars
    spots = [held.pact.terms.index(term) for term in solution.pact.terms]
    members = list(held.table.members)
    names = list(SITUATIONS)[: None if solution.patron else 1]
    worth: dict[str, Array] = {}
    cost: dict[str, Array] = {}
    for name in names:
        level = getattr(solution, SITUATIONS[name])
        worth[name], cost[name] = np.zeros_like(level), np.zeros_like(level)
        for t, (term, spot) in enumerate(zip(solution.pact.terms, spots, strict=True)):
            taker, giver = members.index(term.taker), members.index(term.giver)
            at = np.searchsorted(held.table.levels, level[:, t])[:, None]
            for table, member, sign in ((worth, taker, 1), (cost, giver, -1)):
                gain = held.table.gain[member][:, spot]
                table[name][:, t] = sign * np.take_along_axis(gain, at, axis=1)[:, 0]
    return Exchange(pact=solution.pact, patron=solution.patron, worth=worth, cost=cost)
