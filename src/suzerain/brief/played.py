"""The numbers of asking leave, and of the months ahead, by their ids."""

from __future__ import annotations

from suzerain.brief.figures import percent
from suzerain.brief.results import Record, Results

Played = tuple[str, str, tuple[str, ...]]
PLAYS = {
    "perfect": "all know how much it bears",
    "private": "it alone knows how much it bears",
    "quantal": "likewise, and all may err",
}
CAUSES = {
    "in force": "stay in force",
    "rates": "end for reasons outside the model",
    "blocked": "are stopped by an outside power",
    "quit": "are left by a member that they no longer pay",
    "decreed": "end as the scenario says",
}


def leave_numbers(results: Results) -> dict[str, Played]:
    """Name the numbers of the game of permission: id to words, value and basis.

    Args:
        results: The case and its results.
    """
    found = results.permitted
    if found is None:
        return {}
    held = results.case.register
    rows = tuple(k for k in ("permission.kinds", "permission.precision") if k in held)
    basis = (f"solve.power.{found['power']}.can", "solve.p_pact", *rows)
    who = results.phrase(found["power"])
    tree: dict[str, Played] = {
        "permission.tree": (
            (
                f"asking leave of {who} as a tree: how often each branch is taken, and "
                "what its end brings, means over the worlds"
            ),
            "",
            ("permission.quantal",),
        )
    }
    return tree | {
        f"permission.{way}": (
            (
                f"asking leave of {who}, where {PLAYS[way]}: share of worlds with a "
                "pact, and of those in which an offer is blocked"
            ),
            f"{percent(play['p_pact'])}; {percent(play['p_blocked'])}",
            basis,
        )
        for way, play in found["plays"].items()
    }


def month_numbers(results: Results) -> dict[str, Played]:
    """Name the numbers of the months ahead: id to words, value and basis.

    Args:
        results: The case and its results.
    """
    run = results.simulated
    if run is None:
        return {}
    rates = tuple(k for k in run["basis"] if k in results.case.register)
    basis = ("simulate.months",)
    full, alone = (percent(run["survival"][k]["share"][-1]) for k in (0, 1))
    found: dict[str, Played] = {
        "simulate.months": (
            "months that were simulated",
            str(run["months"]),
            ("solve.p_pact", *rates),
        ),
        "simulate.in_force": (
            "share of the struck pacts still in force at the end of the months",
            full,
            basis,
        ),
        "simulate.rates": ("the same by the rates alone", alone, basis),
        "simulate.war": (
            "share of worlds in which the war goes on at the end of the months",
            percent(run["chances"]["war"][-1]),
            basis,
        ),
        **{
            f"simulate.cause.{cause.replace(' ', '_')}": (
                f"share of the struck pacts that {CAUSES.get(cause, cause)}",
                percent(share),
                ("simulate.in_force",),
            )
            for cause, share in run["causes"].items()
        },
    }
    for one in run["outlives_war"]:
        key = "simulate.outlives" + ("" if one["name"] == "full" else ".rates")
        how = "" if one["name"] == "full" else ", by the rates alone"
        words = f"share of the struck pacts that outlive the war{how}"
        found[key] = (words, percent(one["yes"]), basis)
    for loop in run["loops"]:
        who = results.phrase(loop["power"])
        both = (loop["tolerates"][-1], loop["tolerates_without"][-1])
        found[f"simulate.loop.{loop['power']}"] = (
            (
                f"share of worlds in which {who} bears the pact at the end: with the "
                "loop of weapons tests, and with tests as usual"
            ),
            "; ".join(map(percent, both)),
            basis,
        )
        found[f"simulate.tolerance.{loop['power']}"] = (
            f"harm that {who} would bear beyond what the pact does to it, at the end",
            f"{percent(loop['tolerance'][-1])} of its welfare",
            basis,
        )
    return found


def is_told_apart(loop: Record, worlds: int) -> bool:
    """Tell whether what tests do to a power's tolerance is more than chance.

    The two shares come from the same worlds, so that the error of their difference is
    at most that of two shares drawn apart.

    Args:
        loop: `Loop.to_dict()`.
        worlds: How many worlds there are.
    """
    one, other = loop["tolerates"][-1], loop["tolerates_without"][-1]
    middle = (one + other) / 2
    error = (2 * middle * (1 - middle) / max(worlds, 1)) ** (1 / 2)
    return bool(abs(one - other) > error)
