"""All reckoning that a brief needs, in the same worlds throughout."""

from __future__ import annotations

from suzerain.brief.further import Further
from suzerain.brief.results import Results
from suzerain.case.case import Case
from suzerain.core.errors import StrategyError


def reckon(case: Case, *, worlds: int = 4000, seed: int = 1) -> Results:
    """Do all reckoning that a brief needs, in the same worlds throughout.

    Args:
        case: The case.
        worlds: How many worlds to draw.
        seed: Seed of the draws.
    """
    from suzerain.core.worlds import Worlds
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
            solution = solve(case, drawn)
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
        )
        if solution
        else None,
    )
