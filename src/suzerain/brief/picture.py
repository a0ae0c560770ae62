"""Any result as a picture that stands alone, for notebooks and papers of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from suzerain.core.errors import SuzerainError

if TYPE_CHECKING:
    from suzerain.brief.alone import Figure
    from suzerain.brief.contents import Contents
    from suzerain.brief.results import Results
    from suzerain.brief.section import Picture
    from suzerain.strategy.solution import Solution


def picture(result: Any, name: str = "") -> Figure:
    """Draw a result as the brief draws it.

    Args:
        result: A brief; a solution; dependence of all on all; a weighing; a forecast; a
            game, solved or not; a back-test.
        name: Which picture, where there are several: of a brief its id, such as
            `exchange` or `survival`; of a solution `exchange`, `deal` or `tornado`; of
            a weighing `grid` or `beliefs`. The first when left out.

    Returns:
        The picture; a notebook shows it, `save` writes it, `svg` holds it.

    Raises:
        SuzerainError: If there is nothing to draw, or no picture of that name.

    Examples:
        >>> from suzerain.strategy.game.branch import decide, end
        >>> from suzerain.strategy.game.tree import make_game
        >>> bear = decide("patron", {"bear": end([1.0]), "block": end([0.0])})
        >>> print(picture(make_game(bear, players=("patron",), title="Bear?")))
        Bear?: Who decides where; at the right what each end brings.
    """
    from suzerain.brief.alone import alone

    known = _pictures(result)
    if name and name not in known:
        raise SuzerainError(
            f"no picture {name!r} of a {type(result).__name__}",
            ", ".join(known) or "none",
            "leave the name out",
        )
    makers = [known[name]] if name else list(known.values())
    drawn = next((one for one in (make() for make in makers) if one), None)
    if drawn is None:
        raise SuzerainError(
            f"nothing to draw of this {type(result).__name__}",
            "a brief, solution, dependence, weighing, forecast, game or back-test",
            "see the table that it prints",
        )
    return alone(drawn)


Makers = dict[str, Callable[[], "Picture | None"]]


def _pictures(result: Any) -> Makers:
    """Name what can be drawn of a result, and how."""
    from suzerain.brief.contents import Contents
    from suzerain.core.grid import Grid
    from suzerain.outlook.backtest.report import BackTest
    from suzerain.outlook.expectation import Forecast
    from suzerain.outlook.weighing import Weighing
    from suzerain.strategy.game.quantal import Quantal
    from suzerain.strategy.game.subgame_perfect import SubgamePerfect
    from suzerain.strategy.game.tree import Game
    from suzerain.strategy.solution import Solution

    known: tuple[tuple[type | tuple[type, ...], Callable[[Any], Makers]], ...] = (
        (Contents, _of_brief),
        (Solution, _of_solution),
        (Grid, lambda grid: {"matrix": partial(_matrix, grid)}),
        ((Weighing, Forecast), _of_outlook),
        (Game, lambda game: {"tree": partial(_tree, game, None)}),
        (
            (Quantal, SubgamePerfect),
            lambda one: {"tree": partial(_tree, one.game, one)},
        ),
        (BackTest, lambda found: {"calibration": partial(_calibration, found)}),
    )
    makers = (make(result) for kind, make in known if isinstance(result, kind))
    return next(makers, {})


def _of_brief(brief: Contents) -> Makers:
    from suzerain.brief.section import Picture

    blocks = (block for section in brief.sections for block in section.blocks)
    drawn = [block for block in blocks if isinstance(block, Picture) and block.svg]
    return {one.id: partial(_as_is, one) for one in drawn}


def _as_is(drawn: Picture) -> Picture:
    return drawn


def _of_solution(solution: Solution) -> Makers:
    from suzerain.brief.charts.deal import deal
    from suzerain.brief.charts.exchange import exchange
    from suzerain.brief.charts.tornado import tornado

    results = _results(solution)
    makers = {"exchange": exchange, "deal": deal, "tornado": tornado}
    return {name: partial(make, results) for name, make in makers.items()}


def _results(solution: Solution) -> Results:
    from suzerain.brief.results import Results
    from suzerain.strategy.exchange import exchange

    return Results(
        case=solution.particulars.case,
        solution=solution.to_dict(),
        exchange=exchange(solution).to_dict(),
    )


def _nameless(**known: Any) -> Results:
    """Results without a case: actors go by their names in the table of codes."""
    from suzerain.brief.results import Results
    from suzerain.case.case import Case

    return Results(case=Case(name="alone"), **known)


def _matrix(grid: Any) -> Picture | None:
    from suzerain.brief.charts.matrix import matrix

    return matrix(_nameless(dependence=grid)) if len(grid.axes) == 2 else None


def _of_outlook(result: Any) -> Makers:
    from suzerain.brief.charts.beliefs import beliefs
    from suzerain.brief.charts.dots import dots
    from suzerain.brief.charts.grid import grid

    record, results = result.to_dict(), _nameless()
    if "hypotheses" in record:
        return {
            "grid": partial(grid, record),
            "beliefs": partial(beliefs, results, record),
        }
    return {"dots": partial(dots, results, record)}


def _tree(game: Any, solved: Any) -> Picture:
    from suzerain.brief.charts.game import game_picture

    return game_picture(game, solved)


def _calibration(found: Any) -> Picture | None:
    from suzerain.brief.charts.calibration import calibration, of_backtest

    return calibration(of_backtest(found), found.question)


def names(result: Any) -> Iterable[str]:
    """Name the pictures that can be drawn of a result.

    Args:
        result: As for `picture`.
    """
    return tuple(_pictures(result))
