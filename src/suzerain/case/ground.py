"""What every cell of a case rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from suzerain.case.case import Case
from suzerain.case.problem import Problem
from suzerain.core.errors import UnknownAssumption


def grounds(case: Case) -> dict[str, tuple[str, ...]]:
    """Name what every cell rests on, by its id."""
    cells: dict[str, tuple[str, ...]] = {}
    for need in case.needs:
        cells[need.id] = need.basis
    for tie in case.ties:
        cells[tie.id] = tie.basis
    for pact in case.pacts:
        cells[pact.id] = pact.basis
        for term in pact.terms:
            cells[term.id] = term.basis
    for power in case.powers:
        cells[f"power {power.actor}"] = power.basis
    for stance in case.stances:
        cells[stance.id] = (stance.claim,)
    for event in case.events:
        cells[f"event.{event.claim}"] = (event.claim,)
    for contest in case.contests:
        telling = (claim for item in contest.evidence for claim in item.claims)
        cells[contest.id] = (*telling, *contest.asserted)
    for question in case.questions:
        cells[question.id] = question.basis
    return cells


def basis_circles(case: Case) -> Iterator[Problem]:
    """Find cells that rest on themselves."""
    cells = grounds(case)
    done: set[str] = set()
    for start in cells:
        path: list[str] = []
        found = _circle(start, cells, path, done)
        if found:
            ring = " -> ".join(found)
            hint = "let one of them rest on a claim or an assumption"
            yield Problem(start, f"its basis runs in a circle: {ring}", hint)


def _circle(
    key: str, cells: Mapping[str, tuple[str, ...]], path: list[str], done: set[str]
) -> list[str]:
    if key in path:
        return [*path[path.index(key) :], key]
    if key in done or key not in cells:
        return []
    path.append(key)
    for step in cells[key]:
        found = _circle(step, cells, path, done)
        if found:
            done.update(path)
            return found
    path.pop()
    done.add(key)
    return []


def unknown_grounds(case: Case) -> Iterator[Problem]:
    """Find cells that rest on something that does not exist."""
    cells = grounds(case)
    claims = {claim.id for claim in case.claims}
    for where, basis in cells.items():
        for key in basis:
            if key not in claims and key not in cells and not _assumed(case, key):
                known = claims | set(cells) | set(case.register)
                yield Problem(
                    where, f"its basis names no id {key!r}", nearest(key, known)
                )


def _assumed(case: Case, key: str) -> bool:
    try:
        case.register[key]
    except UnknownAssumption:
        return False
    return True


def nearest(name: str, known: Iterable[str]) -> str:
    """Propose the known name that is most like one that is not known."""
    choices = sorted(known)
    near = get_close_matches(name, choices, n=1, cutoff=0.5)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"known are {', '.join(choices[:8])}" if choices else "add it first"
