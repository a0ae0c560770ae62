"""Third powers that act together: by agreement, or compelled by one of them.

Powers `1, 2` that cut a member off take `l(12)` from it, and each alone `l(1)`, `l(2)`.
With `b_i` the believed part of its whole cut-off that power `i` would use, and the cuts
made at the same time, the two take together (a Choquet integral of `b` over `l`)

    e = b_1 l(12) + (b_2 - b_1) l(2)        for b_1 <= b_2

so never less than either alone, and as much as `l(12)` when both use all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from suzerain.case.case import Case
from suzerain.case.pact import Pact
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array, Exposure
from suzerain.measures.pull import Mask, Pull
from suzerain.measures.substitution import welfare_loss
from suzerain.strategy.arms import RUIN
from suzerain.strategy.menus import need_cut
from suzerain.strategy.threat import Threat, expose_around
from suzerain.strategy.veto import Veto


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """Hold the vetoes of powers that act together, and what was tried.

    Args:
        vetoes: One for each coalition that takes more than its powers alone.
        expected: Pull of the largest coalition that a leader compels if everybody
            expects it, by the leader's code. Each of shape `(member, world)`.
        notes: What was tried, in words.
    """

    vetoes: tuple[Veto, ...] = ()
    expected: dict[str, Array] | None = None
    notes: tuple[str, ...] = ()


def join(
    case: Case,
    pact: Pact,
    worlds: Worlds,
    vetoes: Sequence[Veto],
    threats: Sequence[Threat],
) -> Pooled:
    """Find what third powers could do together.

    1. Pairs that both hold something over one member, the `power.pairs` with the
       largest joint hold. Both must want it.
    2. For each power, the outsiders that it can compel to join its cut
       (`measures.compelled`), `power.followers` at most. It alone must want it.

    Args:
        case: The case.
        pact: The pact.
        worlds: Where all is drawn.
        vetoes: What each can do alone.
        threats: Its cut-offs, in the same order.

    Returns:
        Their vetoes.
    """
    most = round(case.register["power.pairs"].spread.centre)
    found: list[Veto] = []
    pairs = _pairs(vetoes)
    for one, two in pairs[:most]:
        pair = (vetoes[one], vetoes[two])
        pull, sticks = _joint_pull(case, pact, worlds, pair)
        if (pull > np.maximum(vetoes[one].pull, vetoes[two].pull)).any():
            found.append(_agreed(vetoes[one], vetoes[two], pull, sticks))
    notes = []
    if pairs:
        notes.append(f"{min(most, len(pairs))} of {len(pairs)} pairs of powers tried")
    expected: dict[str, Array] = {}
    for veto, threat in zip(vetoes, threats, strict=True):
        led = _compelled(case, pact, worlds, veto, threat)
        if led is not None:
            found.append(led[0])
            expected[veto.actor] = led[1]
    return Pooled(vetoes=tuple(found), expected=expected, notes=tuple(notes))


def choquet(
    part: tuple[Array, Array], alone: tuple[Array, Array], both: Array
) -> Array:
    """Find what two believed parts of cut-offs take together (module formula).

    Args:
        part: Believed part of each cut-off, 0 to 1. Each of shape `(world,)`.
        alone: What each takes alone. Each of shape `(world,)`.
        both: What both take together, no less than either. Shape `(world,)`.

    Examples:
        >>> half, third = np.array([0.5]), np.array([0.3])
        >>> small, large, sum_ = np.array([0.1]), np.array([0.2]), np.array([0.4])
        >>> choquet((half, third), (small, large), sum_).round(6)
        array([0.14])
    """
    shared = np.minimum(*part)
    first, second = (p - shared for p in part)
    return np.asarray(shared * both + first * alone[0] + second * alone[1])


def _pairs(vetoes: Sequence[Veto]) -> list[tuple[int, int]]:
    """Pairs that both hold something over one member, the largest hold first."""
    hold = [veto.pull.mean(axis=1) for veto in vetoes]
    joint = {
        (one, two): float((hold[one] + hold[two])[both].max())
        for one, two in combinations(range(len(vetoes)), 2)
        if (both := (hold[one] > 0) & (hold[two] > 0)).any()
    }
    return sorted(joint, key=lambda pair: -joint[pair])


def _joint_pull(
    case: Case, pact: Pact, worlds: Worlds, pair: tuple[Veto, Veto]
) -> tuple[Array, Array]:
    powers = [veto.actor for veto in pair]
    exposure = expose_around(case, worlds, (*pact.members, *powers))
    sticks = np.empty_like(pair[0].pull)
    gifts = np.zeros_like(sticks)
    for m, member in enumerate(pact.members):
        arms = [veto.arms[m] for veto in pair]
        one, two = (np.minimum(arm.cuts.most, RUIN) for arm in arms)
        first, second = (
            arm.trust * _part(arm.cut.effect, arm.cuts.most) for arm in arms
        )
        both = np.maximum(one, two)
        if all(arm.cuts.limit is None for arm in arms):
            joint = np.minimum(joint_loss(exposure, powers, member), RUIN)
            both = np.maximum(both, joint)
        sticks[m] = choquet((first, second), (one, two), both)
        for arm in arms:
            if arm.gift is not None:
                gifts[m] += arm.gift.effect
    return sticks + gifts, sticks


def _part(used: Array, whole: Array) -> Array:
    return np.where(whole > 0, used / np.where(whole > 0, whole, 1), 0)


def joint_loss(exposure: Exposure, cutters: Sequence[str], recipient: str) -> Array:
    """Measure what one actor loses when several cut it off at once.

    Args:
        exposure: Needs and suppliers in every world.
        cutters: Who cuts.
        recipient: Who is cut off.

    Returns:
        Log loss of welfare. Shape `(world,)`; 0 where no need is known.
    """
    i = exposure.actors.index(recipient)
    columns = [exposure.actors.index(code) for code in cutters]
    spots = [g for g, known in enumerate(exposure.needed[:, i]) if known]
    if not spots:
        return np.zeros(len(exposure.rho))
    losses = [
        need_cut(exposure, g, i, exposure.share[:, g, i, columns].sum(axis=1))
        for g in spots
    ]
    weight = np.stack([exposure.weight[:, g, i] for g in spots])
    return welfare_loss(weight, np.stack(losses), exposure.rho, axis=0)


def _agreed(one: Veto, two: Veto, pull: Array, sticks: Array) -> Veto:
    """Both cut, and both must want it."""
    faded = [(one.faded(m), two.faded(m)) for m in range(len(pull))]
    fading = None
    if any(part is not None for pair in faded for part in pair):
        fading = np.stack(
            [
                sum((p for p in pair if p is not None), np.zeros_like(one.gain[0]))
                for pair in faded
            ]
        )
    joint = replace(
        one,
        actor=f"{one.actor}+{two.actor}",
        pull=pull,
        sticks=sticks,
        fading=fading,
        refuses=False,
        always=None,
        powers=(one.actor, two.actor),
        beside=(two,),
        arms=(),
        basis=tuple(dict.fromkeys((*one.basis, *two.basis))),
    )
    for veto in (one, two):
        if veto.refuses:
            joint = joint.refusing(veto.actor)
    return joint


def _compelled(
    case: Case, pact: Pact, worlds: Worlds, veto: Veto, threat: Threat
) -> tuple[Veto, Array] | None:
    """What a power takes with those whom it compels; None where it compels nobody."""
    most = round(case.register["power.followers"].spread.centre)
    pull, hoped = veto.pull.copy(), veto.pull.copy()
    sticks = pull.copy() if veto.sticks is None else veto.sticks.copy()
    followers: dict[str, None] = {}
    for m, member in enumerate(pact.members):
        near = _followers(case, pact, veto.actor, member)[:most]
        if not near:
            continue
        exposure = expose_around(case, worlds, (member, veto.actor, *near))
        arm = veto.arms[m]
        fixed = (veto.actor, *(c for c in exposure.actors if c not in near))
        sums = Pull(exposure, member, arm.trust, fixed, "long")
        alone = sums.mask([veto.actor])
        smallest, _ = sums.upwards(alone)
        part = arm.trust * _affordable(threat.own_loss[m], arm.cut.cost)
        joined = [
            code
            for k, code in enumerate(exposure.actors)
            if code in near and smallest[:, k].any()
        ]
        gift = 0 if arm.gift is None else arm.gift.effect
        cut = part * _lost(sums, member, smallest)
        sticks[m] = np.maximum(sticks[m], cut)
        for table, mask in ((pull, smallest), (hoped, sums.downwards(alone))):
            table[m] = np.maximum(table[m], part * _lost(sums, member, mask) + gift)
        followers |= dict.fromkeys(joined)
    if not followers:
        return None
    led = replace(
        veto,
        actor="+".join((veto.actor, *followers)),
        pull=pull,
        sticks=None if veto.sticks is None else sticks,
        powers=(veto.actor,),
        followers=tuple(followers),
        arms=(),
    )
    return led, hoped


def _lost(sums: Pull, member: str, mask: Mask) -> Array:
    return np.minimum(np.nan_to_num(sums.loss(member, mask)), RUIN)


def _affordable(whole: Array, spent: Array) -> Array:
    """The part of a whole cut-off that is within the stake."""
    return np.where(whole > 0, np.minimum(spent / np.where(whole > 0, whole, 1), 1), 1)


def _followers(case: Case, pact: Pact, leader: str, member: str) -> list[str]:
    """Outsiders that supply a member and live by a leader, largest first."""
    needy = {need.actor for need in case.needs}
    held = {
        tie.recipient
        for tie in case.ties
        if tie.provider == leader and tie.recipient in needy
    }
    supplied: dict[str, float] = {}
    for tie in case.ties:
        if tie.recipient == member and tie.provider in held - {*pact.members, leader}:
            known = supplied.get(tie.provider, 0.0)
            supplied[tie.provider] = known + tie.share.centre
    return sorted(supplied, key=lambda code: -supplied[code])
