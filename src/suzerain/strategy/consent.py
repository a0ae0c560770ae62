"""The pact with and without the patron's consent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suzerain.measures.exposure import Array
from suzerain.strategy.bargain import Bargain, Effort, Method, bargain
from suzerain.strategy.instruments import Menu
from suzerain.strategy.setting import Setting
from suzerain.strategy.veto import Veto, refused_by


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Consent:
    """Hold what members strike as the patron consents, refuses, or is not there.

    Args:
        unwatched: The bargain if no third power could stop anything.
        without_patron: The bargain if only the patron could stop nothing.
        with_consent: The bargain in the patron's shadow: whatever it can stop and
            does not want is left out.
        against: The bargain if the patron stops whatever it can.
    """

    unwatched: Bargain
    without_patron: Bargain
    with_consent: Bargain
    against: Bargain

    @property
    def director_index(self) -> float:
        """Share of worlds with a pact that would not be there against refusal."""
        return float((self.with_consent.exists & ~self.against.exists).mean())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Price:
    """Hold what it takes to break a pact.

    Args:
        exists: Worlds in which there is a pact to break. Shape `(world,)`.
        member: Index of the member that is cheapest to detach. Shape `(world,)`.
        pressure: Least loss that detaches it, as a share of its welfare. Shape
            `(world,)`, 0 where there is no pact.
        cost: What that costs the patron, as a share of its welfare. Shape `(world,)`.
        within_reach: Whether all that it can cut would suffice. Shape `(world,)`.
        parts: Part of each instrument in the cheapest mix, by its id. Each of shape
            `(world,)`, 0 where it is not used.
    """

    exists: NDArray[np.bool_]
    member: NDArray[np.intp]
    pressure: Array
    cost: Array
    within_reach: NDArray[np.bool_]
    parts: dict[str, Array] = field(default_factory=dict)

    def instruments(self) -> list[dict[str, Any]]:
        """List the cheapest mix: how often each is in it, and which part of it then."""
        worlds = max(int(self.exists.sum()), 1)
        rows = [
            {
                "instrument": name,
                "share": int((part > 0).sum()) / worlds,
                "part": float(np.median(part[part > 0])),
            }
            for name, part in self.parts.items()
            if (part > 0).any()
        ]
        return sorted(rows, key=lambda row: (-row["share"], row["instrument"]))


def consents(
    gain: Array,
    *,
    weight: Array,
    vetoes: Sequence[Veto],
    patron: str | None,
    effort: Effort,
    method: Method = "nash",
    unwatched: Bargain | None = None,
) -> Consent:
    """Strike the pact four times, each time with less that is let pass.

    Args:
        gain: Surplus of each level of each term. Shape `(member, world, term, level)`.
        weight: Bargaining weight of each member. Shape `(member, world)`.
        vetoes: All third powers.
        patron: The third power in question; None when nobody stands out.
        effort: How much may be tried.
        method: How the surplus is split.
        unwatched: The bargain without any veto, if known.

    Returns:
        The four bargains. Against refusal there is never a pact where with consent
        there is none.
    """
    others = [veto for veto in vetoes if patron not in veto.parties]
    refused = list(vetoes) if patron is None else refused_by(vetoes, patron)

    def strike(stoppers: Sequence[Veto], wider: Bargain | None = None) -> Bargain:
        return bargain(
            gain,
            weight=weight,
            effort=effort,
            vetoes=stoppers,
            method=method,
            wider=wider,
        )

    unwatched = strike(()) if unwatched is None else unwatched
    without_patron = strike(others, unwatched)
    against = strike(refused, without_patron)
    shadow = list(vetoes)
    if len(others) == len(vetoes) - 1:  # it alone is why there is none
        hopeless = ~against.exists
        shadow = [
            replace(v, always=hopeless) if v.actor == patron else v for v in vetoes
        ]
    return Consent(
        unwatched=unwatched,
        without_patron=without_patron,
        with_consent=strike(shadow, without_patron),
        against=against,
    )


def consents_in(
    setting: Setting, *, method: Method = "nash", unwatched: Bargain | None = None
) -> Consent:
    """Strike the pact of a setting with and without the consent of its patron.

    Args:
        setting: The pact, what it pays and who could stop it.
        method: How the surplus is split.
        unwatched: The bargain without any veto, if known.

    Returns:
        The four bargains of `consents`.
    """
    return consents(
        setting.table.gain,
        weight=setting.weight,
        vetoes=setting.vetoes,
        patron=setting.patron,
        effort=setting.effort,
        method=method,
        unwatched=unwatched,
    )


def price_of_veto(deal: Bargain, menus: Sequence[Menu]) -> Price:
    """Find the least pressure that breaks the pact as it would be struck.

    A pact needs every member, so the patron presses one of them, a little harder than
    the pact is worth to it: of those that all it can cut would detach, the one that
    gains least; where that would detach none, the one that gains least of all. It
    presses with the cheapest mix of cuts. Members might answer by giving the pressed
    one more: what breaks every pact is never less than this.

    Args:
        deal: The bargain without the patron.
        menus: What the patron can cut, by member.

    Returns:
        The price in every world.
    """
    most = np.stack([menu.most for menu in menus])
    reached = (most >= deal.surplus) & (most > 0)
    open_ = reached | ~reached.any(axis=0)
    member = np.where(open_, deal.surplus, np.inf).argmin(axis=0)
    needed = np.take_along_axis(deal.surplus, member[None, :], axis=0)[0]
    cost = np.zeros_like(needed)
    parts: dict[str, Array] = {}
    for m, menu in enumerate(menus):
        mix = menu.reach(needed)
        here = deal.exists & (member == m)
        cost = np.where(member == m, mix.cost, cost)
        for instrument, part in zip(menu.instruments, mix.part, strict=True):
            parts[instrument.id] = np.where(here, part, 0)
    return Price(
        exists=deal.exists,
        member=member,
        pressure=-np.expm1(-needed),
        cost=-np.expm1(-cost),
        within_reach=deal.exists & reached.any(axis=0),
        parts=parts,
    )
