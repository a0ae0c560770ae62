"""What the brief rests on: assumptions, gaps, documents, and the run."""

from __future__ import annotations

from suzerain.brief.figures import spread_text
from suzerain.brief.finding import Name, Pieces, number, say
from suzerain.brief.labels import label
from suzerain.brief.results import Results
from suzerain.brief.section import Section, cell, table

MANY = 24
FAMILIES = {
    "group": "measures and terms",
    "good": "measures and terms",
    "measure": "measures",
    "case": "building the case",
    "pact": "the pact",
    "power": "third powers",
    "prior": "hypotheses",
    "likelihood": "hypotheses",
    "forecast": "forecasts",
    "rival": "rivals",
    "dynamics": "the months ahead",
    "enforcement": "promises",
    "permission": "asking leave",
}


def gaps(results: Results) -> Section:
    """What no source states."""
    findings = tuple(
        say(f"gap.{_letters(k)}", Name(text=results.spoken(gap)))
        for k, gap in enumerate(results.case.gaps)
    )
    notes = tuple(
        say(
            f"note.{_letters(k)}",
            Name(text=doc.title or doc.name),
            ": ",
            Name(text=note),
        )
        for k, (doc, note) in enumerate(
            (doc, note) for doc in results.case.documents for note in doc.notes
        )
    )
    return Section(
        id="gaps",
        title="Gaps",
        findings=findings + notes or (say("gap.none", "No gap was found."),),
        intro="What no source states, and what the reader had to decide.",
    )


def assumptions(results: Results, used: set[str]) -> Section:
    """Every declared number that the brief rests on.

    Args:
        results: The case and its results.
        used: Ids of the steps behind the brief's numbers.
    """
    register = results.case.register
    rows: list[tuple[Pieces, ...]] = []
    listed = sorted(
        {key for key in used if key in register},
        key=lambda key: (_family(key) == "measures and terms", _family(key), key),
    )
    for key in listed:
        entry = register[key]
        set_by = (" (set by the analyst)",) if entry.overruled else ()
        rows.append(
            (
                cell(number(key, label(results, key), quiet=True), *set_by),
                cell(number(key, spread_text(entry.spread, entry.unit))),
                cell(number(key, entry.reason, quiet=True)),
                cell(number(key, entry.citation, quiet=True)),
                cell(_family(key)),
            )
        )
    return Section(
        id="assumptions",
        title="Assumptions",
        blocks=(
            table(
                "assumptions.table",
                "Every number that no source states: its range, why, who says so",
                ("Number", "Range", "Reason", "Citation", "Used for"),
                rows,
                key="wide",
                folded=len(rows) > MANY,
            ),
        )
        if rows
        else (),
        intro="None of these comes from the documents. Each can be overruled.",
    )


def _family(key: str) -> str:
    head = key.split(".", maxsplit=1)[0]
    return FAMILIES.get(head, head)


def _letters(k: int) -> str:
    """Name the k-th of a list by letters, for ids free of figures."""
    name = ""
    while True:
        k, rest = divmod(k, 26)
        name = chr(ord("a") + rest) + name
        if k == 0:
            return name
        k -= 1
