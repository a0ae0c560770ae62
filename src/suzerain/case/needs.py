"""What each actor needs, and how much it weighs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from suzerain.case.actor import Need
from suzerain.case.pact import Pact
from suzerain.case.parties import acting
from suzerain.case.relations import good_of
from suzerain.case.shares import scaled
from suzerain.case.tie import Tie
from suzerain.core.assumption import Register
from suzerain.core.spread import Spread
from suzerain.evidence.claim import Claim

NEED_WORDS = frozenset({"NEEDS", "DEPENDS_ON"})
DIRE = re.compile(
    r"\b(dire|desperate|desperately|urgent|urgently|badly|acute|acutely|critical|"
    r"critically|vital|crucial|more than ever|lifeline|starving|famine)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Ground:
    claims: list[str] = field(default_factory=list)
    urgent: bool = False


def find_needs(
    claims: Iterable[Claim],
    ties: Iterable[Tie],
    pacts: Iterable[Pact],
    register: Register,
) -> tuple[Need, ...]:
    """List what actors need: as stated, as supplied, and as taken in a pact.

    Args:
        claims: All claims.
        ties: Who provides what to whom.
        pacts: Pacts with their terms.
        register: Where `need_weight` and `home` of each good are declared.

    Returns:
        Needs, sorted by id; the weights of one actor can never sum above
        `case.needs_total`.
    """
    ground: dict[tuple[str, str], _Ground] = defaultdict(_Ground)
    for claim in claims:
        if claim.relation not in NEED_WORDS or claim.polarity == "negative":
            continue
        good = good_of(claim.relation, claim.good)
        for actor in acting(claim.subject) if good else ():
            ground[actor, good].claims.append(claim.id)
            ground[actor, good].urgent |= is_dire(claim.quote)
    for tie in ties:
        _claims_only(ground[tie.recipient, tie.good], tie.basis)
    for pact in pacts:
        for term in pact.terms:
            _claims_only(ground[term.taker, term.good], term.basis)
    needs = [
        _need(actor, good, found, register) for (actor, good), found in ground.items()
    ]
    return tuple(sorted(bounded(needs, register), key=lambda need: need.id))


def is_dire(quote: str) -> bool:
    """Say whether words call a need dire.

    Examples:
        >>> is_dire("the island is in urgent want of grain"), is_dire("it buys grain")
        (True, False)
    """
    return DIRE.search(quote) is not None


def _claims_only(ground: _Ground, basis: Iterable[str]) -> None:
    ground.claims += [item for item in basis if item.startswith("c-")]


def _need(actor: str, good: str, found: _Ground, register: Register) -> Need:
    weight, home = f"good.{good}.need_weight", f"good.{good}.home"
    prior = register[weight].spread
    assumed = [weight, home]
    if found.urgent:
        prior = raised(prior, register["case.urgent_factor"].spread.centre)
        assumed.append("case.urgent_factor")
    return Need(
        actor=actor,
        good=good,
        weight=prior,
        home=register[home].spread,
        urgent=found.urgent,
        basis=(*dict.fromkeys(found.claims), *assumed),
        notes=("called dire",) if found.urgent else (),
    )


def raised(spread: Spread, factor: float) -> Spread:
    """Move the lower bound (and the mode with it) up within the range.

    Args:
        spread: The range.
        factor: Part of the range that is left out at its lower end, 0 to 1.

    Examples:
        >>> print(raised(Spread(low=0.0, high=1.0), 0.5))
        0.5 to 1
    """
    low = spread.low + factor * (spread.high - spread.low)
    mode = None if spread.mode is None else max(low, spread.mode)
    return Spread(low=low, high=spread.high, mode=mode, shape=spread.shape)


def bounded(needs: Iterable[Need], register: Register) -> tuple[Need, ...]:
    """Scale the weights of an actor whose needs could exceed its whole welfare."""
    listed = tuple(needs)
    limit = register["case.needs_total"].spread.centre
    most: dict[str, float] = defaultdict(float)
    for need in listed:
        most[need.actor] += need.weight.high
    return tuple(
        need
        if most[need.actor] <= limit
        else replace(
            need,
            weight=scaled(need.weight, limit / most[need.actor]),
            basis=(*need.basis, "case.needs_total"),
            notes=(
                *need.notes,
                "scaled down so that all needs of this actor stay below its welfare",
            ),
        )
        for need in listed
    )
