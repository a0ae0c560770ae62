"""A brief under a scenario: what it says first, and the base beside every answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from suzerain.brief.figures import WELFARE, capital, percent
from suzerain.brief.finding import Finding, Name, Number, Piece, Pieces, number, say
from suzerain.brief.graph import trace_graph
from suzerain.brief.labels import definite, label
from suzerain.brief.results import Results, Supposition
from suzerain.brief.why import Tracer
from suzerain.core.assumption import is_about_one
from suzerain.outlook.whatif.settings import Moved

BASE = "base."
"""Begins the ids of steps that belong to the case as it is."""

SET = "scenario."
"""Begins the ids of what a scenario sets and no register holds."""

BEFORE = ".base"
"""Ends the ids of answers of the case as it is."""


def answered_under(
    results: Results,
    scene: Supposition,
    answers: Iterable[Finding],
    before: Iterable[Finding],
) -> tuple[Finding, ...]:
    """Say first what the scenario sets, then each answer with the base's behind it.

    Args:
        results: The case and its results under the scenario.
        scene: The scenario.
        answers: The first screen's answers under the scenario.
        before: The same of the case as it is.
    """
    return (announcement(results, scene), *beside(answers, before))


def announcement(results: Results, scene: Supposition) -> Finding:
    """Say that a brief is written under a scenario, and what it sets.

    Args:
        results: The case and its results under the scenario.
        scene: The scenario.
    """
    pieces: list[Piece | Pieces] = [
        "This brief is written under the scenario ",
        Name(text=scene.name),
        ", not for the case as it is.",
    ]
    for moved in scene.found.moved:
        pieces += [" ", *_moved(results, moved)]
    pieces.append(" Each answer below stands before that of the case as it is.")
    return say("scenario", *pieces, head="Scenario")


def _moved(results: Results, moved: Moved) -> Pieces:
    """Say in a sentence what one change sets."""
    if moved.id in results.case.register or moved.id.startswith(("tie.", "need.")):
        what = capital(definite(_what(results, moved.id)))
        new, old = number(moved.id, moved.new), number(BASE + moved.id, moved.old)
        named = number(moved.id, what, quiet=True)
        return (named, ": ", new, " instead of ", old, ".")
    told = number(f"{SET}{moved.id}", moved.new)
    if moved.id.startswith("term."):
        what = capital(label(results, moved.id))
        return (number(moved.id, what, quiet=True), ": ", told, ".")
    head, _, code = moved.id.partition(".")
    who = results.name(code, first=True)
    if head == "consent":
        does = {"refuse": " stops whatever it can.", "absent": " stops nothing."}
        return (who, does[moved.new])
    paid = {"offer": " is paid for staying out: ", "aid": " is paid for joining: "}
    return (who, paid[head], replace(told, text=f"{moved.new} {WELFARE}"), ".")


def _what(results: Results, key: str) -> str:
    """Name a number in words; what is set for one actor is named with the actor."""
    entry = results.scene.before.case.register.find(key) if results.scene else None
    if entry is None or not is_about_one(entry.inherits):
        return label(results, key)
    return label(results, entry.inherits, key[len(entry.inherits) + 1 :])


def beside(answers: Iterable[Finding], before: Iterable[Finding]) -> list[Finding]:
    """Put the base's answer behind each answer of the first screen.

    Args:
        answers: Under the scenario.
        before: Of the case as it is.

    Examples:
        >>> one = say("shadow", "It holds in ", number("solve.p_pact", "72 %"), ".")
        >>> other = say("shadow", "It holds in ", number("solve.p_pact", "80 %"), ".")
        >>> for found in beside([one], [other]):
        ...     print(found.id, "|", found.head, "|", found)
        shadow |  | It holds in 72 %.
        shadow.base | As the case is | It holds in 80 %.
    """
    known = {finding.id: finding for finding in before}
    found = []
    for finding in answers:
        found += [finding, _base_of(finding, known.get(finding.id))]
    return found


def _base_of(finding: Finding, before: Finding | None) -> Finding:
    pieces: Pieces = ("That question does not arise.",)
    if before is not None:
        same = str(before) == str(finding)
        pieces = ("The same.",) if same else tuple(map(_of_base, before.pieces))
    return say(f"{finding.id}{BEFORE}", *pieces, head="As the case is")


def _of_base(piece: Piece) -> Piece:
    return replace(piece, ref=BASE + piece.ref) if isinstance(piece, Number) else piece


def steps_under(results: Results, refs: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Collect the steps behind these ids, those of a scenario's base among them.

    Args:
        results: The case and its results, under a scenario or not.
        refs: Ids of numbers; those of the base begin with `base.`.
    """
    known = tuple(refs)
    if results.scene is None:
        return trace_graph(Tracer(results), known)
    own = [ref for ref in known if not ref.startswith((BASE, SET))]
    others = [ref.removeprefix(BASE) for ref in known if ref.startswith(BASE)]
    base = trace_graph(Tracer(results.scene.before), others)
    steps = steps_of_base(trace_graph(Tracer(results), own), base, asked=others)
    return steps | {
        SET + moved.id: {
            "kind": "assumption",
            "label": moved.id,
            "value": moved.new,
            "reason": f"set by the scenario {results.scene.name}",
            "citation": "the analyst",
        }
        for moved in results.scene.found.moved
        if SET + moved.id in known
    }


def steps_of_base(
    own: Mapping[str, dict[str, Any]],
    base: Mapping[str, dict[str, Any]],
    *,
    asked: Collection[str] = (),
) -> dict[str, dict[str, Any]]:
    """Add the steps behind the base's figures, under ids of their own.

    What rests on nothing else and is the same in both is kept once.

    Args:
        own: Steps under the scenario, by id.
        base: Steps of the case as it is, by id.
        asked: Ids of the base that a figure leads to.

    Examples:
        >>> keep = {"kind": "assumption", "label": "goodwill", "value": "0.5-2.0 %"}
        >>> pact = {"kind": "result", "label": "the pact", "parents": ["power.keep"]}
        >>> own = {"power.keep": {**keep, "value": "0.2-1.0 %"}}
        >>> steps_of_base(own, {"solve.p_pact": pact, "power.keep": keep})[
        ...     "base.solve.p_pact"
        ... ]["parents"]
        ['base.power.keep']
    """
    shared = {
        key
        for key, step in base.items()
        if "parents" not in step and own.get(key, step) == step and key not in asked
    }
    names = {key: key if key in shared else BASE + key for key in base}
    found = {key: dict(step) for key, step in own.items()}
    for key, step in base.items():
        parents = step.get("parents", ())
        renamed = {"parents": [names[one] for one in parents]} if parents else {}
        found.setdefault(names[key], {**step, **renamed})
    return found


def consent_of(results: Results) -> Finding | None:
    """Say what members do without leave, where the patron is told to refuse.

    Args:
        results: The case and its results, under a scenario or not.
    """
    scene, solution = results.scene, results.solution
    if scene is None or solution is None or results.patron not in scene.refusing:
        return None
    return say(
        "consent",
        results.name(results.patron, first=True),
        " refuses in this scenario. The members strike the pact all the same in ",
        number("solve.p_pact", percent(solution["p_pact"])),
        " of worlds.",
        head="Does the pact need consent?",
    )
