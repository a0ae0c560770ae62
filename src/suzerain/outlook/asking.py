"""What may be logged: questions that will resolve, forecasts in time, outcomes."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import UTC, date, datetime

from suzerain.case.case import Case
from suzerain.case.check import is_date
from suzerain.case.question import Question
from suzerain.core.errors import OutlookError, UnresolvedQuestion
from suzerain.outlook.forecast_log import ForecastLog
from suzerain.outlook.horizon import last_day
from suzerain.outlook.logged import (
    AskedQuestion,
    DatedForecast,
    Outcome,
    Settlement,
)
from suzerain.outlook.typed import id_like

UNDATED = r"within \d+ years of the latest source"


def ask(
    question: Question,
    now: datetime,
    *,
    until: str = "",
    rate: tuple[int, int] = (0, 0),
) -> AskedQuestion:
    """Turn a question into one that can be logged.

    Args:
        question: In words, with its rule and perhaps its date.
        now: The time of asking, in UTC.
        until: ISO date by which it resolves, where the question has none.
        rate: Of how many like occasions it happened, and how many there were.

    Raises:
        UnresolvedQuestion: If it has no text, no rule, no date, or a date in the past.
        OutlookError: If the base rate is none.

    Examples:
        >>> from datetime import UTC
        >>> asked = Question(
        ...     id="asked.launch",
        ...     text="Will it launch?",
        ...     term="",
        ...     by="",
        ...     rule="If seen.",
        ... )
        >>> ask(asked, datetime(2025, 1, 1, tzinfo=UTC), until="2026").until
        '2026-12-31'
    """
    for name, text in (("text", question.text), ("rule", question.rule)):
        if not text.strip():
            raise UnresolvedQuestion(
                f"question {question.id!r} has no {name}",
                "what is asked, and the rule by which anyone can tell how it resolved",
                'add it, such as --rule "Yes, if two independent sources report it."',
            )
    chosen = until or question.by
    if not chosen or not is_date(chosen) or "T" in chosen:
        raise UnresolvedQuestion(
            f"question {question.id!r} has no date by which it resolves ({chosen!r})",
            "an ISO date, a month or a year",
            "name one with --until, such as --until 2027-12-31",
        )
    day = last_day(chosen)
    if day < now.date():
        raise UnresolvedQuestion(
            f"the date of {question.id!r} is in the past: {day.isoformat()}",
            f"a day from {now.date().isoformat()} on",
            "name a later one with --until",
        )
    happened, occasions = rate
    if not 0 <= happened <= occasions:
        raise OutlookError(
            f"a base rate of {happened} in {occasions}",
            "whole numbers, the first not above the second",
            "write --base-rate 3/20 for three of twenty",
        )
    return AskedQuestion(
        id=question.id,
        time=stamp(now),
        text=question.text.strip(),
        until=day.isoformat(),
        rule=question.rule.strip(),
        term=question.term,
        happened=happened,
        occasions=occasions,
        basis=question.basis,
    )


def give(
    log: ForecastLog,
    given: DatedForecast,
) -> DatedForecast:
    """Check that a forecast may be added to a log.

    Args:
        log: The log, which must hold the question.
        given: The forecast.

    Returns:
        The same forecast.

    Raises:
        UnknownReference: If the question was not asked.
        OutlookError: If it is no probability strictly between 0 and 1, nobody gives
            it, the question has resolved, or its date has passed.
    """
    asked = question_of(log, given.question)
    numbers = (given.low, given.p, given.high)
    ordered = 0 <= given.low <= given.p <= given.high <= 1
    if not (all(map(math.isfinite, numbers)) and ordered and 0 < given.p < 1):
        raise OutlookError(
            f"a forecast of {given.p} ({given.low} to {given.high})",
            "a probability above 0 and below 1; a certain one can only be wrong",
            "write 0.01 or 0.99 where you are as good as sure",
        )
    if not given.by.strip():
        raise OutlookError("a forecast of nobody", "a name", "add --by NAME")
    if given.question in log.settled:
        raise OutlookError(
            f"question {given.question!r} has resolved: "
            f"{log.settled[given.question].outcome}",
            "a forecast of a question that is open",
            "ask a new question",
        )
    if date.fromisoformat(given.time.partition("T")[0]) > last_day(asked.until):
        raise OutlookError(
            f"the date of {given.question!r} has passed: {asked.until}",
            "a forecast given before the question's date is over",
            "resolve it with `suzerain resolve CASE QUESTION yes|no|void`",
        )
    return given


def settle(log: ForecastLog, given: Settlement, *, again: bool = False) -> Settlement:
    """Check that a resolution may be added to a log.

    Args:
        log: The log, which must hold the question.
        given: The resolution.
        again: True to supersede a resolution that is there; both are kept.

    Raises:
        UnknownReference: If the question was not asked.
        OutlookError: If neither source nor note is given, or it has resolved already.
    """
    question_of(log, given.question)
    if not (given.source.strip() or given.note.strip()):
        raise OutlookError(
            f"{given.outcome!r} for {given.question!r} rests on nothing",
            "a source or a note that lets a reader check it",
            "add --source or --note",
        )
    if given.question in log.settled and not again:
        old = log.settled[given.question]
        raise OutlookError(
            f"{given.question!r} has resolved already: {old.outcome} on {old.time}",
            "one resolution",
            "add --again to supersede it; both are kept",
        )
    return given


def settlement(question: str, outcome: Outcome, now: datetime) -> Settlement:
    """Return a bare resolution at a time.

    Args:
        question: Id of the question.
        outcome: `yes`, `no` or `void`.
        now: In UTC.
    """
    return Settlement(question=question, time=stamp(now), outcome=outcome)


def question_of(log: ForecastLog, name: str) -> AskedQuestion:
    """Find a question by its id, or by a part of it that only one id has.

    Args:
        log: The log.
        name: The id, or a part such as `missile`.

    Raises:
        UnknownReference: If none fits.
        OutlookError: If more than one does.
    """
    known = log.questions
    return known[id_like(name, known, "the log of forecasts")]


def dated(case: Case, until: str, today: date) -> Case:
    """Give a day to the questions of a case that have none, or one in the past.

    Their words and rules name that day then. Sources without a date count as of today.

    Args:
        case: The case.
        until: ISO date.
        today: The day on which it is asked.

    Raises:
        UnresolvedQuestion: If `until` is no date.

    Examples:
        >>> asked = Question(
        ...     id="q",
        ...     text="Will it move within 2 years of the latest source?",
        ...     term="term.oil.AAA.BBB",
        ...     by="",
        ...     rule="Yes, if seen.",
        ... )
        >>> case = dated(Case(name="x", questions=(asked,)), "2030", date(2025, 1, 1))
        >>> case.questions[0].text, case.as_of
        ('Will it move by 2030-12-31?', '2025-01-01')
    """
    day = last_day(until).isoformat()

    def moved(question: Question) -> Question:
        if question.by and last_day(question.by) >= today:
            return question
        old = f"by {question.by}" if question.by else UNDATED
        text, rule = (
            re.sub(old, f"by {day}", x) for x in (question.text, question.rule)
        )
        return replace(question, by=day, text=text, rule=rule)

    return replace(
        case,
        as_of=case.as_of or today.isoformat(),
        questions=tuple(map(moved, case.questions)),
    )


def now_utc() -> datetime:
    """Return the time in UTC."""
    return datetime.now(tz=UTC)


def stamp(now: datetime) -> str:
    """Write a time in UTC to the second."""
    return now.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
