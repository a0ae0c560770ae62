"""What would have to hold for the sources' word on a veto to follow, or to fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suzerain.brief.figures import spread_text
from suzerain.brief.finding import Finding, Piece, number, say
from suzerain.brief.labels import definite, label
from suzerain.brief.results import Record, Results
from suzerain.core.spread import Spread
from suzerain.outlook.band import band_of

if TYPE_CHECKING:
    from suzerain.case.case import Case
    from suzerain.strategy.outcome import Solution

WORLDS = 300  # enough to place a threshold within a few points; a search solves many
MOST = 3
OUTCOME = "p_pact_without_consent"


def search_hinge(case: Case, solution: Solution, seed: int) -> Record | None:
    """Find which single number, moved within its range, turns the verdict on a veto.

    The verdict is that a pact hangs on the patron's consent when, of the worlds with
    the pact, more than a roughly even part has none against refusal.

    Args:
        case: The case.
        solution: Its solution.
        seed: Seed of the draws.

    Returns:
        `Flip.to_dict()`; None without a patron or a pact.
    """
    from suzerain.core.worlds import Worlds
    from suzerain.strategy.flip import flip

    if not solution.patron or not solution.p_pact:
        return None
    threshold = solution.p_pact * (1 - band_of(1 / 2).high)
    hangs = solution.p_pact_without_consent < threshold
    return flip(
        case,
        OUTCOME,
        threshold,
        below=not hangs,
        worlds=Worlds(count=WORLDS, seed=seed),
        inputs=MOST,
    ).to_dict()


def hinge(results: Results) -> Finding | None:
    """Say which assumption would have to hold for the verdict on a veto to turn.

    Args:
        results: The case and its results.
    """
    found, patron = results.hinge, results.patron
    if found is None or not patron or found["already"]:
        return None
    turned = [one for one in found["levers"] if one["flips"]]
    follows = found["side"] == "above"
    pact = f"that the pact hangs on {results.phrase(patron)}"
    if not turned:
        still = "still follows" if follows else "does not follow"
        return say(
            "hinge",
            f"No single number, moved within its declared range, turns this: {pact} ",
            f"{still}. It would take several, or something that the case does not "
            "hold.",
        )
    lead = f"It would {'no longer ' if follows else ''}follow {pact} if "
    pieces: list[Piece] = []
    for one in turned:
        (lever,) = one["levers"]
        pieces += ["; or " if pieces else "", *_moved(results, lever)]
    return say("hinge", lead, *pieces, ".")


def _moved(results: Results, lever: Record) -> tuple[Piece, ...]:
    key = lever["id"]
    register = results.case.register
    unit = register[key].unit if key in register else "share"
    return (
        number(key, definite(label(results, key)), quiet=True),
        " lay within ",
        number(key, spread_text(_spread(lever["needed"]), unit)),
        " (taken as ",
        number(key, spread_text(_spread(lever["now"]), unit)),
        ")",
    )


def _spread(record: Record) -> Spread:
    names = ("low", "mode", "high", "shape")
    return Spread(**{name: record[name] for name in names})
