"""The traces of all numbers of a brief as one graph, each step once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from suzerain.brief.labels import label
from suzerain.brief.why import Tracer
from suzerain.core.trace import Trace


def trace_graph(tracer: Tracer, refs: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Collect the steps behind these ids.

    Args:
        tracer: Makes the traces.
        refs: Ids of numbers, in the order in which a reader meets them.

    Returns:
        Each step by its id, parents as ids; ids asked for come first.
    """
    found: dict[str, dict[str, Any]] = {}
    waiting = [tracer.trace(ref) for ref in dict.fromkeys(refs)]
    while waiting:
        below: list[Trace] = []
        for step in waiting:
            if step.id not in found:
                found[step.id] = _node(step, tracer)
                below += step.parents
        waiting = below
    return found


def _node(step: Trace, tracer: Tracer) -> dict[str, Any]:
    by_hand = step.id not in tracer.results.case.register
    words = (
        step.label
        if step.kind != "assumption" or by_hand
        else label(tracer.results, step.id)
    )
    node: dict[str, Any] = {"kind": step.kind, "label": words}
    for name in ("value", "quote", "source", "reason", "citation"):
        if getattr(step, name):
            node[name] = getattr(step, name)
    if step.kind == "claim":
        node |= {"start": step.start, "end": step.end}
    if step.parents:
        node["parents"] = [parent.id for parent in step.parents]
    return node
