"""What changes hands, by its ids, and what to say where nothing does."""

from __future__ import annotations

from typing import Any

from suzerain.brief.figures import percent
from suzerain.brief.finding import Finding, number, say
from suzerain.brief.labels import label
from suzerain.brief.results import Record, Results

SITUATIONS = ("with consent", "if it is refused", "if the power were not there")


def exchange_of(solution: Any) -> Record | None:
    """Reckon what changes hands, where a solution itself is given and not its record.

    Args:
        solution: What `solve` returned, or anything else.
    """
    from suzerain.strategy.exchange import exchange
    from suzerain.strategy.solution import Solution

    return exchange(solution).to_dict() if isinstance(solution, Solution) else None


def worthy(found: Record | None) -> list[Record]:
    """The terms that are worth anything in any situation, the largest first."""
    terms = [term for term in (found or {}).get("terms", ()) if whole(term) > 0]
    return sorted(terms, key=lambda term: -whole(term))


def nothing_moves(results: Results) -> Finding | None:
    """Say that nothing changes hands, where a pact was solved and nothing does."""
    if results.solution is None or results.exchange is None or worthy(results.exchange):
        return None
    return say(
        "exchange.none",
        "In the model nothing changes hands: in ",
        number("solve.p_pact", percent(results.solution["p_pact"])),
        " of worlds is there a bundle of terms that every member gains from.",
    )


def exchange_ref(term: Record) -> str:
    """Id of what a term is worth."""
    return f"solve.exchange.{term['good']}.{term['giver']}.{term['taker']}"


def whole(term: Record) -> float:
    """The larger of its worth with consent and without, never below nought."""
    worth = term["worth"]
    refused = worth.get("without_consent", 0.0)
    return float(max(0.0, worth["with_consent"], refused))


def exchange_numbers(results: Results) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Name what terms are worth, and what members make of them: id to number.

    Args:
        results: The case and its results.
    """
    found = results.exchange
    if found is None:
        return {}
    made: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    held = {*results.case.register, *(need.id for need in results.case.needs)}
    for term in found["terms"]:
        cell_ = f"{term['good']}.{term['giver']}.{term['taker']}"
        values = [percent(v) for v in term["worth"].values()]
        rests = (
            f"need.{term['good']}.{term['taker']}",
            f"good.{term['good']}.term_size",
            f"good.{term['good']}.giver_cost",
        )
        made[exchange_ref(term)] = (
            (
                f"what {label(results, f'term.{cell_}')} is worth to its taker, part "
                f"of its welfare, on average: {_situations(term)}"
            ),
            "; ".join(values),
            (f"solve.term.{cell_}", *(key for key in rests if key in held)),
        )
    for member, sums in found["members"].items():
        refs = [
            exchange_ref(term)
            for term in found["terms"]
            if member in (term["giver"], term["taker"])
        ]
        made[f"solve.exchange.{member}"] = (
            (
                f"what {results.phrase(member)} gets from the pact less what its own "
                "part costs it, part of its welfare, on average"
            ),
            percent(sums["net"]["with_consent"]),
            tuple(refs),
        )
    return made


def _situations(term: Record) -> str:
    known = len(term["worth"])
    return ", ".join(SITUATIONS[:known]) if known > 1 else "as solved"
