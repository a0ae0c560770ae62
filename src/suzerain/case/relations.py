"""Which relations of the claims make which part of a case."""

from __future__ import annotations

from suzerain.core.codes import goods
from suzerain.evidence.claim import Claim

PACT_WORDS = frozenset({"PACT", "PACT_TERMS", "AGREE"})
ALLIANCE_WORDS = frozenset({"ALLY", "COOPERATE"})
STRUCTURE_WORDS = frozenset({"PARTNER", "FRIENDSHIP"})
GROUP_WORDS = PACT_WORDS | ALLIANCE_WORDS | STRUCTURE_WORDS

SHARE_GOODS = {"ECONOMY_SHARE": "trade", "TRADE_SHARE": "trade", "OIL_SHARE": "oil"}

GIVEN_GOODS = {
    "SUPPLIES_ARMS": "arms",
    "SUPPLIES_ENERGY": "energy",
    "SUPPLIES_MILTECH": "military_technology",
    "AID": "aid",
    "AID_MILITARY": "military_support",
    "TROOPS_IN": "troops",
    "SANCTIONS_RELIEF": "sanctions_relief",
    "DIPLOMATIC_COVER": "diplomatic_cover",
}
BOUGHT_GOODS = {"BUYS_ENERGY": "energy"}

POWER_WORDS = frozenset({"CONSTRAINS", "CONTROLS", "POWER_OVER", "PERMITS", "DIRECTS"})
COVER_WORDS = frozenset({"DIPLOMATIC_COVER", "SANCTIONS_RELIEF"})
HOSTILE_WORDS = frozenset(
    {
        "ACCUSE",
        "CRITICISE",
        "THREATEN",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
        "AT_WAR_WITH",
        "PROTEST",
        "REJECT",
    }
)
WAR_WORDS = frozenset({"AT_WAR_WITH", "ASSAULT"})
FLEETING_WORDS = frozenset({"TEMPORARY", "TRANSACTIONAL"})
TRADE_GOODS = frozenset({"trade", "exports"})
STANDING_KINDS = frozenset({"tie", "quantity", "history"})
HYPOTHETICAL_KINDS = frozenset({"forecast", "hypothesis"})
CONSENT_WORDS = frozenset(
    {"AWARE_OF", "CONSULT", "ENDORSES", "PERMITS", "DIRECTS", "FEIGNS_IGNORANCE"}
)


def is_gift(relation: str) -> bool:
    """Say whether a relation has a subject that gives to its object.

    Examples:
        >>> is_gift("SUPPLIES_GRAIN"), is_gift("BUYS_GRAIN")
        (True, False)
    """
    return relation in GIVEN_GOODS or relation.startswith(("SUPPLIES_", "AID_"))


def is_purchase(relation: str) -> bool:
    """Say whether a relation has a subject that buys from its object."""
    return relation.startswith("BUYS_")


def is_standing_trade(relation: str, good: str, kind: str) -> bool:
    """Say whether a claim tells of trade at large that goes on, not of a promise."""
    return good_of(relation, good) in TRADE_GOODS and kind in STANDING_KINDS


def is_share(relation: str) -> bool:
    """Say whether a relation measures a provider's part of a supply."""
    return relation.endswith("_SHARE")


def shared_good(claim: Claim) -> str:
    """Name the good that a claim states a share of, or nothing.

    A part of what is bought ("a third of its oil") is a part of what the seller sells:
    the buyer gives the market, which is the good `exports`.

    Args:
        claim: The claim.
    """
    if is_purchase(claim.relation):
        return "exports" if claim.unit == "share" else ""
    return good_of(claim.relation, claim.good) if is_share(claim.relation) else ""


def good_of(relation: str, good: str = "") -> str:
    """Name the good that a claim is about; the relation's own when none is stated.

    Args:
        relation: Relation of the claim.
        good: Good of the claim, or empty.

    Returns:
        A code of `goods.csv`, or an empty text when none fits.

    Examples:
        >>> good_of("SUPPLIES_ARMS", "drones"), good_of("SUPPLIES_ARMS")
        ('drones', 'arms')
        >>> good_of("GRAIN_SHARE"), good_of("BORDERS")
        ('grain', '')

        `exports` is the market that a buyer gives; who supplies goods gives trade.

        >>> good_of("SUPPLIES_GOODS", "exports"), good_of("BUYS_GOODS", "exports")
        ('trade', 'exports')
    """
    if good in goods():
        return "trade" if good == "exports" and is_gift(relation) else good
    for table in (GIVEN_GOODS, BOUGHT_GOODS, SHARE_GOODS):
        if relation in table:
            return table[relation]
    words = relation.lower().removesuffix("_share")
    for start in ("supplies_", "buys_", "aid_"):
        words = words.removeprefix(start)
    return words if words in goods() else ""
