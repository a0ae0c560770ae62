"""The numbers about third powers, rivals and promises by their ids."""

from __future__ import annotations

from collections.abc import Iterable

from suzerain.brief.english import joined
from suzerain.brief.figures import bracketed, percent
from suzerain.brief.instruments import deed
from suzerain.brief.labels import label
from suzerain.brief.results import Record, Results

Solved = tuple[str, str, tuple[str, ...]]
ANSWERED = {
    "endorse": "endorses it",
    "bear": "bears it",
    "price": "has it changed",
    "block": "blocks it",
}
WAYS = {
    "alignment": "closer alliances",
    "deployments": "deployments",
    "sanctions": "sanctions",
}


def power_numbers(results: Results, solution: Record) -> dict[str, Solved]:
    """Name what each power answers, uses, changes and is worth: id to number.

    Args:
        results: The case and its results.
        solution: `Solution.to_dict()`.
    """
    found: dict[str, Solved] = {}
    for power in solution["third_powers"]:
        found.update(_answers(results, power))
        found.update(_demands(results, power))
        found.update(_shadow(results, power))
        found.update(_instruments(results, power))
    for one in solution.get("coalitions", ()):
        who = together(results, one)
        over = tuple(f"solve.power.{code}.can" for code in one["powers"])
        known = {
            f"solve.power.{power['actor']}.can" for power in solution["third_powers"]
        }
        found[coalition_id(one)] = (
            f"share of worlds in which {who} together can stop the pact",
            percent(one["p_can_block"]),
            tuple(key for key in over if key in known),
        )
    for row in (solution.get("price_of_veto") or {}).get("instruments", ()):
        own = f"solve.{row['instrument']}"
        found[f"solve.veto.{row['instrument']}"] = (
            f"how often it takes this to break the pact: {deed(results, row)}",
            percent(row["share"]),
            ("solve.price_of_veto", *((own,) if own in found else ())),
        )
    found.update(_rivals(results, solution))
    found.update(_promises(results, solution))
    return found


def together(results: Results, one: Record) -> str:
    """Name powers that act together, as they stand within a sentence."""
    return joined([results.phrase(code) for code in one["powers"]])


def coalition_id(one: Record) -> str:
    """Id of what several powers can do together."""
    parts = [
        "+".join(one["powers"]),
        *(["+".join(one["followers"])] * bool(one["followers"])),
    ]
    return ".".join(["solve.coalition", *parts])


def demand_id(power: Record, demand: Record) -> str:
    """Id of a change that a power brings about."""
    side = "less" if demand["to"] < demand["from"] else "more"
    return f"solve.demand.{power['actor']}.{cell_of(demand['term'])}.{side}"


def cell_of(term: str) -> str:
    """Return a term's good, giver and taker.

    Examples:
        >>> cell_of("term.oil.AAA.BBB")
        'oil.AAA.BBB'
    """
    return term.removeprefix("term.")


def _answers(results: Results, power: Record) -> dict[str, Solved]:
    actor = power["actor"]
    basis = (f"solve.power.{actor}.can", f"solve.power.{actor}.wants")
    who = results.phrase(actor)
    return {
        f"solve.power.{actor}.{answer}": (
            (
                f"share of the worlds with a pact to answer to in which {who} "
                f"{ANSWERED[answer]}"
            ),
            percent(share),
            basis,
        )
        for answer, share in power.get("answers", {}).items()
    }


def _demands(results: Results, power: Record) -> dict[str, Solved]:
    who = results.phrase(power["actor"])
    return {
        demand_id(power, one): (
            f"how {who} has {label(results, one['term'])} changed",
            f"{percent(one['from'])} to {percent(one['to'])}",
            (one["term"], f"solve.power.{power['actor']}.price"),
        )
        for one in power.get("demands", ())
    }


