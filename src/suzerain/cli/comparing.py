"""The verb `compare-measures`: where measures of dependence part from each other."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from suzerain.cli.options import output_options
from suzerain.cli.show import show_rows, talk
from suzerain.core.errors import SuzerainError, UnknownActor

if TYPE_CHECKING:
    from suzerain.core.flows import Flows
    from suzerain.measures.comparison import Contrast
    from suzerain.measures.published.panel import Panel

SUMMARY = (
    "measure",
    "against",
    "rank_correlation",
    "same_first",
    "first_turns",
    "sign_turns",
)
PAIRS = ("year", "recipient", "provider", "one", "two", "rank_one", "rank_two")


def _span(ctx: click.Context, param: click.Parameter, value: str) -> range:
    """Read a year or a span such as 1990:2014, both ends inside."""
    first, _, last = value.partition(":")
    try:
        years = range(int(first), int(last or first) + 1)
    except ValueError:
        years = range(0)
    if not years:
        message = f"{value!r} is no span of years; write 1990:2014"
        raise click.BadParameter(message, ctx, param)
    return years


@click.command(
    "compare-measures",
    epilog="\b\nExample: suzerain compare-measures --from cow-trade --years 1990:2014\n"
    "         suzerain compare-measures --years 1990:2014 --state PRK --json\n"
    "         suzerain compare-measures --years 2014 --pairs trade_share,dependence",
)
@click.option(
    "--from",
    "source",
    default="cow-trade",
    show_default=True,
    help="Dataset of trade between states, in money.",
)
@click.option(
    "--years", callback=_span, required=True, help="Such as 1990:2014, or one year."
)
@click.option("--state", help="Whom each measure names first for this state, by year.")
@click.option(
    "--pairs",
    metavar="ONE,TWO",
    help="The pairs that two measures rank most differently in the last year.",
)
@click.option(
    "--against",
    default="dependence",
    show_default=True,
    help="The measure that the others are held against.",
)
@click.option(
    "--count", default=10, show_default=True, type=click.IntRange(min=1), help="Pairs."
)
@click.option(
    "--worlds",
    default=100,
    show_default=True,
    type=click.IntRange(1, 10_000),
    help="Joint draws behind the median of the measure with substitution.",
)
@output_options
def compare_measures(
    *,
    source: str,
    years: range,
    state: str | None,
    pairs: str | None,
    against: str,
    count: int,
    worlds: int,
    form: str | None,
) -> None:
    """Show where measures of dependence disagree, and how often each turns round.

    Published measures of trade dependence and the one with substitution are reckoned
    for all pairs of states. Without --state and --pairs: how alike each ranks pairs
    with the measure --against, how often both name the same first provider, how
    often that provider changes from one year to the next, and how often an
    asymmetry changes its sign.
    """
    if state and pairs:
        message = "--state and --pairs ask for two tables; give one of them"
        raise click.UsageError(message)
    two = _two(pairs)
    panel = _panel(source, years, worlds)
    if state:
        show_rows(_of_state(panel, state), form)
        return
    contrast = _contrast(panel)
    if two:
        show_rows(_widest(contrast, two, count), form, PAIRS)
        return
    show_rows(_summary(contrast, against), form, SUMMARY)


def _two(pairs: str | None) -> tuple[str, ...]:
    names = tuple(name.strip() for name in pairs.split(",")) if pairs else ()
    if names and len(names) != len(("one", "two")):
        message = f"--pairs {pairs} names {len(names)}; write two measures: a,b"
        raise click.UsageError(message)
    return names


def _panel(source: str, years: range, worlds: int) -> Panel:
    from suzerain.core.worlds import Worlds
    from suzerain.measures.published.panel import trade_panel
    from suzerain.sources.flows import read_flows
    from suzerain.sources.incomes import read_incomes
    from suzerain.sources.totals import read_totals

    flows = _in_millions(read_flows(source, years), source)
    incomes = read_incomes(years)
    if incomes is None:
        talk("no products of states here: `suzerain data pull gdp` adds two measures")
    return trade_panel(
        flows,
        incomes,
        Worlds(count=worlds),
        totals=read_totals(source, years),
        tell=lambda year: talk(f"dependence of {year}"),
    )


def _in_millions(flows: Flows, source: str) -> Flows:
    """Bring flows to the unit of products, or say that they are not in money."""
    from suzerain.sources.incomes import UNIT

    for word, size in (("million", 1.0), ("thousand", 1e-3)):
        if flows.unit == UNIT.replace("million", word):
            return replace(flows, amount=flows.amount * size, unit=UNIT)
    raise SuzerainError(
        f"{source!r} counts in {flows.unit}",
        f"a dataset of trade in {UNIT} or thousands of it",
        "compare measures on cow-trade or baci",
    )


def _contrast(panel: Panel) -> Contrast:
    from suzerain.measures.comparison import compare_measures as compare

    return compare(panel.measures, actors=panel.actors, years=panel.years.tolist())


def _summary(contrast: Contrast, against: str) -> list[dict[str, Any]]:
    import numpy as np

    other = contrast.place(against)
    rows = []
    for k, name in enumerate(contrast.measures):
        known = contrast.correlation[k, other]
        known = known[~np.isnan(known)]
        numbers = (
            known.mean() if known.size else math.nan,
            contrast.same_first[k, other],
            contrast.first_turns[k],
            contrast.sign_turns[k],
        )
        shown = dict(zip(SUMMARY[2:], map(_number, numbers), strict=True))
        rows.append({"measure": name, "against": against, **shown})
    return rows


def _widest(
    contrast: Contrast, two: tuple[str, ...], count: int
) -> list[dict[str, Any]]:
    from suzerain.measures.comparison import widest

    one, other = two
    year = int(contrast.years[-1])
    found = widest(contrast, one, other, year=year, count=count)
    return [
        dict(zip(PAIRS, (year, to, by, one, other, low, high), strict=True))
        for to, by, low, high in found
    ]


def _of_state(panel: Panel, state: str) -> list[dict[str, Any]]:
    from suzerain.measures.comparison import first_provider
    from suzerain.measures.published.hirschman import hhi, shares

    if state not in panel.actors:
        raise UnknownActor(state, panel.actors, "these flows")
    i = panel.actors.index(state)
    bought = panel.imports[:, i]
    spread, largest = hhi(bought), shares(bought)
    firsts = {
        name: first_provider(values[:, i]) for name, values in panel.measures.items()
    }
    return [
        {
            "state": state,
            "year": int(year),
            "hhi": _number(spread[t]),
            "largest_import_share": _largest(largest[t]),
            **{
                name: panel.actors[place[t]] if place[t] >= 0 else None
                for name, place in firsts.items()
            },
        }
        for t, year in enumerate(panel.years)
    ]


def _largest(part: Any) -> float | None:
    known = [float(one) for one in part if not math.isnan(one)]
    return max(known) if known else None


def _number(value: Any) -> float | None:
    return None if math.isnan(value) else float(value)
