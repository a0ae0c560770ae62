"""How likely each piece of evidence is under each hypothesis.

The chance that sources show an item of a sort, given a row, is drawn from
`likelihood.<sort>.<row>`. Doubt about the source draws all rows toward their mean;
items that hang together are tempered; copies count once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.case.case import Case
from suzerain.case.question import Item
from suzerain.core.assumption import Register
from suzerain.core.errors import OutlookError
from suzerain.core.worlds import Worlds
from suzerain.outlook.solved import Power

TINY = float(np.finfo(np.float64).tiny)


def tempering(count: int, correlation: float) -> float:
    """Return the exponent that `count` equally correlated signals each deserve.

    For normal signals of equal correlation the joint log-likelihood ratio is the sum
    of the single ones over `1 + (count - 1) correlation`, exactly.

    Args:
        count: How many signals.
        correlation: Between any two of them, 0 to 1.

    Examples:
        Five reports correlated by a half are worth one and two thirds.

        >>> round(5 * tempering(5, 0.5), 3)
        1.667
    """
    return 1 / (1 + (count - 1) * correlation)


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


def sorts_of(register: Register, rows: Sequence[str]) -> tuple[str, ...]:
    """List the sorts of evidence for which the register knows all rows."""
    known = {key.split(".")[1] for key in register if key.startswith("likelihood.")}
    return tuple(
        sort
        for sort in sorted(known)
        if all(f"likelihood.{sort}.{row}" in register for row in rows)
        and sort != "pact"
    )


def item_ids(item: Item, rows: Sequence[str], certainty: str) -> tuple[str, ...]:
    """List the assumptions behind one item's likelihoods."""
    likelihoods = tuple(f"likelihood.{item.sort}.{row}" for row in rows)
    return (*likelihoods, f"likelihood.reliability.{certainty}")


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


def item_logs(
    register: Register,
    worlds: Worlds,
    rows: Sequence[str],
    items: Sequence[tuple[Item, str]],
) -> NDArray[np.float64]:
    """Draw the log-likelihood of each item under each row in each world.

    `P(report | row) = r P(E | row) + (1 - r) mean over rows of P(E | row)`: a report
    that is true with chance `r` and tells nothing otherwise.

    Args:
        register: Holds `likelihood.*`.
        worlds: To draw in.
        rows: The hypotheses.
        items: Items and how firmly each is stated.

    Returns:
        Nats. Shape `(item, row, world)`.

    Raises:
        UnknownAssumption: If the register lacks a sort.
        OutlookError: If an item is impossible under every row.
    """
    drawn: dict[tuple[str, str], NDArray[np.float64]] = {}
    for item, certainty in items:
        key = (item.sort, certainty)
        if key not in drawn:
            drawn[key] = _logs(register, worlds, rows, key)
    if not items:
        return np.zeros((0, len(rows), worlds.count))
    return np.stack([drawn[item.sort, certainty] for item, certainty in items])


def _logs(
    register: Register, worlds: Worlds, rows: Sequence[str], key: tuple[str, str]
) -> NDArray[np.float64]:
    sort, certainty = key
    shown = np.stack(
        [register.draw(worlds, f"likelihood.{sort}.{row}") for row in rows]
    )
    if (shown.max(axis=0) <= 0).any():
        raise OutlookError(
            f"evidence of sort {sort!r} is impossible under every hypothesis",
            "a likelihood above 0 for at least one row",
            f"widen likelihood.{sort}.* in the case's assumptions",
        )
    trust = register.draw(worlds, f"likelihood.reliability.{certainty}")
    heard = trust * shown + (1 - trust) * shown.mean(axis=0)
    return np.asarray(np.log(np.maximum(heard, TINY)))


def absence_logs(
    register: Register, worlds: Worlds, rows: Sequence[str], sort: str
) -> NDArray[np.float64]:
    """Draw what it says that sources show no item of a sort.

    `P(nothing shown | row) = 1 - coverage P(E | row)`.

    Args:
        register: Holds `likelihood.<sort>.coverage`.
        worlds: To draw in.
        rows: The hypotheses.
        sort: The sort that is absent.

    Returns:
        Nats. Shape `(row, world)`.

    Raises:
        UnknownAssumption: If the register has no coverage for the sort: absence then
            says nothing.
    """
    shown = np.stack(
        [register.draw(worlds, f"likelihood.{sort}.{row}") for row in rows]
    )
    coverage = register.draw(worlds, f"likelihood.{sort}.coverage")
    unseen = 1 - coverage * shown
    return np.asarray(np.log(np.maximum(unseen, TINY)))


