"""The verb `export`: a case and its results in the forms that other tools read."""

from __future__ import annotations

import click

from suzerain.cli.failure import complain
from suzerain.cli.load import load_case
from suzerain.cli.options import case_argument, worlds_options
from suzerain.cli.show import talk

FORMS = (
    *("graphml", "gexf", "node-link", "parquet", "ftm"),
    *("ro-crate", "citation", "ach"),
)


@click.command(
    epilog="\b\nExample: suzerain export pact --format graphml -o pact.graphml\n"
    "         suzerain export pact --format parquet -o tables --licence CC-BY-4.0\n"
    "         suzerain export pact --format ro-crate -o crate --date 2026-03-01"
)
@case_argument
@click.option(
    "--format", "form", required=True, type=click.Choice(FORMS), help="What to write."
)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="PATH",
    help="File to write; a folder for parquet and ro-crate.",
)
@click.option("--force", is_flag=True, help="Replace an export that is there.")
@click.option(
    "--licence", default="", metavar="SPDX", help="Licence of your work: CC-BY-4.0."
)
@click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="NAME",
    help="Name of an analyst, for citation; may be given again.",
)
@click.option(
    "--date",
    default="",
    metavar="DATE",
    help="Day of publication, for citation and ro-crate: 2026-03-01.",
)
@worlds_options
def export(  # noqa: PLR0913 - one parameter an option
    *,
    paths: tuple[str, ...],
    form: str,
    output: str,
    force: bool,
    licence: str,
    authors: tuple[str, ...],
    date: str,
    worlds: int,
    seed: int,
) -> None:
    """Export a case: its network, claims and results, with the ids that `why` takes.

    \b
    --format is one of
      graphml    the network for yEd, Gephi, igraph, networkx
      gexf       the same for Gephi
      node-link  the same as JSON for networkx and D3
      parquet    a folder of tables with datapackage.json (Frictionless)
      ftm        FollowTheMoney statements, one JSON object a line
      ro-crate   a folder with the case, results and run record (RO-Crate 1.1)
      citation   CITATION.cff: how to cite the brief and its sources
      ach        the classic matrix of competing hypotheses: a view only

    CASE is a case folder, or articles (files, a folder, - for standard input).
    """  # noqa: D301 - click reads the backspace, not a backslash
    from suzerain.brief.export.placing import refuse_target, save_export
    from suzerain.brief.export.write import Terms, make_export

    refuse_target(output, form, force=force)
    terms = Terms(licence=licence, authors=authors, date=date)
    case = load_case(paths)
    if form != "citation":
        talk(f"solving in {worlds} worlds")
    made = make_export(case, form, terms, worlds=worlds, seed=seed)
    save_export(made, output)
    for note in made.notes:
        complain(note)
    complain(f"wrote {output}")
