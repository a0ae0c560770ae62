"""What the verb `judge` reckons: lines for a shock, a cut-off, and all cut-offs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import click

from suzerain.cli.show import talk
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


def split_names(text: str) -> tuple[str, ...]:
    """Split names between commas.

    Examples:
        >>> split_names("France, Italy,")
        ('France', 'Italy')
    """
    return tuple(name.strip() for name in text.split(",") if name.strip())


def after_shock(baseline: Baseline, place: str, name: str) -> list[dict[str, Any]]:
    """Reckon a line for each region after a change of tariffs.

    Args:
        baseline: The balanced economy.
        place: Where it was read, for its other tariffs.
        name: A known shock, `tariffs-YEAR`, or a CSV of new tariffs.

    Raises:
        UnknownName: If there is no such shock, or year of tariffs.
        SuzerainError: If the CSV is not one of tariffs, or no equilibrium is found.
    """
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


def after_cut(baseline: Baseline, asked: Asked) -> list[dict[str, Any]]:
    """Reckon a line for each target and cutter, and for a coalition as one.

    Raises:
        click.UsageError: If the cut names no two sides.
        UnknownName: If a region or sector is not in the economy.
        SuzerainError: If somebody is on both sides, or no equilibrium is found.
    """
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
        for names in (split_names(targeted), (*split_names(cutting), *asked.coalition))
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


def all_slopes(baseline: Baseline, largest: int | None) -> list[dict[str, Any]]:
    """Reckon a line for each fast measure: how the judge's losses rise with it."""
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
