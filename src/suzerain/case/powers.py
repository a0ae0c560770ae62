"""Which outside actors matter to a pact, as third powers or as rivals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from suzerain.case.pact import Stance, ThirdPower
from suzerain.case.parties import acting, parties, speaker_of
from suzerain.case.relations import (
    ALLIANCE_WORDS,
    CONSENT_WORDS,
    COVER_WORDS,
    HOSTILE_WORDS,
    HYPOTHETICAL_KINDS,
    PACT_WORDS,
    POWER_WORDS,
    WAR_WORDS,
)
from suzerain.case.tie import Tie
from suzerain.core.codes import actors
from suzerain.evidence.claim import Claim

Basis = dict[str, dict[str, None]]


def find_powers(
    claims: Iterable[Claim],
    ties: Iterable[Tie],
    stances: Iterable[Stance],
    members: tuple[str, ...],
) -> tuple[ThirdPower, ...]:
    """List outside actors whose response to a pact matters.

    One that members depend on, or that could permit or cover, is a third power even
    when it also criticises; one that only acts against a member is a rival, and so is
    one that is only known as the ally of a rival.

    Args:
        claims: All claims.
        ties: Who provides what to whom.
        stances: Who takes which attitude toward the pact or a member.
        members: Members of the pact.

    Returns:
        Third powers and rivals, each sorted by code. The patron is not named here: it
        is computed from leverage.
    """
    ledger = tuple(claims)
    bearing: Basis = defaultdict(dict)
    hostile: Basis = defaultdict(dict)
    watching: Basis = defaultdict(dict)
    for tie in ties:
        if tie.recipient in members and tie.provider not in members:
            bearing[tie.provider].update(dict.fromkeys(_claims(tie.basis)))
    for claim in ledger:
        _sort_claim(claim, members, bearing, hostile)
    for stance in stances:
        if stance.actor not in members:
            against = stance.attitude in ("opposes", "concerned")
            (hostile if against else watching)[stance.actor][stance.claim] = None
    for code in set(watching) & set(hostile):
        hostile[code].update(watching.pop(code))
    _add_allies(ledger, members, bearing, hostile)
    thirds = {**watching, **bearing}
    thirds = {code: {**watching.get(code, {}), **thirds[code]} for code in thirds}
    return (
        *(
            ThirdPower(actor=code, role="third", basis=tuple(thirds[code]))
            for code in sorted(thirds)
        ),
        *(
            ThirdPower(actor=code, role="rival", basis=tuple(hostile[code]))
            for code in sorted(set(hostile) - set(thirds))
        ),
    )


def _claims(basis: Iterable[str]) -> Iterable[str]:
    return (item for item in basis if item.startswith("c-"))


def _sort_claim(
    claim: Claim, members: tuple[str, ...], bearing: Basis, hostile: Basis
) -> None:
    """File one claim under each outside actor that it makes a power or a rival."""
    subjects, objects = acting(claim.subject), acting(claim.object)
    touched = set(members) & {*subjects, *objects, *acting(claim.attributed_to)}
    if claim.relation in POWER_WORDS | COVER_WORDS and touched:
        for code in _outside(subjects, members):
            bearing[code][claim.id] = None
    if claim.relation in CONSENT_WORDS and (touched or not objects):
        # whom a member only met is not asked for leave
        asked = subjects if claim.relation == "CONSULT" else (*subjects, *objects)
        for code in _outside(asked, members):
            if kind_is_state(code):
                bearing[code][claim.id] = None
    for code in _outside(_against(claim, members), members):
        hostile[code][claim.id] = None


def _against(claim: Claim, members: tuple[str, ...]) -> tuple[str, ...]:
    """Name those who act against a member, and those whom a member fights."""
    real = claim.polarity == "positive" and claim.kind not in HYPOTHETICAL_KINDS
    if claim.relation not in HOSTILE_WORDS or not real:
        return ()
    subjects, objects = acting(claim.subject), acting(claim.object)
    if set(objects) & set(members):
        return (*subjects, speaker_of(claim))
    fights = claim.relation in WAR_WORDS and set(subjects) & set(members)
    return objects if fights else ()


def kind_is_state(code: str) -> bool:
    """Say whether a code stands for a state (unknown codes pass as states)."""
    return code not in actors() or actors()[code].kind == "state"


def _outside(codes: Iterable[str], members: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        code for code in dict.fromkeys(codes) if acting(code) and code not in members
    )


def _add_allies(
    claims: tuple[Claim, ...],
    members: tuple[str, ...],
    bearing: Basis,
    hostile: Basis,
) -> None:
    """Count the allies of a rival as rivals, unless members depend on them."""
    rivals = set(hostile) - set(bearing)
    for claim in claims:
        joined = set(parties(claim))
        binding = claim.relation in PACT_WORDS | ALLIANCE_WORDS
        if not binding or claim.polarity == "negative" or joined & set(members):
            continue
        if joined & rivals and claim.kind != "history":
            for code in sorted(joined - set(bearing)):
                hostile[code][claim.id] = None
