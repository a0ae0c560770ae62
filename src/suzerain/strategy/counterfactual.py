"""A solved pact beside the same pact with one outsider gone, or refusing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from suzerain.case.case import Case
from suzerain.core.codes import actor_name, good_name
from suzerain.core.frame import Framed
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.bargain import Method
from suzerain.strategy.outcome import Solution
from suzerain.strategy.shadow import spread_of
from suzerain.strategy.solution import solve

Kind = Literal["without", "without_consent"]
IN_WORDS = {"without": "were {} not there", "without_consent": "though {} refuses"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counterfactual(Framed):
    """Hold a pact as it is solved, and as it would be, in the same worlds.

    Args:
        actor: The outsider.
        kind: `without` when it could stop nothing, `without_consent` when it stops
            whatever it can.
        base: The pact as it is solved.
        changed: The pact as it would be.
    """

    actor: str
    kind: Kind
    base: Solution
    changed: Solution

    _rows_at = "difference.terms"
    _units = dict.fromkeys(("p_present", "gained", "lost"), "share of worlds")

    @property
    def worth(self) -> Array:
        """What the change is worth to each member, in log welfare.

        Where there is no pact a member gains nothing. Shape `(member, world)`.
        """
        return np.asarray(self.changed.surplus - self.base.surplus)

    def to_dict(self) -> dict[str, Any]:
        """Return the counterfactual and its difference from the base, plain.

        Returns:
            `p_pact`, `terms` and `members_surplus` as in a solution; `difference`
            holds counterfactual less base: of `p_pact`, of the presence and level of
            each term (`gained`: share of worlds in which it is present in the
            counterfactual alone, `lost`: in the base alone), and of each member's gain
            world by world, also `where` it differs, in a `share` of worlds.
        """
        there, here = self.changed.to_dict(), self.base.to_dict()
        return {
            "actor": self.actor,
            "kind": self.kind,
            "p_pact": there["p_pact"],
            "terms": [
                {**_named(term), **term["with_consent"]} for term in there["terms"]
            ],
            "members_surplus": there["members_surplus"],
            "difference": {
                "p_pact": there["p_pact"] - here["p_pact"],
                "terms": [self._moved(t) for t in range(len(there["terms"]))],
                "members_surplus": {
                    member: spread_of(self.worth[m])
                    for m, member in enumerate(self.base.members)
                },
            },
        }

    def _moved(self, t: int) -> dict[str, Any]:
        term = self.base.pact.terms[t]
        levels = self.base.level[:, t], self.changed.level[:, t]
        before, after = (level >= self.base.present_level for level in levels)
        return {
            "id": term.id,
            "giver": term.giver,
            "taker": term.taker,
            "good": term.good,
            "p_present": float(after.mean() - before.mean()),
            "gained": float((after & ~before).mean()),
            "lost": float((before & ~after).mean()),
            "mean_level": float((levels[1] - levels[0]).mean()),
        }

    def __str__(self) -> str:
        record = self.to_dict()
        moved = record["difference"]
        who = IN_WORDS[self.kind].format(actor_name(self.actor))
        share, change = record["p_pact"], moved["p_pact"]
        lines = [f"{who}: struck in {share:.0%} of worlds, {change:+.1%}"]
        lines.append("  as is  would be  term")
        for t, row in enumerate(moved["terms"]):
            after = record["terms"][t]["p_present"]
            giver, taker = actor_name(row["giver"]), actor_name(row["taker"])
            lines.append(
                f"  {after - row['p_present']:5.0%}  {after:8.0%}  "
                f"{giver} gives {good_name(row['good'])} to {taker}"
            )
        for member, worth in moved["members_surplus"].items():
            lines.append(
                f"  worth to {actor_name(member)}: mean {worth['mean']:+.4f}, "
                f"where it matters ({worth['share']:.0%}) "
                f"{worth['where']['low']:+.4f} to {worth['where']['high']:+.4f}, "
                "in log welfare"
            )
        return "\n".join(lines)


def counterfactual(
    case: Case,
    actor: str,
    worlds: Worlds | None = None,
    *,
    kind: Kind = "without",
    pact: str | None = None,
    base: Solution | None = None,
    method: Method = "nash",
) -> Counterfactual:
    """Solve a pact with one outsider gone, or refusing, beside the pact as it is.

    Args:
        case: The case.
        actor: Any actor of the case that is not a member.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        kind: `without` (it could stop nothing) or `without_consent` (it stops
            whatever it can).
        pact: Id of the pact; the case's first when left out.
        base: The pact as it is, solved in the same worlds; solved anew when left out.
        method: How the surplus is split.

    Returns:
        Both solutions, paired world by world.

    Raises:
        UnknownActor: If there is no such actor.
        StrategyError: If it is a member.
        NoPact: If the case holds no pact.

    Examples:
        >>> counterfactual(Case(name="empty"), "AAA")
        Traceback (most recent call last):
        suzerain.core.errors.NoPact: the case 'empty' has no pact...
    """
    worlds = Worlds() if worlds is None else worlds
    if base is None:
        base = solve(case, worlds, pact=pact, method=method)
    absent, refusing = ((actor,), ()) if kind == "without" else ((), (actor,))
    changed = solve(
        case,
        worlds.apart(),
        pact=pact,
        absent=absent,
        refusing=refusing,
        method=method,
    )
    return Counterfactual(actor=actor, kind=kind, base=base, changed=changed)


def _named(term: dict[str, Any]) -> dict[str, Any]:
    return {name: term[name] for name in ("id", "giver", "taker", "good", "status")}
