"""What each third power answers to a pact: endorse, bear, price or block it.

The question is the pact that members would strike if nobody watched. A power that can
and wants to stop it, alone or with others, *prices* it where another pact is struck in
its place, and *blocks* it where none is. A power that does not stop it *endorses* it
where the pact itself is worth more to it than a margin, or where it has let favour be
known and still has more than that margin to keep. Otherwise it *bears* it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.case.pact import Term
from suzerain.core.estimate import Estimate
from suzerain.measures.exposure import Array
from suzerain.strategy.arms import Arms
from suzerain.strategy.bargain import Bargain
from suzerain.strategy.instruments import Instrument
from suzerain.strategy.veto import Veto, pick

ANSWERS = ("endorse", "bear", "price", "block")
FAVOUR = frozenset({"endorses", "supports"})
DISPLEASURE = frozenset({"concerned", "opposes"})
Truth = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reply:
    """Hold one power's answer in every world.

    Args:
        actor: The power.
        answer: Index into `ANSWERS`; -1 where there is no pact to answer to. Shape
            `(world,)`.
        pressed: Index of the member that it moves most beyond what the pact is worth
            to it; -1 where it can move none. Shape `(world,)`.
        arms: What it uses against each member.
        attitudes: What it has let be known.
        contradictory: Whether it has let be known both favour and displeasure.
    """

    actor: str
    answer: NDArray[np.int8]
    pressed: NDArray[np.intp]
    arms: tuple[Arms, ...]
    attitudes: tuple[str, ...] = ()
    contradictory: bool = False

    def shares(self) -> dict[str, float]:
        """Return the share of each answer among worlds with a pact to answer to."""
        asked = int((self.answer >= 0).sum())
        counts = [int((self.answer == k).sum()) for k in range(len(ANSWERS))]
        return {
            name: count / asked if asked else 0.0
            for name, count in zip(ANSWERS, counts, strict=True)
        }

    def demands(
        self, terms: Sequence[Term], unwatched: Array, level: Array
    ) -> list[dict[str, Any]]:
        """List how the pact that is struck differs where the power prices it.

        Args:
            terms: The terms.
            unwatched: Their levels if nobody watched. Shape `(world, term)`.
            level: Their levels as struck. Same shape.

        Returns:
            For each term that is lowered or raised: mean level `from` and `to`, and
            the `share` of the worlds in which the power prices the pact; the most
            frequent first.
        """
        priced = self.answer == ANSWERS.index("price")
        worlds = int(priced.sum())
        found: list[dict[str, Any]] = []
        for t, term in enumerate(terms):
            before, after = unwatched[priced, t], level[priced, t]
            found += [
                {
                    "term": term.id,
                    "from": float(before[moved].mean()),
                    "to": float(after[moved].mean()),
                    "share": int(moved.sum()) / worlds,
                }
                for moved in (after < before, after > before)
                if moved.any()
            ]
        return sorted(found, key=lambda row: (-row["share"], row["term"], row["to"]))

    def instruments(self, members: Sequence[str]) -> list[dict[str, Any]]:
        """List what it uses, the largest effects first.

        Args:
            members: Codes of the members.

        Returns:
            For each instrument: how often it is `used` and which `part` of it then,
            its `effect` on the member and its `cost` to the power as shares of their
            welfare, and `decides`: how often it weighs most, of the worlds in which
            the power can stop the pact.
        """
        found = []
        for m, arms in enumerate(self.arms):
            cuts = arms.cuts.effects(arms.cut)
            believed = [*(arms.trust * cuts)]
            rows = [
                _row(one, arms.cut.part[k], cuts[k], arms.cuts.cost[k], members[m])
                for k, one in enumerate(arms.cuts.instruments)
            ]
            if arms.offers is not None and arms.gift is not None:
                gifts = arms.offers.effects(arms.gift)
                believed += [*gifts]
                rows += [
                    _row(
                        one,
                        arms.gift.part[k],
                        gifts[k],
                        arms.offers.cost[k],
                        members[m],
                    )
                    for k, one in enumerate(arms.offers.instruments)
                ]
            here = self.pressed == m
            if rows:
                first = np.stack(believed).argmax(axis=0)[here]
                total = max(int((self.pressed >= 0).sum()), 1)
                for k, row in enumerate(rows):
                    row["decides"] = int((first == k).sum()) / total
            found += rows
        return sorted(
            found,
            key=lambda row: (
                -row["decides"],
                -row["effect"]["median"],
                row["instrument"],
            ),
        )


def replies(
    vetoes: Sequence[Veto],
    together: Sequence[Veto],
    *,
    unwatched: Bargain,
    struck: Bargain,
    margin: Sequence[Array],
    attitudes: Sequence[tuple[str, ...]],
) -> tuple[Reply, ...]:
    """Find what each power answers.

    Args:
        vetoes: What each can do alone.
        together: What several can do together.
        unwatched: The pact if nobody watched.
        struck: The pact as it is struck.
        margin: What letting the pact pass must be worth to each power before it
            endorses it, in log welfare. Each of shape `(world,)`.
        attitudes: What each has let be known.

    Returns:
        One for each of `vetoes`.
    """
    joint = [(veto, veto.blocks(unwatched.choice)) for veto in together]
    found = []
    for veto, least, known in zip(vetoes, margin, attitudes, strict=True):
        stops = veto.blocks(unwatched.choice)
        for other, stopped in joint:
            if veto.actor in other.parties:
                stops = stops | stopped
        harm = pick(veto.harm(), unwatched.choice)
        worth = -harm
        if FAVOUR & set(known) and veto.keep is not None:
            worth = veto.keep - harm
        endorse, bear, price, block = range(len(ANSWERS))
        answer = np.where(worth > least, endorse, bear)
        answer = np.where(stops, np.where(struck.exists, price, block), answer)
        answer = np.where(unwatched.exists, answer, -1)
        found.append(
            Reply(
                actor=veto.actor,
                answer=answer.astype(np.int8),
                pressed=_pressed(veto, unwatched),
                arms=veto.arms,
                attitudes=known,
                contradictory=contradictory(known),
            )
        )
    return tuple(found)


def contradictory(attitudes: Sequence[str]) -> bool:
    """Say whether attitudes speak both for and against.

    Examples:
        >>> contradictory(("supports", "opposes")), contradictory(("supports",))
        (True, False)
    """
    known = set(attitudes)
    return bool(known & FAVOUR) and bool(known & DISPLEASURE)


def _pressed(veto: Veto, deal: Bargain) -> NDArray[np.intp]:
    beyond = np.stack(
        [pull - pick(veto.hold(m), deal.choice) for m, pull in enumerate(veto.pull)]
    )
    most = beyond.argmax(axis=0)
    moved = deal.exists & (beyond.max(axis=0) > 0)
    return np.asarray(np.where(moved, most, -1))


def _row(
    one: Instrument, part: Array, effect: Array, cost: Array, member: str
) -> dict[str, Any]:
    used = part > 0
    return {
        "instrument": one.id,
        "sort": one.sort,
        "good": one.good,
        "member": member,
        "used": float(used.mean()),
        "part": float(np.median(part[used])) if used.any() else 0.0,
        "effect": Estimate(values=-np.expm1(-effect), unit="").to_dict(),
        "cost": Estimate(values=-np.expm1(-part * cost), unit="").to_dict(),
        "decides": 0.0,
    }
