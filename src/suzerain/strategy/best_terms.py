"""The deal each side should have struck, and what would have kept it away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.case.pact import Pact
from suzerain.core.codes import actor_name, good_name
from suzerain.core.frame import Framed, Row
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.bargain import Bargain, bargain
from suzerain.strategy.consent import consents_in
from suzerain.strategy.figures import mean_of, range_over
from suzerain.strategy.offer import Offer, offers
from suzerain.strategy.problem import chosen_pact, outsiders, refuse_muddle, whole
from suzerain.strategy.setting import Setting, set_up


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Deal:
    """Hold one way to strike a pact, in every world.

    Args:
        pact: The pact.
        exists: Worlds in which it can be struck. Shape `(world,)`.
        level: Level of each term, 0 where there is no pact. Shape `(world, term)`.
        surplus: Members' gains in log welfare. Shape `(member, world)`.
        present_level: Level from which a term counts as present.
    """

    pact: Pact
    exists: NDArray[np.bool_]
    level: Array
    surplus: Array
    present_level: float

    def to_dict(self) -> dict[str, Any]:
        """Return share of worlds, levels and gains; where there is a pact."""
        here = self.exists
        return {
            "p_pact": float(here.mean()),
            "terms": [
                {
                    "id": term.id,
                    "giver": term.giver,
                    "taker": term.taker,
                    "good": term.good,
                    "p_present": float((self.level[:, t] >= self.present_level).mean()),
                    **range_over(self.level[here, t]),
                }
                for t, term in enumerate(self.pact.terms)
            ],
            "gain": {
                member: range_over(self.surplus[m][here])
                for m, member in enumerate(self.pact.members)
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BestTerms(Framed):
    """Hold the deal that is struck beside the best that each member could have.

    Args:
        struck: What members strike (Nash) under the eyes of third powers.
        best: For each member, the bundle that pays it most among those that pay every
            member and that no third power stops.
        offers: What each outsider would have to pay to keep a member out.
    """

    struck: Deal
    best: dict[str, Deal]
    offers: tuple[Offer, ...]

    _units = dict.fromkeys(("p_present",), "share of worlds") | dict.fromkeys(
        ("low", "median", "high"), "share of the whole delivery"
    )

    def to_rows(self) -> list[Row]:
        """Return one row a deal and term: `struck`, then each member's best."""
        deals = {"struck": self.struck, **self.best}
        return [
            {"deal": name, **term}
            for name, deal in deals.items()
            for term in deal.to_dict()["terms"]
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return what `suzerain terms --json` prints."""
        members = self.struck.pact.members
        return {
            "pact": self.struck.pact.id,
            "members": list(members),
            "struck": self.struck.to_dict(),
            "best": {
                code: {
                    **deal.to_dict(),
                    "beyond_struck": {
                        member: range_over(
                            (deal.surplus - self.struck.surplus)[m][deal.exists]
                        )
                        for m, member in enumerate(members)
                    },
                }
                for code, deal in self.best.items()
            },
            "offers": [one.to_dict() for one in self.offers],
        }

    def __str__(self) -> str:
        heads = ["struck", *(f"best {code}" for code in self.best)]
        lines = [
            f"{self.struck.pact.name}: in {self.struck.exists.mean():.0%} of worlds",
            "  mean level " + " ".join(f"{head:>9}" for head in heads),
        ]
        deals = [self.struck, *self.best.values()]
        for t, term in enumerate(self.struck.pact.terms):
            cells = " ".join(f"{mean_of(d.level[d.exists, t]):9.2f}" for d in deals)
            giver, taker = actor_name(term.giver), actor_name(term.taker)
            lines.append(
                f"             {cells}  {giver} gives {good_name(term.good)} to {taker}"
            )
        for m, member in enumerate(self.struck.pact.members):
            cells = " ".join(f"{mean_of(d.surplus[m][d.exists]):9.4f}" for d in deals)
            lines.append(f"             {cells}  mean gain of {actor_name(member)}")
        alike: dict[str, list[str]] = {}
        for one in self.offers:
            alike.setdefault(one.terms_in_words, []).append(actor_name(one.actor))
        for terms, names in alike.items():
            each = ", each" if len(names) > 1 else ""
            lines.append(f"{' or '.join(names)} could break it by paying{each}")
            lines.append(terms)
        return "\n".join(lines)


def best_terms(
    case: Case,
    worlds: Worlds | None = None,
    *,
    pact: str | None = None,
    offer_by: str | None = None,
) -> BestTerms:
    """Find the deal each side should have struck, and what would keep it away.

    Args:
        case: The case.
        worlds: Worlds to draw in; 4000 of seed 1 when left out.
        pact: Id of the pact; the case's first when left out.
        offer_by: Only this outsider's offers; each outsider's when left out.

    Returns:
        The Nash bargain, each member's best deal, and the offers.

    Raises:
        NoPact: If the case holds no pact.
        UnknownReference: If it holds none of this id.
        UnknownActor: If the outsider is not in the case.
        StrategyError: If it is a member, or the pact is a muddle.

    Examples:
        >>> best_terms(Case(name="empty"))
        Traceback (most recent call last):
        suzerain.core.errors.NoPact: the case 'empty' has no pact...
    """
    worlds = Worlds() if worlds is None else worlds
    chosen = chosen_pact(case, pact)
    refuse_muddle(case, chosen, () if offer_by is None else (offer_by,))
    setting = set_up(case, chosen, worlds, steps=whole(case, "pact.levels"))
    deals = consents_in(setting)
    struck = deals.with_consent
    best = {
        member: _best(setting, m, struck) for m, member in enumerate(chosen.members)
    }
    known = [one.actor for one in case.powers if one.actor not in chosen.members]
    payers = outsiders(case, chosen, known) if offer_by is None else [offer_by]
    present = case.register["pact.present_level"].spread.centre

    def deal(found: Bargain) -> Deal:
        return Deal(
            pact=chosen,
            exists=found.exists,
            level=setting.table.levels[found.choice[:, setting.spots]],
            surplus=found.surplus,
            present_level=present,
        )

    return BestTerms(
        struck=deal(struck),
        best={member: deal(found) for member, found in best.items()},
        offers=offers(
            case,
            setting,
            worlds,
            payers,
            struck=struck,
            best=[found.surplus[m] for m, found in enumerate(best.values())],
        ),
    )


def _best(setting: Setting, member: int, struck: Bargain) -> Bargain:
    """Let one member have all the weight; the others must gain something still."""
    weight = np.full_like(setting.weight, np.finfo(np.float64).eps)
    weight[member] = 1
    found = bargain(
        setting.table.gain,
        weight=weight,
        effort=setting.effort,
        vetoes=setting.vetoes,
    )
    worse = struck.exists & (
        ~found.exists | (found.surplus[member] < struck.surplus[member])
    )
    return replace(
        found,
        exists=found.exists | worse,
        choice=np.where(worse[:, None], struck.choice, found.choice),
        surplus=np.where(worse, struck.surplus, found.surplus),
    )
