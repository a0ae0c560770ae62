"""Which actors are bound by a pact: the groups that sources bear most independently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from suzerain.case.parties import acting, directed_pairs, pairs, parties
from suzerain.case.relations import (
    ALLIANCE_WORDS,
    GROUP_WORDS,
    PACT_WORDS,
    good_of,
    is_gift,
    shared_good,
)
from suzerain.case.review import is_confirmed
from suzerain.core.assumption import Register
from suzerain.evidence.claim import Claim

Members = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A candidate for a pact.

    Args:
        members: Codes, sorted.
        support: How strongly sources bear it (index, only to compare groups).
        is_bound: True when a source uses a word of pact, alliance or cooperation of
            exactly this group, and not only of the past.
        is_mutual: True when members are said to give in both directions.
        basis: Ids of the claims that speak of it.
    """

    members: Members
    support: float
    is_bound: bool
    is_mutual: bool
    basis: tuple[str, ...]


def candidate_groups(
    claims: Iterable[Claim],
    register: Register,
    origins: Mapping[str, str] | None = None,
) -> tuple[Group, ...]:
    """Rank the groups that may be a pact, best supported first.

    Within one document repeating a statement adds little (the chance that at least
    one mention is true); documents of different origin add up. A word of pact counts
    most, exchanges count more when they run both ways, and mere partnership counts
    little, so that a power often named beside a member is not taken for one. Each
    outsider who speaks of a group as one adds to it: the pact under study is the one
    that others react to. Buying and selling is dependence, not a pact, and does not
    count; nor does what a source measures as a share of a supply.

    Args:
        claims: Claims of all documents.
        register: Where the weights `case.support.*` are declared.
        origins: Origin of each document; documents of one origin count once.

    Returns:
        Groups of two or more; empty when no source speaks of a pact or an exchange.
    """
    ledger = tuple(claims)
    support = _Support(ledger, register, origins or {})
    groups = [support.group(members) for members in support.members()]
    if not groups:
        return ()
    best = max(group.support for group in groups)
    least = best * register["case.support.candidate"].spread.centre
    kept = [group for group in groups if group.support >= least]
    ranked = sorted(kept, key=lambda group: (-group.support, group.members))
    first = set(ranked[0].members)
    return tuple(
        group
        for group in ranked
        if group is ranked[0]
        or group.is_bound
        or (group.is_mutual and not _nested(first, group))
    )


def _nested(first: set[str], group: Group) -> bool:
    other = set(group.members)
    return other < first or first < other


