"""What an answer hangs on, and what would change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.estimate import Estimate
from suzerain.outlook.likelihood import TINY, Board
from suzerain.outlook.weighing import KNEW, Shift

AGAINST = "not_asked"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scale:
    """One contest with everything drawn, ready to be weighed in parts.

    Args:
        rows: Names of the hypotheses.
        prior: Shape `(row, world)`.
        board: The items, then one imagined item of every sort.
        real: Which items of the board are evidence. Shape `(item,)`.
        absent: Log-likelihood of each absent sort. Shape `(row, world)` each.
        pact: Log-likelihood of the pact. Shape `(row, world)`.
    """

    rows: tuple[str, ...]
    prior: NDArray[np.float64]
    board: Board
    real: NDArray[np.bool_]
    absent: dict[str, NDArray[np.float64]]
    pact: NDArray[np.float64] | None

    @property
    def context(self) -> NDArray[np.float64]:
        """What absences and the pact say together. Shape `(row, world)`."""
        total = np.zeros_like(self.prior) if self.pact is None else self.pact
        for logs in self.absent.values():
            total = total + logs
        return total

    def posterior(self, logs: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the rows' posterior for a total. Shape `(row, world)`."""
        possible = np.where(self.prior > 0, logs, -np.inf)
        raised = self.prior * np.exp(possible - possible.max(axis=0))
        return np.asarray(raised / raised.sum(axis=0))

    def knew(self, logs: NDArray[np.float64]) -> float:
        """Return the median posterior of "knew" (of the first row without it)."""
        spots = [self.rows.index(row) for row in KNEW if row in self.rows] or [0]
        return float(np.median(self.posterior(logs)[spots].sum(axis=0)))

    def ratio(self, logs: NDArray[np.float64]) -> Estimate:
        """Weigh "knew" against "not asked"; without these rows, the first against all.

        Args:
            logs: Log-likelihood of the evidence. Shape `(row, world)`.
        """
        knew = [self.rows.index(row) for row in KNEW if row in self.rows] or [0]
        against = [k for k, row in enumerate(self.rows) if row == AGAINST]
        others = [k for k in range(len(self.rows)) if k not in knew]
        chance = np.exp(logs)

        def given(spots: list[int]) -> NDArray[np.float64]:
            weight = np.maximum(self.prior[spots], TINY)
            share = weight / weight.sum(axis=0)
            return np.asarray((share * chance[spots]).sum(axis=0))

        ratio = given(knew) / given(against or others or knew)
        return Estimate(values=ratio, unit="ratio")


def linchpins(scale: Scale, total: NDArray[np.float64]) -> tuple[Shift, ...]:
    """Leave out each item, each origin, each absence and the pact in turn.

    Args:
        scale: The contest.
        total: Log-likelihood of all items. Shape `(row, world)`.

    Returns:
        What each is worth to the median of "knew", largest change first.
    """
    context, board, real = scale.context, scale.board, scale.real
    base = scale.knew(total + context)

    def shift(kind: str, name: str, spots: Sequence[int]) -> Shift:
        kept = real.copy()
        kept[list(spots)] = False
        median = scale.knew(board.without(real, kept, total) + context)
        claims = {claim for spot in spots for claim in board.items[spot].claims}
        return Shift(
            kind=kind,
            name=name,
            claims=tuple(sorted(claims)),
            median=median,
            change=median - base,
        )

    spots = [int(spot) for spot in np.flatnonzero(real)]
    shifts = [shift("item", board.items[spot].sort, [spot]) for spot in spots]
    origins: dict[str, list[int]] = {}
    for spot in spots:
        origins.setdefault(board.items[spot].cluster, []).append(spot)
    shifts += [
        shift("cluster", origin, members)
        for origin, members in origins.items()
        if len(members) > 1
    ]
    taken = {f"no {sort}": ("absence", logs) for sort, logs in scale.absent.items()}
    if scale.pact is not None:
        taken["the solved pact"] = ("pact", scale.pact)
    for name, (kind, logs) in taken.items():
        median = scale.knew(total + context - logs)
        shifts.append(Shift(kind=kind, name=name, median=median, change=median - base))
    return _largest_first(shifts)


def would_change(scale: Scale, total: NDArray[np.float64]) -> tuple[Shift, ...]:
    """Imagine one more item of each sort, stated flatly by a new origin.

    Args:
        scale: The contest.
        total: Log-likelihood of all items. Shape `(row, world)`.

    Returns:
        Where each would bring the median of "knew", largest change first.
    """
    context, board, real = scale.context, scale.board, scale.real
    base = scale.knew(total + context)
    shifts = []
    for spot in np.flatnonzero(~real):
        kept = real.copy()
        kept[spot] = True
        sort = board.items[spot].sort
        rest = context - scale.absent.get(sort, 0)
        median = scale.knew(board.without(real, kept, total) + rest)
        shifts.append(Shift(kind="new", name=sort, median=median, change=median - base))
    return _largest_first(shifts)


def _largest_first(shifts: Sequence[Shift]) -> tuple[Shift, ...]:
    return tuple(sorted(shifts, key=lambda shift: -abs(shift.change)))
