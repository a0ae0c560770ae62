"""What the promises of a struck deal bring and cost from one round to the next."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.case.pact import Pact, Term
from suzerain.case.relations import WAR_WORDS
from suzerain.core.codes import goods
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.strategy.bargain import Bargain
from suzerain.strategy.classics.folk import durability_value
from suzerain.strategy.payoff import Payoffs
from suzerain.strategy.temptation import Round


def round_of(
    case: Case, pact: Pact, worlds: Worlds, table: Payoffs, deal: Bargain
) -> Round:
    """Read what each term of a struck deal brings its taker and costs its giver."""
    giver, taker = (
        np.array([pact.members.index(getattr(term, side)) for term in pact.terms])
        for side in ("giver", "taker")
    )
    rows, spots = np.arange(worlds.count)[:, None], np.arange(len(pact.terms))
    cells = table.gain[:, rows, spots, deal.choice]
    draw = case.register.draw
    seen = [draw(worlds, f"good.{term.good}.verified") for term in pact.terms]
    stays = 1 - draw(worlds, "dynamics.upkeep")
    once = np.array([_stays(term) for term in pact.terms], dtype=np.float64)
    return Round(
        count=len(pact.members),
        giver=giver,
        taker=taker,
        benefit=np.maximum(_of(cells, taker), 0),
        cost=np.maximum(-_of(cells, giver), 0),
        seen=np.maximum(np.stack(seen, axis=1), np.finfo(np.float64).eps),
        kept=stays[:, None] * once,
    )


def ending(case: Case, pact: Pact, worlds: Worlds) -> Array:
    """Add up the yearly rates at which a pact ends whatever its members do.

    The end of the war counts while one of them is at war. Shape `(world,)`.
    """
    rate = case.register.draw(worlds, "forecast.pact_end")
    if not pact.during_war:
        return rate
    return rate + case.register.draw(worlds, "forecast.war_end")


def worth_over_time(case: Case, pact: Pact, worlds: Worlds, now: Round) -> Array:
    """Reckon what a pact is worth to each member over time.

    `V = S_w / (1 - d (1 - h)) + d h / (1 - d (1 - h)) max(S_p, 0) / (1 - d)`, with the
    war ending with chance `h` a year, and `d` patience for as long as the pact lasts.
    After the war those who fought need less (`good.*.peace_need`).

    Returns:
        Years of log welfare. Shape `(member, world)`.
    """
    draw = case.register.draw
    fights = at_war(case, pact)
    after = now.benefit.copy()
    for t, term in enumerate(pact.terms):
        if pact.during_war and term.taker in fights:
            after[:, t] *= draw(worlds, f"good.{term.good}.peace_need")
    ends = draw(worlds, "forecast.pact_end")
    patience = draw(worlds, "dynamics.discount") * np.exp(-ends)
    hazard = np.zeros(worlds.count)
    if pact.during_war:
        hazard = -np.expm1(-draw(worlds, "forecast.war_end"))
    cost = now.given(now.cost)
    return durability_value(
        now=(now.taken(now.benefit) - cost).T,
        after=(now.taken(after) - cost).T,
        patience=patience,
        hazard=hazard,
    )


def at_war(case: Case, pact: Pact) -> tuple[str, ...]:
    """Name the members that sources say are at war; all where they name none."""
    found = {
        code
        for event in case.events
        if event.relation in WAR_WORDS
        for code in (*event.actor.split("+"), *event.target.split("+"))
    }
    named = tuple(member for member in pact.members if member in found)
    return named or pact.members


def _of(cells: Array, side: NDArray[np.intp]) -> Array:
    """Take each term's cell of one of its sides. Shape `(world, term)`."""
    return np.stack([cells[who, :, t] for t, who in enumerate(side)], axis=1)


def _stays(term: Term) -> bool:
    return term.good in goods() and goods()[term.good].delivery == "once"
