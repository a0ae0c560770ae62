"""Offers and answers read from data, for the ultimatum model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import StrategyError
from suzerain.measures.exposure import Array
from suzerain.strategy.classics.strategic_models.design import Kept

CLOSE = 1.5e-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakes:
    """Hold what may be offered, and which errors are taken as given.

    Args:
        lowest: Least offer that can be made.
        highest: Largest offer that can be made; None for the largest in the data.
        scale1: Scale of player 1's error; None to estimate it.
        scale2: Scale of player 2's error; None to estimate it.
        answers: Whether acceptance is explained beside the offer.
    """

    lowest: float = 0
    highest: float | None = None
    scale1: float | None = None
    scale2: float | None = None
    answers: bool = True

    def __post_init__(self) -> None:
        """Raise StrategyError unless all are finite and scales are above zero."""
        for name, value in (
            ("lowest offer", self.lowest),
            ("highest offer", self.highest),
            ("scale of player 1", self.scale1),
            ("scale of player 2", self.scale2),
        ):
            wrong = value is not None and (
                not np.isfinite(value) or (name.startswith("scale") and value <= 0)
            )
            if wrong:
                raise StrategyError(f"{name} {value!r}", "a finite number; scales > 0")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Offers:
    """Hold offers in standard deviations of the offers.

    Args:
        offer: Shape `(row,)`.
        accepted: Whether it was; None where answers are not used. Shape `(row,)`.
        lowest: Least offer that can be made.
        highest: Largest offer that can be made.
        unit: Standard deviation of the offers, in the data's unit.
        notes: What a reader should know.
    """

    offer: Array
    accepted: NDArray[np.bool_] | None
    lowest: float
    highest: float
    unit: float
    notes: tuple[str, ...]

    @property
    def least(self) -> NDArray[np.bool_]:
        """Rows with the least offer. Shape `(row,)`."""
        return np.asarray(np.abs(self.offer - self.lowest) * self.unit < CLOSE)

    @property
    def most(self) -> NDArray[np.bool_]:
        """Rows with the largest offer. Shape `(row,)`."""
        return np.asarray(np.abs(self.offer - self.highest) * self.unit < CLOSE)


def read_offers(outcome: tuple[str, ...], kept: Kept, stakes: Stakes) -> Offers:
    """Read offers and answers.

    Args:
        outcome: Names left of `~`: the offer, then whether it was accepted.
        kept: Columns by name.
        stakes: What may be offered.

    Returns:
        Offers in units of their standard deviation.

    Raises:
        StrategyError: If an offer is out of bounds, all are alike, or an answer is
            neither 0 nor 1.

    Examples:
        >>> kept = {
        ...     "offer": np.array([0.0, 4.0, 8.0]),
        ...     "yes": np.array([0.0, 1.0, 1.0]),
        ... }
        >>> found = read_offers(("offer", "yes"), kept, Stakes(highest=10))
        >>> found.offer.tolist(), found.accepted.tolist(), found.unit
        ([0.0, 1.0, 2.0], [False, True, True], 4.0)
    """
    offer, notes = kept[outcome[0]], list[str]()
    if offer.dtype.kind == "U":
        raise StrategyError(f"offer {outcome[0]!r} holds text", "numbers")
    numbers = np.asarray(offer, float)
    highest = stakes.highest
    if highest is None:
        highest = float(np.max(numbers))
        notes.append(f"the largest offer possible is taken to be {highest:g}, as seen")
    low, high = float(np.min(numbers)), float(np.max(numbers))
    if low < stakes.lowest - CLOSE or high > highest + CLOSE:
        raise StrategyError(
            f"offers run from {low:g} to {high:g}",
            f"from {stakes.lowest:g} to {highest:g}",
            "give --min-offer and --max-offer",
        )
    unit = float(np.std(numbers, ddof=1)) if len(offer) > 1 else 0.0
    if not unit:
        raise StrategyError("all offers are alike", "offers that vary")
    return Offers(
        offer=numbers / unit,
        accepted=_answers(outcome, kept) if stakes.answers else None,
        lowest=stakes.lowest / unit,
        highest=highest / unit,
        unit=unit,
        notes=tuple(notes),
    )


def _answers(outcome: tuple[str, ...], kept: Kept) -> NDArray[np.bool_]:
    if len(outcome) != 2:
        raise StrategyError(
            f"{len(outcome)} columns left of ~",
            "offer + accepted ~ ..., or an offer alone with --outcome offer",
            "name the column that says whether the offer was accepted",
        )
    answer = kept[outcome[1]]
    if answer.dtype.kind == "U" or not np.isin(answer, (0, 1)).all():
        raise StrategyError(
            f"{outcome[1]!r} holds values other than 0 and 1",
            "0 where the offer was refused, 1 where it was accepted",
            f"recode {outcome[1]!r}",
        )
    if len(np.unique(answer)) < 2:
        same = "accepted" if answer[0] else "refused"
        raise StrategyError(
            f"every offer is {same}",
            "offers of which some are accepted and some are not",
            "explain the offer alone, with --outcome offer",
        )
    return np.asarray(answer == 1)
