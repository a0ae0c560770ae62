"""The verbs that ask what would change a pact: flip, terms."""

from __future__ import annotations

import click

from suzerain.cli.load import load_case
from suzerain.cli.options import case_argument, record_options, worlds_options
from suzerain.cli.show import show_record, talk


@click.command(
    epilog="Example: suzerain flip pact --outcome missile_technology --below 0.2"
)
@case_argument
@click.option(
    "--outcome",
    required=True,
    metavar="OUTCOME",
    help="p_pact, p_pact_without_consent, director_index, a good or giver.good.taker "
    "(that term is present), ACTOR.p_can_block or ACTOR.p_wants_block.",
)
@click.option("--below", type=float, metavar="P", help="Bring it below P, 0 to 1.")
@click.option("--above", type=float, metavar="P", help="Bring it above P, 0 to 1.")
@click.option("--by", metavar="ACTOR", help="Only what this actor can move.")
@click.option("--pact", help="Which pact, by id; the best supported one by default.")
@click.option(
    "--worlds",
    default=1000,
    show_default=True,
    type=click.IntRange(1, 1_000_000),
    help="Number of joint draws of everything uncertain; each trial takes them all.",
)
@click.option(
    "--seed",
    default=1,
    show_default=True,
    type=click.IntRange(min=0),
    help="Seed of the draws; same seed, same bytes.",
)
@record_options
def flip(  # noqa: PLR0913, PLR0917 - one for each option
    paths: tuple[str, ...],
    outcome: str,
    below: float | None,
    above: float | None,
    by: str | None,
    pact: str | None,
    form: str | None,
    worlds: int,
    seed: int,
) -> None:
    """Find the smallest change that moves an outcome across a threshold.

    CASE is a case folder, or articles (files, a folder, - for standard input).
    Each lever is moved alone from where it is to the end of its range, then the best
    few in pairs, all in the same worlds.
    """
    if (below is None) == (above is None):
        raise click.UsageError("name one of --below P and --above P")
    from suzerain.core.worlds import Worlds
    from suzerain.strategy.flip import flip as find_flip

    case = load_case(paths)
    found = find_flip(
        case,
        outcome,
        (above or 0.0) if below is None else below,
        below=below is not None,
        by=by,
        worlds=Worlds(count=worlds, seed=seed),
        pact=pact,
        tell=talk,
    )
    show_record(found.to_dict(), form, str(found))


@click.command(epilog="Example: suzerain terms pact --offer-by USA --json")
@case_argument
@click.option("--offer-by", metavar="ACTOR", help="Only this outsider's offers.")
@click.option("--pact", help="Which pact, by id; the best supported one by default.")
@record_options
@worlds_options
def terms(
    paths: tuple[str, ...],
    offer_by: str | None,
    pact: str | None,
    form: str | None,
    worlds: int,
    seed: int,
) -> None:
    """Show the deal each side should have struck, and what offer would break it.

    CASE is a case folder, or articles (files, a folder, - for standard input).
    """
    from suzerain.core.worlds import Worlds
    from suzerain.strategy.best_terms import best_terms

    case = load_case(paths)
    talk(f"solving in {worlds} worlds")
    drawn = Worlds(count=worlds, seed=seed)
    found = best_terms(case, drawn, pact=pact, offer_by=offer_by)
    show_record(found.to_dict(), form, str(found))
