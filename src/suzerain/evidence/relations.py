"""The relations that claims may state."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from suzerain.evidence.vocabulary import read_vocabulary

BY_GROUP = {
    "arms": "SUPPLIES_ARMS",
    "people": "TROOPS_IN",
    "technology": "SUPPLIES_MILTECH",
    "money": "AID",
    "energy": "SUPPLIES_ENERGY",
    "food": "SUPPLIES_FOOD",
    "market": "SUPPLIES_GOODS",
    "diplomatic": "SUPPLIES_ACCESS",
}


BY_GOOD = {
    "military_support": "AID_MILITARY",
    "military_training": "AID_MILITARY",
    "workers": "SUPPLIES_WORKERS",
    "civil_technology": "SUPPLIES_TECH",
    "semiconductors": "SUPPLIES_TECH",
    "nuclear_power": "SUPPLIES_TECH",
    "transit": "SUPPLIES_ACCESS",
    "market_access": "SUPPLIES_ACCESS",
    "sanctions_relief": "SANCTIONS_RELIEF",
    "diplomatic_cover": "DIPLOMATIC_COVER",
    "security_guarantee": "SUPPLIES_SECURITY",
    "support": "SUPPORT",
}


BOUGHT = {"energy": "BUYS_ENERGY", "arms": "BUYS_ARMS", "technology": "BUYS_ARMS",
          "food": "BUYS_GOODS", "market": "BUYS_GOODS"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One row of `relations.csv`.

    Args:
        name: The relation.
        group: Its class, such as `transfer` or `stance`.
        kind: Kind of claim that it makes.
        good: Whether it moves a good: `yes`, `no` or `optional`.
        symmetric: Whether its sides are equals.
        person: Whether people stay apart from their state.
        alone: Whether it is said of one side, unless its words name another.
    """

    name: str
    group: str
    kind: str
    good: str
    symmetric: bool
    person: bool
    alone: bool


@cache
def relations() -> dict[str, Relation]:
    """All relations by name."""
    return {
        row["relation"]: Relation(
            name=row["relation"],
            group=row["class"],
            kind=row["kind"],
            good=row["good"],
            symmetric=row["symmetric"] == "yes",
            person=row["person"] == "yes",
            alone=row["alone"] == "yes",
        )
        for row in read_vocabulary("relations.csv")
    }


def supply_relation(good: str, group: str, *, buying: bool = False) -> str:
    """Name the relation by which a good of some group moves.

    Examples:
        >>> (
        ...     supply_relation("oil", "energy"),
        ...     supply_relation("oil", "energy", buying=True),
        ... )
        ('SUPPLIES_ENERGY', 'BUYS_ENERGY')
    """
    if buying:
        civil = BY_GOOD.get(good) == "SUPPLIES_TECH"
        return "BUYS_GOODS" if civil else BOUGHT.get(group, "")
    return BY_GOOD.get(good) or BY_GROUP[group]
