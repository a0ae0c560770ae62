"""Where on the page each step behind a figure stands, each of them once.

An assumption stands in the table of assumptions, a sentence in its document, and all
other steps in a list; the script of the page reads the chain from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from suzerain.brief.contents import Contents, refs_of
from suzerain.brief.finding import Number, Pieces
from suzerain.brief.section import Table
from suzerain.core.spread import Spread

Steps = Mapping[str, Mapping[str, Any]]
ASSUMED = "assumptions.table"
MANY = 2000  # claims from which on a count names them all by one link


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the list of steps.

    Args:
        key: The id that `why` resolves.
        kind: As in a trace.
        label: What it is, in words.
        value: Its value; empty when it has none.
        quote: Words of a source that is not among the documents.
        source: Their document, or the dataset.
        reason: Why a range is so.
        citation: Who says so.
        parents: Ids of what it was made from.
        same: Id of a line above that was made from the very same; `parents` is empty.
        all_claims: True when it was made from all claims; `parents` is empty.
    """

    key: str
    kind: str
    label: str
    value: str = ""
    quote: str = ""
    source: str = ""
    reason: str = ""
    citation: str = ""
    parents: tuple[str, ...] = ()
    same: str = ""
    all_claims: bool = False


def listed_steps(brief: Contents) -> list[Step]:
    """List the steps that stand neither in a table nor in a document.

    Args:
        brief: The brief.

    Returns:
        One line a step, in the order in which the figures are met.
    """
    claims = {claim.id for claim in brief.results.case.claims}
    elsewhere = tabled(brief) | quoted(brief)
    known: dict[tuple[str, ...], str] = {}
    found = []
    for key, step in brief.traces.items():
        if key in elsewhere:
            continue
        parents = tuple(step.get("parents", ()))
        everything = len(parents) >= MANY and set(parents) == claims
        same = known.setdefault(parents, key) if parents else key
        rests = same == key and not everything
        found.append(
            Step(
                key=key,
                kind=step["kind"],
                label=step["label"],
                **{
                    name: step[name]
                    for name in ("value", "quote", "source", "reason", "citation")
                    if step.get(name)
                },
                parents=parents if rests else (),
                same="" if same == key or everything else same,
                all_claims=everything,
            )
        )
    return found


def tabled(brief: Contents) -> set[str]:
    """Ids of the assumptions that have a row in the table of assumptions."""
    tables = (
        block
        for section in brief.sections
        for block in section.blocks
        if isinstance(block, Table) and block.id == ASSUMED
    )
    return {key for table in tables for row in table.rows if (key := row_key(row))}


def row_key(row: Sequence[Pieces]) -> str:
    """Id that all figures of a row lead to, or nothing when there are several.

    Examples:
        >>> from suzerain.brief.finding import number
        >>> row_key(((number("a", "2-3"),), ("why",), (number("a", "so"),)))
        'a'
        >>> row_key(((number("a", "2-3"),), (number("b", "4"),)))
        ''
    """
    refs = {piece.ref for cell in row for piece in cell if isinstance(piece, Number)}
    return refs.pop() if len(refs) == 1 else ""


def quoted(brief: Contents) -> set[str]:
    """Ids of the claims whose sentence stands in a document of the case."""
    case = brief.results.case
    lengths = {document.id: len(document.text) for document in case.documents}
    return {
        claim.id
        for claim in case.claims
        if 0 <= claim.start < claim.end <= lengths.get(claim.doc, 0)
    }


def cited(brief: Contents) -> set[str]:
    """Ids of the claims that a figure rests on by itself, not as one of all."""
    traces, total = brief.traces, len(brief.results.case.claims)
    found = {
        parent
        for step in traces.values()
        if len(step.get("parents", ())) < total
        for parent in step.get("parents", ())
    }
    met = set(refs_of(brief.bottom_line, brief.sections))
    return {key for key in found | met if traces.get(key, {}).get("kind") == "claim"}


def spread_data(spread: Spread) -> str:
    """Write low, most credible and high value and the shape for the page's script.

    Examples:
        >>> spread_data(Spread(low=0.1, high=0.5))
        '0.1 0.3 0.5 uniform'
    """
    return f"{spread.low:g} {spread.centre:g} {spread.high:g} {spread.shape}"
