"""The verb `data dyads`: pairs of states by year, with datasets joined."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from suzerain.cli.options import output_options
from suzerain.cli.show import show_rows, talk

if TYPE_CHECKING:
    from suzerain.sources.dyads import DyadYears

LAST = re.compile(r"\.(parquet|csv)$", re.IGNORECASE)


class Years(click.ParamType[range]):
    """A year, or the first and last of several: `2014`, `1946:2014`."""

    name = "years"

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> range:
        """Turn the text into years."""
        found = re.fullmatch(r"(\d{4})(?::(\d{4}))?", str(value))
        if not found:
            self.fail(f"{value!r} is no year such as 2014 or 1946:2014", param, ctx)
        first, last = int(found[1]), int(found[2] or found[1])
        if last < first:
            self.fail(f"{value!r} ends before it begins", param, ctx)
        return range(first, last + 1)


@click.command(
    epilog="Example: suzerain data dyads --years 1946:2014 --with cow-trade -o d.csv"
)
@click.option("--years", type=Years(), required=True, help="2014, or 1946:2014.")
@click.option(
    "--with",
    "names",
    default="",
    metavar="NAME[,NAME]",
    help="Datasets that are here, or DATASET:TABLE.",
)
@click.option(
    "--system",
    default="cow",
    show_default=True,
    type=click.Choice(["cow", "gw", "iso3"]),
    help="Whose list of states.",
)
@click.option("--undirected", is_flag=True, help="One row a pair, not both orders.")
@click.option("--states", default="", metavar="ISO3[,ISO3]", help="Only these.")
@click.option("-o", "output", metavar="FILE", help="Write .parquet or .csv.")
@output_options
def dyads(
    years: range,
    names: str,
    system: str,
    states: str,
    output: str | None,
    form: str | None,
    *,
    undirected: bool,
) -> None:
    """Join datasets to pairs of states, a row for each pair and year.

    A cell is empty where nothing was observed. Columns end in 1 for the first state
    and in 2 for the second; a flow ending in 1 comes from the second to the first.
    """
    if output and not LAST.search(output):
        raise click.BadParameter(f"{output!r} ends neither in .parquet nor in .csv")
    from suzerain.sources.dyads import dyad_years

    pairs = dyad_years(
        years,
        system=system,  # type: ignore[arg-type] # one of the choices
        directed=not undirected,
        states=_listed(states),
    )
    for name in _listed(names):
        dataset, *tables = name.split(":")
        pairs = pairs.add(dataset, *tables)
    if output:
        _write(pairs, Path(output))
    else:
        show_rows(pairs.rows(), form, pairs.columns)


def _write(pairs: DyadYears, path: Path) -> None:
    """Write the file, and say what is in it and whom to cite."""
    if path.suffix.lower() == ".csv":
        pairs.to_csv(path)
    else:
        pairs.to_parquet(path)
    talk(f"{path}: {pairs.count()} rows, {len(pairs.columns)} columns")
    for name, licence in pairs.licences().items():
        talk(f"{name}: {licence}")
    if pairs.citations():
        talk(f"Cite {'; '.join(pairs.citations())}.")


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