def pact_likelihood(
    register: Register,
    worlds: Worlds,
    rows: Sequence[str],
    power: Power,
) -> NDArray[np.float64]:
    """Reckon how likely the pact is, world by world, under each row.

    With `can` and `wants` from the solved pact (0 or 1 in each world):

    - not_asked: `1 - can (wants + (1 - wants) caution) (1 - slip)`
    - told: `1 - can wants (1 - slip)`
    - agreed: `1 - wants (1 - bought)`
    - directed: `(1 - wants (1 - bought)) (can + (1 - can) push)`
    - other, and any row without a rule of its own: drawn

    The solved pact is a model: it counts like a source of reliability `trust`, whose
    doubt draws all rows toward their mean. Where members would strike no pact even if
    unwatched, it contradicts what is seen: all rows get 1, and such worlds say nothing.

    Args:
        register: Holds `likelihood.pact.*`.
        worlds: To draw in.
        rows: The hypotheses.
        power: Its means and wishes.

    Returns:
        Probabilities. Shape `(row, world)`.
    """
    can, wants = power.can, power.wants

    def drawn(name: str) -> NDArray[np.float64]:
        return register.draw(worlds, f"likelihood.pact.{name}")

    firm = 1 - drawn("slip")
    willing = 1 - wants * (1 - drawn("bought"))
    rules: Mapping[str, NDArray[np.float64]] = {
        "not_asked": 1 - can * (wants + (1 - wants) * drawn("caution")) * firm,
        "told": 1 - can * wants * firm,
        "agreed": willing,
        "directed": willing * (can + (1 - can) * drawn("push")),
    }
    chances = [rules[row] if row in rules else drawn("other") for row in rows]
    solved, trust = np.stack(chances), drawn("trust")
    heard = trust * solved + (1 - trust) * solved.mean(axis=0)
    return np.where(power.speaks, heard, 1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Board:
    """All items side by side, and the rule by which they hang together.

    An item's exponent is `1 / (1 + (s - 1) rho + (c - 1) shared)`: `s` items of its
    sort and `c` of its origin are on the board, itself included.

    Args:
        items: Distinct items.
        logs: Shape `(item, row, world)`, nats.
        rho: Correlation within a sort. Shape `(world,)`.
        shared: Correlation within an origin. Shape `(world,)`.
    """

    items: tuple[Item, ...]
    logs: NDArray[np.float64]
    rho: NDArray[np.float64]
    shared: NDArray[np.float64]

    def exponents(self, kept: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return each item's exponent, 0 for those not kept. Shape `(item, world)`."""
        return self._exponents(self._counts(kept), np.arange(len(self.items)))

    def total(self, kept: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Sum the tempered log-likelihoods of the kept items. Shape `(row, world)`."""
        return self._sum(self.exponents(kept), np.arange(len(self.items)))

    def without(
        self,
        kept: NDArray[np.bool_],
        other: NDArray[np.bool_],
        total: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """Turn the total of one selection into that of another, touching what differs.

        Args:
            kept: The selection that `total` belongs to. Shape `(item,)`.
            other: The selection wanted. Shape `(item,)`.
            total: Shape `(row, world)`.
        """
        before, after = self._counts(kept), self._counts(other)
        moved = np.flatnonzero((before != after).any(axis=0))
        change = self._exponents(after, moved) - self._exponents(before, moved)
        return total + self._sum(change, moved)

    def _counts(self, kept: NDArray[np.bool_]) -> NDArray[np.int64]:
        sorts = np.array([item.sort for item in self.items])
        origins = np.array([item.cluster for item in self.items])
        same_sort = (sorts[:, None] == sorts[None, :]) @ kept.astype(np.int64)
        same_origin = (origins[:, None] == origins[None, :]) @ kept.astype(np.int64)
        return np.stack([same_sort * kept, same_origin * kept])

    def _exponents(
        self, counts: NDArray[np.int64], spots: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        sort, origin = counts[:, spots, None]
        hanging = 1 + (sort - 1) * self.rho + (origin - 1) * self.shared
        return np.where(sort > 0, 1 / np.where(sort > 0, hanging, 1), 0)

    def _sum(
        self, exponents: NDArray[np.float64], spots: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        total = np.zeros(self.logs.shape[1:])
        for exponent, spot in zip(exponents, spots, strict=True):
            total += exponent * self.logs[spot]
        return total
