"""What third powers can do to a pact, and what heeding them takes out of it."""

from __future__ import annotations

from suzerain.brief.figures import bracketed, percent
from suzerain.brief.finding import Finding, Piece, Pieces, number, say
from suzerain.brief.results import Record, Results, good


def able(results: Results) -> tuple[Finding, ...]:
    """Say how often each third power can and wants to stop the pact."""
    if results.solution is None or not results.solution["p_pact"]:
        return ()
    weighty = [
        power
        for power in solution_powers(results)
        if power["actor"] == results.patron or round(power["p_can_block"], 2)
    ]
    return tuple(
        say(
            f"power.{power['actor']}",
            "Where the members would strike the pact, ",
            results.name(power["actor"]),
            " can stop it in ",
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
        for power in weighty
    )


def veto(results: Results) -> tuple[Finding, ...]:
    """Say in how many worlds consent decides, and what breaking the pact takes."""
    solution, patron = results.solution, results.patron
    if solution is None or not patron or not solution["p_pact"]:
        return ()
    found = []
    index, price = solution.get("director_index"), solution.get("price_of_veto")
    name = results.name(patron)
    if isinstance(index, float):
        found.append(
            say(
                "director",
                "In ",
                number(f"solve.director_index.{patron}", percent(index)),
                " of worlds there is a pact only because ",
                name,
                " consents.",
            )
        )
    if price:
        found.append(say("veto", *_cut_off(results, price)))
    return tuple(found)


def _cut_off(results: Results, price: Record) -> Pieces:
    name = results.name(results.patron)
    own = price["cost_to_patron"]
    ref = "solve.price_of_veto"
    cost: Pieces = ("; it would cost ", name, " ", number(ref, bracketed(own)))
    return (
        "A full cut-off by ",
        name,
        ", once carried out, would cost a member more than the pact brings it in ",
        number("solve.price_of_veto", percent(price["within_reach"])),
        " of worlds with a pact. A loss of ",
        number("solve.price_of_veto", bracketed(price)),
        " of welfare, most often that of ",
        results.name(price["member"]),
        ", would be enough",
        *(cost if own["high"] > 0 else ()),
        ". A mere threat does less, since members may not believe it.",
    )


def gains(results: Results) -> Finding | None:
    """Say what each member gains from the pact."""
    solution = results.solution
    if solution is None or not solution["p_pact"]:
        return None
    surplus = solution["members_surplus"]
    members = [m for m in results.members if m in surplus]
    pieces: list[Piece] = ["Where the pact is struck, "]
    for k, member in enumerate(members):
        joint = ", " if k < len(members) - 1 else " and "
        pieces += [
            joint if k else "",
            results.name(member),
            "" if k else " gains",
            " ",
            number(f"solve.surplus.{member}", bracketed(surplus[member])),
        ]
    last = " of its welfare." if len(members) == 1 else " of their welfare."
    return say("gains", *pieces, last) if members else None


def solution_powers(results: Results) -> list[Record]:
    """Third powers, the patron first, then by how often they can block."""
    powers = list((results.solution or {}).get("third_powers", ()))
    powers.sort(
        key=lambda p: (p["actor"] != results.patron, -p["p_can_block"], p["actor"])
    )
    return powers


def shadow(results: Results) -> Finding | None:
    """Say what heeding the patron takes out of the deal."""
    solution = results.solution
    if solution is None or not results.patron or not solution["terms"]:
        return None
    if not solution["p_pact"]:
        return None
    name = results.name(results.patron)
    cut = max(solution["terms"], key=_taken)
    if not round(_taken(cut), 2):
        return say(
            "shadow",
            "Heeding ",
            name,
            " changes no term noticeably: the members would agree on about the same "
            "if nobody watched.",
        )
    ref = f"solve.term.{cut['good']}.{cut['giver']}.{cut['taker']}"
    return say(
        "shadow",
        "Heeding ",
        name,
        " takes most out of ",
        good(cut["good"]),
        " from ",
        results.name(cut["giver"]),
        " to ",
        results.name(cut["taker"]),
        ": part of the deal in ",
        number(ref, percent(cut["without_patron"]["p_present"])),
        " of worlds if nobody watched, in ",
        number(ref, percent(cut["with_consent"]["p_present"])),
        " as things are.",
    )


def _taken(term: Record) -> float:
    return float(
        term["without_patron"]["p_present"] - term["with_consent"]["p_present"]
    )
