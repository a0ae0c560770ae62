"""From an observation back to the numbers of its dataset and the doubts about them."""

from __future__ import annotations

from collections.abc import Callable

from suzerain.core.codes import actor_name, good_name
from suzerain.core.trace import Trace
from suzerain.evidence.observation import DataCell, Observation
from suzerain.sources.dataset import dataset, datasets

WORDS = {
    "imports": "part of the goods that {recipient} imports which come from {provider}",
    "exports": "part of the goods that {recipient} exports which go to {provider}",
    "trade": "part of the trade in goods of {recipient} that is with {provider}",
    "arms": "part of the arms that {recipient} receives which come from {provider}",
    "supply": "part of the {good} that {recipient} gets from abroad which comes "
    "from {provider}",
    "border": "length of the land border of {recipient} with {provider}",
}


def quantity_words(seen: Observation) -> str:
    """Say in words what an observation measures."""
    return WORDS[seen.quantity].format(
        recipient=actor_name(seen.recipient),
        provider=actor_name(seen.provider),
        good=good_name(seen.good),
    )


def trace_observation(seen: Observation, assumption: Callable[[str], Trace]) -> Trace:
    """Show what an observation was made from.

    Args:
        seen: The observation.
        assumption: Makes the trace of an assumption from its id.
    """
    year = "" if seen.year is None else f", {seen.year}"
    return Trace(
        id=seen.id,
        kind="cell",
        label=f"{quantity_words(seen)}{year}",
        value=f"{seen.value:.4g} ({seen.spread}) {seen.unit}",
        parents=(
            *(trace_data(cell) for cell in seen.cells),
            *(assumption(key) for key in seen.basis),
        ),
    )


def trace_data(cell: DataCell) -> Trace:
    """Show where a number of a dataset stands."""
    known = dataset(cell.dataset) if cell.dataset in datasets() else None
    title = known.title if known else cell.dataset
    return Trace(
        id=cell.id,
        kind="data",
        label=f"{cell.column} of {cell.key} in the table {cell.table}",
        value=f"{cell.value:,.6g} {cell.unit}",
        source=f"{title} {cell.version}",
        citation=known.citation if known else "",
    )
