"""The verb that asks who signs: signers."""

from __future__ import annotations

import click

from suzerain.cli.load import load_case
from suzerain.cli.options import case_argument, record_options, worlds_options
from suzerain.cli.show import show_record, talk


@click.command(epilog="Example: suzerain signers pact --json")
@case_argument
@click.option("--pact", help="Which pact, by id; the best supported one by default.")
@record_options
@worlds_options
def signers(
    paths: tuple[str, ...], pact: str | None, form: str | None, worlds: int, seed: int
) -> None:
    """Show who signs: which groups of members last, and whose promises the whole holds.

    CASE is a case folder, or articles (files, a folder, - for standard input).
    """
    from suzerain.core.worlds import Worlds
    from suzerain.strategy.signing import signatories

    case = load_case(paths)
    talk(f"solving in {worlds} worlds")
    found = signatories(case, Worlds(count=worlds, seed=seed), pact=pact)
    show_record(found.to_dict(), form, str(found))
