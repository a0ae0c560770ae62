"""The verbs that reckon: measure, solve, weigh, forecast."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from suzerain.cli.load import load_case
from suzerain.cli.options import (
    case_argument,
    output_options,
    record_options,
    worlds_options,
)
from suzerain.cli.show import show_record, show_rows, talk
from suzerain.core.errors import SuzerainError

if TYPE_CHECKING:
    from suzerain.case.case import Case
    from suzerain.core.worlds import Worlds

MEASURES = {
    "dependence": "recipient, provider, good, low, median, high, unit",
    "leverage": "leverer, target, low, median, high, unit",
    "joint_loss": "recipient, low, median, high, unit",
    "excess": "recipient, low, median, high, unit",
    "shapley": "provider, low, median, high, unit",
}
"""Measures that the command line offers, and the columns of their rows."""
JOINT = ("joint_loss", "excess")
HORIZONS = ("long", "middle", "short")


@click.command(
    epilog="\b\nExample: suzerain measure dependence pact --json\n"
    "         suzerain measure joint_loss pact --by CHN,RUS\n"
    "         suzerain measure shapley pact --recipient PRK"
)
@click.argument("words", nargs=-1, metavar="[MEASURE] CASE")
@click.option("--by", help="Codes of those who cut off together: CHN,RUS.")
@click.option("--recipient", help="Code of the one who is cut off, for shapley.")
@click.option(
    "--horizon",
    type=click.Choice(HORIZONS),
    default="long",
    show_default=True,
    help="How much time there is to find other suppliers.",
)
@output_options
@worlds_options
def measure(
    words: tuple[str, ...],
    by: str | None,
    recipient: str | None,
    horizon: str,
    form: str | None,
    worlds: int,
    seed: int,
) -> None:
    """Measure who depends on whom in a case.

    \b
    MEASURE is one of
      dependence  what each actor would lose if another cut it off (the default)
      leverage    how much less an actor depends on another than that one on it
      joint_loss  what each would lose if those named with --by cut together
      excess      what these take beyond the sum of what each takes alone
      shapley     that loss of --recipient, shared fairly among its suppliers

    CASE is a case folder, or articles (files, a folder, - for standard input).
    """  # noqa: D301 - click reads the backspace, not a backslash
    from suzerain.core.worlds import Worlds

    name, paths = _named(words)
    cutters = tuple(code.strip() for code in (by or "").split(",") if code.strip())
    _fitting(name, cutters, recipient)
    case, drawn = load_case(paths), Worlds(count=worlds, seed=seed)
    rows = _rows(name, case, drawn, cutters, recipient or "", horizon)
    show_rows(rows, form, MEASURES[name].split(", "))


def _named(words: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Part the name of the measure from the paths; dependence when none is named."""
    if not words:
        return "dependence", ()
    first, *paths = words
    if first in MEASURES:
        return first, tuple(paths)
    if first != "-" and not Path(first).exists():
        from difflib import get_close_matches

        near = get_close_matches(first, MEASURES, n=1)
        raise SuzerainError(
            f"there is no measure and no path {first!r}",
            f"a measure ({', '.join(MEASURES)}) and a case",
            f"did you mean {near[0]!r}?"
            if near
            else "try `suzerain measure dependence CASE`",
        )
    return "dependence", tuple(words)


def _fitting(name: str, cutters: tuple[str, ...], recipient: str | None) -> None:
    """Refuse options that the measure does not take, or that it lacks."""
    if name in JOINT and not cutters:
        raise click.UsageError(f"{name} needs --by, such as --by CHN,RUS")
    if name == "shapley" and not recipient:
        raise click.UsageError("shapley needs --recipient, such as --recipient PRK")
    if recipient and name != "shapley":
        raise click.UsageError(f"{name} has no --recipient; shapley has")
    if cutters and name not in (*JOINT, "shapley"):
        raise click.UsageError(f"{name} has no --by; joint_loss, excess, shapley have")


