"""Suppliers that sources name without a number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from suzerain.case.pact import Pact
from suzerain.case.parties import directed_pairs
from suzerain.case.relations import (
    HOSTILE_WORDS,
    HYPOTHETICAL_KINDS,
    good_of,
    is_gift,
    is_purchase,
    is_share,
    is_standing_trade,
)
from suzerain.case.tie import Tie
from suzerain.case.wording import strength_of, strongest
from suzerain.core.assumption import Register
from suzerain.evidence.claim import Claim

Flow = tuple[str, str, str]  # provider, recipient, good
UNSTATED = "case.unstated_share."


def unnumbered(
    claims: Iterable[Claim], pact: Pact
) -> dict[Flow, list[tuple[str, str]]]:
    """Find flows named without a number: strength and claim for each.

    Troops of an enemy are no supply.
    That members depend on one another, without a word of what, is the pact itself.
    """
    exchanged = {(term.giver, term.taker, term.good) for term in pact.terms}
    hostile = {
        pair
        for claim in claims
        if claim.relation in HOSTILE_WORDS and claim.kind != "history"
        for pair in directed_pairs(claim)
    }
    found: dict[Flow, list[tuple[str, str]]] = defaultdict(list)
    for claim in claims:
        if claim.polarity == "negative" or claim.kind in HYPOTHETICAL_KINDS:
            continue
        vague = claim.relation == "DEPENDS_ON" and not claim.good
        given = is_gift(claim.relation) or is_purchase(claim.relation)
        if given and not is_standing_trade(claim.relation, claim.good, claim.kind):
            vague = True
        for flow, strength in hints(claim):
            within = vague and set(flow[:2]) <= set(pact.members)
            invades = claim.relation == "TROOPS_IN" and flow[:2] in hostile
            if flow not in exchanged and not within and not invades:
                found[flow].append((strength, claim.id))
    return found


def hints(claim: Claim) -> tuple[tuple[Flow, str], ...]:
    """Name the flows that a claim without numbers implies, each with its strength.

    A buyer of energy is a market for its seller (good `exports`, provider = buyer)
    and takes energy from it; the other side of a trade counts as minor.
    """
    relation, strength = claim.relation, strength_of(claim.quote)
    good = good_of(relation, claim.good)
    named = directed_pairs(claim)
    trades = relation == "TRADE_PARTNER" or (relation == "PARTNER" and good == "trade")
    if relation == "DEPENDS_ON" or trades:
        good = good or "trade"
    if not good:
        return ()
    there = tuple(((a, b, good), strength) for a, b in named)
    back = tuple(((b, a, good), strength) for a, b in named)
    if trades:
        weak = {flow: "minor" for flow, _ in back}
        return tuple({**weak, **dict(there)}.items())
    if is_purchase(relation):
        markets = tuple(((a, b, "exports"), strength) for a, b in named)
        sold, weight = ("trade", "minor") if good == "exports" else (good, "some")
        return (*markets, *(((b, a, sold), weight) for a, b in named))
    if relation == "DEPENDS_ON" or (relation == "NEEDS" and claim.object):
        return back
    unnumbered = (claim.value, claim.low, claim.high) == (None,) * 3
    if is_gift(relation) or (is_share(relation) and unnumbered):
        return there
    return ()


def suggested(flow: Flow, named: Iterable[tuple[str, str]], register: Register) -> Tie:
    """Give an unnumbered flow the range that its strongest wording suggests."""
    strengths, claims = zip(*named, strict=True)
    telling = [strength for strength in strengths if strength != "some"]
    strength = strongest(telling) if telling else "some"
    return Tie(
        provider=flow[0],
        recipient=flow[1],
        good=flow[2],
        share=register[UNSTATED + strength].spread,
        inferred=True,
        basis=(*dict.fromkeys(claims), UNSTATED + strength),
        notes=(f"no source states the number; wording suggests '{strength}'",),
    )
