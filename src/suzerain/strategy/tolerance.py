"""What a third power will bear: permit, tolerate, block.

A third power stops a bundle `x` only if it both can and wants to (docs/theory/
tolerance.md). It *can* when some member would lose more by its cut-off than the pact
brings, `q * l_i(x) > u_i(x)`, and the cut-off costs the power itself no more than its
stake. It *wants* to when

    omega * (r(x) + m * p(x)) + theta * eased(x) - keep > kappa

with `r` what rivals answer to the provocation `p`, and `m` how much it minds that
itself, if it has let displeasure be known. Both sides are sums over terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.case.pact import Pact, Stance
from suzerain.core.errors import StrategyError
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.payoff import Payoffs
from suzerain.strategy.threat import Threat

Block = NDArray[np.intp] | slice
EVERY = slice(None)
RAISES_KEEP = ("endorses", "supports", "tolerates")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Veto:
    """Hold when one third power can, and wants to, stop a bundle.

    Args:
        actor: The third power.
        provocation: What provokes rivals. Shape `(world, term, level)`.
        sting: What a unit of provocation costs the power. Shape `(world,)`.
        limit: Harm above which it wants to block. Shape `(world,)`.
        gain: Surplus of each member. Shape `(member, world, term, level)`.
        pull: What the power threatens each member with, as believed; minus infinity
            where it would not carry out the threat. Shape `(member, world)`.
        eased: Fall of the loss that it threatens; None for no fall. Shape of `gain`.
        trust: How far the threat is believed. Shape `(world,)`; used with `eased`.
        theta: What a unit of that fall costs the power. Shape `(world,)`; likewise.
        refuses: True when it blocks whatever it can, wanted or not.
        always: Worlds in which it is known that it can stop every bundle that pays all
            members; None when nothing is known. Shape `(world,)`.
        basis: Ids of the cells and assumptions behind it.
    """

    actor: str
    provocation: Array
    sting: Array
    limit: Array
    gain: Array
    pull: Array
    eased: Array | None = None
    trust: Array | None = None
    theta: Array | None = None
    refuses: bool = False
    always: NDArray[np.bool_] | None = None
    basis: tuple[str, ...] = ()

    def refusing(self) -> Veto:
        """Return this power as it would be if it refused whatever it can stop."""
        return replace(self, refuses=True)

    def at_levels(self, levels: NDArray[np.intp]) -> Veto:
        """Return this power facing only some of the levels."""
        eased = None if self.eased is None else self.eased[..., levels]
        return replace(
            self,
            provocation=self.provocation[..., levels],
            gain=self.gain[..., levels],
            eased=eased,
        )

    def harm(self, block: Block = EVERY) -> Array:
        """Return what each term costs the power. Shape `(world, term, level)`."""
        cost: Array = self.sting[block][:, None, None] * self.provocation[block]
        if self.eased is not None and self.theta is not None:
            lost = self.eased[:, block].sum(axis=0)
            cost = cost + self.theta[block][:, None, None] * lost
        return cost

    def hold(self, member: int, block: Block = EVERY) -> Array:
        """Return what keeps a member in the pact. Shape `(world, term, level)`."""
        kept: Array = self.gain[member][block]
        if self.eased is not None and self.trust is not None:
            trust = self.trust[block][:, None, None]
            kept = kept + trust * self.eased[member][block]
        return kept

    def can(self, choice: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Say in which worlds it can stop a bundle. Shape `(world,)`.

        Args:
            choice: Index of the level of each term. Shape `(world, term)`.
        """
        able = np.zeros(len(choice), dtype=bool)
        for member, pull in enumerate(self.pull):
            able |= pick(self.hold(member), choice) < pull
        return able

    def wants(self, choice: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Say in which worlds it wants to stop a bundle. Shape `(world,)`.

        Args:
            choice: Index of the level of each term. Shape `(world, term)`.
        """
        return np.asarray(pick(self.harm(), choice) > self.limit)

    def blocks(self, choice: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Say in which worlds it stops a bundle. Shape `(world,)`."""
        can = self.can(choice)
        return can if self.refuses else can & self.wants(choice)


def pick(table: Array, choice: NDArray[np.intp]) -> Array:
    """Add up the cells of a table that a bundle chooses.

    Args:
        table: Shape `(world, term, level)`.
        choice: Index of the level of each term. Shape `(world, term)`.

    Returns:
        Sums over terms. Shape `(world,)`.

    Examples:
        >>> pick(np.array([[[0.0, 1.0], [0.0, 3.0]]]), np.array([[1, 1]]))
        array([4.])
    """
    worlds, terms = choice.shape
    cells = table[np.arange(worlds)[:, None], np.arange(terms), choice]
    return np.asarray(cells.sum(axis=1))


def vetoes(
    case: Case,
    pact: Pact,
    table: Payoffs,
    threats: Sequence[Threat],
    worlds: Worlds,
    *,
    refusing: Sequence[str] = (),
) -> tuple[Veto, ...]:
    """Find out what each third power could do, and would want to.

    Args:
        case: The case, whose stances move the signs.
        pact: The pact.
        table: Its payoffs.
        threats: What the cut-offs of each third power would do.
        worlds: Where assumptions are drawn.
        refusing: Third powers that block whatever they can.

    Returns:
        One veto for each threat, in that order.
    """
    if not threats:
        return ()
    reaction = rivals_reaction(case, worlds)
    found = []
    for threat in threats:
        power = threat.actor
        stake = case.register.draw(worlds, "power.stake", power)
        trust = case.register.draw(worlds, "power.credibility", power)
        sting, limit, basis = _wants(case, pact, worlds, power, reaction)
        found.append(
            Veto(
                actor=power,
                provocation=table.provocation,
                sting=sting,
                limit=limit,
                gain=table.gain,
                pull=np.where(threat.own_loss <= stake, trust * threat.loss, -np.inf),
                eased=_eased(table, threat),
                trust=trust,
                theta=case.register.draw(worlds, "power.theta", power),
                refuses=power in refusing,
                basis=tuple(dict.fromkeys((*threat.basis, *basis))),
            )
        )
    return tuple(found)


def rivals_reaction(case: Case, worlds: Worlds) -> Array:
    """Find how strongly rivals answer one unit of provocation.

    Rivals answer provocation `p` with `r = b (p + e r)`, where `e` is what their answer
    draws from the members in turn: the fixed point is `b p / (1 - b e)`, and it is
    stable while `b e < 1` (Richardson 1960). A case without rivals has no reaction.

    Args:
        case: The case, whose rivals are the powers of that role.
        worlds: Where assumptions are drawn.

    Returns:
        Reaction per unit of provocation. Shape `(world,)`.

    Raises:
        StrategyError: If the answers to one another would grow without end.
    """
    if not any(power.role == "rival" for power in case.powers):
        return np.zeros(worlds.count)
    answer = case.register.draw(worlds, "power.reaction")
    echo = case.register.draw(worlds, "power.echo")
    if (answer * echo >= 1).any():
        raise StrategyError(
            f"rivals' answers grow without end: reaction times echo reaches "
            f"{float((answer * echo).max()):g}",
            "power.reaction times power.echo below 1 in every world",
            "lower the range of power.echo",
        )
    return np.asarray(answer / (1 - answer * echo))


def tolerated_proposal(
    proposal: float, *, ideal: float, status_quo: float, cost: float = 0
) -> float:
    """Find what a proposer gets past a veto that costs something to enforce.

    The closed form of one dimension: the veto player accepts whatever lies no farther
    from its ideal than the status quo does, plus what enforcement costs (Romer &
    Rosenthal 1978, where that cost is zero).

    Args:
        proposal: What the proposer would want.
        ideal: What the veto player would want.
        status_quo: What stays if it refuses.
        cost: Cost of enforcing a refusal, zero or more.

    Returns:
        The accepted proposal nearest to what the proposer wants.

    Examples:
        >>> tolerated_proposal(1.0, ideal=0.5, status_quo=0.2)
        0.8
    """
    reach = abs(status_quo - ideal) + cost
    return min(max(proposal, ideal - reach), ideal + reach)


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
    meant = np.array([float(term.id in threat.share) for term in table.terms])
    return eased if meant.all() else eased * meant[:, None]


def _wants(
    case: Case, pact: Pact, worlds: Worlds, power: str, reaction: Array
) -> tuple[Array, Array, tuple[str, ...]]:
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
    is_watched = any(one.role == "rival" for one in case.powers)
    shared = ("reaction", "echo") if is_watched else ()
    basis = (
        *(f"power.{name}" for name in (*names, *shared)),
        *(f"power.stance.{attitude}" for attitude in known),
        *(stance.claim for stance in _stances(case, pact, power)),
    )
    return omega * minded, keep + kappa, tuple(dict.fromkeys(basis))
