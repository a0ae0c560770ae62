"""An item of evidence, how firmly it is stated, and what its speaker has at stake."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from suzerain.case.case import Case
from suzerain.case.question import Item
from suzerain.core.assumption import Register
from suzerain.outlook.standing import standing_of

DENIAL = "denial"
STAKES = ("member", "rival")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An item, how firmly it is stated, and what its speaker has at stake.

    Args:
        item: The item.
        certainty: A certainty of claims.
        stake: `member` or `rival` when a party to the matter says so and nothing but
            its word stands behind it; empty when nobody's interest colours it.
    """

    item: Item
    certainty: str
    stake: str = ""

    def ids(self, rows: Sequence[str]) -> tuple[str, ...]:
        """List the assumptions behind the item's likelihoods."""
        likelihoods = tuple(f"likelihood.{self.item.sort}.{row}" for row in rows)
        stake = (f"likelihood.bias.{self.stake}",) if self.stake else ()
        return (*likelihoods, f"likelihood.reliability.{self.certainty}", *stake)


def statement_of(case: Case, item: Item) -> Statement:
    """Read off the claims of an item how far it can be trusted.

    A denial's likelihoods allow for the speaker's interest already, and an event can be
    checked; of all else that a member or a rival says, only that part counts which a
    speaker with such a stake can tell.

    Args:
        case: Holds the claims.
        item: The item.
    """
    claims = {claim.id: claim for claim in case.claims}
    stated = [claims[key] for key in item.claims if key in claims]
    talk = [claim for claim in stated if claim.kind != "event"]
    stakes = {standing_of(case, claim) for claim in talk}
    spoken = talk == stated and item.sort != DENIAL and len(stakes) == 1
    stake = next(iter(stakes)) if spoken else ""
    return Statement(
        item=item,
        certainty=certainty_of(case, item),
        stake=stake if stake in STAKES else "",
    )


def distinct(items: Sequence[Item]) -> tuple[Item, ...]:
    """Merge copies: items of one sort and one origin are one item.

    Args:
        items: The evidence, in any order.

    Returns:
        One item for each sort and cluster, in the order of their names, so that
        neither copying nor reordering changes a result.
    """
    merged: dict[tuple[str, str], set[str]] = {}
    for item in items:
        merged.setdefault((item.sort, item.cluster), set()).update(item.claims)
    return tuple(
        Item(claims=tuple(sorted(claims)), sort=sort, cluster=cluster)
        for (sort, cluster), claims in sorted(merged.items())
    )


def certainty_of(case: Case, item: Item) -> str:
    """Name how firmly an item is stated: its most reliable claim counts.

    Args:
        case: Holds the claims.
        item: The item.

    Returns:
        A certainty of claims, or `unsourced`.
    """
    claims = {claim.id: claim for claim in case.claims}
    stated = {str(claims[key].certainty) for key in item.claims if key in claims}
    return firmest(case.register, stated)


def firmest(register: Register, certainties: Iterable[str]) -> str:
    """Return the certainty that the register trusts most; `unsourced` of none."""

    def trust(certainty: str) -> float:
        return register[f"likelihood.reliability.{certainty}"].spread.centre

    return max(sorted(certainties), key=trust, default="unsourced")
