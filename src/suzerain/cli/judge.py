"""The verb `judge`: shocks and cut-offs in exact general equilibrium."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import click

from suzerain.cli.options import output_options
from suzerain.cli.show import show_rows, talk
from suzerain.core.errors import SuzerainError, UnknownName

if TYPE_CHECKING:
    from suzerain.core.economy import Array, Economy
    from suzerain.measures.judge.baseline import Baseline
    from suzerain.measures.judge.shock import Shocks

PERCENT = 100
OF_YEAR = "tariffs-"
SHOCK = ("country", "name", "welfare_first_order", "real_wage", "real_income")
CUT = (
    "country",
    "name",
    "role",
    "fast",
    "fast_with_links",
    "fast_both_sides",
    "real_wage",
    "real_income",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is cut, as a user says it.

    Args:
        cut: `CUTTER:TARGET`, either with several names between commas.
        coalition: Others who cut too.
        sectors: Only these; all when empty.
        part: Part of each flow that stops.
        cost: Factor on the price in place of a stop, or None.
        two_way: Whether the target's sales to the cutters stop too.
    """

    cut: str
    coalition: tuple[str, ...]
    sectors: tuple[str, ...]
    part: float
    cost: float | None
    two_way: bool


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
        coalition=_names(coalition),
        sectors=_names(sectors),
        part=part,
        cost=cost,
        two_way=two_way,
    )
    _refuse_mixed(asked, shock, slopes=slopes, largest=largest)
    baseline = _baseline(place, year, deficits)
    if shock:
        show_rows(_after_shock(baseline, place, shock), form, SHOCK)
    elif cut:
        show_rows(_after_cut(baseline, asked), form, CUT)
    else:
        show_rows(_slopes(baseline, largest), form)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


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


def _after_shock(baseline: Baseline, place: str, name: str) -> list[dict[str, Any]]:
    from suzerain.measures.judge.equilibrium import equilibrium
    from suzerain.measures.judge.shock import change
    from suzerain.measures.judge.welfare import first_order, welfare
    from suzerain.sources.economy_names import region_names

    economy = baseline.economy
    shock = change(economy, tariff=_tariffs(economy, place, name), name=name)
    after = equilibrium(baseline, shock)
    first, exact = first_order(after).welfare, welfare(after)
    return [
        dict(zip(SHOCK, (country, name, *map(_percent, values)), strict=True))
        for (country, name), *values in zip(
            region_names(economy).items(),
            first,
            exact.real_wage[0],
            exact.real_income[0],
            strict=True,
        )
    ]


def _tariffs(economy: Economy, place: str, name: str) -> Array:
    """Find new tariffs: of a shock or year that the dataset holds, or a user's."""
    from suzerain.sources.economies import read_tariffs
    from suzerain.sources.known_shocks import known_shocks, shocked_tariffs
    from suzerain.sources.tariff_changes import read_tariff_changes

    if name.lower().endswith(".csv"):
        return read_tariff_changes(name, economy)
    year = name.removeprefix(OF_YEAR)
    if year != name and year.isdecimal():
        return read_tariffs(place, int(year), economy.regions, economy.sectors)
    held = {
        key: one
        for key, one in known_shocks().items()
        if economy.origin.startswith(one.dataset)
    }
    if name not in held:
        known = (*held, f"{OF_YEAR}YEAR", "a file that ends in .csv")
        raise UnknownName(name, known, f"the shocks of {economy.origin}")
    return shocked_tariffs(place, held[name], economy)


def _after_cut(baseline: Baseline, asked: Asked) -> list[dict[str, Any]]:
    from suzerain.measures.judge.equilibrium import equilibrium
    from suzerain.measures.judged import judge as hold
    from suzerain.sources.economy_names import region_names

    targets, cutters = _sides(baseline.economy, asked)
    after = equilibrium(baseline, _cut(baseline.economy, targets, cutters, asked))
    called = region_names(baseline.economy)
    rows = []
    for one in hold(after, (*targets, *cutters)):
        role = "target" if one.region in targets else "cutter"
        numbers = {name: _percent(getattr(one, name)) for name in CUT[3:]}
        who = {"country": one.region, "name": called[one.region], "role": role}
        rows.append(who | numbers)
    if len(cutters) == 1:
        return rows
    whole = "+".join(called[cutter] for cutter in cutters)
    return _with_burden(rows, after, cutters, whole)


def _sides(economy: Economy, asked: Asked) -> tuple[tuple[str, ...], tuple[str, ...]]:
    from suzerain.sources.economy_names import find_region

    cutting, colon, targeted = asked.cut.partition(":")
    if not (colon and cutting.strip() and targeted.strip()):
        message = f"--cut {asked.cut!r}: write who cuts, a colon and who is cut off"
        raise click.UsageError(message)
    targets, cutters = (
        tuple(dict.fromkeys(find_region(name, economy) for name in names))
        for names in (_names(targeted), (*_names(cutting), *asked.coalition))
    )
    both = [name for name in targets if name in cutters]
    if both:
        raise SuzerainError(
            f"{', '.join(both)} cuts and is cut off",
            "targets that are not among the cutters",
            "name each country on one side",
        )
    return targets, cutters


def _cut(
    economy: Economy, targets: Sequence[str], cutters: Sequence[str], asked: Asked
) -> Shocks:
    from suzerain.measures.judge.shock import cut
    from suzerain.measures.judged import made_dearer
    from suzerain.sources.economy_names import find_sector

    sectors = [find_sector(name, economy) for name in asked.sectors] or None
    shock = cut(
        economy,
        targets,
        cutters,
        sectors=sectors,
        part=asked.part,
        both_ways=asked.two_way,
    )
    return shock if asked.cost is None else made_dearer(economy, shock, asked.cost)


def _with_burden(
    rows: list[dict[str, Any]], after: Any, cutters: Sequence[str], name: str
) -> list[dict[str, Any]]:
    """Add what the cutters lose as one, and the transfers that would even it out."""
    from suzerain.measures.judge.burden import share_burden

    burden = share_burden(after, cutters)
    transfer = dict(zip(cutters, map(float, burden.transfer[0]), strict=True))
    whole = {
        **dict.fromkeys(CUT),
        "country": "+".join(cutters),
        "name": name,
        "role": "coalition",
        "real_income": _percent(float(burden.together[0])),
    }
    return [{**row, "transfer": transfer.get(row["country"])} for row in (*rows, whole)]


def _slopes(baseline: Baseline, largest: int | None) -> list[dict[str, Any]]:
    from suzerain.measures.trials import slopes, try_every_cut

    count = len(baseline.economy.regions)
    talk(f"solving {count * (count - 1)} cut-offs, one-way and two-way")
    found = slopes(try_every_cut(baseline), largest=largest)
    return [
        {name: _known(value) for name, value in asdict(one).items()} for one in found
    ]


def _percent(part: float) -> float:
    return PERCENT * float(part)


def _known(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value
