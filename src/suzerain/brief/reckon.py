"""All reckoning that a brief needs, in the same worlds throughout."""

from __future__ import annotations

from dataclasses import replace

from suzerain.brief.further import Further
from suzerain.brief.results import Results, Supposition
from suzerain.case.case import Case
from suzerain.core.errors import StrategyError
from suzerain.core.worlds import Worlds
from suzerain.outlook.scenario import Scenario
from suzerain.outlook.whatif.settings import Applied, apply
from suzerain.outlook.whatif.what_if import what_if
from suzerain.strategy.lever import Push
from suzerain.strategy.problem import chosen_pact


def reckon(
    case: Case,
    *,
    worlds: int = 4000,
    seed: int = 1,
    scenario: Scenario | None = None,
) -> Results:
    """Do all reckoning that a brief needs, in the same worlds throughout.

    Args:
        case: The case.
        worlds: How many worlds to draw.
        seed: Seed of the draws.
        scenario: What to change first, if anything.

    Raises:
        NoPact: If there is a scenario and no pact.
        UnknownReference: If the scenario names something unknown.
        CaseError: If a value of it cannot be read, or leaves its bounds.
    """
    as_is = Applied(case=case, push=Push())
    before = _reckoned(as_is, worlds, seed)
    if scenario is None or not scenario.changes:
        return before
    applied = apply(case, chosen_pact(case, None), scenario.changes)
    after = _reckoned(applied, worlds, seed)
    found = what_if(
        case,
        scenario.changes,
        Worlds(count=worlds, seed=seed),
        name=scenario.name,
    )
    scene = Supposition(
        before=before,
        found=found,
        policies=_has_policies(applied),
        refusing=applied.refusing,
    )
    return replace(after, scene=scene)


def _has_policies(applied: Applied) -> bool:
    push = applied.push
    return bool(push.caps or push.gifts or applied.refusing or applied.absent)


def _reckoned(applied: Applied, worlds: int, seed: int) -> Results:
    case = applied.case
    from suzerain.measures.dependence import dependence
    from suzerain.measures.leverage import leverage
    from suzerain.outlook.forecast import forecast
    from suzerain.outlook.hypothesis import weigh
    from suzerain.strategy.exchange import exchange
    from suzerain.strategy.solution import solve

    drawn = Worlds(count=worlds, seed=seed)
    solution, unsolved = None, ""
    if case.pact:
        try:
            solution = solve(
                case,
                drawn,
                refusing=applied.refusing,
                absent=applied.absent,
                push=applied.push,
            )
        except StrategyError as error:
            unsolved = error.what
    return Results(
        case=case,
        solution=solution.to_dict() if solution else None,
        weighings=tuple(w.to_dict() for w in weigh(case, solution, drawn))
        if solution
        else (),
        forecasts=tuple(f.to_dict() for f in forecast(case, solution, drawn))
        if solution
        else (),
        dependence=dependence(case, drawn) if case.actors else None,
        leverage=leverage(case, drawn) if case.actors else None,
        worlds=worlds,
        seed=seed,
        unsolved=unsolved,
        exchange=exchange(solution).to_dict() if solution else None,
        further=Further(
            case=case,
            patron=solution.patron,
            p_pact=solution.p_pact,
            p_pact_without_consent=solution.p_pact_without_consent,
            worlds=worlds,
            seed=seed,
            policies=_has_policies(applied),
            ends=tuple(
                end for one in solution.top_assumptions for end in (one.low, one.high)
            ),
        )
        if solution
        else None,
    )
