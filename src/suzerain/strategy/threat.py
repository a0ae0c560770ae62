"""What a third power could do to each member, and what that would cost it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from suzerain.case.case import Case
from suzerain.case.pact import Pact
from suzerain.core.codes import goods
from suzerain.core.worlds import Worlds
from suzerain.measures.dependence import cut_off_loss
from suzerain.measures.exposure import Array, Exposure, expose

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
        basis: Ids of the cells and assumptions behind the losses.
    """

    actor: str
    loss: Array
    own_loss: Array
    share: dict[str, Array] = field(default_factory=dict)
    basis: tuple[str, ...] = ()

    @property
    def leverage(self) -> Array:
        """Asymmetry of dependence toward each member. Shape `(member, world)`."""
        return np.asarray(np.expm1(-self.own_loss) - np.expm1(-self.loss))


def threats(
    case: Case,
    pact: Pact,
    worlds: Worlds,
    powers: Sequence[str],
    *,
    groups: Sequence[str] | None = None,
) -> tuple[Threat, ...]:
    """Measure each third power's cut-offs, one power at a time to save memory.

    Args:
        case: The case.
        pact: The pact.
        worlds: Where needs and ties are drawn.
        powers: Codes of the third powers.
        groups: Groups of goods that are cut, such as `TRADED`; all when left out.

    Returns:
        One threat for each power, in that order.
    """
    return tuple(_threat(case, pact, worlds, power, groups) for power in powers)


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
    groups: Sequence[str] | None,
) -> Threat:
    pairs = {(member, power) for member in pact.members}
    pairs |= {(power, member) for member in pact.members}
    if not any((tie.provider, tie.recipient) in pairs for tie in case.ties):
        nothing = np.zeros((len(pact.members), worlds.count))
        return Threat(actor=power, loss=nothing, own_loss=nothing)
    exposure = expose_around(case, worlds, (*pact.members, power))
    known = exposure.actors
    at = known.index(power)
    spots = [known.index(member) for member in pact.members]
    cut = [g for g in exposure.goods if groups is None or goods()[g].group in groups]
    loss = _loss(exposure, power, cut)
    own = [_loss(exposure, member, cut)[:, at] for member in pact.members]
    share = {
        term.id: exposure.share[
            :, exposure.goods.index(term.good), known.index(term.taker), at
        ].copy()
        for term in pact.terms
        if (term.good, term.taker, power) in exposure.ties and term.good in cut
    }
    basis = [
        name
        for member in pact.members
        for pair in ((member, power), (power, member))
        for name in exposure.basis(pair[0], [pair[1]])
    ]
    return Threat(
        actor=power,
        loss=np.nan_to_num(loss.T[spots]),
        own_loss=np.nan_to_num(np.stack(own)),
        share=share,
        basis=tuple(dict.fromkeys(basis)),
    )


def _loss(exposure: Exposure, cutter: str, cut: Sequence[str]) -> Array:
    if not cut:
        return np.zeros((len(exposure.rho), len(exposure.actors)))
    return cut_off_loss(exposure, (cutter,), goods=cut)