def _shadow(results: Results, power: Record) -> dict[str, Solved]:
    shadow, actor = power.get("shadow"), power["actor"]
    if not shadow:
        return {}
    who, can = results.phrase(actor), f"solve.power.{actor}.can"
    found: dict[str, Solved] = {
        f"solve.shadow.{actor}.{cell_of(row['term'])}": (
            (
                f"{label(results, row['term'])}: share of worlds with it, were {who} "
                "not there, and with it there"
            ),
            f"{percent(row['without'])}; {percent(row['with'])}",
            (row["term"], can),
        )
        for row in shadow["terms"]
    }
    for member, worth in shadow["members"].items():
        found[f"solve.shadow.{actor}.{member}"] = (
            (
                f"what the presence of {who} is worth to {results.phrase(member)}, on "
                "average, part of its welfare"
            ),
            percent(worth["mean"]),
            (can, f"solve.surplus.{member}"),
        )
    return found


def _instruments(results: Results, power: Record) -> dict[str, Solved]:
    ties = {tie.id for tie in results.case.ties}
    actor, grid = power["actor"], results.leverage
    found: dict[str, Solved] = {}
    for row in power.get("instruments", ()):
        member = row["member"]
        tie = f"tie.{row['good']}.{actor}.{member}"
        basis = [tie] if tie in ties else []
        if row["sort"] == "offer":
            basis += _known(results, ("power.inducement", "power.keep"))
        if grid is not None and member in grid.labels[1]:
            basis.append(f"leverage.{actor}.{member}")
        found[f"solve.{row['instrument']}"] = (
            (
                f"{deed(results, row)}: what it does to {results.phrase(member)}, "
                "part of its welfare"
            ),
            bracketed(row["effect"]),
            tuple(basis),
        )
    return found


def _rivals(results: Results, solution: Record) -> dict[str, Solved]:
    rivals = solution.get("rivals") or {}
    if not rivals.get("actors"):
        return {}
    known, basis = _known(results, rivals["basis"]), ("solve.rivals",)
    found: dict[str, Solved] = {
        "solve.rivals": (
            "who answers the pact as a rival",
            results.pair(rivals["actors"]).text,
            known,
        ),
        "solve.rivals.unstable": (
            "share of worlds in which answers of rivals would grow without end",
            percent(rivals["unstable_share"]),
            basis,
        ),
    }
    for way, words in WAYS.items():
        found[f"solve.rivals.{way}"] = (
            f"how strongly rivals answer by {words}, against what provokes them",
            bracketed(rivals["reaction"][way]),
            basis,
        )
    for row in rivals["tolerance"]:
        actor = row["actor"]
        who, own = results.phrase(actor), f"solve.rivals.{actor}"
        found[own] = (
            (
                f"share of worlds in which {who} bears the pact: with rivals' answers, "
                "and without"
            ),
            f"{percent(row['with_reaction'])}; {percent(row['without_reaction'])}",
            basis,
        )
        for way, words in WAYS.items():
            found[f"{own}.{way}"] = (
                f"what rivals' {words} cost {who}, part of its welfare",
                bracketed(row["cost"][way]),
                (f"solve.rivals.{way}",),
            )
        for term in row["terms"]:
            found[f"{own}.{cell_of(term['id'])}"] = (
                (
                    f"share of worlds in which {who} would bear the pact, if "
                    f"{label(results, term['id'])} provoked nobody"
                ),
                percent(term["if_it_provoked_nobody"]),
                (term["id"], own),
            )
    return found


def _promises(results: Results, solution: Record) -> dict[str, Solved]:
    kept = solution.get("enforcement") or {}
    if kept.get("p_self_enforcing") is None:
        return {}
    basis = _known(results, kept["basis"])
    found: dict[str, Solved] = {
        "solve.enforcement": (
            "share of the worlds with a pact in which keeping it pays all members",
            percent(kept["p_self_enforcing"]),
            ("solve.p_pact", *basis),
        ),
    }
    for row in kept["terms"]:
        share = row["p_self_enforcing"]
        found[f"solve.enforcement.{cell_of(row['id'])}"] = (
            (
                f"share of the worlds with it in which keeping it pays: "
                f"{label(results, row['id'])}"
            ),
            "never promised" if share is None else percent(share),
            (row["id"], "solve.enforcement"),
        )
    return found


def _known(results: Results, keys: Iterable[str]) -> tuple[str, ...]:
    """Keep the ids that the case holds."""
    held = {*results.case.register, *results.claims}
    return tuple(key for key in keys if key in held)
