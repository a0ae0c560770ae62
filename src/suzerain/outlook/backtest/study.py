"""A question put to history: how it is settled, what is known, who forecasts it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from numpy.typing import NDArray

from suzerain.core.assumption import Register
from suzerain.outlook.backtest.rows import Rows

Columns = Mapping[str, NDArray[Any]]
Tables = Mapping[str, Columns]
Kind = Literal["base", "published", "ours", "both"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Say what a study reads of one table.

    Args:
        name: What the study calls it.
        dataset: Name of the dataset, such as `sipri`.
        table: Its table.
        sql: SELECT over rows named `r`; a column `year` dates each row, so that what
            came later can be hidden.
    """

    name: str
    dataset: str
    table: str
    sql: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Predictor:
    """Say how chances are made of features.

    Args:
        name: Such as `gravity`.
        meaning: What it goes by, in a line.
        kind: `base` for rates, `published` for measures of others, `ours`, or `both`
            for ours beside those of others.
        features: Names of features; for rates, the kinds that each have a rate.
        rate: Whether it is a rate (of all when there are no features); else a
            logistic regression.
    """

    name: str
    meaning: str
    kind: Kind
    features: tuple[str, ...] = ()
    rate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Name a unit and a year whose forecast is shown by itself.

    Args:
        unit: As in `Rows.units`.
        origin: Year of the forecast.
        why: Why it is shown.
    """

    unit: tuple[str, ...]
    origin: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """Put one question to history.

    Args:
        name: What the user types, such as `arms-links`.
        question: What is forecast, as a question.
        rule: How it is settled, and which rows are asked.
        outcome: The outcome in some words.
        queries: What is read.
        build: Makes rows of what was read; nothing of a row may hang on data of a
            year after its origin, save its outcome.
        predictors: Who forecasts; the first is the base rate.
        against: Name of the predictor that the others are compared with.
        first: First year of a forecast that is scored.
        watched: Units shown by themselves.
        notes: What a reader must know of the data.
    """

    name: str
    question: str
    rule: str
    outcome: str
    queries: tuple[Query, ...]
    build: Callable[[Tables, Register], Rows]
    predictors: tuple[Predictor, ...]
    against: str
    first: int
    watched: tuple[Watched, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def needs(self) -> tuple[str, ...]:
        """Datasets that are read, in order."""
        return tuple(sorted({query.dataset for query in self.queries}))
