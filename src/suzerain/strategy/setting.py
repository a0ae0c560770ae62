"""All that a pact's solution hangs on, drawn in worlds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.case.pact import Pact
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.bargain import Effort
from suzerain.strategy.payoff import Payoffs, payoffs
from suzerain.strategy.problem import effort_of, outsiders, strongest
from suzerain.strategy.threat import Threat, threats
from suzerain.strategy.tolerance import Veto, vetoes


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
        vetoes: What these outsiders can and want to stop, in the order of `threats`.
        weight: Bargaining weights, adding up to 1. Shape `(member, world)`.
        effort: How much may be tried.
    """

    pact: Pact
    spots: NDArray[np.intp]
    patron: str | None
    threats: tuple[Threat, ...]
    table: Payoffs
    vetoes: tuple[Veto, ...]
    weight: Array
    effort: Effort


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
    near = threats(case, pact, worlds, outsiders(case, pact, (*refusing, *absent)))
    free_to_act = [one for one in near if one.actor not in absent]
    patron = strongest(free_to_act, case)
    role = {power.actor for power in case.powers if power.role == "third"}
    heeded = {*role, *refusing, patron}
    found = tuple(one for one in free_to_act if one.actor in heeded)
    feared = [one for one in near if one.actor in {*heeded, *absent}]
    table = payoffs(case, pact, worlds, threats=feared, levels=steps)
    if reshape is not None:
        table = reshape(table)
    weight = np.stack(
        [case.register.draw(worlds, "pact.bargaining_power", m) for m in pact.members]
    )
    return Setting(
        pact=pact,
        spots=np.argsort(order),
        patron=patron,
        threats=found,
        table=table,
        vetoes=vetoes(case, pact, table, found, worlds, refusing=refusing),
        weight=weight / weight.sum(axis=0),
        effort=effort_of(case, worlds.seed),
    )
