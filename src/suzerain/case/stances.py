"""What outsiders and members say and feel about a pact or a member."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from suzerain.case.pact import Attitude, Pact, Stance
from suzerain.case.parties import acting, codes_of
from suzerain.case.relations import HYPOTHETICAL_KINDS
from suzerain.evidence.claim import Claim

# relation: attitude when it holds, attitude when it is denied or negative
ATTITUDES: dict[str, tuple[Attitude, Attitude | None]] = {
    "ENDORSES": ("endorses", "reserved"),
    "SUPPORT": ("supports", "opposes"),
    "AGREES_WITH": ("supports", "opposes"),
    "FRIENDSHIP": ("supports", None),
    "PERMITS": ("tolerates", "opposes"),
    "RESERVED": ("reserved", None),
    "FEIGNS_IGNORANCE": ("reserved", None),
    "AWARE_OF": ("tolerates", "reserved"),
    "CONCERNED": ("concerned", "tolerates"),
    "WARN": ("concerned", None),
    "OPPOSES": ("opposes", "tolerates"),
    "DISAGREES_WITH": ("opposes", "supports"),
    "CRITICISE": ("opposes", "reserved"),
    "ACCUSE": ("opposes", "reserved"),
    "PROTEST": ("opposes", "reserved"),
    "REJECT": ("opposes", "tolerates"),
    "THREATEN": ("opposes", "reserved"),
    "SANCTION": ("opposes", "tolerates"),
    "VIOLATES_LAW": ("opposes", "endorses"),
    "DENIES": ("supports", None),
}
# with a speaker, not with the pact
ECHOES = frozenset({"AGREES_WITH", "DISAGREES_WITH"})
# what these state is about the pact, so the stance is the speaker's
ABOUT = frozenset({"VIOLATES_LAW", "DENIES"})


def find_stances(claims: Iterable[Claim], pacts: Iterable[Pact]) -> tuple[Stance, ...]:
    """List who takes which attitude toward a pact or a member.

    Args:
        claims: All claims.
        pacts: The candidate pacts; the first one is meant where a claim names nobody.

    Returns:
        Stances in the order of the claims.
    """
    listed = tuple(pacts)
    if not listed:
        return ()
    found: dict[str, Stance] = {}
    for claim in claims:
        if claim.kind in HYPOTHETICAL_KINDS | {"history"}:
            continue
        for stance in (*_stated(claim, listed), *_echoed(claim, found.values())):
            found.setdefault(stance.id, stance)
    return tuple(found.values())


def _stated(claim: Claim, pacts: tuple[Pact, ...]) -> Iterator[Stance]:
    """Read the attitudes that a claim states itself."""
    attitude = attitude_of(claim)
    if attitude is None:
        return
    for actor, speaker in _holders(claim):
        foreign = actor not in pacts[0].members
        reserved = claim.relation == "DENIES" and foreign
        for target in _targets(claim, pacts, actor):
            yield Stance(
                actor=actor,
                speaker=speaker,
                target=target,
                attitude="reserved" if reserved else attitude,
                claim=claim.id,
            )


def _echoed(claim: Claim, before: Iterable[Stance]) -> tuple[Stance, ...]:
    """Give one who agrees with an earlier speaker that speaker's attitude."""
    if claim.relation != "AGREES_WITH" or claim.polarity == "negative":
        return ()
    echoed = {
        stance.target: stance
        for stance in before
        if claim.object in (stance.speaker, stance.actor)
    }
    return tuple(
        replace(stance, actor=actor, speaker=speaker, claim=claim.id)
        for actor, speaker in _holders(claim)
        for stance in echoed.values()
        if actor not in (stance.actor, stance.target)
    )


def attitude_of(claim: Claim) -> Attitude | None:
    """Read the attitude that a claim shows; None when it shows none."""
    if claim.relation not in ATTITUDES:
        return None
    holds, fails = ATTITUDES[claim.relation]
    denied = claim.polarity == "negative" or claim.certainty == "denied"
    return fails if denied and claim.relation != "DENIES" else holds


def _holders(claim: Claim) -> tuple[tuple[str, str], ...]:
    """Name actors whose attitude it is, each with its speaker as printed."""
    speakers = acting(claim.attributed_to)
    if claim.relation in ABOUT:
        by = claim.attributed_to or (
            claim.subject if claim.relation == "DENIES" else ""
        )
        return tuple((actor, _printed(by, actor)) for actor in acting(by))
    return tuple(
        (
            actor,
            _printed(
                claim.attributed_to if actor in speakers else claim.subject, actor
            ),
        )
        for actor in acting(claim.subject)
    )


def _printed(text: str, actor: str) -> str:
    for part in text.split("+"):
        if part.split("/")[0].strip() == actor:
            return part.strip()
    return actor


def _targets(claim: Claim, pacts: tuple[Pact, ...], holder: str) -> tuple[str, ...]:
    """Name the pact or members that the attitude is toward; none when others.

    What a member says of its own part counts as said of the pact.
    """
    text = claim.subject if claim.relation == "VIOLATES_LAW" else claim.object
    codes = set(codes_of(text))
    if claim.relation == "FRIENDSHIP" and holder in pacts[0].members and not codes:
        return ()
    if not codes:
        return () if claim.relation in ECHOES else (pacts[0].id,)
    for pact in pacts:
        if set(pact.members) <= codes:
            return (pact.id,)
    named = sorted(codes & set(pacts[0].members))
    return tuple(pacts[0].id if code == holder else code for code in named)
