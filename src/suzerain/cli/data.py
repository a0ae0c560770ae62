"""The verb `data`: public datasets on this machine, their origin and their terms."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from suzerain.cli.failure import Verbs, complain
from suzerain.cli.options import output_options, record_options
from suzerain.cli.show import show_record, show_rows, talk
from suzerain.core.errors import SuzerainError

if TYPE_CHECKING:
    from suzerain.sources.dataset import Dataset, DataTable
    from suzerain.sources.origin import Origin
    from suzerain.sources.shelf import Shelf

HEADS = ("dataset", "version", "table", "rows", "dropped", "reasons", "file")
LISTED = ("name", "version", "state", "pull", "tested", "licence", "title")
SHOWN_UNKNOWN = 20  # folders named as not recognised


@click.group(
    cls=Verbs,
    epilog="\b\nExample: suzerain data list\n"
    "         suzerain data add downloads/COW_Trade_4.0.zip",
)
def data() -> None:
    """Get public datasets, and see what is here.

    Datasets are kept as Parquet in $SUZERAIN_DATA, else in suzerain/data in the
    user's cache. Each was checked, and its folder says where it came from.
    """


@data.command("list", epilog="Example: suzerain data list --json")
@output_options
def list_(form: str | None) -> None:
    """List the datasets that have a reader, and which are here."""
    from suzerain.sources.dataset import datasets

    shelf = _shelf()
    rows = [
        {
            "name": known.name,
            "version": known.version,
            "state": _state(known.name, shelf),
            "pull": known.pull,
            "tested": known.tested,
            "licence": known.licence,
            "title": known.title,
        }
        for known in datasets().values()
    ]
    show_rows(rows, form, LISTED, "\n".join(_listed(rows)))


@data.command(epilog="Example: suzerain data pull cow-trade")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--again", is_flag=True, help="Download anew what is here already.")
@output_options
@click.pass_context
def pull(
    ctx: click.Context, names: tuple[str, ...], *, again: bool, form: str | None
) -> None:
    """Download datasets from their publishers.

    Terms and citation are shown first. What a publisher lets no script download is
    told in steps, and the exit code is 3.
    """
    from suzerain.sources.dataset import dataset

    shelf = _shelf()
    wanted = [dataset(name) for name in names]
    added, code = [], 0
    for known in wanted:
        try:
            added.append(_pulled(known, shelf, again=again))
        except SuzerainError as error:
            code = max(code, _said(error))
    _show_added(added, shelf, form)
    ctx.exit(code)


@data.command(epilog="Example: suzerain data add downloads/COW_Trade_4.0.zip")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--name", help="Which dataset it is, when its files were renamed.")
@click.option(
    "--part", is_flag=True, help="Accept fewer rows than a whole release has."
)
@output_options
@click.pass_context
def add(
    ctx: click.Context, path: Path, *, name: str | None, part: bool, form: str | None
) -> None:
    """Add a dataset from files: a file, a zip, a folder, a folder of folders.

    Rows that the reader leaves out are counted, with the reason. Nothing is kept of
    a dataset that is not as its publisher describes it.
    """
    from suzerain.sources.recognise import found_at, recognise

    shelf = _shelf()
    places = {name: path} if name is not None else found_at(path)
    added, code = [], 0
    for one, place in places.items():
        talk(f"reading {one} from {place}")
        try:
            added.append(shelf.add_one(place, one, part=part, waiting=complain))
        except SuzerainError as error:
            if len(places) == 1:
                raise
            code = max(code, _said(error, one))
    _show_added(added, shelf, form)
    if name is None:
        _tell_unknown(recognise(path).unknown, path)
    ctx.exit(code)


@data.command(epilog="Example: suzerain data path cow-trade dyads")
@click.argument("name")
@click.argument("table", required=False)
def path(name: str, table: str | None) -> None:
    """Print where a dataset, or one table of it, lies."""
    shelf = _shelf()
    shelf.origin(name)
    found = shelf.root / name if table is None else shelf.file(name, table)
    click.echo(str(found))


@data.command(epilog="Example: suzerain data show cow-trade")
@click.argument("name")
@record_options
def show(name: str, form: str | None) -> None:
    """Show a dataset's tables, columns, units, known faults, terms and origin."""
    import msgspec

    from suzerain.sources.dataset import dataset

    known = dataset(name)
    shelf = _shelf()
    origin = shelf.origin(name) if shelf.has(name) else None
    record = msgspec.to_builtins(known) | {
        "state": _state(name, shelf),
        "origin": msgspec.to_builtins(origin),
    }
    show_record(record, form, "\n".join(_described(known, origin)))


@data.command(epilog="Example: suzerain data remove cow-trade")
@click.argument("name")
def remove(name: str) -> None:
    """Take a dataset off the shelf."""
    shelf = _shelf()
    complain(f"removed {name}" if shelf.remove(name) else f"{name} is not here")


def _listed(rows: list[dict[str, Any]]) -> Iterator[str]:
    """List datasets for a reader: a line of facts and a line of words for each."""
    wide = max((len(row["name"]) for row in rows), default=0)
    for row in rows:
        how = f"pull: {row['pull']}; tested on: {row['tested']}"
        yield f"{row['name']:<{wide}}  {row['state']}; {how}"
        yield f"{'':<{wide}}  {row['title']} ({row['version']})"
        yield f"{'':<{wide}}  terms: {row['licence']}"


