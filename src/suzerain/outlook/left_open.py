"""What sources say may happen, or doubt, and no question asks yet."""

from __future__ import annotations

from typing import Any

from suzerain.case.case import Case
from suzerain.outlook.testimony import direction_of

UNSURE = frozenset({"hedged", "conditional"})


def left_open(case: Case) -> list[dict[str, Any]]:
    """List statements about what may happen that no question of the case rests on.

    An analyst picks one and gives it what makes it a question: a rule and a date.

    Args:
        case: Holds claims and questions.

    Returns:
        One row a statement: claim, what is said (`expected` or `doubted`), by whom, how
        firmly, and the quote.

    Examples:
        >>> left_open(Case(name="x"))
        []
    """
    terms = {term.id: term.basis for pact in case.pacts for term in pact.terms}
    asked = {key for one in case.questions for key in one.basis}
    asked |= {key for one in case.questions for key in terms.get(one.term, ())}
    found: dict[tuple[str, int, int], dict[str, Any]] = {}
    for claim in case.claims:
        future = claim.kind == "forecast"
        if claim.id in asked or not (future or claim.certainty in UNSURE):
            continue
        if not future and claim.kind not in ("stance", "tie"):
            continue
        row = {
            "claim": claim.id,
            "said": "doubted" if direction_of(claim) == "doubt" else "expected",
            "by": claim.attributed_to or "author",
            "certainty": claim.certainty,
            "quote": " ".join(claim.quote.split()),
        }
        found.setdefault((claim.doc, claim.start, claim.end), row)
    return list(found.values())
