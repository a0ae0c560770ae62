"""From a case to the stage of a simulation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.case.pact import Pact
from suzerain.core.worlds import Worlds
from suzerain.outlook.dynamics.feedback import find_unstable, stability
from suzerain.outlook.dynamics.motion import Stage
from suzerain.outlook.dynamics.noise import Single
from suzerain.outlook.dynamics.plan import Plan
from suzerain.outlook.dynamics.powers import Watcher, watchers_of
from suzerain.outlook.dynamics.promises import Promises, choices_of, promises_of
from suzerain.outlook.dynamics.rates import Rates, draw_rates
from suzerain.outlook.dynamics.rivals import Spiral, answers, spiral_of
from suzerain.outlook.dynamics.schedule import entrants_of, schedule_of
from suzerain.outlook.dynamics.start import Start, start_from
from suzerain.strategy.problem import chosen_pact, whole
from suzerain.strategy.rivals import rivals_of
from suzerain.strategy.setting import set_up
from suzerain.strategy.solution import solve

FIGHTS = ("ASSAULT",)
"""Relations of events that show who is at war."""


ALARMS = ("CAUSES", "THREATEN", "COERCE", "MOBILIZE")
"""Relations of claims that show a member provoking a rival."""

LUCK = "luck"
"""Begins the names of chances, so that none is drawn like the rate it goes with."""


def set_stage(
    case: Case, worlds: Worlds, *, plan: Plan, months: int, pact: str | None
) -> Stage:
    """Draw everything a simulation starts from, and solve the pact.

    Args:
        case: The case.
        worlds: Where everything is drawn.
        plan: The plan.
        months: Months to be simulated.
        pact: Id of the pact; the case's first when None.

    Returns:
        The stage.

    Raises:
        OutlookError: If a feedback is unstable, or a change of the plan fits nothing.
    """
    own = worlds.apart()
    chosen = chosen_pact(case, pact) if case.pacts or pact is not None else None
    members = () if chosen is None else tuple(chosen.members)
    fighting = fighters(case, chosen)
    rates = draw_rates(case, own)
    spiral = spiral_of(case, own)
    start = start_from(
        case,
        own,
        entrants=entrants_of(case, plan),
        fighting=fighting,
        wanted=[] if chosen is None else [(t.good, t.taker) for t in chosen.terms],
    )
    actors = [actor.code for actor in case.actors]
    schedule = schedule_of(plan, start, members=members, months=months, actors=actors)
    unstable = ""
    for month in sorted({1, *(turn.month for turn in plan.of("rate"))}):
        unstable = _unstable(case, spiral, schedule.rates(rates, month), rates)
    promises: Promises | None = None
    watchers: tuple[Watcher, ...] = ()
    if chosen is not None:
        solution = solve(case, own, pact=chosen.id)
        setting = set_up(case, chosen, own, steps=whole(case, "pact.levels"))
        promises = promises_of(case, own, setting, solution, start.cells)
        members = promises.members
        choices = choices_of(setting, solution)
        watchers = watchers_of(case, own, setting, choices, start.pairs)
    stage = Stage(
        start=start,
        rates=rates,
        schedule=schedule,
        promises=promises,
        watchers=watchers,
        spiral=spiral,
        unstable=unstable,
        tests=_tests(case, own, members),
        chances=_chances(own, start),
        pact="" if chosen is None else chosen.id,
        during_war=chosen is not None and chosen.during_war,
        is_temporary=chosen is not None and chosen.temporary,
        sanctioning=_sanctioning(start, spiral.rivals, members),
    )
    worlds.drawn.update(own.drawn)
    return stage


def fighters(case: Case, pact: Pact | None) -> tuple[str, ...]:
    """Name the members whose needs change when the war ends.

    Those that attack or are attacked in the case's events; all members where no event
    tells, and nobody without a war.
    """
    if pact is None or not pact.during_war:
        return ()
    seen = {
        code
        for event in case.events
        if event.relation in FIGHTS
        for side in (event.actor, event.target)
        for code in side.split("+")
    }
    return tuple(m for m in pact.members if m in seen) or tuple(pact.members)


def _tests(case: Case, worlds: Worlds, members: Sequence[str]) -> Single:
    """Usual tests a year of each member, more of those that sources show provoking."""
    rivals = set(rivals_of(case))
    loud = {
        code.partition("/")[0]
        for claim in case.claims
        if claim.relation in ALARMS and rivals & set(claim.object.split("+"))
        for code in claim.subject.split("+")
    }
    rows = [
        case.register.draw(
            worlds, "dynamics.tests" if code in loud else "dynamics.tests_others", code
        )
        for code in members
    ]
    if not rows:
        return np.zeros((0, worlds.count), dtype=np.float32)
    return np.stack(rows).astype(np.float32)


def _chances(worlds: Worlds, start: Start) -> dict[str, Single]:
    names = ("war", "pact", "alone", "quit", "block")
    # The pact ends by the same luck with and without the feedbacks.
    found = {
        name: worlds.chance(f"{LUCK}.{'pact' if name == 'alone' else name}")
        for name in names
    }
    found["exit"] = _rows(worlds, [f"exit.{'.'.join(tie)}" for tie in start.ties])
    found["entry"] = _rows(worlds, [f"entry.{'.'.join(cell)}" for cell in start.cells])
    return {name: values.astype(np.float32) for name, values in found.items()}


def _rows(worlds: Worlds, names: Sequence[str]) -> NDArray[np.float64]:
    rows = [worlds.chance(f"{LUCK}.{name}") for name in names]
    return np.stack(rows) if rows else np.zeros((0, worlds.count))


def _sanctioning(
    start: Start, rivals: Sequence[str], members: Sequence[str]
) -> NDArray[np.intp]:
    return np.array(
        [
            rivals.index(provider) if provider in rivals and who in members else -1
            for _, provider, who in start.ties
        ],
        dtype=np.intp,
    )


def _unstable(case: Case, spiral: Spiral, rates: Rates, base: Rates) -> str:
    """Say where answers grow without end, and refuse it where most worlds do.

    Raises:
        OutlookError: If more worlds than `rival.unsettled` do.
    """
    if not spiral.rivals:
        return ""
    many = len(spiral.rivals)
    speed = np.repeat(rates.of("rival_speed")[:, None], many + 1, axis=1)
    speed[:, many] = rates.of("member_speed")
    found = stability(answers(spiral, rates, base), speed.astype(np.float64))
    bearable = case.register["rival.unsettled"].spread.centre
    return find_unstable(found, (*spiral.rivals, "the members"), bearable=bearable)
