"""What a back-test found, as records."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from suzerain.core.frame import Framed
from suzerain.outlook.backtest.scores import Bin
from suzerain.outlook.backtest.study import Kind

Range = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """How well one predictor did.

    Args:
        name: Its name.
        meaning: What it goes by.
        kind: Whose it is.
        auc: Area under the curve over all rows; None when one class is missing.
        auc_within: The same within years.
        brier: Mean squared error.
        log_score: Mean surprise, in nats.
        skill: Part of the base rate's Brier score that it takes away.
        reliability: Of Murphy's parts of the Brier score, over groups of forecasts.
        resolution: Likewise.
        top: Part of each year's highest forecasts that came true.
        interval: Of `auc`, `brier` and `log_score`.
        against: Lead over the study's comparison: intervals of the differences.
        bins: The reliability diagram.
    """

    name: str
    meaning: str
    kind: Kind
    auc: float | None
    auc_within: float | None
    brier: float
    log_score: float
    skill: float
    reliability: float
    resolution: float
    top: float
    interval: dict[str, Range | None]
    against: dict[str, Range | None]
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Say where a watched unit stood among all candidates of its year.

    Args:
        unit: Who.
        origin: Year of the forecast.
        why: Why it is shown.
        outcome: 1, 0, or None when unknown or it was no candidate.
        candidates: Rows of that year; 0 when it was no candidate.
        chance: By predictor.
        rank: By predictor; 1 is the highest.
    """

    unit: tuple[str, ...]
    origin: int
    why: str
    outcome: int | None
    candidates: int
    chance: dict[str, float]
    rank: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTest(Framed):
    """Hold what a back-test found.

    Args:
        study: Its name.
        outcome: What was forecast.
        question: As a question.
        rule: How it was settled.
        origins: Years of forecasts that were scored.
        n: Rows scored.
        units: Units among them.
        events: Events among them.
        against: What the others are compared with.
        models: Each predictor's scores.
        void: Rows left out, by reason.
        unfitted: Years not scored: too few outcomes had settled by then.
        watched: Units shown by themselves.
        data: Datasets and their versions.
        notes: What a reader must know.
    """

    study: str
    outcome: str
    question: str
    rule: str
    origins: tuple[int, ...]
    n: int
    units: int
    events: int
    against: str
    models: tuple[Skill, ...]
    void: dict[str, int]
    unfitted: tuple[int, ...]
    watched: tuple[Seen, ...]
    data: tuple[str, ...]
    notes: tuple[str, ...]

    _rows_at = "models"

    def __str__(self) -> str:
        return f"{self.study}: {self.question} {self.n} rows, {self.events} events"

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return asdict(self)

    def model(self, name: str) -> Skill:
        """Find a predictor's scores."""
        return next(one for one in self.models if one.name == name)
