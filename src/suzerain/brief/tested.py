"""What back-tests say of how far dependence tells what comes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from suzerain.brief.english import joined
from suzerain.brief.finding import Finding, Name, Piece, say

if TYPE_CHECKING:
    from suzerain.outlook.backtest.report import BackTest

SHIPPED = "backtests.json"
# What back-tests of one family are about; a family that is not here is left out.
FAMILIES = {
    "imports": "halved imports",
    "arms": "new suppliers of arms",
    "pacts": "defence pacts that begin and end",
    "sanctions": "the success of sanctions",
    "unga": "votes at the United Nations",
}


def verdicts(found: Iterable[BackTest]) -> list[dict[str, Any]]:
    """Sum back-tests up as verdicts, without figures.

    Args:
        found: The back-tests.

    Returns:
        For each its `name`, whether a measure of ours alone `tells` units apart, and
        whether ours beside the published ones `adds` to them.
    """
    from suzerain.outlook.backtest.reading import tells_apart, verdict

    return [
        {
            "name": one.study,
            "tells": any(tells_apart(m, one) for m in one.models if m.kind == "ours"),
            "adds": any(
                "ahead" in (verdict(m), verdict(m, "brier"))
                for m in one.models
                if m.kind == "both"
            ),
        }
        for one in found
    ]


def tested() -> Finding | None:
    """Say for which outcomes measures of dependence told anything beforehand."""
    return told_of(shipped())


def told_of(rows: Iterable[Mapping[str, Any]]) -> Finding | None:
    """Say what verdicts mean for a brief.

    Args:
        rows: What `verdicts` gives.
    """
    families: dict[str, list[bool]] = {}
    added: set[str] = set()
    for row in rows:
        family = str(row["name"]).partition("-")[0]
        if family in FAMILIES:
            families.setdefault(family, []).append(bool(row["tells"]))
            added |= {family} if row["tells"] and row["adds"] else set()
    ordered = [family for family in FAMILIES if family in families]
    full = [f for f in ordered if all(families[f])]
    some = [f for f in ordered if any(families[f]) and f not in full]
    none = [f for f in ordered if not any(families[f])]
    parts: list[str] = []
    if full:
        parts.append(f"told something beforehand of {_listed(full)}")
    if some:
        parts.append(f"told of {_listed(some)} in some tests only")
    if none:
        parts.append(f"told nothing of {_listed(none)}")
    if not parts:
        return None
    pieces: list[Piece] = [
        "In back-tests on history, measures of dependence ",
        Name(text=joined(parts)),
    ]
    if added:
        beyond = _listed([f for f in ordered if f in added])
        pieces += ["; beyond what published measures tell, of ", Name(text=beyond)]
    return say("tested", *pieces, ". Leverage by itself is no forecast.")


def _listed(families: Iterable[str]) -> str:
    return joined([FAMILIES[family] for family in families])


@cache
def shipped() -> tuple[dict[str, Any], ...]:
    """The verdicts of the back-tests of the manual."""
    text = (files("suzerain.brief") / SHIPPED).read_text(encoding="utf-8")
    return tuple(json.loads(text))
