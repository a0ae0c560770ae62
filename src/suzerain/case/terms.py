"""Who promises what to whom, and how sure sources are of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from suzerain.case.pact import Status, Term
from suzerain.case.parties import codes_of, directed_pairs, speaker_of
from suzerain.case.relations import (
    STANDING_KINDS,
    good_of,
    is_gift,
    is_purchase,
    is_standing_trade,
    shared_good,
)
from suzerain.case.returns import returns
from suzerain.core.codes import goods
from suzerain.evidence.claim import Claim

Flow = tuple[str, str, str]  # giver, taker, good
WORDED = frozenset({"PACT_TERMS", "AGREE"})  # what is given stands in their words
FACTUAL_KINDS = frozenset({"event", "tie", "quantity", "evidence", "history"})


def find_terms(
    claims: Iterable[Claim], members: tuple[str, ...], *, at_war: bool = False
) -> tuple[Term, ...]:
    """List the terms of a pact: one per giver, taker and good.

    Args:
        claims: All claims.
        members: Members of the pact.
        at_war: True when a member is at war: then what only an outsider reports is
            alleged until a second one reports it too.

    Returns:
        Terms in the order in which sources first name them, inferred ones last.
    """
    ledger = tuple(claims)
    found: dict[Flow, list[Claim]] = defaultdict(list)
    for claim in ledger:
        if is_standing_trade(claim.relation, claim.good, claim.kind):
            continue
        if is_withheld(claim):
            continue
        for flow in flows(claim):
            if flow[0] in members and flow[1] in members:
                found[flow].append(claim)
    stated = fold_general(_added(found, ledger))
    terms = [
        Term(
            giver=giver,
            taker=taker,
            good=good,
            status=status_of(bearing, (giver, taker, good), at_war=at_war),
            basis=tuple(dict.fromkeys(claim.id for claim in bearing)),
        )
        for (giver, taker, good), bearing in stated.items()
    ]
    known = (*terms, *_needed(ledger, members, terms))
    return (*known, *returns(known))


def is_withheld(claim: Claim) -> bool:
    """Say whether a source states that nothing is given: that is no promise.

    What somebody denies, and a forecast that it will not be given, is a doubted one.
    """
    factual = claim.kind in FACTUAL_KINDS and claim.relation != "PACT_TERMS"
    return factual and claim.polarity == "negative" and claim.certainty != "denied"


def _added(
    found: Mapping[Flow, list[Claim]], claims: Iterable[Claim]
) -> dict[Flow, list[Claim]]:
    """Leave out what a member already supplied: trade, or a measured share."""
    measured = {
        (*pair, shared_good(claim))
        for claim in claims
        if shared_good(claim)
        for pair in directed_pairs(claim)
    }
    return {
        flow: bearing
        for flow, bearing in found.items()
        if flow not in measured
        or any(claim.kind not in STANDING_KINDS for claim in bearing)
    }


def flows(claim: Claim) -> tuple[Flow, ...]:
    """Name what a claim says is given: giver, taker, good.

    A purchase gives the good to the buyer and a market to the seller.
    """
    good = good_of(claim.relation, claim.good)
    if claim.relation in WORDED and claim.object:
        good = claim.good if claim.good in goods() else ""
    elif not is_gift(claim.relation) and not is_purchase(claim.relation):
        return ()
    if not good:
        return ()
    if is_purchase(claim.relation):
        sold = "trade" if good == "exports" else good
        return tuple(
            flow
            for buyer, seller in directed_pairs(claim)
            for flow in ((seller, buyer, sold), (buyer, seller, "exports"))
        )
    return tuple((giver, taker, good) for giver, taker in directed_pairs(claim))


def is_general(good: str) -> bool:
    """Say whether a good only names its group, such as `arms` or `support`.

    Examples:
        >>> is_general("energy"), is_general("oil"), is_general("military_support")
        (True, False, True)
    """
    return good == goods()[good].group or good.endswith("support")


def fold_general(
    found: Mapping[Flow, list[Claim]],
) -> dict[Flow, list[Claim]]:
    """Let a general word (`arms`) stand for the particular good where one is named.

    Without this a gift named once in general and once in particular counts twice.
    """
    folded = dict(found)
    for flow in found:
        giver, taker, good = flow
        if not is_general(good):
            continue
        group = goods()[good].group
        particular = [
            other
            for other in folded
            if other[:2] == (giver, taker)
            and goods()[other[2]].group == group
            and not is_general(other[2])
        ]
        if particular:
            general = folded.pop(flow)
            folded[particular[0]] = [*folded[particular[0]], *general]
    return folded


def status_of(bearing: Iterable[Claim], flow: Flow, *, at_war: bool = False) -> Status:
    """Judge how sure a term is from the claims that bear it.

    Args:
        bearing: The claims about it.
        flow: Its giver and taker, whose word on their own acts counts, and its good.
        at_war: True when a member is at war.
    """
    claims = tuple(bearing)
    each = [_status(claim, flow, at_war=at_war) for claim in claims]
    reporters = {
        speaker_of(claim)
        for claim in claims
        if claim.kind == "event"
        and claim.certainty == "reported"
        and claim.polarity == "positive"
    }
    if "observed" in each or len(reporters) > 1:
        return "observed"
    for status in ("doubted", "promised"):
        if status in each:
            return status
    return "alleged"


def _status(claim: Claim, flow: Flow, *, at_war: bool) -> Status:
    if claim.polarity == "negative" or claim.certainty == "denied":
        return "doubted"
    if claim.certainty in ("hedged", "conditional"):
        return "alleged"
    own_word = speaker_of(claim) in flow[:2]
    reported = claim.certainty == "reported"
    if claim.kind == "forecast" or (claim.kind == "tie" and reported):
        return "promised" if own_word or not reported else "alleged"
    if claim.kind not in FACTUAL_KINDS:
        return "alleged"
    if claim.kind == "tie" and goods()[flow[2]].delivery == "once":
        return "alleged"  # a thing given once is given by an act, not by a habit
    return "alleged" if reported and at_war and not own_word else "observed"


def _needed(
    claims: Iterable[Claim], members: tuple[str, ...], stated: Iterable[Term]
) -> tuple[Term, ...]:
    """Infer what the other member gives from what a member is said to need."""
    known = tuple(stated)
    inferred: dict[str, Term] = {}
    for claim in claims:
        needed = claim.relation == "NEEDS" and claim.polarity == "positive"
        if not needed or claim.good not in goods():
            continue
        for taker in codes_of(claim.subject):
            giver = _giver(claim, taker, members)
            covered = any(
                taker in (term.giver, term.taker) and alike(term.good, claim.good)
                for term in known
            )
            if not giver or covered:
                continue
            term = Term(giver=giver, taker=taker, good=claim.good, inferred=True)
            before = inferred.get(term.id, term)
            inferred[term.id] = replace(before, basis=(*before.basis, claim.id))
    return tuple(
        term for term in inferred.values() if _is_owed(term, inferred.values(), known)
    )


def alike(first: str, second: str) -> bool:
    """Say whether two goods are one, or one is a general word for the other.

    Examples:
        >>> alike("arms", "drones"), alike("aircraft", "drones")
        (True, False)
    """
    same_group = goods()[first].group == goods()[second].group
    return first == second or (same_group and (is_general(first) or is_general(second)))


def _is_owed(term: Term, inferred: Iterable[Term], stated: Iterable[Term]) -> bool:
    """Of two members that need the same, the one that delivered more is owed it."""
    group = goods()[term.good].group
    rivals = any(
        (other.giver, goods()[other.good].group) == (term.taker, group)
        for other in inferred
    )
    delivered = Counter(one.giver for one in stated if one.status == "observed")
    return not rivals or delivered[term.taker] > delivered[term.giver]


def _giver(claim: Claim, taker: str, members: tuple[str, ...]) -> str:
    if taker not in members:
        return ""
    others = [member for member in members if member != taker]
    named = [code for code in codes_of(claim.object) if code in others]
    if named:
        return named[0]
    alone = len(others) == 1 and not claim.object
    return others[0] if alone else ""
