"""The verbs that explore the assumptions: sensitivity, discover, regret."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from suzerain.cli.load import case_folder, load_case
from suzerain.cli.options import case_argument, record_options, worlds_options
from suzerain.cli.show import show_record, talk
from suzerain.cli.whatif import PACT
from suzerain.core.errors import SuzerainError

if TYPE_CHECKING:
    from suzerain.outlook.whatif.regret import Want
    from suzerain.outlook.whatif.sensitivity import Method

OUTCOME = click.option(
    "--outcome",
    required=True,
    metavar="OUTCOME",
    help="As flip takes it (p_pact, a good, CHN.p_can_block), or an id that "
    "`suzerain what-if --json` prints, such as solve.surplus.RUS.",
)
SCENARIO = click.option(
    "--scenario", metavar="NAME", help="Under a scenario that CASE keeps."
)


@click.command(
    epilog="\b\nExample: suzerain sensitivity pact --outcome missile_technology\n"
    "         suzerain sensitivity pact --outcome p_pact --method sobol --json"
)
@case_argument
@OUTCOME
@click.option(
    "--method",
    type=click.Choice(["rank", "sobol"]),
    default="rank",
    show_default=True,
    help="Rank correlations, or Sobol indices (needs the extra 'sensitivity').",
)
@click.option(
    "--inputs",
    type=click.IntRange(min=1),
    help="How many inputs are told apart; whatif.inputs of the register by default.",
)
@SCENARIO
@PACT
@record_options
@worlds_options
def sensitivity(  # noqa: PLR0913, PLR0917 - one for each option
    paths: tuple[str, ...],
    outcome: str,
    method: Method,
    inputs: int | None,
    scenario: str | None,
    pact: str | None,
    form: str | None,
    worlds: int,
    seed: int,
) -> None:
    """Tell which assumptions an outcome is sensitive to, with a tornado.

    Sobol indices draw `whatif.block` worlds of the register for each input, and not
    --worlds.

    CASE is a case folder, or articles (files, a folder, - for standard input).
    """
    from suzerain.core.worlds import Worlds
    from suzerain.outlook.whatif.sensitivity import sensitivity as ask

    changes = _changes(paths, scenario)
    case = load_case(paths)
    talk(f"solving in {worlds} worlds, then once for each end of each input")
    drawn = Worlds(count=worlds, seed=seed)
    found = ask(
        case,
        outcome,
        drawn,
        method=method,
        inputs=inputs,
        changes=changes,
        pact=pact,
    )
    show_record(found.to_dict(), form, str(found))


@click.command(
    epilog="\b\nExample: suzerain discover pact --outcome missile_technology"
    " --above 0.5\n"
    "         suzerain discover pact --outcome surplus.RUS --below 0.001 --json"
)
@case_argument
@OUTCOME
@click.option("--above", type=float, metavar="X", help="Where it lies above X.")
@click.option("--below", type=float, metavar="X", help="Where it lies below X.")
@click.option(
    "--density",
    type=click.FloatRange(0, 1),
    help="Part of the region's worlds in which it is to hold; by default most of them.",
)
@SCENARIO
@PACT
@record_options
@worlds_options
def discover(  # noqa: PLR0913, PLR0917 - one for each option
    paths: tuple[str, ...],
    outcome: str,
    above: float | None,
    below: float | None,
    density: float | None,
    scenario: str | None,
    pact: str | None,
    form: str | None,
    worlds: int,
    seed: int,
) -> None:
    """Find the region of the assumptions that produces an outcome.

    What is true or false in a world, such as a term or the pact, is 1 or 0 there: ask
    for it with --above 0.5, for its absence with --below 0.5.

    CASE is a case folder, or articles (files, a folder, - for standard input).
    """
    if (below is None) == (above is None):
        raise click.UsageError("name one of --below X and --above X")
    from suzerain.core.worlds import Worlds
    from suzerain.outlook.whatif.discovery import discover as find_region

    changes = _changes(paths, scenario)
    case = load_case(paths)
    talk(f"solving in {worlds} worlds, then in as many fresh ones")
    found = find_region(
        case,
        outcome,
        (above or 0.0) if below is None else below,
        Worlds(count=worlds, seed=seed),
        below=below is not None,
        density=density,
        changes=changes,
        pact=pact,
    )
    show_record(found.to_dict(), form, str(found))


@click.command(epilog="Example: suzerain regret pact --policies policies.toml")
@case_argument
@click.option(
    "--policies",
    "file",
    required=True,
    metavar="FILE",
    help="TOML: outcome, want, and a table [policies.NAME] for each, with `set` and "
    "`cost`.",
)
@click.option(
    "--outcome", metavar="OUTCOME", help="What is at stake, before the file's."
)
@click.option(
    "--want",
    type=click.Choice(["high", "low"]),
    help="Whether much or little of it is wanted, before the file's.",
)
@PACT
@record_options
@worlds_options
def regret(
    paths: tuple[str, ...],
    file: str,
    outcome: str | None,
    want: Want | None,
    pact: str | None,
    form: str | None,
    worlds: int,
    seed: int,
) -> None:
    """Tell how much each policy loses against the best one, world by world.

    CASE is a case folder, or articles (files, a folder, - for standard input).
    """
    from suzerain.core.worlds import Worlds
    from suzerain.outlook.whatif.regret import read_policies
    from suzerain.outlook.whatif.regret import regret as compare_policies

    case = load_case(paths)
    told, policies = read_policies(case, file)
    stake = outcome or told.get("outcome")
    if stake is None:
        raise click.UsageError('name --outcome, or write outcome = "..." in the file')
    wanted: Any = want or told.get("want", "high")
    talk(f"solving {len(policies)} times in {worlds} worlds")
    drawn = Worlds(count=worlds, seed=seed)
    found = compare_policies(case, stake, policies, drawn, want=wanted, pact=pact)
    show_record(found.to_dict(), form, str(found))


def _changes(paths: tuple[str, ...], name: str | None) -> Mapping[str, Any]:
    """Read a scenario that the case folder keeps.

    Raises:
        SuzerainError: If articles are named and no case folder.
    """
    if name is None:
        return {}
    from suzerain.outlook.whatif.kept import read_scenario

    folder = case_folder(paths)
    if folder is None:
        raise SuzerainError(
            "articles keep no scenarios",
            "a case folder with --scenario",
            "leave it out",
        )
    return read_scenario(folder, name).changes
