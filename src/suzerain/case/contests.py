"""Whether a third power knew of a pact and agreed to it: the evidence, sorted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from suzerain.case.actor import Need
from suzerain.case.pact import Pact, ThirdPower
from suzerain.case.parties import acting, speaker_of
from suzerain.case.question import Contest, Item
from suzerain.case.relations import (
    ALLIANCE_WORDS,
    CONSENT_WORDS,
    COVER_WORDS,
    HYPOTHETICAL_KINDS,
    STRUCTURE_WORDS,
)
from suzerain.case.tie import Tie
from suzerain.core.codes import actor_name
from suzerain.evidence.claim import Claim

MEETING_WORDS = frozenset({"MEETINGS", "CONSULT"})


def find_contests(
    claims: Iterable[Claim],
    pact: Pact,
    powers: Iterable[ThirdPower],
    ties: Iterable[Tie],
    needs: Iterable[Need],
    origins: Mapping[str, str],
) -> tuple[Contest, ...]:
    """Ask of each third power that is said to know or permit whether it did.

    When sources speak of none, the power on which members depend most is asked about.

    Args:
        claims: All claims.
        pact: The pact.
        powers: Outside actors; only third powers are contested.
        ties: Who provides what to whom.
        needs: How much each good weighs.
        origins: Origin of each document; copies share one.
    """
    ledger = tuple(claims)
    listed = tuple(ties)
    thirds = [power.actor for power in powers if power.role == "third"]
    leaned = {tie.provider for tie in listed if tie.recipient in pact.members}
    spoken = [
        code
        for code in thirds
        if any(
            claim.relation in CONSENT_WORDS
            and code in acting(claim.subject)
            and (claim.relation != "ENDORSES" or code in leaned)
            for claim in ledger
        )
    ]
    chosen = spoken or _most_needed(thirds, pact.members, listed, tuple(needs))
    return tuple(_contest(code, pact, ledger, listed, origins) for code in chosen)


def _most_needed(
    thirds: Iterable[str],
    members: tuple[str, ...],
    ties: tuple[Tie, ...],
    needs: tuple[Need, ...],
) -> list[str]:
    weight = {(need.actor, need.good): need.weight.centre for need in needs}
    held: dict[str, float] = defaultdict(float)
    for tie in ties:
        if tie.recipient in members:
            held[tie.provider] += tie.share.centre * weight.get(
                (tie.recipient, tie.good), 0.0
            )
    ranked = sorted(thirds, key=lambda code: (-held[code], code))
    return [code for code in ranked[:1] if held[code] > 0]


def _contest(
    actor: str,
    pact: Pact,
    claims: tuple[Claim, ...],
    ties: tuple[Tie, ...],
    origins: Mapping[str, str],
) -> Contest:
    supplied = {
        claim
        for tie in ties
        if tie.provider == actor and tie.recipient in pact.members
        for claim in tie.basis
    }
    items: dict[tuple[str, str], list[str]] = defaultdict(list)
    asserted: list[str] = []
    sorts = {claim: sort_of(claim, actor, pact.members) for claim in claims}
    silent = {_passage(claim) for claim in claims if sorts[claim] == "silence"}
    for claim in claims:
        if is_opinion(claim) and _argues(claim, actor, pact.members):
            asserted.append(claim.id)
            continue
        sort = sorts[claim]
        if sort == "displeasure" and _negative(claim) and _passage(claim) in silent:
            sort = "silence"  # "neither endorsed nor condemned" says one thing
        if not sort and claim.id in supplied:
            sort = "dependence"
        if sort:
            items[sort, _cluster(claim, origins)].append(claim.id)
    return Contest(
        id=f"contest.{actor}.{pact.id}",
        question=(
            f"Did {actor_name(actor)} know of the pact of "
            f"{actor_name('+'.join(pact.members))}, and did it agree?"
        ),
        actor=actor,
        pact=pact.id,
        evidence=tuple(
            Item(claims=tuple(ids), sort=sort, cluster=cluster)
            for (sort, cluster), ids in items.items()
        ),
        asserted=tuple(asserted),
    )


def _passage(claim: Claim) -> tuple[str, int, int]:
    return claim.doc, claim.start, claim.end


def _cluster(claim: Claim, origins: Mapping[str, str]) -> str:
    """Name the origin of an item: one speaker in one group of documents."""
    origin = origins.get(claim.doc, claim.doc)
    return f"{claim.attributed_to or 'author'} in {origin}"


def is_opinion(claim: Claim) -> bool:
    """Say whether a claim is an inference of its author, not a report.

    An op-ed's reasoning is no evidence; the premises that it reports are. That a power
    permits a pact, said by an author as a fact without an event, is the very question.
    """
    hedged = claim.certainty in ("hedged", "conditional") and claim.kind != "event"
    verdict = claim.relation in CONSENT_WORDS and claim.kind == "tie"
    own = verdict and not claim.attributed_to
    return claim.kind in HYPOTHETICAL_KINDS or hedged or own


def _argues(claim: Claim, actor: str, members: tuple[str, ...]) -> bool:
    about = actor in acting(claim.subject) or actor in acting(claim.object)
    consent = claim.relation in CONSENT_WORDS | {"CONTROLS", "CONSTRAINS", "TROOPS_IN"}
    named = set(members) & {*acting(claim.subject), *acting(claim.object)}
    return consent and about and (bool(named) or not claim.object)


Rule = Callable[[Claim, str, frozenset[str]], bool]


def sort_of(claim: Claim, actor: str, members: Iterable[str]) -> str:
    """Sort a claim as evidence about a third power; empty when it is none.

    Args:
        claim: A claim that is a report, not an opinion.
        actor: The third power.
        members: Members of the pact.
    """
    if is_opinion(claim) or claim.relation == "FEIGNS_IGNORANCE":
        return ""
    if actor not in acting(claim.subject) and actor not in acting(claim.object):
        return ""
    group = frozenset(members)
    for sort, rule in RULES.items():
        if rule(claim, actor, group):
            return sort
    return ""


def _negative(claim: Claim) -> bool:
    return claim.polarity == "negative" or claim.certainty == "denied"


def _acts(claim: Claim, actor: str) -> bool:
    return actor in acting(claim.subject)


def _toward(claim: Claim, members: frozenset[str]) -> bool:
    return bool(members & set(acting(claim.object)))


def _with_member(claim: Claim, members: frozenset[str]) -> bool:
    return bool(members & {*acting(claim.subject), *acting(claim.object)})


def _is_denial(claim: Claim, actor: str, _members: frozenset[str]) -> bool:
    own = speaker_of(claim) in ("", actor)
    ignorant = claim.relation in ("AWARE_OF", "CONSULT") and _negative(claim)
    denies = claim.relation == "DENIES" or claim.kind == "denial"
    return own and _acts(claim, actor) and (ignorant or denies)


def _is_silence(claim: Claim, actor: str, _members: frozenset[str]) -> bool:
    silent = claim.relation in ("CRITICISE", "ACCUSE", "PROTEST") and _negative(claim)
    reserved = claim.relation == "RESERVED"
    return _acts(claim, actor) and (silent or reserved)


def _is_endorsement(claim: Claim, actor: str, members: frozenset[str]) -> bool:
    spoken = claim.relation in ("ENDORSES", "SUPPORT", "AGREES_WITH", "PERMITS")
    pact = members <= set(acting(claim.object)) or not claim.object
    return _acts(claim, actor) and spoken and pact and not _negative(claim)


def _is_criticism(claim: Claim, actor: str, members: frozenset[str]) -> bool:
    spoken = claim.relation in ("CRITICISE", "ACCUSE", "PROTEST", "REJECT", "THREATEN")
    toward = _toward(claim, members) or not claim.object
    return _acts(claim, actor) and spoken and toward and not _negative(claim)


def _is_displeasure(claim: Claim, actor: str, _members: frozenset[str]) -> bool:
    spoken = claim.relation in ("CONCERNED", "OPPOSES", "WARN", "DISAGREES_WITH")
    unsupported = claim.relation in ("SUPPORT", "ENDORSES") and _negative(claim)
    shown = spoken and not _negative(claim)
    return _acts(claim, actor) and (shown or unsupported)


def _is_consultation(claim: Claim, actor: str, members: frozenset[str]) -> bool:
    told = claim.relation == "AWARE_OF" and _acts(claim, actor)
    asked = claim.relation == "CONSULT" and bool(claim.attributed_to)
    return (told or asked) and _with_member(claim, members) and not _negative(claim)


def _is_cover(claim: Claim, actor: str, members: frozenset[str]) -> bool:
    shields = claim.relation in COVER_WORDS and not _negative(claim)
    return shields and _acts(claim, actor) and _toward(claim, members)


def _is_closeness(claim: Claim, _actor: str, members: frozenset[str]) -> bool:
    close = claim.relation in STRUCTURE_WORDS | ALLIANCE_WORDS | {"SUPPORT"}
    return close and _with_member(claim, members) and not _negative(claim)


def _is_timing(claim: Claim, _actor: str, members: frozenset[str]) -> bool:
    met = claim.relation in MEETING_WORDS and claim.kind == "event"
    return met and _with_member(claim, members) and not _negative(claim)


def _is_dependence(claim: Claim, actor: str, members: frozenset[str]) -> bool:
    needs = claim.relation in ("DEPENDS_ON", "NEEDS")
    dependent = needs and actor in acting(claim.object)
    return dependent and bool(members & set(acting(claim.subject)))


# the first rule that fits decides
RULES: dict[str, Rule] = {
    "denial": _is_denial,
    "silence": _is_silence,
    "endorsement": _is_endorsement,
    "criticism": _is_criticism,
    "displeasure": _is_displeasure,
    "consultation": _is_consultation,
    "cover": _is_cover,
    "closeness": _is_closeness,
    "timing": _is_timing,
    "dependence": _is_dependence,
}