def _rows(
    name: str,
    case: Case,
    worlds: Worlds,
    cutters: tuple[str, ...],
    recipient: str,
    horizon: str,
) -> list[dict[str, Any]]:
    from suzerain.measures.catalogue import MEASURES as FUNCTIONS

    function = FUNCTIONS[name]
    if name == "shapley":
        given = cutters or None
        return function(case, recipient, given, worlds, horizon=horizon).to_rows()
    if name in JOINT:
        _refuse_unknown(case, cutters)
        return function(case, cutters, worlds, horizon=horizon).to_rows()
    rows = function(case, worlds, horizon=horizon).to_rows()
    if name == "leverage":
        return rows
    by_good = function(case, worlds, horizon=horizon, by_good=True).to_rows()
    return [_with_good(row, None) for row in rows] + [
        _with_good(row, row["good"]) for row in by_good if row["high"] > 0
    ]


def _refuse_unknown(case: Case, codes: Sequence[str]) -> None:
    from suzerain.core.errors import UnknownActor

    known = [actor.code for actor in case.actors]
    for code in codes:
        if code not in known:
            raise UnknownActor(code, known, f"the case {case.name!r}")


def _with_good(row: dict[str, Any], good: str | None) -> dict[str, Any]:
    order = MEASURES["dependence"].split(", ")
    return {key: {**row, "good": good}[key] for key in order}


@click.command(epilog="Example: suzerain solve pact --json")
@case_argument
@record_options
@worlds_options
@click.option("--pact", help="Which pact, by id; the best supported one by default.")
def solve(
    paths: tuple[str, ...], form: str | None, worlds: int, seed: int, pact: str | None
) -> None:
    """Solve the pact: who gains, who could stop it, what his shadow takes out.

    CASE is a case folder, or articles (files, a folder, - for standard input).
    """
    from suzerain.core.worlds import Worlds
    from suzerain.strategy.solution import solve as solve_pact

    case = load_case(paths)
    talk(f"solving in {worlds} worlds")
    solution = solve_pact(case, Worlds(count=worlds, seed=seed), pact=pact)
    show_record(solution.to_dict(), form, str(solution))


@click.command(epilog="Example: suzerain weigh pact --json")
@case_argument
@record_options
@worlds_options
def weigh(paths: tuple[str, ...], form: str | None, worlds: int, seed: int) -> None:
    """Weigh what is contested: posterior beside prior, and what each item adds.

    CASE is a case folder, or articles (files, a folder, - for standard input).
    """
    from suzerain.core.worlds import Worlds
    from suzerain.outlook.hypothesis import weigh as weigh_case
    from suzerain.strategy.solution import solve as solve_pact

    case = load_case(paths)
    talk(f"solving in {worlds} worlds")
    drawn = Worlds(count=worlds, seed=seed)
    weighings = weigh_case(case, solve_pact(case, drawn), drawn)
    text = "\n\n".join(map(str, weighings)) or "(nothing is contested)"
    show_record([weighing.to_dict() for weighing in weighings], form, text)


@click.command(epilog="Example: suzerain forecast pact --json")
@case_argument
@record_options
@worlds_options
def forecast(paths: tuple[str, ...], form: str | None, worlds: int, seed: int) -> None:
    """Forecast the open questions from the solved worlds.

    CASE is a case folder, or articles (files, a folder, - for standard input).
    """
    from suzerain.core.worlds import Worlds
    from suzerain.outlook.forecast import forecast as forecast_case
    from suzerain.strategy.solution import solve as solve_pact

    case = load_case(paths)
    talk(f"solving in {worlds} worlds")
    drawn = Worlds(count=worlds, seed=seed)
    forecasts = forecast_case(case, solve_pact(case, drawn), drawn)
    text = "\n\n".join(map(str, forecasts)) or "(no question is open)"
    show_record([item.to_dict() for item in forecasts], form, text)
