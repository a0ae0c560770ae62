"""A forecast as a record: its probability, its dots, its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from suzerain.case.question import Question
from suzerain.core.estimate import Estimate
from suzerain.core.frame import Arrays, Framed, Row, flat
from suzerain.core.notebook import html_table
from suzerain.outlook.band import band_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What one factor does to a forecast.

    Args:
        name: The factor, in words.
        without: Median probability if the factor were left out, 0 to 1.
        change: What the factor adds to the median, negative when it lowers it.
        basis: Ids of the claims, results and assumptions behind it.
    """

    name: str
    without: float
    change: float
    basis: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return all fields."""
        return {
            "name": self.name,
            "without": self.without,
            "change": self.change,
            "basis": list(self.basis),
        }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forecast(Framed):
    """A probability for a question, in every world.

    Args:
        question: What will be settled, when, by which rule.
        probability: Probability of the event, averaged over the deals of all worlds;
            its spread is doubt about rates, weights and speakers. Shape `(world,)`.
        by_world: Probability given the deal of each world: its dots show the deals in
            which the term is kept or left out. None when the term was not solved.
        without_patron: The same, were there no patron; None when not solved.
        present: Share of worlds in which the solved deal holds the term.
        present_without_patron: The same, were there no patron.
        reasons: What each factor does, largest first.
        dot_count: Dots of the quantile plot.
        basis: Ids of all claims, results and assumptions behind it.
        notes: Reservations, in words.
    """

    question: Question
    probability: Estimate
    by_world: Estimate | None = None
    without_patron: Estimate | None = None
    present: float | None = None
    present_without_patron: float | None = None
    reasons: tuple[Reason, ...]
    dot_count: int
    basis: tuple[str, ...]
    notes: tuple[str, ...] = ()

    _units = dict.fromkeys(("low", "median", "high"), "probability")

    def to_rows(self) -> list[Row]:
        """Return one row: the question, its probability, word and rule."""
        told = self.to_dict()
        names = ("id", "text", "by", "probability", "without_patron", "p_present")
        return [flat({name: told[name] for name in (*names, "word", "rule")})]

    def _arrays(self) -> tuple[Arrays, dict[str, range]]:
        known = {
            "probability": self.probability,
            "by_world": self.by_world,
            "without_patron": self.without_patron,
        }
        arrays = {
            name: (("world",), one.values, one.unit)
            for name, one in known.items()
            if one is not None
        }
        return arrays, {"world": range(self.probability.values.size)}

    @property
    def id(self) -> str:
        """`forecast.<question id>`."""
        return f"forecast.{self.question.id}"

    @property
    def word(self) -> str:
        """The likelihood word of the median, its range in brackets."""
        return str(band_of(self.probability.median))

    @property
    def dots(self) -> tuple[float, ...]:
        """Equally likely worlds' probabilities, lowest first, for a dot plot."""
        shown = self.probability if self.by_world is None else self.by_world
        edges = np.linspace(0, 1, self.dot_count + 1)
        middles = (edges[:-1] + edges[1:]) / 2
        quantiles = np.quantile(shown.values, middles)
        return tuple(float(value) for value in quantiles)

    def to_dict(self) -> dict[str, Any]:
        """Return what `suzerain forecast --json` prints."""
        patron = self.without_patron
        return {
            "id": self.id,
            "question": self.question.id,
            "text": self.question.text,
            "term": self.question.term,
            "by": self.question.by,
            "rule": self.question.rule,
            "probability": self.probability.to_dict(),
            "without_patron": None if patron is None else patron.to_dict(),
            "p_present": self.present,
            "p_present_without_patron": self.present_without_patron,
            "word": self.word,
            "dots": list(self.dots),
            "reasons": [reason.to_dict() for reason in self.reasons],
            "basis": list(self.basis),
            "notes": list(self.notes),
        }

    def __str__(self) -> str:
        p = self.probability
        return (
            f"{self.question.text or self.question.id}: {self.word}; "
            f"{p.median:.0%} [{p.low:.0%}, {p.high:.0%}]"
        )

    def _repr_html_(self) -> str:
        p = self.probability
        return html_table(
            self.question.text or self.question.id,
            ("likelihood", "probability", "range"),
            [(self.word, f"{p.median:.0%}", f"{p.low:.0%} to {p.high:.0%}")],
        )
