"""The verb that plays a solved pact as a game: permission."""

from __future__ import annotations

from pathlib import Path

import click

from suzerain.cli.load import load_case
from suzerain.cli.options import case_argument, record_options, worlds_options
from suzerain.cli.show import show_record, talk


@click.command(epilog="Example: suzerain permission pact --power CHN --kinds 5 --json")
@case_argument
@click.option("--pact", help="Which pact, by id; the best supported one by default.")
@click.option("--power", metavar="ACTOR", help="Whose leave is asked; else the patron.")
@click.option(
    "--kinds",
    type=click.IntRange(1, 25),
    help="Kinds of power that the members reckon with; 1: all know its middle limit.",
)
@click.option(
    "--efg",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the game of one world, for `suzerain game` or Gambit.",
)
@click.option(
    "--world",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Which world --efg writes.",
)
@record_options
@worlds_options
def permission(  # noqa: PLR0913, PLR0917 - one for each option
    paths: tuple[str, ...],
    pact: str | None,
    power: str | None,
    kinds: int | None,
    efg: Path | None,
    world: int,
    form: str | None,
    worlds: int,
    seed: int,
) -> None:
    """Play the pact as a game of permission, in which the power may hide its limit.

    CASE is a case folder, or articles (files, a folder, - for standard input).
    The members offer a deal, the power bears or blocks it, the members yield or defy.
    """
    from suzerain.core.worlds import Worlds
    from suzerain.strategy.permission import permission as play

    case = load_case(paths)
    talk(f"solving in {worlds} worlds")
    drawn = Worlds(count=worlds, seed=seed)
    found = play(case, drawn, pact=pact, power=power, kinds=kinds)
    if efg is not None:
        from suzerain.sources.store import write_atomically
        from suzerain.strategy.game.efg_text import format_efg
        from suzerain.strategy.permission import one_world

        write_atomically(efg, format_efg(one_world(found, world)))
        talk(f"wrote the game of world {world} to {efg}")
    show_record(found.to_dict(), form, str(found))
