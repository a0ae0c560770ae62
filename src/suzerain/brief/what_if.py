"""What the page takes to move assumptions: the problem, its sources, what to type."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from suzerain.brief.contents import Contents
from suzerain.brief.graph import trace_graph
from suzerain.brief.labels import label, possessive
from suzerain.brief.results import Results
from suzerain.brief.steps import Step, quoted
from suzerain.brief.why import Tracer
from suzerain.case.case import Case
from suzerain.case.codecs.overruled import overruled_rows
from suzerain.core.assumption import is_about_one
from suzerain.core.errors import SuzerainError
from suzerain.core.worlds import Worlds
from suzerain.outlook.whatif.compiled import compile_page
from suzerain.outlook.whatif.settings import texts_of

MOST_WORLDS = 4000
"""Worlds that a page can hold without growing slow; a brief may be made in more."""

LIMIT = ("power.keep", "power.kappa")
"""What a power's limit is the sum of (docs/theory/tolerance.md): it grows with both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movable:
    """What a page takes to move assumptions.

    Args:
        problem: What the page's engine solves; None where it cannot.
        context: What the page's sliders need besides.
        why: Why there is no problem; empty when there is one.
        example: A change that the reader can type.
        case: How to name the case in a command.
        steps: Steps behind the sliders that stand nowhere else on the page.
    """

    problem: dict[str, Any] | None
    context: dict[str, Any] | None
    why: str
    example: str
    case: str
    steps: tuple[Step, ...] = ()


def movable(brief: Contents) -> Movable:
    """Compile what the page takes to move assumptions.

    Under a scenario the page begins with it, and moves from the case as it is.

    Args:
        brief: The brief.
    """
    scene = brief.results.scene
    results = scene.before if scene else brief.results
    named = results.case.name
    if results.solution is None:
        why = results.unsolved or "the sources name no pact that could be solved"
        return Movable(problem=None, context=None, why=why, example="", case=named)
    worlds = Worlds(count=min(results.worlds, MOST_WORLDS), seed=results.seed)
    try:
        problem = compile_page(
            results.case, worlds, label=lambda key: words_for(results, key)
        )
    except SuzerainError as error:
        return Movable(
            problem=None, context=None, why=error.what, example="", case=named
        )
    joint = _joint(results)
    asked = [one["id"] for one in problem["inputs"]]
    asked += [part["id"] for one in joint for part in one["parts"]]
    first = joint[0]["parts"][0]["id"] if joint else asked[0] if asked else ""
    return Movable(
        problem=problem,
        context=_context(brief, results, worlds) | {"joint": joint},
        why="",
        example=f"{first}*=0.5" if first else "",
        case=named,
        steps=_unlisted(brief, results, asked),
    )


def words_for(results: Results, key: str) -> str:
    """Name a number that may be moved; what is set for one actor is named with it.

    Args:
        results: The case and its results.
        key: Id of a tie, a part of a need, or an assumption.
    """
    entry = results.case.register.find(key)
    if entry is None or not is_about_one(entry.inherits):
        return label(results, key)
    return label(results, entry.inherits, key[len(entry.inherits) + 1 :])


def _context(brief: Contents, results: Results, worlds: Worlds) -> dict[str, Any]:
    case, scene = results.case, brief.results.scene
    usual = Worlds()
    start = None
    if scene is not None:
        changes = scene.found.scenario.changes
        start = {"name": scene.name, "set": texts_of(changes)}
    return {
        "key": _key(case),
        "case": case.name,
        "pact": None,
        "worlds": worlds.count,
        "seed": worlds.seed,
        "usual_worlds": usual.count,
        "usual_seed": usual.seed,
        "patron": results.phrase(results.patron) if results.patron else "",
        "thirds": [one.actor for one in case.powers if one.role == "third"],
        "overruled": [list(row) for row in overruled_rows(case.register)],
        "figures": _figures(results) if worlds.count == results.worlds else {},
        "start": start,
    }


def _key(case: Case) -> str:
    """Tell a case from others of the same name, by what it is about."""
    told = [case.name, *(one.sha256 for one in case.documents)]
    told += [term.id for pact in case.pacts for term in pact.terms]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]


def _figures(results: Results) -> dict[str, float]:
    """Figures of the brief that the page's engine must find as well."""
    solution = results.solution or {}
    found = {
        "solve.p_pact": solution["p_pact"],
        "solve.p_pact_without_consent": solution["p_pact_without_consent"],
    }
    if results.patron:
        found[f"solve.director_index.{results.patron}"] = solution["director_index"]
    for made in results.forecasts:
        found[f"forecast.{made['question']}"] = made["probability"]["median"]
    return {key: value for key, value in found.items() if value is not None}


def _joint(results: Results) -> list[dict[str, Any]]:
    """A slider for how much the patron bears: its limit, all parts by one factor."""
    if not results.patron:
        return []
    parts = [_part(results, f"{key}.{results.patron}") for key in LIMIT]
    lead = results.case.register[parts[0]["id"]].spread
    if lead.low <= 0 or lead.low == lead.high:
        return []
    owner = possessive(results.phrase(results.patron))
    return [
        {
            "id": f"tolerance.{results.patron}",
            "label": f"{owner} tolerance",
            "parts": parts,
            "low": lead.low / lead.centre,
            "high": lead.high / lead.centre,
        }
    ]


def _part(results: Results, key: str) -> dict[str, Any]:
    entry = results.case.register[key]
    return {
        "id": key,
        "label": words_for(results, key),
        "unit": entry.unit,
        "low": entry.spread.low,
        "mode": entry.spread.mode,
        "high": entry.spread.high,
        "shape": entry.spread.shape,
        "reason": entry.reason,
        "citation": entry.citation,
    }


def _unlisted(brief: Contents, results: Results, asked: list[str]) -> tuple[Step, ...]:
    """Steps behind what may be moved that stand nowhere on the page."""
    there = {*brief.traces, *quoted(brief)}
    graph = trace_graph(Tracer(results), asked)
    return tuple(
        Step(
            key=key,
            kind=step["kind"],
            label=words_for(results, key) if key in asked else step["label"],
            parents=tuple(step.get("parents", ())),
            **{
                name: step[name]
                for name in ("value", "quote", "source", "reason", "citation")
                if step.get(name)
            },
        )
        for key, step in graph.items()
        if key not in there
    )
