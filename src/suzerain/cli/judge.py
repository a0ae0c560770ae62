"""The verb `judge`: shocks and cut-offs in exact general equilibrium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from suzerain.cli.judging import (
    CUT,
    SHOCK,
    Asked,
    after_cut,
    after_shock,
    all_slopes,
    split_names,
)
from suzerain.cli.options import output_options
from suzerain.cli.show import show_rows, talk

if TYPE_CHECKING:
    from suzerain.measures.judge.baseline import Baseline


@click.command(
    epilog="\b\nExample: suzerain judge --data caliendo-parro --shock nafta --json\n"
    "         suzerain judge --data caliendo-parro --cut Germany:Austria\n"
    "         suzerain judge --data caliendo-parro --cut Germany:Austria --two-way \\\n"
    "           --coalition France,Italy\n"
    "         suzerain judge --data caliendo-parro --slopes"
)
@click.option(
    "--data",
    "place",
    required=True,
    metavar="DATASET",
    help="A dataset with an economy: its name on the shelf, or its folder.",
)
@click.option("--year", type=int, help="Year of the table; the latest by default.")
@click.option(
    "--shock",
    metavar="NAME|FILE",
    help="A change of tariffs that the dataset holds, or a CSV of new ones.",
)
@click.option(
    "--cut",
    metavar="CUTTER:TARGET",
    help="CUTTER stops supplying TARGET; names or codes.",
)
@click.option("--two-way", is_flag=True, help="The target's sales to it stop too.")
@click.option("--coalition", default="", metavar="NAMES", help="Others who cut too.")
@click.option("--sectors", default="", metavar="NAMES", help="Cut these sectors only.")
@click.option(
    "--part",
    type=click.FloatRange(0, 1),
    default=1.0,
    show_default=True,
    help="Part of each flow that stops.",
)
@click.option(
    "--cost",
    type=click.FloatRange(min=1),
    help="Make what is cut dearer by this factor, in place of a stop.",
)
@click.option(
    "--slopes",
    is_flag=True,
    help="Hold the fast measure against the judge over all cut-offs of one by one.",
)
@click.option(
    "--largest",
    type=click.IntRange(min=2),
    help="Only so many cut-offs, the largest by the fast measure.",
)
@click.option(
    "--deficits",
    type=click.Choice(("closed", "held")),
    default="closed",
    show_default=True,
    help="Whether trade deficits are set to 0 before and after, or held.",
)
@output_options
def judge(  # noqa: PLR0913 - one parameter an option
    *,
    place: str,
    year: int | None,
    shock: str | None,
    cut: str | None,
    two_way: bool,
    coalition: str,
    sectors: str,
    part: float,
    cost: float | None,
    slopes: bool,
    largest: int | None,
    deficits: str,
    form: str | None,
) -> None:
    """Judge a shock or a cut-off in exact general equilibrium.

    The judge is the model of Caliendo & Parro, solved without approximation: all
    wages and prices move. Changes are in percent; -3 is a loss of three per cent.

    With --shock, one line a country: welfare as the published first-order formula
    has it, the exact real wage and the exact real income. With --cut, one line for
    the target and each cutter: the fast measure without and with input-output links,
    and with the sales that are lost too, beside the judge. With --slopes, how the
    judge's losses rise with the fast ones.

    A shock is one that the dataset names, such as nafta; or tariffs-2005, all tariffs
    of another year that it holds; or a CSV.

    A CSV of tariffs has the columns importer, exporter, sector, tariff; 0.05 is five
    per cent, and * stands for every sector.
    """
    asked = Asked(
        cut=cut or "",
        coalition=split_names(coalition),
        sectors=split_names(sectors),
        part=part,
        cost=cost,
        two_way=two_way,
    )
    _refuse_mixed(asked, shock, slopes=slopes, largest=largest)
    baseline = _baseline(place, year, deficits)
    if shock:
        show_rows(after_shock(baseline, place, shock), form, SHOCK)
    elif cut:
        show_rows(after_cut(baseline, asked), form, CUT)
    else:
        show_rows(all_slopes(baseline, largest), form)


def _refuse_mixed(
    asked: Asked, shock: str | None, *, slopes: bool, largest: int | None
) -> None:
    given = [
        name
        for name, value in (("shock", shock), ("cut", asked.cut), ("slopes", slopes))
        if value
    ]
    if len(given) != 1:
        message = "give one of --shock, --cut and --slopes"
        raise click.UsageError(message)
    if asked.cost is not None and asked.part != 1:
        message = "--part stops a part, --cost makes dearer; give one of them"
        raise click.UsageError(message)
    loose = Asked(
        cut=asked.cut, coalition=(), sectors=(), part=1.0, cost=None, two_way=False
    )
    if asked != loose and not asked.cut:
        message = "--coalition, --sectors, --part, --cost and --two-way belong to --cut"
        raise click.UsageError(message)
    if largest is not None and not slopes:
        message = "--largest belongs to --slopes"
        raise click.UsageError(message)


def _baseline(place: str, year: int | None, deficits: str) -> Baseline:
    from suzerain.measures.judge.equilibrium import prepare
    from suzerain.sources.economies import read_economy

    talk(f"reading the economy of {place}")
    economy = read_economy(place, year)
    talk(f"balancing {economy}")
    return prepare(economy, deficits=deficits)
