"""What playing the game of permission returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.case.pact import Pact
from suzerain.core.codes import actor_name
from suzerain.core.frame import Framed, Row, flat
from suzerain.measures.exposure import Array
from suzerain.strategy.figures import mean_of, range_over
from suzerain.strategy.game.tree import Game

WAYS = {
    "perfect": "all know the power's limit",
    "private": "the power alone knows its limit",
    "quantal": "likewise, and all may err",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Leave:
    """Hold how a game of permission is played, in every world.

    Args:
        offer: Chance of each offer, `nothing` among them. Each of shape `(world,)`.
        pact: Chance that the pact stands. Shape `(world,)`.
        blocked: Chance that something is offered and falls. Shape `(world,)`.
        settled: Worlds in which this was found; NaN stands elsewhere.
    """

    offer: dict[str, Array]
    pact: Array
    blocked: Array
    settled: NDArray[np.bool_]

    def to_dict(self) -> dict[str, Any]:
        """Return means over the settled worlds, and their share."""
        here = self.settled
        return {
            "offers": {name: mean_of(one[here]) for name, one in self.offer.items()},
            "p_pact": mean_of(self.pact[here]),
            "p_blocked": mean_of(self.blocked[here]),
            "p_settled": float(here.mean()),
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Permitted(Framed):
    """Hold a solved pact as a game of permission, played in three ways.

    Args:
        pact: The pact.
        power: The power whose leave is asked.
        limits: Harm above which each kind of it blocks, strict first. Shape `(kind,)`.
        level: Levels of the terms in each bundle. Each of shape `(world, term)`.
        gain: What each bundle brings the members. Each of shape `(world, member)`.
        perfect: All know the limit (backward induction).
        private: The power alone knows it (perfect Bayesian equilibrium).
        erring: Likewise with errors (agent quantal response).
        typical: The median joint gain from the unwatched bundle, in log welfare.
        game: The tree, its payoffs in precision times typical gains.
    """

    pact: Pact
    power: str
    limits: Array
    level: dict[str, Array]
    gain: dict[str, Array]
    perfect: Leave
    private: Leave
    erring: Leave
    typical: float
    game: Game

    _units = dict.fromkeys(("p_pact", "p_blocked"), "probability")

    def to_rows(self) -> list[Row]:
        """Return one row a way to play: chances of the offers and of the pact."""
        return [
            {"play": name, **flat(play.to_dict())} for name, play in self.ways.items()
        ]

    @property
    def ways(self) -> dict[str, Leave]:
        """The three ways to play, by name."""
        plays = (self.perfect, self.private, self.erring)
        return dict(zip(WAYS, plays, strict=True))

    def to_dict(self) -> dict[str, Any]:
        """Return what `suzerain permission --json` prints."""
        return {
            "pact": self.pact.id,
            "members": list(self.pact.members),
            "power": self.power,
            "kinds": [
                {"probability": 1 / len(self.limits), "limit": float(limit)}
                for limit in self.limits
            ],
            "bundles": [
                {
                    "name": name,
                    "p_exists": float((level > 0).any(axis=1).mean()),
                    "levels": {
                        term.id: range_over(level[:, t])
                        for t, term in enumerate(self.pact.terms)
                    },
                    "gain": {
                        member: range_over(self.gain[name][:, m])
                        for m, member in enumerate(self.pact.members)
                    },
                }
                for name, level in self.level.items()
            ],
            "plays": {name: play.to_dict() for name, play in self.ways.items()},
            "typical_gain": self.typical,
        }

    def __str__(self) -> str:
        lines = [f"{self.pact.name}: if {actor_name(self.power)} is asked"]
        for name, play in self.ways.items():
            record = play.to_dict()
            lines.append(
                f"  {WAYS[name]}: pact {record['p_pact']:.0%}, "
                f"offered and blocked {record['p_blocked']:.0%}"
            )
            lines += [
                f"    {share:4.0%}  offer {offer}"
                for offer, share in record["offers"].items()
            ]
            if record["p_settled"] < 1:
                lines.append(f"    (settled in {record['p_settled']:.1%} of worlds)")
        return "\n".join(lines)
