"""A pact with something changed, solved for what a what-if compares.

The numbers are those of `strategy.solution.solve`; what no comparison reads (drivers,
the price of a veto, a cut of trade alone) is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.case.pact import Pact
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.outlook.whatif.settings import Applied
from suzerain.strategy.attempt import capped, reshaping, struck_levels
from suzerain.strategy.consent import consents_in
from suzerain.strategy.problem import chosen_pact, refuse_muddle, whole
from suzerain.strategy.setting import set_up

Truth = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Struck:
    """Hold what members strike, as `outlook.solved.Solved` reads it.

    Args:
        pact: The pact.
        powers: Third powers, in case order.
        patron: The one with the largest hold; empty when none stands out.
        exists: Worlds with a pact. Shape `(world,)`.
        exists_without_consent: Worlds with one against the patron's refusal.
        exists_without_patron: Worlds with one if the patron were not there.
        watched: Worlds in which members would strike one if unwatched.
        level: Levels of the terms. Shape `(world, term)`.
        level_without_patron: The same, were there no patron.
        surplus: Members' gains in log welfare; 0 without a pact. Shape
            `(member, world)`.
        can: Whether each power can stop the pact. Shape `(world, power)`.
        wants: Whether it wants to. Same shape.
        present_level: Level from which a term counts as present.
    """

    pact: Pact
    powers: tuple[str, ...]
    patron: str
    exists: Truth
    exists_without_consent: Truth
    exists_without_patron: Truth
    watched: Truth
    level: Array
    level_without_patron: Array
    surplus: Array
    can: Truth
    wants: Truth
    present_level: float


def strike(applied: Applied, worlds: Worlds, *, pact: str | None = None) -> Struck:
    """Solve a pact with something changed.

    Args:
        applied: The case with its changes.
        worlds: Worlds to draw in; what is drawn is recorded there.
        pact: Id of the pact; the case's first when left out.

    Returns:
        What members strike in every world.

    Raises:
        NoPact: If the case holds no pact.
        UnknownReference: If it holds none of this id.
        StrategyError: If the pact is a muddle, or a member is told to refuse.
    """
    case, push = applied.case, applied.push
    chosen = chosen_pact(case, pact)
    refuse_muddle(case, chosen, (*applied.refusing, *applied.absent))
    game = set_up(
        case,
        chosen,
        worlds,
        steps=whole(case, "pact.levels"),
        refusing=applied.refusing,
        absent=applied.absent,
        reshape=reshaping(push) if push.caps or push.gifts else None,
    )
    deals = consents_in(game)
    grid = capped(game, push.caps)
    free = deals.unwatched
    return Struck(
        pact=chosen,
        powers=tuple(one.actor for one in game.threats),
        patron=game.patron or "",
        exists=deals.with_consent.exists,
        exists_without_consent=deals.against.exists,
        exists_without_patron=deals.without_patron.exists,
        watched=free.exists,
        level=struck_levels(game, deals.with_consent, grid),
        level_without_patron=struck_levels(game, deals.without_patron, grid),
        surplus=deals.with_consent.surplus,
        can=_beside([v.can(free.choice) & free.exists for v in game.alone], worlds),
        wants=_beside([v.wants(free.choice) & free.exists for v in game.alone], worlds),
        present_level=case.register["pact.present_level"].spread.centre,
    )


def _beside(columns: list[Truth], worlds: Worlds) -> Truth:
    none = np.zeros((worlds.count, 0), dtype=bool)
    return np.stack(columns, axis=1) if columns else none
