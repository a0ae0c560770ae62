"""From an id to its trace, reckoning no more than the id needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.core.errors import UnknownName, UnknownReference

if TYPE_CHECKING:
    from suzerain.brief.results import Results
    from suzerain.case.case import Case
    from suzerain.core.trace import Trace

MEASURED = ("dependence", "leverage")
SOLVED = ("solve", "weigh", "forecast", "permission", "simulate", "flip")


def explain(case: Case, key: str, *, worlds: int, seed: int) -> Trace:
    """Trace an id. A claim or cell of a case needs no reckoning at all.

    Args:
        case: The case.
        key: Any id that a verb prints.
        worlds: How many worlds to draw for results.
        seed: Seed of the draws.

    Raises:
        UnknownReference: If nothing has this id; the nearest is proposed.
    """
    from suzerain.brief.results import Results
    from suzerain.brief.why import Tracer
    from suzerain.case.trace import trace_cell, traceable

    results: Results | None
    if key.startswith("question.") and key not in traceable(case):
        key = f"forecast.{key}"  # asked by the forecast itself, not by the case
    kind = key.partition(".")[0]
    if key in case.register:
        results = None
    elif kind in SOLVED:
        from suzerain.brief.reckon import reckon

        results = reckon(case, worlds=worlds, seed=seed)
    elif kind in MEASURED:
        results = _measured(case, worlds, seed)
    elif kind == "count":
        results = Results(case=case, worlds=worlds, seed=seed)
    else:
        results = None
    try:
        return Tracer(results).trace(key) if results else trace_cell(case, key)
    except (UnknownName, ValueError, IndexError):
        known = result_ids(results) if results else traceable(case)
        if key in known:
            raise
        alike = [one for one in known if one.partition(".")[0] == kind]
        where = f"the case {case.name!r}"
        raise UnknownReference(key, alike or known, where) from None


def _measured(case: Case, worlds: int, seed: int) -> Results:
    from suzerain.brief.results import Results
    from suzerain.core.worlds import Worlds
    from suzerain.measures.dependence import dependence
    from suzerain.measures.leverage import leverage

    drawn = Worlds(count=worlds, seed=seed)
    return Results(
        case=case,
        dependence=dependence(case, drawn),
        leverage=leverage(case, drawn),
        by_good=dependence(case, drawn, by_good=True),
        worlds=worlds,
        seed=seed,
    )


def result_ids(results: Results) -> tuple[str, ...]:
    """List the ids of all results that were reckoned.

    Args:
        results: A case and what was reckoned on it.
    """
    from suzerain.brief.chronicle import KINDS
    from suzerain.brief.played import leave_numbers, month_numbers
    from suzerain.brief.results import weighed_items
    from suzerain.brief.solved import solved_numbers

    measured = [
        ".".join((grid.name, *labels))
        for grid in results.grids
        for labels, _ in grid.cells()
    ]
    solved = solved_numbers(results, results.solution) if results.solution else {}
    weighed = [
        f"weigh.{weighing['contest']}.{row}"
        for weighing in results.weighings
        for row in (
            *(h["name"] for h in (*weighing["hypotheses"], *weighing.get("sums", ()))),
            *(f"item{k}" for k, _ in enumerate(weighed_items(weighing), start=1)),
            "pact",
        )
    ]
    forecasts = [f"forecast.{made['question']}" for made in results.forecasts]
    played = [*leave_numbers(results), *month_numbers(results)]
    counts = ["count.documents", "count.claims", *(f"count.{k}s" for k in KINDS)]
    found = [*measured, *solved, *weighed, *forecasts, *played, *counts]
    return tuple(dict.fromkeys(found))
