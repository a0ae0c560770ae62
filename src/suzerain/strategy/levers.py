"""Which levers there are, and who could move them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from suzerain.case.case import Case
from suzerain.case.pact import Pact
from suzerain.core.driver import Driver, drivers
from suzerain.core.spread import Spread
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.attempt import Attempt
from suzerain.strategy.lever import Lever, Sort, range_of
from suzerain.strategy.problem import outsiders, whole
from suzerain.strategy.registered import registered
from suzerain.strategy.setting import Setting
from suzerain.strategy.target import POWERS, Target, veto_of


def levers_of(
    case: Case,
    pact: Pact,
    setting: Setting,
    *,
    target: Target,
    base: Attempt,
    worlds: Worlds,
    by: str | None = None,
    inputs: int | None = None,
) -> tuple[Lever, ...]:
    """List what can be moved, in a stable order.

    1. The `flip.inputs` uncertain inputs that the outcome goes with most, each toward
       the end that brings the outcome to its threshold.
    2. Every tie of a member with another member or a power that has a say: loosened
       and tightened.
    3. Payments of an outsider to a member, for staying out and for joining.
    4. Every term, held back by its giver.

    Args:
        case: The case.
        pact: Its pact.
        setting: The pact as it is, drawn.
        target: The outcome and its threshold.
        base: The pact as it is, solved.
        worlds: The worlds in which the setting was drawn.
        by: Only levers that this actor can move.
        inputs: Only so many uncertain inputs, and nothing else.

    Returns:
        The levers.
    """
    known = _inputs(case, pact, setting, target=target, base=base, worlds=worlds, by=by)
    if inputs is not None:
        return tuple(known[:inputs])
    steps = setting.table.gain.shape[-1] - 1
    found = [
        *known,
        *_ties(case, pact, setting),
        *_payments(case, pact, setting, by),
    ]
    found += [
        Lever(
            id=term.id,
            sort="term",
            up=False,
            now=Spread.point(1),
            actors=(term.giver,),
            steps=steps,
        )
        for term in setting.pact.terms
    ]
    return tuple(one for one in found if by is None or by in one.actors)


def _inputs(
    case: Case,
    pact: Pact,
    setting: Setting,
    *,
    target: Target,
    base: Attempt,
    worlds: Worlds,
    by: str | None,
) -> list[Lever]:
    drawn = worlds.drawn
    ranked = drivers(_proxy(target, setting, base), drawn, len(drawn))
    best: dict[str, Driver] = {}
    names: dict[str, list[str]] = {}
    for one in ranked:
        key = registered(one.id, case.register)
        best.setdefault(key, one)
        names.setdefault(key, []).append(one.id)
    found = [
        Lever(
            id=key,
            sort=_sort(key),
            up=(one.correlation > 0) != target.below,
            now=range_of(case, key),
            actors=_movers(case, pact, key, names[key]),
        )
        for key, one in best.items()
    ]
    found = [one for one in found if by is None or by in one.actors]
    return found[: whole(case, "flip.inputs")]


def _proxy(target: Target, setting: Setting, base: Attempt) -> Array:
    """The outcome by world; where it never varies, something that moves with it."""
    if not base.holds.all() and base.holds.any():
        return base.holds.astype(np.float64)
    worth = np.asarray(base.surplus.sum(axis=0))
    if not base.exists.any():
        most = setting.table.gain.max(axis=3).sum(axis=2)
        worth = np.asarray(most.min(axis=0))
    if target.power:
        veto = veto_of(target, setting)
        if target.outcome.endswith(POWERS[1]):
            harm = veto.harm().max(axis=2).sum(axis=1)
            return np.asarray(harm - veto.limit)
        return np.asarray(veto.pull.max(axis=0) - worth)
    if target.outcome == "director_index":
        return -worth
    return worth


def _sort(key: str) -> Sort:
    head = key.partition(".")[0]
    return "tie" if head == "tie" else "need" if head == "need" else "assumption"


def _movers(case: Case, pact: Pact, key: str, names: Sequence[str]) -> tuple[str, ...]:
    """Who can move an input; nobody where it is a matter of knowledge."""
    known = sorted(actor.code for actor in case.actors)
    if key.startswith("tie."):
        return ()
    if key.startswith("need."):
        return tuple(one.actor for one in case.needs if key.startswith(f"{one.id}."))
    if key in ("power.reaction", "power.echo") or key.startswith("rival."):
        rivals = {power.actor for power in case.powers if power.role == "rival"}
        return tuple(code for code in known if code in rivals)
    about = {name[len(key) + 1 :] for name in names}
    if key.startswith("pact.delivery."):
        givers = {t.giver for t in pact.terms if t.id.partition(".")[-1] in about}
        return tuple(code for code in known if code in givers)
    if key.startswith("power."):
        return tuple(code for code in known if code in about)
    return ()


def _ties(case: Case, pact: Pact, setting: Setting) -> list[Lever]:
    members = {*pact.members}
    near = members | {veto.actor for veto in setting.vetoes}
    found = []
    for tie in sorted(case.ties, key=lambda one: one.id):
        ends = {tie.provider, tie.recipient}
        if not ends <= near or not ends & members or tie.provider == tie.recipient:
            continue
        if tie.share.high > 0:
            both = (tie.provider, tie.recipient)
            cut = Lever(id=tie.id, sort="cut", up=False, now=tie.share, actors=both)
            found.append(cut)
        if tie.share.low != 1:
            found.append(
                Lever(
                    id=tie.id,
                    sort="supply",
                    up=True,
                    now=tie.share,
                    actors=(tie.provider,),
                )
            )
    return found


def _payments(case: Case, pact: Pact, setting: Setting, by: str | None) -> list[Lever]:
    """Payments up to the most that any bundle could bring a member in any world."""
    known = [one.actor for one in case.powers if one.actor not in pact.members]
    payers = tuple(sorted(outsiders(case, pact, known)))
    if by is not None and by not in pact.members:
        payers = (by,)
    found = []
    for m, member in sorted(enumerate(pact.members), key=lambda pair: pair[1]):
        most = float(setting.table.gain[m].max(axis=-1).sum(axis=-1).max())
        if most <= 0 or not payers:
            continue
        sorts: tuple[Sort, ...] = ("offer", "aid")
        found += [
            Lever(
                id=f"{sort}.{member}",
                sort=sort,
                up=True,
                now=Spread.point(0),
                actors=payers,
                full=most,
            )
            for sort in sorts
        ]
    return found
