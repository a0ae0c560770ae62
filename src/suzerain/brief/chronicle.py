"""What the sources tell of acts, statements and denials, by whom and when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from suzerain.brief.results import Results
from suzerain.case.parties import acting
from suzerain.core.errors import UnknownReference
from suzerain.evidence.claim import Claim

KINDS = ("act", "statement", "denial")
NOT_SO = frozenset({"conditional", "denied"})
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
MONTHS, DAYS = 12, 31
MOST = 90  # that a picture shows, and that a count names


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that an actor did or said, as sources tell it.

    Args:
        actor: Code of who did or said it.
        kind: `act`, `statement` or `denial`.
        time: ISO date, month or year; empty when no source dates it.
        sort: What it is: a relation of the claims, or an attitude.
        toward: Code of whom or what it is toward, or empty.
        claims: Ids of the claims that tell it, in the order told.
    """

    actor: str
    kind: str
    time: str
    sort: str
    toward: str
    claims: tuple[str, ...]


def chronicle(results: Results) -> tuple[Told, ...]:
    """List acts, statements and denials: dated ones by date, then as they are told.

    What several claims tell alike stands once. What would only happen on a condition is
    no act.

    Args:
        results: The case.
    """
    claims = {claim.id: claim for claim in results.case.claims}
    place = {key: k for k, key in enumerate(_in_order(results))}
    found: dict[tuple[str, ...], Told] = {}
    told = sorted(
        (*_denials(claims.values()), *_acts(results), *_statements(results)),
        key=lambda one: place.get(one.claims[0], len(place)),
    )
    denied = {(one.actor, one.claims[0]) for one in told if one.kind == "denial"}
    for one in told:
        claim = claims.get(one.claims[0])
        if claim is None or (one.kind != "denial" and claim.certainty in NOT_SO):
            continue
        if one.kind == "statement" and (one.actor, claim.id) in denied:
            continue
        key = (one.actor, one.kind, one.time, one.sort, one.toward)
        known = found.get(key)
        ids = (*(known.claims if known else ()), *one.claims)
        found[key] = replace(one, claims=tuple(dict.fromkeys(ids)))
    return tuple(sorted(found.values(), key=lambda one: (not one.time, one.time)))


def counted(results: Results, key: str) -> tuple[str, str, tuple[str, ...]]:
    """Say what a count counts: words, value, and ids of claims.

    Args:
        results: The case.
        key: Such as `count.claims` or `count.denials`.

    Raises:
        UnknownReference: If nothing of that name is counted.
    """
    case, name = results.case, key.removeprefix("count.")
    if name == "documents":
        firsts = {claim.doc: claim.id for claim in reversed(list(case.claims))}
        ids = tuple(firsts[doc.id] for doc in case.documents if doc.id in firsts)
        return "documents read", str(len(case.documents)), ids
    if name == "claims":
        every = tuple(claim.id for claim in case.claims)
        return "claims found", str(len(every)), every
    if name not in (f"{kind}s" for kind in KINDS):
        known = ["count.documents", "count.claims"]
        known += [f"count.{kind}s" for kind in KINDS]
        raise UnknownReference(key, known, "the counts")
    told = [one for one in chronicle(results) if f"{one.kind}s" == name]
    ids = tuple(dict.fromkeys(one.claims[0] for one in told[:MOST]))
    return f"{name} that sources tell of", str(len(told)), ids


def years(time: str) -> tuple[float, float] | None:
    """Read a date, month or year as a span of years.

    Args:
        time: Such as `2024-06-19`, `2024-06` or `2024`.

    Returns:
        Where it begins and ends; None where it is no date.

    Examples:
        >>> years("2024"), years("2024-07"), years("soon")
        ((2024.0, 2025.0), (2024.5, 2024.5833333333333), None)
    """
    read = DATE.fullmatch(time)
    if read is None:
        return None
    year, month, day = (int(part) if part else 0 for part in read.groups())
    if month > MONTHS or day > DAYS:
        return None
    if not month:
        return float(year), float(year + 1)
    start = year + (month - 1) / MONTHS
    if not day:
        return start, start + 1 / MONTHS
    exact = start + (day - 1) / DAYS / MONTHS
    return exact, exact


def _in_order(results: Results) -> list[str]:
    """Ids of all claims in the order in which the documents tell them."""
    places = {doc.id: k for k, doc in enumerate(results.case.documents)}
    ranked = sorted(
        results.case.claims, key=lambda c: (places.get(c.doc, len(places)), c.start)
    )
    return [claim.id for claim in ranked]


def _acts(results: Results) -> list[Told]:
    return [
        Told(
            actor=event.actor,
            kind="act",
            time=event.time if years(event.time) else "",
            sort=event.relation,
            toward=event.target,
            claims=(event.claim,),
        )
        for event in results.case.events
    ]


def _statements(results: Results) -> list[Told]:
    claims = results.claims
    return [
        Told(
            actor=stance.actor,
            kind="statement",
            time=claims[stance.claim].time if years(claims[stance.claim].time) else "",
            sort=stance.attitude,
            toward=stance.target,
            claims=(stance.claim,),
        )
        for stance in results.case.stances
        if stance.claim in claims
    ]


def _denials(claims: Iterable[Claim]) -> list[Told]:
    return [
        Told(
            actor=actor,
            kind="denial",
            time=claim.time if years(claim.time) else "",
            sort=claim.relation,
            toward="+".join(acting(claim.object)),
            claims=(claim.id,),
        )
        for claim in claims
        if claim.kind == "denial"
        for actor in acting(claim.attributed_to or claim.subject)[:1]
    ]
