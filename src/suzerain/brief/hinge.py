"""What would have to hold for the sources' word on a veto to follow, or to fail."""

from __future__ import annotations

from suzerain.brief.figures import spread_text
from suzerain.brief.finding import Finding, Piece, number, say
from suzerain.brief.labels import definite, label
from suzerain.brief.results import Record, Results
from suzerain.core.spread import Spread


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
