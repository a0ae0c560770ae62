"""The verb that forecasts: open questions, and the log of who forecast what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from suzerain.cli.failure import complain
from suzerain.cli.load import case_folder, load_case
from suzerain.cli.options import case_argument, record_options, worlds_options
from suzerain.cli.show import show_record, talk
from suzerain.core.errors import SuzerainError

if TYPE_CHECKING:
    from suzerain.case.case import Case
    from suzerain.outlook.expectation import Forecast
    from suzerain.outlook.forecast_log import ForecastLog
    from suzerain.outlook.logged import Logged

UNTIL = "Day by which questions resolve that have none, or one in the past."


@click.command(epilog="Example: suzerain forecast pact --record --until 2035-12-31")
@case_argument
@click.option("--record", is_flag=True, help="Log the forecasts, with today's date.")
@click.option("--until", default="", metavar="DATE", help=UNTIL)
@click.option("--question", metavar="ID", help="One question, by its id or a part.")
@click.option("--p", type=float, help="Log this probability of --by, and nothing else.")
@click.option("--by", metavar="NAME", help="Who gives the probability --p.")
@click.option("--note", default="", help="What that forecaster adds.")
@record_options
@worlds_options
def forecast(  # noqa: PLR0913, PLR0917 - one for each option
    paths: tuple[str, ...],
    until: str,
    question: str | None,
    p: float | None,
    by: str | None,
    note: str,
    form: str | None,
    worlds: int,
    seed: int,
    *,
    record: bool,
) -> None:
    """Forecast the open questions from the solved worlds, and log forecasts.

    CASE is a case folder, or articles (files, a folder, - for standard input). Logged
    forecasts stand in forecasts.jsonl of the case folder; a later one supersedes an
    earlier one, and both are kept.
    """
    if p is not None or by is not None:
        if p is None or by is None or question is None:
            raise click.UsageError("another's forecast needs --question, --p and --by")
        _log_theirs(paths, (question, until), (p, by, note), form)
        return
    folder = log_folder(paths) if record else case_folder(paths)
    case = load_case(paths)
    if until:
        from suzerain.outlook.asking import dated, now_utc

        case = dated(case, until, now_utc().date())
    found = _reckon(case, folder, worlds=worlds, seed=seed, only=question)
    if record and folder is not None:
        _log_ours(folder, found, f"{worlds} worlds, seed {seed}")
    text = "\n\n".join(map(str, found)) or "(no question is open)"
    show_record([item.to_dict() for item in found], form, text)


def _reckon(
    case: Case, folder: Path | None, *, worlds: int, seed: int, only: str | None
) -> tuple[Forecast, ...]:
    from suzerain.core.errors import UnknownReference
    from suzerain.core.worlds import Worlds
    from suzerain.outlook.base_rate import forecast_asked
    from suzerain.outlook.forecast import forecast as forecast_case
    from suzerain.strategy.solution import solve as solve_pact

    talk(f"solving in {worlds} worlds")
    drawn = Worlds(count=worlds, seed=seed)
    solution = solve_pact(case, drawn)
    found = list(forecast_case(case, solution, drawn))
    known = {one.question.id for one in found}
    for asked in load_log(folder).questions.values() if folder else ():
        made = None
        if asked.id not in known:
            made = forecast_asked(case, asked, solution, drawn)
        found += [made] if made else []
    if only is None:
        return tuple(found)
    chosen = tuple(one for one in found if only in one.question.id)
    if not chosen:
        known = {one.question.id for one in found}
        raise UnknownReference(only, known, "the forecasts")
    return chosen


def _log_ours(folder: Path, found: tuple[Forecast, ...], made: str) -> None:
    """Log the program's forecasts; questions that cannot resolve are named."""
    from suzerain import __version__
    from suzerain.core.errors import OutlookError
    from suzerain.outlook.asking import ask, give, now_utc, stamp
    from suzerain.outlook.forecast_log import append_log
    from suzerain.outlook.logged import DatedForecast

    now, log = now_utc(), load_log(folder)
    entries: list[Logged] = []
    refused: list[OutlookError] = []
    for one in found:
        try:
            new: list[Logged] = []
            if one.question.id not in log.questions:
                new.append(ask(one.question, now))
            told = one.probability
            given = DatedForecast(
                question=one.question.id,
                time=stamp(now),
                by="suzerain",
                p=told.median,
                low=told.low,
                high=told.high,
                made=f"suzerain {__version__}, {made}",
            )
            new.append(give(log.plus(new), given))
            entries += new
        except OutlookError as error:
            refused.append(error)
    if refused and not entries:
        raise refused[0]
    for one_refused in refused:
        complain(f"not logged: {one_refused.what}")
    append_log(folder, entries)
    count = sum(isinstance(entry, DatedForecast) for entry in entries)
    complain(f"logged {count} forecast(s) in {folder / 'forecasts.jsonl'}")


def _log_theirs(
    paths: tuple[str, ...],
    asked: tuple[str, str],
    told: tuple[float, str, str],
    form: str | None,
) -> None:
    """Log what somebody else forecasts, on a question of the log or the case."""
    from suzerain.outlook.asking import (
        ask,
        dated,
        give,
        now_utc,
        question_of,
        stamp,
    )
    from suzerain.outlook.forecast_log import append_log
    from suzerain.outlook.logged import DatedForecast, entry_record
    from suzerain.outlook.typed import id_like

    (name, until), (p, by, note) = asked, told
    folder, now = log_folder(paths), now_utc()
    log = load_log(folder)
    new: list[Logged] = []
    if not any(name in key for key in log.questions):
        case = load_case(paths)
        case = dated(case, until, now.date()) if until else case
        asked_of = {one.id: one for one in case.questions}
        new.append(ask(asked_of[id_like(name, asked_of, "the case")], now))
    held = log.plus(new)
    given = DatedForecast(
        question=question_of(held, name).id,
        time=stamp(now),
        by=by,
        p=p,
        low=p,
        high=p,
        note=note,
    )
    append_log(folder, [*new, give(held, given)])
    show_record(entry_record(given), form, f"logged {p:.0%} by {by}: {given.question}")


def log_folder(paths: tuple[str, ...]) -> Path:
    """Return the case folder, which alone can hold a log."""
    found = case_folder(paths)
    if found is None:
        raise SuzerainError(
            f"{paths[0]!r} is no case folder",
            "a case folder: forecasts are logged there",
            "make one with `suzerain init DIR --from FILES`",
        )
    return found


def load_log(folder: Path) -> ForecastLog:
    """Read the log of a case folder, and say which lines do not count."""
    from suzerain.outlook.forecast_log import read_log

    log = read_log(folder)
    for problem in log.problems:
        complain(str(problem))
    return log
