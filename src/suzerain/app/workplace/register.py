"""The assumptions of a case: range, reason, and what draws them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from suzerain.app.workplace.state import Record, State
from suzerain.case.actor import Need
from suzerain.case.tie import Tie
from suzerain.core.assumption import Assumption, load_register
from suzerain.core.errors import SuzerainError
from suzerain.core.worlds import Worlds

LEAST_WORLDS = 200


def _quick(state: State) -> Record:
    """Solve in a few worlds: who the patron is, and which numbers are drawn."""
    from suzerain.strategy.solution import solve

    worlds = Worlds(count=LEAST_WORLDS)
    try:
        solved = solve(state.case(), worlds).to_dict()
    except (SuzerainError, ValueError):
        return {"patron": None, "drawn": ()}
    return {"patron": solved.get("patron"), "drawn": tuple(worlds.drawn)}


def patron(state: State) -> str | None:
    """Code of the patron as solving in a few worlds finds it; None when none is."""
    return state.once("quick", lambda: _quick(state))["patron"] or None


def assumptions(state: State) -> list[Record]:
    """List the register of a case: range, reason, whether it is the analyst's own."""
    return state.once("assumptions", lambda: list(_assumptions(state)))


def _assumptions(state: State) -> Iterator[Record]:
    from suzerain.brief.labels import assumption_words

    case = state.unreviewed
    shipped = load_register()
    told: dict[str, list[str]] = defaultdict(list)
    claims: dict[str, set[str]] = defaultdict(set)
    built: list[Need | Tie] = [*case.needs, *case.ties]
    for one in built:
        named = [key for key in one.basis if not key.startswith("c-")]
        for key in named:
            told[key].append(one.id)
            claims[key].update(k for k in one.basis if k.startswith("c-"))
    drawn = set(state.once("quick", lambda: _quick(state))["drawn"])
    own = {row.get("id", "") for row in state.rows("assumptions").rows}
    for entry in case.register.values():
        used = entry.id in drawn or any(k.startswith(f"{entry.id}.") for k in drawn)
        yield {
            "id": entry.id,
            "label": assumption_words(entry.id) or entry.id,
            **_range(entry),
            "unit": entry.unit,
            "reason": entry.reason,
            "citation": entry.citation,
            "own": entry.id in own,
            "register": _range(shipped[entry.id]) if entry.id in own else None,
            "used": used or entry.id in told,
            "used_by": told.get(entry.id, []),
            "claims": sorted(claims.get(entry.id, ())),
        }


def _range(entry: Assumption) -> Record:
    spread = entry.spread
    return {
        "low": spread.low,
        "mode": spread.mode,
        "high": spread.high,
        "shape": spread.shape,
    }
