"""Whether the members keep their promises without a court."""

from __future__ import annotations

from suzerain.brief.figures import percent
from suzerain.brief.finding import Finding, Piece, Pieces, number, say
from suzerain.brief.labels import label
from suzerain.brief.results import Record, Results
from suzerain.brief.section import Table, cell, table
from suzerain.brief.solved_powers import cell_of


def keeps(results: Results) -> Finding | None:
    """Say how often the pact enforces itself, and who would break it."""
    kept = (results.solution or {}).get("enforcement") or {}
    share = kept.get("p_self_enforcing")
    if share is None:
        return None
    ref = "solve.enforcement"
    pieces: list[Piece | Pieces] = [
        "Without a court the pact enforces itself in ",
        number(ref, percent(share)),
        " of the worlds that strike it",
    ]
    if kept["defector"]:
        pieces += [
            "; where it does not, ",
            results.name(kept["defector"]),
            " is the likeliest to break it",
        ]
    if (kept["tranches"] or 1) > 1:
        pieces += [
            ", and giving what cannot be taken back in ",
            number(ref, f"{kept['tranches']} parts"),
            " or more makes it hold in ",
            number(ref, percent(kept["p_with_tranches"])),
        ]
    return say("keeps", *pieces, ".")


def promises(results: Results) -> Table | None:
    """List term by term whether keeping it pays, and what would make it pay."""
    kept = (results.solution or {}).get("enforcement") or {}
    rows = [
        _row(results, row)
        for row in kept.get("terms", ())
        if row["p_self_enforcing"] is not None
    ]
    if not rows:
        return None
    return table(
        "promises",
        "Where keeping a promise pays without a court, of the worlds in which it is "
        "made, and what would make it pay",
        (
            "Promise",
            "Keeping it pays",
            "Likeliest to break it",
            "Weight of the next year that it takes",
            "Given in parts",
        ),
        rows,
        key="wide",
    )


def _row(results: Results, row: Record) -> tuple[Pieces, ...]:
    ref = f"solve.enforcement.{cell_of(row['id'])}"
    patience, parts = row["critical_discount"], row["tranches"]
    staged: Pieces = ("not needed",)
    if (parts or 1) > 1:
        with_parts = percent(row["p_with_tranches"])
        staged = (number(ref, f"{parts} or more: {with_parts}"),)
    elif row["p_with_tranches"] is None:
        staged = ("nothing lasting is given",)
    elif parts is None:
        staged = ("no number is enough",)
    return (
        cell(number(row["id"], label(results, row["id"]), quiet=True)),
        cell(number(ref, percent(row["p_self_enforcing"]))),
        cell(results.listed(row["defector"]) if row["defector"] else "nobody"),
        cell(
            "more than there is" if patience is None else number(ref, percent(patience))
        ),
        cell(*staged),
    )
