"""The numbers of a brief as rows: id, words, low, median, high, unit, basis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from suzerain.brief.figures import bracketed
from suzerain.brief.labels import row_words
from suzerain.brief.results import Record, Results
from suzerain.brief.solved import consent_needed, solved_numbers

WORLDS = "share of worlds"
WELFARE = "share of welfare"
PROBABILITY = "probability"


def result_rows(results: Results) -> list[dict[str, Any]]:
    """List what was solved, weighed and forecast, each under the id that `why` takes.

    Args:
        results: A case and what was reckoned on it.

    Returns:
        Rows of the table `results`.
    """
    return [*_solved(results), *_weighed(results), *_forecasts(results)]


def _solved(results: Results) -> Iterator[dict[str, Any]]:
    solution = results.solution
    if solution is None:
        return
    amounts = _amounts(results, solution)
    for key, (words, value, basis) in solved_numbers(results, solution).items():
        amount, unit = amounts.get(key, (None, ""))  # else the words alone
        yield _row(key, words, value, amount, unit, basis or solution.get("basis", ()))


def _amounts(results: Results, solution: Record) -> dict[str, tuple[Any, str]]:
    """Find number and unit behind each id of a solution."""
    found: dict[str, tuple[Any, str]] = {
        f"solve.{name}": (solution.get(name), WORLDS)
        for name in (
            "p_pact",
            "p_pact_without_consent",
            "p_pact_without_patron",
            "p_pact_against_trade_alone",
        )
    }
    if solution["p_pact"]:
        needed = consent_needed(solution)
        found["solve.consent_needed"] = (needed, "share of worlds with a pact")
    for term in solution["terms"]:
        key = f"solve.term.{term['good']}.{term['giver']}.{term['taker']}"
        found[key] = (term["with_consent"]["p_present"], WORLDS)
    for power in solution["third_powers"]:
        for key, name in (
            ("can", "p_can_block"),
            ("wants", "p_wants_block"),
            ("tolerates", "p_tolerates"),
        ):
            found[f"solve.power.{power['actor']}.{key}"] = (power[name], WORLDS)
        answers = power.get("answers") or {}
        for key, share in answers.items():
            found[f"solve.power.{power['actor']}.{key}"] = (share, WORLDS)
    for member, surplus in solution["members_surplus"].items():
        found[f"solve.surplus.{member}"] = (surplus, WELFARE)
    index = solution.get("director_index")
    found[f"solve.director_index.{results.patron}"] = (index, WORLDS)
    found["solve.price_of_veto"] = (solution.get("price_of_veto"), WELFARE)
    return found


def _weighed(results: Results) -> Iterator[dict[str, Any]]:
    for weighing in results.weighings:
        for row in (*weighing["hypotheses"], *weighing.get("sums", ())):
            after, before = bracketed(row["posterior"]), bracketed(row["prior"])
            yield _row(
                f"weigh.{weighing['contest']}.{row['name']}",
                f"belief that {row_words(row['name'])}",
                f"{after}, before the evidence {before}",
                row["posterior"],
                PROBABILITY,
                weighing.get("basis", ()),
            )


def _forecasts(results: Results) -> Iterator[dict[str, Any]]:
    for made in results.forecasts:
        yield _row(
            f"forecast.{made['question']}",
            results.spoken(made["text"]),
            bracketed(made["probability"]),
            made["probability"],
            PROBABILITY,
            made["basis"],
        )


def _row(
    key: str, words: str, value: str, amount: Any, unit: str, basis: Any
) -> dict[str, Any]:
    ranged = isinstance(amount, Mapping)
    return {
        "id": key,
        "label": words,
        "value": value,
        "low": amount["low"] if ranged else None,
        "median": amount["median"] if ranged else amount,
        "high": amount["high"] if ranged else None,
        "unit": unit,
        "basis": list(basis),
    }
