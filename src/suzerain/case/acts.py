"""Dated acts of one actor toward another, and the date up to which sources speak."""

from __future__ import annotations

from collections.abc import Iterable

from suzerain.case.event import Event
from suzerain.case.parties import acting
from suzerain.evidence.claim import Claim
from suzerain.sources.document import Document

ACT_KINDS = frozenset({"event", "history"})


def find_events(claims: Iterable[Claim]) -> tuple[Event, ...]:
    """List reported acts, dated ones first in order of time."""
    events = [
        Event(
            time=claim.time,
            actor=actor,
            relation=claim.relation,
            target="+".join(acting(claim.object)),
            claim=claim.id,
        )
        for claim in claims
        if claim.kind in ACT_KINDS and claim.polarity == "positive"
        for actor in acting(claim.subject)
    ]
    return tuple(sorted(events, key=lambda event: (not event.time, event.time)))


def latest_date(documents: Iterable[Document], claims: Iterable[Claim]) -> str:
    """Return the latest date up to which sources speak.

    Publication dates come first. Without any, the latest date that a claim about the
    present names; a bare year among history says nothing about when a source speaks.
    """
    published = [document.published for document in documents if document.published]
    if published:
        return max(published)
    named = [
        claim.time
        for claim in claims
        if claim.time and claim.kind not in ("history", "forecast", "hypothesis")
    ]
    exact = [time for time in named if len(time) > len("YYYY")]
    return max(exact, default="")
