"""Which numbers of a case the page offers to move, the weightiest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import log, sqrt
from typing import Any

import numpy as np

from suzerain.case.case import Case
from suzerain.case.change import changeable, is_for_one
from suzerain.core.assumption import Assumption
from suzerain.core.driver import drivers_of_each
from suzerain.core.worlds import Worlds
from suzerain.measures.exposure import Array
from suzerain.outlook.whatif.headline import SUMS, Headline, headlines
from suzerain.outlook.whatif.settings import PARTS_OF_ONE, apply
from suzerain.strategy.lever import range_of
from suzerain.strategy.problem import chosen_pact, whole

STRUCK = ("solve.p_pact", "solve.p_pact_without_consent")


def offered(
    case: Case,
    worlds: Worlds,
    *,
    pact: str | None = None,
    label: Callable[[str], str] = str,
) -> list[dict[str, Any]]:
    """List the numbers that the page offers to move, those that drive the pact first.

    A number is offered when an outcome goes with it more than chance would have it. Of
    `k` rank correlations that are all chance the largest is about `sqrt(2 ln k / n)` in
    `n` worlds; those below count as none. Numbers that drive the solved pact come
    before those that only weigh on what is said of it; `page.inputs` of them at most.
    All that is found out in the first `page.pilot` worlds.

    Args:
        case: The case.
        worlds: The worlds of the page.
        pact: Id of the pact; the case's first when left out.
        label: Words for the id of an input.

    Returns:
        One input each, as `Input` of `page/src/engine/types.ts`.

    References:
        Donoho & Johnstone 1994 for the largest of many that are chance.
    """
    chosen = chosen_pact(case, pact)
    drawn = Worlds(count=min(worlds.count, whole(case, "page.pilot")), seed=worlds.seed)
    found = headlines(apply(case, chosen, {}), drawn, pact=pact)
    weights = _weights(found, drawn)
    known = frozenset(changeable(case))
    names = [name for name in weights if name in known or is_for_one(case, name)]
    names.sort(key=lambda name: (*(-one for one in weights[name]), name))
    names = names[: whole(case, "page.inputs")]
    return [_input(case, name, label(name)) for name in names]


def _weights(
    found: Mapping[str, Headline], worlds: Worlds
) -> dict[str, tuple[float, float]]:
    """How strongly each number goes with the pact, and with anything; 0 for chance."""
    main = [_varying(found[name], found) for name in STRUCK]
    rest = [
        one.by_world
        for key, one in found.items()
        if key not in STRUCK and _is_told(key)
    ]
    count = len(worlds.drawn)
    each = drivers_of_each([*main, *rest], worlds.drawn, count)
    least = sqrt(2 * log(max(count * len(each), 2)) / worlds.count)
    most: dict[str, list[float]] = {}
    for spot, drivers in enumerate(each):
        for driver in drivers:
            if abs(driver.correlation) > least:
                pair = most.setdefault(driver.id, [0.0, 0.0])
                side = int(spot >= len(main))
                pair[side] = max(pair[side], abs(driver.correlation))
    return {name: (pair[0], pair[1]) for name, pair in most.items()}


def _is_told(key: str) -> bool:
    """Whether a reader looks at an outcome: what happens, and not how much."""
    head, *_, last = key.split(".")
    if head == "weigh":
        return last in SUMS
    return head == "forecast" or (head == "solve" and last != "level")


def _varying(one: Headline, found: Mapping[str, Headline]) -> Array:
    """The outcome; where it never varies, what members gain together."""
    if one.values.min() != one.values.max():
        return one.values
    gains = [
        two.values for key, two in found.items() if key.startswith("solve.surplus")
    ]
    return np.asarray(np.sum(gains, axis=0))


def _input(case: Case, name: str, words: str) -> dict[str, Any]:
    spread = range_of(case, name)
    entry = case.register.find(name)
    return {
        "id": name,
        "label": words,
        "unit": "share" if entry is None else entry.unit,
        "low": spread.low,
        "mode": spread.mode,
        "high": spread.high,
        "shape": spread.shape,
        **_said(case, name, entry),
        **_bounds(name, entry),
    }


def _said(case: Case, name: str, entry: Assumption | None) -> dict[str, str]:
    """Why a number is what it is, and who says so."""
    if entry is not None:
        group, reason, citation = "assumption", entry.reason, entry.citation
        return {"group": group, "reason": reason, "citation": citation}
    for tie in case.ties:
        if tie.id == name:
            said = "; ".join(tie.notes)
            return {"group": "tie", "reason": said, "citation": " ".join(tie.basis)}
    need = next(need for need in case.needs if name.startswith(f"{need.id}."))
    said = "; ".join(need.notes)
    return {"group": "need", "reason": said, "citation": " ".join(need.basis)}


def _bounds(name: str, entry: Assumption | None) -> dict[str, float | None]:
    """Least and most that a number may be set to."""
    if entry is None or entry.unit in PARTS_OF_ONE:
        return {"least": 0.0, "most": 1.0}
    if name.endswith(".sigma"):
        return {"least": 1.0, "most": None}
    return {"least": 0.0 if entry.spread.low >= 0 else None, "most": None}
