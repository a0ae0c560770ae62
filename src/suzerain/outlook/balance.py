"""From a scale with everything on it to a weighing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from suzerain.case.question import Contest, Item
from suzerain.outlook.indicator import indicators
from suzerain.outlook.linchpin import Scale, linchpins, would_change
from suzerain.outlook.turning import turning_points
from suzerain.outlook.weighing import SUMS, Weighing, Weight

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One piece of evidence on a scale, and where its weight comes from.

    Args:
        item: The evidence.
        certainty: How firmly it is stated; empty for an absence.
        basis: Ids of the claims and assumptions behind it.
    """

    item: Item
    certainty: str
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LoadedScale:
    """A contest with everything on its scale.

    Args:
        contest: The contested question.
        scale: Everything drawn.
        stated: The real items of the scale's board, in its order.
        absent: One piece for each absent sort, by its name.
        coverage: Chance that the search would have shown it. Shape `(world,)` each.
        pact: Likelihood of the pact. Shape `(row, world)`.
        sums: Rows that are reported together.
        basis: Ids behind the priors and the pact.
        notes: Reservations, in words.
    """

    contest: Contest
    scale: Scale
    stated: tuple[Exhibit, ...]
    absent: Mapping[str, Exhibit] = field(default_factory=dict)
    coverage: Mapping[str, Array] = field(default_factory=dict)
    pact: Array | None = None
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: SUMS)
    basis: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    notes: tuple[str, ...] = ()


def balance(loaded: LoadedScale) -> Weighing:
    """Weigh a contest, and say what its answer hangs on.

    Args:
        loaded: The contest with everything drawn.

    Returns:
        Posterior beside prior, the weight of each piece, what the answer hangs on, what
        to watch and what would turn it over.
    """
    scale, first_last = loaded.scale, loaded.basis
    total = scale.board.total(scale.real)
    weights = _weights(loaded)
    taken, added = linchpins(scale, total), would_change(scale, total)
    between = (key for weight in weights for key in weight.basis)
    return Weighing(
        contest=loaded.contest,
        asks=scale.name,
        prior=scale.prior.T,
        posterior=scale.posterior(total + scale.context).T,
        evidence=weights,
        pact_likelihood=None if loaded.pact is None else loaded.pact.T,
        linchpins=taken,
        would_change=added,
        indicators=indicators(scale, total, loaded.coverage, added),
        turning=turning_points(scale, total, taken, added),
        sums=loaded.sums,
        basis=tuple(dict.fromkeys((*first_last[0], *between, *first_last[1]))),
        notes=loaded.notes,
    )


def _weights(loaded: LoadedScale) -> tuple[Weight, ...]:
    scale = loaded.scale
    exponents = scale.board.exponents(scale.real)
    weights = [
        _weight(scale, piece, scale.board.logs[spot], exponents[spot])
        for spot, piece in enumerate(loaded.stated)
    ]
    whole = np.ones(scale.prior.shape[1])
    weights += [
        replace(_weight(scale, piece, scale.absent[sort], whole), absent=True)
        for sort, piece in loaded.absent.items()
    ]
    return tuple(sorted(weights, key=lambda weight: -abs(weight.bits)))


def _weight(scale: Scale, piece: Exhibit, logs: Array, exponent: Array) -> Weight:
    heard = exponent * logs
    return Weight(
        item=piece.item,
        certainty=piece.certainty,
        ratio=replace(scale.ratio(heard), basis=piece.basis),
        chances=np.exp(logs),
        by_row={row: scale.ratio(heard, [k]) for k, row in enumerate(scale.rows)},
        basis=piece.basis,
    )


def rows_by_sum(
    sums: Mapping[str, Sequence[str]], rows: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Keep the sums that have rows here, each with the rows that it covers.

    Examples:
        >>> rows_by_sum({"knew": ("told", "agreed")}, ("agreed", "other"))
        {'knew': ('agreed',)}
    """
    kept = {name: tuple(r for r in part if r in rows) for name, part in sums.items()}
    return {name: part for name, part in kept.items() if part}
