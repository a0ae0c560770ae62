"""What a third power could do to each member, and what that would cost it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from suzerain.case.case import Case
from suzerain.case.pact import Pact
from suzerain.core.codes import goods
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array, Exposure, expose
from suzerain.measures.substitution import welfare_loss
from suzerain.strategy.instruments import Instrument, Menu
from suzerain.strategy.menus import cut_losses, cut_menu

TRADED = ("market", "energy", "food")
"""Groups of goods that customs count; what is meant by trade dependence."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Threat:
    """Hold what one third power's cut-offs would do, in log welfare.

    Args:
        actor: The third power.
        loss: What each member loses if it is cut off. Shape `(member, world)`.
        own_loss: What cutting each member off costs the power. Same shape.
        share: The power's part of the taker's foreign supply, by id of the term, for
            terms whose good it supplies. Each of shape `(world,)`.
        cuts: What it can cut, by member, one menu each; empty where only the whole
            cut-off was reckoned.
        basis: Ids of the cells and assumptions behind the losses.
        exposure: The needs and suppliers that all this was read off; None where only
            the whole cut-off was reckoned.
    """

    actor: str
    loss: Array
    own_loss: Array
    share: dict[str, Array] = field(default_factory=dict)
    cuts: tuple[Menu, ...] = ()
    basis: tuple[str, ...] = ()
    exposure: Exposure | None = None

    @property
    def leverage(self) -> Array:
        """Asymmetry of dependence toward each member. Shape `(member, world)`."""
        return np.asarray(np.expm1(-self.own_loss) - np.expm1(-self.loss))

    def menu(self, member: int) -> Menu:
        """Return what it can cut; where that is unknown, a part of all of it."""
        if self.cuts:
            return self.cuts[member]
        one = np.ones_like(self.loss[member])
        whole = Instrument(sort="supply", good="", power=self.actor, member="")
        return Menu(
            instruments=(whole,),
            weight=one[None],
            loss=self.loss[member][None],
            cost=self.own_loss[member][None],
            rho=one,
            full=self.loss[member],
        )


def threats(
    case: Case,
    pact: Pact,
    worlds: Worlds,
    powers: Sequence[str],
    *,
    groups: Sequence[str] | None = None,
    armed: bool = True,
    known: Sequence[Threat] = (),
) -> tuple[Threat, ...]:
    """Measure each third power's cut-offs, one power at a time to save memory.

    Args:
        case: The case.
        pact: The pact.
        worlds: Where needs and ties are drawn.
        powers: Codes of the third powers.
        groups: Groups of goods that are cut, such as `TRADED`; all when left out.
        armed: Whether to list instruments, and not only reckon whole cut-offs.
        known: Threats of the same pact in the same worlds, to read exposures off.

    Returns:
        One threat for each power, in that order.
    """
    seen = {one.actor: one.exposure for one in known}
    return tuple(
        _threat(
            case,
            pact,
            worlds,
            power,
            groups=groups,
            armed=armed,
            seen=seen.get(power),
        )
        for power in powers
    )


def expose_around(case: Case, worlds: Worlds, actors: Iterable[str]) -> Exposure:
    """Expose these actors alone, with the numbers they have in the whole case.

    What anybody else supplies becomes part of the rest of the world. Other suppliers
    stay only where stated shares may exceed 1 together and so bear on one another.

    Args:
        case: The case.
        worlds: Where needs and ties are drawn.
        actors: Codes of the actors.

    Returns:
        Their exposure.
    """
    inner = set(actors)
    groups: dict[tuple[str, str], float] = {}
    for tie in case.ties:
        if tie.recipient in inner and tie.provider != tie.recipient:
            key = (tie.good, tie.recipient)
            groups[key] = groups.get(key, 0) + tie.share.high
    kept = tuple(
        tie
        for tie in case.ties
        if tie.recipient in inner
        and (tie.provider in inner or groups.get((tie.good, tie.recipient), 0) > 1)
    )
    named = inner | {tie.provider for tie in kept}
    return expose(
        replace(
            case,
            actors=tuple(actor for actor in case.actors if actor.code in named),
            needs=tuple(need for need in case.needs if need.actor in inner),
            ties=kept,
        ),
        worlds,
    )


def _threat(
    case: Case,
    pact: Pact,
    worlds: Worlds,
    power: str,
    *,
    groups: Sequence[str] | None,
    armed: bool,
    seen: Exposure | None,
) -> Threat:
    nothing = np.zeros((len(pact.members), worlds.count))
    if not armed and not _tied(case, pact, power):
        return Threat(actor=power, loss=nothing, own_loss=nothing)
    exposure = seen or expose_around(case, worlds, (*pact.members, power))
    cut = [g for g in exposure.goods if groups is None or goods()[g].group in groups]
    losses, own_losses, cuts = [], [], []
    for member in pact.members:
        if armed:
            menu, full, own = cut_menu(
                case.register, worlds, exposure, power=power, member=member, cut=cut
            )
            cuts.append(menu)
        else:
            full = _whole_loss(exposure, power, member, cut)
            own = _whole_loss(exposure, member, power, cut)
        losses.append(full)
        own_losses.append(own)
    return Threat(
        actor=power,
        loss=np.stack(losses),
        own_loss=np.stack(own_losses),
        share=_shares(exposure, pact, power, cut),
        cuts=tuple(cuts),
        basis=_basis(exposure, pact, power),
        exposure=exposure if armed else None,
    )


def _tied(case: Case, pact: Pact, power: str) -> bool:
    pairs = {(member, power) for member in pact.members}
    pairs |= {(power, member) for member in pact.members}
    return any((tie.provider, tie.recipient) in pairs for tie in case.ties)


def _whole_loss(
    exposure: Exposure, cutter: str, recipient: str, cut: Sequence[str]
) -> Array:
    _, weight, loss = cut_losses(exposure, cutter, recipient, cut)
    return welfare_loss(weight, loss, exposure.rho, axis=0)


def _shares(
    exposure: Exposure, pact: Pact, power: str, cut: Sequence[str]
) -> dict[str, Array]:
    known = exposure.actors
    return {
        term.id: exposure.share[
            :, exposure.goods.index(term.good), known.index(term.taker), at
        ].copy()
        for at in [known.index(power)]
        for term in pact.terms
        if (term.good, term.taker, power) in exposure.ties and term.good in cut
    }


def _basis(exposure: Exposure, pact: Pact, power: str) -> tuple[str, ...]:
    basis = [
        name
        for member in pact.members
        for pair in ((member, power), (power, member))
        for name in exposure.basis(pair[0], [pair[1]])
    ]
    return tuple(dict.fromkeys(basis))
