"""What articles say and what datasets measure, side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from suzerain.case.case import Case
from suzerain.case.observed_trace import WORDS
from suzerain.case.parties import directed_pairs
from suzerain.case.relations import HYPOTHETICAL_KINDS, shared_good
from suzerain.case.shares import PERCENT
from suzerain.case.tie import Tie
from suzerain.core.codes import actor_name, good_name
from suzerain.evidence.claim import Claim
from suzerain.evidence.observation import KILOMETRES, Observation

Side = Literal["inside", "below", "above", "unobserved", "unstated"]

QUANTITIES = {"trade": ("imports",), "exports": ("exports",), "arms": ("arms",)}
WHOLE = ("imports", "exports", "trade")
"""What a share of "the economy" or of "trade" may mean, as far as datasets know."""

BORDER = "BORDER_LENGTH"
BROAD = ("ECONOMY_SHARE", "TRADE_SHARE")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPoint:
    """What a dataset says of a quantity in a year.

    Args:
        dataset: Name of the dataset, or of several.
        version: Its release.
        year: Year; None for what holds in every year.
        value: The number.
        low: Smallest value that it may be.
        high: Largest value that it may be.
        side: Where it lies, seen from what the articles say.
        cells: Ids under which its making is traced.
    """

    dataset: str
    version: str = ""
    year: int | None = None
    value: float
    low: float
    high: float
    side: Side = "inside"
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """One quantity, as articles state it and as datasets measure it.

    Args:
        quantity: `imports`, `exports`, `trade`, `arms`, `border`, `dependence`, or
            `supply` of another good.
        words: The quantity in words.
        good: Code of the good, or empty.
        provider: Who provides.
        recipient: Who receives.
        unit: `share`, `km` or `part of welfare`.
        low: Lower bound that articles state; None when open.
        median: Middle, of what was reckoned from articles.
        high: Upper bound that articles state; None when open.
        time: Year that the claims speak of; None when they name none, or several.
        claims: Ids of the claims behind it.
        suggested: Whether no article states the number and wording suggests it.
        points: What datasets say, by dataset and year.
    """

    quantity: str
    words: str
    good: str
    provider: str
    recipient: str
    unit: str
    low: float | None
    high: float | None
    median: float | None = None
    time: int | None = None
    claims: tuple[str, ...] = ()
    suggested: bool = False
    points: tuple[DataPoint, ...] = ()

    @property
    def agree(self) -> Side:
        """Where the point of their year lies, seen from what the articles say.

        It is the latest point when they name no year. `unobserved` when no dataset
        holds it, `unstated` when no article speaks of it.
        """
        if not self.points:
            return "unobserved"
        return max(self.points, key=self._nearness).side

    def _nearness(self, point: DataPoint) -> tuple[int, float]:
        year = point.year or 0
        near = year if self.time is None else -abs(year - self.time)
        return near, point.low - point.high

    def to_dict(self) -> dict[str, Any]:
        """Return the record for JSON."""
        return {
            "quantity": self.quantity,
            "words": self.words,
            "good": self.good,
            "provider": self.provider,
            "recipient": self.recipient,
            "unit": self.unit,
            "articles": {
                "low": self.low,
                "median": self.median,
                "high": self.high,
                "year": self.time,
                "suggested": self.suggested,
                "claims": list(self.claims),
            },
            "datasets": [
                {
                    "dataset": one.dataset,
                    "version": one.version,
                    "year": one.year,
                    "value": one.value,
                    "low": one.low,
                    "high": one.high,
                    "agree": one.side,
                    "cells": list(one.cells),
                }
                for one in self.points
            ],
            "agree": self.agree,
        }


def side_by_side(
    case: Case, observations: Iterable[Observation]
) -> tuple[SideBySide, ...]:
    """Set each tie and border that articles tell of beside what datasets measure.

    A share of "the economy" or of "trade" stands beside three shares of trade in
    goods: of imports, of exports and of both. Other goods stand beside what a dataset
    knows of them; where none does, the row says so.

    Args:
        case: The case, made from articles.
        observations: What datasets measure.

    Returns:
        Ties in their order, then borders.
    """
    seen = tuple(observations)
    claims = {claim.id: claim for claim in case.claims}
    rows = [row for tie in case.ties for row in _of_tie(tie, claims)]
    rows += _borders(case.claims)
    return tuple(_measured(row, seen) for row in rows)


def side(low: float | None, high: float | None, first: float, last: float) -> Side:
    """Say where a range lies, seen from another whose ends may be open.

    Examples:
        "Over 1400" kilometres, against 1352 measured to the kilometre.

        >>> side(1400, None, 1351.5, 1352.5), side(0.8, None, 0.79, 0.83)
        ('below', 'inside')
    """
    if last < (-math.inf if low is None else low):
        return "below"
    return "above" if first > (math.inf if high is None else high) else "inside"


def _of_tie(tie: Tie, claims: dict[str, Claim]) -> Iterable[SideBySide]:
    behind = [claims[key] for key in tie.basis if key in claims]
    told = [claim for claim in behind if shared_good(claim)]
    broad = any(claim.relation in BROAD for claim in told) and tie.good == "trade"
    names: Sequence[str] = WHOLE if broad else QUANTITIES.get(tie.good, ("supply",))
    low, high = _bounds(told) if told else (tie.share.low, tie.share.high)
    for name in names:
        yield SideBySide(
            quantity=name,
            words=_words(name, tie.provider, tie.recipient, tie.good),
            good=tie.good,
            provider=tie.provider,
            recipient=tie.recipient,
            unit="share",
            low=low,
            high=high,
            time=_year(told),
            claims=tuple(claim.id for claim in told or behind),
            suggested=not told,
        )


def _borders(claims: Iterable[Claim]) -> Iterable[SideBySide]:
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        if (
            claim.relation == BORDER
            and claim.unit in KILOMETRES
            and claim.polarity == "positive"
            and claim.kind not in HYPOTHETICAL_KINDS
        ):
            for one, other in directed_pairs(claim):
                pair = (min(one, other), max(one, other))
                found.setdefault(pair, []).append(claim)
    for (one, other), told in found.items():
        low, high = _bounds(told)
        yield SideBySide(
            quantity="border",
            words=_words("border", one, other, ""),
            good="",
            provider=one,
            recipient=other,
            unit="km",
            low=low,
            high=high,
            time=_year(told),
            claims=tuple(dict.fromkeys(claim.id for claim in told)),
        )


def _bounds(told: Sequence[Claim]) -> tuple[float | None, float | None]:
    """Return the bounds that claims state together; an end that one leaves open is."""
    lows: list[float | None] = []
    highs: list[float | None] = []
    for claim in told:
        closed = claim.low is None and claim.high is None
        scale = 1 / PERCENT if claim.unit in ("percent", "%") else 1.0
        scale = KILOMETRES.get(claim.unit, scale)
        for ends, end in ((lows, claim.low), (highs, claim.high)):
            stated = claim.value if closed else end
            ends.append(None if stated is None else stated * scale)
    known_low = [one for one in lows if one is not None]
    known_high = [one for one in highs if one is not None]
    return (
        min(known_low) if len(known_low) == len(lows) and lows else None,
        max(known_high) if len(known_high) == len(highs) and highs else None,
    )


def _year(told: Sequence[Claim]) -> int | None:
    """Return the year that all claims speak of, if it is one."""
    years = {claim.time.split("-")[0] for claim in told}
    year = next(iter(years)) if len(years) == 1 else ""
    return int(year) if year.isdigit() else None


def _words(quantity: str, provider: str, recipient: str, good: str) -> str:
    return WORDS[quantity].format(
        provider=actor_name(provider),
        recipient=actor_name(recipient),
        good=good_name(good),
    )


def _measured(row: SideBySide, seen: Iterable[Observation]) -> SideBySide:
    points = tuple(
        DataPoint(
            dataset=one.dataset,
            version=one.version,
            year=one.year,
            value=one.value,
            low=one.spread.low,
            high=one.spread.high,
            side=side(row.low, row.high, one.spread.low, one.spread.high),
            cells=(one.id, *(cell.id for cell in one.cells)),
        )
        for one in seen
        if (one.provider, one.recipient) == (row.provider, row.recipient)
        and one.quantity == row.quantity
        and (one.good == row.good or row.quantity != "supply")
    )
    return replace(row, points=points)
