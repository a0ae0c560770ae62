"""What third powers can do to a pact, and what heeding them takes out of it."""

from __future__ import annotations

from suzerain.brief.figures import bracketed, percent
from suzerain.brief.finding import Finding, Piece, Pieces, number, say
from suzerain.brief.labels import label
from suzerain.brief.results import Record, Results, good
from suzerain.brief.solved_powers import ANSWERED, demand_id

FEW = 0.1  # what is too seldom to be a judgment


def able(results: Results) -> tuple[Finding, ...]:
    """Say how often each third power can stop the pact, wants to, and what it does."""
    if results.solution is None or not results.solution["p_pact"]:
        return ()
    return tuple(
        say(
            f"power.{power['actor']}",
            "Where the members would strike the pact, ",
            results.name(power["actor"]),
            " can stop it in ",
            number(f"solve.power.{power['actor']}.can", percent(power["p_can_block"])),
            " of worlds and wants to in ",
            number(
                f"solve.power.{power['actor']}.wants", percent(power["p_wants_block"])
            ),
            *_answered(power),
            ".",
        )
        for power in weighty(results)
    )


def weighty(results: Results) -> list[Record]:
    """Third powers that can do something to the pact, the patron first."""
    return [
        power
        for power in solution_powers(results)
        if power["actor"] == results.patron or round(power["p_can_block"], 2)
    ]


def _answered(power: Record) -> Pieces:
    """What it answers, or how often it lets the pact pass where that is all we know."""
    head, answers = f"solve.power.{power['actor']}", power.get("answers")
    if not answers:
        passed = number(f"{head}.tolerates", percent(power["p_tolerates"]))
        return ("; it lets it pass in ", passed)
    pieces: list[Piece] = [": it "]
    for k, (answer, words) in enumerate(ANSWERED.items()):
        pieces += [
            ("" if not k else (" and " if k == len(ANSWERED) - 1 else ", ")),
            words,
            " in ",
            number(f"{head}.{answer}", percent(answers[answer])),
        ]
    return tuple(pieces)


def rather(results: Results) -> Finding | None:
    """Say whether the patron rather changes the pact or forbids it."""
    power = next(
        (p for p in solution_powers(results) if p["actor"] == results.patron), None
    )
    answers = (power or {}).get("answers")
    if power is None or not answers:
        return None
    priced, blocked = answers["price"], answers["block"]
    if max(priced, blocked) < FEW or abs(priced - blocked) < FEW / 2:
        return None
    head = f"solve.power.{power['actor']}"
    first, second = ("have", "than forbid it"), ("forbid", "than have it changed")
    words, other = first if priced > blocked else second
    tail = " the pact changed " if priced > blocked else " the pact "
    return say(
        "rather",
        results.name(power["actor"], first=True),
        f" would sooner {words}{tail}{other}: it has it changed in ",
        number(f"{head}.price", percent(priced)),
        " of the worlds with a pact to answer to and blocks it in ",
        number(f"{head}.block", percent(blocked)),
        ".",
    )


def changes(results: Results) -> tuple[Finding, ...]:
    """Say what each power most often takes out where it has the pact changed."""
    found = []
    for power in weighty(results):
        demand = next(
            (d for d in power.get("demands", ()) if d["to"] < d["from"]), None
        )
        if demand is None or round(power["answers"]["price"], 2) == 0:
            continue
        ref = demand_id(power, demand)
        found.append(
            say(
                f"changes.{power['actor']}",
                "Where ",
                results.name(power["actor"]),
                " has the pact changed, what is cut back most often is ",
                number(ref, label(results, demand["term"]), quiet=True),
                ", in ",
                number(ref, percent(demand["share"])),
                " of those worlds, from a mean level of ",
                number(ref, percent(demand["from"])),
                " to ",
                number(ref, percent(demand["to"])),
                ".",
            )
        )
    return tuple(found)


def shadow_worth(results: Results) -> Finding | None:
    """Say what the patron's presence is worth to each member."""
    power = next(
        (p for p in solution_powers(results) if p["actor"] == results.patron), None
    )
    shadow = (power or {}).get("shadow")
    if power is None or not shadow:
        return None
    members = [m for m in results.members if m in shadow["members"]]
    if not any(abs(shadow["members"][m]["mean"]) for m in members):
        return None
    pieces: list[Piece] = []
    for k, member in enumerate(members):
        worth = shadow["members"][member]["mean"]
        pieces += [
            "" if not k else (" and " if k == len(members) - 1 else ", "),
            results.name(member),
            " loses " if worth <= 0 else " gains ",
            number(f"solve.shadow.{power['actor']}.{member}", percent(abs(worth))),
        ]
    return say(
        "shadow.worth",
        "By the presence of ",
        results.name(power["actor"]),
        " alone ",
        *pieces,
        " of welfare, on average over all worlds.",
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
