"""`suzerain measure CASE --with DATASET`: articles and datasets side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from suzerain.cli.show import chosen, show_rows, talk

if TYPE_CHECKING:
    from suzerain.case.case import Case
    from suzerain.core.worlds import Worlds


def refuse_years(name: str, names: str | None, years: range | None) -> None:
    """Refuse datasets for another measure, and years without datasets."""
    if names is not None and name != "dependence":
        raise click.UsageError(f"{name} has no --with; dependence has")
    if years is not None and names is None:
        raise click.UsageError("--years goes with --with NAME")


def show_beside(
    case: Case,
    names: str,
    worlds: Worlds,
    *,
    years: range | None,
    horizon: Any,
    form: str | None,
) -> None:
    """Print what articles say beside what datasets measure.

    Args:
        case: The case, made from articles.
        names: Names of datasets, split by commas.
        worlds: Worlds to draw in.
        years: Years wanted of the datasets; all when None.
        horizon: `long`, `middle` or `short`.
        form: `json`, `csv`, `table`, or None.
    """
    from suzerain.brief.beside import beside_rows, beside_text, compare_with_data
    from suzerain.sources.dataset import dataset

    wanted = _listed(names)
    if not wanted:
        raise click.UsageError("--with needs a dataset, such as --with cow-trade")
    rows = compare_with_data(case, wanted, worlds, years=years, horizon=horizon)
    for name in wanted:
        talk(f"{name}: {dataset(name).licence}; cite {dataset(name).citation}.")
    if chosen(form) == "csv":
        show_rows(beside_rows(rows), form)
    else:
        show_rows((row.to_dict() for row in rows), form, text=beside_text(rows))


def filled(case: Case, names: str) -> Case:
    """Put what datasets measure into a case; without a name it stays as it is.

    Args:
        case: The case.
        names: Names of datasets, split by commas.
    """
    from suzerain.brief.beside import with_data

    return with_data(case, _listed(names)) if names else case


def _listed(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]
