"""A case with what datasets measure put in where articles only state or suggest."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from suzerain.case.case import Case
from suzerain.case.shares import fit
from suzerain.case.tie import Tie
from suzerain.core.assumption import Register
from suzerain.core.spread import Spread
from suzerain.evidence.observation import Observation
from suzerain.evidence.tabulate import doubted

SHARES = ("imports", "exports", "arms", "supply")
"""Quantities that are a provider's part of a supply."""

DRIFT = "dataset.drift"


def with_observations(case: Case, observations: Iterable[Observation]) -> Case:
    """Put measured shares in as ties; what is not measured stays as it was.

    Of each tie the latest observation counts, its range widened by the years since: a
    share drifts in log odds with the root of time, up to the year of the case, or of
    the latest observation when the articles bear no date. A tie that no article
    speaks of is added when its recipient has a need of the good. Shares of one good
    that exceed the whole are scaled down as those of articles are.

    Args:
        case: The case.
        observations: What datasets measure; only shares become ties.

    Returns:
        A new case that keeps all observations, so that every number can be traced.
    """
    seen = tuple(observations)
    measured = latest(seen)
    year = year_of(case) or max((one.year or 0 for one in seen), default=0)
    told = {(tie.provider, tie.recipient, tie.good): tie for tie in case.ties}
    needed = {(need.actor, need.good) for need in case.needs}
    known = {actor.code for actor in case.actors}
    for flow, one in measured.items():
        provider, recipient, good = flow
        if {provider, recipient} <= known and (recipient, good) in needed:
            told[flow] = _tie(one, good, year, case, told.get(flow))
    ties, misfits = fit(told.values())
    return replace(
        case,
        ties=tuple(sorted(ties, key=lambda tie: tie.id)),
        gaps=(*case.gaps, *misfits),
        observations=seen,
    )


def latest(
    observations: Iterable[Observation],
) -> dict[tuple[str, str, str], Observation]:
    """Choose the latest observation of each provider, recipient and good.

    Of one year, the one that is least in doubt is taken.
    """
    found: dict[tuple[str, str, str], Observation] = {}
    for one in observations:
        if one.quantity in SHARES:
            flow = (one.provider, one.recipient, one.good)
            if flow not in found or _later(one, found[flow]):
                found[flow] = one
    return found


def drifted(seen: Observation, year: int, register: Register) -> Spread:
    """Say what a share may be by a later year.

    Args:
        seen: The share as it was measured.
        year: The later year.
        register: Where the drift is declared.

    Returns:
        The measured range, with the drift added to its doubt.
    """
    gap = max(0, year - (seen.year or year))
    moved = register[DRIFT].spread.centre * math.sqrt(gap)
    low, high = doubted(seen.spread.low, moved), doubted(seen.spread.high, moved)
    if low.low == high.high:
        return Spread.point(seen.value)
    return Spread(low=low.low, mode=seen.value, high=high.high, shape="triangular")


def year_of(case: Case) -> int | None:
    """Return the year up to which the sources of a case speak, if it is known.

    Examples:
        >>> year_of(Case(name="pact", as_of="2024-10-28")), year_of(Case(name="pact"))
        (2024, None)
    """
    text = case.as_of.split("-")[0]
    return int(text) if text.isdigit() else None


def _later(one: Observation, other: Observation) -> bool:
    width = one.spread.high - one.spread.low
    rank = (one.year or 0, -width)
    return rank > (other.year or 0, other.spread.low - other.spread.high)


def _tie(seen: Observation, good: str, year: int, case: Case, told: Tie | None) -> Tie:
    share = drifted(seen, year, case.register)
    notes = [f"measured for {seen.year} by {seen.dataset} {seen.version}"]
    basis = [seen.id]
    if year > (seen.year or year):
        basis.append(DRIFT)
        notes.append(f"widened for the years to {year}")
    if told is not None:
        notes.append(f"in place of {told.share}, which articles state or suggest")
    return Tie(
        provider=seen.provider,
        recipient=seen.recipient,
        good=good,
        share=share,
        basis=tuple(basis),
        notes=tuple(notes),
    )
