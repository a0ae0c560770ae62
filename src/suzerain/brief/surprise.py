"""Where the sources report a pact that the model does not expect."""

from __future__ import annotations

from suzerain.brief.figures import percent
from suzerain.brief.finding import Finding, Pieces, Quote, number, say
from suzerain.brief.results import Results, good

MADE = frozenset({"PACT", "AGREE", "ALLY", "PACT_TERMS"})
FIRM = frozenset({"asserted", "reported"})


def unexpected(results: Results) -> Finding | None:
    """Say that the model doubts a pact which sources report as made.

    Args:
        results: The case and its results.
    """
    words, solution = reported(results), results.solution
    if words is None or solution is None:
        return None
    return say(
        "unexpected",
        "Sources and assumptions disagree. The sources report the pact: ",
        words,
        ". In the model the members strike it in ",
        number("solve.p_pact", percent(solution["p_pact"])),
        " of worlds. ",
        *_missing(results),
    )


def reported(results: Results) -> Quote | None:
    """Words by which a source reports a pact as made that the model doubts.

    Args:
        results: The case and its results.

    Returns:
        The words; None when the model expects the pact, or no source reports it.
    """
    solution, pact = results.solution, results.case.pact
    if solution is None or pact is None or solution["p_pact"] >= 1 / 2:
        return None
    made = tuple(key for key in pact.basis if _is_firm(results, key))
    seen = [key for t in pact.terms if t.status == "observed" for key in t.basis]
    return results.clearest(made) or results.first_quote(tuple(seen))


def _is_firm(results: Results, key: str) -> bool:
    claim = results.claims.get(key)
    return (
        claim is not None
        and claim.relation in MADE
        and claim.certainty in FIRM
        and claim.polarity == "positive"
    )


def _missing(results: Results) -> Pieces:
    """What would have to be added for the pact to be expected."""
    pact = results.case.pact
    if pact is None:  # pragma: no cover - asked for pacts only
        return ()
    idle = [m for m in pact.members if all(term.taker != m for term in pact.terms)]
    if idle:
        return (
            "What is missing is a gain: no term was found by which ",
            results.pair(idle),
            " would get anything in return.",
        )
    held = max(pact.terms, key=lambda term: _price(results, term.good), default=None)
    unstated = "the members gain something that no source states, in sentiment, "
    if held is None or not _price(results, held.good):
        return ("Perhaps ", unstated, "standing or side deals.")
    return (
        "Either ",
        unstated,
        "standing or side deals; or the assumptions put too high a price on giving ",
        good(held.good),
        ", the term that costs its giver's own security most.",
    )


def _price(results: Results, what: str) -> float:
    register, key = results.case.register, f"good.{what}.strategic_cost"
    return register[key].spread.centre if key in register else 0.0
