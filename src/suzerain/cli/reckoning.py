"""The verbs that solve and judge: solve, weigh, forecast."""

from __future__ import annotations

import click

from suzerain.cli.load import load_case
from suzerain.cli.options import case_argument, record_options, worlds_options
from suzerain.cli.show import show_record, talk


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
