"""The verb that maps who depends on whom: rows, a Parquet file, or a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from suzerain.cli.failure import complain
from suzerain.cli.options import output_options
from suzerain.cli.show import show_rows, talk
from suzerain.core.errors import SuzerainError, UnknownActor

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from suzerain.core.flows import Flows
    from suzerain.core.worlds import Worlds
    from suzerain.measures.atlas import Atlas

PAGE = "atlas.html"
ARMS = "sipri"
MOST_GOODS = 200
WORLDS = 400
THOUSANDS = "thousand current USD"
_SPAN = re.compile(r"(\d{4}):(\d{4})")


class YearSpan(click.ParamType[tuple[int, int]]):
    """Two years with a colon between them."""

    name = "YEAR:YEAR"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Read the span; click calls this."""
        found = _SPAN.fullmatch(str(value))
        if found is None or int(found[1]) > int(found[2]):
            self.fail(f"{value!r} is no span of years such as 1870:2014", param, ctx)
        return int(found[1]), int(found[2])


@click.command(epilog="Example: suzerain atlas --from cow-trade --year 2014 --json")
@click.option(
    "--from",
    "source",
    default="cow-trade",
    show_default=True,
    metavar="DATASET",
    help="Flows on the shelf: cow-trade, baci-hs2, ...",
)
@click.option("--year", type=int, help="One year.")
@click.option("--years", type=YearSpan(), help="First and last year, as 1870:2014.")
@click.option("--recipient", metavar="CODE", help="Only who depends.")
@click.option("--provider", metavar="CODE", help="Only on whom.")
@click.option(
    "--top", type=click.IntRange(min=1), metavar="N", help="Only the largest."
)
@output_options
@click.option(
    "-o", "--output", metavar="FILE", help=f"Page to write; {PAGE} if unsaid."
)
@click.option("--parquet", metavar="FILE", help="Write all pairs to a Parquet file.")
@click.option(
    "--worlds",
    default=WORLDS,
    show_default=True,
    type=click.IntRange(1, 4000),
    help="Number of joint draws of everything uncertain.",
)
@click.option(
    "--seed",
    default=1,
    show_default=True,
    type=click.IntRange(min=0),
    help="Seed of the draws; same seed, same bytes.",
)
@click.option("--language", default="en", help="Of the page: en, or fr for French.")
def atlas(
    source: str,
    year: int | None,
    years: tuple[int, int] | None,
    form: str | None,
    output: str | None,
    parquet: str | None,
    language: str,
    **chosen: Any,
) -> None:
    """Map who depends on whom: every state on every other, year by year.

    With --json, --csv or --table, prints one row a pair, largest dependence first:
    the part of the recipient's welfare that a cut of trade by the provider takes
    (10th percentile, median, 90th percentile over worlds). Otherwise writes a page.
    """
    from suzerain.brief.language.catalogue import catalogue
    from suzerain.core.worlds import Worlds

    if year is not None and years is not None:
        raise click.UsageError("--year and --years say two things; give one of them")
    if form is None and any(chosen[name] for name in ("recipient", "provider", "top")):
        raise click.UsageError(
            "--recipient, --provider and --top choose rows of --json, --csv or --table"
        )
    for path in (output, parquet):
        if path is not None:
            _refuse(path)
    catalogue(language)  # an unknown language is refused before the work, not after
    span = years or (None if year is None else (year, year))

    drawn = Worlds(count=chosen["worlds"], seed=chosen["seed"])
    paged = output is not None or (form is None and parquet is None)
    made, flows = _made(source, span, drawn)
    if paged and "USD" not in made.unit:
        raise SuzerainError(
            f"{source} is counted in {made.unit}, and the page speaks of trade",
            "a page of a source in money; rows of any",
            "add --json, --csv, --table or --parquet FILE",
        )
    if parquet is not None:
        from suzerain.sources.columns import write_columns

        complain(f"wrote {write_columns(_columns(made), parquet)}")
    if form is not None:
        heads: tuple[str, ...] = () if year is not None else ("year",)
        heads = (*heads, "recipient", "provider", "low", "median", "high")
        show_rows(_rows(made, chosen, dated=year is None), form, heads)
    if paged:
        from suzerain.brief.atlas import write_atlas

        arms, place = _arms(source, flows), output or PAGE
        wrote = write_atlas(made, place, flows, arms, drawn.seed, language)
        complain(f"wrote {wrote}")


