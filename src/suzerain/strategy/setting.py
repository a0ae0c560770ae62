"""All that a pact's solution hangs on, drawn in worlds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.case.pact import Pact
from suzerain.core.errors import StrategyError
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.arms import RUIN
from suzerain.strategy.bargain import Effort
from suzerain.strategy.joint import join
from suzerain.strategy.payoff import Payoffs, payoffs
from suzerain.strategy.problem import effort_of, outsiders, strongest, whole
from suzerain.strategy.threat import Threat, threats
from suzerain.strategy.tolerance import vetoes
from suzerain.strategy.veto import Veto, refused_by


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Setting:
    """Hold all that a pact's solution hangs on.

    Its terms stand in the order of their ids, so that a search which cannot try all
    bundles finds the same whatever order a case names them in; `spots` finds a term
    of the case among them.

    Args:
        pact: The pact, its terms ordered by id.
        spots: Where each term of the case's pact stands. Shape `(term,)`.
        patron: The outsider with the largest hold; None when none stands out.
        threats: What the cut-offs of those outsiders that may act would do.
        table: What every level of every term is worth.
        vetoes: What these outsiders can and want to stop, in the order of `threats`,
            and then what they can together.
        expected: Pull of the largest coalition that a power compels, by its code.
        weight: Bargaining weights, adding up to 1. Shape `(member, world)`.
        effort: How much may be tried.
        tried: Which coalitions were tried, in words.
    """

    pact: Pact
    spots: NDArray[np.intp]
    patron: str | None
    threats: tuple[Threat, ...]
    table: Payoffs
    vetoes: tuple[Veto, ...]
    weight: Array
    effort: Effort
    expected: Mapping[str, Array] = field(default_factory=dict)
    tried: tuple[str, ...] = ()

    @property
    def alone(self) -> tuple[Veto, ...]:
        """What each outsider can stop by itself, in the order of `threats`."""
        return self.vetoes[: len(self.threats)]

    @property
    def together(self) -> tuple[Veto, ...]:
        """What several can stop together."""
        after = self.vetoes[len(self.threats) :]
        named = {
            (veto.parties, veto.followers): veto
            for veto in reversed(after)
            if veto.followers or len(veto.parties) > 1
        }
        return tuple(reversed(named.values()))


def set_up(
    case: Case,
    chosen: Pact,
    worlds: Worlds,
    *,
    steps: int,
    refusing: Sequence[str] = (),
    absent: Sequence[str] = (),
    reshape: Callable[[Payoffs], Payoffs] | None = None,
) -> Setting:
    """Draw a pact's payoffs, and what outsiders could do about it.

    Args:
        case: The case.
        chosen: Its pact.
        worlds: Where all is drawn.
        steps: Levels of each term.
        refusing: Outsiders that stop whatever they can.
        absent: Outsiders that stop nothing.
        reshape: Changes the payoffs before outsiders look at them.

    Returns:
        The setting.
    """
    order = sorted(range(len(chosen.terms)), key=lambda t: chosen.terms[t].id)
    pact = replace(chosen, terms=tuple(chosen.terms[t] for t in order))
    codes = outsiders(case, pact, (*refusing, *absent))
    role = {power.actor for power in case.powers if power.role == "third"}
    role -= set(absent)
    most = whole(case, "power.watched")
    near = [
        one
        for code in codes
        for one in threats(
            case,
            pact,
            worlds,
            (code,),
            armed=len(role) <= most and code in {*role, *refusing} - set(absent),
        )
    ]
    patron = strongest([one for one in near if one.actor not in absent], case)
    watched = _watched([one for one in near if one.actor in role], most)
    heeded = {*watched, *refusing, patron} - set(absent)
    found = tuple(
        one if one.cuts else threats(case, pact, worlds, (one.actor,))[0]
        for one in near
        if one.actor in heeded
    )
    armed = {one.actor: one for one in found}
    feared = [
        armed.get(one.actor, one)
        for one in near
        if one.actor in armed or one.actor in absent
    ]
    table = payoffs(case, pact, worlds, threats=feared, levels=steps)
    if reshape is not None:
        table = reshape(table)
    table = bounded(table)
    alone = vetoes(case, pact, table, found, worlds)
    joined = join(case, pact, worlds, alone, found)
    stoppers = [*alone, *joined.vetoes]
    for code in refusing:
        stoppers = refused_by(stoppers, code)
    weight = np.stack(
        [case.register.draw(worlds, "pact.bargaining_power", m) for m in pact.members]
    )
    return Setting(
        pact=pact,
        spots=np.argsort(order),
        patron=patron,
        threats=found,
        table=table,
        vetoes=tuple(stoppers),
        weight=weight / weight.sum(axis=0),
        effort=effort_of(case),
        expected=joined.expected or {},
        tried=(*_left_out(role, heeded), *joined.notes),
    )


def _watched(thirds: Sequence[Threat], most: int) -> list[str]:
    """Choose the third powers that are watched: those with the largest hold."""
    hold = {one.actor: float(one.leverage.sum(axis=0).mean()) for one in thirds}
    return sorted(hold, key=lambda actor: (-hold[actor], actor))[:most]


def _left_out(role: Collection[str], heeded: Collection[str | None]) -> tuple[str, ...]:
    idle = sum(actor not in heeded for actor in role)
    if not idle:
        return ()
    watched = (
        f"of {len(role)} third powers the {len(role) - idle} with the largest hold"
    )
    return (
        f"{watched} over the members are watched; {idle} are taken to stop nothing",
    )


def bounded(table: Payoffs) -> Payoffs:
    """Refuse payoffs that are no numbers, and cut down those without bound, saying so.

    A log gain or loss beyond `RUIN` is everything there is: a member that would be left
    with nothing of a need gains without bound from being spared that.

    Args:
        table: The payoffs.

    Returns:
        The same payoffs within that bound, with a note where some were beyond.

    Raises:
        StrategyError: If a level of a term is worth an infinite or unknown amount.
    """
    beyond = []
    for m, member in enumerate(table.members):
        low, high = (limit(table.gain[m], axis=(0, 2)) for limit in (np.min, np.max))
        for t, term in enumerate(table.terms):
            if not (np.isfinite(low[t]) and np.isfinite(high[t])):
                raise StrategyError(
                    f"{term.id} is worth {low[t]} to {high[t]} to {member}",
                    "finite payoffs",
                    "narrow the need's weight and home supply, or the size of the term",
                )
            if max(-low[t], high[t]) > RUIN:
                beyond.append(f"{term.id} is worth all there is to {member} somewhere")
    if not beyond:
        return table
    gain = np.clip(table.gain, -RUIN, RUIN)
    return replace(table, gain=gain, notes=(*table.notes, *beyond))
