"""What an answer hangs on, and what would change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.estimate import Estimate
from suzerain.outlook.board import Board
from suzerain.outlook.likelihood import TINY
from suzerain.outlook.shared_sources import SourceBoard
from suzerain.outlook.shift import KNEW, Shift

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
        name: What is asked, a row or a sum of rows.
        for_: The rows that answer yes.
        against: The rows that they are weighed against.
    """

    rows: tuple[str, ...]
    prior: NDArray[np.float64]
    board: Board | SourceBoard
    real: NDArray[np.bool_]
    absent: dict[str, NDArray[np.float64]]
    pact: NDArray[np.float64] | None
    name: str = ""
    for_: tuple[int, ...] = (0,)
    against: tuple[int, ...] = ()

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

    def chance_asked(self, belief: NDArray[np.float64]) -> NDArray[np.float64]:
        """Add up the rows that answer yes. Shape `(world,)`."""
        return np.asarray(belief[list(self.for_)].sum(axis=0))

    def asked(self, belief: NDArray[np.float64]) -> float:
        """Return the median chance of what is asked, under a posterior."""
        return float(np.median(self.chance_asked(belief)))

    def leader(self, belief: NDArray[np.float64]) -> str:
        """Name the row whose median is highest; of equals, the first."""
        return self.rows[int(np.median(belief, axis=1).argmax())]

    def ratio(
        self, logs: NDArray[np.float64], rows: Sequence[int] | None = None
    ) -> Estimate:
        """Weigh the rows that answer yes against those that they stand against.

        Args:
            logs: Log-likelihood of the evidence. Shape `(row, world)`.
            rows: Weigh these rows against all others instead.
        """
        chosen = list(self.for_ if rows is None else rows)
        rest = [k for k in range(len(self.rows)) if k not in chosen]
        against = (list(self.against) if rows is None else []) or rest or chosen
        chance = np.exp(logs - logs.max(axis=0))

        def given(spots: list[int]) -> NDArray[np.float64]:
            weight = np.maximum(self.prior[spots], TINY)
            share = weight / weight.sum(axis=0)
            return np.asarray((share * chance[spots]).sum(axis=0))

        return Estimate(
            values=np.maximum(given(chosen), TINY) / np.maximum(given(against), TINY),
            unit="ratio",
        )


def focus(rows: Sequence[str]) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """Tell what a contest asks: "knew" against "not asked", else its first row.

    Args:
        rows: Names of the hypotheses.

    Returns:
        The name of what is asked, its rows, and the rows against it.

    Examples:
        >>> focus(("not_asked", "told", "agreed", "directed", "other"))
        ('knew', (1, 2, 3), (0,))
        >>> focus(("money", "arms", "other"))
        ('money', (0,), (1, 2))
    """
    knew = tuple(k for k, row in enumerate(rows) if row in KNEW)
    refused = tuple(k for k, row in enumerate(rows) if row == AGAINST)
    chosen = knew or (0,)
    rest = tuple(k for k in range(len(rows)) if k not in chosen)
    return "knew" if knew else rows[0], chosen, refused or rest


def linchpins(scale: Scale, total: NDArray[np.float64]) -> tuple[Shift, ...]:
    """Leave out each item, each origin, each absence and the pact in turn.

    Args:
        scale: The contest.
        total: Log-likelihood of all items. Shape `(row, world)`.

    Returns:
        What each is worth to the median of what is asked, largest change first.
    """
    context, board, real = scale.context, scale.board, scale.real
    base = scale.asked(scale.posterior(total + context))

    def shift(kind: str, name: str, spots: Sequence[int]) -> Shift:
        kept = real.copy()
        kept[list(spots)] = False
        belief = scale.posterior(board.without(real, kept, total) + context)
        median = scale.asked(belief)
        claims = {claim for spot in spots for claim in board.items[spot].claims}
        return Shift(
            kind=kind,
            name=name,
            claims=tuple(sorted(claims)),
            median=median,
            change=median - base,
            leader=scale.leader(belief),
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
        belief = scale.posterior(total + context - logs)
        shifts.append(_moved(scale, kind, name, belief, base))
    return _largest_first(shifts)


def would_change(scale: Scale, total: NDArray[np.float64]) -> tuple[Shift, ...]:
    """Imagine one more item of each sort, stated flatly by a new origin.

    Args:
        scale: The contest.
        total: Log-likelihood of all items. Shape `(row, world)`.

    Returns:
        Where each would bring the median of what is asked, largest change first.
    """
    context, board, real = scale.context, scale.board, scale.real
    base = scale.asked(scale.posterior(total + context))
    shifts = []
    for spot in np.flatnonzero(~real):
        kept = real.copy()
        kept[spot] = True
        sort = board.items[spot].sort
        rest = context - scale.absent.get(sort, 0)
        belief = scale.posterior(board.without(real, kept, total) + rest)
        shifts.append(_moved(scale, "new", sort, belief, base))
    return _largest_first(shifts)


def _moved(
    scale: Scale, kind: str, name: str, belief: NDArray[np.float64], base: float
) -> Shift:
    median = scale.asked(belief)
    return Shift(
        kind=kind,
        name=name,
        median=median,
        change=median - base,
        leader=scale.leader(belief),
    )


def _largest_first(shifts: Sequence[Shift]) -> tuple[Shift, ...]:
    return tuple(sorted(shifts, key=lambda shift: -abs(shift.change)))