class _Support:
    """Chances that statements about groups are borne out, by document origin."""

    def __init__(
        self, claims: tuple[Claim, ...], register: Register, origins: Mapping[str, str]
    ) -> None:
        self._register = register
        self._origins = origins
        # doubt[family][key][origin]: chance that every such statement is wrong
        self._doubt: dict[str, dict[Members, dict[str, float]]] = {
            family: defaultdict(dict)
            for family in ("pact", "alliance", "structure", "exchange")
        }
        # heard[group][origin, outsider]: chance that this outsider speaks of the group
        self._heard: dict[Members, dict[tuple[str, str], float]] = defaultdict(dict)
        self._basis: dict[Members, list[str]] = defaultdict(list)
        self._bound: set[Members] = set()
        self._now = max((year_of(claim) for claim in claims), default=0)
        self._measured = {
            (*pair, shared_good(claim))
            for claim in claims
            if shared_good(claim)
            for pair in directed_pairs(claim)
        }
        for claim in claims:
            self._take(claim)
            self._hear(claim)

    def _is_past(self, claim: Claim) -> bool:
        """Say whether a claim tells of long ago; a recent date makes it present."""
        recent = self._register["case.support.recent_years"].spread.centre
        year = year_of(claim)
        return claim.kind == "history" and (not year or self._now - year > recent)

    def _hear(self, claim: Claim) -> None:
        """Note who speaks of a group as one: the pact that others react to."""
        group = tuple(sorted(acting(claim.object)))
        outside = set(acting(claim.attributed_to or claim.subject)) - set(group)
        if len(group) < len(("a", "b")) or claim.kind == "history":
            return
        origin = self._origins.get(claim.doc, claim.doc)
        heard = self._heard[group]
        for code in outside:
            chance = self._chance(claim)
            heard[origin, code] = max(chance, heard.get((origin, code), 0.0))

    def _chance(self, claim: Claim) -> float:
        """Chance that a claim is borne out; a reviewer's word takes doubt away."""
        chance = self._weight(claim.certainty)
        if is_confirmed(claim):
            relief = self._register["case.review.accepted"].spread.centre
            chance = 1 - (1 - chance) * (1 - relief)
        return chance

    def _weight(self, name: str) -> float:
        return self._register[f"case.support.{name}"].spread.centre

    def _take(self, claim: Claim) -> None:
        negative = claim.polarity == "negative"
        if claim.relation in GROUP_WORDS:
            if negative and claim.relation != "PACT_TERMS":
                return
            self._add(_family(claim.relation), parties(claim), claim)
            if not self._is_past(claim) and _family(claim.relation) != "structure":
                self._bound.add(parties(claim))
        elif is_gift(claim.relation) and not negative:
            good = good_of(claim.relation, claim.good)
            for giver, taker in directed_pairs(claim):
                if (giver, taker, good) not in self._measured:
                    self._add("exchange", (giver, taker), claim)

    def _add(self, family: str, key: Members, claim: Claim) -> None:
        if len(set(key)) < len(("a", "b")):
            return
        chance = self._chance(claim)
        if self._is_past(claim):
            chance *= self._weight("history")
        origin = self._origins.get(claim.doc, claim.doc)
        doubts = self._doubt[family][key]
        doubts[origin] = doubts.get(origin, 1.0) * (1 - chance)
        self._basis[tuple(sorted(key))].append(claim.id)

    def members(self) -> tuple[Members, ...]:
        """All groups with at least a word of alliance or an exchange."""
        found = {
            tuple(sorted(key))
            for family in ("pact", "alliance", "exchange")
            for key in self._doubt[family]
        }
        return tuple(sorted(found))

    def group(self, members: Members) -> Group:
        """Weigh one group."""
        words = sum(
            self._weight(family) * self._words(family, members)
            for family in ("pact", "alliance", "structure")
        )
        heard = sum(self._heard.get(members, {}).values())
        exchange = sum(self._exchange(a, b) for a, b in pairs(members))
        links = len(members) - 1
        inner = {members, *pairs(members)}
        basis = [
            claim for key, ids in self._basis.items() if key in inner for claim in ids
        ]
        return Group(
            members=members,
            support=words
            + self._weight("exchange") * exchange / links
            + self._weight("reaction") * heard,
            is_bound=members in self._bound,
            is_mutual=any(
                {(a, b), (b, a)} <= set(self._doubt["exchange"])
                for a, b in pairs(members)
            ),
            basis=tuple(dict.fromkeys(basis)),
        )

    def _words(self, family: str, members: Members) -> float:
        own = _borne_out(self._doubt[family].get(members, {}))
        near = sum(
            _borne_out(doubts)
            for key, doubts in self._doubt[family].items()
            if key != members and (set(key) < set(members) or set(members) < set(key))
        )
        return own + self._weight("subset") * near

    def _exchange(self, first: str, second: str) -> float:
        there = _borne_out(self._doubt["exchange"].get((first, second), {}))
        back = _borne_out(self._doubt["exchange"].get((second, first), {}))
        both = there > 0 and back > 0
        return (there + back) * (self._weight("both_ways") if both else 1.0)


def year_of(claim: Claim) -> int:
    """Read the year of what a claim tells of; 0 when it has none or is to come."""
    year = claim.time[: len("YYYY")]
    return int(year) if year.isdigit() and claim.kind != "forecast" else 0


def _family(relation: str) -> str:
    if relation in PACT_WORDS:
        return "pact"
    return "alliance" if relation in ALLIANCE_WORDS else "structure"


def _borne_out(doubts: Mapping[str, float]) -> float:
    return sum(1 - doubt for doubt in doubts.values())
