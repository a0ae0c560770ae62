"""The numbers of a solution by their ids."""

from __future__ import annotations

from collections.abc import Mapping

from suzerain.brief.exchanged import exchange_numbers
from suzerain.brief.figures import bracketed, percent, percent_range
from suzerain.brief.labels import label
from suzerain.brief.results import Record, Results
from suzerain.brief.solved_powers import power_numbers
from suzerain.brief.words import word

Solved = tuple[str, str, tuple[str, ...]]


def solved_numbers(results: Results, solution: Record) -> dict[str, Solved]:
    """Name every number of a solution: id to words, value and its own basis."""
    consent = "share of worlds in which the pact is struck"
    found: dict[str, Solved] = {
        "solve.p_pact": (
            f"{consent} with the patron's consent",
            percent(solution["p_pact"]),
            (),
        ),
        "solve.p_pact_without_consent": (
            f"{consent} although the patron refuses",
            percent(solution["p_pact_without_consent"]),
            ("solve.p_pact", *_blocking(solution)),
        ),
    }
    if solution.get("patron") and solution["p_pact"]:
        found["solve.consent_needed"] = (
            "part of the worlds with a pact that lose it when the patron refuses",
            word(consent_needed(solution)),
            ("solve.p_pact", "solve.p_pact_without_consent"),
        )
    for term in solution["terms"]:
        cell = f"{term['good']}.{term['giver']}.{term['taker']}"
        found[f"solve.term.{cell}"] = (
            f"{label(results, f'term.{cell}')}: share of worlds with it; how much",
            _both(term["with_consent"]),
            (f"term.{cell}", "solve.p_pact"),
        )
    for power in solution["third_powers"]:
        who = results.phrase(power["actor"])
        over = [f"leverage.{power['actor']}.{m}" for m in _members(power, results)]
        for key, field, words in (
            ("can", "p_can_block", "can stop the pact"),
            ("wants", "p_wants_block", "wants to stop it"),
            ("tolerates", "p_tolerates", "lets it pass"),
        ):
            said = f"share of worlds in which {who} {words}"
            found[f"solve.power.{power['actor']}.{key}"] = (
                said,
                percent(power[field]),
                (*over,),
            )
    for member, surplus in solution["members_surplus"].items():
        words = f"what {results.phrase(member)} gains from the pact"
        found[f"solve.surplus.{member}"] = (words, bracketed(surplus), ())
    found.update(_consent(results, solution))
    found.update(power_numbers(results, solution))
    found.update(exchange_numbers(results))
    return found


def consent_needed(solution: Record) -> float:
    """Part of the worlds with a pact that lose it when the patron refuses, 0 to 1."""
    kept = float(solution["p_pact_without_consent"] / solution["p_pact"])
    return min(1.0, max(0.0, 1 - kept))


def _consent(results: Results, solution: Record) -> dict[str, Solved]:
    """What the patron's consent and its veto are worth."""
    found: dict[str, Solved] = {}
    patron = solution.get("patron")
    absent = solution.get("p_pact_without_patron")
    if absent is not None:
        words = "share of worlds in which the pact is struck if nobody watches"
        found["solve.p_pact_without_patron"] = (words, percent(absent), ())
    by_trade = solution.get("p_pact_against_trade_alone")
    if by_trade is not None:
        words = "share of worlds with a pact although the patron cuts trade"
        found["solve.p_pact_against_trade_alone"] = (words, percent(by_trade), ())
    index = solution.get("director_index")
    if patron and index is not None:
        value = bracketed(index) if isinstance(index, Mapping) else percent(index)
        who = results.phrase(patron)
        found[f"solve.director_index.{patron}"] = (
            f"share of worlds with a pact only because {who} consents",
            value,
            ("solve.p_pact", "solve.p_pact_without_consent"),
        )
    price = solution.get("price_of_veto")
    if patron and price:
        member = results.phrase(price["member"])
        found["solve.price_of_veto"] = (
            f"what it takes to make {member} give the pact up, part of its welfare",
            bracketed(price),
            ("solve.p_pact", f"solve.surplus.{price['member']}"),
        )
    return found


def _members(power: Record, results: Results) -> list[str]:
    grid = results.leverage
    if grid is None:
        return []
    return [m for m in power["leverage"] if m in grid.labels[1]]


def _blocking(solution: Record) -> tuple[str, ...]:
    patron = solution.get("patron")
    return (f"solve.power.{patron}.can",) if patron else ()


def _both(cell: Mapping[str, float]) -> str:
    level = f"{percent(cell['median'])} ({percent_range(cell['low'], cell['high'])})"
    return f"{percent(cell['p_present'])}; {level}"