def _shelf() -> Shelf:
    from suzerain.sources.shelf import Shelf

    return Shelf()


def _state(name: str, shelf: Shelf) -> str:
    """Say whether a dataset is here, and whether by the reader of this version."""
    from suzerain.sources.origin import reader_sum

    if not shelf.has(name):
        return "not here"
    origin = shelf.origin(name)
    if origin.reader != reader_sum(name):
        return "here, by another reader"
    return "here in part" if origin.part else "here"


def _pulled(known: Dataset, shelf: Shelf, *, again: bool) -> Origin:
    """Download one dataset, after showing its terms."""
    from suzerain.sources.pulling import pull as pull_it

    if shelf.has(known.name) and not again:
        origin = shelf.origin(known.name)
        complain(f"{known.name} is here since {origin.added}; --again pulls it anew")
        return origin
    complain(f"{known.name}: {known.title} {known.version}, {known.publisher}")
    complain(f"  terms: {known.licence}\n  cite: {known.citation}")
    shown: list[bool] = []  # whether a line of progress stands on the terminal

    def progress(name: str, done: int, total: int) -> None:
        if sys.stderr.isatty():
            show_progress(name, done, total)
            shown[:] = [True]

    try:
        origin = pull_it(known, shelf, progress=progress, waiting=complain)
    finally:
        if shown:
            click.echo("", err=True)
    for file in origin.pulled:
        complain(f"  {file.name}: {file.trust}\n  sha256 {file.sha256}")
    return origin


def show_progress(name: str, done: int, total: int) -> None:
    """Show in one line how far a download is."""
    of = f" of {total / 1e6:,.1f} MB, {done / total:4.0%}" if total else " MB"
    click.echo(f"\r  {name}: {done / 1e6:,.1f}{of}", err=True, nl=False)


def _said(error: SuzerainError, about: str = "") -> int:
    """Tell an error and go on with the other datasets."""
    head = f"{about}: " if about else ""
    complain(f"{head}{type(error).__name__}: {error}")
    return error.exit_code


def _show_added(added: Iterable[Origin], shelf: Shelf, form: str | None) -> None:
    rows = [row for origin in added for row in _rows(origin, shelf)]
    if rows:
        show_rows(rows, form, HEADS, "\n".join(_lines(rows)))


def _rows(origin: Origin, shelf: Shelf) -> Iterator[dict[str, Any]]:
    """One row a table: what was kept, what was dropped and why."""
    for table, rows in origin.rows.items():
        dropped = [drop for drop in origin.dropped if drop.table == table]
        yield {
            "dataset": origin.dataset,
            "version": origin.version,
            "table": table,
            "rows": rows,
            "dropped": sum(drop.rows for drop in dropped),
            "reasons": [f"{drop.rows:,}: {drop.reason}" for drop in dropped],
            "file": str(shelf.file(origin.dataset, table)),
        }


def _lines(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Tell the same for a reader."""
    wide = max(len(row["table"]) for row in rows)
    last = ""
    for row in rows:
        if row["dataset"] != last:
            last = row["dataset"]
            yield f"{last} {row['version']}, kept in {Path(row['file']).parent}"
        yield f"  {row['table']:<{wide}}  {row['rows']:>12,} rows"
        yield from (f"  {'':<{wide}}  left out {reason}" for reason in row["reasons"])


def _tell_unknown(unknown: tuple[Path, ...], start: Path) -> None:
    """List the folders in which nothing was recognised."""
    if not unknown:
        return
    names = [str(place.relative_to(start)) for place in unknown[:SHOWN_UNKNOWN]]
    more = len(unknown) - len(names)
    rest = f" and {more} more" if more else ""
    complain(f"not recognised: {', '.join(names)}{rest}")


def _described(known: Dataset, origin: Origin | None) -> Iterator[str]:
    """Describe a dataset for a reader."""
    from suzerain.sources.pulling import steps

    yield f"{known.name}: {known.title} {known.version}"
    yield f"publisher  {known.publisher}, {known.page}"
    yield f"terms      {known.licence}"
    yield f"cite       {known.citation}"
    yield f"reader     tested on {_TESTED[known.tested]}"
    if origin is None:
        yield f"here       no; run `suzerain data pull {known.name}`"
    else:
        yield f"here       since {origin.added}, from {origin.path}"
    for table in known.tables:
        yield ""
        yield from _columns(table, None if origin is None else origin.rows)
    if known.faults:
        yield "\nknown faults"
    for fault in known.faults:
        yield f"  - {fault.what}\n    {fault.handled}"
    if known.pull == "by hand":
        yield "\nhow to get it"
        yield from (f"  {k}. {step}" for k, step in enumerate(steps(known), 1))


_TESTED = {"real": "the publisher's data", "sample": "a made sample of its layout only"}


def _columns(table: DataTable, rows: Mapping[str, int] | None) -> Iterator[str]:
    """Describe a table and its columns."""
    key = f"; key {', '.join(table.key)}" if table.key else ""
    count = f"; {rows[table.name]:,} rows" if rows and table.name in rows else ""
    yield f"{table.name}: {table.meaning}{key}{count}"
    wide = max(len(column.name) for column in table.columns)
    for column in table.columns:
        unit = f" [{column.unit}]" if column.unit else ""
        empty = "; may be empty" if column.empty else ""
        said = f"{column.type:<5}  {column.meaning}{unit}{empty}"
        yield f"  {column.name:<{wide}}  {said}"
