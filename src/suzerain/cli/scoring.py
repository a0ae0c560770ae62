"""The verbs that keep a log of forecasts: ask, resolve, score."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from suzerain.cli.failure import complain
from suzerain.cli.forecasting import load_log, log_folder
from suzerain.cli.load import load_case
from suzerain.cli.options import output_options, record_options
from suzerain.cli.show import show_record, show_rows
from suzerain.core.errors import SuzerainError

if TYPE_CHECKING:
    from suzerain.outlook.scorecard import Scorecard

Rows = list[Mapping[str, Any]]


@click.command(epilog='Example: suzerain ask pact "Will it end?" --until 2035 --rule R')
@click.argument("folder", metavar="CASE")
@click.argument("text", required=False, metavar="[TEXT]")
@click.option("--until", default="", metavar="DATE", help="Day by which it resolves.")
@click.option("--rule", default="", help="How anyone can tell how it resolved.")
@click.option("--id", "name", default="", help="Its id; made of its words by default.")
@click.option("--term", default="", metavar="ID", help="The term that it is about.")
@click.option("--claim", "claims", multiple=True, metavar="ID", help="Who raises it.")
@click.option(
    "--base-rate", "rate", default="", metavar="K/N", help="K of N like occasions."
)
@output_options
def ask(  # noqa: PLR0913, PLR0917 - one for each option
    folder: str,
    text: str | None,
    until: str,
    rule: str,
    name: str,
    term: str,
    claims: tuple[str, ...],
    rate: str,
    form: str | None,
) -> None:
    """Log a question of your own; without TEXT, list what sources leave open.

    A question has a rule and a date, or it is none. With --term it is forecast from
    the solved worlds, with --base-rate from how often the like has happened.
    """
    case = load_case((folder,))
    target = log_folder((folder,))
    if text is None:
        from suzerain.outlook.left_open import left_open

        show_rows(left_open(case), form, ("claim", "said", "by", "certainty", "quote"))
        return
    from suzerain.case.question import Question
    from suzerain.core.errors import UnknownReference
    from suzerain.outlook.asking import ask as asked_by
    from suzerain.outlook.asking import now_utc
    from suzerain.outlook.forecast_log import append_log
    from suzerain.outlook.logged import entry_record
    from suzerain.outlook.typed import base_rate_of, slug

    terms = {one.id for pact in case.pacts for one in pact.terms}
    if term and term not in terms:
        raise UnknownReference(term, terms, "the terms of the case")
    known = {claim.id for claim in case.claims}
    for key in claims:
        if key not in known:
            raise UnknownReference(key, known, "the claims of the case")
    question = Question(
        id=name or slug(text), text=text, term=term, by="", rule=rule, basis=claims
    )
    if question.id in load_log(target).questions:
        raise SuzerainError(
            f"{question.id!r} has been asked already",
            "a new id: a question is never changed after it was asked",
            "name another one with --id",
        )
    made = asked_by(question, now_utc(), until=until, rate=base_rate_of(rate))
    append_log(target, [made])
    show_rows([entry_record(made)], form, text=f"asked {made.id}, until {made.until}")


@click.command(
    epilog="Example: suzerain resolve pact oil yes --source 'Reuters, 2027-01-04'"
)
@click.argument("folder", metavar="CASE")
@click.argument("question")
@click.argument("outcome", type=click.Choice(["yes", "no", "void"]))
@click.option("--source", default="", help="Where the outcome is reported.")
@click.option("--note", default="", help="What else is to be said.")
@click.option("--again", is_flag=True, help="Supersede a resolution that is there.")
@record_options
def resolve(
    folder: str,
    question: str,
    outcome: Any,
    source: str,
    note: str,
    form: str | None,
    *,
    again: bool,
) -> None:
    """Say how a logged question resolved: yes, no, or void when it cannot be told.

    QUESTION is its id, or a part of it that no other has, such as oil.
    """
    from dataclasses import replace

    from suzerain.outlook.asking import now_utc, question_of, settle, settlement
    from suzerain.outlook.forecast_log import append_log
    from suzerain.outlook.logged import entry_record

    target = log_folder((folder,))
    log = load_log(target)
    bare = settlement(question_of(log, question).id, outcome, now_utc())
    made = settle(log, replace(bare, source=source, note=note), again=again)
    append_log(target, [made])
    show_record(entry_record(made), form, f"{made.question}: {outcome}")


@click.command(epilog="Example: suzerain score pact --table")
@click.argument("folder", metavar="CASE")
@click.option("--svg", metavar="FILE", help="Also draw the calibration plot.")
@click.option(
    "--extremise",
    default="1",
    show_default=True,
    metavar="D",
    help="Factor on the pool's log-odds: a number, neyman-roughgarden or satopaa.",
)
@record_options
def score(folder: str, svg: str | None, extremise: str, form: str | None) -> None:
    """Score the logged forecasts, and show what is still open.

    Brier and log score, Murphy's three parts, calibration; void questions are counted.
    """
    from suzerain.outlook.asking import now_utc
    from suzerain.outlook.scorecard import scorecard

    case = load_case((folder,))
    log = load_log(log_folder((folder,)))
    card = scorecard(log, now_utc().date(), case.register, extremise=extremise)
    if svg is not None:
        from suzerain.brief.alone import alone
        from suzerain.brief.charts.calibration import calibration_plot
        from suzerain.sources.store import write_atomically

        write_atomically(svg, alone(calibration_plot(card.calibration)).svg)
        complain(f"wrote {svg}")
    show_record(card.to_dict(), form, _card_text(card))


def _card_text(card: Scorecard) -> str:
    from suzerain.cli.show import table_text

    head = (
        f"{card.resolved} question(s) resolved, {card.void} void, {len(card.open)} "
        f"open; {card.unforecast} resolved unforecast, {card.superseded} forecast(s) "
        f"superseded, {card.altered} line(s) altered"
    )
    tracks: Rows = [track.to_dict() for track in card.tracks]
    bins: Rows = [one.to_dict() for one in card.calibration if one.count]
    still: Rows = [
        {
            "question": one.id,
            "until": one.until + (" (overdue)" if one.overdue else ""),
            "forecasts": "; ".join(f"{by} {p:.0%}" for by, p in one.forecasts.items()),
            "pool": "" if one.pooled is None else f"{one.pooled[1]:.0%}",
        }
        for one in card.open
    ]
    blocks = [table_text(rows) for rows in (tracks, bins, still) if rows]
    return "\n\n".join([head, *blocks])
