"""The verb that asks history how often forecasts were right."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from suzerain.cli.failure import complain
from suzerain.cli.options import record_options
from suzerain.cli.show import chosen, show_record, show_rows, talk, to_json
from suzerain.core.errors import SuzerainError

if TYPE_CHECKING:
    from suzerain.outlook.backtest.report import BackTest, Skill
    from suzerain.sources.shelf import Shelf

ALL = "all"
LISTED = ("name", "outcome", "ready", "lacking")
_SPAN = re.compile(r"(\d{4})[-:](\d{4})")


class Origins(click.ParamType[tuple[int, int]]):
    """First and last year of forecasts: `1990-2010`."""

    name = "YEAR-YEAR"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Read the span; click calls this."""
        found = _SPAN.fullmatch(str(value))
        if found is None or int(found[1]) > int(found[2]):
            self.fail(f"{value!r} is no span of years such as 1990-2010", param, ctx)
        return int(found[1]), int(found[2])


@click.command(
    epilog="\b\nExample: suzerain backtest\n"
    "         suzerain backtest arms-links --origins 1990-2010 --json\n"
    "         suzerain backtest all --data downloads --save backtests.json"
)
@click.argument("name", required=False)
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path),
    help="Folder with the publishers' files, read and not kept; without it, the "
    "datasets that were added.",
)
@click.option(
    "--origins", type=Origins(), help="First and last year of forecasts, as 1990-2010."
)
@click.option(
    "--save",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the results to a JSON file too.",
)
@click.option(
    "--svg",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also draw the calibration of the best forecasters of one back-test.",
)
@click.option(
    "--seed",
    default=1,
    show_default=True,
    type=click.IntRange(min=0),
    help="Seed of the draws for intervals; same seed, same bytes.",
)
@record_options
def backtest(
    name: str | None,
    folder: Path | None,
    origins: tuple[int, int] | None,
    save: Path | None,
    svg: Path | None,
    seed: int,
    form: str | None,
) -> None:
    """Forecast history and score it, beside baselines.

    NAME is a back-test, or all; without it they are listed. Each forecast is made
    with what was known by the end of its year, and held against the base rate, a
    gravity-style regression, and published measures.
    """
    from suzerain.outlook.backtest.catalogue import studies, study

    if name is None:
        _list(form)
        return
    asked = tuple(studies().values()) if name == ALL else (study(name),)
    for path in filter(None, (save, svg)):
        _refuse(path)
    if svg is not None and name == ALL:
        message = "--svg draws one back-test: name it"
        raise click.UsageError(message)
    years = None if origins is None else range(origins[0], origins[1] + 1)
    found = []
    needed = {need for one in asked for need in one.needs}
    with _shelf(folder, needed) as shelf:
        from suzerain.outlook.backtest.run import run_study

        for one in asked:
            with _bar(one.name) as tell:
                found.append(run_study(one, shelf, origins=years, seed=seed, tell=tell))
    records = [result.to_dict() for result in found]
    record = records if name == ALL else records[0]
    if save is not None:
        from suzerain.sources.store import write_atomically

        write_atomically(save, (to_json(record, indent=1) + "\n").encode())
        complain(f"wrote {save}")
    if svg is not None:
        _draw(found[0], svg)
    show_record(record, form, "\n\n".join(map(_table, found)))


def _draw(found: BackTest, path: Path) -> None:
    from suzerain.brief.picture import picture

    picture(found).save(path)
    complain(f"wrote {path}")


def _list(form: str | None) -> None:
    """List the back-tests, and what they lack on this machine."""
    from suzerain.outlook.backtest.catalogue import studies
    from suzerain.sources.shelf import Shelf

    shelf = Shelf()
    rows = []
    for one in studies().values():
        lacking = [need for need in one.needs if not shelf.has(need)]
        rows.append(
            {
                "name": one.name,
                "outcome": one.outcome,
                "question": one.question,
                "needs": list(one.needs),
                "ready": not lacking,
                "lacking": lacking,
            }
        )
    if chosen(form) == "json":
        show_rows(rows, form)
        return
    show_rows([{key: row[key] for key in LISTED} for row in rows], form)


def _refuse(path: Path) -> None:
    """Refuse a place that cannot be written before the work is done, not after."""
    if path.is_dir() or not path.parent.is_dir():
        raise SuzerainError(
            f"{str(path)!r} cannot be written",
            "a file in a folder that exists",
            "name it backtests.json",
        )


@contextlib.contextmanager
def _shelf(folder: Path | None, needed: set[str]) -> Iterator[Shelf]:
    """Open the user's shelf, or one for the time being with a folder's data."""
    from suzerain.outlook.backtest.tables import refuse_lacking, shelf_of
    from suzerain.sources.shelf import Shelf

    if folder is None:
        shelf = Shelf()
        refuse_lacking(needed, shelf)
        yield shelf
        return
    talk(f"reading {', '.join(sorted(needed))} from {folder}")
    with shelf_of(folder, needed) as shelf:
        yield shelf


@contextlib.contextmanager
def _bar(name: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on a terminal's standard error, and nothing elsewhere."""
    bar = click.progressbar(
        length=1, label=name, file=sys.stderr, hidden=not sys.stderr.isatty()
    )
    with bar:

        def tell(done: int, whole: int) -> None:
            bar.length = whole
            bar.update(done - bar.pos)

        yield tell


def _table(result: BackTest) -> str:
    """Write one result for a reader."""
    from suzerain.outlook.backtest.reading import read_out

    span = f"{result.origins[0]} to {result.origins[-1]}" if result.origins else "none"
    lines = [
        f"{result.study}: {result.question}",
        (
            f"Forecasts from {span}; {result.n:,} rows, {result.units:,} units, "
            f"{result.events:,} events."
        ),
        "",
        f"{'':24}  AUC [interval]           within  Brier    log      top",
    ]
    lines += [_line(model) for model in result.models]
    for seen in result.watched:
        lines += ["", f"{' '.join(seen.unit)}, end of {seen.origin}: {seen.why}."]
        if not seen.candidates:
            lines.append("  no forecast: not among the rows asked")
        lines += [
            f"  {name:24} rank {rank:,.0f} of {seen.candidates:,}, "
            f"chance {seen.chance[name]:.2%}"
            for name, rank in seen.rank.items()
        ]
    lines += ["", *read_out(result)]
    lines += ["", *(f"Left out: {n:,}, {why}." for why, n in result.void.items())]
    return "\n".join([*lines, *result.notes, f"Data: {', '.join(result.data)}."])


def _line(model: Skill) -> str:
    between = model.interval["auc"]
    area = "-" if model.auc is None else f"{model.auc:.3f}"
    spread = "" if between is None else f" [{between[0]:.3f}, {between[1]:.3f}]"
    within = "-" if model.auc_within is None else f"{model.auc_within:.3f}"
    return (
        f"{model.name:24}  {area + spread:23}  {within:6}  {model.brier:.5f}  "
        f"{model.log_score:.5f}  {model.top:.3f}"
    )