def _refuse(path: str) -> None:
    """Refuse a place that cannot be written before the work is done, not after."""
    if not path or Path(path).is_dir() or not Path(path).parent.is_dir():
        raise SuzerainError(
            f"{path!r} cannot be written",
            "a file in a folder that exists",
            f"name it {PAGE}",
        )


def _made(
    source: str, span: tuple[int, int] | None, drawn: Worlds
) -> tuple[Atlas, Flows]:
    """Read what is on the shelf and measure."""
    from suzerain.measures.atlas import make_atlas
    from suzerain.sources.flows import read_flows
    from suzerain.sources.incomes import UNIT, read_incomes
    from suzerain.sources.totals import read_totals

    # A span may hold years without any flow, such as those of a war; one year may not.
    one = span is not None and span[0] == span[1]
    flows = read_flows(source, span[:1] if span is not None and one else None)
    if flows.unit == THOUSANDS:
        flows = replace(flows, amount=flows.amount / 1000, unit=UNIT)
    if len(flows.goods) > MOST_GOODS:
        raise SuzerainError(
            f"{source} tells {len(flows.goods):,} goods apart",
            f"up to {MOST_GOODS} goods, in every world and for every pair",
            "take goods by chapter, such as --from baci-hs2",
        )
    money = flows.unit == UNIT
    years = None if span is None else range(span[0], span[1] + 1)
    incomes = read_incomes(years) if money else None
    if money and incomes is None:
        complain(
            "no products of states are on the shelf, so that how open a state is comes "
            "from a declared range.\nHint: add the datasets gdp and surplus "
            "(suzerain data list)"
        )
    made = make_atlas(
        flows,
        incomes,
        drawn,
        years=years,
        totals=read_totals(source, years) if money else None,
        needs="imports" if money else "register",
        tell=lambda year: talk(f"{year}") if year % 10 == 0 else None,
    )
    return made, flows


def _arms(source: str, flows: Flows) -> Flows | None:
    """Read deliveries of arms, which the page shows beside trade, if they are here."""
    from suzerain.sources.flows import read_flows
    from suzerain.sources.shelf import Shelf

    if source == ARMS or not Shelf().has(ARMS):
        return None
    found = read_flows(ARMS)
    inside = (found.year >= flows.year.min()) & (found.year <= flows.year.max())
    rows = {
        name: getattr(found, name)[inside]
        for name in ("year", "recipient", "provider", "good", "amount")
    }
    return replace(found, **rows) if inside.any() else None


def _rows(
    made: Atlas, wanted: Mapping[str, Any], *, dated: bool
) -> Iterator[Mapping[str, Any]]:
    """Rows of the pairs wanted, largest median first."""
    import numpy as np

    chosen = np.ones(len(made), dtype=bool)
    for name, place in (("recipient", made.recipient), ("provider", made.provider)):
        if wanted[name] is not None:
            chosen &= place == _place(made, wanted[name])
    rows = np.nonzero(chosen)[0]
    order = np.lexsort((made.provider[rows], made.recipient[rows], -made.loss[1, rows]))
    for row in rows[order][: wanted["top"]].tolist():
        low, median, high = (float(f"{value:.4g}") for value in made.loss[:, row])
        pair = {
            "recipient": made.actors[made.recipient[row]],
            "provider": made.actors[made.provider[row]],
            "low": low,
            "median": median,
            "high": high,
        }
        yield {"year": int(made.year[row]), **pair} if dated else pair


def _place(made: Atlas, code: str) -> int:
    if code.upper() not in made.actors:
        raise UnknownActor(code.upper(), made.actors, "the atlas of these years")
    return made.actors.index(code.upper())


def _columns(made: Atlas) -> dict[str, NDArray[Any]]:
    """All pairs as columns of a file."""
    import numpy as np

    names: NDArray[np.object_] = np.array(made.actors, dtype=object)
    columns: dict[str, NDArray[Any]] = {
        "year": made.year,
        "recipient": names[made.recipient],
        "provider": names[made.provider],
    }
    for what, values in (("loss", made.loss), ("leverage", made.leverage)):
        for level, column in zip(("low", "median", "high"), values, strict=True):
            columns[f"{what}_{level}"] = column
    return columns | {"first": made.first, "share": made.share}
