"""The baselines `egame12`, `egame122`, `egame123`, `ultimatum`: games from data."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from suzerain.cli.columns import read_table
from suzerain.cli.options import record_options
from suzerain.cli.show import show_record

if TYPE_CHECKING:
    from suzerain.strategy.classics.strategic_models.estimates import (
        Coefficient,
        StrategicFit,
    )

FEW = 0.0001
HEADS = ("coefficient", "estimate", "std. error", "z", "p")
WAR = "'esc + war ~ s_wt_re1 + revis1 | 0 | regime1 | balanc + regime2'"
THREE = "'y ~ x1 + x2 | 0 | x3 | x4 + x5 | 0 | x6 | x7 | x8'"


def data_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--formula` and `--data`."""
    command = click.option(
        "--data",
        "file",
        required=True,
        metavar="FILE",
        help="A CSV with a header; - is standard input.",
    )(command)
    return click.option(
        "--formula",
        required=True,
        help="What happened ~ one equation a utility, with | between them.",
    )(command)


def error_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command what may be assumed of the errors."""
    for option in (
        click.option(
            "--outcomes",
            default="",
            metavar="A,B,...",
            help="Values of a single outcome column, from the leftmost end on.",
        ),
        click.option(
            "--fixed",
            "--fixed-utils",
            default="",
            metavar="NUMBERS",
            help="Utilities that are given; the scale of the error is estimated.",
        ),
        click.option(
            "--sd",
            "--sd-formula",
            "scale",
            default="",
            metavar="EQUATION",
            help="Of the log scale of the error: one, or one a player between |.",
        ),
        click.option(
            "--type",
            "--errors",
            "errors",
            type=click.Choice(("agent", "private")),
            default="agent",
            show_default=True,
            help="Players err in their moves, or know payoffs that others do not.",
        ),
        click.option(
            "--link",
            type=click.Choice(("probit", "logit")),
            default="probit",
            show_default=True,
            help="Form of the errors; private information has probit only.",
        ),
    ):
        command = option(command)
    return command


@click.command(
    "egame12",
    epilog=f"\b\nExample: suzerain baseline egame12 --data war1800.csv --json \\\n"
    f"           --formula {WAR}",
)
@data_options
@error_options
@record_options
def egame12(file: str, formula: str, form: str | None, **assumed: str) -> None:
    """Fit a game of two players and three ends.

    Player 1 stays (u11) or moves; player 2 then yields (u13, 0) or fights (u14, u24).
    The formula has four equations: u11 | u13 | u14 | u24. Left of ~ stand the two
    moves as columns of 0 and 1, or one column of three outcomes.
    """
    _fit_game("egame12", file, formula, form, assumed)


@click.command(
    "egame122",
    epilog="\b\nExample: suzerain baseline egame122 --data FILE.csv --json \\\n"
    "           --formula 'y ~ x1 + x2 | x3 | 0 | x4 + x5 | z1 + z2 | z3'",
)
@data_options
@error_options
@record_options
def egame122(file: str, formula: str, form: str | None, **assumed: str) -> None:
    """Fit a game of two players and four ends.

    Player 1 goes left or right, and player 2 answers either way. The formula has six
    equations: u11 | u12 | u13 | u14 | u22 | u24.
    """
    _fit_game("egame122", file, formula, form, assumed)


@click.command(
    "egame123",
    epilog="\b\nExample: suzerain baseline egame123 --data data_123.csv --json \\\n"
    f"           --type private --formula {THREE}",
)
@data_options
@error_options
@record_options
def egame123(file: str, formula: str, form: str | None, **assumed: str) -> None:
    """Fit a game of three players: proposer, partner, patron.

    Player 1 stays (u11) or proposes; player 2 refuses (u13, u23) or agrees; player 3
    lets it be (u15, u25, 0) or blocks it (u16, u26, u36). The formula has eight
    equations: u11 | u13 | u15 | u16 | u23 | u25 | u26 | u36.
    """
    _fit_game("egame123", file, formula, form, assumed)


@click.command(
    "ultimatum",
    epilog="\b\nExample: suzerain baseline ultimatum --data offers.csv --json \\\n"
    "           --max-offer 100 --formula 'offer + accept ~ x | z'",
)
@data_options
@click.option("--min-offer", default=0.0, show_default=True, help="Least offer.")
@click.option("--max-offer", type=float, help="Largest offer; the largest seen.")
@click.option("--s1", type=float, help="Scale of player 1's error, if given.")
@click.option("--s2", type=float, help="Scale of player 2's error, if given.")
@click.option(
    "--outcome",
    type=click.Choice(("both", "offer")),
    default="both",
    show_default=True,
    help="Explain the offer and the answer, or the offer alone.",
)
@record_options
def ultimatum(
    *,
    file: str,
    formula: str,
    min_offer: float,
    max_offer: float | None,
    s1: float | None,
    s2: float | None,
    outcome: str,
    form: str | None,
) -> None:
    """Fit the ultimatum model: how much is offered, and whether it is accepted.

    The formula has two equations, of the reservation values of player 1 and player 2:
    R1 | R2. Left of ~ stand the offer and whether it was accepted, 0 or 1.
    """
    from suzerain.strategy.classics.strategic_models.offers import Stakes
    from suzerain.strategy.classics.strategic_models.ultimatum import fit_ultimatum

    stakes = Stakes(
        lowest=min_offer,
        highest=max_offer,
        scale1=s1,
        scale2=s2,
        answers=outcome == "both",
    )
    _show(fit_ultimatum(formula, read_table(file), stakes), form)


def _fit_game(
    model: str, file: str, formula: str, form: str | None, assumed: dict[str, str]
) -> None:
    from suzerain.strategy.classics.strategic_models.game_fit import fit_game
    from suzerain.strategy.classics.strategic_models.setting import Stochastics

    stochastics = Stochastics(
        link=assumed["link"],
        errors=assumed["errors"],
        scale=assumed["scale"],
        fixed=tuple(_number(part) for part in _parts(assumed["fixed"])),
        order=tuple(_parts(assumed["outcomes"])),
    )
    _show(fit_game(model, formula, read_table(file), stochastics), form)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")] if text.strip() else []


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        message = f"--fixed: {text!r} is no finite number"
        raise click.UsageError(message)
    return number


def _show(fit: StrategicFit, form: str | None) -> None:
    show_record(_record(fit), form, _table(fit))


def _record(fit: StrategicFit) -> dict[str, Any]:
    return {
        "model": fit.model,
        "link": fit.link,
        "type": fit.errors,
        "n": fit.n,
        "log_likelihood": fit.log_likelihood,
        "aic": fit.aic,
        "coefficients": [
            {
                "name": one.name,
                "estimate": one.estimate,
                "standard_error": one.standard_error,
                "z": one.z,
                "p": one.p,
            }
            for one in fit.coefficients
        ],
        "converged": fit.converged,
        "notes": list(fit.notes),
    }


def _table(fit: StrategicFit) -> str:
    rows = [HEADS, *(_cells(one) for one in fit.coefficients)]
    wide = [max(len(row[k]) for row in rows) for k in range(len(HEADS))]
    lines = [
        "  ".join(
            [row[0].ljust(wide[0])]
            + [cell.rjust(width) for cell, width in zip(row[1:], wide[1:], strict=True)]
        )
        for row in rows
    ]
    found = "a maximum" if fit.converged else "NO sure maximum"
    told = [
        f"{fit.model}, {fit.link}, {fit.errors} error; {fit.n} rows",
        f"log-likelihood {fit.log_likelihood:.6f}, AIC {fit.aic:.3f}; {found}",
    ]
    return "\n".join([*told, "", *lines, "", *fit.notes]).rstrip()


def _cells(one: Coefficient) -> tuple[str, ...]:
    p = "" if one.p is None else f"{one.p:.4f}" if one.p >= FEW else "<0.0001"
    return (
        one.name,
        f"{one.estimate:.5f}",
        "" if one.standard_error is None else f"{one.standard_error:.5f}",
        "" if one.z is None else f"{one.z:.2f}",
        p,
    )
