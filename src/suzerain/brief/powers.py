"""What third powers can do to a pact, and what their shadow takes out of it."""

from __future__ import annotations

from suzerain.brief.figures import bracketed, capital, percent
from suzerain.brief.finding import Finding, Name, number, say
from suzerain.brief.results import Record, Results, good


def able(results: Results) -> tuple[Finding, ...]:
    """Say how often each third power can and wants to stop the pact."""
    if results.solution is None:
        return ()
    return tuple(
        say(
            f"power.{power['actor']}",
            Name(text=capital(results.word_for(power["actor"]))),
            " can stop the pact in ",
            number(f"solve.power.{power['actor']}.can", percent(power["p_can_block"])),
            " of worlds, wants to in ",
            number(
                f"solve.power.{power['actor']}.wants", percent(power["p_wants_block"])
            ),
            " and lets it pass in ",
            number(
                f"solve.power.{power['actor']}.tolerates", percent(power["p_tolerates"])
            ),
            ".",
        )
        for power in solution_powers(results)
    )


def veto(results: Results) -> tuple[Finding, ...]:
    """Say in how many worlds consent decides, and what breaking the pact takes."""
    solution, patron = results.solution, results.patron
    if solution is None or not patron:
        return ()
    found = []
    index, price = solution.get("director_index"), solution.get("price_of_veto")
    if isinstance(index, float):
        found.append(
            say(
                "director",
                "In ",
                number(f"solve.director_index.{patron}", percent(index)),
                " of worlds there is a pact only because ",
                results.name(patron),
                " consents.",
            )
        )
    if price:
        found.append(
            say(
                "veto",
                "To break it, ",
                results.name(patron),
                " would have to cost ",
                results.name(price["member"]),
                " ",
                number("solve.price_of_veto", bracketed(price)),
                " of its welfare, at ",
                number("solve.price_of_veto", bracketed(price["cost_to_patron"])),
                " of its own; in ",
                number("solve.price_of_veto", percent(price["within_reach"])),
                " of worlds with a pact a full cut-off is enough.",
            )
        )
    return tuple(found)


def solution_powers(results: Results) -> list[Record]:
    """Third powers, the patron first, then by how often they can block."""
    powers = list((results.solution or {}).get("third_powers", ()))
    powers.sort(
        key=lambda p: (p["actor"] != results.patron, -p["p_can_block"], p["actor"])
    )
    return powers


def shadow(results: Results) -> Finding | None:
    """Say what the patron's shadow takes out of the deal."""
    solution = results.solution
    if solution is None or not results.patron or not solution["terms"]:
        return None
    name = results.name(results.patron)
    cut = max(solution["terms"], key=_taken)
    if not round(_taken(cut), 2):
        return say(
            "shadow",
            "The shadow of ",
            name,
            " changes no term noticeably: the members "
            "would agree on about the same if nobody watched.",
        )
    ref = f"solve.term.{cut['good']}.{cut['giver']}.{cut['taker']}"
    return say(
        "shadow",
        "The shadow of ",
        name,
        " weighs most on ",
        good(cut["good"]),
        " from ",
        results.name(cut["giver"]),
        " to ",
        results.name(cut["taker"]),
        ": it moves in ",
        number(ref, percent(cut["without_patron"]["p_present"])),
        " of worlds if nobody watches, in ",
        number(ref, percent(cut["with_consent"]["p_present"])),
        " under that shadow.",
    )


def _taken(term: Record) -> float:
    return float(
        term["without_patron"]["p_present"] - term["with_consent"]["p_present"]
    )
