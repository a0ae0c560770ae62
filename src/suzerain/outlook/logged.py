"""What a log of forecasts holds: questions, forecasts, resolutions."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Outcome = Literal["yes", "no", "void"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question as it was asked, whatever becomes of the case.

    Args:
        id: Its id.
        time: When it was logged, ISO date and time in UTC.
        text: In words.
        until: ISO date by which it resolves.
        rule: How it resolves.
        term: Id of the term that must be delivered, or empty.
        happened: Of how many like occasions it happened, for a base rate.
        occasions: How many like occasions there were; 0 for no base rate.
        basis: Ids of claims that raise it.
    """

    id: str
    time: str
    text: str
    until: str
    rule: str
    term: str = ""
    happened: int = 0
    occasions: int = 0
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedForecast:
    """A probability that somebody gave on one day; a later one supersedes it.

    Args:
        question: Id of the question.
        time: When it was logged, ISO date and time in UTC.
        by: Who gave it.
        p: Probability of yes, above 0 and below 1.
        low: Low end of its range.
        high: High end of its range.
        made: How it was made, such as `4000 worlds, seed 1`.
        note: What the forecaster adds.
    """

    question: str
    time: str
    by: str
    p: float
    low: float
    high: float
    made: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """How a question resolved, and who says so.

    Args:
        question: Id of the question.
        time: When it was logged, ISO date and time in UTC.
        outcome: `yes`, `no`, or `void` when it cannot be told or was ill put.
        source: Where it is reported.
        note: What else is to be said.
    """

    question: str
    time: str
    outcome: Outcome
    source: str = ""
    note: str = ""


Logged = AskedQuestion | DatedForecast | Settlement
KINDS: dict[str, type[Any]] = {
    "question": AskedQuestion,
    "forecast": DatedForecast,
    "resolution": Settlement,
}


def kind_of(entry: Logged) -> str:
    """Name the kind of an entry: `question`, `forecast` or `resolution`."""
    return next(name for name, made in KINDS.items() if isinstance(entry, made))


def entry_record(entry: Logged) -> dict[str, Any]:
    """Return an entry as a plain record with its kind, as the verbs print it."""
    plain = {
        key: list(x) if isinstance(x, tuple) else x for key, x in asdict(entry).items()
    }
    return {"kind": kind_of(entry), **plain}
