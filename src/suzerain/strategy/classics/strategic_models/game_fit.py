"""Fit a strategic probit or logit model: egame12, egame122, egame123.

Only utility over the size of the error is identified, so the error has scale 1 unless
all utilities are fixed or the scale varies with regressors (Signorino 1999).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from suzerain.core.errors import StrategyError
from suzerain.measures.exposure import Array
from suzerain.strategy.classics.strategic_models.design import Columns
from suzerain.strategy.classics.strategic_models.estimates import StrategicFit, settle
from suzerain.strategy.classics.strategic_models.jet import Jet
from suzerain.strategy.classics.strategic_models.likelihood import (
    Basis,
    Surface,
    surface_of,
)
from suzerain.strategy.classics.strategic_models.links import link_named
from suzerain.strategy.classics.strategic_models.setting import (
    PLAIN,
    Setting,
    Stochastics,
    leaves,
    prepare,
)
from suzerain.strategy.classics.strategic_models.start import backward_start
from suzerain.strategy.classics.strategic_models.trees import end_chances


def fit_game(
    model: str, formula: str, columns: Columns, assumed: Stochastics = PLAIN
) -> StrategicFit:
    """Estimate the utilities of a game from how it was played.

    Args:
        model: `egame12`, `egame122` or `egame123`.
        formula: What happened ~ one equation a utility, with bars between them.
        columns: The data: texts or numbers by name of the column.
        assumed: What is assumed of the errors.

    Returns:
        Coefficients with standard errors, in standard deviations of the error.

    Raises:
        StrategyError: If the formula or the data do not fit the game, the utilities
            are not identified, or the likelihood rises for ever.

    Examples:
        Player 1 moves in two of four rows; player 2 then fights in one of two.

        >>> data = {"moved": [0, 0, 1, 1] * 8, "fought": [0, 0, 0, 1] * 8}
        >>> fit = fit_game("egame12", "moved + fought ~ 1 | 0 | 0 | 1", data)
        >>> for one in fit.coefficients:
        ...     print(one.name, abs(round(one.estimate, 6)))
        u1(~moved):(Intercept) 0.0
        u2(moved,fought):(Intercept) 0.0
    """
    setting = prepare(model, formula, columns, assumed)
    found = settle(likelihood(setting), setting.free, _starts(setting), _names(setting))
    _refuse_endless(found.rises)
    return StrategicFit(
        model=model,
        link=assumed.link,
        errors=assumed.errors,
        n=len(setting.played.end),
        left_out=setting.left_out,
        coefficients=found.coefficients,
        log_likelihood=found.value,
        converged=found.converged,
        notes=(*setting.notes, *found.notes),
    )


def _refuse_endless(rises: Sequence[str]) -> None:
    """Raise StrategyError where the likelihood rises for ever."""
    if not rises:
        return
    along = f"the likelihood rises for ever along {', '.join(rises)}"
    if all(name.startswith("log(") for name in rises):
        raise StrategyError(
            f"{along}: with the given utilities no size of the error is best",
            "utilities that tell which outcomes are likelier",
            "give other fixed utilities, or estimate them",
        )
    raise StrategyError(
        f"{along}: what they weigh foretells an outcome without fail (separation)",
        "regressors with which each outcome stays possible",
        f"take {rises[0]!r} out, or join classes that have one outcome only",
    )


def likelihood(setting: Setting) -> Surface:
    """Make the log-likelihood a function of coefficients of the orthogonal columns.

    Args:
        setting: Game, rows and regressors.

    Returns:
        Value, gradient and Hessian by the coefficients of the equations that have any.
    """
    game, assumed = setting.game, setting.assumed
    link, count = link_named(assumed.link), len(game.utilities)

    def rows(jets: tuple[Jet, ...], part: slice) -> Jet:
        scales = jets[count:] * (game.players if len(jets) == count + 1 else 1)
        chances = end_chances(
            game.tree,
            dict(zip(game.utilities, jets, strict=False)),
            scales,
            link=link,
            private=assumed.errors == "private",
        )
        return _chosen(chances, setting.played.end[part])

    return surface_of(setting.bases, setting.fixed, rows)


def _chosen(chances: dict[int, Jet], end: NDArray[np.intp]) -> Jet:
    """Take from every row the chance of the end that it came to."""
    ends = sorted(chances)
    marks = [end == k for k in ends]
    return Jet(
        value=np.select(marks, [chances[k].value for k in ends]),
        slope=np.select(marks, [chances[k].slope for k in ends]),
        curve=np.select(marks, [chances[k].curve for k in ends]),
    )


def _starts(setting: Setting) -> dict[str, Array]:
    size = sum(len(basis.names) for basis in setting.free)
    starts = {"zero": np.zeros(size)}
    if not setting.assumed.fixed:
        utilities = setting.bases[: len(setting.game.utilities)]
        guess = backward_start(
            setting.game.tree,
            {basis.name: basis.matrix for basis in utilities},
            setting.played.end,
            link_named(setting.assumed.link),
        )
        parts = [guess.get(one.name, np.zeros(len(one.names))) for one in setting.free]
        starts["backward induction"] = np.concatenate(parts)
    return starts


def _names(setting: Setting) -> list[str]:
    """Name coefficients as the package `games` does."""
    return [
        f"{_head(setting, basis)}:{name}".removesuffix(_bare(basis))
        for basis in setting.free
        for name in basis.names
    ]


def _bare(basis: Basis) -> str:
    """A scale that is a constant alone goes by its own name."""
    alone = basis.name.startswith("scale") and basis.names == ("(Intercept)",)
    return ":(Intercept)" if alone else "\0"


def _head(setting: Setting, basis: Basis) -> str:
    if basis.name.startswith("scale"):
        sign = "sigma" if setting.assumed.link == "probit" else "lambda"
        return f"log({sign}{basis.name.removeprefix('scale')})"
    player = basis.name[1]
    for number, name in enumerate(_paid(setting, player)):
        if name == basis.name:
            return f"u{player}({setting.played.labels[number]})"
    return basis.name


def _paid(setting: Setting, player: str) -> list[str]:
    """The utility of a player at each end, from left to right."""
    return [leaf.paid.get(int(player), "") for leaf in leaves(setting.game.tree)]
