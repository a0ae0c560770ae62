"""What a third power will bear: permit, tolerate, block.

A third power stops a bundle `x` only if it both can and wants to (docs/theory/
tolerance.md). It *can* when the best mix of cuts that it would bear the cost of, as
believed, and of what it would give for staying out moves some member by more than the
pact brings, `q * e_i(x) + g_i > u_i(x)` (module `arms`). It *wants* to when

    omega * (r(x) + m * p(x)) + theta * eased(x) - keep > kappa

with `r` what rivals answer to the provocation `p` (module `rivals`), and `m` how much
it minds that itself, if it has let displeasure be known. Both are sums over terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from suzerain.case.case import Case
from suzerain.case.pact import Pact, Stance
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.arms import RUIN, Arms, arm
from suzerain.strategy.payoff import Payoffs
from suzerain.strategy.rivals import reaction_basis, rivals_reaction
from suzerain.strategy.threat import Threat
from suzerain.strategy.veto import Veto, pick

__all__ = ["Veto", "attitudes", "pick", "tolerated_proposal", "vetoes"]

RAISES_KEEP = ("endorses", "supports", "tolerates")


def vetoes(
    case: Case,
    pact: Pact,
    table: Payoffs,
    threats: Sequence[Threat],
    worlds: Worlds,
    *,
    refusing: Sequence[str] = (),
    offering: bool = True,
) -> tuple[Veto, ...]:
    """Find out what each third power could do, and would want to.

    Args:
        case: The case, whose stances move the signs.
        pact: The pact.
        table: Its payoffs.
        threats: What the cut-offs of each third power would do.
        worlds: Where assumptions are drawn.
        refusing: Third powers that block whatever they can.
        offering: Whether they may also pay for staying out.

    Returns:
        One veto for each threat, in that order.
    """
    if not threats:
        return ()
    reaction = rivals_reaction(case, worlds)
    found = []
    for threat in threats:
        power = threat.actor
        will = _wants(case, pact, worlds, power, reaction)
        arms = arm(case, pact, worlds, threat, offering=offering)
        sticks = np.stack([one.stick for one in arms])
        found.append(
            Veto(
                actor=power,
                provocation=table.provocation,
                sting=will.sting,
                limit=will.limit,
                gain=table.gain,
                pull=np.stack([one.pull for one in arms]),
                sticks=sticks if any(one.gift for one in arms) else None,
                eased=_eased(table, threat),
                trust=case.register.draw(worlds, "power.credibility", power),
                theta=case.register.draw(worlds, "power.theta", power),
                used=_used(table, threat, arms),
                keep=will.keep,
                arms=arms,
                basis=tuple(dict.fromkeys((*threat.basis, *will.basis, *_spent(arms)))),
            )
        )
    return tuple(one.refusing() if one.actor in refusing else one for one in found)


@overload
def tolerated_proposal(
    proposal: float, *, ideal: float, status_quo: float, cost: float = 0
) -> float: ...


@overload
def tolerated_proposal(
    proposal: Array | float,
    *,
    ideal: Array | float,
    status_quo: Array | float,
    cost: Array | float = 0,
) -> Array | float: ...


def tolerated_proposal(
    proposal: Array | float,
    *,
    ideal: Array | float,
    status_quo: Array | float,
    cost: Array | float = 0,
) -> Array | float:
    """Find what a proposer gets past a veto that costs something to enforce.

    The closed form of one dimension: the veto player accepts whatever lies no farther
    from its ideal than the status quo does, plus what enforcement costs (Romer &
    Rosenthal 1978, where that cost is zero).

    Args:
        proposal: What the proposer would want.
        ideal: What the veto player would want.
        status_quo: What stays if it refuses.
        cost: Cost of enforcing a refusal, zero or more. All four are numbers or
            arrays of one broadcast shape, such as `(world,)`.

    Returns:
        The accepted proposal nearest to what the proposer wants.

    Examples:
        >>> tolerated_proposal(1.0, ideal=0.5, status_quo=0.2)
        0.8
        >>> tolerated_proposal(1.0, ideal=0.5, status_quo=np.array([0.2, 0.9]))
        array([0.8, 0.9])
    """
    reach = np.abs(np.subtract(status_quo, ideal)) + cost
    found = np.clip(proposal, ideal - reach, ideal + reach)
    return found if found.ndim else float(found)


def attitudes(case: Case, pact: Pact, actor: str) -> tuple[str, ...]:
    """List what an actor has let be known about a pact or a member, each once.

    Repetition does not count: a stance reported in ten papers is one stance.

    Args:
        case: The case.
        pact: The pact.
        actor: Code of the actor.
    """
    return tuple(sorted({stance.attitude for stance in _stances(case, pact, actor)}))


def _stances(case: Case, pact: Pact, actor: str) -> list[Stance]:
    targets = {pact.id, *pact.members, "+".join(sorted(pact.members))}
    return [
        stance
        for stance in case.stances
        if stance.actor == actor and stance.target in targets
    ]


def _eased(table: Payoffs, threat: Threat) -> Array | None:
    """By how much the terms lower what this very threat would cost the members."""
    eased = table.eased.get(threat.actor)
    if eased is None:
        return None
    if eased.max() > RUIN:
        eased = np.minimum(eased, RUIN)
    meant = np.array([float(term.id in threat.share) for term in table.terms])
    return eased if meant.all() else eased * meant[:, None]


def _used(table: Payoffs, threat: Threat, arms: Sequence[Arms]) -> Array | None:
    """Which part of each term's good is cut; None where all of all is."""
    if all((one.cut.part >= 1).all() for one in arms):
        return None
    used = np.ones((len(arms), len(arms[0].trust), len(table.terms)))
    for m, one in enumerate(arms):
        goods = [instrument.good for instrument in one.cuts.instruments]
        for t, term in enumerate(table.terms):
            if not threat.cuts:
                used[m, :, t] = one.cut.part[0]
            elif term.good in goods and table.members[m] == term.taker:
                used[m, :, t] = one.cut.part[goods.index(term.good)]
    return used


def _spent(arms: Sequence[Arms]) -> tuple[str, ...]:
    """Ids of the assumptions behind what is offered."""
    goods = [o.good for one in arms if one.offers for o in one.offers.instruments]
    found = [f"good.{good}.giver_cost" for good in goods]
    return ("power.inducement", "pact.delivery.promised", *found) if goods else ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Will:
    sting: Array
    limit: Array
    keep: Array
    basis: tuple[str, ...]


def _wants(
    case: Case, pact: Pact, worlds: Worlds, power: str, reaction: Array
) -> _Will:
    keep = case.register.draw(worlds, "power.keep", power)
    omega = case.register.draw(worlds, "power.omega", power)
    kappa = case.register.draw(worlds, "power.kappa", power)
    minded = reaction
    known = attitudes(case, pact, power)
    for attitude in known:
        weight = case.register.draw(worlds, f"power.stance.{attitude}", power)
        if attitude in RAISES_KEEP:
            keep = keep * (1 + weight)
        else:
            minded = minded + weight
    names = ("credibility", "stake", "keep", "omega", "theta", "kappa")
    basis = (
        *(f"power.{name}" for name in names),
        *reaction_basis(case),
        *(f"power.stance.{attitude}" for attitude in known),
        *(stance.claim for stance in _stances(case, pact, power)),
    )
    return _Will(
        sting=omega * minded,
        limit=keep + kappa,
        keep=keep,
        basis=tuple(dict.fromkeys(basis)),
    )
