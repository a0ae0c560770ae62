"""What rivals' answers do to the tolerance of third powers."""

from __future__ import annotations

from suzerain.brief.figures import bracketed, percent
from suzerain.brief.finding import Finding, number, say
from suzerain.brief.labels import label
from suzerain.brief.results import Record, Results
from suzerain.brief.section import Table, cell, table
from suzerain.brief.solved_powers import WAYS, cell_of


def reaction(results: Results) -> Finding | None:
    """Say how far rivals' answers move the patron, or else the power they move most."""
    rivals, row = _rivals(results), _moved(results)
    if rivals is None or row is None:
        return None
    ref, name = f"solve.rivals.{row['actor']}", results.name(row["actor"])
    with_, without = row["with_reaction"], row["without_reaction"]
    if percent(with_) == percent(without):
        return say(
            "reaction",
            "The answers of rivals change nothing in how often ",
            name,
            " bears the pact: ",
            number(ref, percent(with_)),
            " of worlds.",
        )
    most = max(row["terms"], key=lambda term: float(term["if_it_provoked_nobody"]))
    return say(
        "reaction",
        "If no rival answered the pact, ",
        name,
        " would bear it in ",
        number(ref, percent(without)),
        " of worlds; with their answers it does in ",
        number(ref, percent(with_)),
        ". What provokes them most is ",
        number(f"{ref}.{cell_of(most['id'])}", label(results, most["id"]), quiet=True),
        ": were that taken calmly, it would in ",
        number(f"{ref}.{cell_of(most['id'])}", percent(most["if_it_provoked_nobody"])),
        ".",
    )


def judged_reaction(results: Results) -> Finding | None:
    """Say in one clause what rivals' answers do to the patron, where they matter."""
    row = _moved(results)
    if row is None or row["actor"] != results.patron:
        return None
    if not round(row["difference"], 2):
        return None
    ref = f"solve.rivals.{row['actor']}"
    return say(
        "rivals",
        "The answers of rivals make ",
        results.name(row["actor"]),
        " less willing: it bears the pact in ",
        number(ref, percent(row["with_reaction"])),
        " of worlds, and would in ",
        number(ref, percent(row["without_reaction"])),
        " if none answered.",
    )


def unsettled(results: Results) -> Finding | None:
    """Say where answers would grow without end."""
    rivals = _rivals(results)
    if rivals is None or not rivals["unstable_share"]:
        return None
    who = tuple(dict.fromkeys(rivals["unstable_pair"]))
    return say(
        "unsettled",
        "In ",
        number("solve.rivals.unstable", percent(rivals["unstable_share"])),
        " of worlds answers to answers would grow without end, driven most by ",
        results.pair(who),
        "; there they are held at their limit.",
    )


def rival_tables(results: Results) -> tuple[Table, ...]:
    """What each way of answering, and each provoking term, costs a power."""
    rivals, row = _rivals(results), _moved(results)
    if rivals is None or row is None:
        return ()
    ref = f"solve.rivals.{row['actor']}"
    by_way = [
        (
            cell(words),
            cell(number(f"solve.rivals.{way}", bracketed(rivals["reaction"][way]))),
            cell(number(f"{ref}.{way}", bracketed(row["cost"][way]))),
        )
        for way, words in WAYS.items()
    ]
    by_term = [
        (
            cell(
                number(
                    f"{ref}.{cell_of(term['id'])}",
                    label(results, term["id"]),
                    quiet=True,
                )
            ),
            cell(number(ref, bracketed(term["cost"]))),
            cell(
                number(
                    f"{ref}.{cell_of(term['id'])}",
                    percent(term["if_it_provoked_nobody"]),
                )
            ),
        )
        for term in sorted(
            row["terms"], key=lambda term: -float(term["if_it_provoked_nobody"])
        )
    ]
    who = results.name(row["actor"])
    return (
        table(
            "rivals.ways",
            "How rivals answer the pact",
            (
                "Way",
                "How strongly, against what provokes them",
                cell("Cost to ", who, ", part of its welfare"),
            ),
            by_way,
            folded=True,
        ),
        table(
            "rivals.terms",
            "What provokes rivals, and what it costs the power that bears it",
            (
                "Term",
                cell("Cost to ", who, ", part of its welfare"),
                "Bears the pact if this provoked nobody",
            ),
            by_term,
            folded=True,
        ),
    )


def _rivals(results: Results) -> Record | None:
    rivals: Record = (results.solution or {}).get("rivals") or {}
    return rivals if rivals.get("actors") else None


def _moved(results: Results) -> Record | None:
    """The row of the patron, or else of the power that rivals move most."""
    rivals = _rivals(results)
    rows = [row for row in rivals["tolerance"] if row["terms"]] if rivals else []
    ranked = sorted(
        rows, key=lambda row: (row["actor"] != results.patron, row["difference"])
    )
    return ranked[0] if ranked else None
